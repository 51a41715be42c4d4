"""Marks at intake: what an open link is told to mark, and that marked ratings are recorded and not counted."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from kiosk import recording
from kiosk.ledger import Channel, answers
from kiosk.places import Place, opening
from kiosk.proof.verify import derived
from kiosk.quality import rules
from kiosk.reports.withholding import always
from kiosk.store import writing_direct
from kiosk.tallies import tally as ledger_tally
from kiosk.visitors import tickets
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_rating, make_seal, make_unit, rating, tally

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


def floods(place: Place) -> list[bool]:
    """For each entry, whether it is marked as part of a flood; that many alike may be marked by another rule too."""
    return ["flood" in each.split() for each in marks(place)]


def test_the_thirty_first_visit_of_an_hour_is_marked_and_none_refused(place: Place, clock: FixedClock) -> None:
    for n in range(33):
        visit(place, Channel.POSTER if n % 2 else Channel.SCREEN)
    assert floods(place) == [False] * rules.MOST_PER_HOUR + [True] * 3
    assert {entry.rules for entry in entries(place.unit)} == {rules.VERSION}
    day = clock().date()
    assert tally(place.unit, day)["S0"] == {4: 33}
    assert tally(place.unit, day, counted=True)["S0"] == {4: 30}


def test_what_comes_later_of_a_visit_is_marked_as_its_beginning(place: Place) -> None:
    first = visit(place)
    for _ in range(rules.MOST_PER_HOUR):
        last = visit(place)
    make_rating(place, "I0", visit=first, channel=Channel.POSTER)
    make_rating(place, "I0", visit=last, channel=Channel.POSTER)
    assert floods(place)[-2:] == [False, True]


def test_hours_are_those_of_the_tap_and_counters_stand_alone(place: Place, clock: FixedClock) -> None:
    other = make_counter(place.unit, "kanim-2")
    earlier = clock() - timedelta(hours=1)
    for n in range(rules.MOST_PER_HOUR):
        given = earlier - timedelta(minutes=n % 40)
        visit(place, given_at=given, received_at=given + timedelta(seconds=1))
    visit(place, given_at=clock())
    visit(other, given_at=earlier, received_at=earlier)
    assert not any(floods(place))
    visit(place, given_at=earlier, received_at=earlier)
    assert floods(place)[-1]


@pytest.mark.parametrize("channel", [Channel.POSTER, Channel.TICKET])
def test_a_flood_of_one_minute_is_not_spread_by_claims_to_have_waited(place: Place, clock: FixedClock, channel: Channel) -> None:
    today = clock().date()
    batch = tickets.make_batch(place.counter, 100, today, today, "petugas", clock())
    for n in range(100):
        waited = timedelta(hours=n % 3)
        visit(place, channel, given_at=clock() - waited, received_at=clock(), ticket=(batch.id, n) if channel is Channel.TICKET else None)
    assert sum(floods(place)) == 100 - rules.MOST_PER_HOUR


def test_a_short_wait_over_the_full_hour_counts_into_its_own_hour_alone(place: Place, clock: FixedClock) -> None:
    clock.set(clock().replace(minute=2))
    for _ in range(rules.MOST_PER_HOUR):
        visit(place, given_at=clock() - timedelta(minutes=4), received_at=clock())
    visit(place)
    assert not any(floods(place))
    visit(place, given_at=clock() - timedelta(minutes=8), received_at=clock())
    assert floods(place)[-1]


def test_a_batch_of_tickets_spent_by_a_program_is_marked_beyond_what_a_counter_serves(place: Place, clock: FixedClock) -> None:
    today = clock().date()
    batch = tickets.make_batch(place.counter, 40, today, today, "petugas", clock())
    for n in range(rules.MOST_PER_HOUR):
        visit(place)
        visit(place, Channel.TICKET, ticket=(batch.id, n))
    assert not any(floods(place)), "a flood of the open code sets no ticket aside"
    for n in range(rules.MOST_PER_HOUR, 40):
        last = visit(place, Channel.TICKET, ticket=(batch.id, n))
    assert floods(place)[2 * rules.MOST_PER_HOUR :] == [True] * 10
    make_rating(place, "I0", visit=last, channel=Channel.TICKET)
    assert floods(place)[-1]
    clock.advance(hours=1)
    assert len({answer.visit for answer in answers.marked(place.unit, today, today) if "flood" in answer.marks}) == 10


def test_a_ticket_that_is_refused_counts_for_no_hour(place: Place, clock: FixedClock) -> None:
    today = clock().date()
    batch = tickets.make_batch(place.counter, 40, today, today, "petugas", clock())
    for _ in range(rules.MOST_PER_HOUR + 5):
        visit(place, Channel.TICKET, ticket=(batch.id, 0))
    visit(place, Channel.TICKET, ticket=(batch.id, 1))
    assert marks(place) == ["", ""]


def test_visits_that_begin_by_hand_over_are_capped_and_flood_nothing_else(place: Place) -> None:
    """One that a tablet has begun is a tablet's."""
    for _ in range(rules.MOST_PER_HOUR):
        visit(place)
    for _ in range(rules.MOST_PER_HOUR):
        visit(place, Channel.HANDOFF)
    assert not any(floods(place))
    visit(place, Channel.HANDOFF)
    assert floods(place)[-1]
    begun = visit(place, Channel.TABLET)
    make_rating(place, "I0", visit=begun, channel=Channel.HANDOFF)
    assert floods(place)[-2:] == [False, False]


