"""The record of acts as rows: what was done at which unit, by whom and when. Only ever added to; the store refuses all else.

Acts are noted and read by `kiosk.people.acts`; seals sign how far the record reached (`kiosk.proof.beside`), and need none of what that
room stands on.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Direct, Moment, Row

LONGEST = 300


class Act(Base):
    """`kind` names the act, e.g. devices.revoke; `about` says what it was done to, without secrets. No unit: the whole installation."""

    __tablename__ = "act"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)
    by: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(LONGEST))


class ActPlace(Base):
    """Where somebody had her roles when something was done to her account: auditors of any of these places see it."""

    __tablename__ = "act_place"
    act_id: Mapped[int] = mapped_column(ForeignKey("act.id"), primary_key=True, autoincrement=False)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)


def last_before(direct: Direct, moment: int) -> int:
    """The highest number of an act of before that moment (milliseconds); 0: there is none."""
    ((last,),) = direct.all("SELECT coalesce(max(id), 0) FROM act WHERE at < ?", (moment,))
    return int(last)


def up_to(direct: Direct, last: int) -> Iterator[Row]:
    """(number, at, by, unit, kind, about, where the person concerned had her roles) of each act up to number `last`, by number."""
    standing: defaultdict[int, list[int]] = defaultdict(list)
    for act, unit in direct.all("SELECT act_id, unit_id FROM act_place WHERE act_id <= ? ORDER BY act_id, unit_id", (last,)):
        standing[act].append(unit)
    query = 'SELECT id, at, "by", unit_id, kind, about FROM act WHERE id <= ? ORDER BY id'
    with closing(direct.stream(query, (last,))) as found:
        for row in found:
            yield *row, standing.get(row[0], [])


def newest(direct: Direct) -> int:
    """The highest number of an act; 0: there is none."""
    ((last,),) = direct.all("SELECT coalesce(max(id), 0) FROM act")
    return int(last)


def tells_of(direct: Direct, kinds: Collection[str], unit: int, after: int, until: int) -> bool:
    """Whether there is an act of one of these kinds between two numbers: at the unit, or where a holiday was added for all units below."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT count(*) FROM act WHERE id > ? AND id <= ? AND kind IN ({marks}) AND (unit_id = ? OR kind = 'settings.holiday')"  # noqa: S608  # marks
    ((found,),) = direct.all(query, (after, until, *kinds, unit))
    return bool(found)


def numbers(direct: Direct, kinds: Collection[str], unit: int, after: int, since: int) -> list[int]:
    """Those of the acts of these kinds at the unit, by number: above one, and of that moment (milliseconds) or later."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT id FROM act WHERE unit_id = ? AND kind IN ({marks}) AND (id > ? OR at >= ?) ORDER BY id"  # noqa: S608  # marks
    return [number for (number,) in direct.all(query, (unit, *kinds, after, since))]


def abouts(direct: Direct, kind: str, unit: int) -> set[str]:
    """What the acts of this kind at the unit were about."""
    return {about for (about,) in direct.all("SELECT about FROM act WHERE kind = ? AND unit_id = ?", (kind, unit))}


def of_unit(direct: Direct, kinds: Collection[str], unit: int) -> list[tuple[int, str, str]]:
    """(at in milliseconds, kind, about) of each act of these kinds at the unit, oldest first."""
    marks = ", ".join("?" * len(kinds))
    query = f"SELECT at, kind, about FROM act WHERE unit_id = ? AND kind IN ({marks}) ORDER BY id"  # noqa: S608  # marks
    return direct.all(query, (unit, *kinds))
