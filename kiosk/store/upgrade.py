"""Making the schema in a new store, bringing an older one up to date, and refusing what this version cannot. Stands on alembic."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.clock import system_clock
from kiosk.files import DRAFT
from kiosk.store import conversion, schema
from kiosk.store.backup import copy_store
from kiosk.store.lock import write_lock
from kiosk.store.opening import StoreError
from kiosk.store.tables import db

COPY = "before-{to}-{at:%Y%m%dT%H%M%SZ}.{kind}"
"""A store as it was before it was brought up to date, in its own database's form: to be put in its place, or restored by pg_restore."""
KINDS = {"sqlite": "sqlite3", "postgresql": "pgdump"}


def upgrade(copies: Path | None) -> Path | None:
    """As `schema.migrate_store`, for a store that is not of the newest revision."""
    copy = None
    try:
        with write_lock(), _changing() as connection:
            # Asked within the transaction: another process may have done it meanwhile.
            found = schema.revision(connection)
            _must_be_known(found)
            if found is None:
                _must_be_empty(connection)
            if copies and found not in (None, schema.newest()):
                copy = _copied(copies)
            if found == conversion.FROM:
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
                    connection.execute(text("SELECT pg_advisory_xact_lock(:one)"), {"one": schema.ONE_AT_A_TIME})
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
    target = folder / COPY.format(to=schema.newest(), at=system_clock(), kind=KINDS[db.engine.dialect.name])
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
        raise schema.NoCopy(
            f"the store must be brought up to date, and no copy of it could be made before: {error}. Nothing was changed"
        ) from error
    return target


def _alembic() -> alembic.config.Config:
    config = alembic.config.Config()
    config.set_main_option("script_location", str(schema.REVISIONS).replace("%", "%%"))
    return config
