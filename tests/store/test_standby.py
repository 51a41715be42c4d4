"""A lone synchronous standby that is gone: taps are answered 503 within a stated time, and stand once it is over."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from flask import Flask

from kiosk import ledger
from kiosk.places import Place
from kiosk.store import standby
from kiosk.store.tables import db
from kiosk.web import now
from tests import postgres as postgresql
from tests.page import PageClient


@pytest.fixture
def backend() -> str:
    return "postgresql"


@pytest.fixture
def come_back(app: Flask, postgres: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], None]]:
    """A server that waits for a standby, which is not there. come_back() → it waits for none any more."""
    monkeypatch.setattr(standby, "LONGEST_WAIT", 0.5)
    house = postgresql.database(postgres, "house")

    def reset() -> None:
        settle(house, "ALTER SYSTEM RESET synchronous_standby_names")

    try:
        settle(house, "ALTER SYSTEM SET synchronous_standby_names = 'gone'", "ALTER DATABASE house SET synchronous_commit = on")
        yield reset
    finally:
        reset()


def settle(address: str, *orders: str) -> None:
    """On a server that perhaps waits for what is not there: this connection does not."""
    with psycopg.connect(address, autocommit=True, options="-c synchronous_commit=off") as connection:
        for order in (*orders, "SELECT pg_reload_conf()"):
            connection.execute(order)


def test_a_tap_waits_no_longer_than_said(
    app: Flask, tablet: PageClient, counter: Place, come_back: Callable[[], None], capfd: pytest.CaptureFixture[str]
) -> None:
    with app.app_context():
        form = {"visit": str(uuid4()), "answer": str(uuid4()), "question": "S0", "score": "3", "given_at": now().isoformat()}
        db.engine.dispose()  # from here on connections know of the standby
    refused = tablet.post("/counter/answers", form, status=503)
    assert int(refused.headers["Retry-After"]) > 0
    assert "no synchronous standby has answered for 0.5 s" in capfd.readouterr().err
    with ThreadPoolExecutor(6) as threads:
        asked = set(threads.map(lambda _: app.test_client().get("/healthz").status_code, range(6)))
    assert asked == {503}
    tablet.post("/counter/answers", form, status=503)
    come_back()
    tablet.post("/counter/answers", form)  # it stands, and is found
    with app.app_context():
        assert ledger.size(counter.unit) == 1
