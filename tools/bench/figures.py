"""Whether figures stay as quick when the ledger grows: the same questions to a small store and to a big one, in turn.

A unit's day has as many entries in both; the big store has a hundred such units. A missed target is no failure; tallies that disagree with
their entries are.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, time
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from sqlalchemy import text

from kiosk import ledger, places, reports, tallies
from kiosk.instruments import Catalogue
from kiosk.ledger import answers
from kiosk.places import Unit
from kiosk.proof.verify import derived
from kiosk.running.session import opened_as_is
from kiosk.store import reading
from kiosk.store.direct import snapshot
from kiosk.store.opening import FILE
from kiosk.store.tables import db
from kiosk.tallies import tally
from tools.bench import filled
from tools.bench.crowd import RATINGS_A_DAY
from tools.bench.filled import Filled, Say
from tools.bench.making import FIRST_DAY, ZONE
from tools.bench.measures import Figure, figure
from tools.bench.office import settings_of
from tools.bench.rounds import machine_of

SMALL, BIG = "small", "big"
ASKED_AT = time(15, 30)
"""Local time on the newest day, which is still running."""

# Targets (performance.md; a prototype had 7.9 ms for 30 days and 6.6 ms for two years of all units).
DAY_BIG_TO_SMALL = 2.0
ALL_UNITS_30_DAYS_MS = 30.0
ALL_UNITS_YEARS_MS = 15.0
BYTES_A_RATING = 190.0
FILL_S = 240.0
"""What ten million ratings may take."""

PAGE, DAY_TALLIES, DAY_ANSWERS = "one unit today, all figures of the page", "one unit's day, tallies", "one unit's day, answers"
DAYS_30, YEARS = "one unit, 30 days", "one unit, all days"
ALL_30, ALL_YEARS = "all units, 30 days", "all units, all days"
TALLIES_30, ENTRIES_30 = "one unit, 30 days, tallies alone", "the same by reading every entry of them"

UNITS_CHECKED = 3


@dataclass(frozen=True, slots=True)
class Size:
    """About how many entries the stores have: the small one in one unit, the big one in units like it."""

    small: int
    entries: int

    @property
    def days(self) -> int:
        return max(1, round(self.small / RATINGS_A_DAY))

    @property
    def units(self) -> int:
        return max(1, round(self.entries / self.small))


@dataclass(frozen=True, slots=True)
class StoreSize:
    """What a store takes on the disk, whole in one file."""

    name: str
    filled: Filled
    bytes: int
    parts: Mapping[str, float]
    """{table or index: its bytes for each rating}, the largest first; empty if this SQLite cannot say."""

    @property
    def bytes_a_rating(self) -> float:
        return self.bytes / self.filled.entries

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"bytes_a_rating": self.bytes_a_rating}


@dataclass(frozen=True, slots=True)
class Timing:
    """A question asked in turn, {store: milliseconds of each round}."""

    question: str
    ms: Mapping[str, Sequence[float]]

    def median_of(self, store: str) -> float | None:
        return median(self.ms[store]) if store in self.ms else None

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"median_ms": {store: median(each) for store, each in self.ms.items()}}


@dataclass(frozen=True, slots=True)
class Check:
    """One unit's ledger: its entries, those that stand, and the answers in its tallies; `rebuilt` if its rows were made again."""

    store: str
    unit: str
    entries: int
    standing: int
    tallied: int
    rebuilt: bool | None
    """Whether the entries give these very rows; None: not compared for this unit."""

    @property
    def holds(self) -> bool:
        return self.entries >= self.standing == self.tallied > 0 and self.rebuilt is not False


@dataclass(frozen=True, slots=True)
class FiguresResult:
    """A run: the stores, how long each question took, what that comes to, and whether the figures are right."""

    machine: Mapping[str, Any]
    stores: Sequence[StoreSize]
    timings: Sequence[Timing]
    figures: Sequence[Figure]
    checks: Sequence[Check]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)


