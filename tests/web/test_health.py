"""GET /healthz: whether a rating could be stored just now."""

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
    assert anonymous.get("/healthz").json == {"status": "ok", "version": kiosk.__version__}


def test_nothing_remains_of_the_attempt(app: Flask, anonymous: PageClient) -> None:
    anonymous.get("/healthz")
    with app.app_context():
        assert reading().scalar(text("SELECT count(*) FROM health_probe")) == 0
