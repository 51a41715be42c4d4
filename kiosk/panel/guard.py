"""Who stands at the door of the panel: a signed-in person, who sees the units of her roles and nothing else.

Every route says under its address what it needs (`needs`), and nothing else lets anybody in. What is offered to a person, in the
navigation and by buttons, is asked in the same words: `may` and `may_open`, in templates too.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TypeVar

from flask import Flask, Response, abort, current_app, flash, g, redirect, request, session, url_for
from flask_security import current_user, logout_user
from werkzeug.wrappers import Response as AnyResponse

from kiosk import people
from kiosk.clock import latest_day
from kiosk.devices import DeviceError
from kiosk.devices.walls import WallError
from kiosk.followups.notices import NoticeError
from kiosk.people import Person, PersonError, acts, rights, sign_ins
from kiosk.places import PlaceError, Unit
from kiosk.store import disk, writing
from kiosk.store.disk import Writer
from kiosk.store.failures import Taken
from kiosk.visitors.tickets import TicketError
from kiosk.web import choose_language, doubt, is_part, now
from kiosk.web.errors import refused
from kiosk.web.forms import check_token
from kiosk.web.languages import PANEL_LANGUAGES
from kiosk.words.catalogue import gettext as _

OPEN = "open"
"""Needed by a route for people without an account: what they hold is in the address."""
NEWCOMER = "newcomer"
"""Needed by a route for every signed-in person, even one who must first choose a password that nobody else knows."""
SIGNED_IN = "signed in"
"""Needed by a route for every signed-in person."""
ENTRANCES = ("panel.today.show", "panel.followups.index", "panel.words.index", "panel.served.index", "panel.devices.index")
"""The pages through which a unit is entered: the first of them that the person may open."""

View = TypeVar("View", bound=Callable[..., Any])


class Need(NamedTuple):
    """What a route needs: a capability (kiosk.people.rights), or one of OPEN, NEWCOMER and SIGNED_IN."""

    what: str
    everywhere: bool
    refusal: int

    @property
    def is_capability(self) -> bool:
        return self.what in rights.CAPABILITIES


_needs: dict[Callable[..., Any], Need] = {}


def needs(what: str, *, everywhere: bool = False, refusal: int = 403) -> Callable[[View], View]:
    """Declares what the route above needs.

    A capability is asked for at the unit of the address, and the handler is given this `unit` instead of its code. On an
    address without a unit it is enough to have it anywhere, or it must be had for the whole installation (`everywhere`); a person without
    it is told so, or is told that there is no such page (`refusal`).
    """
    need = Need(what, everywhere, refusal)
    if not need.is_capability and what not in (OPEN, NEWCOMER, SIGNED_IN):
        raise KeyError(f"{what!r} is no capability; kiosk/people/rights.py lists them")

    def declare(view: View) -> View:
        _needs[view] = need
        return view

    return declare


def need_of(app: Flask, endpoint: str) -> Need:
    """What a route of the panel needs. KeyError: it does not say."""
    return _needs[app.view_functions[endpoint]]


def check_needs(app: Flask) -> None:
    """Raises RuntimeError unless every route of the panel says what it needs: a server with an unguarded page does not start."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("panel."):
            need = _needs.get(app.view_functions[rule.endpoint])
            if need is None or ("unit_code" in rule.arguments and not need.is_capability):
                raise RuntimeError(f"{rule.rule} is open to anybody: say below its address which capability it needs, by @needs(…)")


def who() -> AnyResponse | None:
    """Nobody gets past without what the route needs; what she may do is put into `g`. Forms must carry our token."""
    speak()
    need = need_of(current_app, request.endpoint or "")
    if need.what == OPEN:
        return None
    sign_in = sign_ins.current(session.get("sign_in", ""), current_user, now()) if current_user.is_authenticated else None
    if sign_in is None:
        if current_user.is_authenticated:
            logout_user()
            flash(_("Anda sudah keluar: sesi ini berakhir atau diakhiri."))
        return redirect(url_for("security.login", next=f"{request.script_root}{request.full_path}".rstrip("?")), code=303)
    if request.method not in ("GET", "HEAD", "OPTIONS"):
        check_token()
    if not _asks_for_itself():
        sign_ins.see(sign_in, now())
    g.person, g.sign_in = current_user, sign_in
    g.sight = people.sight(current_user, latest_day(now()))
    if g.person.must_change and need.what != NEWCOMER:
        return redirect(url_for("panel.account.show"), code=303)
    if need.is_capability:
        _admit(need, request.view_args or {})
    return None


