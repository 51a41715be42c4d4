"""Sealing: after the close of each service day a signed head of each unit's ledger. Seals leave the building; this makes them.

A seal covers whatever entries have arrived; the day is its label. Days without ratings are sealed too, and days that were
missed. It may be tried at any time by any number of workers: what is sealed is not sealed again.
"""

import logging
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from kiosk.clock import service_day
from kiosk.ledger import merkle, releases
from kiosk.ledger.keys import Signer
from kiosk.ledger.seal import Seal, digest, key_id, printed, seal_form
from kiosk.ledger.tables import EntryRow, LedgerHead, SealKey, SealRow
from kiosk.ledger.units import units_with_ledger
from kiosk.places import Unit
from kiosk.store import joining, reading, see_anew, writing

COPY = "seals.txt"
"""A line for each seal, in the data folder: outside of the store, so that a store set back can be told from it."""
NEVER_WRITTEN = (LookupError, TypeError, ValueError, AttributeError, ArithmeticError)
"""What goes wrong over a row that holds text for a number: SQLite takes anything for anything."""
MOST_DAYS = 366
"""So many missed days are sealed one by one; of a longer pause only the last ones."""

log = logging.getLogger("kiosk.ledger")


@dataclass(frozen=True, slots=True)
class Stored:
    """A seal as it stands in the store."""

    seal: Seal
    signature: bytes
    key_number: int
    frontier: bytes


def seals(unit: Unit) -> Sequence[Stored]:
    """The unit's seals, by number. ValueError if one holds what no seal can hold."""
    ids = _key_ids()
    return [_stored(row, unit, ids) for row in _rows(unit)]


def readable_seals(unit: Unit) -> tuple[Sequence[Stored], list[int]]:
    """The same, and the numbers of those that hold what no seal can hold."""
    with suppress(*NEVER_WRITTEN):
        return seals(unit), []
    found, unreadable = list[Stored](), list[int]()
    own = select(SealRow).where(SealRow.unit_id == unit.id)
    for number in reading().scalars(own.with_only_columns(SealRow.number).order_by(SealRow.number)).all():
        try:
            found.append(_stored(reading().scalars(own.where(SealRow.number == number)).one(), unit, _key_ids()))
        except NEVER_WRITTEN:
            unreadable.append(number)
    return found, unreadable


def latest_seal(unit: Unit) -> Seal | None:
    """The unit's newest seal; None while it has none."""
    found = _latest(unit)
    return found.seal if found else None


def seal_of(unit: Unit, number: int) -> Seal | None:
    """The unit's seal of that number."""
    row = reading().get(SealRow, (unit.id, number))
    return _stored(row, unit, _key_ids()).seal if row else None


def seal_over(unit: Unit, seq: int) -> Seal | None:
    """The first seal that covers the entry of that number; None: none does yet."""
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


def unsealed(unit: Unit) -> int:
    """How many entries have come since the newest seal."""
    latest = latest_seal(unit)
    size = reading().scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id)) or 0
    return size - (latest.size if latest else 0)


def seal_all(signer: Signer, data: Path, now: datetime) -> list[Seal]:
    """Seal every unit that has a ledger, as far as it is due."""
    return [seal for unit in units_with_ledger() for seal in seal_unit(unit, signer, data, now)]


def seal_unit(unit: Unit, signer: Signer, data: Path, now: datetime) -> list[Seal]:
    """Seal the unit's closed service days that have no seal yet. Returns the new seals, oldest first; none if none is due.

    Most of the hashing is done before the writers are kept out.
    """
    if not due(_sealed_until(unit, now), service_day(now, unit.zone)):
        return []
    see_anew()
    ahead = _Tree.since(_latest(unit))
    ahead.grow(unit)
    made: list[Seal] = []
    with writing() as session:
        head = session.scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id).with_for_update())
        last = _latest(unit)
        if (last.seal.number if last else 0) != ahead.number:
            ahead = _Tree.since(last)
        ahead.grow(unit)
        for day in due(_sealed_until(unit, now), service_day(now, unit.zone)):
            seal = Seal(
                unit=unit.code,
                number=ahead.number + 1,
                day=day,
                size=ahead.frontier.size,
                root=ahead.frontier.root(),
                previous=ahead.previous,
                totals=tuple(sorted(ahead.totals.items())),
                made_at=now,
                key=signer.id,
            )
            session.add(_row(seal, unit, signer, ahead.frontier.to_bytes()))
            session.flush()
            releases.release(joining(session), unit.id, int(f"{day:%Y%m%d}"))
            ahead.number, ahead.previous = seal.number, digest(seal)
            made.append(seal)
        if head is not None and made and made[-1].size != head:
            raise RuntimeError(f"unit {unit.code}: {made[-1].size} entries read, but the head says {head}")
    _copy(data, made)
    return made


