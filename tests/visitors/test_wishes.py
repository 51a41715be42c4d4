"""What should improve: sums of days, once a visit, of nobody alone, joined to nothing."""

from datetime import date
from random import Random
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk.jobs.timed_work import forget
from kiosk.ledger.entry import Access
from kiosk.places import Place
from kiosk.store import Base, writing_direct
from kiosk.visitors import allotments, wishes
from kiosk.visitors.allotments import Kind
from kiosk.visitors.wishes import EVERYBODY, WishTally
from tests.conftest import FixedClock
from tests.make import instrument, make_unit

DAY = date(2026, 11, 19)


@pytest.mark.stores
def test_each_is_added_up_and_the_same_form_once(inside: Flask) -> None:
    unit, asked, form = make_unit("kanim"), instrument(), uuid4()
    assert wishes.add(unit, ("U4", "U1"), asked, Access.COUNTER, form, DAY)
    assert not wishes.add(unit, ("U5",), asked, Access.COUNTER, form, DAY), "the first one stands"
    assert wishes.add(unit, ("U4",), asked, Access.GIVEN, uuid4(), DAY)
    assert wishes.add(unit, ("R0",), asked, Access.COUNTER, uuid4(), date(2026, 11, 20))
    assert wishes.of_days(unit, asked, date(2026, 11, 30)) == {
        DAY: {Access.COUNTER: {EVERYBODY: 1, "U1": 1, "U4": 1}, Access.GIVEN: {EVERYBODY: 1, "U4": 1}},
        date(2026, 11, 20): {Access.COUNTER: {EVERYBODY: 1, "R0": 1}},
    }
    assert wishes.of_days(unit, asked, DAY).keys() == {DAY}
    assert wishes.of_days(unit, instrument("skm-2017"), DAY) == {}, "another questionnaire's elements are others"
    assert wishes.asked_since(unit) == DAY
    assert wishes.asked_since(make_unit("lapas")) is None


@pytest.mark.parametrize("chosen", [(), ("X9",), ("K1",), ("S0",)], ids=["nothing", "unknown", "integrity", "the face"])
def test_what_is_no_answer_counts_for_nobody(inside: Flask, chosen: tuple[str, ...]) -> None:
    unit, form = make_unit("kanim"), uuid4()
    assert not wishes.add(unit, chosen, instrument(), Access.COUNTER, form, DAY)
    assert wishes.asked_since(unit) is None
    assert wishes.add(unit, ("U1",), instrument(), Access.COUNTER, form, DAY), "who went on without choosing may still come back"


def test_open_links_take_no_place_from_others(inside: Flask) -> None:
    unit = make_unit("kanim")
    taken = [wishes.add(unit, ("U1",), instrument(), Access.OPEN, uuid4(), DAY, UUID(int=n)) for n in range(500)]
    assert sum(taken) == allotments.BOXES * Kind.WISHES_OF_STRANGERS.value[1]
    assert wishes.add(unit, ("U1",), instrument(), Access.GIVEN, uuid4(), DAY, UUID(int=1))


@pytest.mark.stores
def test_the_table_knows_no_visit_no_face_and_no_moment(inside: Flask) -> None:
    columns = {column.name for column in WishTally.__table__.columns}
    assert columns == {"unit_id", "day", "instrument", "answer", "access", "n"}
    unit, visit = make_unit("kanim"), UUID(int=Random(3).getrandbits(128))
    wishes.add(unit, ("U4",), instrument(), Access.GIVEN, uuid4(), DAY, visit)
    with writing_direct() as direct:
        for table in Base.metadata.tables.values():
            for row in direct.all(f"SELECT * FROM {table.name}"):
                written = [bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row]
                assert not any(visit.bytes in value or visit.hex.encode() in value.replace(b"-", b"") for value in written), table.name


@pytest.mark.stores
def test_no_row_keeps_the_number_of_the_transaction_that_made_it(inside: Flask, clock: FixedClock, counter: Place) -> None:
    """PostgreSQL notes it in each row, next to those of the ratings of the same minute: soon all of a day's rows say the same."""
    today = clock().date()
    for chosen in (("U1",), ("U2", "U3"), ("U1", "U4")):
        wishes.add(counter.unit, chosen, instrument(), Access.COUNTER, uuid4(), today)
    before = wishes.of_days(counter.unit, instrument(), today)
    forget()
    assert wishes.of_days(counter.unit, instrument(), today) == before
    with writing_direct() as direct:
        if direct.postgresql:
            assert len({row[0] for row in direct.all("SELECT xmin FROM wish_tally")}) == 1
