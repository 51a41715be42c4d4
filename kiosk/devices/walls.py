"""Displays on the wall: each has an address of its own that shows a unit's figures of a day, needs no sign-in, and can be ended.

So no display holds a sign-in with which a passer-by could open the rest of the panel. A display that
operators see shows the last day that is over: they must not know how many rate today before they say how many were served.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import codes
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

LENGTH = 12
"""Characters of an address: 60 bits, and still short enough to type with a remote control."""
LONGEST_NAME = 60
MOST = 20
"""Displays that a unit may have at a time."""


class WallError(Exception):
    """A display that cannot be put up; the text is "name" or "many"."""


class Wall(Base):
    """One display. Only the hash of the code in its address is kept."""

    __tablename__ = "wall"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    runs: Mapped[bool]
    """It shows the current day; otherwise the last one that is over."""
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)


def put_up(unit: Unit, name: str, runs: bool, by: str, now: datetime, drawn: bytes | None = None) -> tuple[Wall, str]:
    """A new display and the code in its address, which nobody can be told again. Raises WallError.

    `drawn`: 16 bytes or more that nobody can guess, from which the code is made; the same again is the display that there is.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise WallError("name")
    number = int.from_bytes(hashlib.sha256(drawn).digest()) if drawn else secrets.randbits(256)
    code = codes.write(number % 2 ** (codes.BITS * LENGTH), LENGTH)
    with writing() as session:
        session.get_one(Unit, unit.id, with_for_update=True)  # two at once would both find room for one
        if there := session.scalar(select(Wall).where(Wall.unit_id == unit.id, Wall.code_hash == _hash(code), Wall.ended_at.is_(None))):
            return there, code
        if len(of_unit(unit)) >= MOST:
            raise WallError("many")
        wall = Wall(unit_id=unit.id, name=name, runs=runs, code_hash=_hash(code), made_by=by[:80], made_at=now, ended_at=None)
        session.add(wall)
    return wall, code


def of_unit(unit: Unit) -> Sequence[Wall]:
    """The displays whose addresses are good, the newest first."""
    return reading().scalars(select(Wall).where(Wall.unit_id == unit.id, Wall.ended_at.is_(None)).order_by(Wall.id.desc())).all()


def wall(code: str) -> tuple[Wall, Unit] | None:
    """The display of this address, and the unit that it shows; None: there is none, it was ended, or the unit was closed."""
    bits = codes.read(code, LENGTH)
    if bits is None:
        return None
    good = Wall.code_hash == _hash(codes.write(bits, LENGTH)), Wall.ended_at.is_(None), Unit.closed_on.is_(None)
    found = reading().execute(select(Wall, Unit).join(Unit, Wall.unit_id == Unit.id).where(*good)).first()
    return (found[0], found[1]) if found else None


def of_number(unit: Unit, number: int) -> Wall | None:
    """The unit's display of that number, ended or not."""
    return reading().scalar(select(Wall).where(Wall.unit_id == unit.id, Wall.id == number))


def end(wall: Wall, now: datetime) -> None:
    """Let the address show nothing any more."""
    with writing() as session:
        found = session.get_one(Wall, wall.id)
        found.ended_at = found.ended_at or now


def _hash(code: str) -> str:
    return hashlib.sha256(code.encode("ascii")).hexdigest()
