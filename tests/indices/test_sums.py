"""Sums of answers and the variance made of them: they add up, whatever the order, and agree with what others compute."""

import random
from fractions import Fraction
from math import sqrt
from statistics import stdev

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.indices import Sums, clustered_index
from kiosk.indices.sums import PairSum, effective_visits, sums, sums_of_groups, variance
from tests.indices import peers

CODES = ("U1", "U2", "U3")
THIRDS = dict.fromkeys(CODES, Fraction(1, 3))
# For somebody else's functions, whose first call takes its time.
many = settings(max_examples=300, deadline=None)
some_visits = st.lists(st.dictionaries(st.sampled_from([*CODES, "S0"]), st.integers(1, 4), max_size=4), max_size=40)


def test_sums_by_hand() -> None:
    found = sums([{"U1": 4, "U2": 3}, {"U1": 2}, {"S0": 1}, {}], ("U2", "U1"))
    assert found.visits == 2, "who answered none of these questions does not count"
    assert found.pairs == {("U1", "U1"): PairSum(2, 6, 6, 20), ("U1", "U2"): PairSum(1, 4, 3, 12), ("U2", "U2"): PairSum(1, 3, 3, 9)}
    assert found.nrr == {"U1": 3, "U2": 3}
    assert (found.n("U1"), found.n("U2"), found.n("U9")) == (2, 1, 0)


def test_sums_of_nobody() -> None:
    assert sums([], CODES) == sums([{}, {"S0": 4}], CODES) == sums_of_groups({}) == Sums(0, {})


@given(some_visits, some_visits)
def test_two_days_add_up_to_a_period(monday: list[dict[str, int]], tuesday: list[dict[str, int]]) -> None:
    both = sums(monday, CODES) + sums(tuesday, CODES)
    assert both == sums(monday + tuesday, CODES)
    assert sums(tuesday, CODES) + sums(monday, CODES) == both
    assert sums(monday, CODES) + sums([], CODES) == sums(monday, CODES)


@given(some_visits)
def test_sums_are_those_of_counting_pair_by_pair(visits: list[dict[str, int]]) -> None:
    found = sums(visits, CODES)
    for place, a in enumerate(CODES):
        for b in CODES[place:]:
            both = [(visit[a], visit[b]) for visit in visits if a in visit and b in visit]
            counted = PairSum(len(both), sum(x for x, _ in both), sum(y for _, y in both), sum(x * y for x, y in both))
            assert found.pairs.get((a, b), PairSum(0, 0, 0, 0)) == counted
    assert found.visits == sum(any(q in visit for q in CODES) for visit in visits)


@given(some_visits, st.randoms(use_true_random=False))
def test_the_order_of_visits_and_of_questions_does_not_matter(visits: list[dict[str, int]], chance: random.Random) -> None:
    shuffled = [dict(chance.sample(list(visit.items()), len(visit))) for visit in chance.sample(visits, len(visits))]
    before, after = sums(visits, CODES), sums(shuffled, CODES[::-1])
    assert before == after
    assert list(before.pairs) == list(after.pairs)


# ── the variance, beside textbook formulas and statsmodels ────────────────────────────────────────────────────────


@many
@given(st.lists(st.tuples(*[st.integers(1, 4)] * 3), min_size=2, max_size=60))
def test_of_complete_questionnaires_it_is_that_of_their_means(rows: list[tuple[int, ...]]) -> None:
    # s/√n of the visits' own means: the sample mean as in any textbook.
    found = variance(sums([dict(zip(CODES, row, strict=True)) for row in rows], CODES), THIRDS)
    assert sqrt(found) == pytest.approx(stdev(sum(row) / 3 for row in rows) / sqrt(len(rows)), abs=1e-9)


@many
@given(st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=30), min_size=3, max_size=3))
def test_of_one_question_a_visit_it_is_that_of_independent_samples(columns: list[list[int]]) -> None:
    visits = [{q: score} for q, scores in zip(CODES, columns, strict=True) for score in scores]
    expected = sum((stdev(scores) / 3) ** 2 / len(scores) for scores in columns)
    assert variance(sums(visits, CODES), THIRDS) == pytest.approx(expected, abs=1e-12)


