"""PostgreSQL with a synchronous standby: a commit waits for it, and where it is gone, for ever.

No timeout of the server's reaches that wait: a statement's has ended before it begins. So we end it ourselves, and say that the store has
failed. The transaction stands on the primary then; what is sent again is found there, and answered once a standby is back.

Source: PostgreSQL, "Synchronous Replication" (a cancelled wait commits locally, with a warning). Imported where the store is PostgreSQL.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Timer
from typing import Any

import psycopg
from sqlalchemy import Engine, event

LONGEST_WAIT = 8.0
"""Seconds; as long as for the writers' lock. Tablets ask again after ten."""


class Connection(psycopg.Connection[Any]):
    """Waits for no standby longer than that."""

    has_standby = False

    def commit(self) -> None:
        with self.bounded():
            super().commit()

    @contextmanager
    def bounded(self) -> Iterator[None]:
        """What in the block waits for the end of a transaction. OperationalError after that long."""
        if not self.has_standby:
            yield
            return
        late = Event()

        def end() -> None:
            late.set()
            self.cancel_safe(timeout=LONGEST_WAIT)

        alarm = Timer(LONGEST_WAIT, end)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()
            alarm.join()  # one that has gone off would end what this connection does next
        if late.is_set():
            raise psycopg.OperationalError(f"no synchronous standby has answered for {LONGEST_WAIT:g} s")


def wait_bounded(engine: Engine) -> None:
    """Let connections of this engine wait for a standby no longer than that. One that is named later is known after a restart."""

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Any, record: Any, given: Any, named: Any) -> Connection:
        made = Connection.connect(*given, **named)
        names = made.execute("SHOW synchronous_standby_names").fetchone()
        if names and names[0]:
            # Who waits for another's row waits for its standby too.
            made.execute(f"SET lock_timeout = {round(LONGEST_WAIT * 1000)}")
            made.has_standby = True
        psycopg.Connection.commit(made)
        return made
