"""Stores filled with years of ratings at once, for asking: one of one unit, and one of many units like it.

Entries go in by bulk, in the order of arrival, with the triggers away meanwhile; leaf hashes and seals are random bytes, because hashes are
not what is measured here. Tallies and the batches that may be shown are the product's own, day by day, and each day's served visitors are
entered; the newest day still runs.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from json import dumps, loads
from pathlib import Path
from random import Random
from time import perf_counter
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select

from kiosk import places
from kiosk.clock import day_number, to_milliseconds
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Instrument, parse_plan
from kiosk.ledger import rows
from kiosk.ledger.entry import SEED_BYTES
from kiosk.ledger.tables import InstrumentVersion
from kiosk.places import installation, service_points
from kiosk.recording.append import KIND
from kiosk.refusals import Refusal
from kiosk.running.session import opened
from kiosk.store import Direct, reading, writing
from kiosk.store.opening import FILE
from kiosk.store.tables import db
from kiosk.tallies import releases, tally
from kiosk.tallies.cells import Cells, Parts, Standing, standing
from kiosk.web import now
from tools.bench.crowd import Desk, Tap, taps
from tools.bench.office import COUNTERS, settings_of

Say = Callable[[str], None]

ZONE = "Asia/Jakarta"
OPENS = time(8)
FIRST_DAY = date(2024, 11, 1)
"""Two years from here are 24 whole months."""

BYTES_A_RATING = 240
"""What a fill needs at most, with SQLite's log beside the file …"""
BYTES_BESIDES = 150_000_000
"""… and, for two stores, besides."""

