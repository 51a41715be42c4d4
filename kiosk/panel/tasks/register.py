"""The register of a unit's follow-ups: the year, quarter and state that are asked for, and what each line says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from flask import request

from kiosk import followups, reports
from kiosk.followups import Action, Element, Quarter
from kiosk.places import Unit
from kiosk.reports import Effect
from kiosk.web import instruments

STATES = ("all", "open", "overdue", "done", "dropped")


class Line(NamedTuple):
    """A follow-up: with its element (None if its questionnaire is gone), and what came of it if it is done."""

    action: Action
    element: Element | None
    effect: Effect | None


class Register(NamedTuple):
    """What is shown of a year's follow-ups, and how many there are in each state."""

    year: int
    years: Sequence[int]
    quarter: int | None
    state: str
    states: Mapping[str, int]
    lines: Sequence[Line]


def register(unit: Unit, everything: Sequence[Action], today: date) -> Register:
    """Those of the unit's follow-ups that this request asks for."""
    year = request.args.get("year", today.year, type=int)
    of_year = [each for each in everything if year in each.years(today)]
    quarter = request.args.get("quarter", type=int)
    listed = [each for each in of_year if quarter is None or each.due == Quarter(year, quarter)]
    states = {state: [each for each in listed if _is(each, state, today)] for state in STATES}
    state = request.args.get("state", "all")
    return Register(
        year=year,
        years=sorted({today.year}.union(*(each.years(today) for each in everything))),
        quarter=quarter,
        state=state,
        states={name: len(found) for name, found in states.items()},
        lines=lines_of(unit, states.get(state, listed), everything, today),
    )


def lines_of(unit: Unit, shown: Sequence[Action], everything: Sequence[Action], today: date) -> list[Line]:
    """What came of an action is tested together with all that were done in the same year, whichever of them are shown."""
    years = {each.finished_on.year for each in shown if each.finished_on}
    together = [each for each in everything if each.finished_on and each.finished_on.year in years]
    effects: Mapping[int, Effect] = reports.of_actions(unit, together, today, instruments())
    return [Line(each, followups.element(instruments(), each.instrument, each.element), effects.get(each.id)) for each in shown]


def _is(action: Action, state: str, today: date) -> bool:
    if state in ("done", "dropped"):
        return action.status.status == state
    return {"all": True, "open": action.is_open, "overdue": action.overdue(today)}[state]
