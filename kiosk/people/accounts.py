"""Accounts and their roles on a place. Signing in itself is Flask-Security's; the rules on who may see what are here.

A role is granted on a node of the tree, and covers what lies below that node today. Source: design 3.8.
"""

import re
import secrets
import uuid
from collections.abc import Collection, Sequence
from typing import Any, cast

from sqlalchemy import CursorResult, or_, select, update
from sqlalchemy.orm.attributes import set_committed_value

from kiosk.people.names import LONGEST_FOLDED, folded
from kiosk.people.rights import ROLES
from kiosk.people.tables import LONGEST_EMAIL, LONGEST_NAME, Grant, Person
from kiosk.places import Unit
from kiosk.refusals import Refusal
from kiosk.store import reading, writing

# Enough to see a slip of the hand; only a letter to it would tell whether it exists.
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PersonError(Refusal):
    """An account that cannot be made or changed like that; the text says why."""


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def by_name(name: str) -> Person | None:
    """The account of that user name, or of that e-mail address."""
    typed = folded(name[:LONGEST_EMAIL])
    return reading().scalar(select(Person).where(or_(Person.folded == typed, Person.email == typed)))


def person(person_id: int) -> Person | None:
    return reading().get(Person, person_id)


def anyone() -> bool:
    """Whether there is any account at all."""
    return reading().scalar(select(Person.id).limit(1)) is not None


def grants(person: Person) -> Sequence[tuple[Grant, Unit | None]]:
    """The person's roles with the nodes they are granted on, in the order of ROLES."""
    return grants_of([person])[person.id]


def grants_of(people: Collection[Person]) -> dict[int, list[tuple[Grant, Unit | None]]]:
    """The same of several people: {number of the person: roles}. One query."""
    found: dict[int, list[tuple[Grant, Unit | None]]] = {person.id: [] for person in people}
    query = select(Grant, Unit).outerjoin(Unit, Unit.id == Grant.unit_id).where(Grant.person_id.in_(found))
    for grant, unit in reading().execute(query):
        found[grant.person_id].append((grant, unit))
    order = {role: place for place, role in enumerate(ROLES)}
    for rows in found.values():
        rows.sort(key=lambda row: (order.get(row[0].role, len(order)), row[1].code if row[1] else ""))
    return found


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def add(name: str, password_hash: str, role: str, unit: Unit | None = None, *, email: str = "", must_change: bool = False) -> Person:
    """An account with one role. The hash comes from the caller, who knows the password."""
    if role not in ROLES:
        raise PersonError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if not name.strip() or len(name) > LONGEST_NAME or "@" in folded(name) or len(folded(name)) > LONGEST_FOLDED:
        raise PersonError("a user name has 1 to 80 characters, and no @")
    if email and (len(email) > 254 or not EMAIL.fullmatch(email.strip())):
        raise PersonError(f"{email!r} is no e-mail address")
    with writing() as session:
        if by_name(name) or (email and by_name(email)):
            raise PersonError(f"there is an account {name!r} already, or one with this e-mail address")
        person = Person(
            name=name.strip(),
            folded=folded(name),
            email=folded(email) or None,
            password=password_hash,
            active=True,
            must_change=must_change,
            fs_uniquifier=uuid.uuid4().hex,
        )
        session.add(person)
        session.flush()
        session.add(Grant(person_id=person.id, role=role, unit_id=unit.id if unit else None))
        return person


def grant(person: Person, role: str, unit: Unit | None = None) -> None:
    """Add a role; if it is there already, nothing changes."""
    if role not in ROLES:
        raise PersonError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    with writing() as session:
        unit_id = unit.id if unit else None
        if not session.scalar(select(Grant.id).where(Grant.person_id == person.id, Grant.role == role, Grant.unit_id == unit_id)):
            session.add(Grant(person_id=person.id, role=role, unit_id=unit_id))


def revoke(person: Person, grant_id: int) -> Grant | None:
    """Take a role away. None: it was not there."""
    with writing() as session:
        found = session.get(Grant, grant_id)
        if found is None or found.person_id != person.id:
            return None
        session.delete(found)
        session.flush()
        if not grants(person):
            session.get_one(Person, person.id).left_unit_id = found.unit_id
        return found


def set_active(person: Person, active: bool) -> None:
    """Whether the account can sign in; if not, its sign-ins end."""
    with writing() as session:
        found = session.get_one(Person, person.id)
        found.active = active
        if not active:
            found.fs_uniquifier = secrets.token_hex(16)


def set_password(person: Person, password_hash: str, *, must_change: bool = False) -> None:
    """A new password; every session of the account ends."""
    with writing() as session:
        found = session.get_one(Person, person.id)
        found.password, found.must_change = password_hash, must_change
        found.fs_uniquifier = secrets.token_hex(16)


def hash_anew(person: Person, before: str, password_hash: str) -> None:
    """The same password, hashed as new ones are; its sessions go on."""
    set_committed_value(person, "password", before)  # Flask-Security has set it on a row that is only read
    with writing() as session:
        session.get_one(Person, person.id).password = password_hash


def set_second_factor(person: Person, secret: str | None, recovery_codes: Sequence[str] = ()) -> None:
    """A secret for time-based codes (RFC 6238) and codes for the day the phone is lost, all encrypted; None ends it."""
    with writing() as session:
        found = session.get_one(Person, person.id)
        found.tf_primary_method = "authenticator" if secret else None
        found.tf_totp_secret = secret
        # The code that proved a new secret has noted its interval: it is used up.
        found.totp_counter = found.totp_counter if secret else None
        found.mf_recovery_codes = list(recovery_codes) or None


def set_recovery_codes(person: Person, codes: Sequence[str]) -> None:
    with writing() as session:
        session.get_one(Person, person.id).mf_recovery_codes = list(codes)


def use_recovery_code(person: Person, code: str) -> bool:
    """Use up a recovery code, as it is stored. False: it is used already; of several at once, one is told True."""
    with writing() as session:
        found = session.get_one(Person, person.id, with_for_update=True, populate_existing=True)
        if code not in (found.mf_recovery_codes or ()):
            return False
        found.mf_recovery_codes = [each for each in found.mf_recovery_codes or () if each != code]
        return True


def use_counter(person: Person, counter: int) -> bool:
    """Use up the code of this interval. False: it, or a later one, is used already; of several at once, one is told True."""
    unused = or_(Person.totp_counter.is_(None), Person.totp_counter < counter)
    with writing() as session:
        used = session.execute(update(Person).where(Person.id == person.id, unused).values(totp_counter=counter))
        return bool(cast(CursorResult[Any], used).rowcount)
