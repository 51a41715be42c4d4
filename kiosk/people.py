"""Accounts and their roles on a place. Signing in itself is Flask-Security's; the rules of who may see what stand here."""

import secrets
import uuid
from collections.abc import Sequence

from flask_security import UserMixin
from sqlalchemy import ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit, units_with_counters
from kiosk.store import Base, reading, writing

ROLES = ("admin", "kanwil", "auditor", "head", "operator")
LEAST_PASSWORD = 10


class PersonError(Exception):
    """An account that cannot be made or changed so; the text says why."""


class Person(Base, UserMixin):
    """Someone with an account. `fs_uniquifier` is Flask-Security's handle of a session: a new one ends them all."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    password: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)


class Grant(Base):
    """A role on a unit; without a unit, on the whole installation."""

    __tablename__ = "grant_of_role"
    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))


def by_name(name: str) -> Person | None:
    return reading().scalar(select(Person).where(func.lower(Person.name) == name.strip().lower()))


def anyone() -> bool:
    """Whether there is any account at all."""
    return reading().scalar(select(Person.id).limit(1)) is not None


def units_visible_to(person: Person) -> Sequence[Unit]:
    """The units whose figures the person may see, by code: a head's own, everyone else's by grant."""
    grants = reading().execute(select(Grant.role, Grant.unit_id).where(Grant.person_id == person.id)).all()
    roles_with_figures = {"admin", "kanwil", "auditor", "head"}
    granted = {unit_id for role, unit_id in grants if role in roles_with_figures}
    return [unit for unit in units_with_counters() if None in granted or unit.id in granted]


def units_kept_by(person: Person) -> Sequence[Unit]:
    """The units whose counters and devices the person looks after, by code: as their operator, or as an administrator."""
    grants = select(Grant.unit_id).where(Grant.person_id == person.id, Grant.role.in_(("admin", "operator")))
    granted = set(reading().scalars(grants))
    return [unit for unit in units_with_counters() if None in granted or unit.id in granted]


def grant(person: Person, role: str, unit: Unit | None = None) -> None:
    """One role more."""
    with writing() as session:
        session.add(Grant(person_id=person.id, role=role, unit_id=unit.id if unit else None))


def has_role(person: Person, role: str, unit: Unit) -> bool:
    """Whether the person has this very role on the unit, or on the whole installation."""
    grants = select(Grant.unit_id).where(Grant.person_id == person.id, Grant.role == role)
    return any(unit_id in (None, unit.id) for unit_id in reading().scalars(grants))


def works_at(person: Person, unit: Unit) -> bool:
    """Whether the person is the unit's own: its head or its operator."""
    own = select(Grant.id).where(Grant.person_id == person.id, Grant.unit_id == unit.id, Grant.role.in_(("head", "operator")))
    return reading().scalar(own.limit(1)) is not None


def moderates(person: Person, unit: Unit) -> bool:
    """Whether the person reads what visitors wrote before the unit does: the regional office's, and not the unit's own."""
    return has_role(person, "kanwil", unit) and not works_at(person, unit)


def add(name: str, password_hash: str, role: str, unit: Unit | None = None) -> Person:
    """An account with one role. The hash comes from the caller, who knows the password."""
    if role not in ROLES:
        raise PersonError(f"{role!r} is no role; there are {', '.join(ROLES)}")
    if not name.strip() or len(name) > 80:
        raise PersonError("a user name has 1 to 80 characters")
    with writing() as session:
        if by_name(name):
            raise PersonError(f"there is an account {name!r} already")
        person = Person(name=name.strip(), password=password_hash, active=True, fs_uniquifier=uuid.uuid4().hex)
        session.add(person)
        session.flush()
        session.add(Grant(person_id=person.id, role=role, unit_id=unit.id if unit else None))
        return person


def set_password(person: Person, password_hash: str) -> None:
    """A new password; every session of the account ends."""
    with writing():
        person.password = password_hash
        person.fs_uniquifier = secrets.token_hex(16)
