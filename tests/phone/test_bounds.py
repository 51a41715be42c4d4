"""What a program can bring by phone is bounded, and whom the bound meets is told what else she can do."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import ledger
from kiosk.ledger.visits import beginning
from kiosk.places import Place
from kiosk.places.links import link_of
from kiosk.proof.receipts import MOST_OF_A_CODE, visits_with_receipt
from kiosk.recording import bounds
from kiosk.visitors import handoffs, profiles
from kiosk.visitors.allotments import BOXES, Kind
from kiosk.web import now, rates
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_rating
from tests.page import Page, PageClient


@pytest.fixture
def address(app: Flask, counter: Place) -> str:
    with app.app_context():
        return f"/q/{link_of(counter.counter, 'poster').code}"


def begin(phone: PageClient, page: Page, address: str, *, visit: UUID | None = None, status: int = 303, **more: str) -> Page:
    """A program's post: the page's form with a visit of its own."""
    fields = {**page.fields(), "visit": str(visit or uuid4()), "form": str(uuid4()), "score": "4", **more}
    return phone.post(f"{address}/answers", fields, status=status)


def test_an_open_link_takes_so_many_visits_an_hour(
    app: Flask, phone: PageClient, counter: Place, address: str, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bounds.MOST_VISITS == 300
    monkeypatch.setattr(bounds, "MOST_VISITS", 5)
    page, first = phone.get(address), uuid4()
    begin(phone, page, address, visit=first)
    for _ in range(4):
        begin(phone, page, address)
    told = begin(phone, page, address, status=429)
    assert told.h1 == "Sudah banyak penilaian jam ini"
    assert "di tablet loket" in told.text
    begin(phone, page, address, status=429, waited=str(50 * 60 * 1000))  # nor by claiming to have waited
    begin(phone, page, address, visit=first, question="I0")  # who has begun goes on
    assert PageClient(app).get(address, status=429).h1 == told.h1
    with app.app_context():
        make_rating(counter, channel="tablet")
        other = make_counter(counter.unit, "kanim-2")
        elsewhere = f"/q/{link_of(other.counter, 'poster').code}"
    begin(phone, phone.get(elsewhere), elsewhere)
    clock.advance(hours=1)
    begin(phone, page, address)


def test_a_visit_takes_so_many_answers(app: Flask, phone: PageClient, counter: Place, address: str) -> None:
    page, visit = phone.get(address), uuid4()
    for n in range(bounds.MOST_ANSWERS):
        begin(phone, page, address, visit=visit, score=str(1 + n % 2))
    assert begin(phone, page, address, visit=visit, status=429, score="4").h1 == "Penilaian ini sudah cukup"
    with app.app_context():
        assert beginning(counter.unit, visit)


def test_a_receipt_leads_to_the_first_visits_that_have_it(app: Flask, phone: PageClient, counter: Place) -> None:
    """A program lets four hundred visits have the code of an honest one: hers is still found, and the page stays small and quick."""
    honest = uuid4()
    same = [UUID(int=honest.int ^ (n << 40) ^ n) for n in range(400)]  # the same bits in two bytes of a fold cancel out
    assert {ledger.receipt_code(visit) for visit in same} == {ledger.receipt_code(honest)}
    with app.app_context():
        for visit in same:
            make_rating(counter, visit=visit)
        found = visits_with_receipt(ledger.read_receipt(ledger.receipt_code(honest)) or 0)
        assert [receipt.numbers for receipt in found] == [(n + 1,) for n in range(MOST_OF_A_CODE)]
    assert len(phone.get(f"/cek/{ledger.receipt_code(honest)}").html) < 20_000


def test_profiles_by_open_links_take_no_place_from_others(app: Flask, counter: Place, clock: FixedClock) -> None:
    profile, day = instrument("profile"), clock().date()
    given = {profile.questions[0].code: "1"}
    with app.app_context():
        added = [profiles.add(counter.unit, given, profile, uuid4(), day, UUID(int=n), by_open_link=True) for n in range(1000)]
        assert sum(added) == BOXES * Kind.PROFILES_OF_STRANGERS.value[1]
        assert profiles.add(counter.unit, given, profile, uuid4(), day, UUID(int=1))


def test_a_counter_hands_over_so_many_visits(app: Flask, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for _ in range(handoffs.MOST):
            handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())
        with pytest.raises(handoffs.TooManyError):
            handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())
        clock.advance(minutes=31)
        handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())


def test_one_address_takes_no_more_than_a_hall_full_of_people(
    app: Flask, address: str, tablet: PageClient, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rates, "MOST_A_MINUTE", 20)
    client = PageClient(app)
    for n in range(20):
        client.get((address, "/cek", "/kanal")[n % 3])
    for path in (address, "/cek", "/kanal", "/t/x", "/wall/x", "/panel/sign-in", "/panel/welcome/x", "/counter/pair"):
        refused = client.get(path, status=429)
        assert refused.headers["Retry-After"] == "60", path
    tablet.get("/counter/")  # known by its key, whatever its address
    app.test_client().get("/healthz")
    assert app.test_client().get("/kanal", environ_base={"REMOTE_ADDR": "192.0.2.1"}).status_code == 200
    clock.advance(minutes=1)
    client.get(address)


def test_addresses_are_told_apart_up_to_a_number(clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "MOST_ADDRESSES", 100)
    monkeypatch.setattr(rates, "MOST_A_MINUTE", 5)
    found = rates.Rates()
    assert all(found.allows(f"10.0.0.{n}", clock()) for n in range(100))
    assert sum(found.allows(f"10.0.1.{n}", clock()) for n in range(100)) == 5
    assert found.allows("10.0.0.1", clock())
    assert b"10.0.0" not in repr(vars(found)).encode()
