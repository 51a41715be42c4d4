"""Marks at intake: what an open link is told to mark, and that marked ratings are recorded and not counted."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import ledger, quality
from kiosk.ledger import Channel
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_rating, make_unit, tally

pytestmark = pytest.mark.stores


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


def visit(place: Place, channel: Channel = Channel.POSTER, **more: object) -> UUID:
    own = uuid4()
    make_rating(place, visit=own, channel=channel, **more)
    return own


def marks(place: Place) -> list[str]:
    return [entry.marks for entry in entries(place.unit)]


def test_the_thirty_first_visit_of_an_hour_is_marked_and_none_refused(place: Place, clock: FixedClock) -> None:
    for n in range(33):
        visit(place, Channel.POSTER if n % 2 else Channel.SCREEN)
    assert marks(place) == [""] * quality.MOST_PER_HOUR + ["flood"] * 3
    assert {entry.rules for entry in entries(place.unit)} == {quality.VERSION}
    day = clock().date()
    assert tally(place.unit, day)["S0"] == {4: 33}
    assert tally(place.unit, day, counted=True)["S0"] == {4: 30}


def test_what_comes_later_of_a_visit_is_marked_as_its_beginning(place: Place) -> None:
    first = visit(place)
    for _ in range(quality.MOST_PER_HOUR):
        last = visit(place)
    make_rating(place, "I0", visit=first, channel=Channel.POSTER)
    make_rating(place, "I0", visit=last, channel=Channel.POSTER)
    assert [entry.marks for entry in entries(place.unit) if entry.question == "I0"] == ["", "flood"]


def test_hours_are_those_of_the_tap_and_counters_stand_alone(place: Place, clock: FixedClock) -> None:
    other = make_counter(place.unit, "kanim-2")
    for n in range(quality.MOST_PER_HOUR):
        visit(place, given_at=clock() - timedelta(hours=1, minutes=n % 40))
    visit(place, given_at=clock())
    visit(other, given_at=clock() - timedelta(hours=1))
    assert set(marks(place)) == {""}
    visit(place, given_at=clock() - timedelta(hours=1))
    assert marks(place)[-1] == "flood"


@pytest.mark.parametrize("channel", [Channel.TABLET, Channel.HANDOFF, Channel.PAPER])
def test_only_open_links_can_flood(place: Place, channel: Channel) -> None:
    for _ in range(quality.MOST_PER_HOUR + 3):
        visit(place, channel)
    assert set(marks(place)) == {""}
    assert {entry.rules for entry in entries(place.unit)} == {0}


def test_a_repeat_is_marked_by_what_the_phone_says(place: Place, clock: FixedClock) -> None:
    visit(place, marks=("repeat",))
    visit(place)
    assert marks(place) == ["repeat", ""]
    assert ledger.marked_visits(place.unit, clock().date(), clock().date()) == {place.counter.id: {"repeat": 1}}
