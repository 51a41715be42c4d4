"""From six points to four: the two conversions in use, as data. Ours ask on four points; older and ministry tables have six."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Conversion:
    """y = offset + factor · x, from 1–6; applied to single scores or to their mean alike."""

    key: str
    factor: Fraction
    offset: Fraction
    source: str
    certainty: str

    def __call__(self, value: Fraction | int) -> Fraction:
        """The value on the four-point scale, exact. ValueError outside 1–6.

        >>> PROPORTIONAL(6), PROPORTIONAL(1), LINEAR(1), LINEAR(Fraction(9, 2))
        (Fraction(4, 1), Fraction(2, 3), Fraction(1, 1), Fraction(31, 10))
        """
        if not 1 <= value <= 6:
            raise ValueError(f"{value} is not on the scale from 1 to 6")
        return self.offset + self.factor * value


PROPORTIONAL = Conversion(
    key="proportional",
    factor=Fraction(4, 6),
    offset=Fraction(0),
    source="mean × 4/6, as SPKP and SPAK are said to be converted; 1 becomes 0,67",
    certainty="seen in public programs; that it is the official one is recalled",
)

LINEAR = Conversion(
    key="linear",
    factor=Fraction(3, 5),
    offset=Fraction(2, 5),
    source="1 + (x − 1) × 3/5, which keeps both ends: 1 stays 1, 6 becomes 4",
    certainty="seen in public programs",
)

CONVERSIONS = {conversion.key: conversion for conversion in (PROPORTIONAL, LINEAR)}
