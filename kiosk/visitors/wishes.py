"""What visitors say should improve (R0), as sums only: how many of a day named each element. Nothing of one person is kept.

Why no entries of the ledger. There an answer stands beside the others of its visit for good. What is chosen here is seen: large tiles,
marked until she goes on. Somebody who looked on and remembers "time and fees" would find those two beside each other in the rows, and
beside them what the same visitor said of integrity. Sums cannot be joined to anything: not to a visit, not to a face, not to each
other, for of one who names two elements two sums grow by one and nothing says that it was one visitor. So nothing can be joined that
could not be before. The price: no seal speaks of them, as of none of the profile, and what she has confirmed she cannot change.

Why not by satisfied and unsatisfied visitors. Satisfaction is released for every visit; released for those who named something too,
in any batches, the difference would be the satisfaction of those who did not. Who did not is seen at the counter (*Lewati*), and on a
quiet day it is one visitor: 10 visits, 7 satisfied; 9 of them answered here, 6 satisfied. A threshold for both halves does not help,
since it is the rest that is small, and which rest it is depends on the days somebody chooses. So no face is kept here, not even a sum.

A day's sums stand under the day on which they came, and no later one changes them: see kiosk.reports.withholding.wishes for what is told.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, SmallInteger, String, bindparam, func, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.instruments import Instrument, wish
from kiosk.ledger.entry import Access
from kiosk.places import Unit
from kiosk.store import Base, Day, reading, writing
from kiosk.visitors import allotments, once
from kiosk.visitors.allotments import Kind

EVERYBODY = ""
"""Stands for an answer: how many answered, whatever they chose."""
ONE_MORE = text(
    "INSERT INTO wish_tally (unit_id, day, instrument, answer, access, n) VALUES (:unit, :day, :instrument, :answer, :access, 1) "
    "ON CONFLICT (unit_id, day, instrument, answer, access) DO UPDATE SET n = wish_tally.n + 1"
).bindparams(bindparam("day", type_=Day))


class WishTally(Base):
    """How many of those whose answer came on a day chose an element, or the question's own code for nothing; by access."""

    __tablename__ = "wish_tally"
    # In the order of its key, and not of their arrival.
    __table_args__ = {"sqlite_with_rowid": False}
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Day, primary_key=True)
    instrument: Mapped[str] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(String(3), primary_key=True)
    access: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    n: Mapped[int]


Sums = Mapping[date, Mapping[Access, Counter[str]]]
"""{day: {access: {answer, or EVERYBODY: n}}}"""


def add(
    unit: Unit, chosen: Collection[str], instrument: Instrument, access: Access, form: UUID, today: date, visit: UUID | None = None
) -> bool:
    """Add what one visitor chose, under `today`, the running day. The same form is added once; who chose nothing at all is not counted.

    `visit`: hers, on a phone, of which only its box is kept; where that is full, nothing is added (see `allotments`).
    """
    known = [answer for answer in wish.answers(instrument) if answer in chosen]
    if not known:
        return False
    with writing() as session:
        kind = Kind.WISHES_OF_STRANGERS if access is Access.OPEN else Kind.WISHES_OF_GUESTS
        if not once.first_time(form, today) or (visit and not allotments.take(unit, kind, visit, today)):
            return False
        for answer in (EVERYBODY, *known):
            values = {"unit": unit.id, "day": today, "instrument": instrument.name, "answer": answer, "access": int(access)}
            session.execute(ONE_MORE, values)
        return True


def of_days(unit: Unit, instrument: Instrument, last: date) -> Sums:
    """Every day with answers to this version's elements, up to `last`, the oldest first. One query."""
    own = WishTally.unit_id == unit.id, WishTally.instrument == instrument.name, WishTally.day <= last
    found: dict[date, dict[Access, Counter[str]]] = {}
    for row in reading().scalars(select(WishTally).where(*own).order_by(WishTally.day, WishTally.access, WishTally.answer)):
        found.setdefault(row.day, {}).setdefault(Access(row.access), Counter())[row.answer] = row.n
    return found


def forget(today: date) -> None:
    """What a store notes of the transaction that wrote a row, which was near that of the visit: rows of late are written anew, together."""
    with writing() as session:
        session.execute(update(WishTally).where(WishTally.day >= today - once.KEPT_FOR).values(n=WishTally.n))


def asked_since(unit: Unit) -> date | None:
    """The first day on which anybody of the unit answered; None: nobody has."""
    return reading().scalar(select(func.min(WishTally.day)).where(WishTally.unit_id == unit.id))
