"""POST /counter/practice: what a batch would be answered, and nothing of it is stored."""

from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import text

from kiosk.places import Place, service_points
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.counter.test_batches import tap
from tests.page import PageClient

ADDRESS = "/counter/practice"


def post(tablet: PageClient, *taps: object) -> list[dict[str, Any]]:
    answer = tablet.browser.post(ADDRESS, json={"ratings": taps})
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json["results"]  # type: ignore[index]
    return found


def rows(app: Flask) -> dict[str, int]:
    """How many rows each table has."""
    with app.app_context():
        return {name: db.session.execute(text(f'SELECT COUNT(*) FROM "{name}"')).scalar_one() for name in db.metadata.tables}


def test_all_is_tried_and_nothing_is_stored(app: Flask, tablet: PageClient) -> None:
    before = rows(app)
    given = tap()
    found = post(tablet, given, tap(score="9"), given | {"score": "1"})
    assert [each["status"] for each in found] == [200, 422, 409]
    assert post(tablet, given)[0] == {"answer": given["answer"], "status": 200, "again": False}, "it was not stored the first time"
    assert rows(app) == before


def test_a_closed_counter_is_told(app: Flask, tablet: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "Renovasi")
    answer = tablet.browser.post(ADDRESS, json={"ratings": [tap(given_at=(clock() + timedelta(seconds=1)).isoformat())]})
    assert answer.json
    assert [each["status"] for each in answer.json["results"]] == [403]
    assert answer.json["closed"] == {"reason": "Renovasi"}


def test_without_a_device_nothing_is_tried(anonymous: PageClient) -> None:
    assert anonymous.browser.post(ADDRESS, json={"ratings": [tap()]}).status_code == 401
