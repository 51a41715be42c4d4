"""Intervals: known numbers, nearly unanimous answers, and what scipy and statsmodels say."""

import random
from fractions import Fraction
from statistics import mean, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.indices import Estimate, Sums, clustered_index, wilson
from kiosk.indices.intervals import Rule, floor
from kiosk.indices.sums import sums
from tests.indices import peers

SEVENTHS = {f"U{n}": Fraction(1, 7) for n in range(1, 8)}
HALVES = {"U1": Fraction(1, 2), "U2": Fraction(1, 2)}
# For somebody else's functions, whose first call takes its time.
many = settings(max_examples=300, deadline=None)
scores = st.integers(1, 4)
some_visits = st.lists(st.dictionaries(st.sampled_from(["U1", "U2", "X9"]), scores, max_size=3), max_size=40)


def rotating(score: int, n: int) -> Sums:
    """n visits, each asked another of the seven unsur in turn, all answering the same."""
    return sums([{f"U{v % 7 + 1}": score} for v in range(n)], SEVENTHS)


def index(visits: list[dict[str, int]], minimum: int = 5) -> Estimate | None:
    """An index of U1 and U2, in equal parts."""
    return clustered_index(sums(visits, HALVES), HALVES, minimum=minimum)


# ── shares ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        # peers.md (d), in percent
        (5, 5, 57, 100),
        (10, 10, 72, 100),
        (30, 30, 89, 100),
        (90, 100, 82.6, 94.5),
        (270, 300, 86.1, 92.9),
        (0, 5, 0, 43),
        (0, 0, 0, 100),
    ],
)
def test_wilson(k: int, n: int, low: float, high: float) -> None:
    found = wilson(k, n)
    assert 100 * found[0] == pytest.approx(low, abs=0.05 if low % 1 else 0.5)
    assert 100 * found[1] == pytest.approx(high, abs=0.05 if high % 1 else 0.5)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_within_0_and_1_and_is_symmetric(share: tuple[int, int]) -> None:
    k, n = share
    low, high = wilson(k, n)
    assert 0 <= low <= k / n <= high <= 1
    assert (low == 0) == (k == 0)
    assert (high == 1) == (k == n)
    assert wilson(n - k, n) == pytest.approx((1 - high, 1 - low), abs=1e-12)


@many
@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.sampled_from([0.9, 0.95, 0.99]))
def test_wilson_is_statsmodels(share: tuple[int, int], confidence: float) -> None:
    assert wilson(*share, confidence) == pytest.approx(
        peers.proportion.proportion_confint(*share, alpha=1 - confidence, method="wilson"), abs=1e-12
    )


