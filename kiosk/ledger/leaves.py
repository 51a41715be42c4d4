"""The leaf hashes of entries, for seals, proofs and exports: which numbers there are and what they hash to. No scores."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select

from kiosk.ledger.tables import EntryRow, LedgerHead
from kiosk.places import Unit
from kiosk.store import reading

AT_ONCE = 5000


class Leaf(NamedTuple):
    """An entry's number, its leaf hash (32 bytes) and the number of its channel."""

    seq: int
    leaf: bytes
    channel: int


def leaves(unit: Unit, after: int = 0, until: int | None = None) -> Iterator[Leaf]:
    """The leaves of entries `after` + 1 to `until` (None: the last one), by number; a few thousand at a time."""
    query = select(EntryRow.seq, EntryRow.leaf, EntryRow.channel).where(EntryRow.unit_id == unit.id, EntryRow.seq > after)
    if until is not None:
        query = query.where(EntryRow.seq <= until)
    for row in reading().execute(query.order_by(EntryRow.seq).execution_options(yield_per=AT_ONCE)):
        yield Leaf(*row)


def count(unit: Unit) -> int:
    """How many entries of the unit are stored."""
    return reading().scalar(select(func.count()).select_from(EntryRow).where(EntryRow.unit_id == unit.id)) or 0


def locked_size(unit: Unit) -> int | None:
    """How many entries the head says there are; no writer moves it until this transaction ends. None without a head."""
    return reading().scalar(select(LedgerHead.size).where(LedgerHead.unit_id == unit.id).with_for_update())


def numbers_of(unit: Unit, visit: bytes) -> tuple[int, ...]:
    """The numbers of all that a visit has answered, in order."""
    query = select(EntryRow.seq).where(EntryRow.unit_id == unit.id, EntryRow.visit == visit)
    return tuple(reading().scalars(query.order_by(EntryRow.seq)))


class Whereabouts(NamedTuple):
    """Which visit an entry belongs to, and when it came."""

    visit: bytes
    service_day: date
    received_at: datetime


def whereabouts(unit: Unit, seq: int) -> Whereabouts | None:
    """Those of the entry with that number."""
    columns = select(EntryRow.visit, EntryRow.service_day, EntryRow.received_at)
    found = reading().execute(columns.where(EntryRow.unit_id == unit.id, EntryRow.seq == seq)).first()
    return Whereabouts(*found) if found else None


def units_with_entries(units: Sequence[int]) -> set[int]:
    """Those of these units that have a head or an entry; one look at the index for each that has no head."""
    heads = set(reading().scalars(select(LedgerHead.unit_id).where(LedgerHead.unit_id.in_(units))))
    # In the order of the key: without, PostgreSQL's plan for any unit is to read the table until a row comes, and here none does.
    first = select(EntryRow.seq).order_by(EntryRow.seq).limit(1)
    return heads | {each for each in units if each not in heads and reading().scalar(first.where(EntryRow.unit_id == each))}
