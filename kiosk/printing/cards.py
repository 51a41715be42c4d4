"""The picture that a unit shares of a day that is over, for a messenger."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from kiosk.printing import sheets

DOTS_PER_INCH = 144
"""Of a page of 540 × 675 points: 1080 × 1350 dots, which messengers and phones show whole (4 : 5)."""


@dataclass(frozen=True, slots=True)
class CardFigure:
    """A figure with its name, and what must be said with it, line by line: range, n, grade."""

    name: str
    value: str
    below: Sequence[str]


@dataclass(frozen=True, slots=True)
class Card:
    """All in words: four figures of the day at most, what they are made of, and its seal (or empty)."""

    unit: str
    day: str
    figures: Sequence[CardFigure]
    note: str
    seal: str
    language: str
    is_demo: bool = False


def card(made: Card) -> bytes:
    """The picture as PNG. 0.2 s."""
    return sheets.pictures("card", asdict(made) | {"title": f"{made.unit} {made.day}"}, dots_per_inch=DOTS_PER_INCH)[0]
