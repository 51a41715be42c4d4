"""What a filling process makes: the entries of some units, block of days by block, with their leaf hashes, seals and tallies.

Entries go into a file of their own, without keys and indexes, from which the filling process copies them in SQL: a row of 22 values
takes three times as long from Python. A process keeps its units from the first day to the last: each day goes on from the one before.
"""

import gc
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from kiosk.clock import day_number, from_milliseconds, to_milliseconds
from kiosk.ledger.entry import RATING
from kiosk.proof import merkle
from kiosk.proof.seal import Seal, digest
from kiosk.proof.verify.hashing import Codes, Leaves
from kiosk.tallies import releases, tally
from kiosk.tallies.cells import Cells, Parts, Standing, standing
from tools.bench.crowd import Desk, Tap, taps
from tools.bench.processes import end_with_parent

ZONE = "Asia/Jakarta"
OPENS = time(8)
FIRST_DAY = date(2024, 11, 1)
"""Two years from here are 24 whole months."""
CLOSES_AFTER_MS = 17 * 3600 * 1000
"""From the opening at eight to one at night."""
LANGUAGE = "id"

MADE = (
    "unit_id, seq, answer, visit, counter_id, service_id, channel, instrument_id, question, score, given_at, received_at, service_day, leaf"
)
"""Columns of an entry that differ from row to row."""
_INSERT = f"INSERT INTO made ({MADE}) VALUES ({', '.join('?' * len(MADE.split(',')))})"  # noqa: S608  # our own names


@dataclass(frozen=True, slots=True)
class Task:
    """The units that a process fills, and what it must know of their store."""

    desks: Sequence[Desk]
    units: Mapping[int, str]
    """{number of a unit: its code}"""
    known: Codes
    parts: Parts
    key: bytes
    """Which key signs the seals (`key_id`)."""


@dataclass(slots=True)
class Block:
    """What some units have of some days. The entries lie in `file`, in the order of arrival."""

    file: Path
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Day by day, the places of its first and its last entry in the file."""
    days: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(unit, day, first number, last number)"""
    seals: list[tuple[int, Seal, bytes]] = field(default_factory=list)
    """(unit, seal, frontier); the signatures are still to be made."""
    served: list[tuple[int, int, int, int]] = field(default_factory=list)
    """(unit, day, visitors served, when it was entered)"""
    tallies: list[tally.Rows] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)
    """{unit: entries by now}"""


@dataclass(slots=True)
class _Ledger:
    """A unit's ledger so far: what its next entry and its next seal go on from."""

    desk: Desk
    code: str
    dice: Random
    hashed: Leaves
    pool: Cells
    cells: Cells
    waits: dict[releases.Group, releases.Wait] = field(default_factory=dict)
    frontier: merkle.Frontier = field(default_factory=merkle.Frontier)
    totals: dict[int, int] = field(default_factory=dict)
    size: int = 0
    number: int = 0
    previous: bytes = b""


