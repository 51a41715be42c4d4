"""Accounts and their roles on a place. Signing in itself is Flask-Security's; the rules of who may see what stand here.

A role is granted on a node of the tree, and covers what lies below that node today. Source: design 3.8.
"""

import re
import secrets
import uuid
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from flask_security import UserMixin
from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import places
from kiosk.places import Unit
from kiosk.store import Base, reading, writing

ROLES = ("admin", "kanwil", "auditor", "head", "operator")
WITH_FIGURES = ("admin", "kanwil", "auditor", "head")
KEEPERS = ("admin", "operator")
FOLLOWERS = ("admin", "kanwil", "head")
"""Who says what is done about a unit's figures: auditors see it, and change nothing."""
AUDITORS = ("admin", "auditor")
"""Who reads the record of acts."""
LEAST_PASSWORD = 10
# Enough to see a slip of the hand; whether it exists, only a letter to it would tell.
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class PersonError(Exception):
    """An account that cannot be made or changed so; the text says why."""


class Person(Base, UserMixin):
    """Someone with an account. `fs_uniquifier` is Flask-Security's handle of a session: a new one ends them all.

    `tf_…` and `mf_…` are its names for the second factor: a secret and recovery codes, both encrypted; `totp_counter` is the
    last interval whose code was used, so that none is used twice (RFC 6238, 5.2).
    """

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    email: Mapped[str | None] = mapped_column(String(254), unique=True)  # type: ignore[assignment]
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    must_change: Mapped[bool] = mapped_column(default=False)
    """Somebody else knows the password: it must be changed at the next sign-in."""
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(20))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    left_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    """Where her last role was, once it was taken: whoever administrates that place still finds her."""


class Grant(Base):
    """A role on a unit; without a unit, on the whole installation."""

    __tablename__ = "grant_of_role"
    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def by_name(name: str) -> Person | None:
    """The account of that user name, or of that e-mail address."""
    typed = name.strip().lower()
    return reading().scalar(select(Person).where(or_(func.lower(Person.name) == typed, func.lower(Person.email) == typed)))


def person(person_id: int) -> Person | None:
    return reading().get(Person, person_id)


def anyone() -> bool:
    """Whether there is any account at all."""
    return reading().scalar(select(Person.id).limit(1)) is not None


def grants(person: Person) -> Sequence[tuple[Grant, Unit | None]]:
    """The person's roles with the nodes they are granted on, in the order of ROLES."""
    query = select(Grant, Unit).outerjoin(Unit, Unit.id == Grant.unit_id).where(Grant.person_id == person.id)
    rows = [(grant, unit) for grant, unit in reading().execute(query)]
    return sorted(rows, key=lambda row: (ROLES.index(row[0].role), row[1].code if row[1] else ""))


def covered(person: Person, roles: Collection[str], today: date) -> Sequence[Unit]:
    """All units and offices that one of these roles covers, by code: the nodes it is granted on, and what lies below them."""
    nodes = _nodes(person, roles)
    if None in nodes:
        return places.units()
    below = places.subtree({node for node in nodes if node is not None}, today)
    return [unit for unit in places.units() if unit.id in below]


class Sight(NamedTuple):
    """What a person may look at and look after, by code: of `units` she sees the figures, `kept` are those she keeps, both with counters;

    `bare` are open units whose figures she would see if they had a counter: an office needs none, nor one that was. `keeps`, `places`
    and `follows` are all that she keeps, administrates and writes follow-ups for, offices too. `moderates`: where she reads what
    visitors wrote before the unit does: the regional office's, and not the unit's own.
    """

    units: Sequence[Unit]
    bare: Sequence[Unit]
    kept: Sequence[Unit]
    keeps: Sequence[Unit]
    places: Sequence[Unit]
    follows: Sequence[Unit]
    moderates: Sequence[Unit]
    audits: bool
    """She may read the record of acts somewhere."""


