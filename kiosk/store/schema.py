"""The schema: making it in a new store, bringing an older one up to date, and refusing what this version cannot."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.clock import system_clock
from kiosk.files import DRAFT
from kiosk.store import conversion
from kiosk.store.backup import copy_store
from kiosk.store.lock import write_lock
from kiosk.store.opening import StoreError
from kiosk.store.tables import db

COPY = "before-{to}-{at:%Y%m%dT%H%M%SZ}.{kind}"
"""A store as it was before it was brought up to date, in its own database's form: to be put in its place, or restored by pg_restore."""
KINDS = {"sqlite": "sqlite3", "postgresql": "pgdump"}
REVISIONS = Path(__file__).parent / "migrations"
ONE_STARTS, ONE_AT_A_TIME = 20260020, 20260021
"""The advisory locks of PostgreSQL under which a start prepares the store, and within it a schema is changed; taken in this order.

On SQLite the store's own lock does it.
"""


class NoCopy(StoreError):
    """The store must be brought up to date, and could not be copied before."""


def migrate_store(copies: Path | None) -> Path | None:
    """Bring the schema to the newest revision (within an application context). Twice at once is harmless.

    It is one transaction: one that is interrupted leaves the store as it was, and the next start begins anew. A store of an older
    revision is copied into the folder `copies` before; None: what is migrated is a copy itself. Returns the copy made.
    Raises StoreError for a store that this version cannot bring up to date, and leaves it untouched.
    """
    made = None if is_migrated() else _migrate(copies)
    # What was read or written under the default mask before is closed to other accounts of the machine too.
    if db.engine.dialect.name == "sqlite" and db.engine.url.database:
        os.chmod(db.engine.url.database, 0o600)
    return made


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """What a start writes into the store is written by one process at a time, on PostgreSQL too; SQLite has one writer anyway."""
    if db.engine.dialect.name == "sqlite":
        yield
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("SELECT pg_advisory_lock(:one)"), {"one": ONE_STARTS})
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:one)"), {"one": ONE_STARTS})


def is_migrated() -> bool:
    """Whether the schema is the newest one. Changes nothing; raises StoreError if the store cannot be read."""
    return _revision_now() == _newest()


def has_schema() -> bool:
    """Whether there is a store at all, of any revision. Raises StoreError if it cannot be read."""
    return _revision_now() is not None


def _migrate(copies: Path | None) -> Path | None:
    copy = None
    try:
        with write_lock(), _changing() as connection:
            # Asked within the transaction: another process may have done it meanwhile.
            revision = _revision(connection)
            _must_be_known(revision)
            if revision is None:
                _must_be_empty(connection)
            if copies and revision not in (None, _newest()):
                copy = _copied(copies)
            if revision == conversion.FROM:
                conversion.convert(connection)
            config = _alembic()
            config.attributes["connection"] = connection
            alembic.command.upgrade(config, "head")
    except BaseException as error:
        # The store is as it was. A service that starts again and again would fill the disk with copies of it.
        if copy:
            copy.unlink(missing_ok=True)
        if isinstance(error, DBAPIError):
            raise StoreError(f"cannot write the database: {error.orig}") from error
        raise
    return copy


@contextmanager
def _changing() -> Iterator[Connection]:
    """A transaction that may remake a table that others refer to, and in which nobody else changes the schema."""
    with db.engine.connect() as connection:
        connection.execution_options(writing=True)
        driver: Any = connection.connection.driver_connection
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            # Within a transaction it would be passed over.
            driver.execute("PRAGMA foreign_keys=OFF")
        try:
            with connection.begin():
                if not sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:one)"), {"one": ONE_AT_A_TIME})
                yield connection
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")


def _must_be_known(revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_alembic()).walk_revisions()}
    if revision is None or revision == conversion.FROM or revision in known:
        return
    if revision in conversion.OLDER:
        raise StoreError(
            f"this store is at revision {revision}, and this version takes stores from {conversion.FROM} on. Start it once with the "
            f"version of commit {conversion.BRINGS_TO_FROM}, which brings it there, and then with this one. Nothing was changed"
        )
    raise StoreError(f"this store is at revision {revision}, which a newer version made. Start that one. Nothing was changed")


def _must_be_empty(connection: Connection) -> None:
    """Refuse a database of another program: our tables would stand among its own."""
    if found := set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise StoreError(
            f"this database holds tables of another program ({', '.join(sorted(found)[:3])}): give Suara Loket one of its own. "
            "Nothing was changed"
        )


def _copied(folder: Path) -> Path:
    """A copy of the store beside it. StoreError if there is no room for it."""
    target = folder / COPY.format(to=_newest(), at=system_clock(), kind=KINDS[db.engine.dialect.name])
    is_ours = not target.exists()
    # One schema is changed at a time, so these are of processes that were killed; each is as large as the store.
    for left in folder.glob(f"{DRAFT}{COPY.partition('{')[0]}*"):
        left.unlink(missing_ok=True)
    try:
        copy_store(db.engine, target)
    except BaseException as error:
        if is_ours:
            target.unlink(missing_ok=True)
        if not isinstance(error, OSError | StoreError):
            raise
        raise NoCopy(
            f"the store must be brought up to date, and no copy of it could be made before: {error}. Nothing was changed"
        ) from error
    return target


def _newest() -> str:
    return str(ScriptDirectory.from_config(_alembic()).get_current_head())


def _revision_now() -> str | None:
    try:
        with db.engine.connect() as connection:
            return _revision(connection)
    except DBAPIError as error:
        raise StoreError(f"cannot read the database: {error.orig}") from error


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _alembic() -> alembic.config.Config:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(REVISIONS).replace("%", "%%"))
    return config
