"""How often a request asks the store: what is asked at every tap costs at every tap."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import islice

import pytest
from flask import Flask

from kiosk.places import Place
from kiosk.places.links import link_of
from tests import postgres as postgresql
from tests.conftest import AppMaker
from tests.make import make_counter, make_device, make_unit
from tests.page import PageClient
from tests.statements import reads, statements, writes
from tools.bench import traffic

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def line(postgres_template: str) -> Iterator[postgresql.Line]:
    with closing(postgresql.Line(postgresql.make_anew(postgres_template, "line", postgresql.TEMPLATE))) as line:
        yield line


def test_a_tap_asks_nothing_outside_its_transaction_and_little_within(app: Flask, tablet: PageClient) -> None:
    taps = traffic.taps(traffic.TAP_PATH, "-", app.extensions["clock"]() - timedelta(hours=1))
    asked = []
    for each in islice(taps, 13):
        body = each.sent.partition(b"\r\n\r\n")[2]
        with statements(app) as said:
            assert tablet.browser.post(traffic.TAP_PATH, data=body, content_type=FORM, headers={"HX-Request": "true"}).status_code == 200
        asked.append(said)
    for said in asked[4:]:  # a visit of each length has come before: the screens are made, and the register is known
        assert (said[0], said[-1]) == ("BEGIN IMMEDIATE", "COMMIT"), said
        assert "SESSION" not in said
        assert len(reads(said)) <= 2, reads(said)
        assert len(writes(said)) == len(set(writes(said))), "one statement a table"


def test_a_phone_asks_one_thing_outside_its_transaction(app: Flask, counter: Place) -> None:
    with app.app_context():
        address = f"/q/{link_of(counter.counter, 'poster').code}"
    asked = []
    for _ in range(2):
        somebody = PageClient(app)
        with statements(app) as opened:
            page = somebody.get(address)
        with statements(app) as tapped:
            answered = somebody.press(page, 4)
        with statements(app) as shown:
            somebody.follow(answered)
        asked = [opened, tapped[: tapped.index("BEGIN IMMEDIATE")], shown]
    assert [len(reads(said)) <= 1 for said in asked] == [True] * 3, asked
    assert "SESSION" not in [each for said in asked for each in said]


def test_a_tap_is_twice_there_and_back_on_postgresql(make_app: AppMaker, line: postgresql.Line) -> None:
    """Once to read, once to write and commit: between machines each takes as long as all that the tap computes."""
    app = make_app(database_url=line.address)
    with app.app_context():
        place = make_counter(make_unit("kanim"), "kanim-1")
        token = make_device(place.counter)
    tablet = PageClient(app)
    tablet.browser.set_cookie("loket_device", token, path="/counter")
    trips = []
    for each in islice(traffic.taps(traffic.TAP_PATH, "-", app.extensions["clock"]() - timedelta(hours=1)), 25):
        body, before = each.sent.partition(b"\r\n\r\n")[2], line.trips
        assert tablet.browser.post(traffic.TAP_PATH, data=body, content_type=FORM, headers={"HX-Request": "true"}).status_code == 200
        trips.append(line.trips - before)
    assert max(trips[13:]) == 2, trips  # each statement has been prepared, and the register is known