def fill_both(folder: Path, size: Size, say: Say) -> None:
    """Fill a small store and a big one below the folder, which is made if absent. Refusal without the room for them."""
    folder.mkdir(parents=True, exist_ok=True)
    filled.need_space(folder, size.small + size.entries, say)
    for name, units in ((SMALL, 1), (BIG, size.units)):
        made = filled.fill(folder / name, units, size.days, say)
        say(f"{name}: {made.units} units x {made.days} days, {made.entries:,} entries in {made.seconds:.0f} s")


@contextmanager
def folder_for(size: Size, kept: Path | None, used_again: Path | None, say: Say) -> Iterator[Path]:
    """A folder with both stores: a temporary one, one to keep, or that of an earlier run."""
    with ExitStack() as stack:
        folder = used_again or kept or Path(stack.enter_context(TemporaryDirectory(prefix="loket-bench-")))
        if not used_again:
            fill_both(folder, size, say)
        yield folder


def measure(folder: Path, rounds: int, say: Say) -> FiguresResult:
    """Ask both stores in turn, `rounds` times after a warm-up; then check them. Changes neither."""
    sizes = [_size(name, folder / name) for name in (SMALL, BIG)]
    with ExitStack() as stack:
        asked = {size.name: stack.enter_context(_asked(folder / size.name, size.filled)) for size in sizes}
        timings = [_timing(question, ask, asked, rounds, say) for question, ask in _QUESTIONS.items()]
        timings.append(_timing(ENTRIES_30, _entries_30, {SMALL: asked[SMALL]}, rounds, say))
        say("comparing tallies with entries")
        checks = [check for name, each in asked.items() for check in each.checks(name)]
    return FiguresResult(machine_of(folder), sizes, timings, _figures(timings, sizes), checks)


