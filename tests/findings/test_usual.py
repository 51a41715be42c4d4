"""The usual: by weekday, and how much more days differ than chance explains."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.findings.simulated import Case, _rated
from kiosk.findings.usual import Count, difference, usual_of
from tests.indices import peers

some_of = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_too_few_days_are_no_usual() -> None:
    days = [Count(0, 20, 2)] * 19
    assert usual_of(days, 20) is None
    assert usual_of([*days, Count(0, 0, 0)], 20) is None, "a day on which nobody came tells nothing"
    assert usual_of([*days, Count(0, 20, 2)], 20)


def test_a_weekday_is_drawn_towards_all_by_sixty_visits() -> None:
    usual = usual_of([Count(0, 30, 9), *(Count(weekday, 30, 3) for weekday in range(1, 5))] * 4, 20)
    assert usual
    assert usual.n == 600
    assert usual.share == pytest.approx((84 + 1) / 610)
    assert usual.by_weekday[0] == pytest.approx((36 + 60 * usual.share) / 180)
    assert usual.by_weekday[6] == pytest.approx(usual.share), "a Sunday is unknown"


@pytest.mark.parametrize(("phi", "low", "high"), [(1.0, 1.1, 1.35), (1.5, 1.4, 1.65), (2.0, 1.65, 1.95)])
def test_phi_of_eight_weeks_is_drawn_towards_what_units_have(phi: float, low: float, high: float) -> None:
    """statistics.md A: 1.23, 1.53, 1.79 at 20 a day."""
    dice = Random(7)
    found = []
    for _ in range(150):
        usual = usual_of([Count(d.date.weekday(), d.total, d.unsatisfied) for d in _rated(dice, Case(20, phi), 40)], 20)
        assert usual
        found.append(usual.phi)
    assert low < sum(found) / len(found) < high


def test_phi_is_no_less_than_chance() -> None:
    usual = usual_of([Count(weekday, 100, 10) for weekday in range(5)] * 40, 20)
    assert usual
    assert usual.phi == 1.0


def test_one_wild_day_is_cut() -> None:
    calm = [Count(weekday, 20, 2) for weekday in range(5)] * 8
    with_one, with_worse = (usual_of([*calm[:-1], Count(4, 20, k)], 20) for k in (14, 20))
    assert with_one
    assert with_worse
    assert with_worse.phi < with_one.phi + 0.1


@pytest.mark.parametrize(
    ("after", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((5, 56), (0, 29), -0.0381, 0.1926),
    ],
)
def test_a_difference_of_shares_by_hand(after: tuple[int, int], before: tuple[int, int], low: float, high: float) -> None:
    """Newcombe 1998, table II, cases (a) to (d) and (g), method 10."""
    found = _apart(after, before)
    assert found == pytest.approx((low, high), abs=5e-5)
    wider = _apart(after, before, 2.0)
    assert wider[0] < found[0]
    assert found[1] <= wider[1]


@settings(max_examples=100, deadline=None)
@given(some_of, some_of)
def test_a_difference_of_shares_is_newcombes(before: tuple[int, int], after: tuple[int, int]) -> None:
    low, high = _apart(after, before)
    theirs = peers.proportion.confint_proportions_2indep(*after, *before, compare="diff", method="newcomb")
    assert (low, high) == pytest.approx(theirs, abs=1e-9)
    assert -1 - 1e-12 <= low <= after[0] / after[1] - before[0] / before[1] + 1e-12
    assert high <= 1 + 1e-12


def _apart(after: tuple[int, int], before: tuple[int, int], phi: float = 1.0) -> tuple[float, float]:
    return difference(after[0] / after[1], after[1], before[0] / before[1], before[1], phi)
