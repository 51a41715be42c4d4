"""Reports: the numbers of any visits, of a period, of a day and of the window before it; and what is withheld."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk import places, recording, reports
from kiosk.figures import of_visits, responded
from kiosk.ledger import Channel
from kiosk.places import Place, service_points
from kiosk.proof import latest_seal
from kiosk.quality import rules
from kiosk.reports import PeriodFigures, Today
from kiosk.reports.where import Where
from kiosk.reports.withholding import months
from kiosk.store import reading
from kiosk.tallies import Tallies
from kiosk.web import instruments
from tests.conftest import FixedClock
from tests.make import ALIKE, make_counter, make_rating, make_seal, make_unit, rating

TODAY = date(2026, 11, 19)


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def shown(place: Place, clock: FixedClock) -> object:
    """shown(day) → the day's screen, after the closing of the night before."""

    def ask(day: date = TODAY) -> Today:
        make_seal(place.unit)
        return reports.of_today(place.unit, day, clock(), instruments())

    return ask


CODES = [f"U{n}" for n in range(1, 8)] + [f"K{n}" for n in range(1, 6)]


def full_visits(
    place: Place, clock: FixedClock, n: int, score: int = 3, codes: list[str] = CODES, days_ago: int = 1, marks: tuple[str, ...] = ()
) -> None:
    """Questionnaires of yesterday, all answers alike; complete unless `codes` say otherwise."""
    moment = clock() - timedelta(days=days_ago)
    recording.record(
        [
            rating(place, code, score, visit=visit, given_at=moment, marks=marks, channel=ALIKE)
            for visit in (uuid4() for _ in range(n))
            for code in codes
        ],
        clock(),
    )


def other_counter(place: Place, instrument: str) -> Place:
    """Another counter of the same unit, which asks something else."""
    counter = places.open_counter(
        place.unit, f"{instrument}-1", {"id": "Loket 2", "en": "Counter 2"}, instrument=instrument, plan="ikm:all", gives=()
    )
    return places.place(counter.id)


def of_days(place: Place, first: date = TODAY, last: date = TODAY) -> PeriodFigures:
    return reports.period(place.unit, first, last, instruments())


def answered(found: PeriodFigures) -> dict[str, dict[int, int]]:
    """Only what occurs."""
    return {code: dict(figure.scores) for code, figure in found.figures.questions.items() if figure.n}


# ── a period ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_figures_are_counts_after_corrections(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    make_rating(place, "S0", 1, visit=visit)
    make_rating(place, "S0", 4, visit=visit, given_at=clock() + timedelta(seconds=1))
    make_rating(place, "I0", 3, visit=visit)
    make_rating(place, "S0", 4)
    found = of_days(place)
    assert (found.raw, found.counted, found.visits, found.others) == (3, 3, 2, 0)
    assert answered(found) == {"I0": {3: 1}, "S0": {4: 2}}
    assert found.figures.questions["S0"].nrr == 4
    assert found.figures.questions["S0"].weighted is None, "a pulse is part of no index"


def test_figures_of_an_empty_day_are_nought(place: Place) -> None:
    found = of_days(place)
    assert (found.raw, found.counted, found.visits, found.others, answered(found)) == (0, 0, 0, 0, {})
    assert found.figures.indices == {"ikm": None, "ipk": None}


def test_a_period_has_both_its_ends(place: Place, clock: FixedClock) -> None:
    for days_ago in (1, 2, 3, 4):
        full_visits(place, clock, 1, score=days_ago, days_ago=days_ago)
    found = of_days(place, TODAY - timedelta(days=3), TODAY - timedelta(days=2))
    assert answered(found) == {code: {2: 1, 3: 1} for code in CODES}


