"""Copies of the store while it is in use, and putting one back. Knows files and databases, nothing of what is in them."""

import errno
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine, inspect

from kiosk import files
from kiosk.store.opening import StoreError, engine_beside, read_only

ON_TRIAL = "restore_on_trial"
"""On PostgreSQL this table says that what lies beside it was put back and is not checked yet. No dump has it."""


def copy_store(engine: Engine, target: Path) -> None:
    """A whole and consistent copy as one file, made while others write; on PostgreSQL by pg_dump. StoreError if that fails."""
    if target.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
    # Under another name until it is whole: what a killed process leaves is taken for no copy.
    draft = target.with_name(f"{files.DRAFT}{target.name}")
    draft.unlink(missing_ok=True)
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _copy(engine, draft)
        files.to_disk(draft)
        files.move(draft, target)
    finally:
        draft.unlink(missing_ok=True)


def _copy(engine: Engine, draft: Path) -> None:
    if engine.dialect.name == "postgresql":
        _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={draft}", f"--dbname={_libpq(engine)}")
        _run(engine, "pg_restore", "--list", str(draft))
        return
    try:
        with closing(read_only(Path(str(engine.url.database)))) as from_, closing(sqlite3.connect(draft)) as to:
            from_.backup(to)
            # One file that needs no other beside it.
            to.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(f"the copy could not be made: {error}") from error
    check_copy(draft)


def check_copy(copy: Path) -> None:
    """Every page and index of an SQLite file. StoreError if one is damaged."""
    try:
        with closing(read_only(copy)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{copy.name} is damaged: {error}") from error
    if found != "ok":
        raise StoreError(f"{copy.name} is damaged: {found}")


def put_back(engine: Engine, copy: Path, aside: Path) -> None:
    """Let the store be this copy. On SQLite what was there is moved to `aside`; on PostgreSQL the database must be empty (`on_trial`)."""
    if engine.dialect.name == "postgresql":
        _run(engine, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_libpq(engine)}", str(copy))
        return
    store = Path(str(engine.url.database))
    engine.dispose()
    # First copied beside it and down to the disk: a full disk is noticed while the old store is still in its place.
    draft = store.with_name(f"{files.DRAFT}{store.name}")
    for left in store.parent.glob(f"{files.DRAFT}*{store.name}"):
        left.unlink(missing_ok=True)  # of a restore that was killed
    try:
        files.copy(copy, draft)
    except OSError as error:
        raise StoreError(f"the copy could not be put beside {store}: {error.strerror}. Nothing was changed") from error
    for file in store.parent.glob(f"{store.name}*"):
        files.move(file, aside / file.name)
    files.move(draft, store)


@contextmanager
def on_trial(url: str) -> Iterator[None]:
    """For putting a copy back into an empty PostgreSQL database, which alone can tell what is in it.

    Until the block has ended well nobody serves it (`must_not_be_on_trial`); a process that is killed leaves it so. A block that raises
    leaves an empty database again.
    """
    engine = engine_beside(url)
    if inspect(engine).get_table_names():
        raise StoreError("this database is not empty: create a new one and let LOKET_DATABASE_URL name it; the old one stays as it is")
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {ON_TRIAL} ()")
    try:
        yield
    except BaseException:
        _empty(engine)
        raise
    with engine.begin() as connection:
        connection.exec_driver_sql(f"DROP TABLE {ON_TRIAL}")


def must_not_be_on_trial(engine: Engine) -> None:
    """Refuse a database whose restore has not ended."""
    if engine.dialect.name == "postgresql" and inspect(engine).has_table(ON_TRIAL):
        raise StoreError(
            "a restore into this database has not ended, and what is in it is not checked. Wait for it; if it was stopped, create a "
            "new database, let LOKET_DATABASE_URL name it, and restore again"
        )


def _empty(engine: Engine) -> None:
    """Drop every table, and the functions of their triggers, in one transaction."""
    tables = "SELECT 'DROP TABLE ' || quote_ident(tablename) || ' CASCADE' FROM pg_tables WHERE schemaname = current_schema()"
    functions = (
        "SELECT 'DROP FUNCTION ' || oid::regprocedure FROM pg_proc "
        "WHERE pronamespace = current_schema()::regnamespace AND prorettype = 'trigger'::regtype"
    )
    with engine.begin() as connection:
        for found in (tables, functions):
            for (statement,) in connection.exec_driver_sql(found).all():
                connection.exec_driver_sql(statement)


def _libpq(engine: Engine) -> str:
    """What libpq's programs connect to, several hosts too, as the driver is told: SQLAlchemy's address writes those in its own way.

    Without the password, which every user of the machine could read in the list of processes (see `_run`).
    """
    (_, told) = engine.dialect.create_connect_args(engine.url)
    # Only here: it takes a tenth of a second, and most stores are a file.
    from psycopg.conninfo import make_conninfo

    # The driver is told things of Python's too, which are no words of libpq's.
    return make_conninfo("", **{name: value for name, value in told.items() if name != "password" and isinstance(value, str | int)})


def _run(engine: Engine, *command: str) -> None:
    secret = {"PGPASSWORD": str(engine.url.password)} if engine.url.password else {}
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | secret)  # noqa: S603  # PostgreSQL's own
    except FileNotFoundError:
        raise StoreError(f"{command[0]} is needed (Debian, Ubuntu: apt-get install postgresql-client)") from None
    except subprocess.CalledProcessError as error:
        raise StoreError(f"{command[0]} failed: {error.stderr.strip()}") from error
