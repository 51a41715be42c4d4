"""Tindak lanjut: what a unit does about its lowest elements, from the proposal to what visitors are told, as one register."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import followups, reports
from kiosk.clock import service_day
from kiosk.followups import Action, Draft, Element, FollowUpError, Quarter, Unchanged, changes
from kiosk.followups.notices import NoticeError
from kiosk.followups.tables import (
    DONE,
    HORIZONS,
    LONGEST_LINK,
    LONGEST_REASON,
    LONGEST_RESPONSIBLE,
    LONGEST_TEXT,
    STATUSES,
    UNDER_WAY,
)
from kiosk.panel.figures.charts import effect_chart
from kiosk.panel.guard import acting, needs
from kiosk.panel.tasks.notices import NewNotice
from kiosk.panel.tasks.register import lines_of, register
from kiosk.places import Unit, letterheads
from kiosk.web import instruments, now
from kiosk.web.fields import Choice, Day, Lines, Once, Text
from kiosk.web.forms import WHOLE, Form, beside
from kiosk.words.catalogue import gettext as _
from kiosk.words.followups import fault

FormOf = TypeVar("FormOf", bound=Form)

part = Blueprint("followups", __name__)


class PlanForm(Form):
    """The fields of every plan."""

    cause = Lines(LONGEST_TEXT, needed=True, told=lambda: fault("cause"))
    action = Lines(LONGEST_TEXT, needed=True, told=lambda: fault("action"))
    due = Choice(told=lambda: fault("due"))
    horizon = Choice(HORIZONS, told=lambda: fault("horizon"))
    responsible = Text(LONGEST_RESPONSIBLE, needed=True, told=lambda: fault("responsible"))

    def draft(self) -> Draft:
        return Draft(self.cause, self.action, self.horizon, self.responsible, Quarter.read(self.due))


class NewPlan(PlanForm):
    form = Once(refusal=422)
    element = Choice(told=lambda: fault("element"))


class ChangedPlan(PlanForm):
    reason = Text(LONGEST_REASON, needed=True, told=lambda: fault("reason"))


class Postponement(Form):
    due = Choice(told=lambda: fault("due"))
    why = Text(LONGEST_REASON, needed=True, told=lambda: fault("why"))


class NextStatus(Form):
    status = Choice(STATUSES, told=lambda: fault("status"))
    day = Day(told=lambda: fault("day"))
    reason = Text(LONGEST_REASON)


class NewEvidence(Form):
    words = Lines(LONGEST_TEXT)
    link = Text(LONGEST_LINK, type="url")
    shown_on = Day(told=lambda: fault("shown_on"))


# ── the register ──────────────────────────────────────────────────────────────────────────────────────────────────


@part.get("/units/<unit_code>/follow-ups")
@needs("followups.read")
def index(unit: Unit) -> str:
    today, everything = _today(unit), followups.of_unit(unit)
    return render_template(
        "panel/followups/index.html",
        unit=unit,
        today=today,
        proposals=reports.proposals(unit, everything, today, instruments()),
        indices=reports.main_instrument(unit, instruments()).indices,
        letterhead=letterheads.in_force(unit, service_day(now(), unit.zone)),
        everything=everything,
        **register(unit, everything, today)._asdict(),
    )


@part.get("/units/<unit_code>/follow-ups/new")
@needs("followups.write")
def new(unit: Unit) -> str:
    return _plan_page(unit)


@part.post("/units/<unit_code>/follow-ups")
@needs("followups.write")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = NewPlan.sent()
    element = followups.element(instruments(), *_element_of(form.shows("element")))
    if element is None:
        form.refuse("element", fault("element"))
    if element is None or not form.ok:
        return _plan_page(unit, form), 422
    of = element.instrument.name, element.code
    try:
        with acting("follow-ups.create", unit, f"{element.code}: {form.action}"):
            number = followups.plan(unit, *of, form.draft(), form.form, g.person.name, now(), _today(unit))
    except Unchanged:
        return redirect(url_for("panel.followups.index", unit_code=unit.code), code=303)
    except FollowUpError as error:
        return _plan_page(unit, _refused(form, str(error))), 422
    flash(_("Tersimpan."))
    return redirect(url_for("panel.followups.show", unit_code=unit.code, number=number), code=303)


# ── one of them ───────────────────────────────────────────────────────────────────────────────────────────────────


@part.get("/units/<unit_code>/follow-ups/<int:number>")
@needs("followups.read")
def show(unit: Unit, number: int) -> str:
    return _show(unit, _action_or_404(unit, number))


@part.get("/units/<unit_code>/follow-ups/<int:number>/plans/new")
@needs("followups.write")
def new_plan(unit: Unit, number: int) -> str:
    return _plan_page(unit, None, _action_or_404(unit, number))


@part.post("/units/<unit_code>/follow-ups/<int:number>/plans")
@needs("followups.write")
def change_plan(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    form = ChangedPlan.sent()
    return _changed(
        unit,
        number,
        "follow-ups.plan",
        form,
        lambda: changes.change_plan(unit, number, form.draft(), form.reason, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/postponement")
@needs("followups.write")
def postpone(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    form = Postponement.sent()
    return _changed(
        unit,
        number,
        "follow-ups.postpone",
        form,
        lambda: changes.postpone(unit, number, Quarter.read(form.due), form.why, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/statuses")
@needs("followups.write")
def set_status(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    form = NextStatus.sent()
    return _changed(
        unit,
        number,
        "follow-ups.status",
        form,
        lambda: followups.set_status(unit, number, form.status, form.day, form.reason, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/evidence")
@needs("followups.write")
def add_evidence(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    form = NewEvidence.sent()
    return _changed(
        unit,
        number,
        "follow-ups.evidence",
        form,
        lambda: changes.add_evidence(unit, number, form.words, form.link, form.shown_on, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/notice")
@needs("followups.write")
def publish(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    form = NewNotice.sent()
    return _changed(
        unit,
        number,
        "notices.publish",
        form,
        lambda: changes.publish(unit, number, form.text, form.since, form.until, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/notice/withdrawal")
@needs("followups.write")
def withdraw(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    return _changed(unit, number, "notices.withdraw", Form.sent(), lambda: changes.withdraw(unit, number, now(), _today(unit)))


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────────────


def _changed(unit: Unit, number: int, kind: str, form: Form, change: Callable[[], None]) -> AnyResponse | tuple[str, int]:
    """Make a change and lead back to the follow-up; if it is refused, show the page it came from, with what was typed."""
    try:
        if form.ok:
            with acting(kind, unit, _about(number, form)):
                change()
            flash(_("Tersimpan."))
    except Unchanged:
        pass
    except (FollowUpError, NoticeError) as error:
        _refused(form, str(error))
    if not form.ok:
        action = _action_or_404(unit, number)
        return _plan_page(unit, form, action) if isinstance(form, PlanForm) else _show(unit, action, form), 422
    return redirect(url_for("panel.followups.show", unit_code=unit.code, number=number), code=303)


def _refused(form: FormOf, fault_of: str) -> FormOf:
    """The form with what its noun says against it: at the field, or above all fields, as for a follow-up that is closed."""
    own = "why" if fault_of == "reason" and "why" in form.fields else fault_of
    return form.refuse(own if own in form.inputs else WHOLE, fault(own))


def _about(number: int, form: Form) -> str:
    """Which follow-up it is, and what was entered, for the record of acts."""
    said = (form.shows(name).strip() for name in ("status", "due", "words", "text", "action", "reason", "why"))
    return f"{number}: {' · '.join(filter(None, said))}".removesuffix(": ")


def _show(unit: Unit, action: Action, sent: Form | None = None) -> str:
    today = _today(unit)
    (line,) = lines_of(unit, [action], followups.of_unit(unit) if action.finished_on else [action], today)
    return render_template(
        "panel/followups/show.html",
        **beside(
            sent,
            status=NextStatus({"day": today, "status": DONE if action.status.status == UNDER_WAY else ""}),
            postponement=Postponement(),
            evidence=NewEvidence({"shown_on": today}),
            notice=NewNotice.usual(today),
        ),
        unit=unit,
        today=today,
        line=line,
        action=action,
        statuses=STATUSES[1:],
        chart=effect_chart(line.effect) if line.effect else None,
        quarters=[each for each in _quarters(today) if each != action.due],
    )


def _plan_page(unit: Unit, sent: Form | None = None, action: Action | None = None) -> str:
    """The form of a new follow-up, or of another plan for one."""
    today = _today(unit)
    instrument = reports.main_instrument(unit, instruments())
    elements = {
        index.key: [Element(instrument, index.key, code, codes) for code, codes in instrument.elements(index.key).items()]
        for index in instrument.indices
    }
    usual = {"form": None, "horizon": HORIZONS[0], "due": Quarter.of(today).after(), "element": request.args.get("element", "")}
    return render_template(
        "panel/followups/plan.html",
        form=sent or (_as_planned(action) if action else NewPlan(usual)),
        unit=unit,
        today=today,
        action=action,
        named=followups.element(instruments(), action.instrument, action.element) if action else None,
        elements=elements,
        horizons=HORIZONS,
        quarters=sorted({*_quarters(today), *([action.due] if action else [])}),
    )


def _as_planned(action: Action) -> ChangedPlan:
    plan = action.plan
    said = {"cause": plan.cause, "action": plan.action, "responsible": plan.responsible, "horizon": plan.horizon}
    return ChangedPlan({**said, "due": action.due})


def _quarters(today: date) -> list[Quarter]:
    return [Quarter.of(today).after(n) for n in range(changes.QUARTERS + 1)]


def _action_or_404(unit: Unit, number: int) -> Action:
    return followups.action(unit, number) or abort(404)


def _today(unit: Unit) -> date:
    return service_day(now(), unit.zone)


def _element_of(value: str) -> tuple[str, str]:
    instrument, _slash, code = value.partition("/")
    return instrument, code
