"""Sheets of single-use tickets, 21 on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import qrcode

from kiosk.printing import sheets
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import day

ON_A_PAGE = 21


@dataclass(frozen=True, slots=True)
class TicketSheet:
    """Tickets of one counter: [(token, address of its QR code)]. `valid_until`: the last day."""

    unit: str
    counter: str
    address: str
    """Where tokens are typed: loket.example/q."""
    valid_until: date
    tickets: Sequence[tuple[str, str]]
    is_demo: bool = False
    counter_en: str = ""


def ticket_sheets(made: TicketSheet) -> bytes:
    """As many pages of PDF as it takes. A code, without its margin, is 21 mm wide: readable at 20 cm.

    500 tickets take 4 s for the codes and 1 s to typeset.
    """
    return sheets.pdf("tickets", data(made))


def data(made: TicketSheet) -> dict[str, Any]:
    return {
        "title": f"Suara Loket: kartu {made.unit} {made.counter}".strip(),
        "unit": made.unit,
        "counter": made.counter,
        "counter_en": made.counter_en if made.counter_en != made.counter else "",
        "address": made.address,
        **sheets.both("once", lambda: _("Sekali pakai, berlaku s.d. %(day)s", day=day(made.valid_until))),
        "is_demo": made.is_demo,
        "tickets": [{"token": token, "qr": code(address)} for token, address in made.tickets],
    }


def code(text: str) -> sheets.Code:
    """A QR code, error correction M (15 %), each row as runs of dark modules in one path: typeset in a quarter
    of the time of rectangles that typst places one by one."""
    made = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=0)
    made.add_data(text)
    rows = made.get_matrix()
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _runs(row))
    side = len(rows) + 4
    return sheets.Code(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {side} {side}">'
        f'<path fill="#fff" d="M-2-2h{side}v{side}h-{side}z"/><path d="{path}"/></svg>'
    )


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    found, place = [], 0
    for dark, group in groupby(row):
        length = len(list(group))
        if dark:
            found.append((place, length))
        place += length
    return found
