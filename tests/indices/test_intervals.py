"""Intervals: known numbers, nearly unanimous answers, and that they hold the truth as often as they say."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import Visits, clustered_index, clustered_mean, floor, weighted_mean, wilson

SEVENTHS = {f"U{n}": Fraction(1, 7) for n in range(1, 8)}
HALVES = {"U1": Fraction(1, 2), "U2": Fraction(1, 2)}
scores = st.integers(1, 4)
some_visits = st.lists(st.lists(st.tuples(st.sampled_from(["U1", "U2", "X9"]), scores), max_size=3), max_size=40)


def rotating(score: int, n: int) -> Visits:
    """n visits, each asked another of the seven unsur in turn, all answering the same."""
    return [[(f"U{v % 7 + 1}", score)] for v in range(n)]


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
    found = clustered_index([[(unsur, 4) for unsur in SEVENTHS]] * 30, SEVENTHS)
    assert found is not None
    assert found.low == pytest.approx(4 - 3 * floor(30))
    assert found.n == dict.fromkeys(SEVENTHS, 30)


def test_unanimous_threes_have_doubt_on_both_sides() -> None:
    found = clustered_index(rotating(3, 70), SEVENTHS)
    assert found is not None
    assert found.low < 3 < found.high


def test_one_dissenter_does_not_narrow_the_interval() -> None:
    agreed = clustered_index(rotating(4, 70), SEVENTHS)
    other = clustered_index([*rotating(4, 69), [("U7", 3)]], SEVENTHS)
    assert agreed is not None
    assert other is not None
    assert other.low <= agreed.low + 1e-12
    assert other.high < agreed.high


def test_answers_of_one_visitor_hang_together() -> None:
    # The same ten answers, from five visitors or from ten.
    answers = [[("U1", s), ("U2", s)] for s in (1, 2, 3, 4, 4)]
    five, ten = clustered_index(answers, HALVES), clustered_index([[a] for visit in answers for a in visit], HALVES)
    assert five is not None
    assert ten is not None
    assert five.mean == ten.mean
    assert five.high - five.low > ten.high - ten.low


def test_an_index_waits_for_five_answers_to_each_unsur() -> None:
    assert clustered_index(rotating(4, 34), SEVENTHS) is None
    assert clustered_index([], SEVENTHS) is None
    assert clustered_index(rotating(4, 34), SEVENTHS, minimum=4) is not None


def test_the_index_on_25_to_100_is_rounded_half_up() -> None:
    found = clustered_index([[("U1", 3), ("U2", 4)]] * 7 + [[("U1", 4), ("U2", 4)]], HALVES)
    assert found is not None
    assert found.mean == Fraction(57, 16)
    assert str(found.converted) == "89.06"
    assert found.converted_low < found.converted < found.converted_high


def test_weights_must_sum_to_one() -> None:
    with pytest.raises(ValueError, match="do not sum to 1"):
        clustered_index(rotating(4, 35), dict.fromkeys(SEVENTHS, Fraction(11, 100)))


@given(some_visits)
def test_an_index_agrees_with_its_counts_and_keeps_to_the_scale(visits: list[list[tuple[str, int]]]) -> None:
    counts: dict[str, dict[int, int]] = {"U1": {}, "U2": {}, "X9": {}}
    for visit in visits:
        for unsur, score in visit:
            counts[unsur][score] = counts[unsur].get(score, 0) + 1
    found = clustered_index(visits, HALVES)
    assert (found.mean if found else None) == weighted_mean(counts, HALVES)
    if found:
        assert 1 <= found.low <= found.mean <= found.high <= 4


@given(some_visits, st.randoms(use_true_random=False))
def test_the_order_of_visits_does_not_matter(visits: list[list[tuple[str, int]]], chance: random.Random) -> None:
    shuffled = chance.sample(visits, len(visits))
    before, after = clustered_index(visits, HALVES), clustered_index(shuffled, HALVES)
    assert (before is None) == (after is None)
    if before and after:
        assert (before.mean, before.low, before.high) == (
            after.mean,
            pytest.approx(after.low),
            pytest.approx(after.high),
        )


@given(some_visits)
def test_the_scale_can_be_turned_around(visits: list[list[tuple[str, int]]]) -> None:
    turned = [[(unsur, 5 - score) for unsur, score in visit] for visit in visits]
    found, mirrored = clustered_index(visits, HALVES), clustered_index(turned, HALVES)
    if found and mirrored:
        assert (mirrored.low, mirrored.high) == (pytest.approx(5 - found.high), pytest.approx(5 - found.low))


# ── one unsur ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_mean_looks_at_its_unsur_alone() -> None:
    found = clustered_mean([[("U1", 4), ("U2", 1)], [("U1", 3)], [("U2", 2)]], "U1")
    assert found is not None
    assert (found.unsur, found.mean, found.n, found.visits) == ("U1", Fraction(7, 2), 2, 2)


def test_a_mean_of_nobody_is_none_and_of_one_is_anything() -> None:
    assert clustered_mean([[("U2", 4)]], "U1") is None
    assert clustered_mean([], "U1") is None
    alone = clustered_mean([[("U1", 4)]], "U1")
    assert alone is not None
    assert (alone.low, alone.high) == (1.0, 4.0)


@given(st.lists(scores, min_size=1, max_size=60))
def test_a_mean_lies_in_its_interval_on_the_scale(given_scores: list[int]) -> None:
    found = clustered_mean([[("U1", s)] for s in given_scores], "U1")
    assert found is not None
    assert 1 <= found.low <= found.mean <= found.high <= 4


def test_the_floor_halves_with_twice_the_visits() -> None:
    assert floor(1) == pytest.approx(0.975)
    assert floor(30) == pytest.approx(1 - 0.025 ** (1 / 30))
    assert floor(2000) / floor(1000) == pytest.approx(0.5, abs=0.01)


# ── coverage ──────────────────────────────────────────────────────────────────────────────────────────────────────

USUAL, GLAD, VERY_GLAD, SPLIT = (3, 7, 50, 40), (0.5, 1.5, 28, 70), (0.3, 0.7, 4, 95), (25, 25, 25, 25)


def simulated(chance: random.Random, shares: tuple[float, ...], n: int, complete: bool) -> Visits:
    """n visits that answer one unsur in turn, or all of them with answers that hang together (0.6 of them the same)."""

    def draw() -> int:
        return chance.choices((1, 2, 3, 4), shares)[0]

    if not complete:
        return [[(f"U{v % 7 + 1}", draw())] for v in range(n)]
    moods = [draw() for _ in range(n)]
    return [[(u, mood if chance.random() < 0.6 else draw()) for u in SEVENTHS] for mood in moods]


@pytest.mark.parametrize("shares", [USUAL, GLAD, VERY_GLAD, SPLIT], ids=["usual", "glad", "very glad", "split"])
@pytest.mark.parametrize(("n", "complete"), [(35, False), (70, False), (200, False), (10, True), (30, True)])
def test_the_interval_holds_the_truth(shares: tuple[float, ...], n: int, complete: bool) -> None:
    chance = random.Random(20261122)  # noqa: S311  # the same every time
    truth = sum(score * share for score, share in zip((1, 2, 3, 4), shares, strict=True)) / sum(shares)
    rounds = 400
    found = [clustered_index(simulated(chance, shares, n, complete), SEVENTHS) for _ in range(rounds)]
    held = sum(estimate is not None and estimate.low <= truth <= estimate.high for estimate in found)
    # Design 3.6 wants 93 %. 400 rounds waver by 1.3 points; the seed is fixed, the slack is for another one.
    assert held / rounds >= 0.92
