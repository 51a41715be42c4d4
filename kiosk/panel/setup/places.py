"""The tree of offices and units that an administrator looks after: founded one by one or from a list."""

from datetime import date, time

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.clock import ZONE_NAMES, latest_day, time_of_day
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup import first_steps
from kiosk.panel.setup.counters import open_usual
from kiosk.panel.setup.settings import WORKDAYS
from kiosk.people import acts
from kiosk.places import PlaceError, Unit, lists, opening, service_points, tables, tree
from kiosk.places.lists import ZONES, ListError
from kiosk.store import writing
from kiosk.web import now, typed
from kiosk.web.files import csv_file
from kiosk.words.catalogue import DEFAULT, ngettext
from kiosk.words.catalogue import gettext as _

part = Blueprint("places", __name__)

FIRST_COUNTER = {"id": "Loket 1", "en": "Counter 1"}
"""What a unit's first counter is called, unless somebody says better."""


@part.app_template_filter()
def zone_name(zone: str) -> str:
    """WIB, WITA or WIT."""
    return ZONE_NAMES.get(zone, zone)


@part.get("/places")
@needs("places.manage")
def index() -> str:
    return _index()


@part.post("/places")
@needs("places.manage")
def create() -> AnyResponse | tuple[str, int]:
    """A unit with its first counter and its hours on workdays, or an office without any, below an office of the administrator's."""
    parent = _office_or_403(request.form.get("parent", ""))
    if request.form.get("zone", "Asia/Jakarta") not in ZONES.values():
        abort(422)
    if wrong := _wrong():
        return _index(wrong), 422
    try:
        unit = _found(parent)
    except PlaceError:
        return _index({"code": _("Kode: huruf kecil, angka, dan tanda hubung; paling panjang 40. Kode tidak dapat diganti lagi.")}), 422
    flash(_("%(name)s tersimpan.", name=unit.name))
    # Below an office units are founded next; a unit is set up further, from the top of the page, which says how.
    steps = first_steps.of_unit(unit)
    where = first_steps.words_of(unit, steps.following).where if steps else url_for("panel.places.index")
    return redirect(where.partition("#")[0], code=303)


def _wrong() -> dict[str, str]:
    """{field: what is wrong with it} of a new place."""
    name = typed("name")
    if not name or len(name) > 200:
        return {"name": _("Isi nama resmi, paling panjang 200 huruf.")}
    if tree.unit_by_name(name):
        return {"name": _("Sudah ada tempat dengan nama ini.")}
    if places.unit_by_code(typed("code")):
        return {"code": _("Kode ini sudah dipakai.")}
    if request.form.get("office"):
        return {}
    if not typed("counter"):
        return {"counter": _("Isi nama loket, atau pilih kantor tanpa loket.")}
    try:
        _hours()
    except ValueError:
        return {"hours": _("Isi jam buka dan tutup, seperti 08.00 dan 15.30; buka sebelum tutup.")}
    return {}


def _hours() -> tuple[time, time] | None:
    """From when to when the new unit is open on workdays; None: not said yet. Raises ValueError."""
    opens, closes = typed("opens"), typed("closes")
    if not opens and not closes:
        return None
    span = time_of_day(opens), time_of_day(closes)
    if span[0] >= span[1]:
        raise ValueError("closes before it opens")
    return span


def _found(parent: Unit | None) -> Unit:
    """The place as it was typed. Raises PlaceError for a code that is none."""
    name, short_name, is_office = typed("name"), typed("short_name")[:60], bool(request.form.get("office"))
    code = typed("code") or tables.code_for(short_name or name, {unit.code for unit in places.units()})
    kind, zone = "office" if is_office else "unit", request.form.get("zone", "Asia/Jakarta")
    with acting("places.create", parent, code):
        unit = places.found_unit(code, name, kind=kind, zone=zone, short_name=short_name)
        if parent:
            tree.affiliate(unit, parent, _today())
        if not is_office:
            counter = typed("counter")[:80]
            open_usual(unit, FIRST_COUNTER if counter == FIRST_COUNTER[DEFAULT] else {DEFAULT: counter})
            if span := _hours():
                with acting("settings.hours", unit):
                    opening.replace_opening_hours(unit, dict.fromkeys(WORKDAYS, [span]))
    return unit


@part.get("/places/list")
@needs("places.manage", everywhere=True)
def list_of_units() -> str:
    return render_template("panel/places/list.html", text="", rows=None, error="")


@part.get("/places/list/example.csv")
@needs("places.manage", everywhere=True)
def example() -> Response:
    """A list to begin with, as a spreadsheet opens it."""
    return csv_file(lists.EXAMPLE, _("contoh-unit"))


@part.post("/places/list")
@needs("places.manage", everywhere=True)
def read_list() -> AnyResponse | str | tuple[str, int]:
    """What each row of the list would do; and, once that was seen, it is done: all of it or nothing."""
    file = request.files.get("file")
    try:
        text = file.read().decode("utf-8-sig") if file and file.filename else request.form.get("text", "")
        rows = lists.read_units(text, _today())
    except (UnicodeDecodeError, ListError) as error:
        told = {
            "empty": _("Daftar kosong."),
            "columns": _("Baris pertama harus menyebut kolom: paling sedikit code dan name."),
            "long": _("Paling banyak 500 baris sekali kirim."),
        }.get(str(error), _("Berkas tidak dapat dibaca. Simpan sebagai CSV UTF-8."))
        return render_template("panel/places/list.html", text=request.form.get("text", ""), rows=None, error=told), 422
    seen, agreed = lists.fingerprint(rows), request.form.get("agreed", "")
    if any(row.wrong for row in rows) or agreed != seen:
        # What was seen may be no more what would happen: somebody else has moved or renamed a unit meanwhile.
        changed = _("Susunan berubah sejak Anda memeriksanya. Lihat sekali lagi, lalu simpan.") if agreed else ""
        return render_template("panel/places/list.html", text=text, rows=rows, error="", seen=seen, changed=changed)
    with writing():
        kinds = {"found": "places.create", "rename": "settings.name", "join": "settings.office"}
        done = list(lists.found_units(rows, _today(), DEFAULT_INSTRUMENT, DEFAULT_PLAN))
        for deed, unit, about in done:
            acts.note(kinds[deed], g.person.name, now(), unit, about)
    changed_units = len({unit.code for _deed, unit, _about in done})
    flash(ngettext("%(num)s unit disimpan.", "%(num)s unit disimpan.", changed_units))
    return redirect(url_for("panel.places.index"), code=303)


def _index(errors: dict[str, str] | None = None) -> str:
    administered = g.sight.units("places.manage")
    return render_template(
        "panel/places/index.html",
        tree=tree.branches(administered, _today()),
        counters={unit_id: len(found) for unit_id, found in service_points.instruments_of(administered).items()},
        all_too=g.sight.everywhere("places.manage"),
        zones=ZONES,
        errors=errors or {},
        typed=request.form,
        first_counter=FIRST_COUNTER[DEFAULT],
    )


def _office_or_403(code: str) -> Unit | None:
    """The office named; none named: the top, which only administrators of everything may add to."""
    if not code:
        if not g.sight.everywhere("places.manage"):
            abort(403)
        return None
    found: Unit | None = next((unit for unit in g.sight.units("places.manage") if unit.code == code), None)
    return found or abort(403)


def _today() -> date:
    return latest_day(now())
