"""The settings of one unit: its names and place in the tree, when it is open, what it offers, what stands on its documents."""

from datetime import date, time

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import ledger, places
from kiosk.clock import latest_day, service_day, time_of_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import PlaceError, Unit, opening, registration, service_points, tables, tree
from kiosk.places.lists import ZONES
from kiosk.web import now, typed
from kiosk.web.forms import typed_texts
from kiosk.words.catalogue import gettext as _

part = Blueprint("settings", __name__)

WEEKDAYS = range(7)
WORKDAYS = range(5)
SPANS = 2
"""Openings a day that the form has room for: before and after noon."""


@part.get("/units/<unit_code>/settings")
@needs("counters.read")
def show(unit: Unit) -> str:
    return settings_page(unit)


@part.post("/units/<unit_code>/settings/name")
@needs("places.manage")
def rename(unit: Unit) -> AnyResponse | tuple[str, int]:
    name = typed("name")
    if not name or len(name) > 200:
        return settings_page(unit, {"name": _("Isi nama resmi, paling panjang 200 huruf.")}), 422
    if (twin := tree.unit_by_name(name)) and twin.id != unit.id:
        return settings_page(unit, {"name": _("Sudah ada tempat dengan nama ini.")}), 422
    with acting("settings.name", unit, name):
        registration.rename_unit(unit, name, request.form.get("short_name", "").strip()[:60])
        zone = request.form.get("zone", unit.zone)
        if zone in ZONES.values() and zone != unit.zone and not ledger.size(unit):
            registration.set_zone(unit, zone)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/office")
@needs("places.manage")
def move(unit: Unit) -> AnyResponse | tuple[str, int]:
    """Below another office from a day on, or below none, which is for administrators of everything; its history stays its own."""
    code, since = request.form.get("parent"), _day(request.form.get("since", ""))
    parent = next((each for each in g.sight.units("places.manage") if each.code == code), None)
    if code == "" and not g.sight.everywhere("places.manage"):
        abort(403)
    if code is None or (code and parent is None):
        return settings_page(unit, {"parent": _("Pilih kantor.")}), 422
    if since is None:
        return settings_page(unit, {"since": _("Isi tanggal.")}), 422
    try:
        with acting("settings.office", unit, f"{parent.code if parent else '-'} {since}"):
            tree.move(unit, parent, since)
    except PlaceError as error:
        told = (
            _("Kantor itu berada di bawah unit ini, pada tanggal itu atau sesudahnya.")
            if str(error) == "circle"
            else _("Tanggal sebelum unit masuk kantor yang sekarang.")
        )
        return settings_page(unit, {"since": told}), 422
    return _saved(unit)


@part.post("/units/<unit_code>/settings/closure")
@needs("places.manage")
def close(unit: Unit) -> AnyResponse | tuple[str, int]:
    reason = request.form.get("reason", "").strip()[:200]
    if not reason:
        return settings_page(unit, {"reason": _("Tulis alasannya: tampil di tablet dan HP.")}), 422
    with acting("settings.close", unit, reason):
        registration.close_unit(unit, service_day(now(), unit.zone), now(), reason)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/reopening")
@needs("places.manage")
def reopen(unit: Unit) -> AnyResponse:
    with acting("settings.reopen", unit):
        registration.reopen_unit(unit)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/hours")
@needs("counters.keep")
def set_hours(unit: Unit) -> AnyResponse | tuple[str, int]:
    try:
        # Ticked: Monday's row stands for all of these, whatever theirs say.
        like = dict.fromkeys(WORKDAYS, 0) if request.form.get("same") == "1" else {}
        week = {weekday: spans for weekday in WEEKDAYS if (spans := _spans(like.get(weekday, weekday)))}
        with acting("settings.hours", unit):
            opening.replace_opening_hours(unit, week)
    except (PlaceError, ValueError):
        told = _("Tulis jam seperti 08.00 atau 15.30. Setiap jam buka harus sebelum jam tutupnya, dan tidak bertumpuk.")
        return settings_page(unit, {"hours": told}), 422
    return _saved(unit)


