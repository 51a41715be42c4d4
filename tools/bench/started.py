"""How long a command and a server take to start, and what a worker holds in memory after load."""

import re
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from http.client import HTTPConnection
from json import dumps, loads
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from kiosk.refusals import Refusal
from tools.bench import traffic
from tools.bench.filled import Say
from tools.bench.load import Order, Outcome
from tools.bench.measures import Figure, figure
from tools.bench.office import Office, found_office
from tools.bench.processes import STARTS_WITHIN, free_port, generate_load, loket, own_environment
from tools.bench.rounds import machine_of

HELP_S, HEALTHY_S, WORKER_MB = 0.25, 1.2, 45.0
LOADED_FOR = 5.0
"""Seconds in which sixteen tablets tap as fast as they are answered."""


@dataclass(frozen=True, slots=True)
class StartResult:
    machine: dict[str, Any]
    figures: Sequence[Figure]
    requests: int
    """Taps that the loaded workers answered, all rounds together."""

    def as_json(self) -> dict[str, Any]:
        return {"machine": self.machine, "figures": [each.as_json() for each in self.figures], "requests": self.requests}


def measure(rounds: int, say: Say) -> StartResult:
    """`loket --help`, then `loket start` over an office that is there; and the memory of its workers once tablets have tapped."""
    with TemporaryDirectory(prefix="loket-bench-") as made:
        folder = Path(made)
        office = found_office(folder / "office")
        _start(office, say)  # once, so that everything is compiled and the store as a server leaves it
        helps, healthy, held, requests = [], [], [], 0
        for number in range(1, rounds + 1):
            helps.append(_help())
            taken, megabytes, answered = _start(office, say)
            healthy.append(taken)
            held += megabytes
            requests += answered
            say(f"round {number} of {rounds}  help {helps[-1]:.2f} s  healthy {taken:.2f} s  a worker {max(megabytes):.0f} MB")
        figures = (
            figure("loket --help, s", helps, HELP_S, at_most=True),
            figure("loket start to healthy, existing data, s", healthy, HEALTHY_S, at_most=True),
            figure("a worker's memory after load (PSS), MB", held, WORKER_MB, at_most=True),
        )
        return StartResult(machine_of(folder), figures, requests)


def _help() -> float:
    began = perf_counter()
    subprocess.run(loket("--help"), stdout=subprocess.DEVNULL, env=own_environment({}), check=True)  # noqa: S603  # ourselves
    return perf_counter() - began


def _start(office: Office, say: Say) -> tuple[float, list[float], int]:
    """(seconds to healthy, megabytes of each worker after load, taps answered)"""
    with _served(office.folder) as (server, port, taken):
        workers = _children(server)
        order = Order(port, office.tokens, traffic.TAP_PATH, 16, 0.0, LOADED_FOR, workers)
        outcome = Outcome(**loads(generate_load(dumps(asdict(order)))))
        if outcome.failed:
            raise Refusal(f"a tap failed: {outcome.failure}")
        return taken, [_pss(worker) for worker in workers], outcome.requests


@contextmanager
def _served(folder: Path) -> Iterator[tuple[int, int, float]]:
    port = free_port()
    began = perf_counter()
    command = loket("--data", str(folder), "start", "--port", str(port))
    with (folder / "server.log").open("wb") as said:
        server = subprocess.Popen(  # noqa: S603  # ourselves
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=own_environment({}), start_new_session=True
        )
    try:
        while not _is_healthy(port):
            if server.poll() is not None or perf_counter() - began > STARTS_WITHIN:
                raise Refusal(f"the server did not start: {(folder / 'server.log').read_text(encoding='utf-8')[-2000:]}")
            sleep(0.005)
        yield server.pid, port, perf_counter() - began
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _is_healthy(port: int) -> bool:
    asking = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asking.request("GET", "/healthz")
        return asking.getresponse().status == 200
    except OSError:
        return False
    finally:
        asking.close()


def _children(process: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]


def _pss(process: int) -> float:
    """Megabytes of its own, and its share of what it has in common with others. Source: proc(5), smaps_rollup."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii"), re.MULTILINE)
    return int(found[1]) * 1024 / 1e6 if found else 0.0
