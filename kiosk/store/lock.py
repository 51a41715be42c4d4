"""The writers' lock of an SQLite store: one thread of one process writes at a time."""

import fcntl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_threads = threading.Lock()
_file: Path | None = None


def lock_with(file: Path | None) -> None:
    """Use this file between processes; None (PostgreSQL, which locks by itself) turns the lock off."""
    global _file
    _file = file


@contextmanager
def write_lock() -> Iterator[None]:
    """Hold the lock. The system frees it when the process dies, so a killed writer blocks nobody."""
    if _file is None:
        yield
        return
    with _threads, _file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
