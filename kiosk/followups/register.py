"""A unit's register of follow-ups: each with its whole history; the newest plan and status hold."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TypeVar

from sqlalchemy import select

from kiosk.followups.notices import Notice
from kiosk.followups.quarters import Quarter
from kiosk.followups.tables import DONE, DROPPED, OPEN, UNDER_WAY, Evidence, FollowUp, Plan, Status, ToldVisitors
from kiosk.instruments import Catalogue, Instrument
from kiosk.places import Unit
from kiosk.store import reading, reading_direct

Row = TypeVar("Row", Plan, Status, Evidence)


@dataclass(frozen=True, slots=True)
class Element:
    """An unsur of an index, with the questions that ask for it."""

    instrument: Instrument
    index: str
    code: str
    questions: tuple[str, ...]

    @property
    def name(self) -> Mapping[str, str]:
        return self.instrument.need(self.questions[0]).name

    @property
    def weights(self) -> Mapping[str, Fraction]:
        """{question: its part in the element's mean}."""
        return dict.fromkeys(self.questions, Fraction(1, len(self.questions)))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was entered: a plan, a status, evidence or a notice, with who and when."""

    at: datetime
    by: str
    kind: str
    row: Plan | Status | Evidence | Notice


@dataclass(frozen=True, slots=True)
class Action:
    """A follow-up as it stands. All rows oldest first; there is at least one plan and one status."""

    id: int
    unit_id: int
    instrument: str
    element: str
    made_at: datetime
    plans: Sequence[Plan]
    statuses: Sequence[Status]
    evidence: Sequence[Evidence]
    notices: Sequence[Notice]

    @property
    def plan(self) -> Plan:
        return self.plans[-1]

    @property
    def status(self) -> Status:
        return self.statuses[-1]

    @property
    def due(self) -> Quarter:
        return self.due_of(self.plan)

    @staticmethod
    def due_of(plan: Plan) -> Quarter:
        return Quarter(plan.due_year, plan.due_quarter)

    def before(self, plan: Plan) -> Plan | None:
        """The plan that this one replaced; None: it is the first."""
        place = list(self.plans).index(plan)
        return self.plans[place - 1] if place else None

    @property
    def is_open(self) -> bool:
        return self.status.status in OPEN

    def overdue(self, today: date) -> bool:
        """Its quarter is over, and it is neither done nor dropped."""
        return self.is_open and self.due.last < today

    @property
    def finished_on(self) -> date | None:
        """The day on which it was done; None: it is not."""
        return self.status.day if self.status.status == DONE else None

    @property
    def under_way_on(self) -> date | None:
        """The day on which it first got under way, as it was last put right; None: it went from planned to done, or is planned."""
        standing = (list(rows)[-1] for _, rows in groupby(self.statuses, key=lambda each: each.status))
        return next((each.day for each in standing if each.status == UNDER_WAY), None)

    @property
    def began_on(self) -> date:
        """The day from which on something may have been different: when it got under way, or else was planned; or done, if before."""
        return min(self.under_way_on or self.statuses[0].day, self.status.day)

    @property
    def carried(self) -> int:
        """How often it was carried into another quarter."""
        return sum(a != b for a, b in pairwise(self.due_of(plan) for plan in self.plans))

    def years(self, today: date) -> range:
        """The years whose registers have it: from when it began until it was due, or was closed; if overdue, until now."""
        first = min(self.began_on.year, self.statuses[0].day.year)
        if self.status.status in (DONE, DROPPED):
            last = self.status.day.year
        else:
            last = max(self.due.year, today.year)
        return range(first, max(first, last) + 1)

    def told(self, today: date) -> Notice | None:
        """The notice that tells visitors of it, today or on days to come."""
        return next((each for each in self.notices if each.withdrawn_at is None and each.until >= today), None)

    @property
    def history(self) -> Sequence[Event]:
        """All that was ever entered, the newest first."""
        rows: list[tuple[str, Plan | Status | Evidence | Notice]] = [("plan", row) for row in self.plans]
        rows += [("status", row) for row in self.statuses[1:]]
        rows += [("evidence", row) for row in self.evidence]
        rows += [("notice", row) for row in self.notices]
        events = [Event(row.made_at, row.made_by, kind, row) for kind, row in rows]
        return sorted(events, key=lambda event: (event.at, event.row.id), reverse=True)


def element(catalogue: Catalogue, instrument: str, code: str) -> Element | None:
    """The unsur of that code in that version of a questionnaire, e.g. ikm-ipk-2021@1 and U4; None: there is none."""
    found = next((each for each in catalogue.all() if each.name == instrument), None)
    for index in found.indices if found else ():
        if found and (questions := found.elements(index.key).get(code)):
            return Element(found, index.key, code, questions)
    return None


def of_unit(unit: Unit) -> list[Action]:
    """All follow-ups of the unit, by the quarter in which they are due, then by number. Five queries."""
    found = reading().scalars(select(FollowUp).where(FollowUp.unit_id == unit.id).order_by(FollowUp.id)).all()
    return sorted(_with_history(found), key=lambda each: (each.due, each.id))


def action(unit: Unit, number: int) -> Action | None:
    """One of them; None if it is another unit's."""
    found = reading().get(FollowUp, number) if number < 2**31 else None
    return _with_history([found])[0] if found and found.unit_id == unit.id else None


def open_counts(today: date) -> Mapping[int, tuple[int, int]]:
    """{number of the unit: (how many are open, how many of them overdue)}, units that have any. One query."""
    now = Quarter.of(today)
    query = (
        "SELECT unit_id, count(*), sum(CASE WHEN due_year * 4 + due_quarter < ? THEN 1 ELSE 0 END) FROM follow_up "
        "JOIN follow_up_plan plan ON plan.id = (SELECT max(id) FROM follow_up_plan WHERE follow_up_id = follow_up.id) "
        "JOIN follow_up_status stand ON stand.id = (SELECT max(id) FROM follow_up_status WHERE follow_up_id = follow_up.id) "
        "WHERE status IN (…) GROUP BY unit_id"
    )
    return {unit: (n, int(overdue)) for unit, n, overdue in reading_direct().all_in(query, OPEN, now.year * 4 + now.number)}


def _with_history(found: Sequence[FollowUp]) -> list[Action]:
    numbers = [each.id for each in found]
    plans, statuses, evidence = _rows(Plan, numbers), _rows(Status, numbers), _rows(Evidence, numbers)
    notices: defaultdict[int, list[Notice]] = defaultdict(list)
    told = select(ToldVisitors.follow_up_id, Notice).join(Notice, Notice.id == ToldVisitors.notice_id)
    for number, notice in reading().execute(told.where(ToldVisitors.follow_up_id.in_(numbers)).order_by(Notice.id)):
        notices[number].append(notice)
    return [
        Action(
            each.id,
            each.unit_id,
            each.instrument,
            each.element,
            each.made_at,
            plans[each.id],
            statuses[each.id],
            evidence[each.id],
            notices[each.id],
        )
        for each in found
    ]


def _rows(kind: type[Row], numbers: Sequence[int]) -> Mapping[int, list[Row]]:
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for row in reading().scalars(select(kind).where(kind.follow_up_id.in_(numbers)).order_by(kind.id)):
        rows[row.follow_up_id].append(row)
    return rows