@pytest.mark.parametrize(("k", "n"), [(-1, 5), (6, 5), (1, 0)])
def test_what_is_no_share_is_refused(k: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson(k, n)


# ── an index ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("n", [35, 70, 350])
def test_unanimous_fours_leave_the_doubt_of_the_floor(n: int) -> None:
    found = clustered_index(rotating(4, n), SEVENTHS)
    assert found is not None
    assert (found.mean, found.high, found.visits) == (4, 4.0, n)
    assert found.low == pytest.approx(4 - 3 * (1 - 0.025 ** (1 / n)))


@pytest.mark.parametrize("n", [35, 350])
def test_unanimous_ones_likewise(n: int) -> None:
    found = clustered_index(rotating(1, n), SEVENTHS)
    assert found is not None
    assert (found.low, found.high) == (1.0, pytest.approx(1 + 3 * (1 - 0.025 ** (1 / n))))


def test_complete_questionnaires_count_as_visits_not_as_answers() -> None:
    found = clustered_index(sums([dict.fromkeys(SEVENTHS, 4)] * 30, SEVENTHS), SEVENTHS)
    assert found is not None
    assert found.low == pytest.approx(4 - 3 * floor(30))
    assert found.n == dict.fromkeys(SEVENTHS, 30)
    assert (found.rule, found.error) == (Rule.FLOOR, 0)


def test_unanimous_threes_have_doubt_on_both_sides() -> None:
    found = clustered_index(rotating(3, 70), SEVENTHS)
    assert found is not None
    assert found.low < 3 < found.high


def test_one_dissenter_does_not_narrow_the_interval() -> None:
    agreed = clustered_index(rotating(4, 70), SEVENTHS)
    other = clustered_index(rotating(4, 69) + sums([{"U7": 3}], SEVENTHS), SEVENTHS)
    assert agreed is not None
    assert other is not None
    assert other.low <= agreed.low + 1e-12
    assert other.high < agreed.high


def test_answers_of_one_visitor_hang_together() -> None:
    # The same ten answers, from five visitors or from ten.
    five = index([{"U1": s, "U2": s} for s in (1, 2, 3, 4, 4)])
    ten = index([{u: s} for s in (1, 2, 3, 4, 4) for u in HALVES])
    assert five is not None
    assert ten is not None
    assert five.mean == ten.mean
    assert five.high - five.low > ten.high - ten.low


def test_an_index_waits_for_five_answers_to_each_unsur() -> None:
    assert clustered_index(rotating(4, 34), SEVENTHS) is None
    assert clustered_index(sums([], SEVENTHS), SEVENTHS) is None
    assert clustered_index(rotating(4, 34), SEVENTHS, minimum=4) is not None
    assert clustered_index(sums([], SEVENTHS), SEVENTHS, minimum=0) is None


def test_one_answer_to_a_question_says_nothing_about_the_others() -> None:
    found = index([{"U1": 4}] * 100 + [{"U2": 4}], minimum=1)
    assert found is not None
    assert (found.mean, found.rule, found.low, found.high) == (4, Rule.ALONE, 1.0, 4.0)


def test_the_index_on_25_to_100_is_rounded_half_up() -> None:
    found = index([{"U1": 3, "U2": 4}] * 7 + [{"U1": 4, "U2": 4}])
    assert found is not None
    assert found.mean == Fraction(57, 16)
    assert str(found.converted) == "89.06"
    assert found.converted_low < found.converted < found.converted_high


def test_weights_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="do not sum to 1"):
        clustered_index(rotating(4, 35), dict.fromkeys(SEVENTHS, Fraction(11, 100)))


@given(some_visits)
def test_an_index_is_the_mean_of_means_and_keeps_to_the_scale(visits: list[dict[str, int]]) -> None:
    found = index(visits)
    columns = [[visit[u] for visit in visits if u in visit] for u in HALVES]
    assert (found is None) == (min(map(len, columns)) < 5)
    if found:
        assert found.mean == sum(Fraction(sum(column), len(column)) for column in columns) / 2
        assert 1 <= found.low <= found.mean <= found.high <= 4
        assert 25 <= found.converted_low <= found.converted <= found.converted_high <= 100
        assert found.visits == sum("U1" in visit or "U2" in visit for visit in visits)


@given(some_visits, st.randoms(use_true_random=False))
def test_the_order_of_visits_does_not_matter(visits: list[dict[str, int]], chance: random.Random) -> None:
    # Exactly: the same table in another order must print the same report.
    assert index(visits, minimum=1) == index(chance.sample(visits, len(visits)), minimum=1)


@given(some_visits)
def test_the_scale_can_be_turned_around(visits: list[dict[str, int]]) -> None:
    found, mirrored = index(visits), index([{u: 5 - score for u, score in visit.items()} for visit in visits])
    if found and mirrored:
        assert (mirrored.low, mirrored.high) == (pytest.approx(5 - found.high), pytest.approx(5 - found.low))
        assert mirrored.mean == 5 - found.mean


@given(st.lists(st.fixed_dictionaries({"U1": scores, "U2": scores}), min_size=5, max_size=40), st.data())
def test_a_better_answer_never_lowers_the_mean(visits: list[dict[str, int]], data: st.DataObject) -> None:
    place, unsur = data.draw(st.integers(0, len(visits) - 1)), data.draw(st.sampled_from(list(HALVES)))
    raised = [visit | {unsur: min(visit[unsur] + 1, 4)} if n == place else visit for n, visit in enumerate(visits)]
    before, after = index(visits), index(raised)
    assert before
    assert after
    gain = Fraction(raised[place][unsur] - visits[place][unsur], 2 * len(visits))
    assert after.mean == before.mean + gain
    assert after.converted >= before.converted


