"""The store: engine, transactions, column types, migrations. The only place that knows which database it is.

SQLite keeps every acknowledged write through a power cut (WAL, synchronous=FULL); one writer at a time holds a real lock,
because SQLite's own busy handler sleeps up to 100 ms between tries.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from kiosk.store.engine import StoreError, leave_connections, migrate_store, open_store
from kiosk.store.lock import write_lock
from kiosk.store.tables import Base, Day, Moment, db

__all__ = ["Base", "Day", "Moment", "StoreError", "can_write", "leave_connections", "migrate_store", "open_store", "reading", "writing"]


def reading() -> Session:
    """The session that questions are asked in; it joins a transaction of `writing` that is open around it."""
    return db.session()


@contextmanager
def writing() -> Iterator[Session]:
    """One durable transaction: committed (fsync) when the block ends, rolled back when it raises. Joins an outer one."""
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    # Ends a reading transaction: SQLite cannot turn an old snapshot into a writing one.
    session.commit()
    with write_lock():
        session.info["writing"] = True
        try:
            session.connection(execution_options={"writing": True})
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info["writing"]


class _Undo(Exception):
    pass


def can_write() -> bool:
    """Whether a row can be written just now; nothing of the attempt remains. For the health check."""
    from sqlalchemy import text
    from sqlalchemy.exc import SQLAlchemyError

    try:
        with writing() as session:
            session.execute(text("INSERT INTO health_probe (id) VALUES (1)"))
            raise _Undo
    except _Undo:
        return True
    except (SQLAlchemyError, OSError):
        return False
