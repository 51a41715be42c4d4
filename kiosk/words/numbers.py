"""How numbers are written in the language spoken: 82,35 and 1.204 in Indonesian, 82.35 and 1,204 in English."""

import re
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from babel.numbers import format_decimal

from kiosk.indices import half_up
from kiosk.words.catalogue import language

LOCALES = {"en": "en_GB"}
"""Where the locale (CLDR) is not the language's own code: 2 November, and not November 2."""


def locale() -> str:
    """The locale in which numbers and days are written now."""
    spoken = language()
    return LOCALES.get(spoken, spoken)


def whole(number: int) -> str:
    """
    >>> whole(1204)
    '1.204'
    """
    return _written(number, "#,##0", locale())


def decimals(number: Decimal, places: int = 2) -> str:
    """The number must be rounded already; this only writes it.

    >>> decimals(Decimal("83.4")), decimals(Decimal("-0.5"), 1)
    ('83,40', '-0,5')
    """
    return _written(number, "#,##0." + "0" * places, locale())


def rounded(number: Fraction | float, places: int = 2) -> str:
    """
    >>> rounded(Fraction(1, 8))
    '0,13'
    """
    return decimals(half_up(number, places), places)


def nearest(number: Fraction | float) -> str:
    """The nearest whole number, rounded half up.

    >>> nearest(6.5)
    '7'
    """
    return whole(int(half_up(number, 0)))


def p_value(p: float) -> str:
    """
    >>> p_value(0.01234), p_value(0.000001)
    ('= 0,0123', '< 0,0001')
    """
    return f"= {rounded(p, 4)}" if p >= 0.00005 else f"< {rounded(0.0001, 4)}"


def percent(share: float | Fraction) -> str:
    """A share in percent, rounded half up; the % sign is left to the caller.

    >>> percent(0.744), percent(-0.066)
    ('74', '-7')
    """
    return str(int(half_up(share * 100, 0)))


def unbroken(sentence: str) -> str:
    """The sentence, so that no line ends between a number and its %, or within a range.

    >>> unbroken("72 %, turun 3–10 poin") == "72\\u00a0%, turun 3\\u2060–\\u206010 poin"
    True
    """
    return re.sub(r"(?<=\d)–(?=\d)", "\u2060–\u2060", sentence).replace(" %", "\u00a0%")


@lru_cache(maxsize=8192)
def _written(number: Decimal | int, pattern: str, written_in: str) -> str:
    return str(format_decimal(number, format=pattern, locale=written_in))
