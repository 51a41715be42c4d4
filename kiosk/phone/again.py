"""What a phone keeps itself: that it has rated a unit on a service day, and for half an hour by which visit. It names nobody.

The visit stands in it as a keyed hash of 40 bits: enough to know one's own visit again, nothing to look up. Kept until the day is
over; who clears it is not seen (see kiosk.quality).
"""

import hashlib
import hmac
from uuid import UUID

from flask import current_app, g, request
from werkzeug.wrappers import Response

from kiosk.clock import service_day
from kiosk.ledger import beginning
from kiosk.phone.pages import is_fresh
from kiosk.quality import OPEN_CHANNELS, REPEAT
from kiosk.web import now

A_DAY = 24 * 3600
TO_GO_ON = 30 * 60
"""Seconds in which whoever opens the link again is asked whether she goes on with her visit."""


def marks(visit: UUID) -> tuple[str, ...]:
    """What is to be said of a rating of this visit: that its phone has rated this unit by another one today."""
    if g.link.channel not in OPEN_CHANNELS:
        return ()
    day, _, tag = request.cookies.get(_name(), "").partition("-")
    return (REPEAT,) if day == _today() and tag != _tag(visit) else ()


def remember(answer: Response, visit: UUID) -> None:
    """Leave the mark, unless an earlier visit of today has left one."""
    if g.link.channel in OPEN_CHANNELS and not request.cookies.get(_name(), "").startswith(_today()):
        secure = request.is_secure
        answer.set_cookie(_name(), f"{_today()}-{_tag(visit)}", max_age=A_DAY, path="/q", httponly=True, samesite="Lax", secure=secure)


def keep(answer: Response, visit: UUID) -> None:
    """Let the phone know its visit again where it opened the link: after Back, a lost tab, or a second scan."""
    if g.link.channel in OPEN_CHANNELS:
        place = f"/q/{g.link.code}"
        answer.set_cookie("visit", visit.hex, max_age=TO_GO_ON, path=place, httponly=True, samesite="Lax", secure=request.is_secure)


def begun_here() -> UUID | None:
    """The visit that this phone began by this link and at this counter in the last half hour; None: there is none to go on with."""
    try:
        visit = UUID(hex=request.cookies.get("visit", ""))
    except ValueError:
        return None
    begun = beginning(g.place.unit, visit)
    if begun is None or not is_fresh(begun, now()):
        return None
    return visit if (begun.counter_id, begun.channel.value) == (g.place.counter.id, g.link.channel) else None


def _name() -> str:
    return f"rated-{g.place.unit.id}"


def _today() -> str:
    return service_day(now(), g.place.unit.zone).strftime("%Y%m%d")


def _tag(visit: UUID) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, b"rated " + visit.bytes, hashlib.sha256).hex()[:10]
