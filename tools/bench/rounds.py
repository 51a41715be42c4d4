"""The rounds of the bench: who is served when, so that what is compared was measured within seconds of each other."""

import os
import platform
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from tools.bench import databases, layers, traffic
from tools.bench.load import Order, Outcome
from tools.bench.measures import Figure, Measurement, each_round, figure, ratios
from tools.bench.naive import PATH as NAIVE_PATH
from tools.bench.office import Office, check_store, found_office
from tools.bench.processes import generate_load, serving
from tools.bench.slow_disk import SlowDisk, slow_disk, sync_ms

Say = Callable[[str], None]

# Targets, for two cores.
THROUGHPUT_OF_CEILING = 0.3
THROUGHPUT_OF_CEILING_POSTGRESQL = 0.2
THROUGHPUT_OF_NAIVE = 3.5
TAIL_OF_NAIVE = 15.0
SLOW_THROUGHPUT_OF_NAIVE = 8.0
SLOW_TAIL_MS = 60.0
BATCHED_RATINGS = 10_000.0
CPU_MS_A_VISITOR = 4.0

BATCH_CONNECTIONS = (2, 8)


@dataclass(frozen=True, slots=True)
class Load:
    """How much is measured. Seconds; `connections` is how many tablets speak at once."""

    rounds: int
    seconds: float
    warm_up: float
    connections: int


