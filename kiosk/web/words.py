"""Numbers, days and times in templates, written in the reader's language."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from kiosk.clock import ZONE_NAMES
from kiosk.indices import half_up
from kiosk.web.languages import language
from kiosk.words import writing


def teach(app: Flask) -> None:
    app.jinja_env.filters.update(
        whole=whole,
        decimals=decimals,
        rounded=rounded,
        nearest=nearest,
        p_value=p_value,
        percent=percent,
        day=day,
        weekday=weekday,
        day_month=day_month,
        month=month,
        clock_time=clock_time,
        day_and_time=day_and_time,
        in_text=in_text,
        span=span,
    )


def whole(number: int) -> str:
    """1204 → 1.204"""
    return writing.whole(number, language())


def decimals(number: Decimal, places: int = 2) -> str:
    """Decimal("83.4") → 83,40. The number must be rounded already; this only writes it."""
    return writing.decimals(number, language(), places)


def rounded(number: Fraction | float, places: int = 2) -> str:
    """Fraction(1, 8) → 0,13, rounded half up."""
    return writing.decimals(half_up(number, places), language(), places)


def nearest(number: Fraction | float) -> str:
    """6.5 → 7, the nearest whole number, rounded half up."""
    return writing.whole(int(half_up(number, 0)), language())


def p_value(p: float) -> str:
    """0.01234 → = 0,0123; what would round to 0,0000 → < 0,0001."""
    return f"= {rounded(p, 4)}" if p >= 0.00005 else f"< {rounded(0.0001, 4)}"


def percent(share: float | Fraction) -> str:
    """0.744 → 74 (without the sign), −0.066 → -7, rounded half up."""
    return str(int(half_up(share * 100, 0)))


def day(value: date) -> str:
    """22 November 2026"""
    return writing.day(value, language())


def day_month(value: date) -> str:
    """22 Nov"""
    return str(format_date(value, "d MMM", locale=_locale()))


def month(value: date) -> str:
    """November 2026"""
    return writing.month(value, language())


def weekday(value: date) -> str:
    """Minggu"""
    return str(format_date(value, "EEEE", locale=_locale()))


def clock_time(moment: datetime, zone: str) -> str:
    """14.42 WIB"""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{format_time(local, 'HH.mm' if language() == 'id' else 'HH:mm', locale=_locale())} {ZONE_NAMES.get(zone, '')}".strip()


def day_and_time(moment: datetime, zone: str) -> str:
    """22 November 2026 14.42 WIB"""
    return f"{day(moment.astimezone(ZoneInfo(zone)).date())} {clock_time(moment, zone)}"


def span(length: timedelta) -> str:
    """3 j 22 m, 4 hari: how long something has lasted, in the two largest units."""
    minutes = int(length.total_seconds()) // 60
    if minutes < 60:
        return str(_("%(m)s menit", m=minutes))
    if minutes < 24 * 60:
        return str(_("%(h)s j %(m)s m", h=minutes // 60, m=minutes % 60))
    return str(_("%(d)s hari", d=minutes // (24 * 60)))


def in_text(texts: dict[str, str]) -> str | Markup:
    """The text of an instrument in the reader's language."""
    return texts.get(language()) or texts["id"]


def _locale() -> str:
    return writing.locale(language())
