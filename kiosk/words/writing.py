"""How numbers and days are written, in each language: the way Indonesia does (82,35 · 1.204 · 22 November 2026), or English."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {"id": "id", "en": "en_GB"}
"""The languages of panel, paper and commands, and the locale of each; visitors may be asked in more."""


def locale(language: str) -> str:
    """The locale (CLDR) in which numbers and days are written in a language."""
    return LOCALES.get(language, language)


@lru_cache(maxsize=8192)
def whole(number: int, language: str) -> str:
    """
    >>> whole(1204, "id"), whole(1204, "en")
    ('1.204', '1,204')
    """
    return str(format_decimal(number, locale=locale(language)))


@lru_cache(maxsize=8192)
def decimals(number: Decimal, language: str, places: int = 2) -> str:
    """The number must be rounded already; this only writes it.

    >>> decimals(Decimal("83.4"), "id"), decimals(Decimal("-0.5"), "en", 1)
    ('83,40', '-0.5')
    """
    return str(format_decimal(number, format="#,##0." + "0" * places, locale=locale(language)))


def day(value: date, language: str) -> str:
    """
    >>> day(date(2026, 11, 2), "id"), day(date(2026, 11, 2), "en")
    ('2 November 2026', '2 November 2026')
    """
    return str(format_date(value, "d MMMM y", locale=locale(language)))


def month(value: date, language: str) -> str:
    """
    >>> month(date(2026, 11, 2), "id")
    'November 2026'
    """
    return str(format_date(value, "MMMM y", locale=locale(language)))


def period(first: date, last: date, language: str) -> str:
    """Two service days and what lies between, as briefly as it stays clear.

    >>> period(date(2026, 1, 1), date(2026, 6, 30), "id"), period(date(2026, 5, 1), date(2026, 5, 1), "id")
    ('1 Januari–30 Juni 2026', '1 Mei 2026')
    """
    if first == last:
        return day(last, language)
    pattern = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, pattern, locale=locale(language))}–{day(last, language)}"
