"""Who stands at the door of the counter: a paired device, known by its cookie or its bearer token."""

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import devices
from kiosk.web import choose_language, now
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _

COOKIE = "loket_device"
# Chromium keeps no cookie longer than 400 days; every heartbeat renews it.
COOKIE_LASTS = 400 * 24 * 3600

OPEN_TO_ALL = {"counter.pairing.new", "counter.pairing.create", "counter.pairing.follow"}


def who() -> AnyResponse | None:
    """Put the device and its place into `g`; an unknown one is sent to pairing (start page) or refused with 401."""
    choose_language(request.args.get("language"), default="id")
    held = token()
    standing = devices.standing(held) if held else None
    if standing:
        g.standing, g.device, g.place = standing, standing.device, standing.place
        devices.seen(standing.device, now())
        return None
    if request.endpoint in OPEN_TO_ALL:
        return None
    if request.endpoint == "counter.start.index":
        return redirect(url_for("counter.pairing.new"), code=303)
    answer = refused(
        401, _("Perangkat belum dikenal"), _("Tablet ini belum dipasangkan dengan loket. Minta kode pemasangan kepada operator.")
    )
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def remember(answer: AnyResponse, token: str) -> None:
    """Give the device its token, as a cookie that no script can read and no other site can send."""
    answer.set_cookie(COOKIE, token, max_age=COOKIE_LASTS, path="/counter", httponly=True, samesite="Strict", secure=request.is_secure)


def renew(answer: Response) -> Response:
    """Renew the device's cookie for its full life; set it again if the browser has lost it."""
    if held := token():
        remember(answer, held)
    return answer


def token() -> str | None:
    """What the device identifies itself with; None if it shows nothing."""
    kind, _space, shown = request.headers.get("Authorization", "").partition(" ")
    return shown.strip() if kind.lower() == "bearer" else request.cookies.get(COOKIE)