class Maker:
    """Makes the days of its units, each once and in order."""

    def __init__(self, task: Task) -> None:
        self._task = task
        # Each unit has dice of its own: what its visitors say does not depend on how many processes there are.
        self._ledgers = {
            desk.unit_id: _Ledger(
                desk,
                task.units[desk.unit_id],
                Random(137_000 + desk.unit_id),  # noqa: S311  # dice, not secrets
                Leaves(desk.unit_id, task.units[desk.unit_id], task.known),
                Cells(task.parts),
                Cells(task.parts),
            )
            for desk in task.desks
        }

    def make(self, numbers: range, closed: int, file: Path) -> Block:
        """The days with these numbers, from 0 on; those below `closed` are sealed."""
        block = Block(file)
        made = sqlite3.connect(file, isolation_level=None)
        try:
            for statement in ("PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF", f"CREATE TABLE made ({MADE})", "BEGIN"):
                made.execute(statement)
            for number in numbers:
                self._day(number, block, made, seal=number < closed)
            made.execute("COMMIT")
        finally:
            made.close()
        for unit_id, ledger in self._ledgers.items():
            block.tallies.append(tally.rows(unit_id, ledger.cells))
            block.sizes[unit_id] = ledger.size
            ledger.cells = Cells(self._task.parts)
        return block

    def _day(self, number: int, block: Block, made: sqlite3.Connection, *, seal: bool) -> None:
        day = FIRST_DAY + timedelta(days=number)
        opens_at, label = to_milliseconds(datetime.combine(day, OPENS, ZoneInfo(ZONE))), day_number(day)
        closed_at = opens_at + CLOSES_AFTER_MS
        before = {unit_id: ledger.size for unit_id, ledger in self._ledgers.items()}
        arriving = sorted(tap for ledger in self._ledgers.values() for tap in taps(ledger.desk, opens_at, ledger.dice))
        rows, visits = self._rows(arriving, label)
        first = block.spans[-1][1] + 1 if block.spans else 1
        block.spans.append((first, first + len(rows) - 1))
        made.executemany(_INSERT, rows)
        for unit_id, ledger in self._ledgers.items():
            block.days.append((unit_id, label, before[unit_id] + 1, ledger.size))
            block.served.append((unit_id, label, 2 * (ledger.size - before[unit_id]), closed_at))
            today = Cells(self._task.parts)
            for answers in visits[unit_id].values():
                today.add(standing(answers))
            ledger.pool.absorb(today, 0)
            ledger.cells.absorb(today)
            if seal:
                block.seals.append((unit_id, *self._seal(ledger, day, closed_at)))
                closing = releases.Closing(0, label, releases.RULE)
                ledger.cells.absorb(releases.close(ledger.pool, self._task.parts, closing, ledger.waits, {}))

    def _rows(self, arriving: Sequence[Tap], day: int) -> tuple[list[tuple[object, ...]], dict[int, dict[bytes, list[Standing]]]]:
        """A day's entries as the values of MADE, numbered and hashed; and what each visit said."""
        rows: list[tuple[object, ...]] = []
        visits: dict[int, dict[bytes, list[Standing]]] = {unit_id: {} for unit_id in self._ledgers}
        leaves: dict[int, list[bytes]] = {unit_id: [] for unit_id in self._ledgers}
        for received_at, unit_id, counter, visit, answer, channel, instrument, question, score, given_at in arriving:
            ledger = self._ledgers[unit_id]
            seq = ledger.size = ledger.size + 1
            ledger.totals[channel] = ledger.totals.get(channel, 0) + 1
            service = ledger.desk.service_id
            # In the order of `kiosk.ledger.rows.COLUMNS`, without the unit.
            what = seq, RATING, answer, visit, counter, service, channel, instrument, question, score, LANGUAGE, False
            leaf = ledger.hashed.of((*what, given_at, received_at, day, "", 0, None, None, "", b""))
            leaves[unit_id].append(leaf)
            who = unit_id, seq, answer, visit, counter, service, channel, instrument, question, score
            rows.append((*who, given_at, received_at, day, leaf))
            given = Standing(seq, instrument, question, score, given_at, day, 0, channel)
            visits[unit_id].setdefault(visit, []).append(given)
        for unit_id, own in leaves.items():
            self._ledgers[unit_id].frontier.extend(own)
        return rows, visits

    def _seal(self, ledger: _Ledger, day: date, made_at: int) -> tuple[Seal, bytes]:
        ledger.number += 1
        seal = Seal(
            unit=ledger.code,
            number=ledger.number,
            day=day,
            size=ledger.size,
            root=ledger.frontier.root(),
            previous=ledger.previous,
            totals=tuple(sorted(ledger.totals.items())),
            made_at=from_milliseconds(made_at),
            key=self._task.key,
            # Nothing of what lies beside the ledger: it is entered here without acts.
            statements=((releases.STATEMENT, str(releases.RULE)),),
        )
        ledger.previous = digest(seal)
        return seal, ledger.frontier.to_bytes()


# In a process of its own: one maker, asked for block after block.
_makers: list[Maker] = []


def begin(task: Task) -> None:
    end_with_parent()
    # Rows and tallies hold no circles; looking for them among half a million rows took a tenth of the time.
    gc.disable()
    _makers[:] = [Maker(task)]


def make(numbers: range, closed: int, file: Path) -> Block:
    return _makers[0].make(numbers, closed, file)