def test_a_period_of_a_few_is_computed_all_the_same(place: Place, clock: FixedClock) -> None:
    # Somebody who holds the server sees what is there; Today waits for five.
    full_visits(place, clock, 1, score=4)
    ikm = of_days(place, TODAY - timedelta(days=1)).figures.indices["ikm"]
    assert ikm
    assert (str(ikm.value), str(ikm.low), str(ikm.high), ikm.shown) == ("100.00", "25.00", "100.00", ())


def test_one_code_of_two_instruments_never_mixes(place: Place, clock: FixedClock) -> None:
    full_visits(place, clock, 30, score=4)
    other = other_counter(place, "skm-2017")
    full_visits(other, clock, 40, score=1, codes=[f"U{n}" for n in range(1, 10)])
    yesterday = TODAY - timedelta(days=1)
    found = of_days(place, yesterday, yesterday)
    assert (found.raw, found.visits, found.others) == (30 * 12 + 40 * 9, 70, 40 * 9)
    assert found.figures.instrument.key == "ikm-ipk-2021", "of two as frequent, the counter that was opened first"
    assert found.figures.indices["ikm"]
    assert (str(found.figures.indices["ikm"].value), found.figures.indices["ikm"].n) == ("100.00", 30)
    skm = reports.period(place.unit, yesterday, yesterday, instruments(), instruments().current("skm-2017"))
    assert (skm.others, list(skm.figures.indices)) == (30 * 12, ["ikm"])
    assert skm.figures.indices["ikm"]
    assert (str(skm.figures.indices["ikm"].value), skm.figures.indices["ikm"].n) == ("25.00", 40)


@pytest.mark.parametrize(
    ("complete", "value", "official", "n"), [(29, "71.37", False, 59), (30, "75.00", True, 30), (31, "75.00", True, 31)]
)
def test_thirty_complete_questionnaires_make_an_index_official(
    place: Place, clock: FixedClock, complete: int, value: str, official: bool, n: int
) -> None:
    # 30 more answered U1 alone, with 1: with fewer than thirty complete ones they count, because there is nothing better.
    full_visits(place, clock, complete)
    full_visits(place, clock, 30, score=1, codes=["U1"])
    ikm = of_days(place, TODAY - timedelta(days=1)).figures.indices["ikm"]
    assert ikm
    assert (str(ikm.value), ikm.official, ikm.complete, ikm.n) == (value, official, complete, n)


def test_an_index_may_be_official_while_the_other_is_not(place: Place, clock: FixedClock) -> None:
    full_visits(place, clock, 29)
    full_visits(place, clock, 1, codes=CODES[:7])
    found = of_days(place, TODAY - timedelta(days=1)).figures.indices
    assert {index: figure.official for index, figure in found.items() if figure} == {"ikm": True, "ipk": False}


def test_figures_of_any_visits_leave_out_what_the_instrument_does_not_have(place: Place) -> None:
    instrument = instruments().current("skm-2017")
    visits = [{"U1": 4, "K1": 1}, {"K1": 1}, {"S0": 4}, {"U2": 3}]
    found = of_visits(visits, instrument)
    assert responded(visits, instrument) == 2
    assert {code: figure.n for code, figure in found.questions.items() if figure.n} == {"S0": 1, "U1": 1, "U2": 1}
    assert found.indices == {"ikm": None}


def test_the_instrument_is_the_one_that_most_counters_use(place: Place) -> None:
    assert reports.main_instrument(place.unit, instruments()).key == "ikm-ipk-2021"
    assert reports.main_instrument(make_unit("baru"), instruments()).key == "ikm-ipk-2021", "the default one without counters"
    other = make_counter(make_unit("lain"))
    for number in (1, 2):
        places.open_counter(other.unit, f"lain-s{number}", "L", instrument="skm-2017", plan="ikm:all", gives=())
    assert reports.main_instrument(other.unit, instruments()).key == "skm-2017"


# ── Today ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_alike_answers_make_the_index_they_say(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    full_visits(place, clock, 30, score=3)
    ikm = shown().indices["ikm"]
    assert (ikm.value, ikm.mean, ikm.n) == (Decimal("75.00"), Decimal("3.0000"), 30)
    assert ikm.low < ikm.value < ikm.high, "all alike is no certainty"


