"""Which service day a page of a unit is asked for."""

from datetime import date, timedelta

from flask import abort, request

from kiosk.clock import service_day, written_day
from kiosk.places import Unit
from kiosk.web import now


def asked_day(unit: Unit, days_ago: int = 0) -> date:
    """The service day asked for (?day=2026-11-19); without one: today, or `days_ago` days ago. 404 for days to come."""
    current = service_day(now(), unit.zone)
    text = request.args.get("day")
    if not text:
        return current - timedelta(days=days_ago)
    day = written_day(text) or abort(404)
    if not date(2000, 1, 1) <= day <= current:
        abort(404)
    return day
