"""Group commit: one thread of each process writes all that is waiting in one durable transaction, then wakes who waits.

Nobody waits for company: what comes while a transaction is being made durable is the next one. On a disk that takes 8 ms
to be sure, eight taps so take as long as one.
"""

import logging
import os
from collections.abc import Sequence
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from kiosk.ledger.append import Received, append
from kiosk.ledger.rating import Failed, Outcome, Unavailable
from kiosk.store import committing

MOST_TOGETHER = 256
"""Ratings in one transaction, unless one caller alone brings more."""
MOST_WAITING = 512
"""Callers that may wait; the next one is told to come again."""

log = logging.getLogger("kiosk.ledger")


class _Job(NamedTuple):
    batch: Sequence[Received]
    outcomes: "Future[list[Outcome]]"


class Writer:
    """The writer of one store in this process. Its thread starts with the first rating, so after any fork."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: SimpleQueue[_Job] = SimpleQueue()
        self._starting = Lock()
        self._thread: Thread | None = None
        # What says that the store is away, and not that a row is bad.
        self._away = (engine.dialect.loaded_dbapi.OperationalError, SQLAlchemyError, OSError)

    def submit(self, batch: Sequence[Received]) -> list[Outcome]:
        """Wait until the batch is durable, or refused. Raises Unavailable; then nothing of it is stored."""
        if self._waiting.qsize() >= MOST_WAITING:
            raise Unavailable(f"{MOST_WAITING} callers are waiting to be stored")
        job = _Job(batch, Future())
        self._waiting.put(job)
        if self._thread is None:
            self._start()
        return job.outcomes.result()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._run, name="ledger-writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            jobs = [self._waiting.get()]
            size = len(jobs[0].batch)
            while size < MOST_TOGETHER:
                try:
                    jobs.append(self._waiting.get_nowait())
                except Empty:
                    break
                size += len(jobs[-1].batch)
            self._settle(jobs)

    def _settle(self, jobs: Sequence[_Job]) -> None:
        """Answer every job, whatever happens."""
        try:
            outcomes = iter(self._store([received for job in jobs for received in job.batch]))
            for job in jobs:
                job.outcomes.set_result([next(outcomes) for _ in job.batch])
        except BaseException as error:  # the thread lives on: those who come later wait for it
            for job in jobs:
                if not job.outcomes.done():
                    job.outcomes.set_exception(error)

    def _store(self, batch: Sequence[Received]) -> list[Outcome]:
        try:
            with committing(self._engine) as direct:
                return append(direct, batch)
        except self._away as error:
            log.error("the store cannot be written: %s", error)
            raise Unavailable(str(error)) from error
        except Exception as error:
            if len(batch) > 1:
                log.warning("a transaction of %d ratings failed, each is tried alone: %s", len(batch), error)
                return [outcome for received in batch for outcome in self._store([received])]
            log.exception("the store refuses a rating of counter %s", batch[0].fields["counter"])
            return [Failed()]


_writers: dict[Engine, Writer] = {}


def writer_of(engine: Engine) -> Writer:
    """The store's writer in this process."""
    return _writers.get(engine) or _writers.setdefault(engine, Writer(engine))


# A forked process has the parent's writers, but not their threads.
os.register_at_fork(after_in_child=_writers.clear)