@given(some_visits)
def test_more_confidence_is_never_narrower(visits: list[dict[str, int]]) -> None:
    of = sums(visits, HALVES)
    found = [clustered_index(of, HALVES, confidence=confidence) for confidence in (0.5, 0.9, 0.95, 0.99)]
    for sure, surer in zip(found, found[1:], strict=False):
        if sure and surer:
            assert surer.low <= sure.low
            assert sure.high <= surer.high


@pytest.mark.parametrize("seed", range(300))
def test_of_complete_questionnaires_it_is_the_t_interval_of_their_means(seed: int) -> None:
    chance = random.Random(seed)
    n, codes = chance.randint(60, 300), [f"U{u}" for u in range(chance.randint(1, 9))]
    shares = chance.choice([(1, 1, 1, 1), (2, 8, 50, 40), (10, 20, 40, 30), (40, 30, 20, 10)])
    visits = [dict(zip(codes, chance.choices((1, 2, 3, 4), shares, k=len(codes)), strict=True)) for _ in range(n)]
    weights = dict.fromkeys(codes, Fraction(1, len(codes)))
    found = clustered_index(sums(visits, codes), weights)
    own = [mean(visit.values()) for visit in visits]
    assert found
    assert found.error == pytest.approx(stdev(own) / n**0.5, rel=1e-9)
    assert found.quantile == pytest.approx(peers.stats.t.ppf(0.975, n - 1), rel=1e-9)
    # Where all the visits hardly differ the floor is wider; where few dissent it is not symmetric.
    if found.rule is Rule.T:
        low, high = peers.stats.t.interval(0.95, n - 1, loc=mean(own), scale=stdev(own) / n**0.5)
        assert found.low == pytest.approx(min(low, 4 - 3 * floor(n)))
        assert found.high == pytest.approx(max(high, 1 + 3 * floor(n)))


@pytest.mark.parametrize("minority", range(1, 30))
def test_where_a_few_dissent_one_questions_interval_is_wilsons_with_t(minority: int) -> None:
    """Answers of 1 and 4 alone are shares: Wilson's interval, with n − 1 visits' worth of variance and t for z."""
    n = 100
    found = clustered_index(sums([{"U1": 1}] * minority + [{"U1": 4}] * (n - minority), ["U1"]), {"U1": Fraction(1)})
    assert found
    assert found.rule is Rule.WILSON
    # statsmodels takes z from alpha; the variance s²/n of a share is p(1−p)/(n−1).
    alpha = 2 * float(peers.stats.norm.sf(peers.stats.t.ppf(0.975, n - 1)))
    share = (n - minority) / n
    low, high = peers.proportion.proportion_confint(share * (n - 1), n - 1, alpha=alpha, method="wilson")
    assert (found.low, found.high) == pytest.approx((1 + 3 * low, max(1 + 3 * high, 1 + 3 * floor(n))), abs=1e-9)


# ── one question ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mean_looks_at_its_question_alone() -> None:
    found = clustered_index(sums([{"U1": 4, "U2": 1}, {"U1": 3}, {"U2": 2}], ["U1"]), {"U1": Fraction(1)}, minimum=1)
    assert found is not None
    assert (found.mean, found.n, found.visits) == (Fraction(7, 2), {"U1": 2}, 2)


@pytest.mark.parametrize("minimum", [0, 1])
def test_a_mean_of_nobody_is_none_and_of_one_is_anything(minimum: int) -> None:
    assert clustered_index(sums([{"U2": 4}], ["U1"]), {"U1": Fraction(1)}, minimum=minimum) is None
    alone = clustered_index(sums([{"U1": 4}], ["U1"]), {"U1": Fraction(1)}, minimum=minimum)
    assert alone is not None
    assert (alone.low, alone.high, alone.rule) == (1.0, 4.0, Rule.ALONE)


@given(st.lists(scores, min_size=1, max_size=60))
def test_a_mean_lies_in_its_interval_on_the_scale(given_scores: list[int]) -> None:
    found = clustered_index(sums([{"U1": s} for s in given_scores], ["U1"]), {"U1": Fraction(1)}, minimum=1)
    assert found is not None
    assert 1 <= found.low <= found.mean <= found.high <= 4


def test_the_floor_halves_with_twice_the_visits() -> None:
    assert floor(1) == pytest.approx(0.975)
    assert floor(30) == pytest.approx(1 - 0.025 ** (1 / 30))
    assert floor(2000) / floor(1000) == pytest.approx(0.5, abs=0.01)
