"""What a driver raises is the store's trouble, or the asker's: the same on both databases."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from kiosk import places
from kiosk.recording import Unavailable, has_just_failed
from kiosk.store import reading, writing_direct
from kiosk.store.failures import is_failing, is_of_database
from kiosk.store.opening import FILE
from kiosk.store.tables import db
from tests.conftest import AppMaker
from tests.make import make_counter, make_rating, make_unit
from tests.page import PageClient


@pytest.mark.parametrize("driver", [sqlite3, psycopg])
def test_what_is_asked_wrongly_is_no_failure(driver: object) -> None:
    failing = {"DatabaseError", "OperationalError", "InternalError", "InterfaceError"}
    for name in (*failing, "IntegrityError", "DataError", "ProgrammingError", "NotSupportedError"):
        error = getattr(driver, name)("said")
        assert is_of_database(error)
        assert is_failing(error) is (name in failing), name
        assert is_failing(DBAPIError.instance("SELECT", {}, error, driver.Error)) is (name in failing), name  # type: ignore[attr-defined]
    assert not is_of_database(ValueError())
    assert not is_failing(ValueError())
    assert not is_failing(OSError())


@pytest.fixture
def read_only(app: Flask, backend: str) -> Iterator[None]:
    """PostgreSQL after a failover; SQLite is stopped by a pragma, as by a file system that is mounted anew."""

    def stop(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON")

    def all_of_postgresql(is_so: str) -> None:
        with writing_direct() as direct:
            direct.run("SET TRANSACTION READ WRITE")
            direct.run(f"ALTER DATABASE {direct.all('SELECT current_database()')[0][0]} SET default_transaction_read_only = {is_so}")

    with app.app_context():
        if backend == "postgresql":
            all_of_postgresql("on")
        else:
            event.listen(db.engine, "connect", stop)
        db.engine.dispose()
    yield
    with app.app_context():
        if backend == "postgresql":
            all_of_postgresql("off")
        else:
            event.remove(db.engine, "connect", stop)
        db.engine.dispose()


@pytest.mark.stores
@pytest.mark.usefixtures("tablet", "read_only")
def test_a_store_that_turns_read_only_says_when_to_come_again(tablet: PageClient) -> None:
    ids = {"visit": "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f", "answer": "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e60"}
    sent = ids | {"question": "S0", "score": "3", "given_at": "2026-11-19T14:42:00+07:00"}
    answer = tablet.browser.post("/counter/answers", data=sent)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (503, "2")
    assert tablet.browser.get("/healthz").status_code == 503


def test_a_damaged_page_refuses_taps_in_order_and_is_unhealthy(make_app: AppMaker) -> None:
    """A page of the ledger's index, where no health check looks."""
    app = make_app()
    with app.app_context():
        place = make_counter(make_unit("kanim"), "kanim-1")
        for _ in range(40):
            make_rating(place)
        root = reading().execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_entry_visit'")).scalar_one()
        size = reading().execute(text("PRAGMA page_size")).scalar_one()
        db.session.remove()
        db.engine.dispose()
        damage(app.extensions["settings"].data / FILE, (root - 1) * size)
        place = places.place_by_counter_code("kanim-1")  # type: ignore[assignment]
        with pytest.raises(Unavailable, match="malformed"):
            make_rating(place)
        assert has_just_failed()
    assert app.test_client().get("/healthz").status_code == 503


def damage(file: Path, at: int) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(b"\xff" * 64)
