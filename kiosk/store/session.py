"""Transactions: reading in the session of the application's context, writing durably, and what stands beside both."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from kiosk.store import checkpoints, register
from kiosk.store.checkpoints import Checkpoints
from kiosk.store.direct import Direct, beside, committing, joining
from kiosk.store.lock import write_lock
from kiosk.store.tables import Base, db

_tried: tuple[float, bool] | None = None
"""When a write was tried for the health check, and whether it worked."""
_trying = Lock()


def reading() -> Session:
    """The session that questions are asked in; it joins a transaction of `writing` that is open around it."""
    return db.session()


def reading_direct() -> Direct:
    """The driver's cursor in the same transaction, for pages that ask for many sums: the session takes half a millisecond for each."""
    return joining(db.session())


@contextmanager
def asking() -> Iterator[Direct]:
    """The driver's cursor for a question or two, without a session: it sees what is committed, or the open transaction of `writing`."""
    if is_writing():
        yield joining(db.session())
    else:
        with beside(db.engine) as direct:
            yield direct


def engine() -> Engine:
    """The store's engine, for what works beside the session (see `committing`)."""
    return db.engine


def open_transaction() -> Direct | None:
    """The driver's cursor within the transaction of `writing` that is open around; None if there is none."""
    return joining(db.session()) if is_writing() else None


def check_points_beside() -> None:
    """In a server's process: let a thread move SQLite's log into its file. Nothing on PostgreSQL, which does so itself."""
    if db.engine.dialect.name == "sqlite":
        Checkpoints(db.engine).start()


@contextmanager
def writing_direct() -> Iterator[Direct]:
    """`writing`, on the driver's cursor."""
    with writing() as session:
        yield joining(session)


def forget_log(tables: Sequence[str]) -> bool:
    """Leave nothing of these tables' past in the store and its log. False: it was in use."""
    see_anew()
    return checkpoints.forget_log(db.engine, tables)


def see_anew() -> None:
    """End the session's reading transaction, so that what was committed beside it is seen from now on.

    Within a transaction of `writing`, which sees its own, it does nothing.
    """
    if db.session.registry.has() and not is_writing():
        db.session.commit()


def is_writing() -> bool:
    """Whether a transaction of `writing` is open around."""
    # A tap asks, and begins no session for it: that takes longer than to look.
    return db.session.registry.has() and bool(db.session().info.get("writing"))


def let_go(rows: Iterable[Base]) -> None:
    """Take rows out of the session, as they are: what is kept beyond a request must not be emptied by a transaction that fails in it."""
    session = db.session()
    for row in rows:
        if row in session:
            session.expunge(row)


@contextmanager
def writing() -> Iterator[Session]:
    """One durable transaction: committed (fsync) when the block ends, rolled back when it raises. Joins an outer one."""
    session = db.session()
    if session.info.get("writing"):
        yield session
        return
    # Ends a reading transaction: SQLite cannot turn an old snapshot into a writing one.
    session.commit()
    drawn = False
    with write_lock():
        session.info["writing"] = True
        try:
            session.connection(execution_options={"writing": True})
            yield session
            drawn = register.draw_if_changed(session)
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            del session.info["writing"]
            register.ended(session, drawn=drawn)


def can_write() -> bool:
    """Whether a row can be made durable just now, and taken back; nothing of it remains. For the health check.

    Anybody may ask, and each try is two durable transactions: so one tries, the others wait for it, and for a second its answer stands.
    """
    global _tried
    with _trying:
        if _tried is None or monotonic() - _tried[0] >= 1:
            worked = _writes()
            _tried = monotonic(), worked
        return _tried[1]


def _writes() -> bool:
    try:
        for statement in (
            "INSERT INTO health_probe (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET id = excluded.id",
            "DELETE FROM health_probe",
        ):
            with write_lock(), committing(db.engine) as direct:
                direct.run(statement)
    except (db.engine.dialect.loaded_dbapi.Error, SQLAlchemyError, OSError):
        return False
    return True
