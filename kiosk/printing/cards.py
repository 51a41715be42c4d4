"""The picture that a unit shares of a day that is over, for a messenger."""

from dataclasses import asdict

from kiosk.printing import sheets
from kiosk.words.summaries import Summary

DOTS_PER_INCH = 144
"""Dots per inch, for a page of 540 × 675 points: 1080 × 1350 dots, which messengers and phones show whole (4 : 5)."""


def card(made: Summary) -> bytes:
    """The picture as PNG. 0.2 s."""
    return sheets.pictures("card", asdict(made) | {"title": f"{made.unit} {made.day}"}, dots_per_inch=DOTS_PER_INCH)[0]