@pytest.mark.parametrize("channel", [Channel.TABLET, Channel.PAPER])
def test_tablets_and_paper_cannot_flood(place: Place, channel: Channel) -> None:
    for _ in range(rules.MOST_PER_HOUR + 3):
        visit(place, channel)
    assert not any(floods(place))
    assert {entry.rules for entry in entries(place.unit)} == {0 if channel is Channel.PAPER else rules.VERSION}


def test_a_repeat_is_marked_by_what_the_phone_says(place: Place, clock: FixedClock) -> None:
    visit(place, marks=("repeat",))
    visit(place)
    assert marks(place) == ["repeat", ""]
    assert [answer.marks for answer in answers.marked(place.unit, clock().date(), clock().date())] == [{"repeat"}]


# ── for an answer's own sake ──────────────────────────────────────────────────────────────────────────────────────


CODES = [f"U{n}" for n in range(1, 8)] + [f"K{n}" for n in range(1, 6)]


def visit_of(place: Place, codes: list[str], scores: list[int], apart: timedelta, clock: FixedClock, **more: object) -> UUID:
    """A visit's answers at even distances."""
    own, start = uuid4(), clock()
    batch = [rating(place, code, score, visit=own, **more) for code, score in zip(codes, scores, strict=True)]  # type: ignore[arg-type]
    recording.record([replace(each, given_at=start + n * apart) for n, each in enumerate(batch)], start + timedelta(hours=1))
    return own


@pytest.mark.parametrize(("milliseconds", "marked"), [(rules.QUICKEST - 1, True), (rules.QUICKEST, False), (-300, True)])
def test_quicker_than_a_finger_is_marked(place: Place, clock: FixedClock, milliseconds: int, marked: bool) -> None:
    visit_of(place, ["S0", "I0"], [4, 4], timedelta(milliseconds=milliseconds), clock)
    assert marks(place) == ["", "quick" if marked else ""]
    assert tally(place.unit, clock().date(), counted=True) == ({"S0": {4: 1}} if marked else {"I0": {4: 1}, "S0": {4: 1}})


def test_a_change_of_mind_may_be_quick(place: Place, clock: FixedClock) -> None:
    visit_of(place, ["S0", "S0"], [4, 1], timedelta(milliseconds=100), clock)
    assert marks(place) == ["", ""]


@pytest.mark.parametrize(
    ("scores", "seconds", "marked"),
    [([4] * 12, 1.4, True), ([4] * 12, 1.6, False), ([4] * 11 + [3], 1.0, False), ([1] * 12, 0.5, True), ([4] * 11, 1.0, False)],
)
def test_alike_and_at_a_glance_sets_the_whole_questionnaire_aside(
    place: Place, clock: FixedClock, scores: list[int], seconds: float, marked: bool
) -> None:
    visit_of(place, CODES[: len(scores)], scores, timedelta(seconds=seconds), clock)
    assert ("straight" in marks(place)) == marked
    assert bool(tally(place.unit, clock().date(), counted=True)) == (not marked), "those that came before the mark too"
    assert sum(map(len, tally(place.unit, clock().date()).values())) == len(scores), "raw, all of them"


