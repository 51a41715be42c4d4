"""Sheets of single-use tickets, 21 on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import qrcode

from kiosk.printing import sheets
from kiosk.printing.posters import DEMO

ON_A_PAGE = 21


@dataclass(frozen=True, slots=True)
class TicketSheet:
    """Tickets of one counter: [(token, address of its QR code)]. `good_id`, `good_en`: until when, in words."""

    unit: str
    counter: str
    address: str
    """Where tokens are typed: loket.example/q."""
    good_id: str
    good_en: str
    tickets: Sequence[tuple[str, str]]
    is_demo: bool = False


def ticket_sheets(made: TicketSheet) -> bytes:
    """As many pages of PDF as it takes. A code is 27 mm wide with its quiet zone: readable at 20 cm."""
    return sheets.pdf("tickets", data(made))


def data(made: TicketSheet) -> dict[str, Any]:
    return {
        "title": f"Suara Loket: kartu {made.unit} {made.counter}".strip(),
        "unit": made.unit,
        "counter": made.counter,
        "address": made.address,
        "ask_id": "Nilai pelayanan kami",
        "ask_en": "Rate our service",
        "once_id": f"Sekali pakai, {made.good_id}",
        "once_en": f"single use, {made.good_en}",
        "demo": DEMO if made.is_demo else "",
        "tickets": [{"token": token, "qr": runs(address)} for token, address in made.tickets],
    }


def runs(text: str) -> list[list[tuple[int, int]]]:
    """A QR code's rows as runs of dark modules: [[(first, length), …], …], without quiet zone; error correction M (15 %)."""
    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    code.add_data(text)
    return [_runs(row) for row in code.get_matrix()]


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    found, place = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            found.append((place, length))
        place += length
    return found
