"""What a report needs and no rating tells: how many were served, when the public was consulted, the day under which it is signed."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.indices.periods import Period
from kiosk.places import Unit
from kiosk.store import Base, Day, Moment, reading, writing

LONGEST_NUMBER = 80
"""Letters of a letter's number."""
MOST = 10**9
"""People served in a period: more than there are."""


class InputsError(Exception):
    """What cannot be: "population", or "forum_on" on a day to come."""


class FilingInputs(Base):
    """Of a unit's period, for whichever report of it; each value may be missing."""

    __tablename__ = "filing_inputs"
    __table_args__ = (Index("ix_filing_inputs_unit_id_first", "unit_id", "first"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    population: Mapped[int | None]
    forum_on: Mapped[date | None] = mapped_column(Day)
    signed_on: Mapped[date | None] = mapped_column(Day)
    letter_number: Mapped[str] = mapped_column(String(LONGEST_NUMBER))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True, slots=True)
class Inputs:
    """None is a gap, which a draft shows. `population`: how many were served (1 to MOST); `forum_on`: the day of the consultation (FKP);
    `letter_number`: of the letter that goes with a report, as the office's own register gives it; "": none yet."""

    population: int | None = None
    forum_on: date | None = None
    signed_on: date | None = None
    letter_number: str = ""


def inputs_of(unit: Unit, period: Period) -> Inputs:
    """As they were last entered for these very days. One query."""
    asked = select(FilingInputs).filter_by(unit_id=unit.id, first=period.first, last=period.last)
    found = reading().scalars(asked.order_by(FilingInputs.id.desc()).limit(1)).first()
    return Inputs(found.population, found.forum_on, found.signed_on, found.letter_number) if found else Inputs()


def enter(unit: Unit, period: Period, inputs: Inputs, by: str, now: datetime, today: date) -> bool:
    """False: the same again, which changes nothing. Raises InputsError. A day of signing may be to come, a consultation may not."""
    if inputs.population is not None and not 1 <= inputs.population <= MOST:
        raise InputsError("population")
    if inputs.forum_on and inputs.forum_on > today:
        raise InputsError("forum_on")
    if inputs == inputs_of(unit, period):
        return False
    with writing() as session:
        session.add(
            FilingInputs(
                unit_id=unit.id,
                first=period.first,
                last=period.last,
                population=inputs.population,
                forum_on=inputs.forum_on,
                signed_on=inputs.signed_on,
                letter_number=inputs.letter_number,
                made_at=now,
                made_by=by,
            )
        )
    return True