FILLED = "filled.json"
INSERT = f"INSERT INTO entry ({', '.join(rows.COLUMNS)}) VALUES ({', '.join('?' * len(rows.COLUMNS))})"  # noqa: S608  # our own names
HASH_BYTES = 32
CLOSES_AFTER_MS = 17 * 3600 * 1000
"""From the opening at eight to one at night."""
SAY_EVERY = 10.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A store that is full: each of its units has entries on each of its days, from FIRST_DAY on."""

    units: int
    days: int
    entries: int
    seconds: float
    """How long the fill took."""

    @property
    def last_day(self) -> date:
        return FIRST_DAY + timedelta(days=self.days - 1)

    @property
    def window(self) -> tuple[date, date]:
        """The last 30 days."""
        return max(FIRST_DAY, self.last_day - timedelta(days=29)), self.last_day


def need_space(folder: Path, entries: int, say: Say) -> None:
    """Say how much room two stores of that many entries together take on the disk; Refusal if there is less."""
    needed, free = entries * BYTES_A_RATING + BYTES_BESIDES, shutil.disk_usage(folder).free
    say(f"needs {needed / 1e9:.1f} GB in {folder}; {free / 1e9:.1f} GB are free")
    if free < needed:
        raise Refusal(
            f"{entries:,} entries need {needed / 1e9:.1f} GB, and {folder} has {free / 1e9:.1f} GB free: "
            "name a folder with more in $TMPDIR or --keep, or fewer --entries"
        )


def fill(folder: Path, units: int, days: int, say: Say) -> Filled:
    """Found that many units in a new data folder, and let their visitors rate on that many days."""
    began = perf_counter()
    with opened(settings_of(folder)) as app:
        desks = _found(app, units)
        db.session.remove()
        db.engine.dispose()
    with _bulk(folder / FILE) as direct:
        entries = _fill(direct, desks, days, say)
    filled = Filled(units, days, entries, round(perf_counter() - began, 1))
    (folder / FILLED).write_text(dumps(asdict(filled)))
    return filled


def filled_before(folder: Path) -> Filled:
    """The store that an earlier run has kept here. Refusal if there is none, or its fill was interrupted."""
    try:
        return Filled(**loads((folder / FILLED).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise Refusal(f"{folder} holds no store filled by `loket bench figures --keep`") from error


def _found(app: Flask, units: int) -> list[Desk]:
    instrument = app.extensions["instruments"].current(DEFAULT_INSTRUMENT)
    versions = {row.name: row.id for row in reading().execute(select(InstrumentVersion.id, InstrumentVersion.name))}
    with writing():
        founded = [places.found_unit(f"bench-{n}", f"Kantor Uji {n}", zone=ZONE) for n in range(1, units + 1)]
        desks = [_desk(unit, instrument, versions) for unit in founded]
        installation.found(now(), demo=False)
    return desks


def _desk(unit: places.Unit, instrument: Instrument, versions: Mapping[str, int]) -> Desk:
    service = service_points.offer_service(unit, "layanan", "Layanan")
    counters = [
        places.open_counter(unit, f"{unit.code}-{n}", f"Loket {n}", instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN, gives=[service])
        for n in range(1, COUNTERS + 1)
    ]
    steps = [
        [(versions[instrument.need(code).instrument], code) for code in step.codes] for step in parse_plan(DEFAULT_PLAN, instrument).steps
    ]
    return Desk(unit.id, [counter.id for counter in counters], service.id, steps)


@contextmanager
def _bulk(file: Path) -> Iterator[Direct]:
    """A connection that fills: not durable meanwhile, and without the ledger's triggers. In the end all is as it was."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        for pragma in ("synchronous=OFF", "wal_autocheckpoint=16000", "cache_size=-400000"):
            connection.execute(f"PRAGMA {pragma}")
        direct = Direct(connection.cursor(), "sqlite")
        triggers = direct.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'entry'")
        for name, _ in triggers:
            direct.run(f"DROP TRIGGER {name}")
        yield direct
        for _, sql in triggers:
            direct.run(sql)
        direct.run("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _fill(direct: Direct, desks: Sequence[Desk], days: int, say: Say) -> int:
    sizes = {desk.unit_id: 0 for desk in desks}
    direct.insert("ledger_head (unit_id, size, tallied, seed)", [(unit, 0, 0, os.urandom(SEED_BYTES)) for unit in sizes])
    parts = tally.parts(direct)
    services = {desk.unit_id: desk.service_id for desk in desks}
    pools = {unit: Cells(parts) for unit in sizes}
    waits: dict[int, dict[releases.Group, releases.Wait]] = {unit: {} for unit in sizes}
    direct.insert("seal_key (number, public, made_at, reason, endorsement)", [(1, os.urandom(HASH_BYTES), 0, "bench", b"")])
    dice, said = Random(137), perf_counter()  # noqa: S311  # dice, not secrets
    for number in range(days):
        day = FIRST_DAY + timedelta(days=number)
        opens_at = to_milliseconds(datetime.combine(day, OPENS, ZoneInfo(ZONE)))
        arriving = sorted(tap for desk in desks for tap in taps(desk, opens_at, dice))
        direct.run("BEGIN IMMEDIATE")
        label = day_number(day)
        served = {unit: -n * 2 for unit, n in sizes.items()}
        for unit, cells in _append(direct, arriving, label, sizes, services, parts).items():
            pools[unit].absorb(cells, 0)
            served[unit] += sizes[unit] * 2
        if number + 1 < days:
            _seal(direct, label, number + 1, opens_at + CLOSES_AFTER_MS, sizes)
            closing = releases.Closing(0, label, releases.RULE)
            tally.write(direct, {unit: releases.close(pool, parts, closing, waits[unit], {}) for unit, pool in pools.items()})
        entered = [(unit, label, n, "bench", opens_at + CLOSES_AFTER_MS) for unit, n in served.items()]
        direct.insert("served_count (unit_id, day, served, entered_by, entered_at)", entered)
        direct.run("COMMIT")
        if perf_counter() - said > SAY_EVERY:
            said = perf_counter()
            say(f"{len(desks)} units, day {number + 1} of {days}: {sum(sizes.values()):,} entries")
    return sum(sizes.values())


def _seal(direct: Direct, day: int, number: int, made_at: int, sizes: Mapping[int, int]) -> None:
    previous = os.urandom(HASH_BYTES) if number > 1 else b""
    columns = "unit_id, number, day, size, root, previous, totals, statements, made_at, key_number, signature, frontier"
    random = os.urandom(HASH_BYTES), previous, "", f"{releases.STATEMENT}={releases.RULE}", made_at, 1, os.urandom(2 * HASH_BYTES), b""
    direct.insert(f"seal ({columns})", [(unit, number, day, size, *random) for unit, size in sizes.items()])


def _append(
    direct: Direct, arriving: Sequence[Tap], day: int, sizes: dict[int, int], services: Mapping[int, int], parts: Parts
) -> dict[int, Cells]:
    """Write a day of all units: its entries, where they lie, the heads, the tallies, which it returns. `sizes` moves along."""
    hashes = os.urandom(HASH_BYTES * len(arriving))
    before = dict(sizes)
    rows: list[tuple[object, ...]] = []
    visits: dict[int, dict[bytes, list[Standing]]] = {unit_id: {} for unit_id in sizes}
    for place, tap in enumerate(arriving):
        received_at, unit_id, counter, visit, answer, channel, instrument, question, score, given_at = tap
        seq = sizes[unit_id] = sizes[unit_id] + 1
        leaf = hashes[place * HASH_BYTES : (place + 1) * HASH_BYTES]
        # In the order of `kiosk.ledger.rows.COLUMNS`.
        where = unit_id, seq, KIND, answer, visit, counter, services[unit_id], channel
        what = instrument, question, score, "id", False, given_at, received_at, day
        rows.append((*where, *what, "", 0, None, None, "", leaf))
        given = Standing(seq, instrument, question, score, given_at, day, False, channel)
        visits[unit_id].setdefault(visit, []).append(given)
    direct.many(INSERT, rows)
    direct.insert(
        "ledger_day (unit_id, service_day, first_seq, last_seq)", [(unit, day, before[unit] + 1, last) for unit, last in sizes.items()]
    )
    direct.many("UPDATE ledger_head SET size = ?, tallied = ? WHERE unit_id = ?", [(n, n, unit) for unit, n in sizes.items()])
    made = {unit_id: _cells(own.values(), parts) for unit_id, own in visits.items()}
    tally.write(direct, made)
    return made


def _cells(visits: Iterable[list[Standing]], parts: Parts) -> Cells:
    found = Cells(parts)
    for answers in visits:
        found.add(standing(answers))
    return found
