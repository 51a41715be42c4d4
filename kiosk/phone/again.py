"""What a phone keeps itself: that it has rated a unit on a service day, and for half an hour in which visit. It names nobody.

It holds the visit as a keyed hash of 40 bits: enough to recognise one's own visit, nothing to look up. Kept until the day is over;
somebody who clears it goes unnoticed (see kiosk.quality).
"""

import hashlib
import hmac
from collections.abc import Mapping
from uuid import UUID

from flask import Response, current_app, g, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.phone.guard import here
from kiosk.phone.pages import codes_of, is_fresh, question, so_far
from kiosk.quality.rules import OPEN_CHANNELS, REPEAT
from kiosk.web import language, now

A_DAY = 24 * 3600
TO_GO_ON = 30 * 60
"""Seconds in which a visitor who opens the link again is asked whether she goes on with her visit."""


def marks(visit: UUID) -> tuple[str, ...]:
    """The mark for a rating of this visit: its phone has rated this unit in another visit today."""
    if g.link.channel not in OPEN_CHANNELS:
        return ()
    day, _, tag = request.cookies.get(_name(), "").partition("-")
    return (REPEAT,) if day == _today() and tag != _tag(visit) else ()


def remember(answer: AnyResponse, visit: UUID) -> None:
    """Leave the mark, unless an earlier visit of today has left one."""
    if g.link.channel in OPEN_CHANNELS and not request.cookies.get(_name(), "").startswith(_today()):
        secure = request.is_secure
        answer.set_cookie(_name(), f"{_today()}-{_tag(visit)}", max_age=A_DAY, path="/q", httponly=True, samesite="Lax", secure=secure)


def keep(answer: AnyResponse, visit: UUID) -> None:
    """Let the phone know its visit again where it opened the link or its ticket: after Back, a lost tab, or a second scan.

    Only the phone knows which ticket a visit had; nothing here ties the two (see kiosk.visitors.tickets).
    """
    if g.link.channel in OPEN_CHANNELS or "token" in g:
        place = f"/t/{g.token}" if "token" in g else f"/q/{g.link.code}"
        answer.set_cookie("visit", visit.hex, max_age=TO_GO_ON, path=place, httponly=True, samesite="Lax", secure=request.is_secure)


def begun_here() -> UUID | None:
    """The visit that this phone began through this link, at this counter, in the last half hour; None: there is none to continue."""
    try:
        visit = UUID(hex=request.cookies.get("visit", ""))
    except ValueError:
        return None
    begun = so_far(visit).begun
    if begun is None or not is_fresh(begun, now()):
        return None
    return visit if (begun.counter_id, begun.channel.value) == (g.place.counter.id, g.link.channel) else None


def page(switch: Mapping[str, str], anew: str = "") -> Response | None:
    """Whether she goes on with the visit that her phone has just begun here; None: it has begun none, or she has said no.

    `switch`: {language: this page in it}. `anew`: where somebody else begins, if that is possible here.
    """
    visit = begun_here()
    if visit is None or request.args.get("instead_of") == visit.hex:
        return None
    codes = codes_of(visit)
    values = here(visit=visit, language=language())
    # Whether she has said what should improve, nobody knows: she is not asked again.
    unanswered = next((code for code in codes if not question(code).is_wish and so_far(visit).standing(code) is None), None)
    go_on = url_for("phone.questions.show", question_code=unanswered, **values) if unanswered else None
    shown = render_template(
        "phone/again.html",
        place=g.place,
        switch=switch,
        go_on=go_on or url_for("phone.thanks.show", **values),
        change=url_for("phone.questions.show", question_code=codes[0], **values),
        anew=anew and f"{anew}&instead_of={visit.hex}",
    )
    return make_response(shown)


def _name() -> str:
    return f"rated-{g.place.unit.id}"


def _today() -> str:
    return service_day(now(), g.place.unit.zone).strftime("%Y%m%d")


def _tag(visit: UUID) -> str:
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, b"rated " + visit.bytes, hashlib.sha256).hex()[:10]
