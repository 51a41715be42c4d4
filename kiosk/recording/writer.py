"""Group commit: in each process one caller at a time writes all that is waiting in one durable transaction, then wakes the others.

Nobody waits for company: what comes while a transaction is being made durable is the next one, written by the first who
waits for it. So on a disk that takes 8 ms to be sure, eight taps take as long as one. It needs no thread of its own: handing a tap to
another thread and being woken takes longer than writing it.
"""

import logging
import os
from collections import deque
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from sqlalchemy import Engine

from kiosk.recording.append import append
from kiosk.recording.beforehand import Beforehand
from kiosk.recording.outcomes import Failed, Outcome, Unavailable
from kiosk.recording.received import Received
from kiosk.store import register, write_lock
from kiosk.store.direct import committing
from kiosk.store.failures import is_failing

MOST_TOGETHER = 256
"""Ratings in one transaction, unless one caller alone brings more."""
MOST_WAITING = 512
"""Callers that may wait; the next one is told to come again."""

REMEMBERED = 60
"""Seconds."""

log = logging.getLogger("kiosk.ledger")


@dataclass(slots=True)
class _Job:
    """What one caller brings. Its turn comes when somebody has settled it, or when it is to write for all who wait."""

    batch: Sequence[Received]
    turn: "Future[None]" = field(default_factory=Future)
    outcomes: list[Outcome] | None = None
    error: BaseException | None = None

    @property
    def is_settled(self) -> bool:
        return self.outcomes is not None or self.error is not None

    def result(self) -> list[Outcome]:
        if self.error is not None:
            raise self.error
        return self.outcomes or []


class Writer:
    """The writer of one store in this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: deque[_Job] = deque()
        self._writing = False
        self._beforehand = Beforehand()
        self._mutex = Lock()
        self._failed_at: float | None = None

    def submit(self, batch: Sequence[Received]) -> list[Outcome]:
        """Wait until the batch is durable, or refused. Raises Unavailable; then nothing of it is stored."""
        job = _Job(batch)
        with self._mutex:
            if len(self._waiting) >= MOST_WAITING:
                raise Unavailable(f"{MOST_WAITING} callers are waiting to be stored")
            self._waiting.append(job)
            somebody_writes, self._writing = self._writing, True
        if somebody_writes:
            job.turn.result()
        if not job.is_settled:
            self._write()
        return job.result()

    def has_just_failed(self) -> bool:
        """Whether the last rating that came, in the last minute, could not be stored: damage may lie where no health check writes."""
        return self._failed_at is not None and monotonic() - self._failed_at < REMEMBERED

    def _write(self) -> None:
        """Settle what waits, then let the first of those who came meanwhile write the next."""
        jobs: list[_Job] = []
        try:
            with write_lock():
                # Only now: while another worker wrote, more came, and all of it is made durable at once.
                jobs = self._take()
                outcomes = iter(self._store([received for job in jobs for received in job.batch]))
            for job in jobs:
                job.outcomes = [next(outcomes) for _ in job.batch]
        except BaseException as error:
            jobs = jobs or self._take()
            away = Unavailable(str(error)) if _is_away(error) else error
            for job in jobs:
                job.error = away
        finally:
            with self._mutex:
                following = self._waiting[0] if self._waiting else None
                self._writing = following is not None
            if following:
                following.turn.set_result(None)
            for job in jobs:
                if not job.turn.done():
                    job.turn.set_result(None)

    def _take(self) -> list[_Job]:
        jobs: list[_Job] = []
        size = 0
        with self._mutex:
            while self._waiting and size < MOST_TOGETHER:
                jobs.append(self._waiting.popleft())
                size += len(jobs[-1].batch)
        return jobs

    def _store(self, batch: Sequence[Received]) -> list[Outcome]:
        try:
            with committing(self._engine) as direct:
                outcomes = append(direct, batch, self._beforehand)
            register.note(self._engine, self._beforehand.register_version)
            self._failed_at = None
            return outcomes
        except Exception as error:
            if _is_away(error):
                self._failed_at = monotonic()
                log.error("the store cannot be written: %s", error)
                raise Unavailable(str(error)) from error
            if len(batch) > 1:
                log.warning("a transaction of %d ratings failed, each is tried alone: %s", len(batch), error)
                return [outcome for received in batch for outcome in self._store([received])]
            log.exception("the store refuses a rating of counter %s", batch[0].fields["counter"])
            return [Failed()]


def _is_away(error: BaseException) -> bool:
    """The store fails, or the disk beneath it and its lock."""
    return is_failing(error) or isinstance(error, OSError)


_writers: dict[Engine, Writer] = {}


def writer_of(engine: Engine) -> Writer:
    """The store's writer in this process."""
    return _writers.get(engine) or _writers.setdefault(engine, Writer(engine))


# A forked process begins with nobody waiting.
os.register_at_fork(after_in_child=_writers.clear)
