"""Posters with a counter's or a unit's QR code: A4, A5, and a table stand to fold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.printing import sheets

PAPERS: Mapping[str, int] = {"a4": 100, "a5": 70, "stand": 74}
"""{paper: how wide its code is, without margin, in mm; on a stand that of each face}. It is readable from ten times as far (ISO/IEC 18004
leaves it to the reader; a tenth is the common rule)."""
DEMO = "Contoh – bukan data sebenarnya · Example, not real data"


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on a poster. `address` is where codes are typed (loket.example/q), `qr` the code's SVG, `code` the link's code."""

    unit: str
    counter_id: str
    counter_en: str
    """Both empty: the whole unit's."""
    address: str
    code: str
    qr: bytes
    is_demo: bool = False


def poster(made: Poster, paper: str) -> bytes:
    """One page of PDF, on one of PAPERS."""
    return sheets.pdf("poster", data(made, paper))


def data(made: Poster, paper: str) -> dict[str, Any]:
    if paper not in PAPERS:
        raise ValueError(f"{paper!r} is none of {', '.join(PAPERS)}")
    return {
        "title": f"Suara Loket: {made.unit} {made.counter_id}".strip(),
        "paper": paper,
        "unit": made.unit,
        "counter_id": made.counter_id,
        "counter_en": made.counter_en,
        "address": made.address,
        "typed": f"{made.code[:4]}-{made.code[4:]}",
        "qr": sheets.Code(made.qr.decode()),
        "is_demo": made.is_demo,
    }
