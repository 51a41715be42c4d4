"""POST /counter/heartbeats: each minute a tablet says how it is, and is told what it must know to go on alone.

Unknown fields are passed over, so that an old page can speak to a new server and the other way round.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, g, jsonify
from werkzeug.wrappers import Response as AnyResponse

from kiosk import proof
from kiosk.clock import from_milliseconds, service_day, to_milliseconds
from kiosk.counter import guard
from kiosk.counter.edition import edition
from kiosk.counter.verdicts import closed_now, time_told
from kiosk.devices import pauses, pins, reports
from kiosk.devices.reports import Reported
from kiosk.places import opening, steps
from kiosk.proof import witnesses
from kiosk.web import json_body, now
from kiosk.web.errors import refused
from kiosk.web.log import log
from kiosk.words.catalogue import gettext as _

part = Blueprint("heartbeats", __name__)

HOLIDAYS_AHEAD = timedelta(days=31)
"""A tablet that hears nothing for longer wakes on holidays too: a lit screen harms nobody."""

# The year 2100; no right clock says more.
LATEST = 4_102_444_800_000
MOST = 2**31 - 1


@part.post("/heartbeats")
def create() -> AnyResponse:
    """{sent_at, edition, queued, …} → {now, edition, device, pause, pin, hours, seal, …}. Moments are milliseconds since 1970 UTC."""
    body = json_body()
    if body is None:
        return refused(422, _("Kiriman tidak dapat dibaca"), _("Isinya harus objek JSON."))
    reports.note_report(g.device, _report(body, now()), now())
    if body.get("practised") is True:
        steps.note(g.place.unit, "practice", g.device.name or g.place.counter.code, now())
    _witness(body)
    # A tablet keeps its key beside its answers: a browser writes those down at once, and its cookies half a minute later.
    key = {"key": guard.token()} if body.get("wants_key") is True else {}
    return guard.renew(jsonify(_orders() | key))


def _report(body: Mapping[str, Any], moment: datetime) -> Reported:
    """A missing field counts as nothing to report: a working tablet is not turned away for a word."""
    sent_at, oldest = _number(body, "sent_at", LATEST), _number(body, "oldest_at", LATEST)
    return Reported(
        edition=_text(body, "edition", 24),
        current=body.get("edition") == edition(g.place),
        queued=_number(body, "queued", MOST) or 0,
        oldest_at=from_milliseconds(oldest) if oldest else None,
        refused=_number(body, "refused", MOST) or 0,
        reason=_text(body, "reason", 200),
        stores=body.get("stores") is not False,
        offset_ms=to_milliseconds(moment) - sent_at if sent_at else 0,
        resting=body.get("resting") is True,
        practising=body.get("practising") is True,
    )


def _witness(body: Mapping[str, Any]) -> None:
    lines = body.get("seals")
    if not isinstance(lines, list) or g.device.revoked_at:
        return
    for line in witnesses.note_witness(g.place.unit, g.device.id, [line for line in lines if isinstance(line, str)], now()):
        log.error("a tablet was shown a seal that is not in the ledger: run loket verify", device=g.device.id, seal=line)


def _orders() -> dict[str, Any]:
    unit, pause, pin = g.place.unit, pauses.pause_of(g.device), pins.pin_of(g.place.unit)
    seal = proof.latest_seal(unit)
    hours, today = opening.hours(unit), service_day(now(), unit.zone)
    return {
        "now": time_told(),
        "device": g.device.id,
        "name": g.device.name,
        "counter": g.place.counter.code,
        "edition": edition(g.place),
        "revoked": g.device.revoked_at is not None,
        "closed": closed_now(),
        "pause": {"message": pause.message} if pause else None,
        "pin": {"salt": pin.salt, "hash": pin.hash, "rounds": pin.rounds} if pin else None,
        "zone": unit.zone,
        "hours": {str(day): [[f"{t:%H:%M}" for t in span] for span in spans] for day, spans in hours.week.items()},
        "holidays": sorted(day.isoformat() for day in hours.holidays if today <= day <= today + HOLIDAYS_AHEAD),
        "seal": proof.printed(seal) if seal else None,
    }


def _number(body: Mapping[str, Any], name: str, most: int) -> int | None:
    value = body.get(name)
    return value if type(value) is int and 0 <= value <= most else None


def _text(body: Mapping[str, Any], name: str, longest: int) -> str:
    value = body.get(name)
    return value[:longest] if isinstance(value, str) else ""
