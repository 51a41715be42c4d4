"""The schema: whether a store has the newest one, and making it or bringing it there where it has not (by upgrade.py)."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.store.opening import StoreError
from kiosk.store.tables import db

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
    made = None if is_migrated() else _upgrade(copies)
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
    return _revision_now() == newest()


def has_schema() -> bool:
    """Whether there is a store at all, of any revision. Raises StoreError if it cannot be read."""
    return _revision_now() is not None


def newest() -> str:
    """The newest revision, by the name of its file: 0025_unit_lists.py → 0025. (alembic would say so too, after loading itself and all.)"""
    return max(file.name.partition("_")[0] for file in (REVISIONS / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str | None:
    """The revision of the store; None: it has no schema of ours yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _revision_now() -> str | None:
    try:
        with db.engine.connect() as connection:
            return revision(connection)
    except DBAPIError as error:
        raise StoreError(f"cannot read the database: {error.orig}") from error


def _upgrade(copies: Path | None) -> Path | None:
    # Only now: most starts find the newest schema, and what changes one (alembic) takes longer to import than to ask.
    from kiosk.store.upgrade import upgrade

    return upgrade(copies)