class _Asked:
    """A filled store that is asked questions. As in a request, a session is open already; always the same unit asks."""

    def __init__(self, app: Flask, store: Filled) -> None:
        self._app, self.filled = app, store
        self.catalogue: Catalogue = app.extensions["instruments"]
        self.now = datetime.combine(store.last_day, ASKED_AT, ZoneInfo(ZONE))

    def ms(self, ask: "Ask") -> float:
        """How long the question takes, once."""
        with self._app.app_context():
            unit = self._unit(self.filled.units // 2 + 1)
            began = perf_counter()
            ask(self, unit)
            return (perf_counter() - began) * 1000

    def checks(self, name: str) -> Iterator[Check]:
        """Check three random units (all, if there are fewer); the first one's tallies are made again."""
        numbers = range(1, self.filled.units + 1)
        some = Random(name).sample(numbers, min(UNITS_CHECKED, len(numbers)))  # noqa: S311  # dice, not secrets
        for number in some:
            with self._app.app_context():
                unit, days = self._unit(number), (FIRST_DAY, self.filled.last_day)
                standing, tallied = len(answers.of_days(unit, *days)), tallies.of_unit(unit, *days).answers()
                rebuilt = _rows_are_those_of_entries(unit) if number == some[0] else None
                yield Check(name, unit.code, ledger.size(unit), standing, tallied, rebuilt)

    def _unit(self, number: int) -> Unit:
        found = places.unit_by_code(f"bench-{number}")
        assert found  # noqa: S101  # the fill has founded it
        return found


Ask = Callable[[_Asked, Unit], object]


@contextmanager
def _asked(folder: Path, store: Filled) -> Iterator[_Asked]:
    with opened_as_is(settings_of(folder)) as app:
        yield _Asked(app, store)
        db.session.remove()
        db.engine.dispose()


_QUESTIONS: Mapping[str, Ask] = {
    PAGE: lambda asked, unit: reports.of_today(unit, asked.filled.last_day, asked.now, asked.catalogue),
    DAY_TALLIES: lambda asked, unit: tallies.of_unit(unit, asked.filled.last_day, asked.filled.last_day),
    DAY_ANSWERS: lambda asked, unit: answers.of_days(unit, asked.filled.last_day, asked.filled.last_day),
    DAYS_30: lambda asked, unit: reports.period(unit, *asked.filled.window, asked.catalogue),
    YEARS: lambda asked, unit: reports.period(unit, FIRST_DAY, asked.filled.last_day, asked.catalogue),
    ALL_30: lambda asked, unit: tallies.of_units(*asked.filled.window),
    ALL_YEARS: lambda asked, unit: tallies.of_units(FIRST_DAY, asked.filled.last_day),
    TALLIES_30: lambda asked, unit: tallies.of_unit(unit, *asked.filled.window),
}


def _entries_30(asked: _Asked, unit: Unit) -> object:
    """What tallies save us: the same sums from the entries, found by the span of numbers in which the days lie."""
    query = text(
        "SELECT question, channel, score, count(*) FROM entry WHERE unit_id = :unit AND service_day BETWEEN :first AND :last AND "
        "seq BETWEEN (SELECT min(first_seq) FROM ledger_day WHERE unit_id = :unit AND service_day BETWEEN :first AND :last) "
        "AND (SELECT max(last_seq) FROM ledger_day WHERE unit_id = :unit AND service_day BETWEEN :first AND :last) "
        "GROUP BY question, channel, score"
    )
    first, last = (int(f"{day:%Y%m%d}") for day in asked.filled.window)
    return reading().execute(query, {"unit": unit.id, "first": first, "last": last}).all()


def _timing(question: str, ask: Ask, asked: Mapping[str, _Asked], rounds: int, say: Say) -> Timing:
    ms: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(rounds + 1):
        for name, store in asked.items():
            taken = store.ms(ask)
            if number:  # the first one warms up
                ms[name].append(taken)
    timing = Timing(question, ms)
    say(f"{question}: {', '.join(f'{name} {median(each):.2f} ms' for name, each in ms.items())}")
    return timing


def _rows_are_those_of_entries(unit: Unit) -> bool:
    with snapshot(db.engine.url.render_as_string(hide_password=False)) as direct:
        return tally.rows(unit.id, derived.cells(direct, unit.id)) == tally.stored(direct, unit.id)


def _size(name: str, folder: Path) -> StoreSize:
    store, file = filled.filled_before(folder), folder / FILE
    connection = sqlite3.connect(file)
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        parts = _parts(connection, store.entries)
    finally:
        connection.close()
    return StoreSize(name, store, file.stat().st_size, parts)


def _parts(connection: sqlite3.Connection, entries: int) -> dict[str, float]:
    query = "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC"
    try:
        return {name: size / entries for name, size in connection.execute(query)}
    except sqlite3.OperationalError:  # built without dbstat
        return {}


def _figures(timings: Sequence[Timing], sizes: Sequence[StoreSize]) -> list[Figure]:
    by_question = {timing.question: timing.ms for timing in timings}
    ratios = {
        question: [big / small for small, big in zip(by_question[question][SMALL], by_question[question][BIG], strict=True)]
        for question in (PAGE, DAY_TALLIES, DAY_ANSWERS)
    }
    return [
        *(figure(f"{question}, big : small", each, DAY_BIG_TO_SMALL, at_most=True) for question, each in ratios.items()),
        figure(f"{ALL_30}, ms", by_question[ALL_30][BIG], ALL_UNITS_30_DAYS_MS, at_most=True),
        figure(f"{ALL_YEARS}, ms", by_question[ALL_YEARS][BIG], ALL_UNITS_YEARS_MS, at_most=True),
        *(figure(f"bytes on disk a rating, {size.name}", [size.bytes_a_rating], BYTES_A_RATING, at_most=True) for size in sizes),
        *(figure("fill, s", [size.filled.seconds], FILL_S, at_most=True) for size in sizes if size.name == BIG),
    ]
