"""Sealing: after each service day closes, a signed head of each unit's ledger is made. Seals leave the building; this makes them.

A seal covers whatever entries have arrived; the day is its label. Days without ratings are sealed too, and so are days that were missed. It
may be tried at any time by any number of workers: what is sealed is not sealed again.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from kiosk import files
from kiosk.clock import service_day
from kiosk.ledger import leaves
from kiosk.places import Unit
from kiosk.proof import beside, given_up, merkle
from kiosk.proof.keys import Signer
from kiosk.proof.seal import Seal, digest, printed, seal_form, written_statements
from kiosk.proof.seals import Stored, closings, latest
from kiosk.proof.tables import SealRow
from kiosk.proof.units import units_with_ledger
from kiosk.store import reading, see_anew, writing
from kiosk.store.direct import joining
from kiosk.tallies import releases

COPY = "seals.txt"
"""A line for each seal, in the data folder: outside the store, so that a store that was set back can be recognised."""


MOST_DAYS = 366
"""This many missed days are sealed one by one; after a longer pause, only the last ones."""


log = logging.getLogger("kiosk.ledger")


def seal_all(signer: Signer, data: Path, now: datetime) -> list[Seal]:
    """Seal every unit that has a ledger, as far as it is due. What fails in one unit stops no other; the last failure is raised then."""
    made: list[Seal] = []
    failed: Exception | None = None
    for unit in units_with_ledger():
        try:
            made += seal_unit(unit, signer, data, now)
        except Exception as error:
            log.error("unit %s could not be sealed: %s", unit.code, error)
            failed = error
    if failed:
        raise failed
    return made


def seal_unit(unit: Unit, signer: Signer, data: Path, now: datetime) -> list[Seal]:
    """Seal the unit's closed service days that have no seal yet. Returns the new seals, oldest first; none if none is due.

    Most of the hashing is done before the writers are kept out.
    """
    if not due(_sealed_until(unit, now), service_day(now, unit.zone)):
        return []
    see_anew()
    ahead = _Tree.since(latest(unit))
    ahead.grow(unit)
    made: list[Seal] = []
    with writing() as session:
        # A unit that has no entry yet has no head to lock. Who adds entries locks the unit's key alone, and does not wait for this.
        session.get_one(Unit, unit.id, with_for_update={"key_share": True})
        head = leaves.locked_size(unit)
        last = latest(unit)
        if (last.seal.number if last else 0) != ahead.number:
            ahead = _Tree.since(last)
        ahead.grow(unit)
        said = beside.statements(joining(session), unit.id, now)
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
                statements=tuple(sorted((*said, *given_up.state(unit, ahead.number + 1), (releases.STATEMENT, str(releases.RULE))))),
            )
            session.add(_row(seal, unit, signer, ahead.frontier.to_bytes()))
            session.flush()
            direct = joining(session)
            releases.release(direct, unit.id, closings(direct, unit.id))
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
        # A seal from the future comes from a clock that was wrong: the days that it names are still to come, and to be sealed.
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
        for each in leaves.leaves(unit, after=self.frontier.size):
            self.totals[each.channel] = self.totals.get(each.channel, 0) + 1
            yield each.leaf


def _row(seal: Seal, unit: Unit, signer: Signer, frontier: bytes) -> SealRow:
    return SealRow(
        unit_id=unit.id,
        number=seal.number,
        day=seal.day,
        size=seal.size,
        root=seal.root,
        previous=seal.previous,
        totals=" ".join(f"{channel}:{n}" for channel, n in seal.totals),
        statements=written_statements(seal),
        made_at=seal.made_at,
        key_number=signer.number,
        signature=signer.sign(seal_form(seal)),
        frontier=frontier,
    )


def _copy(data: Path, made: Sequence[Seal]) -> None:
    """Note the seals outside the store. A folder that is full or read-only undoes no seal."""
    if not made:
        return
    try:
        files.append(data / COPY, "".join(f"{printed(seal)}\n" for seal in made))
    except OSError as error:
        log.warning("%s cannot be written: %s", data / COPY, error)