def test_the_window_has_the_figures_of_its_days(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    now, other = clock(), other_counter(place, "skm-2017")
    for days_ago in range(31, -1, -1):
        clock.set(now - timedelta(days=days_ago))
        make_seal(place.unit)
        if days_ago in (31, 0):
            full_visits(place, clock, 20, score=1, days_ago=0)
        elif days_ago % 7 == 1:
            for score in (2, 3, 4):
                full_visits(place, clock, 10, score=score, days_ago=0)
                full_visits(place, clock, 10, score=score, codes=CODES[days_ago % 5 :], days_ago=0)
    full_visits(other, clock, 10, score=1, codes=["U1", "U9"], days_ago=0)
    today = shown()
    found = of_days(place, *today.window).figures.indices
    assert all(today.indices.values())
    assert today.indices == found, "what may be shown is all that was said"
    assert today.left_out.others == 0, "of a day that still runs"
    clock.advance(days=1)
    assert shown(TODAY + timedelta(days=1)).left_out.others == 20


@pytest.mark.parametrize(
    ("visits", "has_ikm", "has_ipk", "has_grade"),
    [
        (9, False, False, False),
        (10, True, False, False),
        (19, True, False, False),
        (20, True, True, False),
        (29, True, True, False),
        (30, True, True, True),
    ],
)
def test_what_waits_for_how_many_visits(
    place: Place,
    clock: FixedClock,
    shown,
    visits: int,
    has_ikm: bool,
    has_ipk: bool,
    has_grade: bool,  # type: ignore[no-untyped-def]
) -> None:
    full_visits(place, clock, visits)
    today = shown()
    assert tuple(figure is not None for figure in today.indices.values()) == (has_ikm, has_ipk)
    assert bool(today.indices["ikm"] and today.indices["ikm"].shown) == has_grade
    assert len(today.elements) == (7 if has_ikm else 0)


def test_the_window_is_the_thirty_closed_days_before_today(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    assert shown().window == (date(2026, 10, 20), date(2026, 11, 18))
    assert shown(date(2026, 11, 18)).window == (date(2026, 10, 20), date(2026, 11, 18))
    assert len(shown().run) == 30


def where(place: Place) -> Where:
    """November's counters, hours, services and ways, as far as they are sealed."""
    return Where(place.unit, date(2026, 11, 1), date(2026, 11, 30), latest_seal(place.unit))


def test_a_share_of_fewer_than_five_is_withheld(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    yesterday = clock() - timedelta(days=1)
    for _ in range(4):
        make_rating(place, "S0", 4, given_at=yesterday)
    assert shown(date(2026, 11, 18)).satisfaction is None
    assert not where(place).counters
    make_rating(place, "S0", 1, given_at=yesterday)
    assert shown(date(2026, 11, 18)).satisfaction is None, "what is closed is never cut again"
    clock.advance(days=1)
    share = shown(TODAY).satisfaction
    assert (share.satisfied, share.n) == (4, 5), "it waits for the next closing"
    assert not where(place).counters, "what would be left of the day could be read"


def test_counters_hours_ways_and_services_are_sums_of_whole_fives(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    """Seven at one counter, then six: the first five of either, and the three that are left are in no table."""
    other = make_counter(place.unit)
    with_service = service_points.offer_service(place.unit, "paspor", "Paspor")
    clock.set(clock().replace(hour=2))
    for n, score in enumerate((4, 4, 4, 4, 1, 1, 1)):
        make_rating(place, "S0", score, given_at=clock() + timedelta(minutes=n), service=with_service)
    for n in range(6):
        make_rating(other, "S0", 3, given_at=clock() + timedelta(hours=2, minutes=n))
    clock.advance(days=1)
    shown()
    found = where(place)
    assert [(line.of.code, line.share.satisfied, line.share.n) for line in found.counters] == [("kanim-1", 4, 5)], (
        "of the second five nothing"
    )
    assert (found.cells, found.few) == ({}, {(3, 9)}), "fewer than ten in an hour say nothing"
    assert [(line.of.code, line.share.n) for line in found.services] == [("paspor", 5)]
    assert {line.of: line.share.n for line in found.ways(Tallies()) if line.share} == {Channel.TABLET: 5}


def test_fives_of_several_services_stand_under_none(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    with_services = [service_points.offer_service(place.unit, code, code) for code in ("paspor", "izin")]
    for n in range(10):
        make_rating(place, "S0", 3, given_at=clock() + timedelta(minutes=n), service=with_services[n % 2])
    clock.advance(days=1)
    shown()
    found = where(place)
    assert [line.share.n for line in found.counters] == [5]
    assert ({line.of: line.share.n for line in found.ways(Tallies()) if line.share}, found.services) == ({Channel.TABLET: 5}, [])


def test_open_links_are_in_no_five(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    """Nine of her own around one visitor made a five of her alone."""
    for n in range(30):
        make_rating(place, "S0", 3, given_at=clock() + timedelta(minutes=2 * n), channel=Channel.TABLET if n % 7 == 3 else Channel.POSTER)
    assert not shown().satisfaction
    clock.advance(days=1)
    shown()
    assert not where(place).counters


def test_the_raw_index_waits_until_what_was_set_aside_is_enough(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    full_visits(place, clock, 40)
    assert shown().raw("ikm") is None
    full_visits(place, clock, 4, score=1, marks=("repeat",))
    assert shown().raw("ikm") is None, "four set aside: their difference would tell of fewer than five"
    full_visits(place, clock, 16, score=1, marks=("repeat",))
    clock.advance(days=1)
    today = shown()
    assert today.raw("ikm").n == 60
    assert today.raw("ikm").value < today.indices["ikm"].value
    assert today.raw("ipk").n == 60


def test_an_element_that_lags_is_named_and_one_that_does_not_is_not(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    full_visits(place, clock, 20, score=3)
    assert shown().lowest is None
    for n in range(30):
        make_rating(place, "U4", 1 + n % 2)
    clock.advance(days=1)
    found = shown(TODAY + timedelta(days=1))
    assert found.lowest is not None
    assert found.lowest.name["id"] == found.instrument.need("U4").name["id"]


def test_hours_are_the_units_own(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    make_rating(place)
    assert [(h.hour, h.visits) for h in shown().hours] == [(14, 1)]


def test_no_question_walks_a_whole_ledger(inside: Flask) -> None:
    """Without statistics SQLite took 11 s for Today at 20,000 entries: each answer looked for its correction in all of them."""
    unit = "entry.unit_id = 1 AND entry.seq BETWEEN 900 AND 999 AND entry.service_day = 20261001"
    later = (
        "SELECT 1 FROM entry AS later WHERE later.unit_id = entry.unit_id AND later.visit = entry.visit AND later.question = entry.question"
    )
    plan = reading().execute(text(f"EXPLAIN QUERY PLAN SELECT seq FROM entry WHERE {unit} AND NOT EXISTS ({later}) ORDER BY seq")).all()
    steps = " / ".join(row[3] for row in plan)
    assert "SEARCH entry USING PRIMARY KEY (unit_id=? AND seq>? AND seq<?)" in steps
    assert "ix_entry_visit" in steps


def test_a_change_is_said_where_a_test_says_so(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    """Forty visits all 2 in the thirty days before, forty all 4 in these; and nothing is said where forty and forty are alike."""
    now = clock()
    for days_ago, score in ((40, 2), (5, 4)):
        clock.set(now - timedelta(days=days_ago))
        make_seal(place.unit)
        full_visits(place, clock, 40, score=score, days_ago=0, codes=["S0", "U1", "U2", "U3", "U4", "U5", "U6", "U7"])
        clock.advance(days=1)
        make_seal(place.unit)
    clock.set(now)
    found = shown().changes
    assert {kind: change.value for kind, change in found.items() if change.is_real} == {"ikm": 50.0}
    assert found["ipk"].value is None
    clock.set(now + timedelta(days=30))
    full_visits(place, clock, 40, score=4, codes=["S0", "U1", "U2", "U3", "U4", "U5", "U6", "U7"])
    clock.advance(days=1)
    assert not any(change.is_real for change in shown(clock().date()).changes.values())


def test_what_the_days_end_adds_to_the_fives_is_five_too(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    """Ten came, five were shown; three of the others said later that they were told to answer well, and two would be left."""
    shown()  # the day before is sealed
    visits = [uuid4() for _ in range(10)]
    for visit in visits:
        make_rating(place, "S0", 4, visit=visit, channel=ALIKE)
    assert shown(TODAY).satisfaction.n == 5, "while the day runs"
    for visit in visits[7:]:
        make_rating(place, "C1", 1, visit=visit)
    clock.advance(days=1)
    assert shown(TODAY).satisfaction is None, "seven count, less five that were shown: two could be read"
    for _ in range(3):
        make_rating(place, "S0", 4, channel=ALIKE)
    clock.advance(days=1)
    found = shown(clock().date() - timedelta(days=1)).satisfaction
    assert found.n == 10, "with three more of the next day it is five again"


# ── marks ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_another_mark_by_words_is_counted_of_those_who_were_asked(place: Place, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that is added says itself which question brings its mark; nothing else has to know of it."""
    monkeypatch.setattr(rules, "ANSWERS_TO", {**rules.ANSWERS_TO, "rushed": "I0"})
    monkeypatch.setattr(rules, "BY_WORDS", frozenset(rules.ANSWERS_TO))
    october = clock().replace(month=10, day=14)
    for n in range(12):
        visit = uuid4()
        make_rating(place, "S0", 4, visit=visit, given_at=october)
        if n < 10:
            make_rating(place, "I0", 4, visit=visit, given_at=october, marks=("rushed",) if n < 3 else ())
    make_seal(place.unit)
    found = months.marked_by_words(place.unit, date(2026, 10, 1))
    assert found
    assert found.visits == {rules.STRAIGHT: (0, 12), rules.TOLD: (None, 0), "rushed": (3, 10)}


def test_a_months_marks_by_words_are_counted_by_access(place: Place, clock: FixedClock) -> None:
    """Nine visits of her own by the open link made ten, and the tenth visitor's word to the control question was read."""
    october = clock().replace(month=10, day=14)

    def control(n: int, channel: Channel, told: int) -> None:
        for k in range(n):
            make_rating(place, "C1", 1 if k < told else 2, given_at=october + timedelta(minutes=3 * k), channel=channel)

    control(1, Channel.TABLET, 1)
    control(29, Channel.POSTER, 0)
    make_seal(place.unit)
    found = months.marked_by_words(place.unit, date(2026, 10, 1))
    assert found
    assert found.visits[rules.TOLD] == (None, 30)
    control(9, Channel.TABLET, 2)
    clock.advance(days=1)
    make_seal(place.unit)
    again = months.marked_by_words(place.unit, date(2026, 10, 1))
    assert again
    assert again.visits[rules.TOLD] == (None, 30), "what came after the month's seal does not change it"
    for channel, n in ((Channel.TABLET, 10), (Channel.HANDOFF, 9)):
        other = make_counter()
        for k in range(n):
            make_rating(other, "C1", 1, given_at=october + timedelta(minutes=3 * k), channel=channel)
        make_rating(other, "C1", 2, given_at=october, channel=Channel.POSTER)
        make_seal(other.unit)
        seen = months.marked_by_words(other.unit, date(2026, 10, 1))
        assert seen
        assert seen.visits[rules.TOLD] == ((10, 11) if n == 10 else (None, 10)), "open links come along, and help nobody"
