"""POST /counter/batches: many taps in one call, each judged as a single one would be, and answered by itself."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import devices
from kiosk.places import Place, service_points
from tests.conftest import FixedClock
from tests.make import entries
from tests.page import PageClient

ADDRESS = "/counter/batches"
TAPPED = "2026-11-19T14:41:58.250+07:00"


def tap(**changes: object) -> dict[str, object]:
    return {"visit": str(uuid4()), "answer": str(uuid4()), "question": "S0", "score": "3", "given_at": TAPPED} | changes


def post(tablet: PageClient, *taps: object, status: int = 200) -> list[dict[str, Any]]:
    answer = tablet.browser.post(ADDRESS, json={"ratings": taps})
    assert answer.status_code == status
    found: list[dict[str, Any]] = answer.json["results"]  # type: ignore[index]
    return found


def test_each_is_answered_in_order(app: Flask, tablet: PageClient, counter: Place) -> None:
    taps = [tap(), tap(question="K1", score=4), tap(visit="x"), tap(score="9")]
    found = post(tablet, *taps, taps[0], taps[0] | {"score": "1"}, "tap")
    assert [each["status"] for each in found] == [200, 200, 422, 422, 200, 409, 422]
    assert [each["answer"] for each in found] == [t["answer"] for t in taps] + [taps[0]["answer"]] * 2 + [None]
    assert (found[0]["again"], found[4]["again"]) == (False, True)
    assert "visit" in found[2]["reason"]
    assert "score" in found[3]["reason"]
    with app.app_context():
        assert [(e.question, e.score) for e in entries(counter.unit)] == [("S0", 3), ("K1", 4)]


def test_sent_twice_is_stored_once(app: Flask, tablet: PageClient, counter: Place) -> None:
    taps = [tap() for _ in range(256)]
    assert {each["again"] for each in post(tablet, *taps)} == {False}
    assert {each["again"] for each in post(tablet, *taps)} == {True}
    with app.app_context():
        assert len(entries(counter.unit)) == 256


def test_none_is_none(tablet: PageClient) -> None:
    assert post(tablet) == []


def test_a_closed_counter_refuses_what_was_tapped_after(app: Flask, tablet: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "Renovasi")
    found = post(tablet, tap(), tap(given_at=(clock() + timedelta(seconds=1)).isoformat()))
    assert [each["status"] for each in found] == [200, 403]
    assert "Renovasi" in found[1]["reason"]


def test_a_revoked_device_delivers_what_was_tapped_before(app: Flask, tablet: PageClient, token: str, clock: FixedClock) -> None:
    with app.app_context():
        device = devices.by_token(token)
        assert device
        devices.revoke(device, clock())
    found = post(tablet, tap(), tap(given_at=(clock() + timedelta(seconds=11)).isoformat()))
    assert [each["status"] for each in found] == [200, 403]


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"{}", b'{"ratings": {}}', b'{"ratings": 3}', "🙂".encode() * 999, json.dumps({"ratings": [1] * 257}).encode()],
)
def test_what_is_no_batch_is_refused_whole(tablet: PageClient, body: bytes) -> None:
    assert tablet.browser.post(ADDRESS, data=body, content_type="application/json").status_code == 422


def test_two_megabytes_of_emoji_are_not_read(tablet: PageClient) -> None:
    assert tablet.browser.post(ADDRESS, data="🙂".encode() * 500_000, content_type="application/json").status_code == 413


def test_without_a_device_nothing_is_taken(app: Flask, anonymous: PageClient, counter: Place) -> None:
    assert anonymous.browser.post(ADDRESS, json={"ratings": [tap()]}).status_code == 401
    with app.app_context():
        assert entries(counter.unit) == []


def test_reasons_are_in_the_language_asked_for(tablet: PageClient) -> None:
    answer = tablet.browser.post(f"{ADDRESS}?language=en", json={"ratings": [tap(score="9")]})
    assert "must be a whole number from 1 to 4" in answer.json["results"][0]["reason"]  # type: ignore[index]
