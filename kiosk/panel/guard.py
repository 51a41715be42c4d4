"""Who stands at the door of the panel: a signed-in person, who sees the units of her roles and nothing else."""

from flask import abort, g, redirect, request, session, url_for
from flask_security import current_user
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from kiosk import people
from kiosk.places import Unit
from kiosk.web import LANGUAGES, choose_language


def who() -> AnyResponse | None:
    """Nobody gets past without signing in; the person's units are put into `g`. Forms must carry our token."""
    speak()
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), code=303)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    g.person = current_user
    g.units = people.units_visible_to(current_user)
    return None


def speak() -> None:
    """The panel's language is the person's last choice in this browser; Indonesian at first."""
    if request.args.get("language") in LANGUAGES:
        session["language"] = request.args["language"]
    choose_language(session.get("language"), default="id")


def in_every_page() -> dict[str, object]:
    """What the layout of every page of the panel shows."""
    return {"person": g.person, "units": g.units} if "person" in g else {}


def unit_or_404(code: str) -> Unit:
    """The unit, if the person may see it. A foreign unit answers like one that does not exist."""
    for unit in g.units:
        if unit.code == code:
            return unit  # type: ignore[no-any-return]
    abort(404)
