"""How often a request asks the store: what is asked at every tap costs at every tap."""

from datetime import timedelta
from itertools import islice

from flask import Flask

from kiosk.places import Place
from kiosk.places.links import link_of
from tests.page import PageClient
from tests.statements import reads, statements, writes
from tools.bench import traffic

FORM = "application/x-www-form-urlencoded"


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
