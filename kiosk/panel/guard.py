"""Who stands at the door of the panel: a signed-in person, who sees the units of her roles and nothing else."""

from collections.abc import Callable, Iterable, Sequence

from flask import abort, g, redirect, request, session, url_for
from flask_security import current_user
from flask_wtf.csrf import validate_csrf
from werkzeug.wrappers import Response as AnyResponse

from kiosk import people
from kiosk.places import Unit
from kiosk.web import PANEL_LANGUAGES, choose_language


def who() -> AnyResponse | None:
    """Nobody gets past without signing in; the person's units are put into `g`. Forms must carry our token."""
    speak()
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), code=303)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    g.person = current_user
    g.units, g.kept = people.units_visible_to(current_user), people.units_kept_by(current_user)
    return None


def speak() -> None:
    """The panel's language is the person's last choice in this browser; Indonesian at first."""
    if request.args.get("language") in PANEL_LANGUAGES:
        session["language"] = request.args["language"]
    choose_language(session.get("language"), default="id")


def in_every_page() -> dict[str, object]:
    """What the layout of every page of the panel shows."""
    if "person" not in g:
        return {}
    both = {unit.code: unit for unit in (*g.units, *g.kept)}
    rights = {"may_see": _among(g.units), "may_keep": _among(g.kept), "may_type": may_type}
    return {"person": g.person, "units": [both[code] for code in sorted(both)], **rights}


def may_see(unit: Unit) -> bool:
    """Whether the person may see the unit's figures."""
    return _among(g.units)(unit)


def may_type(unit: Unit) -> bool:
    """Whether the person may enter what visitors wrote on paper, and read their words first."""
    return may_see(unit) and people.moderates(g.person, unit)


def _among(units: Sequence[Unit]) -> Callable[[Unit], bool]:
    codes = {unit.code for unit in units}
    return lambda unit: unit.code in codes


def unit_or_404(code: str) -> Unit:
    """The unit, if the person may see its figures. A foreign unit answers like one that does not exist."""
    return _found(code, g.units)


def shown_unit_or_404(code: str) -> Unit:
    """The unit, if the person may see its figures or looks after its counters."""
    return _found(code, (*g.units, *g.kept))


def kept_unit_or_403(code: str) -> Unit:
    """The unit, if the person looks after its counters; 403 to who may only look on, 404 to everybody else."""
    unit = shown_unit_or_404(code)
    if unit.code not in {each.code for each in g.kept}:
        abort(403)
    return unit


def _found(code: str, units: Iterable[Unit]) -> Unit:
    for unit in units:
        if unit.code == code:
            return unit
    abort(404)