def due(sealed_until: date | None, today: date) -> list[date]:
    """The closed days (before `today`) that want a seal after the last sealed one; only yesterday if none was sealed yet.

    >>> due(date(2026, 11, 16), date(2026, 11, 19))
    [datetime.date(2026, 11, 17), datetime.date(2026, 11, 18)]
    """
    closed = today - timedelta(days=1)
    if sealed_until is None:
        return [closed]
    missed = min((closed - sealed_until).days, MOST_DAYS)
    return [closed - timedelta(days=n) for n in reversed(range(missed))]


def _sealed_until(unit: Unit, now: datetime) -> date | None:
    """The newest day that was sealed by a clock that was right, as far as can be told."""
    query = select(SealRow.day, SealRow.made_at).where(SealRow.unit_id == unit.id).order_by(SealRow.number.desc())
    for day, made_at in reading().execute(query):
        # A seal from the future is of a clock that was wrong: the days that it names are still to come, and to be sealed.
        if made_at <= now:
            return day
    return None


@dataclass(slots=True)
class _Tree:
    """What the next seal will say, growing with the entries."""

    number: int
    previous: bytes
    frontier: merkle.Frontier
    totals: dict[int, int]

    @classmethod
    def since(cls, last: Stored | None) -> "_Tree":
        if last is None:
            return cls(0, b"", merkle.Frontier(), {})
        frontier = merkle.Frontier.from_bytes(last.seal.size, last.frontier)
        return cls(last.seal.number, digest(last.seal), frontier, dict(last.seal.totals))

    def grow(self, unit: Unit) -> None:
        """Take in the entries that have come since."""
        self.frontier.extend(self._leaves(unit))

    def _leaves(self, unit: Unit) -> Iterator[bytes]:
        query = select(EntryRow.leaf, EntryRow.channel).where(EntryRow.unit_id == unit.id, EntryRow.seq > self.frontier.size)
        for leaf, channel in reading().execute(query.order_by(EntryRow.seq).execution_options(yield_per=5000)):
            self.totals[channel] = self.totals.get(channel, 0) + 1
            yield leaf


def _rows(unit: Unit) -> Sequence[SealRow]:
    return reading().scalars(select(SealRow).where(SealRow.unit_id == unit.id).order_by(SealRow.number)).all()


def _key_ids() -> dict[int, bytes]:
    return {key.number: key_id(key.public) for key in reading().scalars(select(SealKey))}


def _latest(unit: Unit) -> Stored | None:
    query = select(SealRow, SealKey.public).join(SealKey, SealKey.number == SealRow.key_number).where(SealRow.unit_id == unit.id)
    found = reading().execute(query.order_by(SealRow.number.desc()).limit(1)).first()
    return _stored(found[0], unit, {found[0].key_number: key_id(found[1])}) if found else None


def _stored(row: SealRow, unit: Unit, ids: dict[int, bytes]) -> Stored:
    totals = tuple((int(channel), int(n)) for channel, n in (pair.split(":") for pair in row.totals.split()))
    seal = Seal(unit.code, row.number, row.day, row.size, row.root, row.previous, totals, row.made_at, ids.get(row.key_number, b""))
    return Stored(seal, row.signature, row.key_number, row.frontier)


def _row(seal: Seal, unit: Unit, signer: Signer, frontier: bytes) -> SealRow:
    return SealRow(
        unit_id=unit.id,
        number=seal.number,
        day=seal.day,
        size=seal.size,
        root=seal.root,
        previous=seal.previous,
        totals=" ".join(f"{channel}:{n}" for channel, n in seal.totals),
        made_at=seal.made_at,
        key_number=signer.number,
        signature=signer.sign(seal_form(seal)),
        frontier=frontier,
    )


def _copy(data: Path, made: Sequence[Seal]) -> None:
    """Note the seals outside the store. That the folder is full or read-only undoes no seal."""
    if not made:
        return
    try:
        with (data / COPY).open("a", encoding="utf-8") as file:
            # In one write, and down to the disk: a line that a power cut tore is no witness.
            file.write("".join(f"{printed(seal)}\n" for seal in made))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        log.warning("%s cannot be written: %s", data / COPY, error)
