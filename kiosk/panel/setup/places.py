"""The tree of offices and units that an administrator looks after, founded one by one; many at once: unit_lists.py."""

from datetime import date

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.clock import latest_day
from kiosk.indices import THRESHOLDS
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup import first_steps
from kiosk.panel.setup.counters import open_usual
from kiosk.panel.setup.settings import WORKDAYS
from kiosk.places import PlaceError, Unit, opening, service_points, tables, tree
from kiosk.places.lists import ZONES
from kiosk.places.tables import LONGEST_CODE, LONGEST_NAME, LONGEST_SHORT_NAME, LONGEST_TOWN, LONGEST_UNIT_NAME
from kiosk.web import now, responsible
from kiosk.web.fields import Choice, Flag, Span, Text
from kiosk.web.forms import Form
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

part = Blueprint("places", __name__)

FIRST_COUNTER = {"id": "Loket 1", "en": "Counter 1"}
"""What a unit's first counter is called, unless somebody names it better."""


class NewPlace(Form):
    """A unit with its first counter and its hours on workdays, or an office without any."""

    name = Text(LONGEST_UNIT_NAME, needed=True, told=lambda: _("Isi nama resmi, paling panjang 200 huruf."))
    town = Text(LONGEST_TOWN)
    office = Flag()
    counter = Text(LONGEST_NAME)
    hours = Span("opens", "closes")
    parent = Choice(needed=False)
    zone = Choice(ZONES.values(), needed=False)
    short_name = Text(LONGEST_SHORT_NAME)
    code = Text(LONGEST_CODE, autocapitalize="none", spellcheck="false")


@part.get("/places")
@needs("places.manage")
def index() -> str:
    return _index()


@part.post("/places")
@needs("places.manage")
def create() -> AnyResponse | tuple[str, int]:
    """A unit with its first counter and its hours on workdays, or an office without any, below an office of the administrator's."""
    form = NewPlace.sent()
    parent = _office_or_403(form.typed.get("parent", ""))
    _check(form)
    if not form.ok:
        return _index(form), 422
    try:
        unit = _found(form, parent)
    except PlaceError:
        told = _("Kode: huruf kecil, angka, dan tanda hubung; paling panjang 40. Kode tidak dapat diganti lagi.")
        return _index(form.refuse("code", told)), 422
    flash(_("%(name)s tersimpan.", name=unit.name))
    # After an office, units are founded below it; a unit is set up further, from the top of the page, which says how.
    steps = first_steps.of_unit(unit)
    where = first_steps.words_of(unit, steps.following).where if steps else url_for("panel.places.index")
    return redirect(where.partition("#")[0], code=303)


def _check(form: NewPlace) -> None:
    """Refuse what only the other places can tell; an office needs neither counter nor hours."""
    if form.office:
        form.forgive("counter", "hours")
    elif not form.shows("counter").strip():
        form.refuse("counter", _("Isi nama loket, atau pilih kantor tanpa loket."))
    if not {"name", "town"} & {*form.errors} and tree.unit_by_name(_name(form)):
        form.refuse("name", _("Sudah ada tempat dengan nama ini. Isi kota, kabupaten, atau kode yang membedakannya."))
    elif "town" not in form.errors and set("()") & set(form.town):
        form.refuse("town", _("Tanpa tanda kurung."))
    if "code" not in form.errors and places.unit_by_code(form.code):
        form.refuse("code", _("Kode ini sudah dipakai."))


def _name(form: NewPlace) -> str:
    """The name under which the place is kept: with the town, if another one has the same official name."""
    return tables.told_apart(form.name, form.town) if form.town and tree.shares_name(form.name) else form.name


def _found(form: NewPlace, parent: Unit | None) -> Unit:
    """The place as it was typed. Raises PlaceError for a malformed code."""
    code = form.code or tables.code_for(form.short_name or _name(form), {unit.code for unit in places.units()})
    kind, zone = "office" if form.office else "unit", form.zone or "Asia/Jakarta"
    with acting("places.create", parent, code):
        unit = places.found_unit(code, _name(form), kind=kind, zone=zone, short_name=form.short_name)
        if parent:
            tree.affiliate(unit, parent, _today())
        if not form.office:
            open_usual(unit, FIRST_COUNTER if form.counter == FIRST_COUNTER[DEFAULT] else {DEFAULT: form.counter})
            if form.hours:
                with acting("settings.hours", unit):
                    opening.replace_opening_hours(unit, dict.fromkeys(WORKDAYS, [form.hours]))
    return unit


def _index(form: NewPlace | None = None) -> str:
    administered = g.sight.units("places.manage")
    return render_template(
        "panel/places/index.html",
        form=form or NewPlace({"counter": FIRST_COUNTER[DEFAULT]}),
        tree=tree.branches(administered, _today()),
        counters={unit_id: len(found) for unit_id, found in service_points.instruments_of(administered).items()},
        all_too=g.sight.everywhere("places.manage"),
        zones=ZONES,
        names_office=all(responsible()),
        unread=[each for each in THRESHOLDS if not each.verified],
    )


def _office_or_403(code: str) -> Unit | None:
    """The office named; if none is named: the top, which only administrators of everything may add to."""
    if not code:
        if not g.sight.everywhere("places.manage"):
            abort(403)
        return None
    found: Unit | None = next((unit for unit in g.sight.units("places.manage") if unit.code == code), None)
    return found or abort(403)


def _today() -> date:
    return latest_day(now())
