"""The bench's processes: servers and their load, started here, and ended here by their numbers, whatever happens."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from select import select
from time import monotonic

import kiosk
from kiosk.refusals import Refusal

WORKERS = 2
THREADS = 8

STARTS_WITHIN = 60.0
ENDS_WITHIN = 15.0
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Running:
    """A server that serves: its port on 127.0.0.1, and its processes, the master first."""

    port: int
    processes: tuple[int, ...]


@contextmanager
def serving(variant: str, folder: Path, environment: Mapping[str, str]) -> Iterator[Running]:
    """Serve a variant over a data folder, with these variables added to the environment."""
    port, log = free_port(), folder / "server.log"
    command = [*_python("tools.bench.server"), variant, str(folder), str(port)]
    workers: list[int] = []
    with log.open("wb") as said:
        # Its own session: Ctrl-C reaches the bench alone, which then ends it.
        server = subprocess.Popen(  # noqa: S603  # ourselves
            command, stdout=subprocess.PIPE, stderr=said, env=own_environment(environment), start_new_session=True
        )
    try:
        for worker in _workers(server, log):
            workers.append(worker)
        yield Running(port, (server.pid, *workers))
    finally:
        _end(server, workers)


def generate_load(order: str) -> str:
    """Run the load generator on an order; both are JSON (see `tools.bench.load`)."""
    command = _python("tools.bench.load")
    done = subprocess.run(  # noqa: S603  # ourselves
        command, input=order, stdout=subprocess.PIPE, text=True, env=own_environment({}), start_new_session=True
    )
    if done.returncode:
        raise Refusal("the load generator failed; the reason stands above")
    return done.stdout


def end_with_parent() -> None:
    """In a process of the bench: end when the bench is killed. Source: prctl(2), PR_SET_PDEATHSIG."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def cpu_seconds(processes: Sequence[int]) -> float:
    """CPU that the processes have used so far, user and system. Source: proc(5), /proc/pid/stat, fields 14 and 15."""
    ticks = 0
    for process in processes:
        # The second field is the name in parentheses, which may hold anything.
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def loket(*arguments: str) -> list[str]:
    """The command line of the product's own command."""
    return [*_python("kiosk"), *arguments]


def _python(module: str) -> list[str]:
    return [sys.executable, "-P", "-m", module]


def own_environment(more: Mapping[str, str]) -> dict[str, str]:
    # The same kiosk as in this process, wherever it was imported from.
    return {**os.environ, "PYTHONPATH": str(Path(kiosk.__file__).parents[1]), **more}


def _workers(server: subprocess.Popen[bytes], log: Path) -> Iterator[int]:
    """The numbers of the workers, each as soon as it serves."""
    assert server.stdout  # noqa: S101  # a pipe was asked for
    pipe, said, until = server.stdout.fileno(), b"", monotonic() + STARTS_WITHIN
    for _ in range(WORKERS):
        while b"\n" not in said:
            ready, _w, _x = select([pipe], [], [], max(until - monotonic(), 0))
            got = os.read(pipe, 1000) if ready else b""
            if not got:
                raise Refusal(
                    f"a server of the bench did not start: {log.read_text(encoding='utf-8')[-2000:].strip() or 'it said nothing'}"
                )
            said += got
        number, _line_end, said = said.partition(b"\n")
        yield int(number)


def _end(server: subprocess.Popen[bytes], workers: Sequence[int]) -> None:
    server.terminate()
    try:
        server.wait(ENDS_WITHIN)
    except subprocess.TimeoutExpired:
        server.kill()
        for worker in workers:
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
        server.wait()
    finally:
        if server.stdout:
            server.stdout.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
