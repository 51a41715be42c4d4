"""Posters with a counter's or a unit's QR code: A4, A5, and a table stand to fold."""

from dataclasses import dataclass
from typing import Any

from kiosk.printing import sheets

PAPERS = ("a4", "a5", "stand")
LONGEST_NAME = 90
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
    """One page of PDF, on one of PAPERS. The code is 100 mm wide on A4, 72 mm on A5, 78 mm on each face of the stand:
    readable from ten times as far (ISO/IEC 18004 leaves it to the reader; a tenth is the common rule)."""
    return sheets.pdf("poster", data(made, paper), {"qr.svg": made.qr})


def fitting(name: str) -> str:
    """A name, cut where it would push what matters off the sheet: real ones have up to 60 characters."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def data(made: Poster, paper: str) -> dict[str, Any]:
    if paper not in PAPERS:
        raise ValueError(f"{paper!r} is none of {', '.join(PAPERS)}")
    return {
        "title": f"Suara Loket: {made.unit} {made.counter_id}".strip(),
        "paper": paper,
        "unit": fitting(made.unit),
        "counter_id": fitting(made.counter_id),
        "counter_en": fitting(made.counter_en),
        "address": made.address,
        "code": made.code,
        "typed": f"{made.code[:4]}-{made.code[4:]}",
        "ask_id": "Bagaimana pelayanan kami hari ini?",
        "ask_en": "How was our service today?",
        "scan_id": "Pindai dengan kamera HP",
        "scan_en": "Scan with your phone’s camera",
        "type_id": "Tidak bisa memindai? Buka dan ketik",
        "type_en": "Cannot scan? Open and type",
        "promise_id": "Tanpa aplikasi, tanpa nama. Satu ketukan sudah dihitung.",
        "promise_en": "No app, no name. One tap already counts.",
        "fold_id": "lipat di sini",
        "fold_en": "fold here",
        "demo": DEMO if made.is_demo else "",
    }
