"""What a program can bring by phone is bounded, and whom the bound meets is told what else she can do."""

from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import ledger
from kiosk.ledger.entry import Access
from kiosk.ledger.visits import beginning
from kiosk.places import Place
from kiosk.places.links import link_of
from kiosk.proof.receipts import MOST_OF_A_CODE, visits_with_receipt
from kiosk.recording import bounds
from kiosk.visitors import handoffs, profiles
from kiosk.visitors.allotments import BOXES, Kind
from kiosk.web import now
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
    monkeypatch.setattr(bounds, "FEW", 0)
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
        added = [profiles.add(counter.unit, given, profile, Access.OPEN, uuid4(), day, UUID(int=n)) for n in range(1000)]
        assert sum(added) == BOXES * Kind.PROFILES_OF_STRANGERS.value[1]
        assert profiles.add(counter.unit, given, profile, Access.GIVEN, uuid4(), day, UUID(int=1))


def test_a_counter_hands_over_so_many_visits(app: Flask, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for _ in range(handoffs.MOST):
            handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())
        with pytest.raises(handoffs.TooManyError):
            handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())
        clock.advance(minutes=31)
        handoffs.hand_over(counter.counter, uuid4(), "S0", "S0", "id", now())