def _admit(need: Need, args: dict[str, Any]) -> None:
    if "unit_code" in args:
        args["unit"] = admitted(need.what, args.pop("unit_code"))
    elif not (g.sight.everywhere(need.what) if need.everywhere else g.sight.may(need.what)):
        abort(need.refusal)


def admitted(capability: str, code: str) -> Unit:
    """The unit of this code, if the person may do this there; 403 if she may only look on.

    To everybody else a unit is like one that does not exist: 404.
    """
    unit: Unit = next((each for each in g.sight.visible(capability) if each.code == code), None) or abort(404)
    return unit if may(capability, unit) else abort(403)


def may(capability: str, unit: Unit | None = None) -> bool:
    """Whether the person may do this at the unit; without a unit: anywhere."""
    return bool(g.sight.may(capability, unit))


def may_open(endpoint: str, unit: Unit | None = None) -> bool:
    """Whether the person may open this page (of this unit), or press what leads there."""
    need = need_of(current_app, endpoint)
    if not need.is_capability:
        return True
    return bool(g.sight.everywhere(need.what)) if need.everywhere else may(need.what, unit)


def may_compare() -> bool:
    """Whether there is a page of all the person's units: she sees figures somewhere, and has a second unit, with or without counters."""
    seen = len(g.sight.units("figures.read"))
    return seen > 1 or (seen == 1 and bool(g.sight.waiting()))


def entrances() -> dict[Unit, str]:
    """{unit: the page through which the person enters it}: all units with counters that she may enter, by code."""
    found: dict[Unit, str] = {}
    for endpoint in ENTRANCES:
        for unit in g.sight.units(need_of(current_app, endpoint).what, with_counters=True):
            found.setdefault(unit, endpoint)
    return {unit: found[unit] for unit in sorted(found, key=lambda each: each.code)}


def _asks_for_itself() -> bool:
    """Whether a page refreshes itself or asks how long it has: no person did anything.

    htmx asks here for nothing else (rules/test_templates.py).
    """
    return request.method == "GET" and (is_part() or request.endpoint == "panel.account.left")


@contextmanager
def acting(kind: str, unit: Unit | None = None, about: str = "", *, of: Person | None = None) -> Iterator[None]:
    """One transaction for an act and for the record that this person did it; `of`: the person whose account it was done to."""
    with writing():
        before = acts.state(kind, unit)
        yield
        acts.note(kind, g.person.name, now(), unit, about or acts.changed(before, acts.state(kind, unit)), of=of)


CONFLICTS = (Taken, PersonError, PlaceError, DeviceError, NoticeError, TicketError, WallError)
"""What a noun or the store says to the second of two who do the same, each having looked before the other had done it."""


def overtaken(_error: Exception) -> Response:
    """The form was good when it was looked at, and somebody was quicker: nothing of it was done."""
    sentence = _("Keadaannya baru saja berubah, mungkin oleh kiriman yang sama. Muat ulang halaman sebelumnya dan periksa.")
    return refused(409, _("Belum tersimpan"), sentence)


def speak() -> None:
    """The panel's language is the person's last choice in this browser; Indonesian at first."""
    if request.args.get("language") in PANEL_LANGUAGES:
        session["language"] = request.args["language"]
    choose_language(session.get("language"), default="id")


def stopped_by_disk() -> str:
    """What a full disk has stopped, for a person who looks after a place; nothing for others, or where there is room."""
    scarce = disk.scarce() if "sight" in g and may("places.manage") else None
    return {
        None: "",
        Writer.STRANGER: _("Penilaian lewat kode terbuka berhenti."),
        Writer.GUEST: _("Semua penilaian lewat HP berhenti."),
        Writer.TABLET: _("Tidak ada lagi yang disimpan; tablet menahan penilaiannya sendiri."),
    }[scarce]


def in_every_page() -> dict[str, object]:
    """What every page of the panel asks the guard for; each box of a page is given it too, so nothing is worked out here."""
    if "person" not in g:
        return {}
    return {
        "person": g.person,
        "seconds_left": int((sign_ins.ends_at(g.sign_in) - now()).total_seconds()),
        "stopped_by_disk": stopped_by_disk,
        "may": may,
        "may_open": may_open,
        "may_compare": may_compare,
        "clock_doubt": doubt() if may("places.manage") else None,
    }
