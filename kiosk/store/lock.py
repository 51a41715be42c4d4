"""The writers' lock of an SQLite store: one thread of one process writes at a time."""

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError


class Busy(SQLAlchemyError):
    """The lock was not free in time: the store cannot be written just now."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__(f"the store has been busy for {seconds} s: a process that holds write.lock does not go on")


_threads = threading.Lock()
_patience: float | None = None
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


def wait_at_most(seconds: float | None) -> None:
    """How long this process waits for the lock; None: as long as it takes, as a command does that converts a store."""
    global _patience
    _patience = seconds


@contextmanager
def write_lock() -> Iterator[None]:
    """Hold the lock. The system frees it when the process dies, so a killed writer blocks nobody. Raises Busy if it is not free in time.

    The one that waits is next: the system gives a lock to the quickest, which is the process that just had it and comes again, so the other
    would wait for a tenth of a second. Hence a door in front: the one that comes again waits there, behind the one in it.
    """
    if _file is None:
        yield
        return
    if not _threads.acquire(timeout=-1 if _patience is None else _patience):
        raise Busy(_patience)
    try:
        door, lock = _descriptors(_file)
        waiting = _Waiting(door, lock)
    except BaseException:
        _threads.release()
        raise
    if not waiting.has_it(_patience):
        raise Busy(_patience)
    try:
        yield
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)
        _threads.release()


class _Waiting:
    """One who waits for the lock, with `_threads` held. Nothing ends a wait for a file's lock but the lock.

    So one that may take too long goes on in a thread of its own, which keeps `_threads` and gives both back as soon as it has them: until
    then all others of this process are told too that they came in vain.
    """

    def __init__(self, door: int, lock: int) -> None:
        self._door, self._lock = door, lock
        self._state = threading.Lock()
        self._held = threading.Event()
        self._given_up = False

    def has_it(self, patience: float | None) -> bool:
        """Whether it holds the lock now; else `_threads` is no longer the caller's."""
        if patience is None:
            self._take()
            return True
        if self._at_once():
            return True
        threading.Thread(target=self._wait, name="write-lock", daemon=True).start()
        if self._held.wait(patience):
            return True
        with self._state:
            self._given_up = not self._held.is_set()
        return not self._given_up

    def _at_once(self) -> bool:
        try:
            fcntl.flock(self._door, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        finally:
            fcntl.flock(self._door, fcntl.LOCK_UN)
        return True

    def _take(self) -> None:
        fcntl.flock(self._door, fcntl.LOCK_EX)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        finally:
            fcntl.flock(self._door, fcntl.LOCK_UN)

    def _wait(self) -> None:
        self._take()
        with self._state:
            self._held.set()
            given_up = self._given_up
        if given_up:
            fcntl.flock(self._lock, fcntl.LOCK_UN)
            _threads.release()


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
