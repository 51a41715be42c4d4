"""Who signed in when and by what, and how often it failed: for the person herself, and for those who look after her account.

Of each sign-in its moment, its method and the browser; no address. Failures are counted by account and day, those of names that are no
account all together: so a try for either takes as long. Kept for KEPT_FOR.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, String, delete, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import service_day
from kiosk.people.tables import Person
from kiosk.store import Base, Moment, reading, writing

KEPT_FOR = timedelta(days=180)
SHOWN = 50
PASSWORD, CODE, RECOVERY = SIGN_INS = ("password", "code", "recovery")
"""By what somebody signed in: a password alone, with the phone's code, or with a recovery code."""
INVITATION, FAILED = "invitation", "failed"
"""What else is noted: an invitation that set a new password, and tries that failed."""


class SignInNote(Base):
    """No person: names that are no account. `n`: how many tries failed, by the last of them; of all else, 1. `told` is the browser; of an
    invitation, who had made it."""

    __tablename__ = "sign_in_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    method: Mapped[str] = mapped_column(String(10))
    n: Mapped[int]
    told: Mapped[str] = mapped_column(String(200))


def note(person: Person, method: str, told: str, now: datetime) -> None:
    """Something of the account has happened."""
    with writing() as session:
        session.execute(delete(SignInNote).where(SignInNote.at < now - KEPT_FOR))
        session.add(SignInNote(person_id=person.id, at=now, method=method, n=1, told=told[:200]))


def note_failure(person: Person | None, now: datetime) -> None:
    """Another try has failed: one row holds those of a day, until a sign-in comes between them."""
    with writing() as session:
        last = session.scalar(_of(person).limit(1))
        if last and last.method == FAILED and _day(last.at) == _day(now):
            last.at, last.n = now, last.n + 1
        else:
            session.execute(delete(SignInNote).where(SignInNote.at < now - KEPT_FOR))
            session.add(SignInNote(person_id=person.id if person else None, at=now, method=FAILED, n=1, told=""))


def of_person(person: Person, limit: int = SHOWN) -> Sequence[SignInNote]:
    """What was noted of the account, the newest first."""
    return reading().scalars(_of(person).limit(limit)).all()


def of_people(people: Sequence[Person] | None, before: int | None = None) -> Sequence[tuple[SignInNote, str]]:
    """The notes of these accounts, each with the account's name; the newest first, before number `before`, SHOWN at most.

    None: of all, with those of names that are no account, which have none here either.
    """
    query = select(SignInNote, Person.name).outerjoin(Person, Person.id == SignInNote.person_id)
    if people is not None:
        query = query.where(SignInNote.person_id.in_([person.id for person in people]))
    if before is not None:
        query = query.where(SignInNote.id < before)
    return [(row[0], row[1] or "") for row in reading().execute(query.order_by(SignInNote.id.desc()).limit(SHOWN))]


def before_this(person: Person) -> tuple[SignInNote | None, int]:
    """The account's sign-in before the one that goes on, and how many tries have failed since."""
    two = reading().scalars(_of(person).where(SignInNote.method.in_(SIGN_INS)).limit(2)).all()
    before = two[1] if len(two) > 1 else None
    failed = select(func.sum(SignInNote.n)).where(SignInNote.person_id == person.id, SignInNote.method == FAILED)
    return before, int(reading().scalar(failed.where(SignInNote.id > before.id) if before else failed) or 0)


def _of(person: Person | None) -> Select[SignInNote]:
    return select(SignInNote).where(SignInNote.person_id == (person.id if person else None)).order_by(SignInNote.id.desc())


def _day(moment: datetime) -> date:
    return service_day(moment, "Asia/Jakarta")
