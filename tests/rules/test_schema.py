"""The migrated schema is the one that the classes map, on both databases."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask
from sqlalchemy import text

from kiosk import ledger
from kiosk.store import Base, reading, writing
from kiosk.store.tables import db
from tests.conftest import AppMaker
from tests.make import make_counter, make_rating


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata))


def test_sqlite(inside: Flask) -> None:
    assert differences() == [], "write a revision in kiosk/store/migrations/versions, or put the class right"


def postgres_tools() -> Path | None:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: -int(p.parts[-3]))
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).parent if on_path else None


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL: TEST_DATABASE_URL, or a server of our own (toolchain.md 10)."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    tools = postgres_tools()
    if tools is None:
        if os.environ.get("CI"):
            pytest.fail("CI installs PostgreSQL (see .ci/run), yet it is not here")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    # A short path: a socket's address holds 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    as_other = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    if as_other:
        shutil.chown(folder, "postgres")

    def run(*command: str) -> None:
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        subprocess.run([*as_other, *command], check=True, cwd="/", env=environment, stdout=subprocess.DEVNULL, timeout=60)

    options = f"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        run(str(tools / "initdb"), "-D", f"{folder}/d", "-U", "kiosk", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        run(str(tools / "pg_ctl"), "-D", f"{folder}/d", "-w", "-l", f"{folder}/log", "-o", options, "start")
        yield f"postgresql://kiosk@/postgres?host={folder}"
        run(str(tools / "pg_ctl"), "-D", f"{folder}/d", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def test_postgresql(make_app: AppMaker, postgres: str) -> None:
    from kiosk.cli.session import prepare_store

    app = make_app(database_url=postgres)
    with app.app_context():
        prepare_store(app)
        assert db.engine.dialect.name == "postgresql"
        assert differences() == []
        _ledger_is_kept()


def _ledger_is_kept() -> None:
    """The triggers of PostgreSQL refuse what those of SQLite refuse (tests/test_ledger.py)."""
    place = make_counter()
    for score in (1, 2):
        make_rating(place, "S0", score)
    for statement in ("UPDATE entry SET score = 4", "DELETE FROM entry", "TRUNCATE entry", "UPDATE entry SET seq = 9 WHERE seq = 2"):
        with pytest.raises(Exception, match="append-only"), writing() as session:
            session.execute(text(statement))
    reading().rollback()
    assert [(e.seq, e.score) for e, _leaf in ledger.entries(place.unit)] == [(1, 1), (2, 2)]
