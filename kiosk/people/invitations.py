"""Invitations: a link, shown or printed, with which somebody sets the password of her own account. No e-mail is needed.

A new invitation makes the older ones of the same account void. It is good once, for a week.
"""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.people import accounts
from kiosk.people.sign_ins import SignIn
from kiosk.people.tables import Person
from kiosk.places.tables import LINK_ALPHABET
from kiosk.store import Base, Moment, reading, writing

GOOD_FOR = timedelta(days=7)
LENGTH = 16
"""30^16 = 4·10^23 codes."""


class Invitation(Base):
    """Only the code's hash is kept."""

    __tablename__ = "invitation"
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


def invite(person: Person, by: str, now: datetime) -> str:
    """The code of a new invitation, for the inviter to hand over."""
    code = "".join(secrets.choice(LINK_ALPHABET) for _ in range(LENGTH))
    with writing() as session:
        void(person)
        session.add(Invitation(code_hash=_hash(code), person_id=person.id, made_by=by[:80], made_at=now, used_at=None))
    return code


def pending(person: Person, now: datetime) -> Invitation | None:
    """The invitation that the person has not used yet, if it is still good."""
    return pending_of([person], now).get(person.id)


def pending_of(people: Collection[Person], now: datetime) -> dict[int, Invitation]:
    """The same of several people, of those who have one: {number of the person: invitation}. One query."""
    query = select(Invitation).where(Invitation.person_id.in_([person.id for person in people]), Invitation.used_at.is_(None))
    return {each.person_id: each for each in reading().scalars(query) if now < each.made_at + GOOD_FOR}


def is_new(person: Person) -> bool:
    """Whether the account was made by an invitation and nobody has been in it yet: then a further one takes nothing from anybody."""
    used = reading().scalars(select(Invitation.used_at).where(Invitation.person_id == person.id)).all()
    signed_in = reading().scalar(select(SignIn.code_hash).where(SignIn.person_id == person.id).limit(1))
    return bool(used) and not any(used) and signed_in is None


def void(person: Person) -> None:
    """No invitation of the account is good any more: its password was set in another way, or it was given more rights."""
    with writing() as session:
        session.execute(delete(Invitation).where(Invitation.person_id == person.id, Invitation.used_at.is_(None)))


def invited(code: str, now: datetime) -> Person | None:
    """Whose invitation this is; None if it is used, void, expired or none."""
    found = reading().get(Invitation, _hash(typed(code)))
    if found is None or found.used_at or now >= found.made_at + GOOD_FOR:
        return None
    person = reading().get(Person, found.person_id)
    return person if person and person.active else None


def inviter(code: str) -> str:
    """Who made it; empty if it is none."""
    found = reading().get(Invitation, _hash(typed(code)))
    return found.made_by if found else ""


def accept(code: str, password_hash: str, now: datetime) -> Person | None:
    """Set the password; the invitation is used. None if it is no longer good (it may have been used a moment ago)."""
    with writing() as session:
        person = invited(code, now)
        if person is None:
            return None
        # Of several who use it at once, one finds it unused.
        unused = (Invitation.code_hash == _hash(typed(code)), Invitation.used_at.is_(None))
        used = session.execute(update(Invitation).where(*unused).values(used_at=now))
        if not cast(CursorResult[Any], used).rowcount:
            return None
        accounts.set_password(person, password_hash)
        return person


def typed(code: str) -> str:
    """A code as somebody typed it: capitals, blanks and dashes are for the eye."""
    return "".join(code.split()).replace("-", "").lower()


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
