"""A visit that goes on where it stopped, on the visitor's own phone: a code that one phone may open, within ten minutes.

A first page that was lost on its way is asked for again: for a minute after it was opened, and until the phone has answered,
a code opens once more; then never.

What ties a code to its visit is needed while the visitor answers and not a minute longer: half an hour after the code was
made the row is gone (`forget`), and nothing else holds the two together.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ForeignKey, String, Uuid, delete, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Counter
from kiosk.places.tables import LINK_ALPHABET
from kiosk.store import Base, Moment, reading, writing

LENGTH = 12
"""30^12 = 5·10^17 codes: nobody guesses one within its ten minutes."""
TO_BE_OPENED = timedelta(minutes=10)
OPENS_AGAIN = timedelta(seconds=60)
KEPT_FOR = timedelta(minutes=30)
MOST = 120
"""Codes of a counter within KEPT_FOR: one in fifteen seconds. More come from a program that holds a tablet's key."""


class TooManyError(Exception):
    """A counter has handed over more visits than people can."""


class Handoff(Base):
    """A visit on its way from a tablet to a phone. Only the code's hash is kept."""

    __tablename__ = "handoff"
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    visit: Mapped[UUID] = mapped_column(Uuid)
    plan: Mapped[str]
    question: Mapped[str] = mapped_column(String(3))
    language: Mapped[str] = mapped_column(String(3))
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    opened_at: Mapped[datetime | None] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Continued:
    """Where a phone goes on: like a link of channel `handoff`, and it knows the visit."""

    code: str
    unit_id: int
    counter_id: int
    visit: UUID
    plan: str
    question: str
    language: str
    opened_at: datetime
    channel: str = "handoff"

    def opens_again(self, now: datetime) -> bool:
        """Whether its first page may be asked for once more, if nothing was answered yet."""
        return now - self.opened_at <= OPENS_AGAIN


def hand_over(counter: Counter, visit: UUID, plan: str, question: str, language: str, now: datetime) -> str:
    """A code with which one phone goes on with the visit at that question. Raises TooManyError."""
    own = select(func.count()).where(Handoff.counter_id == counter.id, Handoff.made_at > now - KEPT_FOR)
    if (reading().scalar(own) or 0) >= MOST:
        raise TooManyError
    code = "".join(secrets.choice(LINK_ALPHABET) for _ in range(LENGTH))
    with writing() as session:
        session.add(
            Handoff(
                code_hash=_hash(code),
                counter_id=counter.id,
                visit=visit,
                plan=plan,
                question=question,
                language=language,
                made_at=now,
                opened_at=None,
                withdrawn_at=None,
            )
        )
    return code


def was_opened(counter: Counter, code: str) -> bool:
    """Whether a phone has taken over the visit of this counter's code."""
    found = reading().get(Handoff, _hash(code))
    return found is not None and found.counter_id == counter.id and found.opened_at is not None


def open_once(code: str, now: datetime) -> Continued | None:
    """The visit, for the first phone that opens the code in time; None for every other."""
    with writing() as session:
        found = session.get(Handoff, _hash(code), with_for_update=True)
        if found is None or found.opened_at or found.withdrawn_at or now - found.made_at > TO_BE_OPENED:
            return None
        found.opened_at = now
    return continued(code, now)


def continued(code: str, now: datetime) -> Continued | None:
    """The visit of a code that a phone has opened, while it may still answer."""
    query = select(Handoff, Counter.unit_id).join(Counter, Counter.id == Handoff.counter_id).where(Handoff.code_hash == _hash(code))
    row = reading().execute(query).first()
    if row is None or row[0].opened_at is None or now - row[0].made_at > KEPT_FOR:
        return None
    found, unit_id = row
    return Continued(code, unit_id, found.counter_id, found.visit, found.plan, found.question, found.language, row[0].opened_at)


def withdraw(counter: Counter, code: str, now: datetime) -> None:
    """The visitor goes on at the tablet. A phone that was first keeps the visit."""
    with writing() as session:
        found = session.get(Handoff, _hash(code))
        if found and found.counter_id == counter.id and found.opened_at is None:
            found.withdrawn_at = now


def forget(now: datetime) -> int:
    """Erase what ties codes to visits once it has served. Returns how many rows went."""
    with writing() as session:
        # From the future: the clock was ahead, and is put back.
        over = or_(Handoff.made_at <= now - KEPT_FOR, Handoff.made_at > now + KEPT_FOR)
        return session.execute(delete(Handoff).where(over)).rowcount  # type: ignore[attr-defined, no-any-return]


def is_code(text: str) -> bool:
    """Whether this could be such a code: then anybody who holds it is told that it is over, not that it never was."""
    return len(text) == LENGTH and set(text) <= set(LINK_ALPHABET)


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
