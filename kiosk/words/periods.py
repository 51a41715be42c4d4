"""What spans of time are called."""

from kiosk.followups import Quarter
from kiosk.indices.periods import Period
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import pgettext
from kiosk.words.dates import between, between_briefly, day, month, month_briefly, weekday

ROMAN = ("I", "II", "III", "IV")


def period(found: Period) -> str:
    """Triwulan III 2026, as people call it."""
    if found.kind == "day":
        return f"{weekday(found.first)}, {day(found.first)}"
    if found.kind == "month":
        return month(found.first)
    titles = {
        "week": lambda: _("Minggu %(n)s, %(year)s", n=found.number, year=found.year),
        "quarter": lambda: _("Triwulan %(n)s %(year)s", n=ROMAN[found.number - 1], year=found.year),
        "semester": lambda: _("Semester %(n)s %(year)s", n=ROMAN[found.number - 1], year=found.year),
        "year": lambda: _("Tahun %(year)s", year=found.year),
    }
    return titles[found.kind]() if found.kind in titles else between(found.first, found.last)


def piece(found: Period, *, briefly: bool = False) -> str:
    """A piece of a period: Januari 2026, 2–8 November 2026, TW I 2026; `briefly` on an axis, where the year is told above: Jan, 2–8 Nov.

    >>> from datetime import date
    >>> week = Period("week", date(2026, 11, 2), date(2026, 11, 8))
    >>> piece(week), piece(week, briefly=True), piece(Period("month", date(2026, 1, 1), date(2026, 1, 31)), briefly=True)
    ('2–8 November 2026', '2–8 Nov', 'Jan')
    """
    if found.kind == "quarter":
        named = _("TW %(quarter)s", quarter=ROMAN[found.number - 1])
        return f"{named} {found.year % 100:02}" if briefly else f"{named} {found.year}"
    if found.kind == "month":
        return month_briefly(found.first) if briefly else month(found.first)
    return between_briefly(found.first, found.last) if briefly else between(found.first, found.last)


def kind(code: str) -> str:
    """What a kind of period is called, where one is chosen."""
    return {
        "day": _("Hari"),
        "week": pgettext("seven days", "Minggu"),
        "month": _("Bulan"),
        "quarter": _("Triwulan"),
        "semester": _("Semester"),
        "year": _("Tahun"),
    }.get(code, code)


def quarter(found: Quarter) -> str:
    """TW IV 2026"""
    return _("TW %(quarter)s %(year)s", quarter=found.roman, year=found.year)
