"""Which period a page is asked for, in its address; what its links to other periods say."""

from datetime import date, timedelta
from typing import Any

from flask import request

from kiosk.clock import service_day, written_day
from kiosk.indices import periods
from kiosk.indices.periods import EARLIEST, KINDS, Period, PeriodError
from kiosk.places import Unit
from kiosk.reports.periods import last_month
from kiosk.web import now
from kiosk.words.catalogue import gettext as _

NAMES = ("kind", "day", "first", "last")
"""What an address says of its period."""


def asked(unit: Unit) -> tuple[Period, str]:
    """The period asked for (?kind=, ?day= or ?first=, ?last=), and what is wrong with it, or nothing.

    Without one: the last month that is over and has figures, or the one that runs.
    """
    today = service_day(now(), unit.zone)
    period, error = asked_on(today)
    return period or last_month(unit, today) or periods.around("month", today), error


def asked_on(today: date) -> tuple[Period | None, str]:
    """The same on a page that has no unit; None: none is asked for."""
    kind = request.args.get("kind")
    if kind is None and "day" not in request.args:
        return None, ""
    try:
        if kind == "free":
            period = periods.free(_day("first"), _day("last"))
        else:
            period = periods.around(kind or "month", _day("day", today))
        if not EARLIEST <= period.first <= today:
            raise PeriodError("day")
    except PeriodError as error:
        told = {
            "kind": _("Periode ini tidak dikenal."),
            "day": _("Isi tanggal sejak tahun 2000, tidak sesudah hari ini."),
            "order": _("Tanggal akhir tidak boleh sebelum tanggal awal."),
            "long": _("Paling lama sepuluh tahun."),
        }
        return periods.around("month", today), told[str(error)]
    return period, ""


def address(of: Period) -> dict[str, str]:
    """What an address says that asks for it."""
    if of.kind == "free":
        return {"kind": "free", "first": of.first.isoformat(), "last": of.last.isoformat()}
    return {"kind": of.kind, "day": of.first.isoformat()}


def frame(unit: Unit, period: Period, error: str) -> dict[str, Any]:
    """What every page of a period needs to lead to others."""
    return frame_on(service_day(now(), unit.zone), period, error)


def frame_on(today: date, period: Period, error: str) -> dict[str, Any]:
    """The same on a page that has no unit."""
    inside = min(period.last, today)
    running = periods.around(period.kind if period.kind in KINDS[:-1] else "month", today)
    return {
        "period": period,
        "error": error,
        "here": address(period),
        "before": address(period.before()),
        "after": address(period.after()) if period.last < today - timedelta(days=1) else None,
        "running": None if period.last >= today else (running, address(running)),
        "kinds": [(kind, address(periods.around(kind, inside))) for kind in KINDS if kind != "free"],
        "today": today,
    }


def semester_over(day: date) -> Period:
    """The last semester that is over: what January–June and July–December are asked for."""
    return periods.around("semester", periods.around("semester", day).first - timedelta(days=1))


def kept() -> dict[str, str]:
    """What the address of this page says of its period, for links to others of the same."""
    return {name: request.args[name] for name in NAMES if name in request.args}


def _day(name: str, default: date | None = None) -> date:
    text = request.args.get(name)
    found = written_day(text) if text else default
    if found is None:
        raise PeriodError("day")
    return found
