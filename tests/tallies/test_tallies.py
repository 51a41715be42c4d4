"""The tallies: always what the entries say, whatever comes in what order, and the same sums over any period."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk import ledger, recording, tallies
from kiosk.indices.sums import sums as sums_of
from kiosk.ledger import Rating
from kiosk.ledger.answers import of_days
from kiosk.places import Place
from kiosk.proof.verify import derived
from kiosk.store import writing_direct
from kiosk.tallies import Basis
from kiosk.tallies import tally as table
from kiosk.tallies.cells import Cells, Parts, Standing, standing
from tests.conftest import FixedClock
from tests.make import instrument, make_counter, make_rating, make_unit, rating, tally, utc, visits

TODAY = date(2026, 11, 19)
IKM = [f"U{n}" for n in range(1, 8)]
CODES = ["S0", "I0", *IKM, *(f"K{n}" for n in range(1, 6))]


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


def agree(place: Place) -> bool:
    """Whether the stored tallies are those that the entries make."""
    with writing_direct() as direct:
        unit = place.unit.id
        return table.stored(direct, unit) == table.rows(unit, derived.cells(direct, unit))


# ── what is stored ────────────────────────────────────────────────────────────────────────────────────────────────


def random_taps(dice: Random, place: Place, n: int, start: datetime) -> list[Rating]:
    """Taps of a few visits that correct themselves, run over midnight and month ends, and arrive in any order."""
    some_visits = [UUID(int=dice.getrandbits(128), version=4) for _ in range(max(1, n // 6))]
    return [
        rating(
            place,
            dice.choice(CODES),
            dice.randint(1, 4),
            visit=dice.choice(some_visits),
            given_at=start + timedelta(minutes=dice.choice((0, 1, 30, 60 * 24, 60 * 24 * 12))),
            channel=dice.choice([channel for channel in ledger.Channel if channel is not ledger.Channel.TICKET]),
        )
        for _ in range(n)
    ]


@pytest.mark.stores
@pytest.mark.parametrize("seed", range(6))
def test_tallies_are_what_the_entries_say(place: Place, clock: FixedClock, seed: int) -> None:
    dice = Random(seed)
    other = make_counter(make_unit("lapas"), "lapas-1")
    taps = [tap for each in (place, other) for tap in random_taps(dice, each, 120, utc(2026, 11, 19, 16, 59))]
    dice.shuffle(taps)
    while taps:
        size = dice.choice((1, 1, 2, 7, 40))
        recording.record(taps[:size], clock())
        taps = taps[size:]
    assert agree(place)
    assert agree(other)
    for unit in (place.unit, other.unit):
        every = of_days(unit, date(2026, 11, 1), date(2026, 12, 31))
        # What came with a table of a past survey is in no tally.
        answers = [a for a in every if a.channel is not ledger.Channel.IMPORT]
        assert 0 < len(answers) < len(every)
        found = tallies.of_unit(unit, date(2026, 11, 1), date(2026, 12, 31))
        apart = [a for a in answers if a.apart]
        assert 0 < found.answers(Basis.APART) == len(apart) < len(answers)
        assert found.answers() == len(answers) - len(apart)
        for code in CODES:
            by_hand = Counter(a.score for a in answers if a.question == code)
            assert tally(unit, date(2026, 11, 1), date(2026, 12, 31)).get(code, {}) == by_hand
        # A visit over midnight counts on each of its days.
        assert found.visits_of() == len({(a.visit, a.service_day) for a in answers if not a.apart})
        by_channel = tallies.visits_by_channel(unit, date(2026, 11, 1), date(2026, 12, 31))
        for channel in ledger.Channel:
            own = {(a.visit, a.service_day) for a in answers if a.channel == channel}
            assert sum(n for (each, _), n in by_channel.items() if each == channel) == len(own)


@pytest.mark.stores
def test_pair_sums_are_those_of_the_visits(place: Place, clock: FixedClock) -> None:
    dice = Random(7)
    taps = [
        rating(place, code, dice.randint(1, 4), visit=visit)
        for visit in (uuid4() for _ in range(40))
        for code in dice.sample(IKM, dice.randint(1, 7))
    ]
    recording.record(taps, clock())
    answers = of_days(place.unit, TODAY, TODAY)
    by_visit: dict[bytes, dict[str, int]] = {}
    for answer in answers:
        by_visit.setdefault(answer.visit, {})[answer.question] = answer.score
    wanted = sums_of(by_visit.values(), IKM)
    found = tallies.of_unit(place.unit, TODAY, TODAY)
    pairs: Counter[tuple[str, str]] = Counter()
    for (_version, a, b, _basis), (n, *_sums) in found.pairs.items():
        pairs[a, b] += n
    assert pairs == {pair: sums.n for pair, sums in wanted.pairs.items() if pair[0] < pair[1]}
    complete = sum(len(visit) == 7 for visit in by_visit.values())
    assert complete
    version = instrument().name
    assert found.visits_of(version, "ikm", Basis.COMPLETE) == complete
    assert found.visits_of(version, "ikm") == wanted.visits


@pytest.mark.stores
def test_a_repeat_counts_once(place: Place, clock: FixedClock) -> None:
    tap = rating(place)
    for _ in range(3):
        recording.record([tap, tap], clock())
    assert tally(place.unit, TODAY) == {"S0": {4: 1}}
    assert visits(place.unit, TODAY) == 1


@pytest.mark.stores
def test_a_correction_takes_the_old_cell_back(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    make_rating(place, "S0", 1, visit=visit)
    make_rating(place, "S0", 4, visit=visit, given_at=clock() + timedelta(seconds=2))
    with writing_direct() as direct:
        assert direct.all("SELECT s1, s4 FROM daily_tally") == [(0, 1)]
        assert direct.all("SELECT s1, s4 FROM monthly_tally") == [(0, 1)]


def test_the_last_question_makes_a_questionnaire_complete(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    for code in IKM[:-1]:
        make_rating(place, code, 3, visit=visit)
    assert {basis for _, _, basis in tallies.of_unit(place.unit, TODAY, TODAY).scores} == {Basis.COUNTED}
    make_rating(place, IKM[-1], 3, visit=visit)
    found = tallies.of_unit(place.unit, TODAY, TODAY)
    assert {basis for _, _, basis in found.scores} == {Basis.COMPLETE}
    assert len(found.pairs) >= 21
    assert {pair[3] for pair, sums in found.pairs.items() if sums[0]} == {Basis.COMPLETE}


def test_a_late_one_widens_the_span_of_its_day_alone(place: Place, clock: FixedClock) -> None:
    for days_ago in (1, 0, 0, 1):
        make_rating(place, given_at=clock() - timedelta(days=days_ago))
    with writing_direct() as direct:
        assert direct.all("SELECT service_day, first_seq, last_seq FROM ledger_day ORDER BY 1") == [(20261118, 1, 4), (20261119, 2, 3)]
    assert [a.service_day for a in of_days(place.unit, TODAY, TODAY)] == [TODAY, TODAY]


# ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 2, 1), date(2026, 2, 28)),
        (date(2026, 2, 2), date(2026, 2, 28)),
        (date(2026, 1, 31), date(2026, 4, 1)),
        (date(2026, 1, 15), date(2026, 2, 14)),
        (date(2026, 1, 4), date(2026, 3, 29)),
        (date(2026, 3, 3), date(2026, 3, 3)),
        (date(2026, 8, 1), date(2026, 9, 15)),
        (date(2026, 3, 4), date(2026, 3, 3)),
    ],
)
def test_a_period_is_the_sum_of_its_days(place: Place, clock: FixedClock, first: date, last: date) -> None:
    dice = Random(3)
    days = [date(2026, 1, 1) + timedelta(days=dice.randrange(120)) for _ in range(150)] + [date(2026, 3, 3)]
    recording.record([rating(place, "U1", dice.randint(1, 4), given_at=utc(d.year, d.month, d.day, 3)) for d in days], clock())
    within = [d for d in days if first <= d <= last]
    found = tallies.of_unit(place.unit, first, last)
    assert (found.answers(), found.visits_of()) == (len(within), len(within))
    assert tallies.of_units(first, last).get(place.unit.id, tallies.Tallies()).scores == found.scores
    assert all(found.scores.values()), "what was taken away as a whole leaves nothing"
    assert all(found.visits.values())


# ── cells, without a store ────────────────────────────────────────────────────────────────────────────────────────

PARTS = Parts({(1, "S0"): "pulse", (2, "U1"): "ikm", (2, "U2"): "ikm"}, {(1, "pulse"): 1, (2, "ikm"): 2}, {"ikm": 5})


def answer(question: str, score: int = 3, *, seq: int = 1, day: int = 20261119, aside: bool = False) -> Standing:
    return Standing(seq, 1 if question == "S0" else 2, question, score, seq, day, aside, 1)


def cells(*visits: Iterable[Standing]) -> Cells:
    found = Cells(PARTS)
    for visit in visits:
        found.add(list(visit))
    return found


def test_what_is_set_aside_is_raw_and_not_counted() -> None:
    found = cells([answer("S0", aside=True), answer("U1"), answer("U2", aside=True)])
    assert {(key[2], key[3]) for key in found.scores} == {("S0", Basis.ASIDE), ("U1", Basis.COUNTED), ("U2", Basis.ASIDE)}
    assert list(found.pairs) == [(20261119, 2, "U1", "U2", Basis.ASIDE)]
    assert {key[1:]: n for key, n in found.visits.items()} == {(0, "", Basis.COUNTED): 1, (2, "ikm", Basis.COUNTED): 1}


def test_a_visit_that_is_set_aside_as_a_whole_is_no_counted_visit() -> None:
    found = cells([answer("U1", aside=True), answer("U2", aside=True)])
    assert {key[1:]: n for key, n in found.visits.items()} == {(0, "", Basis.ASIDE): 1, (2, "ikm", Basis.ASIDE): 1}


def test_answers_hang_together_within_a_day() -> None:
    found = cells([answer("U1"), answer("U2", day=20261120)])
    assert not found.pairs
    assert {key[0] for key in found.visits} == {20261119, 20261120}


@given(st.lists(st.tuples(st.sampled_from(["S0", "U1", "U2"]), st.integers(1, 4), st.booleans(), st.integers(1, 2)), max_size=8))
@settings(max_examples=60)
def test_taking_back_leaves_nothing(taps: list[tuple[str, int, bool, int]]) -> None:
    visit = standing(answer(q, score, seq=n, day=20261118 + day, aside=aside) for n, (q, score, aside, day) in enumerate(taps))
    found = Cells(PARTS)
    found.add(visit)
    found.add(visit, -1)
    assert not any(table.rows(1, found).values())
