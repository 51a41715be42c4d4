"""How days, times and spans of time are written in the language spoken."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from kiosk.clock import ZONE_NAMES
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import language
from kiosk.words.numbers import locale


def day(value: date) -> str:
    """
    >>> day(date(2026, 11, 2))
    '2 November 2026'
    """
    return str(format_date(value, "d MMMM y", locale=locale()))


def day_month(value: date) -> str:
    """
    >>> day_month(date(2026, 11, 22))
    '22 Nov'
    """
    return str(format_date(value, "d MMM", locale=locale()))


def month(value: date) -> str:
    """
    >>> month(date(2026, 11, 2))
    'November 2026'
    """
    return str(format_date(value, "MMMM y", locale=locale()))


def month_briefly(value: date) -> str:
    """
    >>> month_briefly(date(2026, 11, 2))
    'Nov'
    """
    return str(format_date(value, "MMM", locale=locale()))


def weekday(value: date) -> str:
    """
    >>> weekday(date(2026, 11, 22))
    'Minggu'
    """
    return str(format_date(value, "EEEE", locale=locale()))


def weekday_of(number: int) -> str:
    """
    >>> weekday_of(0), weekday_of(6)
    ('Senin', 'Minggu')
    """
    return weekday(date(2024, 1, 1 + number))  # the first of 2024 was a Monday


def clock_time(moment: datetime, zone: str) -> str:
    """14.42 WIB"""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{format_time(local, 'HH.mm' if language() == 'id' else 'HH:mm', locale=locale())} {ZONE_NAMES.get(zone, '')}".strip()


def zone_name(zone: str) -> str:
    """
    >>> zone_name("Asia/Makassar")
    'WITA'
    """
    return ZONE_NAMES.get(zone, zone)


def day_and_time(moment: datetime, zone: str) -> str:
    """22 November 2026 14.42 WIB"""
    return f"{day(moment.astimezone(ZoneInfo(zone)).date())} {clock_time(moment, zone)}"


def between(first: date, last: date) -> str:
    """Two service days and what lies between, as briefly as it stays clear.

    >>> between(date(2026, 1, 1), date(2026, 6, 30)), between(date(2026, 5, 1), date(2026, 5, 1))
    ('1 Januari–30 Juni 2026', '1 Mei 2026')
    """
    if first == last:
        return day(last)
    pattern = "d" if (first.year, first.month) == (last.year, last.month) else "d MMMM" if first.year == last.year else "d MMMM y"
    return f"{format_date(first, pattern, locale=locale())}–{day(last)}"


def between_briefly(first: date, last: date) -> str:
    """The same on an axis.

    >>> between_briefly(date(2026, 10, 26), date(2026, 11, 1)), between_briefly(date(2026, 11, 2), date(2026, 11, 8))
    ('26 Okt–1 Nov', '2–8 Nov')
    """
    if first == last:
        return day_month(last)
    pattern = "d" if (first.year, first.month) == (last.year, last.month) else "d MMM"
    return f"{format_date(first, pattern, locale=locale())}–{day_month(last)}"


def span(length: timedelta) -> str:
    """How long something has lasted, in the two largest units.

    >>> span(timedelta(hours=3, minutes=22)), span(timedelta(days=4, hours=1))
    ('3 j 22 m', '4 hari')
    """
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return _("%(m)s menit", m=minutes)
    if minutes < 24 * 60:
        return _("%(h)s j %(m)s m", h=minutes // 60, m=minutes % 60)
    return _("%(d)s hari", d=minutes // (24 * 60))
