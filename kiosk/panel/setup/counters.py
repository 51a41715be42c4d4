"""The counters of a unit: opened, changed, closed and reopened."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places
from kiosk.instruments import DEFAULT_INSTRUMENT, PlanError, default_plan, named_plans, parse_plan, wish
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.settings import NewCounter, settings_page
from kiosk.places import Counter, PlaceError, Unit, service_points
from kiosk.places.tables import LONGEST_NAME, LONGEST_REASON, UnitClosed
from kiosk.web import instruments, now
from kiosk.web.fields import Choice, Flag, Several, Text, Texts
from kiosk.web.forms import Form, beside
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

part = Blueprint("counters", __name__)

LONGEST_PLAN = 200
"""No questionnaire has so many questions that its plan would be longer."""
OTHER = "other"
"""Chosen when the plan itself is written."""


class Asking(Form):
    """What a counter is called, gives and asks. `choice` names a plan; without one, or with OTHER, the plan itself is written."""

    name = Texts(LONGEST_NAME, told=lambda: _("Isi nama loket."))
    gives = Several()
    instrument = Choice()
    choice = Choice(needed=False)
    plan = Text(LONGEST_PLAN, spellcheck="false")
    asks_wish = Flag()
    shows_qr = Flag()


class CounterClosure(Form):
    reason = Text(LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya: tampil di tablet dan HP."))


@part.post("/units/<unit_code>/counters")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    """A counter with the usual questions; its page follows, where all of it can be changed."""
    form = NewCounter.sent()
    if form.ok and _is_taken(unit, form.name):
        form.refuse("name", _("Sudah ada loket dengan nama ini."))
    if not form.ok:
        return settings_page(unit, form), 422
    try:
        counter = open_usual(unit, {DEFAULT: form.name})
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
    counter, form = _counter_or_404(unit, counter_code), Asking.sent()
    if form.ok and _is_taken(unit, form.name[DEFAULT], counter):
        form.refuse("name", _("Sudah ada loket dengan nama ini."))
    if not form.ok:
        return _page(unit, counter, form), 422
    if form.instrument not in instruments():
        abort(422)
    asked = instruments().current(form.instrument)
    plan = named_plans(asked).get(form.choice, form.plan)
    plan = wish.with_wish(plan, asked, form.asks_wish or wish.asks(plan, asked))
    try:
        parse_plan(plan, asked)
    except PlanError:
        whole = f"{asked.indices[0].key}:all" if asked.indices else asked.questions[0].code
        told = _("Rencana tidak cocok dengan kuesioner. Contoh: %(plan)s atau %(whole)s.", plan=default_plan(asked), whole=whole)
        if wish.asks(plan, asked):
            told += " " + _("Apa yang perlu diperbaiki ditanyakan langsung sesudah S0, yang mengawali rencana.")
        return _page(unit, counter, form.refuse("plan", told)), 422
    gives = [service for service in places.services(unit) if service.code in form.gives]
    with acting("counters.change", unit, form.name[DEFAULT]):
        service_points.change_counter(counter, form.name, instrument=form.instrument, plan=plan, shows_qr=form.shows_qr, gives=gives)
    flash(_("Tersimpan. Tablet mengikutinya paling lambat besok pagi."))
    return redirect(url_for("panel.counters.show", unit_code=unit.code, counter_code=counter.code), code=303)


@part.post("/units/<unit_code>/counters/<counter_code>/closure")
@needs("counters.keep")
def close(unit: Unit, counter_code: str) -> AnyResponse | tuple[str, int]:
    counter, form = _counter_or_404(unit, counter_code), CounterClosure.sent()
    if not form.ok:
        return _page(unit, counter, form), 422
    try:
        with acting("counters.close", unit, f"{counter.names[DEFAULT]}: {form.reason}"):
            service_points.close_counter(counter, now(), form.reason)
    except PlaceError:
        flash(_("Loket ini sudah ditutup."))
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
    """Whether another counter of the unit has this name: on posters and in lists they would look alike."""
    others = (each for each in places.counters(unit) if not but or each.id != but.id)
    return any(each.names[DEFAULT].casefold() == name.casefold() for each in others)


def _unit_is_closed(unit: Unit) -> AnyResponse:
    flash(_("Unit ini ditutup. Buka lagi unitnya dulu, baru loketnya."))
    return redirect(url_for("panel.settings.show", unit_code=unit.code), code=303)


def _page(unit: Unit, counter: Counter, sent: Form | None = None) -> str:
    catalogue = instruments()
    asked = catalogue.current(counter.instrument)
    named, plan = named_plans(asked), wish.with_wish(counter.plan, asked, wanted=False)
    stored = {
        "name": counter.names,
        "gives": [service.code for service in places.place(counter.id).services],
        "instrument": counter.instrument,
        "choice": next((choice for choice, each in named.items() if each == " ".join(plan.split())), OTHER),
        "plan": plan,
        "asks_wish": wish.asks(counter.plan, asked),
        "shows_qr": counter.shows_qr,
    }
    return render_template(
        "panel/counters/show.html",
        **beside(sent, asking=Asking(stored), closure=CounterClosure()),
        unit=unit,
        counter=counter,
        services=places.services(unit),
        instruments=[each for each in catalogue.values() if each.indices],
        shares=[f"{index.key}:{count}" for index in catalogue.indices for count in ("1", "all")],
        choices={choice: parse_plan(each, asked).length for choice, each in named.items()},
        closure=places.closure_at(counter.id, now()),
    )


def _counter_or_404(unit: Unit, code: str) -> Counter:
    return next((counter for counter in places.counters(unit) if counter.code == code), None) or abort(404)