@part.post("/units/<unit_code>/settings/holidays")
@needs("counters.keep")
def add_holiday(unit: Unit) -> AnyResponse | tuple[str, int]:
    """For this unit; an administrator may add it for all units below at once."""
    day, name = _day(request.form.get("day", "")), request.form.get("name", "").strip()
    if day is None or not name:
        return settings_page(unit, {"holiday": _("Isi tanggal dan nama hari libur.")}), 422
    if day < service_day(now(), unit.zone):
        return settings_page(unit, {"holiday": _("Tanggal itu sudah lewat.")}), 422
    below = tree.subtree({unit.id}, latest_day(now()))
    administered = [each for each in g.sight.units("places.manage") if each.id in below]
    units = administered if request.form.get("below") == "1" else [unit]
    with acting("settings.holiday", unit, f"{day} {name}"):
        opening.add_holiday(units or [unit], day, name)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/holidays/<day>/removal")
@needs("counters.keep")
def remove_holiday(unit: Unit, day: str) -> AnyResponse:
    found = _day(day) or abort(404)
    with acting("settings.holiday-removal", unit, day):
        opening.remove_holiday(unit, found)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/services")
@needs("counters.keep")
def offer_service(unit: Unit) -> AnyResponse | tuple[str, int]:
    name, code = request.form.get("name", "").strip()[:80], request.form.get("code", "").strip()
    try:
        taken = {service.code for service in places.services(unit)}
        code = code or tables.code_for(name, taken)
        if not name or code in taken:
            raise PlaceError
        with acting("settings.service", unit, name):
            service_points.offer_service(unit, code, typed_texts("name", 80))
    except PlaceError:
        return settings_page(unit, {"service": _("Isi nama, dan kode dari huruf kecil, angka, tanda hubung, yang belum dipakai.")}), 422
    return _saved(unit)


@part.post("/units/<unit_code>/settings/services/<code>")
@needs("counters.keep")
def rename_service(unit: Unit, code: str) -> AnyResponse | tuple[str, int]:
    service = next((each for each in places.services(unit) if each.code == code), None) or abort(404)
    name = request.form.get("name", "").strip()[:80]
    if not name:
        return settings_page(unit, {f"service-{service.code}": _("Isi nama layanan.")}), 422
    with acting("settings.service", unit, name):
        service_points.rename_service(service, typed_texts("name", 80))
    return _saved(unit)


@part.post("/units/<unit_code>/settings/letterhead")
@needs("places.manage")
def set_letterhead(unit: Unit) -> AnyResponse:
    fields = {name: request.form.get(name, "").strip() for name in ("head", "address", "city", "signatory", "position", "number")}
    with acting("settings.letterhead", unit):
        registration.set_letterhead(unit, **fields)
    return _saved(unit)


def settings_page(unit: Unit, errors: dict[str, str] | None = None) -> str:
    """All settings of the unit; `errors`: {form or field: what is wrong with what was sent}."""
    below, history = tree.subtree({unit.id}, latest_day(now())), tree.parents(unit)
    counters, week, was_same = places.counters(unit), opening.opening_hours(unit), request.form.get("same") == "1"
    return render_template(
        "panel/settings/show.html",
        unit=unit,
        errors=errors or {},
        typed=request.form,
        administered=may("places.manage", unit),
        offices=[each for each in g.sight.units("places.manage") if each.id not in below],
        history=history,
        office=next((parent for parent, _since, until in history if until is None), None),
        all_too=g.sight.everywhere("places.manage"),
        zones=ZONES,
        rated=ledger.size(unit) > 0,
        week=week,
        same=was_same if errors and "hours" in errors else all(week.get(day, []) == week.get(0, []) for day in WORKDAYS),
        spans=range(SPANS),
        holidays=opening.holidays(unit, service_day(now(), unit.zone)),
        services=places.services(unit),
        counters=[(counter, places.place(counter.id).services, places.closure_at(counter.id, now())) for counter in counters],
        letterhead=registration.letterhead(unit),
        today=service_day(now(), unit.zone),
    )


def _saved(unit: Unit) -> AnyResponse:
    flash(_("Tersimpan."))
    return redirect(url_for("panel.settings.show", unit_code=unit.code), code=303)


def _spans(weekday: int) -> list[tuple[time, time]]:
    found = []
    for n in range(SPANS):
        opens, closes = (request.form.get(f"{which}-{weekday}-{n}", "") for which in ("opens", "closes"))
        if opens.strip() or closes.strip():
            found.append((time_of_day(opens), time_of_day(closes)))
    return found


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 1945 <= found.year <= 2100 else None
