"""The counters of a unit: opened, changed, closed and reopened."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.instruments import DEFAULT_INSTRUMENT, PlanError, default_plan, named_plans, parse_plan
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.settings import settings_page
from kiosk.places import Counter, PlaceError, Unit, service_points
from kiosk.places.tables import UnitClosed
from kiosk.web import instruments, now, typed
from kiosk.web.forms import typed_texts
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

part = Blueprint("counters", __name__)


@part.post("/units/<unit_code>/counters")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    """A counter with the usual questions; its page follows, where all of it can be changed."""
    name = typed("name")[:80]
    if not name:
        return settings_page(unit, {"counter": _("Isi nama loket, misalnya Loket 1 · Paspor.")}), 422
    if _is_taken(unit, name):
        return settings_page(unit, {"counter": _("Sudah ada loket dengan nama ini.")}), 422
    try:
        counter = open_usual(unit, typed_texts("name", 80))
    except UnitClosed:
        return _unit_is_closed(unit)
    flash(_("Loket dibuka."))
    return redirect(url_for("panel.counters.show", unit_code=unit.code, counter_code=counter.code), code=303)


def open_usual(unit: Unit, names: Mapping[str, str]) -> Counter:
    """A counter with the usual questions, which gives every service of the unit. Raises UnitClosed."""
    code = service_points.next_code(unit, [counter.code for each in places.units() for counter in places.counters(each)])
    with acting("counters.create", unit, names[DEFAULT]):
        return places.open_counter(
            unit,
            code,
            names,
            instrument=DEFAULT_INSTRUMENT,
            plan=default_plan(instruments().current(DEFAULT_INSTRUMENT)),
            gives=places.services(unit),
        )


@part.get("/units/<unit_code>/counters/<counter_code>")
@needs("counters.read")
def show(unit: Unit, counter_code: str) -> str:
    return _page(unit, _counter_or_404(unit, counter_code))


@part.post("/units/<unit_code>/counters/<counter_code>")
@needs("counters.keep")
def change(unit: Unit, counter_code: str) -> AnyResponse | tuple[str, int]:
    counter = _counter_or_404(unit, counter_code)
    name, key = typed("name"), typed("instrument")
    if not name:
        return _page(unit, counter, {"name": _("Isi nama loket.")}), 422
    if _is_taken(unit, name, counter):
        return _page(unit, counter, {"name": _("Sudah ada loket dengan nama ini.")}), 422
    if key not in instruments():
        abort(422)
    asked = instruments().current(key)
    # A name is a choice; without one, or with "other", the plan itself is written.
    plan = named_plans(asked).get(request.form.get("choice", ""), request.form.get("plan", "").strip())
    try:
        parse_plan(plan, asked)
    except PlanError:
        whole = f"{asked.indices[0].key}:all" if asked.indices else asked.questions[0].code
        told = _("Rencana tidak cocok dengan kuesioner. Contoh: %(plan)s atau %(whole)s.", plan=default_plan(asked), whole=whole)
        return _page(unit, counter, {"plan": told}), 422
    gives = [service for service in places.services(unit) if service.code in request.form.getlist("gives")]
    with acting("counters.change", unit, name):
        service_points.change_counter(
            counter,
            typed_texts("name", 80),
            instrument=key,
            plan=plan,
            shows_qr=request.form.get("shows_qr") == "1",
            gives=gives,
        )
    flash(_("Tersimpan. Tablet mengikutinya paling lambat besok pagi."))
    return redirect(url_for("panel.counters.show", unit_code=unit.code, counter_code=counter.code), code=303)


@part.post("/units/<unit_code>/counters/<counter_code>/closure")
@needs("counters.keep")
def close(unit: Unit, counter_code: str) -> AnyResponse | tuple[str, int]:
    counter, reason = _counter_or_404(unit, counter_code), request.form.get("reason", "").strip()[:200]
    try:
        with acting("counters.close", unit, f"{counter.names[DEFAULT]}: {reason}"):
            service_points.close_counter(counter, now(), reason)
    except PlaceError:
        return _page(unit, counter, {"reason": _("Tulis alasannya: tampil di tablet dan HP.")}), 422
    return redirect(url_for("panel.counters.show", unit_code=unit.code, counter_code=counter.code), code=303)


@part.post("/units/<unit_code>/counters/<counter_code>/reopening")
@needs("counters.keep")
def reopen(unit: Unit, counter_code: str) -> AnyResponse:
    counter = _counter_or_404(unit, counter_code)
    try:
        with acting("counters.reopen", unit, counter.names[DEFAULT]):
            service_points.reopen_counter(counter, now())
    except UnitClosed:
        return _unit_is_closed(unit)
    except PlaceError:
        flash(_("Loket ini sudah buka."))
    return redirect(url_for("panel.counters.show", unit_code=unit.code, counter_code=counter.code), code=303)


def _is_taken(unit: Unit, name: str, but: Counter | None = None) -> bool:
    """Whether another counter of the unit is called so: on posters and in lists they would look alike."""
    others = (each for each in places.counters(unit) if not but or each.id != but.id)
    return any(each.names[DEFAULT].casefold() == name.casefold() for each in others)


def _unit_is_closed(unit: Unit) -> AnyResponse:
    flash(_("Unit ini ditutup. Buka lagi unitnya dulu, baru loketnya."))
    return redirect(url_for("panel.settings.show", unit_code=unit.code), code=303)


def _page(unit: Unit, counter: Counter, errors: dict[str, str] | None = None) -> str:
    catalogue = instruments()
    asked = catalogue.current(counter.instrument)
    named = named_plans(asked)
    chosen = next((choice for choice, plan in named.items() if plan == " ".join(counter.plan.split())), "other")
    return render_template(
        "panel/counters/show.html",
        unit=unit,
        counter=counter,
        errors=errors or {},
        typed=request.form if errors and "name" in request.form else {},
        services=places.services(unit),
        gives={service.id for service in places.place(counter.id).services},
        instruments=[each for each in catalogue.values() if each.indices],
        shares=[f"{index.key}:{count}" for index in catalogue.indices for count in ("1", "all")],
        choices={choice: parse_plan(plan, asked).length for choice, plan in named.items()},
        chosen=request.form.get("choice", chosen),
        plan=request.form.get("plan", counter.plan),
        closure=places.closure_at(counter.id, now()),
    )


def _counter_or_404(unit: Unit, code: str) -> Counter:
    return next((counter for counter in places.counters(unit) if counter.code == code), None) or abort(404)
