"""Posters with a counter's or a unit's QR code: to hang on a wall, and a table stand to fold."""

from dataclasses import dataclass
from typing import Any

from kiosk.printing import sheets
from kiosk.words.catalogue import N_


@dataclass(frozen=True, slots=True)
class Paper:
    """A size that posters are printed in: what it is called, and the page as it lies in the printer, in mm."""

    name: str
    width: int
    height: int
    layout: str = "wall"
    """One of templates/print/poster.typ, which has the measures of A4."""

    @property
    def scale(self) -> float:
        """A4's measures are multiplied by this, so that everything fits."""
        return min(self.width / 210, self.height / 297)

    @property
    def code(self) -> float:
        """How wide its code is, without margin, in mm; on a stand, of each face. It is readable from ten times as far (ISO/IEC 18004
        leaves it to the reader; a tenth is the common rule)."""
        return {"wall": 100, "stand": 74}[self.layout] * self.scale


PAPERS = {"a4": Paper("A4", 210, 297), "a5": Paper("A5", 148, 210), "stand": Paper(N_("Meja"), 210, 297, "stand")}
"""{name in a poster's address: size}, in the order in which they are offered. A new size needs nothing more."""
DEMO = "Contoh – bukan data sebenarnya · Example, not real data"


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says. `address` is where codes are typed (loket.example/q), `qr` the code's SVG, `code` the link's code."""

    unit: str
    counter_id: str
    counter_en: str
    """Both empty: the poster of the whole unit."""
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
    size = PAPERS[paper]
    return {
        "title": f"Suara Loket: {made.unit} {made.counter_id}".strip(),
        "layout": size.layout,
        "width": size.width,
        "height": size.height,
        "scale": size.scale,
        "unit": made.unit,
        "counter_id": made.counter_id,
        "counter_en": made.counter_en,
        "address": made.address,
        "typed": f"{made.code[:4]}-{made.code[4:]}",
        "qr": sheets.Code(made.qr.decode()),
        "is_demo": made.is_demo,
    }
