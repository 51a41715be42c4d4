"""Copies of the store while it is in use, and putting one back. Knows files and databases, nothing of what is in them."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect

from kiosk.store.engine import StoreError


def copy_store(engine: Engine, target: Path) -> None:
    """A whole and consistent copy as one file, made while others write; on PostgreSQL by pg_dump. StoreError if that fails."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    if engine.dialect.name == "postgresql":
        _run("pg_dump", "--format=custom", "--no-owner", f"--file={target}", _libpq(engine))
        _run("pg_restore", "--list", str(target))
        return
    source = str(engine.url.database)
    try:
        with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as from_, closing(sqlite3.connect(target)) as to:
            from_.backup(to)
            # One file that needs no other beside it.
            to.execute("PRAGMA journal_mode=DELETE")
            (found,) = to.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise StoreError(f"the copy could not be made: {error}") from error
    if found != "ok":
        raise StoreError(f"the copy is damaged, and so perhaps the store: {found}")
    with target.open("rb") as file:
        os.fsync(file.fileno())


def put_back(engine: Engine, copy: Path, aside: Path) -> None:
    """Let the store be this copy. On SQLite what was there is moved to `aside`; on PostgreSQL the database must be empty."""
    if engine.dialect.name == "postgresql":
        if inspect(engine).get_table_names():
            raise StoreError("this database is not empty: create a new one and let LOKET_DATABASE_URL name it; the old one stays as it is")
        _run("pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_libpq(engine)}", str(copy))
        return
    store = Path(str(engine.url.database))
    engine.dispose()
    for file in store.parent.glob(f"{store.name}*"):
        file.rename(aside / file.name)
    # Copied beside it first, so that the store is there whole or not at all.
    draft = store.with_name(f"{store.name}.draft")
    shutil.copyfile(copy, draft)
    draft.chmod(0o600)
    draft.rename(store)


def _libpq(engine: Engine) -> str:
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=False)


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  # PostgreSQL's own programs
    except FileNotFoundError:
        raise StoreError(f"{command[0]} is needed (Debian, Ubuntu: apt-get install postgresql-client)") from None
    except subprocess.CalledProcessError as error:
        raise StoreError(f"{command[0]} failed: {error.stderr.strip()}") from error
