"""Opening the store: where it lies, how its connections behave, and who may use it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from kiosk import files
from kiosk.config import Settings
from kiosk.refusals import Refusal
from kiosk.store import disk, memory
from kiosk.store.lock import in_use, lock_with, wait_at_most
from kiosk.store.tables import db

FILE = "loket.sqlite3"
IN_USE = "in-use.lock"
POSTGRESQL = "postgresql+psycopg"
PREPARE, NEVER = "prepare_threshold", "none"
"""In a database_url: no statement is prepared. A pooler that gives each transaction another connection (PgBouncer before 1.21) would
execute another one under the same name."""
# Among ourselves a lock decides who writes; this is for others, such as a shell that holds the file open for writing.
LONGEST_WAIT = 8.0
"""Seconds that a server waits for the writers' lock, which a transaction holds for some milliseconds. Tablets ask again after ten."""
BUSY_SECONDS = 5


class StoreError(Refusal):
    """The store cannot be used; the text says what to do."""


def open_store(app: Flask, settings: Settings) -> None:
    """Bind the application to its database. The data folder is made if absent, readable by the service alone."""
    try:
        files.make_folder(settings.data)
    except OSError as error:
        raise StoreError(f"cannot make the data folder {settings.data}: {error.strerror}") from error
    url = database_url(settings)
    sqlite = url.startswith("sqlite")
    app.config["SQLALCHEMY_DATABASE_URI"], told = _divided(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_size": settings.threads + 2,
        # The one used last comes first: its pages and statements are still in its memory, and the others need none.
        "pool_use_lifo": True,
        "connect_args": {"timeout": BUSY_SECONDS, "cached_statements": 512} if sqlite else told,
    }
    db.init_app(app)
    lock_with(settings.data / "write.lock" if sqlite else None)
    memory.use(str(settings.data))
    disk.watch(settings.data, settings.disk_floor)
    with app.app_context():
        (_behave if sqlite else _wait_bounded)(db.engine)


def database_url(settings: Settings) -> str:
    """SQLAlchemy's URL of the store; plain postgresql:// means the psycopg 3 driver."""
    if not settings.database_url:
        return sqlite_url(settings.data / FILE)
    try:
        url = make_url(settings.database_url)
    except (ArgumentError, ValueError) as error:  # ValueError: what stands as a port is no number
        raise StoreError(
            "database_url is not a database address such as postgresql://user@host/name, or with several hosts "
            "postgresql://user@/name?host=one:5432&host=two:5432"
        ) from error
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername=POSTGRESQL)
    if url.drivername not in (POSTGRESQL, "sqlite"):
        raise StoreError(f"database_url names {url.drivername}; the store is PostgreSQL (postgresql://…) or an SQLite file")
    if url.query.get(PREPARE, NEVER) != NEVER:
        raise StoreError(f"database_url: {PREPARE} can only be {NEVER}; without it statements are prepared as the driver does")
    return url.render_as_string(hide_password=False)


def engine_beside(url: str) -> Engine:
    """An engine on any store, beside that of the application; it keeps no connection."""
    address, told = _divided(url)
    engine = create_engine(address, poolclass=NullPool, connect_args=told)
    if engine.dialect.name == "postgresql":
        _wait_bounded(engine)
    return engine


def _divided(url: str) -> tuple[str, dict[str, Any]]:
    """The address as libpq knows it, and what the driver alone is told: its address can say neither "never" nor None."""
    address = make_url(url)
    told = {PREPARE: None} if PREPARE in address.query else {}
    return address.difference_update_query([PREPARE]).render_as_string(hide_password=False), told


def sqlite_url(file: Path) -> str:
    """SQLAlchemy's URL of an SQLite file, whatever is in its name: `?` begins options there, `%` an escaped letter."""
    return URL.create("sqlite", database=str(file.absolute())).render_as_string()


def read_only(file: Path) -> sqlite3.Connection:
    """A connection that can change nothing. sqlite3.Error if there is no such file, when it is first asked."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def open_alone(settings: Settings) -> Iterator[None]:
    """For replacing the store: no server may use the data folder meanwhile, and none starts. StoreError if one does."""
    try:
        files.make_folder(settings.data)
        with in_use(settings.data / IN_USE, alone=True) as free:
            if not free:
                raise StoreError(f"a server uses {settings.data}: stop it first")
            yield
    except OSError as error:
        raise StoreError(f"cannot use {settings.data}: {error.strerror}") from error


@contextmanager
def open_to_serve(settings: Settings) -> Iterator[None]:
    """For a server: any number may, but not while the store is being replaced. StoreError then."""
    with in_use(settings.data / IN_USE, alone=False) as free:
        if not free:
            raise StoreError(f"{settings.data} is being restored: wait until that has ended")
        wait_at_most(LONGEST_WAIT)
        yield


def _behave(engine: Engine) -> None:
    """SQLite as the design wants it; SQLAlchemy, not the driver, says where transactions begin."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        # A server moves the log into the file beside the writers (checkpoints.py). Only at 64 MB does a writer do so itself.
        late = "wal_autocheckpoint=16000"
        # What is deleted or written over is gone from the file too, and not only from its tables.
        gone = "secure_delete=ON"
        busy = f"busy_timeout={BUSY_SECONDS * 1000}"
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", busy, late, gone, "recursive_triggers=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_bounded(engine: Engine) -> None:
    from kiosk.store import standby  # its driver, which an SQLite file does not need

    standby.wait_bounded(engine)


def close_connections() -> None:
    """Give all connections back; the next question opens one anew."""
    db.session.remove()
    db.engine.dispose()


def leave_connections() -> None:
    """In a worker just forked: the parent's connections are the parent's, ours come anew."""
    db.engine.dispose(close=False)