@dataclass(frozen=True, slots=True)
class Result:
    """A run: every measurement, what it comes to, and on what machine."""

    measurements: Sequence[Measurement]
    figures: Sequence[Figure]
    machine: dict[str, Any]

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, refused or miscounted. Says nothing about speed."""
        return all(m.holds for m in self.measurements)


def taps(load: Load, say: Say) -> Result:
    """Ours against the ceiling, and against the naive one."""
    with _bench() as bench:
        found = list(bench.measure("ABCCBA", load, say))
        figures = (
            figure("requests/s, ours : ceiling", ratios(found, "rate", "B", "A"), THROUGHPUT_OF_CEILING),
            figure("requests/s, ours : naive", ratios(found, "rate", "B", "C"), THROUGHPUT_OF_NAIVE),
            figure("p99, naive : ours", ratios(found, "p99_ms", "C", "B"), TAIL_OF_NAIVE),
        )
        return Result(found, figures, bench.machine)


def taps_on_postgresql(load: Load, server: str, say: Say) -> Result:
    """Ours against the ceiling, where a PostgreSQL at that address holds the store. Raises Refusal if no database can be made there."""
    with _bench(server) as bench:
        found = list(bench.measure("ABBA", load, say))
        figures = (figure("requests/s, ours : ceiling", ratios(found, "rate", "B", "A"), THROUGHPUT_OF_CEILING_POSTGRESQL),)
        return Result(found, figures, bench.machine | {"postgresql": databases.version(server)})


def taps_on_slow_disk(load: Load, delay_ms: float, say: Say) -> Result:
    """Ours against the naive one where every fsync takes that many milliseconds longer. Raises Refusal without a C compiler."""
    with _bench() as bench:
        found = list(bench.measure("BCCB", load, say, slow_disk(bench.folder, delay_ms)))
        figures = (
            figure("requests/s, ours : naive", ratios(found, "rate", "B", "C"), SLOW_THROUGHPUT_OF_NAIVE),
            figure("p99 of ours, ms", each_round(found, "p99_ms", "B"), SLOW_TAIL_MS, at_most=True),
        )
        return Result(found, figures, bench.machine)


def batches(load: Load, say: Say) -> Result:
    """Ours fed with batches of 256 over two and over eight connections; `load.connections` is not asked."""
    with _bench() as bench:
        found: list[Measurement] = []
        there_and_back = (*BATCH_CONNECTIONS, *reversed(BATCH_CONNECTIONS))
        for number in range(1, load.rounds + 1):
            for connections in there_and_back:
                found.append(bench.batches(number, connections, load))
                say(progress(found[-1], load))
        figures = [
            figure(
                f"ratings/s, {connections} connections",
                each_round([m for m in found if m.connections == connections], "rate", "B"),
                BATCHED_RATINGS,
            )
            for connections in BATCH_CONNECTIONS
        ]
        return Result(found, figures, bench.machine)


def phones(load: Load, say: Say) -> Result:
    """Visitors with phones, each of whom opens a link, taps and sees the next page. A rating is a visitor."""
    with _bench() as bench:
        found: list[Measurement] = []
        for number in range(1, load.rounds + 1):
            found.append(bench.phones(number, load))
            say(progress(found[-1], load))
        milliseconds = [cpu / 1000 for cpu in each_round(found, "cpu_us", "B")]
        return Result(found, (figure("CPU ms a visitor", milliseconds, CPU_MS_A_VISITOR, at_most=True),), bench.machine)


def progress(m: Measurement, load: Load) -> str:
    """A line for the person who waits."""
    failed = "" if m.holds else f"  WRONG: {m.failed} failed {m.failure[:200]} {m.store or ''}"
    which = f"round {m.round} of {load.rounds}  {m.variant}  {m.connections:>2} connections"
    return f"{which}  {m.rate:>7,.0f}/s  p99 {m.p99_ms:.1f} ms{failed}"


@contextmanager
def _bench(server: str = "") -> Iterator["_Bench"]:
    with TemporaryDirectory(prefix="loket-bench-") as made:
        folder = Path(made)
        office = found_office(folder / "office", server)
        try:
            yield _Bench(folder, office, machine_of(folder))
        finally:
            office.close()


@dataclass(frozen=True, slots=True)
class _Bench:
    """A temporary folder in which each measurement gets an office of its own."""

    folder: Path
    office: Office
    machine: dict[str, Any]

    def measure(self, order: str, load: Load, say: Say, disk: SlowDisk | None = None) -> Iterator[Measurement]:
        """Taps on the variants in that order, round after round."""
        for number in range(1, load.rounds + 1):
            for variant in order:
                path = NAIVE_PATH if variant == "C" else traffic.TAP_PATH
                measured = self._once(number, variant, path, load.connections, load, disk)
                say(progress(measured, load))
                yield measured

    def batches(self, number: int, connections: int, load: Load) -> Measurement:
        return self._once(number, "B", traffic.BATCH_PATH, connections, load, None)

    def phones(self, number: int, load: Load) -> Measurement:
        return self._once(number, "B", traffic.LINK_PATH, load.connections, load, None)

    def _once(self, number: int, variant: str, path: str, connections: int, load: Load, disk: SlowDisk | None) -> Measurement:
        before = disk.counted() if disk else (0, 0)
        with closing(self.office.copied(self.folder / "measured")) as office:
            with serving(variant, office.folder, disk.environment if disk else {}) as server:
                callers = office.links if path == traffic.LINK_PATH else office.tokens
                order = Order(server.port, callers, path, connections, load.warm_up, load.seconds, server.processes)
                outcome = Outcome(**loads(generate_load(dumps(asdict(order)))))
            syncs = disk.since(before) if disk else None
            store = None if variant == "A" else check_store(office, variant, [UUID(answer) for answer in outcome.acknowledged])
            counted = {} if path == traffic.LINK_PATH else layers.read(office.folder)
        return Measurement(
            round=number,
            variant=variant,
            connections=connections,
            requests=outcome.requests,
            failed=outcome.failed,
            failure=outcome.failure,
            rate=outcome.ratings / outcome.seconds,
            p50_ms=outcome.p50_ms,
            p99_ms=outcome.p99_ms,
            cpu_us=1e6 * outcome.cpu / max(outcome.ratings, 1),
            together=traffic.BATCH if path == traffic.BATCH_PATH else 1,
            store=store,
            syncs=syncs,
            layers=counted,
        )


def machine_of(folder: Path) -> dict[str, Any]:
    """What was measured on, with the disk that the folder lies on."""
    return {
        "system": platform.platform(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "fdatasync_ms": round(sync_ms(folder), 3),
    }
