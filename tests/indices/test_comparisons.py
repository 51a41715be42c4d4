"""What may be called higher, lower or lowest: found where it is so, silent where chance explains it; and as others compute it."""

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.indices import Sums, difference, holm
from kiosk.indices.comparisons import lowest_element
from kiosk.indices.sums import sums
from tests.indices import peers

SEVEN = [f"U{n}" for n in range(1, 8)]
SEVENTHS = dict.fromkeys(SEVEN, Fraction(1, 7))
ELEMENTS = {unsur: {unsur: weight} for unsur, weight in SEVENTHS.items()}
WHOLE = {"U1": Fraction(1)}
# For somebody else's functions, whose first call takes its time.
many = settings(max_examples=100, deadline=None)
# Not so alike that doubt replaces missing variance: only ours does that.
unlike = st.lists(st.integers(1, 4), min_size=28, max_size=80).map(lambda scores: [1, 4, *scores])


def rotating(chance: random.Random, n: int, worse: str = "") -> Sums:
    """n visits asked one unsur in turn; answers to `worse` lie about a point lower."""
    codes = [f"U{v % 7 + 1}" for v in range(n)]
    visits = [{u: chance.choices((1, 2, 3, 4), (20, 40, 30, 10) if u == worse else (3, 7, 50, 40))[0]} for u in codes]
    return sums(visits, SEVEN)


def alike(score: int, n: int, **other: int) -> Sums:
    """n complete questionnaires, all with this score, except for other=…"""
    return sums([dict.fromkeys(SEVEN, score) | other] * n, SEVEN)


def of_one(scores: list[int]) -> Sums:
    return sums([{"U1": score} for score in scores], WHOLE)


# ── several tests at once ─────────────────────────────────────────────────────────────────────────────────────────


def test_holm_by_hand() -> None:
    assert holm([]) == []
    assert holm([0.2]) == [0.2]
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.6, 0.7]) == [1.0, 1.0]


@given(st.lists(st.floats(0, 1), max_size=20))
def test_holm_only_raises_keeps_the_order_and_stays_below_bonferroni(p_values: list[float]) -> None:
    corrected = holm(p_values)
    for p, q in zip(p_values, corrected, strict=True):
        assert p <= q <= min(1.0, p * len(p_values)) or q == pytest.approx(p)
    ranked = sorted(range(len(p_values)), key=lambda i: p_values[i])
    assert [corrected[i] for i in ranked] == sorted(corrected)


@settings(max_examples=8, deadline=None)  # theirs takes a second each
@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_holm_is_statsmodels(p_values: list[float]) -> None:
    assert holm(p_values) == pytest.approx(list(peers.multitest.multipletests(p_values, method="holm")[1]), abs=1e-12)


# ── two periods ───────────────────────────────────────────────────────────────────────────────────────────────────


@many
@given(unlike, unlike)
def test_a_difference_of_one_question_is_welchs(before: list[int], after: list[int]) -> None:
    found, expected = difference(of_one(before), of_one(after), WHOLE), peers.stats.ttest_ind(after, before, equal_var=False)
    assert found
    assert found.value == Fraction(sum(after), len(after)) - Fraction(sum(before), len(before))
    assert found.p == pytest.approx(expected.pvalue, rel=1e-7, abs=1e-9)


def test_the_interval_of_a_difference_is_made_of_both_periods_intervals() -> None:
    # 120 answers of 1 and 4 in halves: 2.5 ± t·√(9/4/119); √2 times as long for the difference of two such.
    half = peers.stats.t.ppf(0.975, 119) * (9 / 4 / 119) ** 0.5
    found = difference(of_one([1, 4] * 60), of_one([4, 1] * 60), WHOLE)
    assert found
    assert (found.value, found.p) == (0, 1)
    assert (found.low, found.high) == pytest.approx((-half * 2**0.5, half * 2**0.5), abs=1e-9)


def test_a_few_glad_visitors_do_not_make_a_rise() -> None:
    # 30 visits that all said 4 may hide a grumbler; so 24 of 200 that all said 3 are no fall.
    found = difference(alike(4, 30), sums([dict.fromkeys(SEVEN, 3)] * 24 + [dict.fromkeys(SEVEN, 4)] * 176, SEVEN), SEVENTHS)
    assert found
    assert not found.is_real(0.001), "0 lies in the interval, whatever p says"


@many
@given(st.lists(st.tuples(*[st.integers(1, 4)] * 7), min_size=28, max_size=50), unlike)
def test_a_difference_of_complete_questionnaires_is_that_of_their_means(rows: list[tuple[int, ...]], scores: list[int]) -> None:
    before = [dict(zip(SEVEN, row, strict=True)) for row in [*rows, (1,) * 7, (4,) * 7]]
    after = [dict.fromkeys(SEVEN, score) for score in scores]
    found = difference(sums(before, SEVEN), sums(after, SEVEN), SEVENTHS)
    expected = peers.stats.ttest_ind(scores, [sum(visit.values()) / 7 for visit in before], equal_var=False)
    assert found
    assert found.p == pytest.approx(expected.pvalue, rel=1e-7, abs=1e-9)