def test_a_mark_that_tells_what_was_said_moves_no_number_of_the_day(place: Place, clock: FixedClock) -> None:
    """Somebody who counts the visitors would see what she said. Here the tap of satisfaction itself, changed later, carries the mark."""
    own = visit_of(place, CODES, [4] * 12, timedelta(milliseconds=500), clock)
    make_rating(place, "S0", 4, visit=own, given_at=clock() + timedelta(minutes=1))
    assert marks(place)[-2:] == ["straight", "straight"]
    assert [each.satisfaction for each in always.visits(place.unit, clock().date())] == [True]
    make_rating(place, "S0", 4, visit=uuid4(), marks=("repeat",), channel=Channel.POSTER)
    assert [each.satisfaction for each in always.visits(place.unit, clock().date())] == [True, False]


def test_a_person_who_was_told_what_to_say_is_set_aside_whole(place: Place, clock: FixedClock) -> None:
    visit_of(place, ["S0", "U1", "C1"], [4, 4, 1], timedelta(seconds=4), clock)
    visit_of(place, ["S0", "U1", "C1"], [3, 3, 2], timedelta(seconds=4), clock)
    assert marks(place) == ["", "", "told", "", "", ""]
    assert tally(place.unit, clock().date(), counted=True) == {"C1": {2: 1}, "S0": {3: 1}, "U1": {3: 1}}


def test_who_takes_it_back_counts_again(place: Place, clock: FixedClock) -> None:
    visit_of(place, ["S0", "C1", "C1"], [4, 1, 2], timedelta(seconds=4), clock)
    assert tally(place.unit, clock().date(), counted=True) == {"C1": {2: 1}, "S0": {4: 1}}


@pytest.mark.parametrize(
    ("hour", "minute", "channel", "marked"),
    [
        (7, 29, Channel.TABLET, True),
        (7, 30, Channel.TABLET, False),
        (12, 30, Channel.TABLET, False),
        (15, 59, Channel.TABLET, False),
        (16, 0, Channel.TABLET, True),
        (23, 0, Channel.POSTER, False),
    ],
)
def test_tablets_outside_of_opening_hours_are_marked(
    place: Place, clock: FixedClock, hour: int, minute: int, channel: Channel, marked: bool
) -> None:
    opening.set_opening_hours(place.unit, [3], (time(8), time(12)), (time(13), time(15)))
    make_rating(place, channel=channel, given_at=datetime(2026, 11, 19, hour, minute, tzinfo=ZoneInfo("Asia/Jakarta")))
    assert marks(place) == ["hours" if marked else ""]


def test_a_closed_day_is_outside_of_hours_and_a_unit_without_hours_never(place: Place, clock: FixedClock) -> None:
    make_rating(place)
    opening.set_opening_hours(place.unit, [0, 1, 2, 4], (time(8), time(15)))
    make_rating(place)
    assert marks(place) == ["", "hours"]


def test_what_others_bring_in_is_judged_by_no_rule(place: Place, clock: FixedClock) -> None:
    visit_of(place, [*CODES, "C1"], [4] * 12 + [1], timedelta(0), clock, channel=Channel.PAPER)
    assert set(marks(place)) == {""}


def test_the_tallies_are_what_entries_and_marks_make(place: Place, clock: FixedClock) -> None:
    dice = Random(11)
    for _ in range(60):
        codes = ["S0", *CODES, *(["C1"] if dice.random() < 0.5 else [])]
        alike = dice.random() < 0.4
        scores = [1 if alike else dice.choice((1, 2)) for _ in codes]
        own = visit_of(place, codes, scores, timedelta(seconds=dice.choice((0.2, 1, 3))), clock)
        if dice.random() < 0.3:
            make_rating(place, "C1", 2, visit=own, given_at=clock() + timedelta(minutes=3))
        clock.advance(hours=7)
        make_seal(place.unit)
    with writing_direct() as direct:
        assert ledger_tally.stored(direct, place.unit.id) == ledger_tally.rows(place.unit.id, derived.cells(direct, place.unit.id))
    assert {mark for each in marks(place) for mark in each.split()} >= {"quick", "straight", "told"}
