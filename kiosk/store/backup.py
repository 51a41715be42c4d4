"""Copies of the store while it is in use, and putting one back. Knows files and databases, nothing of what is in them."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect

from kiosk.store.opening import StoreError


def copy_store(engine: Engine, target: Path) -> None:
    """A whole and consistent copy as one file, made while others write; on PostgreSQL by pg_dump. StoreError if that fails."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    if engine.dialect.name == "postgresql":
        _run(engine, "pg_dump", "--format=custom", "--no-owner", f"--file={target}", _libpq(engine))
        _run(engine, "pg_restore", "--list", str(target))
        return
    source = str(engine.url.database)
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as from_, closing(sqlite3.connect(target)) as to:
            from_.backup(to)
            # One file that needs no other beside it.
            to.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(f"the copy could not be made: {error}") from error
    check_copy(target)
    with target.open("rb") as file:
        os.fsync(file.fileno())


def check_copy(copy: Path) -> None:
    """Every page and index of an SQLite file. StoreError if one is damaged."""
    try:
        with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as connection:
            (found,) = connection.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"{copy.name} is damaged: {error}") from error
    if found != "ok":
        raise StoreError(f"{copy.name} is damaged: {found}")


def put_back(engine: Engine, copy: Path, aside: Path) -> None:
    """Let the store be this copy. On SQLite what was there is moved to `aside`; on PostgreSQL the database must be empty."""
    if engine.dialect.name == "postgresql":
        if inspect(engine).get_table_names():
            raise StoreError("this database is not empty: create a new one and let LOKET_DATABASE_URL name it; the old one stays as it is")
        _run(engine, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_libpq(engine)}", str(copy))
        return
    store = Path(str(engine.url.database))
    engine.dispose()
    # First copied beside it and down to the disk: a full disk is noticed while the old store is still in its place.
    draft = store.with_name(f"draft-{store.name}")
    try:
        shutil.copyfile(copy, draft)
        draft.chmod(0o600)
        _to_disk(draft)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise StoreError(f"the copy could not be put beside {store}: {error.strerror}. Nothing was changed") from error
    for file in store.parent.glob(f"{store.name}*"):
        file.rename(aside / file.name)
    draft.rename(store)
    _to_disk(store.parent)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _libpq(engine: Engine) -> str:
    """The address without the password, which every user of the machine could read in the list of processes (see `_run`)."""
    return engine.url.set(drivername="postgresql", password=None).render_as_string()


def _run(engine: Engine, *command: str) -> None:
    secret = {"PGPASSWORD": str(engine.url.password)} if engine.url.password else {}
    try:
        subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | secret)  # noqa: S603  # PostgreSQL's own
    except FileNotFoundError:
        raise StoreError(f"{command[0]} is needed (Debian, Ubuntu: apt-get install postgresql-client)") from None
    except subprocess.CalledProcessError as error:
        raise StoreError(f"{command[0]} failed: {error.stderr.strip()}") from error
