"""Seals that are made: a unit's newest one, that of a day, what it covers; in one query for many units. `sealing` makes them."""

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import func, select

from kiosk.clock import day_number
from kiosk.ledger.tables import LedgerHead
from kiosk.places import Unit
from kiosk.proof.seal import Seal, key_id, read_statements
from kiosk.proof.tables import SealKey, SealRow
from kiosk.store import Direct, Row, reading, reading_direct
from kiosk.tallies import releases
from kiosk.tallies.releases import Closing

NEVER_WRITTEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What a row that holds text for a number can raise: SQLite takes any value in any column."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A seal as it stands in the store."""

    seal: Seal
    signature: bytes
    key_number: int
    frontier: bytes


def of_unit(unit: Unit) -> Sequence[Stored]:
    """The unit's seals, by number. ValueError if one holds what no seal can hold."""
    ids = _key_ids()
    return [_stored(row, unit, ids) for row in _rows(unit)]


def after(unit: Unit, number: int, most: int) -> Sequence[Stored]:
    """Up to `most` of the unit's seals above that number, by number."""
    query = select(SealRow).where(SealRow.unit_id == unit.id, SealRow.number > number).order_by(SealRow.number).limit(most)
    ids = _key_ids()
    return [_stored(row, unit, ids) for row in reading().scalars(query)]


def readable_seals(unit: Unit) -> tuple[Sequence[Stored], list[int]]:
    """The same, and the numbers of those that hold what no seal can hold."""
    with suppress(*NEVER_WRITTEN):
        return of_unit(unit), []
    found, unreadable = list[Stored](), list[int]()
    own = select(SealRow).where(SealRow.unit_id == unit.id)
    for number in reading().scalars(own.with_only_columns(SealRow.number).order_by(SealRow.number)).all():
        try:
            found.append(_stored(reading().scalars(own.where(SealRow.number == number)).one(), unit, _key_ids()))
        except NEVER_WRITTEN:
            unreadable.append(number)
    return found, unreadable


def closings(direct: Direct, unit_id: int) -> list[Closing]:
    """The unit's seals by number, as far as batches go. ValueError if one names a rule of releases that this program does not know."""
    return _closings(direct.all("SELECT size, day, statements FROM seal WHERE unit_id = ? ORDER BY number", (unit_id,)))


def _closings(rows: Sequence[Row]) -> list[Closing]:
    """From (size, day, statements) of seals that follow each other: the rule of the first is only right if it is the unit's first."""
    rules = [_rule_in(statements) for _, _, statements in rows]
    return [Closing(size, day, rule) for (size, day, _), rule in zip(rows, [*rules[:1], *rules], strict=False)]


@lru_cache(maxsize=64)
def _rule_in(statements: str) -> int:
    """Two years of seals say the same."""
    return releases.rule_in(read_statements(statements))


def closings_of(unit: Unit) -> list[Closing]:
    """The same, for those who read."""
    return closings(reading_direct(), unit.id)


def closings_since(unit: Unit, day: date) -> list[Closing]:
    """Those from the first seal of that day or a later one on; ahead of them the one before, whose size alone says anything."""
    query = (
        "SELECT size, day, statements FROM seal WHERE unit_id = ? "
        "AND number >= (SELECT min(number) FROM seal WHERE unit_id = ? AND day >= ?) - 1 ORDER BY number"
    )
    return _closings(reading_direct().all(query, (unit.id, unit.id, day_number(day))))


def latest_seal(unit: Unit) -> Seal | None:
    """The unit's newest seal; None while it has none."""
    found = latest(unit)
    return found.seal if found else None


def seal_of(unit: Unit, number: int) -> Seal | None:
    """The unit's seal of that number."""
    row = reading().get(SealRow, (unit.id, number))
    return _stored(row, unit, _key_ids()).seal if row else None


def seal_over(unit: Unit, seq: int) -> Seal | None:
    """The first seal that covers the entry of that number; None: none covers it yet."""
    query = select(SealRow).where(SealRow.unit_id == unit.id, SealRow.size >= seq).order_by(SealRow.number).limit(1)
    row = reading().scalar(query)
    return _stored(row, unit, _key_ids()).seal if row else None


def stored_seal(unit: Unit, number: int) -> Stored | None:
    """The same with its signature and what the next one began from."""
    row = reading().get(SealRow, (unit.id, number))
    return _stored(row, unit, _key_ids()) if row else None


def seal_of_day(unit: Unit, day: date) -> Seal | None:
    """The newest seal that is labelled with that day."""
    query = select(SealRow).where(SealRow.unit_id == unit.id, SealRow.day == day).order_by(SealRow.number.desc()).limit(1)
    row = reading().scalar(query)
    return _stored(row, unit, _key_ids()).seal if row else None


def sizes_of_days(unit: Unit, days: Collection[date]) -> dict[date, int]:
    """How many entries the seals of these days cover: {day: size}; a day without a seal is absent."""
    query = select(SealRow.day, func.max(SealRow.size)).where(SealRow.unit_id == unit.id, SealRow.day.in_(days))
    rows = reading().execute(query.group_by(SealRow.day))
    return {row[0]: row[1] for row in rows}


def newest_roots() -> tuple[tuple[int, bytes], ...]:
    """(number of the unit, root of its newest seal) of all units. While this stays, no batch has closed anywhere. One query."""
    own = select(SealRow.root).where(SealRow.unit_id == LedgerHead.unit_id).order_by(SealRow.number.desc()).limit(1)
    rows = reading().execute(select(LedgerHead.unit_id, own.scalar_subquery()).order_by(LedgerHead.unit_id))
    return tuple((unit, bytes(root)) for unit, root in rows if root)


def size_when_closed(unit: Unit, day: date) -> int | None:
    """How many entries the first seal of this day, or of a later one, covers; None before there is one."""
    query = select(SealRow.size).where(SealRow.unit_id == unit.id, SealRow.day >= day).order_by(SealRow.day, SealRow.size.desc())
    return reading().scalar(query.limit(1))


def _rows(unit: Unit) -> Sequence[SealRow]:
    return reading().scalars(select(SealRow).where(SealRow.unit_id == unit.id).order_by(SealRow.number)).all()


def _key_ids() -> dict[int, bytes]:
    return {key.number: key_id(key.public) for key in reading().scalars(select(SealKey))}


def latest(unit: Unit) -> Stored | None:
    """The unit's newest seal as it is stored; None while it has none."""
    query = select(SealRow, SealKey.public).join(SealKey, SealKey.number == SealRow.key_number).where(SealRow.unit_id == unit.id)
    found = reading().execute(query.order_by(SealRow.number.desc()).limit(1)).first()
    return _stored(found[0], unit, {found[0].key_number: key_id(found[1])}) if found else None


def _stored(row: SealRow, unit: Unit, ids: dict[int, bytes]) -> Stored:
    totals = tuple((int(channel), int(n)) for channel, n in (pair.split(":") for pair in row.totals.split()))
    key, statements = ids.get(row.key_number, b""), read_statements(row.statements)
    seal = Seal(unit.code, row.number, row.day, row.size, row.root, row.previous, totals, row.made_at, key, statements)
    return Stored(seal, row.signature, row.key_number, row.frontier)