def sight(person: Person, today: date) -> Sight:
    """All of it at once, as every page of the panel asks for it: three queries, and one for each set of nodes that roles stand on."""
    granted = reading().execute(select(Grant.role, Grant.unit_id).where(Grant.person_id == person.id)).all()
    everything, with_counters = places.units(), {unit.id for unit in places.units_with_counters()}
    own, below = {node for _, node in granted}, cache(lambda nodes: places.subtree(nodes, today))

    def by(roles: Collection[str]) -> Sequence[Unit]:
        nodes = frozenset(node for role, node in granted if role in roles)
        return everything if None in nodes else [unit for unit in everything if unit.id in below(nodes)]

    def open_to_visitors(units: Sequence[Unit]) -> Sequence[Unit]:
        return [unit for unit in units if unit.id in with_counters]

    keeps, sees = by(KEEPERS), by(WITH_FIGURES)
    bare = [unit for unit in sees if unit.id not in with_counters and not unit.closed_on and not unit.is_office]
    offices = places.offices() if bare else frozenset()
    return Sight(
        units=open_to_visitors(sees),
        bare=[unit for unit in bare if unit.id not in offices],
        kept=open_to_visitors(keeps),
        keeps=keeps,
        places=by(("admin",)),
        follows=by(FOLLOWERS),
        moderates=[unit for unit in open_to_visitors(by(("kanwil",))) if unit.id not in own],
        audits=any(role in AUDITORS for role, _ in granted),
    )


def has_role(person: Person, role: str, unit: Unit, today: date) -> bool:
    """Whether the person has this very role on the unit, on an office above it, or on the whole installation."""
    return unit.id in {each.id for each in covered(person, (role,), today)}


def works_at(person: Person, unit: Unit) -> bool:
    """Whether the person is the unit's own: its head or its operator."""
    own = select(Grant.id).where(Grant.person_id == person.id, Grant.unit_id == unit.id, Grant.role.in_(("head", "operator")))
    return reading().scalar(own.limit(1)) is not None


def below(units: Collection[Unit] | None) -> Sequence[Person]:
    """The people whose every role is on one of these units, or whose last one was; everybody if `units` is None. By name."""
    query = select(Person).order_by(func.lower(Person.name))
    if units is not None:
        ids = [unit.id for unit in units]
        anywhere = select(Grant.person_id)
        here, elsewhere = anywhere.where(Grant.unit_id.in_(ids)), anywhere.where(or_(Grant.unit_id.is_(None), Grant.unit_id.not_in(ids)))
        left = and_(Person.left_unit_id.in_(ids), Person.id.not_in(anywhere))
        query = query.where(or_(and_(Person.id.in_(here), Person.id.not_in(elsewhere)), left))
    return reading().scalars(query).all()


def standing(person: Person) -> set[int]:
    """The units and offices (numbers) on which the person has a role; without any, the one where her last role was."""
    nodes = _nodes(person, ROLES)
    return {node for node in nodes or {person.left_unit_id} if node is not None}


def administrates_all(person: Person) -> bool:
    return None in _nodes(person, ("admin",))


def _nodes(person: Person, roles: Collection[str]) -> set[int | None]:
    return set(reading().scalars(select(Grant.unit_id).where(Grant.person_id == person.id, Grant.role.in_(roles))))


# ── orders ────────────────────────────────────────────────────────────────────────────────────────────────────────


def add(name: str, password_hash: str, role: str, unit: Unit | None = None, *, email: str = "", must_change: bool = False) -> Person:
    """An account with one role. The hash comes from the caller, who knows the password."""
    if role not in ROLES:
        raise PersonError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if not name.strip() or len(name) > 80 or "@" in name:
        raise PersonError("a user name has 1 to 80 characters, and no @")
    if email and (len(email) > 254 or not EMAIL.fullmatch(email.strip())):
        raise PersonError(f"{email!r} is no e-mail address")
    with writing() as session:
        if by_name(name) or (email and by_name(email)):
            raise PersonError(f"there is an account {name!r} already, or one with this e-mail address")
        person = Person(
            name=name.strip(),
            email=email.strip().lower() or None,
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
    """One role more; that it is there already changes nothing."""
    if role not in ROLES:
        raise PersonError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    with writing() as session:
        unit_id = unit.id if unit else None
        if not session.scalar(select(Grant.id).where(Grant.person_id == person.id, Grant.role == role, Grant.unit_id == unit_id)):
            session.add(Grant(person_id=person.id, role=role, unit_id=unit_id))


def revoke(person: Person, grant_id: int) -> Grant | None:
    """One role less. None: it was not there."""
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


def set_second_factor(person: Person, secret: str | None, recovery_codes: Sequence[str] = ()) -> None:
    """A secret of time-based codes (RFC 6238) and codes for the day on which the phone is lost, all encrypted; None ends it."""
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


def note_counter(person: Person, counter: int) -> None:
    """A code of this interval was used."""
    with writing() as session:
        session.get_one(Person, person.id).totp_counter = counter
