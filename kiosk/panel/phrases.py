"""What is said of periods and changes, on pages and in files alike."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, get_template_attribute
from flask_babel import gettext as _

from kiosk import indices
from kiosk.indices import Grade
from kiosk.indices.periods import Period
from kiosk.ledger import Channel
from kiosk.reports.changes import SATISFACTION, Change
from kiosk.web import language
from kiosk.web.words import day, decimals, percent, weekday
from kiosk.words import sentences, writing

part = Blueprint("phrases", __name__)

ROMAN = ("I", "II", "III", "IV")


@part.app_template_filter()
def period_title(period: Period) -> str:
    """Triwulan III 2026, as people call it."""
    if period.kind == "day":
        return f"{weekday(period.first)}, {day(period.first)}"
    if period.kind == "month":
        return writing.month(period.first, language())
    titles = {
        "week": lambda: _("Minggu %(n)s, %(year)s", n=period.number, year=period.year),
        "quarter": lambda: _("Triwulan %(n)s %(year)s", n=ROMAN[period.number - 1], year=period.year),
        "semester": lambda: _("Semester %(n)s %(year)s", n=ROMAN[period.number - 1], year=period.year),
        "year": lambda: _("Tahun %(year)s", year=period.year),
    }
    return str(titles[period.kind]()) if period.kind in titles else between(period.first, period.last)


def between(first: date, last: date) -> str:
    return writing.period(first, last, language())


@part.app_template_filter()
def grade_words(grades: Sequence[Grade]) -> str:
    """Grades as they may be shown, with their words."""
    return sentences.grade(grades, language())


@part.app_template_filter()
def index_name(index: str) -> str:
    return str({"ikm": "IKM", "ipk": "IPK", SATISFACTION: _("Kepuasan")}[index])


@part.app_template_filter()
def change_words(change: Change, beside: bool = False) -> str:
    """What may be said of a change since before, or (`beside`) of another unit: up or down only where a test says so."""
    if change.value is None or change.low is None or change.high is None:
        return str(_("belum cukup untuk dibandingkan"))
    if not change.is_real:
        return str(_("tidak terbukti berbeda"))
    up = change.value > 0
    words = (_("lebih tinggi") if up else _("lebih rendah")) if beside else (_("naik") if up else _("turun"))
    by, low, high = (_amount(change, each) for each in (abs(change.value), change.low, change.high))
    unit = _(" poin") if change.kind == SATISFACTION else ""
    return str(_("%(word)s %(by)s%(unit)s (%(low)s sampai %(high)s)", word=words, by=by, unit=unit, low=low, high=high))


def _amount(change: Change, value: float) -> str:
    return percent(value / 100) if change.kind == SATISFACTION else decimals(indices.half_up(value, 2))


@part.app_template_filter()
def way(channel: Channel) -> str:
    """A channel by its name."""
    return str(get_template_attribute("macros/channel.html", "channel_name")(channel))
