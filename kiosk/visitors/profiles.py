"""Who answers, as sums only: how many in a month said what of themselves. Nothing of one person is kept, not even for a moment.

The questions are those of the instrument `profile` (PermenPANRB 14/2017, annex). Each may be skipped.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, String, select, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.instruments import Instrument
from kiosk.ledger.entry import Access
from kiosk.places import Unit
from kiosk.store import Base, reading, writing
from kiosk.visitors import allotments, once
from kiosk.visitors.allotments import Kind

INSTRUMENT = "profile"
ONE_MORE = (
    "INSERT INTO profile_tally (unit_id, month, question, answer, access, n) VALUES (:unit, :month, :question, :answer, :access, 1) "
    "ON CONFLICT (unit_id, month, question, answer, access) DO UPDATE SET n = profile_tally.n + 1"
)


class ProfileTally(Base):
    """How many visitors of a unit gave an answer (its score, from 1) to a question in a month (YYYYMM), by their access."""

    __tablename__ = "profile_tally"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(String(20), primary_key=True)
    answer: Mapped[str] = mapped_column(String(20), primary_key=True)
    access: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]


def add(
    unit: Unit, given: Mapping[str, str], instrument: Instrument, access: Access, form: UUID, today: date, visit: UUID | None = None
) -> bool:
    """Add one visitor's answers {code: score}; what is empty or unknown is passed over. The same form is added once.

    `visit`: hers, of which only its box is kept; where that is full, nothing is added (see `allotments`). None: from paper.
    """
    month = today.year * 100 + today.month
    with writing() as session:
        kind = Kind.PROFILES_OF_STRANGERS if access is Access.OPEN else Kind.PROFILES_OF_GUESTS
        if not once.first_time(form, today) or (visit and not allotments.take(unit, kind, visit, today)):
            return False
        for question in instrument.questions:
            answer = given.get(question.code, "")
            if answer not in map(str, question.scores):
                continue
            values = {"unit": unit.id, "month": month, "question": question.code, "answer": answer, "access": int(access)}
            session.execute(text(ONE_MORE), values)
        return True


def of_months(unit: Unit, last: int) -> dict[int, dict[str, dict[Access, dict[int, int]]]]:
    """{month (YYYYMM): {question: {access: {score: n}}}} of every month with answers up to `last`, the oldest first."""
    query = select(ProfileTally).where(ProfileTally.unit_id == unit.id, ProfileTally.month <= last)
    found: dict[int, dict[str, dict[Access, dict[int, int]]]] = {}
    for row in reading().scalars(query.order_by(ProfileTally.month, ProfileTally.question, ProfileTally.answer)):
        found.setdefault(row.month, {}).setdefault(row.question, {}).setdefault(Access(row.access), {})[int(row.answer)] = row.n
    return found