def overlapping(chance: random.Random, n: int) -> list[dict[str, int]]:
    """n of each: visits that answer all three, two, or one of the questions; every question as often as any other."""
    asked = [CODES, *(tuple(q for q in CODES if q != left) for left in CODES), *((q,) for q in CODES)]
    visits = []
    for codes in asked * n:
        mood = chance.randint(1, 4)
        visits.append({q: mood if chance.random() < 0.5 else chance.randint(1, 4) for q in codes})
    return visits


@pytest.mark.parametrize("seed", range(200))
def test_of_plans_that_overlap_it_is_the_cluster_robust_one(seed: int) -> None:
    """statsmodels: a mean per question (OLS on dummies), errors clustered by visit; ours has n/(n−1) for the small sample."""
    chance = random.Random(seed)
    visits = overlapping(chance, chance.randint(1, 20))
    answers = [(v, q, score) for v, visit in enumerate(visits) for q, score in visit.items()]
    dummies = np.array([[float(q == code) for code in CODES] for _, q, _ in answers])
    fitted = peers.models.OLS([score for *_, score in answers], dummies).fit(
        cov_type="cluster", cov_kwds={"groups": np.array([v for v, *_ in answers]), "use_correction": False}
    )
    weights = {"U1": Fraction(1, 2), "U2": Fraction(1, 3), "U3": Fraction(1, 6)}
    coefficients = np.array([float(weights[q]) for q in CODES])
    of = sums(visits, CODES)
    n = of.n("U1")
    assert set(of.nrr) == set(CODES)
    assert fitted.params == pytest.approx([float(of.nrr[q]) for q in CODES])
    assert variance(of, weights) == pytest.approx(coefficients @ fitted.cov_params() @ coefficients * n / (n - 1), rel=1e-9)


@given(some_visits)
def test_it_is_never_below_nought(visits: list[dict[str, int]]) -> None:
    found = sums(visits, CODES)
    if all(found.n(q) >= 2 for q in CODES):
        assert variance(found, THIRDS) >= 0
        assert variance(found, {"U1": Fraction(1), "U2": Fraction(-1)}) >= 0


def test_the_same_answer_everywhere_has_none_at_all() -> None:
    # Thirds do not end in binary: what cancels must be nought, not 1e-17.
    assert variance(sums([dict.fromkeys(CODES, 3)] * 7, CODES), THIRDS) == 0.0
    assert variance(sums([{"U1": score, "U2": score} for score in (1, 2, 4)], CODES), {"U1": Fraction(1), "U2": Fraction(-1)}) == 0.0


# ── what a sample is worth ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("visits", "worth"),
    [
        ([dict.fromkeys(CODES, 4)] * 12, 12),  # all answer everything
        ([{q: 4} for q in CODES] * 12, 36),  # one each, in turn
        ([{"U1": 4}] * 10 + [{"U2": 4}] * 10 + [{"U3": 4}] * 80, 9 / (1 / 10 + 1 / 10 + 1 / 80)),  # unevenly
        ([dict.fromkeys(CODES, 4)] * 10 + [{"S0": 4}] * 90, 10),  # who answered none of them adds nothing
    ],
)
def test_how_many_visits_a_sample_is_worth(visits: list[dict[str, int]], worth: float) -> None:
    assert effective_visits(sums(visits, CODES), THIRDS) == pytest.approx(worth)


@given(some_visits)
def test_a_sample_is_worth_at_most_its_visits(visits: list[dict[str, int]]) -> None:
    found = sums(visits, CODES)
    if all(found.n(q) for q in CODES):
        assert 1 - 1e-9 <= effective_visits(found, THIRDS) <= found.visits + 1e-9


@given(some_visits)
def test_the_standard_error_of_an_estimate_is_its_root(visits: list[dict[str, int]]) -> None:
    found = clustered_index(sums(visits, CODES), THIRDS, minimum=2)
    if found:
        assert found.error == sqrt(variance(sums(visits, CODES), THIRDS))
