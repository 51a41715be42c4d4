"""Sign-ins: which browsers a person is signed in with, each of which can be ended; and failures, which are waited out.

After FREE failures in a row the next try waits, twice as long each time. The wait belongs to an account *as tried from browsers that
have never signed in to it*: a browser that has (it keeps a mark) waits for its own failures alone. So somebody who guesses at an office's
accounts slows down only herself, and locks nobody out of a browser that they already use; addresses play no part, for an office has one.
Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import to_milliseconds
from kiosk.people.names import folded
from kiosk.people.tables import LONGEST_EMAIL, Person
from kiosk.store import Base, Moment, reading, writing, writing_direct

FREE = 5
"""Failures in a row without a wait: people mistype."""
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=12)
"""A sign-in ends an hour after the last thing done in it, or after a working day."""
SEEN_EVERY = timedelta(minutes=1)


class SignIn(Base):
    """A browser in which a person is signed in; only its code's hash is kept."""

    __tablename__ = "sign_in"
    code_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    browser: Mapped[str] = mapped_column(String(200))
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInFailure(Base):
    """How often in a row signing in to an account has failed: from unknown browsers, or from one that is known to it."""

    __tablename__ = "sign_in_failure"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    times: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(Moment)


# ── sign-ins ──────────────────────────────────────────────────────────────────────────────────────────────────────


def begin(person: Person, browser: str, now: datetime) -> str:
    """The code of a new sign-in, for the browser to keep."""
    code = secrets.token_urlsafe(24)
    with writing() as session:
        session.execute(delete(SignIn).where(SignIn.person_id == person.id, SignIn.seen_at < now - timedelta(days=30)))
        session.add(SignIn(code_hash=_hash(code), person_id=person.id, began_at=now, seen_at=now, browser=browser[:200], ended_at=None))
    return code


def current(code: str, person: Person, now: datetime) -> SignIn | None:
    """The sign-in of that code, if it is this person's and still good."""
    found = reading().get(SignIn, _hash(code)) if code else None
    if found is None or found.person_id != person.id or found.ended_at or now > ends_at(found):
        return None
    return found


def ends_at(sign_in: SignIn) -> datetime:
    """When it ends if nothing more is done in it."""
    return min(sign_in.seen_at + IDLE, sign_in.began_at + LONGEST)


def see(sign_in: SignIn, now: datetime) -> None:
    """Something was done in it. Written down once a minute at most."""
    if now - sign_in.seen_at >= SEEN_EVERY:
        with writing() as session:
            session.get_one(SignIn, sign_in.code_hash).seen_at = now


def end_code(code: str, now: datetime) -> None:
    """End the sign-in of that code."""
    with writing() as session:
        if found := session.get(SignIn, _hash(code)):
            found.ended_at = found.ended_at or now


def of_person(person: Person, now: datetime) -> Sequence[SignIn]:
    """The person's sign-ins that are still good, the last used first."""
    query = select(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None)).order_by(SignIn.seen_at.desc())
    return [each for each in reading().scalars(query) if now <= ends_at(each)]


def end(person: Person, now: datetime, *, code_hash: str | None = None, but: str | None = None) -> int:
    """End one sign-in, or all the person's sign-ins except that of the code `but`. Returns how many."""
    with writing():
        kept = _hash(but) if but is not None else ""
        found = [each for each in of_person(person, now) if code_hash in (None, each.code_hash) and each.code_hash != kept]
        for each in found:
            each.ended_at = now
    return len(found)


# ── failures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def wait(name: str, known: str, now: datetime) -> timedelta:
    """How long the next try for this name must wait; `known`: what a browser that has signed in to it keeps, or empty."""
    return _wait(reading().get(SignInFailure, _key(name, known)), now)


def begin_try(name: str, known: str, now: datetime) -> timedelta:
    """How long to wait; nothing: try, and the try counts as failed from now on, until `spare` or `succeed` says otherwise.

    Counted before it is judged: of forty guesses at once, forty are counted, and only the first FREE are judged.
    """
    with writing_direct() as direct:
        direct.run("DELETE FROM sign_in_failure WHERE last_at < ?", (to_milliseconds(now - FORGOTTEN_AFTER),))
        row = (_key(name, known), 0, to_milliseconds(now))
        direct.insert("sign_in_failure (key, times, last_at)", [row], "ON CONFLICT DO NOTHING")
        failure = reading().get_one(SignInFailure, _key(name, known), with_for_update=True, populate_existing=True)
        length = _wait(failure, now)
        if not length:
            failure.times, failure.last_at = failure.times + 1, now
    return length


def spare(name: str, known: str) -> None:
    """The try that was begun has not failed, and another step follows."""
    with writing() as session:
        fewer = update(SignInFailure).where(SignInFailure.key == _key(name, known), SignInFailure.times > 0)
        session.execute(fewer.values(times=SignInFailure.times - 1))


def _wait(failure: SignInFailure | None, now: datetime) -> timedelta:
    if failure is None or failure.times < FREE or now - failure.last_at > FORGOTTEN_AFTER:
        return timedelta()
    length = min(FIRST_WAIT * (1 << min(failure.times - FREE, 20)), LONGEST_WAIT)
    return max(timedelta(), failure.last_at + length - now)


def succeed(name: str, known: str) -> None:
    """Signing in has worked: what failed before from here is forgotten."""
    with writing() as session:
        session.execute(delete(SignInFailure).where(SignInFailure.key == _key(name, known)))


def _key(name: str, known: str) -> str:
    """What failures are counted under. Of unknown browsers only 20 bits: strangers who try name after name make a million rows at most.

    Two names share one once in a million times; each then waits for the other's failures.
    """
    digest = hashlib.sha256(f"{folded(name[:LONGEST_EMAIL])}\n{known}".encode()).hexdigest()
    return digest if known else digest[:5]


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
