"""NRR, IKM and IPK, rounding: worked examples with their source."""

import doctest
from decimal import Decimal
from fractions import Fraction
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import answered, converted, half_up, nrr, weighted_mean

NINTHS = {f"U{n}": Fraction(1, 9) for n in range(1, 10)}
# domain.md 1.5: NRR 3.2 3.1 3.0 3.5 3.3 3.4 3.6 3.2 2.9, as ten answers each.
EXAMPLE = {
    f"U{n}": {int(mean): 10 - tenths, int(mean) + 1: tenths}
    for n, (mean, tenths) in enumerate(zip((3, 3, 3, 3, 3, 3, 3, 3, 2), (2, 1, 0, 5, 3, 4, 6, 2, 9), strict=True), start=1)
}
counts = st.dictionaries(st.integers(1, 4), st.integers(0, 1000), max_size=4)


@pytest.mark.parametrize("module", ["nrr", "index", "grades", "student", "visits", "intervals", "comparisons"])
def test_the_examples_in_docstrings_hold(module: str) -> None:
    found = doctest.testmod(import_module(f"kiosk.indices.{module}"))
    assert found.attempted > 0
    assert found.failed == 0


def test_nrr_is_the_mean_and_nothing_without_answers() -> None:
    assert nrr({1: 1, 2: 1, 3: 1, 4: 1}) == Fraction(5, 2)
    assert nrr({4: 3}) == 4
    assert nrr({}) is nrr({3: 0}) is None
    assert answered({1: 2, 4: 3}) == 5


def test_the_example_with_exact_weights() -> None:
    mean = weighted_mean(EXAMPLE, NINTHS)
    assert mean == Fraction(292, 90)
    assert mean is not None
    assert half_up(converted(mean), 2) == Decimal("81.11")


def test_all_fours_are_a_hundred() -> None:
    # 0,11 for 1/9 would make 99,00.
    assert weighted_mean({u: {4: 5} for u in NINTHS}, NINTHS) == 4
    assert half_up(converted(Fraction(4)), 2) == Decimal("100.00")


@pytest.mark.parametrize(("n", "waits"), [(0, True), (4, True), (5, False)])
def test_an_index_waits_for_each_of_its_unsur(n: int, waits: bool) -> None:
    assert (weighted_mean(EXAMPLE | {"U4": {3: n}}, NINTHS) is None) == waits


def test_an_index_waits_for_an_unsur_that_nobody_was_asked() -> None:
    assert weighted_mean({u: c for u, c in EXAMPLE.items() if u != "U4"}, NINTHS) is None
    assert weighted_mean({}, NINTHS) is None


def test_what_has_no_weight_does_not_count() -> None:
    assert weighted_mean(EXAMPLE | {"S0": {1: 100}}, NINTHS) == weighted_mean(EXAMPLE, NINTHS)


@pytest.mark.parametrize("weights", [{}, {"U1": Fraction(99, 100)}, {"U1": Fraction(11, 10)}])
def test_weights_sum_to_one(weights: dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match="do not sum to 1"):
        weighted_mean(EXAMPLE, weights)


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(88305, 1000), 2, "88.31"),
        (Decimal("76.605"), 2, "76.61"),
        (Decimal("76.6049999999999999999999999999999999"), 2, "76.60"),
        (2.675, 2, "2.67"),  # the float is a little below 2.675
        (Fraction(5, 2), 0, "3"),
        (0, 2, "0.00"),
        (Fraction(10**40) + Fraction(1, 8), 2, "1" + "0" * 40 + ".13"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Fraction | Decimal | float, places: int, rounded: str) -> None:
    assert str(half_up(value, places)) == rounded


@given(st.fractions(min_value=-1000, max_value=1000), st.integers(0, 4))
def test_rounding_moves_a_value_by_at_most_half_a_step(value: Fraction, places: int) -> None:
    assert abs(Fraction(half_up(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(counts)
def test_a_mean_stays_on_the_scale(scores: dict[int, int]) -> None:
    mean = nrr(scores)
    assert (mean is None) == (answered(scores) == 0)
    assert mean is None or 1 <= mean <= 4


@given(counts, st.integers(1, 4))
def test_one_more_answer_pulls_the_mean_its_way(scores: dict[int, int], score: int) -> None:
    before, after = nrr(scores), nrr(scores | {score: scores.get(score, 0) + 1})
    assert after is not None
    assert before is None or min(before, score) <= after <= max(before, score)
