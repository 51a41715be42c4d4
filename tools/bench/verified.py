"""How fast `loket verify` is over years of ratings of many units, and whether its memory grows with them.

It is run as anybody runs it: the command, which starts other processes. A store of a single day is verified in every round too. What that
takes is start-up, and is taken off: the programs loaded, the schema, triggers and keys looked at.
"""

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from json import loads
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory, TemporaryFile
from time import perf_counter
from typing import Any

from kiosk.refusals import Refusal
from kiosk.store.opening import FILE
from tools.bench.figures import BIG, SMALL
from tools.bench.filled import Filled, Say, fill, filled_before
from tools.bench.measures import Figure, figure
from tools.bench.processes import loket, own_environment
from tools.bench.rounds import machine_of

ENTRIES_A_SECOND = 100_000
CPU_US = 2 / ENTRIES_A_SECOND * 1e6
"""What two cores have for an entry at that rate."""
MEMORY_BIG_TO_SMALL = 1.5
"""A hundred times the entries take about the same memory."""

DAY = "a day"


@dataclass(frozen=True, slots=True)
class Run:
    """One verification of a store."""

    clean: bool
    entries: int
    """Checked."""
    seconds: float
    cpu_seconds: float
    """Of all its processes."""
    megabytes: float
    """The most that the largest of them had in memory, what it shares with others included."""


@dataclass(frozen=True, slots=True)
class VerifiedResult:
    """The verifications of each store, round by round; what they come to."""

    machine: Mapping[str, Any]
    filled: Mapping[str, Filled]
    runs: Mapping[str, Sequence[Run]]

    @property
    def holds(self) -> bool:
        """Whether every entry was checked each time, and nothing found."""
        return all(run.clean and run.entries == self.filled[store].entries for store, each in self.runs.items() for run in each)

    @property
    def figures(self) -> Sequence[Figure]:
        rounds = list(zip(self.runs[BIG], self.runs[SMALL], self.runs[DAY], strict=True))
        more = [(big.entries - day.entries, big.seconds - day.seconds, big.cpu_seconds - day.cpu_seconds) for big, _, day in rounds]
        return (
            figure("entries/s, without start-up", [n / seconds for n, seconds, _ in more], ENTRIES_A_SECOND),
            figure("CPU µs an entry, without start-up", [cpu / n * 1e6 for n, _, cpu in more], CPU_US, at_most=True),
            figure("memory, big : small", [big.megabytes / small.megabytes for big, small, _ in rounds], MEMORY_BIG_TO_SMALL, at_most=True),
        )

    def lines(self) -> Iterator[str]:
        """Markdown: what a verification of each store takes, the median of the rounds."""
        yield from ("| median | entries | s | CPU s | largest process, MB |", "| --- | ---: | ---: | ---: | ---: |")
        for store, runs in self.runs.items():
            seconds, cpu, held = (median(values) for values in zip(*((r.seconds, r.cpu_seconds, r.megabytes) for r in runs), strict=True))
            units = f"{self.filled[store].units} units x {self.filled[store].days} days"
            yield f"| {store}: {units} | {self.filled[store].entries:,} | {seconds:.1f} | {cpu:.1f} | {held:.0f} |"

    def as_json(self) -> dict[str, Any]:
        runs = {store: [asdict(run) for run in each] for store, each in self.runs.items()}
        return {"machine": self.machine, "figures": [each.as_json() for each in self.figures], "holds": self.holds, "runs": runs}


def measure(folder: Path, rounds: int, say: Say) -> VerifiedResult:
    """Verify the stores that `figures --keep` left in the folder, and one of a day, that many times in turn."""
    filled = {BIG: filled_before(folder / BIG), SMALL: filled_before(folder / SMALL)}
    with TemporaryDirectory(prefix="loket-bench-") as made:
        filled[DAY] = fill(Path(made), units=1, days=1, say=say)
        stores = {BIG: folder / BIG, SMALL: folder / SMALL, DAY: Path(made)}
        runs: dict[str, list[Run]] = {name: [] for name in stores}
        _verified(stores[SMALL])  # once, so that everything is compiled
        for number in range(1, rounds + 1):
            for name, store in stores.items():
                runs[name].append(_verified(store))
            say(f"round {number} of {rounds}  {', '.join(f'{name} {each[-1].seconds:.1f} s' for name, each in runs.items())}")
        return VerifiedResult(machine_of(folder), filled, runs)


def _verified(folder: Path) -> Run:
    began = perf_counter()
    with (
        TemporaryFile() as wrong,
        _running(loket("--data", str(folder), "verify", "--file", str(folder / FILE), "--json"), wrong) as command,
    ):
        said = command.stdout.read() if command.stdout else b""
        # Those that it has waited for are counted in; the memory is that of the largest. It begins with the bench's, which is less.
        _, status, used = os.wait4(command.pid, 0)
        command.returncode, seconds = os.waitstatus_to_exitcode(status), perf_counter() - began
        if command.returncode not in (0, 1):
            wrong.seek(0)
            raise Refusal(f"{folder} could not be verified: {wrong.read().decode(errors='replace')[-2000:].strip()}")
    report = loads(said)
    entries = sum(unit["entries"] for unit in report["units"])
    return Run(report["clean"], entries, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)


@contextmanager
def _running(command: Sequence[str], wrong: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A command in a session of its own; whatever it has started ends with the bench."""
    running = subprocess.Popen(  # noqa: S603  # ourselves
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=wrong, env=own_environment({}), start_new_session=True
    )
    try:
        yield running
    finally:
        if running.returncode is None:
            os.killpg(running.pid, signal.SIGTERM)
            running.wait()
        if running.stdout:
            running.stdout.close()
