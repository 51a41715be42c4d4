"""Stores filled with years of ratings at once, for asking: one of one unit, and one of many units like it.

Entries go in by bulk, in the order of arrival, with the triggers away meanwhile. Leaf hashes, seals, tallies and the batches that may be
shown are the product's own, so `loket verify` finds such a store clean; each day's served visitors are entered; the newest day still runs.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from itertools import zip_longest
from json import dumps, loads
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import select

from kiosk import places
from kiosk.clock import day_number, to_milliseconds
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, Instrument, parse_plan
from kiosk.ledger import rows
from kiosk.ledger.entry import RATING, SEED_BYTES
from kiosk.ledger.tables import InstrumentVersion
from kiosk.places import installation, service_points
from kiosk.proof.keys import Signer, open_signer
from kiosk.proof.seal import Seal, seal_form, written_statements
from kiosk.proof.verify import spans
from kiosk.refusals import Refusal
from kiosk.running.session import opened
from kiosk.store import Direct, reading, writing
from kiosk.store.opening import FILE
from kiosk.store.tables import db
from kiosk.tallies import tally
from kiosk.web import now
from tools.bench.crowd import RATINGS_A_DAY, Desk
from tools.bench.making import FIRST_DAY, LANGUAGE, MADE, OPENS, ZONE, Block, Task, begin, make
from tools.bench.office import COUNTERS, settings_of

Say = Callable[[str], None]

BYTES_A_RATING = 240
"""What a fill needs at most …"""
BYTES_BESIDES = 150_000_000
"""… and, for two stores, besides: 100 MB of files from which a block is copied."""

FILLED = "filled.json"
DAYS_AT_ONCE, ENTRIES_AT_ONCE = 30, 400_000
"""At most this many in a block, which is written while the next is made: 50 MB of files, twice, and 100 MB for each of two processes."""
MOST_PROCESSES = 8
"""SQLite attaches ten files at once."""
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
        signer = open_signer(folder, datetime.combine(FIRST_DAY, OPENS, ZoneInfo(ZONE)))
        db.session.remove()
        db.engine.dispose()
    with _bulk(folder / FILE) as direct:
        entries = _fill(direct, desks, days, signer, folder, say)
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
    """A connection that fills: without a log, not durable meanwhile, and without the ledger's triggers. In the end all is as it was."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        # What an interrupted fill leaves is no store, and nobody uses it: it has no FILLED.
        for pragma in ("journal_mode=OFF", "synchronous=OFF", "cache_size=-400000"):
            connection.execute(f"PRAGMA {pragma}")
        direct = Direct(connection.cursor(), "sqlite")
        triggers = direct.all("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('entry', 'seal')")
        for name, _ in triggers:
            direct.run(f"DROP TRIGGER {name}")
        yield direct
        for _, sql in triggers:
            direct.run(sql)
        direct.run("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def _fill(direct: Direct, desks: Sequence[Desk], days: int, signer: Signer, folder: Path, say: Say) -> int:
    """Processes make blocks of days, each for its units; as soon as all have one, it is written here while they make the next."""
    heads = [(desk.unit_id, 0, 0, os.urandom(SEED_BYTES)) for desk in desks]
    direct.insert("ledger_head (unit_id, size, tallied, seed)", heads)
    units: dict[int, str] = dict(direct.all("SELECT id, code FROM unit"))
    known, parts = spans.codes(direct), tally.parts(direct)
    processes, sizes, said = min(os.cpu_count() or 1, MOST_PROCESSES, len(desks)), dict[int, int](), perf_counter()
    at_once = max(1, min(DAYS_AT_ONCE, ENTRIES_AT_ONCE // (RATINGS_A_DAY * len(desks))))
    blocks = [range(first, min(first + at_once, days)) for first in range(0, days, at_once)]
    with ExitStack() as stack:
        makers = []
        for n in range(processes):
            task = Task(desks[n::processes], units, known, parts, signer.id)
            makers.append(stack.enter_context(ProcessPoolExecutor(1, initializer=begin, initargs=(task,))))

        def ask(numbers: range) -> list[Future[Block]]:
            files = (folder / f"made-{numbers.start}-{n}.sqlite3" for n in range(processes))
            return [maker.submit(make, numbers, days - 1, file) for maker, file in zip(makers, files, strict=True)]

        asked = ask(blocks[0])
        for numbers, following in zip_longest(blocks, blocks[1:]):
            made = [future.result() for future in asked]
            asked = ask(following) if following else []
            _write(direct, made, signer)
            sizes |= {unit: size for block in made for unit, size in block.sizes.items()}
            if perf_counter() - said > SAY_EVERY:
                said = perf_counter()
                say(f"{len(desks)} units, day {numbers.stop} of {days}: {sum(sizes.values()):,} entries")
    direct.many("UPDATE ledger_head SET size = ?, tallied = ? WHERE unit_id = ?", [(n, n, unit) for unit, n in sizes.items()])
    return sum(sizes.values())


def _write(direct: Direct, made: Sequence[Block], signer: Signer) -> None:
    """Write a block of all units, day by day as they came."""
    for n, block in enumerate(made):
        direct.run(f"ATTACH ? AS made_{n}", (str(block.file),))
    direct.run("BEGIN IMMEDIATE")
    for spans_of_day in zip(*(block.spans for block in made), strict=True):
        for n, span in enumerate(spans_of_day):
            direct.run(_COPY.format(n), span)
    direct.insert("ledger_day (unit_id, service_day, first_seq, last_seq)", [row for block in made for row in block.days])
    signed = sorted((unit, seal.number, seal, frontier) for block in made for unit, seal, frontier in block.seals)
    direct.insert(f"seal ({', '.join(_SEAL)})", [_sealed(unit, seal, frontier, signer) for unit, _, seal, frontier in signed])
    served = [(unit, day, n, "bench", moment) for block in made for unit, day, n, moment in block.served]
    direct.insert("served_count (unit_id, day, served, entered_by, entered_at)", served)
    tally.write_rows(direct, [rows for block in made for rows in block.tallies])
    direct.run("COMMIT")
    for n, block in enumerate(made):
        direct.run(f"DETACH made_{n}")
        block.file.unlink()


_SEAL = ("unit_id", "number", "day", "size", "root", "previous", "totals", "statements", "made_at", "key_number", "signature", "frontier")


def _sealed(unit_id: int, seal: Seal, frontier: bytes, signer: Signer) -> tuple[object, ...]:
    totals, statements = " ".join(f"{channel}:{n}" for channel, n in seal.totals), written_statements(seal)
    what = unit_id, seal.number, day_number(seal.day), seal.size, seal.root, seal.previous, totals, statements
    return *what, to_milliseconds(seal.made_at), signer.number, signer.sign(seal_form(seal)), frontier


def _copying() -> str:
    """An entry from a row that was made. What all of them have alike is told here, and not written twice."""
    alike = {"kind": str(RATING), "language": f"'{LANGUAGE}'", "assisted": "0", "marks": "''", "rules": "0", "extra": "''"}
    values = (alike.get(name, name if name in MADE.split(", ") else "NULL") for name in rows.COLUMNS)
    places = "rowid BETWEEN ? AND ? ORDER BY rowid"
    return f"INSERT INTO entry ({', '.join(rows.COLUMNS)}) SELECT {', '.join(values)} FROM made_{{}}.made WHERE {places}"  # noqa: S608


_COPY = _copying()
