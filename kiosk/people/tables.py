"""The tables of accounts and roles. A role is granted on a node of the tree, and covers what lies below that node today."""

from flask_security import UserMixin
from sqlalchemy import JSON, BigInteger, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.people.names import LONGEST_FOLDED
from kiosk.store import Base

LONGEST_NAME, LONGEST_EMAIL = 80, 254


class Person(Base, UserMixin):
    """Someone with an account. `fs_uniquifier` is Flask-Security's handle of a session: a new one ends them all.

    `tf_…` and `mf_…` are its names for the second factor: a secret and recovery codes, both encrypted; `totp_counter` is the
    last interval whose code was used, so that none is used twice (RFC 6238, 5.2).
    """

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    folded: Mapped[str] = mapped_column(String(LONGEST_FOLDED), index=True, unique=True)
    """The name as it is compared (see `names`); the address is stored in that form alone."""
    email: Mapped[str | None] = mapped_column(String(LONGEST_EMAIL), unique=True)  # type: ignore[assignment]
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
    """Where her last role was, once it was taken: anybody who administrates that place still finds her."""


class Grant(Base):
    """A role on a unit; without a unit, on the whole installation."""

    __tablename__ = "grant_of_role"
    __table_args__ = (UniqueConstraint("person_id", "role", "unit_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str] = mapped_column(String(20))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
