"""GET /healthz: whether a rating could be stored just now."""

from time import sleep

from flask import Flask
from sqlalchemy import event, text

import kiosk
from kiosk.store import reading
from kiosk.store.tables import db
from tests.page import PageClient


def test_it_is_well(anonymous: PageClient) -> None:
    assert anonymous.get("/healthz").json == {"status": "ok", "version": kiosk.__version__}


def test_a_store_that_cannot_be_written_is_said(app: Flask, anonymous: PageClient) -> None:
    with app.app_context():
        db.engine.dispose()

        def forbid(connection: object, _record: object) -> None:
            connection.execute("PRAGMA query_only=ON")  # type: ignore[attr-defined]

        event.listen(db.engine, "connect", forbid)
    try:
        assert anonymous.get("/healthz", status=503).json != {"status": "ok", "version": kiosk.__version__}
    finally:
        with app.app_context():
            event.remove(db.engine, "connect", forbid)
            db.engine.dispose()
    sleep(1)
    assert anonymous.get("/healthz").json == {"status": "ok", "version": kiosk.__version__}


def test_a_hundred_who_ask_at_once_bring_one_try(app: Flask, anonymous: PageClient) -> None:
    with app.app_context():
        engine = db.engine
    engine.dispose()
    traced: list[str] = []

    def trace(connection: object, _record: object) -> None:
        connection.set_trace_callback(traced.append)  # type: ignore[attr-defined]

    event.listen(engine, "connect", trace)
    try:
        for _ in range(100):
            anonymous.get("/healthz")
    finally:
        event.remove(engine, "connect", trace)
        engine.dispose()
    tried = [statement for statement in traced if statement.startswith("INSERT INTO health_probe")]
    assert 1 <= len(tried) <= 3, "one, and one for each second that a slow machine takes"


def test_nothing_remains_of_the_attempt(app: Flask, anonymous: PageClient) -> None:
    anonymous.get("/healthz")
    with app.app_context():
        assert reading().scalar(text("SELECT count(*) FROM health_probe")) == 0
