"""How often a request asks the store: what is asked at every tap costs at every tap, and a page asks as often for many rows as for few."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import timedelta
from itertools import islice
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import devices, people, places, recording
from kiosk.clock import service_day
from kiosk.devices import device, pauses, walls
from kiosk.devices.reports import Reported, note_report
from kiosk.followups import changes, notices
from kiosk.people import acts, history, invitations
from kiosk.places import Place, Unit, opening, served, service_points, tree
from kiosk.places.links import link_of
from kiosk.visitors import comments, tickets
from kiosk.web import now
from tests import postgres as postgresql
from tests.conftest import AppMaker, FixedClock
from tests.make import (
    instrument,
    make_counter,
    make_device,
    make_follow_up,
    make_issued_report,
    make_note,
    make_person,
    make_photo,
    make_seal,
    make_unit,
    rating,
)
from tests.page import PageClient
from tests.rules.test_guards import of_the_panel
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


# ── pages of the panel ────────────────────────────────────────────────────────────────────────────────────────────

WITHOUT_ROWS = (".pdf", ".svg", ".png", "/monitoring.xlsx")
"""A sheet of paper or a picture of one thing; or what is made of each unit's own report, of which a page takes 30 at most."""
SAID = Reported("0", True, 60, None, 2, "late", True, 0, False, True)
IN_WORDS = {"id": "Antrean dibuka 07.30", "en": "The queue opens at 07.30"}


def more_of_all(unit: Unit, office: Unit, n: int) -> None:
    """One more of everything that a page of the unit, of its office or of the whole installation lists: the n-th."""
    by, today = f"orang-{n}", service_day(now(), unit.zone)
    person = make_person(by, "operator", unit)
    people.grant(person, "kanwil", office)
    history.note(person, history.PASSWORD, "Firefox", now())
    invitations.invite(person, by, now())
    acts.note("settings.hours", by, now(), unit, f"{n}")
    acts.note("people.grant", by, now(), None, by, of=person)
    for code in (f"unit-{n}", f"kantor-{n}"):
        tree.affiliate(make_unit(code, name=f"Di {code}"), office, today)
    for where in (unit, places.unit_by_code(f"unit-{n}")):
        assert where
        more_of_a_unit(where, n, by)


def more_of_a_unit(unit: Unit, n: int, by: str) -> None:
    today = service_day(now(), unit.zone)
    service = service_points.offer_service(unit, f"layanan-{n}", f"Layanan {n}")
    place = make_counter(unit, f"{unit.code}-loket-{n}", gives=[service])
    make_device(place.counter)
    tablet = device.of_unit(unit)[-1]
    note_report(tablet, SAID, now())
    pauses.pause(tablet, "Istirahat", by, now())
    devices.begin_pairing(place.counter, now())
    recording.record([rating(place, each.code, 2, service=service) for each in instrument().questions for _ in range(5)], now())
    action = make_follow_up(unit, f"U{n}", by=by)
    changes.add_evidence(unit, action.id, "Sudah", "", today, by, now(), today)
    notices.publish(unit, IN_WORDS, today, today, by, now())
    make_issued_report(unit, "lagi")
    make_photo(unit, make_note(unit))
    walls.put_up(unit, f"Lobi {n}", True, by, now())
    tickets.make_batch(place.counter, 10, today, today + timedelta(days=9), by, now())
    comments.write(unit, f"Halo {n}", "id", uuid4(), today)
    opening.add_holiday([unit], today + timedelta(days=n), f"Libur {n}")
    served.enter(unit, today - timedelta(days=n), 10, by, now(), today)


def asked_by(app: Flask, clients: Mapping[str, PageClient]) -> dict[tuple[str, str], list[str]]:
    """{(role, address): the questions} of every page that these people may open, once what is remembered of it is known."""
    found = {}
    for role, client in clients.items():
        for _rule, method, address in of_the_panel(app):
            if method == "GET" and not address.endswith(WITHOUT_ROWS) and client.browser.get(address).status_code == 200:
                with statements(app) as said:
                    client.browser.get(address)
                found[role, address] = reads(said)
    return found


def test_a_page_asks_as_often_for_many_rows_as_for_few(
    app: Flask, clock: FixedClock, unit: Unit, head: PageClient, kanwil: PageClient, admin: PageClient
) -> None:
    clients, found = {"head": head, "kanwil": kanwil, "admin": admin}, []
    with app.app_context():
        office = places.found_unit("kanwil-uji", "Kanwil Uji", kind="office")
        tree.affiliate(unit, office, clock().date())
        make_counter(unit, "kanim-1")
    for rows in ((1, 2), (3, 4, 5)):
        with app.app_context():
            for n in rows:
                more_of_all(unit, office, n)
        clock.advance(days=1)
        with app.app_context():
            for each in tree.units_with_counters():
                make_seal(each)
        found.append(asked_by(app, clients))
    few, many = found
    assert few.keys() == many.keys()
    assert len(few) >= 60
    counted = {f"{role} {address}": (len(few[role, address]), len(many[role, address])) for role, address in few}
    grown = [f"{page} asks {before} times, and with more rows {after} times" for page, (before, after) in counted.items() if before < after]
    assert not grown, "ask for all rows at once: " + "; ".join(grown)
