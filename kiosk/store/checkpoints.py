"""Moving what was written from SQLite's log into its file, beside the writers instead of by one of them.

SQLite lets the transaction that fills the log do it: a tap then takes 130 ms, and all who wait behind it too.
"""

from collections.abc import Sequence
from contextlib import closing
from threading import Event, Thread

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

EVERY = 1.0
"""Seconds. At a thousand ratings a second the log then holds about 10 MB."""


class Checkpoints(Thread):
    """The thread of one process. Threads of several processes do not get in each other's way: one works, the others find nothing to do."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="checkpoints", daemon=True)
        self._engine = engine
        self._never = Event()

    def run(self) -> None:
        while not self._never.wait(EVERY):
            move(self._engine)


def forget_log(engine: Engine, tables: Sequence[str]) -> bool:
    """Move all and cut SQLite's log to nothing: it tells which changes came together, longer than the tables do.

    On PostgreSQL the old versions of these tables' rows go, which tell the same. Its own log is its operator's.
    False: somebody was reading, and the log stands; another round will find it free.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM {', '.join(tables)}")
        return True
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            (busy, _, _) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except engine.dialect.loaded_dbapi.OperationalError:
            return False
        return not busy


def move(engine: Engine) -> None:
    """Move what can be moved without keeping anybody waiting. What fails is tried again in the next round, and by the next start."""
    try:
        connection = engine.raw_connection()
    except DBAPIError:
        return  # the disk is gone: the next writer says so
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    except engine.dialect.loaded_dbapi.Error:
        return  # or full
    finally:
        connection.close()
