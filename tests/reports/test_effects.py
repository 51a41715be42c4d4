"""What figures say to follow-ups: the lowest elements, and before and after with a test, from released batches alone."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import followups, indices, recording, reports
from kiosk.followups import Action
from kiosk.indices.sums import sums as sums_of
from kiosk.ledger import Channel
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_follow_up, make_seal, make_unit, rating

TODAY = date(2026, 11, 19)
DAY = timedelta(days=1)


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def catalogue() -> object:
    from kiosk.web import instruments

    return instruments()


def rate(place: Place, clock: FixedClock, question: str, scores: list[int], days_ago: int, *, channel: Channel = Channel.TABLET) -> None:
    """That many visitors of that day answer the question; the days before it are over."""
    moment = clock() - timedelta(days=days_ago)
    make_seal(place.unit, moment)
    recording.record([rating(place, question, score, visit=uuid4(), given_at=moment, channel=channel) for score in scores], moment)


def close(place: Place, clock: FixedClock, days_ago: int) -> None:
    """As the night of that day does, while nothing later has come."""
    make_seal(place.unit, clock() - timedelta(days=days_ago) + timedelta(hours=12))


def done(place: Place, clock: FixedClock, element: str = "U4", *, began: int, ended: int) -> Action:
    """A follow-up that got under way, and was done, that many days ago."""
    made = make_follow_up(place.unit, element, planned=clock() - timedelta(days=began + 5))
    for status, days_ago in (("under-way", began), ("done", ended)):
        followups.set_status(place.unit, made.id, status, TODAY - days_ago * DAY, "", "kepala", clock(), TODAY)
    found = followups.action(place.unit, made.id)
    assert found
    return found


def effect(place: Place, actions: list[Action], catalogue: object) -> dict[int, reports.Effect]:
    return dict(reports.of_actions(place.unit, actions, TODAY, catalogue))  # type: ignore[arg-type]


# ── before and after ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_rise_is_said_when_a_test_says_so(place: Place, clock: FixedClock, catalogue: object) -> None:
    for days_ago, scores in ((60, [2, 3] * 20), (20, [3, 4] * 20)):
        rate(place, clock, "U4", scores, days_ago)
        close(place, clock, days_ago)
    action = done(place, clock, began=50, ended=30)
    found = effect(place, [action], catalogue)[action.id]
    assert (found.before.first, found.before.last) == (TODAY - 140 * DAY, TODAY - 51 * DAY)
    assert (found.after.first, found.after.last) == (TODAY - 29 * DAY, TODAY - DAY)
    assert found.before.estimate
    assert found.after.estimate
    assert (found.before.estimate.mean, found.after.estimate.mean) == (Fraction(5, 2), Fraction(7, 2))
    assert found.difference
    sums = [sums_of([{"U4": score} for score in scores], ["U4"]) for scores in ([2, 3] * 20, [3, 4] * 20)]
    assert found.difference == indices.difference(sums[0], sums[1], {"U4": Fraction(1)}), "the arithmetic of indices, and no other"
    assert found.is_real
    assert found.p == found.difference.p, "alone, it needs no correction"


def test_what_lies_between_beginning_and_end_counts_on_neither_side(place: Place, clock: FixedClock, catalogue: object) -> None:
    for days_ago, n in ((141, 17), (60, 16), (50, 19), (40, 19), (30, 19), (29, 18), (1, 11)):
        rate(place, clock, "U4", [3] * n, days_ago)
        close(place, clock, days_ago)
    action = done(place, clock, began=50, ended=30)
    found = effect(place, [action], catalogue)[action.id]
    assert found.before.estimate
    assert found.after.estimate
    assert (found.before.estimate.visits, found.after.estimate.visits) == (16, 29)
    assert found.difference is None, "fewer than 30 visits"
    assert not found.is_real


def test_after_ends_with_ninety_days(place: Place, clock: FixedClock, catalogue: object) -> None:
    for days_ago in (200, 110, 109, 20, 19):
        rate(place, clock, "U4", [3] * 5, days_ago)
        close(place, clock, days_ago)
    action = done(place, clock, began=130, ended=110)
    found = effect(place, [action], catalogue)[action.id]
    assert found.after.last == TODAY - 20 * DAY
    assert found.after.estimate
    assert found.after.estimate.visits == 10


def test_done_today_there_is_no_day_after_yet(place: Place, clock: FixedClock, catalogue: object) -> None:
    action = done(place, clock, began=3, ended=0)
    found = effect(place, [action], catalogue)[action.id]
    assert found.after.first > found.after.last
    assert (found.before.estimate, found.after.estimate, found.difference) == (None, None, None)


def test_what_is_not_released_is_not_there(place: Place, clock: FixedClock, catalogue: object) -> None:
    """Nine answers of integrity, one too few for a batch; and what others brought in stands apart."""
    rate(place, clock, "K1", [1] * 9, 20)
    rate(place, clock, "K1", [1] * 40, 20, channel=Channel.PAPER)
    close(place, clock, 20)
    action = done(place, clock, "K1", began=50, ended=30)
    assert effect(place, [action], catalogue)[action.id].after.estimate is None
    rate(place, clock, "K1", [4], 19)
    close(place, clock, 19)
    after = effect(place, [action], catalogue)[action.id].after.estimate
    assert after
    assert after.visits == 10


def test_many_on_a_page_are_tested_together(place: Place, clock: FixedClock, catalogue: object) -> None:
    """One of seven changes a little: alone a test would say so, among seven none does."""
    for days_ago, of_u4 in ((60, [2, 3, 3, 4] * 10), (20, [2] * 2 + [3] * 22 + [4] * 16)):
        for n in range(1, 8):
            rate(place, clock, f"U{n}", of_u4 if n == 4 else [2, 3, 3, 4] * 10, days_ago)
        close(place, clock, days_ago)
    actions = [done(place, clock, f"U{n}", began=50, ended=30) for n in range(1, 8)]
    alone = effect(place, actions[3:4], catalogue)[actions[3].id]
    together = effect(place, actions, catalogue)[actions[3].id]
    assert alone.p is not None
    assert together.p is not None
    assert alone.is_real
    assert together.p == pytest.approx(7 * alone.p)
    assert not together.is_real


def test_those_of_other_years_are_another_family(place: Place, clock: FixedClock, catalogue: object) -> None:
    for days_ago in (400, 340, 60, 20):
        rate(place, clock, "U4", [2, 3, 4] * 15, days_ago)
        close(place, clock, days_ago)
    now, before = done(place, clock, began=50, ended=30), done(place, clock, began=364, ended=345)
    found = effect(place, [now, before], catalogue)
    assert {each.finished_on.year for each in (now, before) if each.finished_on} == {2026, 2025}
    assert all(each.difference and each.p == each.difference.p for each in found.values())


def test_what_is_not_done_or_not_known_has_no_effect(place: Place, catalogue: object) -> None:
    made = make_follow_up(place.unit)
    assert effect(place, [made], catalogue) == {}
    assert followups.element(catalogue, "ikm-ipk-2021@99", "U4") is None  # type: ignore[arg-type]
    assert followups.element(catalogue, "ikm-ipk-2021@1", "S0") is None, "the pulse is no element"  # type: ignore[arg-type]


# ── proposals ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_lowest_is_proposed_and_said_to_be_so_only_if_a_test_says_it(place: Place, clock: FixedClock, catalogue: object) -> None:
    for n in range(1, 8):
        rate(place, clock, f"U{n}", [2] * 20 + [3] * 5 if n == 4 else [3] * 20 + [4] * (5 + n), 5)
    for n in range(1, 6):
        rate(place, clock, f"K{n}", [3] * 18 + [4] * (n + 5), 5)
    close(place, clock, 5)
    taken_up = make_follow_up(place.unit)
    found = reports.proposals(place.unit, [taken_up], TODAY, catalogue)  # type: ignore[arg-type]
    assert [(each.index, each.line.unsur, bool(each.line.lowest)) for each in found] == [
        ("ikm", "U4", True),
        ("ikm", "U1", False),
        ("ipk", "K1", False),
        ("ipk", "K2", False),
    ]
    assert [[action.id for action in each.taken_up] for each in found] == [[taken_up.id], [], [], []]
    assert {each.instrument for each in found} == {instrument().name}


def test_where_all_are_alike_none_is_proposed(place: Place, clock: FixedClock, catalogue: object) -> None:
    for n in range(1, 8):
        rate(place, clock, f"U{n}", [4] * 10, 5)
    close(place, clock, 5)
    assert reports.proposals(place.unit, [], TODAY, catalogue) == []  # type: ignore[arg-type]


def test_the_day_that_runs_proposes_nothing(place: Place, clock: FixedClock, catalogue: object) -> None:
    for n in range(1, 8):
        rate(place, clock, f"U{n}", [1 + n % 4] * 10, 0)
    assert reports.proposals(place.unit, [], TODAY, catalogue) == []  # type: ignore[arg-type]