@given(unlike, unlike)
def test_there_and_back_is_the_same_way(before: list[int], after: list[int]) -> None:
    there, back = difference(of_one(before), of_one(after), WHOLE), difference(of_one(after), of_one(before), WHOLE)
    assert there
    assert back
    assert (there.value, there.p) == (-back.value, pytest.approx(back.p, abs=1e-12))
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


def test_two_unanimous_periods_differ_only_if_there_are_enough_of_them() -> None:
    # All threes, then all fours: no variance at all, and still some doubt.
    found = difference(alike(3, 30), alike(4, 30), SEVENTHS)
    assert found
    assert found.value == 1
    assert found.low < 1 < found.high
    assert 0 < found.p < 0.05
    same = difference(alike(4, 30), alike(4, 30), SEVENTHS)
    assert same
    assert (same.value, same.p) == (0, 1)


@pytest.mark.parametrize(("before", "after"), [(1, 4), (4, 1), (4, 4), (2, 3)])
def test_a_difference_stays_on_the_scale(before: int, after: int) -> None:
    found = difference(alike(before, 30), alike(after, 30), SEVENTHS)
    assert found
    assert -3 <= found.low <= found.value <= found.high <= 3


@pytest.mark.parametrize(("n", "enough"), [(0, False), (9, False), (29, False), (30, True)])
def test_too_few_answers_are_not_compared(n: int, enough: bool) -> None:
    assert (difference(alike(3, n), alike(4, 30), SEVENTHS) is not None) == enough
    assert (difference(alike(4, 30), alike(3, n), SEVENTHS) is not None) == enough


def test_a_question_without_answers_is_not_compared() -> None:
    fewer = sums([{u: 4 for u in SEVEN if u != "U4"}] * 50, SEVEN)
    assert difference(fewer, alike(4, 50), SEVENTHS) is None


def test_where_nothing_changed_nothing_is_said() -> None:
    chance = random.Random(4)
    pairs = [difference(rotating(chance, 140), rotating(chance, 210), SEVENTHS) for _ in range(400)]
    assert sum(found is not None and found.p < 0.05 for found in pairs) <= 400 * 0.07
    held = sum(found is not None and found.low <= 0 <= found.high for found in pairs)
    assert held >= 400 * 0.93


def test_where_one_question_has_few_answers_nothing_is_said_either() -> None:
    # The change then hangs on ten answers, whose t has 9 degrees of freedom and not those of all visits.
    chance = random.Random(6)
    halves = dict.fromkeys(("U1", "U2"), Fraction(1, 2))

    def asked(**n: int) -> Sums:
        draws = {u: chance.choices((1, 2, 3, 4), (10, 20, 40, 30), k=times) for u, times in n.items()}
        return sums([{u: score} for u, scores in draws.items() for score in scores], halves)

    pairs = [difference(asked(U1=10, U2=200), asked(U1=200, U2=200), halves) for _ in range(1000)]
    assert sum(found is not None and found.p < 0.05 for found in pairs) <= 1000 * 0.075


# ── the lowest unsur ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plainly_worse_unsur_is_found() -> None:
    chance = random.Random(1)
    found = [lowest_element(rotating(chance, 280, worse="U4"), ELEMENTS) for _ in range(50)]
    assert {lowest.unsur for lowest in found if lowest} == {"U4"}
    assert sum(lowest is not None for lowest in found) >= 45


@pytest.mark.parametrize("n", [70, 280])
def test_where_all_are_alike_no_lowest_is_named(n: int) -> None:
    chance = random.Random(2)
    false_alarms = sum(lowest_element(rotating(chance, n), ELEMENTS) is not None for _ in range(300))
    assert false_alarms <= 300 * 0.05


def test_the_same_unanimous_answer_everywhere_has_no_lowest() -> None:
    assert lowest_element(alike(4, 30), ELEMENTS) is None


def test_unanimity_is_not_certainty_but_enough_of_it_speaks() -> None:
    found = lowest_element(alike(4, 30, U2=3), ELEMENTS)
    assert found
    assert (found.unsur, found.mean, found.others) == ("U2", 3, 4)
    assert 0 < found.p < 0.05


def test_two_equally_low_are_not_the_lowest() -> None:
    assert lowest_element(alike(4, 30, U2=2, U3=2), ELEMENTS) is None


def test_too_few_answers_say_nothing() -> None:
    assert lowest_element(alike(4, 9, U2=2), ELEMENTS) is None
    assert lowest_element(sums([], SEVEN), ELEMENTS) is None
    assert lowest_element(of_one([2] * 50), {"U1": WHOLE}) is None


def test_an_unsur_of_several_questions_is_judged_by_their_mean() -> None:
    # U2 asks two questions: one is the lowest of all, but their mean is not.
    quarter, half = Fraction(1, 4), Fraction(1, 2)
    elements = {"U1": {"U1": half}, "U2": {"U2": quarter, "U3": quarter}}
    assert lowest_element(sums([{"U1": 3, "U2": 2, "U3": 4}] * 40, SEVEN), elements) is None
    found = lowest_element(sums([{"U1": 2, "U2": 1, "U3": 4}] * 40, SEVEN), elements)
    assert found
    assert (found.unsur, found.mean, found.others) == ("U1", 2, Fraction(5, 2))
