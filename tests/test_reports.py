"""Reports: the numbers of a day and of the window before it, and what is withheld."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import text

from kiosk import ledger, reports
from kiosk.places import Place
from kiosk.reports import Figures, Today
from kiosk.store import reading
from kiosk.web import instruments
from tests.conftest import FixedClock
from tests.make import make_counter, make_rating, make_unit, rating

TODAY = date(2026, 11, 19)


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def shown(place: Place, clock: FixedClock) -> object:
    """shown(day) → the day's screen."""

    def ask(day: date = TODAY) -> Today:
        return reports.today(place.unit, day, clock(), instruments())

    return ask


def full_visits(place: Place, clock: FixedClock, n: int, score: int = 3) -> None:
    """Complete questionnaires of yesterday, all answers alike."""
    codes = [f"U{i}" for i in range(1, 8)] + [f"K{i}" for i in range(1, 6)]
    yesterday = clock() - timedelta(days=1)
    batch = [rating(place, code, score, visit=visit, given_at=yesterday) for visit in (uuid4() for _ in range(n)) for code in codes]
    ledger.record(batch, clock())


def answered(figures: Figures) -> dict[str, dict[int, int]]:
    """Only what occurs."""
    found = {code: {score: n for score, n in scores.items() if n} for code, scores in figures.questions.items()}
    return {code: scores for code, scores in found.items() if scores}


def test_figures_are_counts_after_corrections(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    make_rating(place, "S0", 1, visit=visit)
    make_rating(place, "S0", 4, visit=visit, given_at=clock() + timedelta(seconds=1))
    make_rating(place, "I0", 3, visit=visit)
    make_rating(place, "S0", 4)
    figures = reports.figures(place.unit, TODAY, instruments())
    assert (figures.raw, figures.counted, figures.visits) == (3, 3, 2)
    assert answered(figures) == {"I0": {3: 1}, "S0": {4: 2}}


def test_figures_of_an_empty_day_are_nought(place: Place) -> None:
    figures = reports.figures(place.unit, TODAY, instruments())
    assert (figures.raw, figures.counted, figures.visits, answered(figures)) == (0, 0, 0, {})


def test_alike_answers_make_the_index_they_say(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    full_visits(place, clock, 30, score=3)
    ikm = shown().ikm
    assert (ikm.value, ikm.mean, ikm.visits) == (Decimal("75.00"), Decimal("3.00"), 30)
    assert ikm.low < ikm.value < ikm.high, "all alike is no certainty"


@pytest.mark.parametrize(
    ("visits", "has_ikm", "has_ipk", "has_grade"),
    [
        (4, False, False, False),
        (5, True, False, False),
        (9, True, False, False),
        (10, True, True, False),
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
    assert (today.ikm is not None, today.ipk is not None) == (has_ikm, has_ipk)
    assert bool(today.ikm and today.ikm.grades) == has_grade
    assert len(today.elements) == (7 if has_ikm else 0)


def test_the_window_is_the_thirty_closed_days_before_today(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    assert shown().window == (date(2026, 10, 20), date(2026, 11, 18))
    assert shown(date(2026, 11, 18)).window == (date(2026, 10, 20), date(2026, 11, 18))
    assert len(shown().run) == 30


def test_a_share_of_fewer_than_five_is_withheld(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    yesterday = clock() - timedelta(days=1)
    for _ in range(4):
        make_rating(place, "S0", 4, given_at=yesterday)
    assert shown(date(2026, 11, 18)).satisfaction is None
    assert shown().counters[0].share is None
    make_rating(place, "S0", 1, given_at=yesterday)
    share = shown(date(2026, 11, 18)).satisfaction
    assert (share.satisfied, share.n) == (4, 5)
    assert shown().counters[0].share.n == 5


def test_an_element_that_lags_is_named_and_one_that_does_not_is_not(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    full_visits(place, clock, 30, score=3)
    assert shown().lowest is None
    for n in range(30):
        make_rating(place, "U4", 1 + n % 2, given_at=clock() - timedelta(days=2))
    assert shown().lowest is not None
    assert shown().lowest.name["id"] == shown().instrument.need("U4").name["id"]


def test_hours_are_the_units_own(place: Place, clock: FixedClock, shown) -> None:  # type: ignore[no-untyped-def]
    make_rating(place)
    assert [(h.hour, h.visits) for h in shown().hours] == [(14, 1)]


def test_no_question_walks_a_whole_ledger(inside: Flask) -> None:
    """Without statistics SQLite took 11 s for Today at 20,000 entries: each answer looked for its correction in all of them."""
    unit = "entry.unit_id = 1 AND entry.service_day BETWEEN 20261001 AND 20261130"
    later = (
        "SELECT 1 FROM entry AS later WHERE later.unit_id = entry.unit_id AND later.visit = entry.visit AND later.question = entry.question"
    )
    plan = reading().execute(text(f"EXPLAIN QUERY PLAN SELECT seq FROM entry WHERE {unit} AND NOT EXISTS ({later}) ORDER BY seq")).all()  # noqa: S608
    steps = " / ".join(row[3] for row in plan)
    assert "ix_entry_day" in steps
    assert "ix_entry_visit" in steps
