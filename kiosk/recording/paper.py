"""Filled forms on paper, typed in by a named account that is not the rated unit's: channel `paper`, shown apart.

A form is entered once: its number is drawn for the page on which it is typed. Sent again it changes nothing; sent again with other
answers, by the same person and within TO_CORRECT, it is corrected, by new entries as every correction. Its counter, service and day
stay: a visit with answers at two counters would be two halves of one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey, Uuid, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import service_day
from kiosk.instruments import Question
from kiosk.ledger import Channel, Rating, visits
from kiosk.people import Person
from kiosk.places import Place, Service, Unit
from kiosk.recording import intake
from kiosk.recording.outcomes import Closed, Conflict, Outcome, Recorded
from kiosk.store import Base, Day, Moment, reading, writing

TO_CORRECT = timedelta(minutes=10)
OLDEST = timedelta(days=366)


class PaperFormError(Exception):
    """A form that cannot be entered: "day", "empty", "late", "moved", or what the ledger said ("closed", "conflict",
    "failed")."""


class PaperForm(Base):
    """Who entered a form, and when. What it said is in the ledger, and nowhere else."""

    __tablename__ = "paper_form"
    form: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    filled_on: Mapped[date] = mapped_column(Day)
    entered_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is never corrected on a form: its day, counter and service, by number."""

    filled_on: date
    counter_id: int
    service_id: int | None


def kept(unit: Unit, form: UUID) -> Kept | None:
    """How the form was entered for this unit; None: it was not."""
    there = reading().get(PaperForm, form)
    begun = visits.beginning(unit, uuid5(form, "visit"))
    return Kept(there.filled_on, begun.counter_id, begun.service_id) if there and begun else None


def enter(
    place: Place,
    answers: Mapping[Question, int],
    filled_on: date,
    form: UUID,
    person: Person,
    now: datetime,
    service: Service | None = None,
    language: str = "id",
    edition: int = 0,
) -> None:
    """Record a form's answers {question: score}, as of noon of the day on which it was filled in. Raises PaperFormError.

    `edition` counts how often the form was opened for typing: the same answer typed again after another one is new.
    """
    today = service_day(now, place.unit.zone)
    if not today - OLDEST <= filled_on <= today:
        raise PaperFormError("day")
    if not answers:
        raise PaperFormError("empty")
    noon = datetime.combine(filled_on, time(12), ZoneInfo(place.unit.zone))
    ratings = [
        Rating(
            place=place,
            answer=uuid5(form, f"{question.code}:{score}:{edition}"),
            visit=uuid5(form, "visit"),
            question=question,
            score=score,
            language=language,
            channel=Channel.PAPER,
            given_at=min(noon, now),
            service=service,
        )
        for question, score in answers.items()
    ]
    with writing() as session:
        there = session.get(PaperForm, form, with_for_update=True)
        if there is None:
            session.add(PaperForm(form=form, unit_id=place.unit.id, person_id=person.id, filled_on=filled_on, entered_at=now))
        elif there.person_id != person.id or now - there.entered_at > TO_CORRECT:
            raise PaperFormError("late")
        elif kept(place.unit, form) != Kept(filled_on, place.counter.id, given.id if (given := ratings[0].service_given) else None):
            raise PaperFormError("moved")
        _must_be_recorded(intake.record(ratings, now))


def _must_be_recorded(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        if not isinstance(outcome, Recorded):
            raise PaperFormError("closed" if isinstance(outcome, Closed) else "conflict" if isinstance(outcome, Conflict) else "failed")


def entered(unit: Unit, day: date) -> dict[int, int]:
    """How many forms of that day's visitors were entered, {person: n}."""
    query = select(PaperForm.person_id, func.count()).where(PaperForm.unit_id == unit.id, PaperForm.filled_on == day)
    return {row[0]: row[1] for row in reading().execute(query.group_by(PaperForm.person_id))}


def entered_by(person: Person, unit: Unit, since: datetime) -> int:
    """How many forms of the unit a person has entered since a moment."""
    own = PaperForm.unit_id == unit.id, PaperForm.person_id == person.id, PaperForm.entered_at >= since
    return reading().scalar(select(func.count()).select_from(PaperForm).where(*own)) or 0
