"""Who stands at the door of the panel: a signed-in person, who sees the units of her roles and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from flask import abort, flash, g, redirect, request, session, url_for
from flask_security import current_user, logout_user
from flask_wtf.csrf import CSRFError, validate_csrf
from werkzeug.wrappers import Response as AnyResponse
from wtforms import ValidationError

from kiosk import people
from kiosk.clock import latest_day
from kiosk.people import Person, acts, sign_ins
from kiosk.places import Unit
from kiosk.store import writing
from kiosk.web import choose_language, is_part, now
from kiosk.web.languages import PANEL_LANGUAGES
from kiosk.words.catalogue import gettext as _

OPEN = ("panel.welcome.show", "panel.welcome.accept")
"""For whoever holds an invitation, and has no account to sign in with yet."""
MUST_CHANGE = ("panel.account.show", "panel.account.set_password", "panel.account.left", "panel.account.stay")
"""What is open to whoever must change her password first."""


def who() -> AnyResponse | None:
    """Nobody gets past without signing in; the person's units are put into `g`. Forms must carry our token."""
    speak()
    if request.endpoint in OPEN:
        return None
    sign_in = sign_ins.current(session.get("sign_in", ""), current_user, now()) if current_user.is_authenticated else None
    if sign_in is None:
        if current_user.is_authenticated:
            logout_user()
            flash(_("Anda sudah keluar: sesi ini berakhir atau diakhiri."))
        return redirect(url_for("security.login", next=request.full_path.rstrip("?")), code=303)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        check_form_token()
    if not _asks_for_itself():
        sign_ins.see(sign_in, now())
    g.person, g.sign_in = current_user, sign_in
    sight = people.sight(current_user, latest_day(now()))
    g.units, g.bare, g.kept, g.keeps, g.places, g.follows, g.moderates, g.audits = sight
    if g.person.must_change and request.endpoint not in MUST_CHANGE:
        return redirect(url_for("panel.account.show"), code=303)
    return None


def _asks_for_itself() -> bool:
    """Whether a page refreshes itself or asks how long it has: nobody's doing.

    htmx asks here for nothing else (rules/test_templates.py).
    """
    return request.method == "GET" and (is_part() or request.endpoint == "panel.account.left")


def check_form_token() -> None:
    """400 unless the form carries our token: another site may have sent it."""
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError as error:
        raise CSRFError(str(error)) from None


@contextmanager
def acting(kind: str, unit: Unit | None = None, about: str = "", *, of: Person | None = None) -> Iterator[None]:
    """One transaction for what is done and for the record that this person did it; `of`: to whose account."""
    with writing():
        before = acts.state(kind, unit)
        yield
        acts.note(kind, g.person.name, now(), unit, about or acts.changed(before, acts.state(kind, unit)), of=of)


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
    rights = {
        "may_see": _among(g.units),
        "may_keep": _among(g.keeps),
        "may_type": _among(g.moderates),
        "may_follow_up": _among(g.follows),
        "administrates": bool(g.places),
    }
    left = int((sign_ins.ends_at(g.sign_in) - now()).total_seconds())
    return {
        "person": g.person,
        "units": [both[code] for code in sorted(both)],
        "seconds_left": left,
        "audits": g.audits,
        "may_compare": may_compare(),
        **rights,
    }


def may_see(unit: Unit) -> bool:
    """Whether the person may see the unit's figures."""
    return _among(g.units)(unit)


def may_compare() -> bool:
    """Whether there is a page of all the person's units: she sees figures somewhere, and has a second unit, with or without counters."""
    return bool(g.units) and len(g.units) + len(g.bare) > 1


def may_type(unit: Unit) -> bool:
    """Whether the person may enter what visitors wrote on paper, and read their words first."""
    return _among(g.moderates)(unit)


def may_follow_up(unit: Unit) -> bool:
    """Whether the person may write what is done about the unit's figures: its head, an office above it, an administrator."""
    return _among(g.follows)(unit)


def _among(units: Sequence[Unit]) -> Callable[[Unit], bool]:
    codes = {unit.code for unit in units}
    return lambda unit: unit.code in codes


def unit_or_404(code: str) -> Unit:
    """The unit, if the person may see its figures. A foreign unit answers like one that does not exist."""
    return _found(code, g.units)


def shown_unit_or_404(code: str) -> Unit:
    """The unit, if the person may see its figures or looks after its counters."""
    return _found(code, (*g.units, *g.keeps))


def kept_unit_or_403(code: str) -> Unit:
    """The unit, if the person looks after its counters; 403 to who may only look on, 404 to everybody else."""
    unit = shown_unit_or_404(code)
    if unit.code not in {each.code for each in g.keeps}:
        abort(403)
    return unit


def followed_unit_or_403(code: str) -> Unit:
    """The unit, if the person may write its follow-ups; 403 to who may only read them, 404 to everybody else."""
    unit = unit_or_404(code)
    if not may_follow_up(unit):
        abort(403)
    return unit


def _found(code: str, units: Iterable[Unit]) -> Unit:
    for unit in units:
        if unit.code == code:
            return unit
    abort(404)
