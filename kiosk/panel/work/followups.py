"""Tindak lanjut: what a unit does about its lowest elements, from the proposal to what visitors are told, as one register."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import followups, reports
from kiosk.clock import service_day
from kiosk.followups import Action, Draft, Element, FollowUpError, Quarter, Unchanged, changes, notices, tables
from kiosk.followups.notices import NoticeError
from kiosk.panel.figures.charts import effect_chart
from kiosk.panel.guard import acting, needs
from kiosk.places import Unit, registration
from kiosk.reports import Effect
from kiosk.web import Malformed, instruments, now
from kiosk.web.answers import read_uuid
from kiosk.web.forms import typed_texts
from kiosk.words.catalogue import gettext as _
from kiosk.words.followups import fault

part = Blueprint("followups", __name__)

STATES = ("all", "open", "overdue", "done", "dropped")
SHOWN_FOR = timedelta(days=30)
"""How long visitors are told, unless somebody chooses otherwise."""


@dataclass(frozen=True, slots=True)
class Line:
    """A follow-up in the register: with its element (None if its questionnaire is gone), and what came of it if it is done."""

    action: Action
    element: Element | None
    effect: Effect | None


# ── the register ──────────────────────────────────────────────────────────────────────────────────────────────────


@part.get("/units/<unit_code>/follow-ups")
@needs("followups.read")
def index(unit: Unit) -> str:
    today, everything = _today(unit), followups.of_unit(unit)
    year = request.args.get("year", today.year, type=int)
    of_year = [each for each in everything if year in each.years(today)]
    quarter = request.args.get("quarter", type=int)
    listed = [each for each in of_year if quarter is None or each.due == Quarter(year, quarter)]
    states = {state: [each for each in listed if _is(each, state, today)] for state in STATES}
    state = request.args.get("state", "all")
    shown = states.get(state, listed)
    return render_template(
        "panel/followups/index.html",
        unit=unit,
        today=today,
        year=year,
        years=sorted({today.year}.union(*(each.years(today) for each in everything))),
        quarter=quarter,
        state=state,
        states={name: len(found) for name, found in states.items()},
        lines=_lines(unit, shown, everything, today),
        proposals=reports.proposals(unit, everything, today, instruments()),
        indices=reports.main_instrument(unit, instruments()).indices,
        letterhead=registration.letterhead(unit),
        everything=everything,
    )


@part.get("/units/<unit_code>/follow-ups/new")
@needs("followups.write")
def new(unit: Unit) -> str:
    return _plan_page(unit)


@part.post("/units/<unit_code>/follow-ups")
@needs("followups.write")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    try:
        element = _element()
        with acting("follow-ups.create", unit, f"{element.code}: {request.form.get('action', '')}"):
            form, draft = read_uuid(request.form, "form"), _draft()
            number = followups.plan(unit, element.instrument.name, element.code, draft, form, g.person.name, now(), _today(unit))
    except Unchanged:
        return redirect(url_for("panel.followups.index", unit_code=unit.code), code=303)
    except Malformed:
        abort(422)
    except FollowUpError as error:
        return _plan_page(unit, wrong=str(error)), 422
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
    return _plan_page(unit, _action_or_404(unit, number))


@part.post("/units/<unit_code>/follow-ups/<int:number>/plans")
@needs("followups.write")
def change_plan(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    reason = request.form.get("reason", "")
    return _changed(
        unit,
        number,
        "follow-ups.plan",
        lambda: changes.change_plan(unit, number, _draft(), reason, g.person.name, now(), _today(unit)),
        lambda wrong: _plan_page(unit, _action_or_404(unit, number), wrong),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/postponement")
@needs("followups.write")
def postpone(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    due, reason = Quarter.read(request.form.get("due", "")), request.form.get("why", "")
    return _changed(
        unit,
        number,
        "follow-ups.postpone",
        lambda: changes.postpone(unit, number, due, reason, g.person.name, now(), _today(unit)),
        lambda wrong: _show(unit, _action_or_404(unit, number), "why" if wrong == "reason" else wrong),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/statuses")
@needs("followups.write")
def set_status(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form = request.form
    _action_or_404(unit, number)
    status, reason = form.get("status", ""), form.get("reason", "")
    return _changed(
        unit,
        number,
        "follow-ups.status",
        lambda: followups.set_status(unit, number, status, _day("day"), reason, g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/evidence")
@needs("followups.write")
def add_evidence(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form = request.form
    _action_or_404(unit, number)
    words, link = form.get("words", ""), form.get("link", "")
    return _changed(
        unit,
        number,
        "follow-ups.evidence",
        lambda: changes.add_evidence(unit, number, words, link, _day("shown_on"), g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/notice")
@needs("followups.write")
def publish(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    texts = typed_texts("text")
    return _changed(
        unit,
        number,
        "notices.publish",
        lambda: changes.publish(unit, number, texts, _day("since"), _day("until"), g.person.name, now(), _today(unit)),
    )


@part.post("/units/<unit_code>/follow-ups/<int:number>/notice/withdrawal")
@needs("followups.write")
def withdraw(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    _action_or_404(unit, number)
    return _changed(unit, number, "notices.withdraw", lambda: changes.withdraw(unit, number, now(), _today(unit)))


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────────────


def _changed(
    unit: Unit, number: int, kind: str, change: Callable[[], None], refused: Callable[[str], str] | None = None
) -> AnyResponse | tuple[str, int]:
    """Make a change and lead back to the follow-up; if it cannot be, the page it came from, with what was typed."""
    try:
        with acting(kind, unit, _about(number)):
            change()
        flash(_("Tersimpan."))
    except Unchanged:
        pass
    except (FollowUpError, NoticeError) as error:
        page = refused(str(error)) if refused else _show(unit, _action_or_404(unit, number), str(error))
        return page, 422
    return redirect(url_for("panel.followups.show", unit_code=unit.code, number=number), code=303)


def _about(number: int) -> str:
    """Which one, and what is said of it, for the record of acts."""
    said = (request.form.get(name, "").strip() for name in ("status", "due", "words", "text", "action", "reason", "why"))
    return f"{number}: {' · '.join(filter(None, said))}".removesuffix(": ")


def _show(unit: Unit, action: Action, wrong: str = "") -> str:
    today = _today(unit)
    (line,) = _lines(unit, [action], followups.of_unit(unit) if action.finished_on else [action], today)
    usual = {"day": today, "shown_on": today, "since": today, "until": today + SHOWN_FOR}
    return render_template(
        "panel/followups/show.html",
        unit=unit,
        today=today,
        line=line,
        action=action,
        chart=effect_chart(line.effect) if line.effect else None,
        quarters=[each for each in _quarters(today) if each != action.due],
        typed=_typed({name: day.isoformat() for name, day in usual.items()}),
        errors={("text" if wrong == "told" else wrong): fault(wrong)} if wrong else {},
        limits=tables,
        longest_notice=notices.LONGEST,
    )


def _plan_page(unit: Unit, action: Action | None = None, wrong: str = "") -> str:
    """The form of a new follow-up, or of another plan for one."""
    today = _today(unit)
    instrument = reports.main_instrument(unit, instruments())
    elements = {
        index.key: [Element(instrument, index.key, code, codes) for code, codes in instrument.elements(index.key).items()]
        for index in instrument.indices
    }
    plan = action.plan if action else None
    usual = {"horizon": "short", "due": str(Quarter.of(today).after()), "element": request.args.get("element", "")}
    there = {"cause": plan.cause, "action": plan.action, "responsible": plan.responsible, "horizon": plan.horizon} if plan else {}
    return render_template(
        "panel/followups/plan.html",
        unit=unit,
        today=today,
        action=action,
        named=followups.element(instruments(), action.instrument, action.element) if action else None,
        elements=elements,
        quarters=sorted({*_quarters(today), *([action.due] if action else [])}),
        typed=_typed(usual | there | ({"due": str(action.due)} if action else {})),
        errors={wrong: fault(wrong)} if wrong else {},
        limits=tables,
        form_id=request.form.get("form") or uuid4(),
    )


def _typed(usual: Mapping[str, str]) -> Mapping[str, str]:
    """What stands in the fields: as typed, else as usual, else nothing."""
    return defaultdict(str, {**usual, **request.form.to_dict()})


def _lines(unit: Unit, shown: Sequence[Action], everything: Sequence[Action], today: date) -> list[Line]:
    """What came of an action is tested together with all that were done in the same year, whichever of them are shown."""
    years = {each.finished_on.year for each in shown if each.finished_on}
    together = [each for each in everything if each.finished_on and each.finished_on.year in years]
    effects: Mapping[int, Effect] = reports.of_actions(unit, together, today, instruments())
    return [Line(each, followups.element(instruments(), each.instrument, each.element), effects.get(each.id)) for each in shown]


def _is(action: Action, state: str, today: date) -> bool:
    if state in ("done", "dropped"):
        return action.status.status == state
    return {"all": True, "open": action.is_open, "overdue": action.overdue(today)}[state]


def _quarters(today: date) -> list[Quarter]:
    return [Quarter.of(today).after(n) for n in range(changes.QUARTERS + 1)]


def _action_or_404(unit: Unit, number: int) -> Action:
    return followups.action(unit, number) or abort(404)


def _today(unit: Unit) -> date:
    return service_day(now(), unit.zone)


def _element() -> Element:
    instrument, _slash, code = request.form.get("element", "").partition("/")
    found = followups.element(instruments(), instrument, code)
    if found is None:
        raise FollowUpError("element")
    return found


def _draft() -> Draft:
    cause, action, horizon, responsible, due = (request.form.get(name, "") for name in ("cause", "action", "horizon", "responsible", "due"))
    return Draft(cause, action, horizon, responsible, Quarter.read(due))


def _day(field: str) -> date:
    try:
        found = date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        raise FollowUpError(field) from None
    if not 2000 <= found.year <= 2100:
        raise FollowUpError(field)
    return found
