"""The writers' lock of an SQLite store: one thread of one process writes at a time."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_threads = threading.Lock()
_file: Path | None = None
_opened: tuple[int, int] | None = None


def lock_with(file: Path | None) -> None:
    """Use this file between processes; None (PostgreSQL, which locks by itself) turns the lock off."""
    global _file, _opened
    if _opened:
        for descriptor in _opened:
            os.close(descriptor)
    _file, _opened = file, None


@contextmanager
def in_use(file: Path, *, alone: bool) -> Iterator[bool]:
    """Hold a sign that the data folder is in use: by a server (any number), or by one that must be alone. False: somebody else is there."""
    with file.open("a", encoding="utf-8") as held:
        try:
            fcntl.flock(held, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


@contextmanager
def write_lock() -> Iterator[None]:
    """Hold the lock. The system frees it when the process dies, so a killed writer blocks nobody.

    The one that waits is next: the system gives a lock to the quickest, which is the process that just had it and comes again, so the other
    would wait for a tenth of a second. Hence a door in front: the one that comes again waits there, behind the one in it.
    """
    if _file is None:
        yield
        return
    with _threads:
        door, lock = _descriptors(_file)
        fcntl.flock(door, fcntl.LOCK_EX)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        finally:
            fcntl.flock(door, fcntl.LOCK_UN)
        try:
            yield
        finally:
            fcntl.flock(lock, fcntl.LOCK_UN)


def _descriptors(file: Path) -> tuple[int, int]:
    """The door and the lock, opened once in each process."""
    global _opened
    if _opened is None:
        door, lock = (os.open(each, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600) for each in (file.with_suffix(".door"), file))
        _opened = door, lock
    return _opened


def _leave_to_parent() -> None:
    """After a fork the descriptors are the parent's: a lock on them would be its lock too."""
    global _opened, _threads
    _opened, _threads = None, threading.Lock()


os.register_at_fork(after_in_child=_leave_to_parent)
