"""NRR, IKM and IPK, rounding: worked examples with their source, and what holds for any answers."""

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.figures import of_visits
from kiosk.indices import clustered_index, half_up
from kiosk.indices.index import converted, weighted_mean, with_printed_weights
from kiosk.indices.nrr import answered, nrr
from kiosk.indices.sums import sums
from kiosk.instruments import Instrument, load_all

NINTHS = {f"U{n}": Fraction(1, 9) for n in range(1, 10)}
# domain.md 1.5: NRR 3.2 3.1 3.0 3.5 3.3 3.4 3.6 3.2 2.9, which are worth 81.11, and 80.30 with 0,11 for 1/9.
TENTHS = dict(zip(NINTHS, (32, 31, 30, 35, 33, 34, 36, 32, 29), strict=True))
EXAMPLE = {u: Fraction(tenths, 10) for u, tenths in TENTHS.items()}
# The same as ten answers each.
TEN = [{u: tenths // 10 + (v < tenths % 10) for u, tenths in TENTHS.items()} for v in range(10)]
SHIPPED = [(i, index.key) for i in load_all().all() for index in i.indices]
counts = st.dictionaries(st.integers(1, 4), st.integers(0, 1000), max_size=4)
means = st.fractions(min_value=1, max_value=4)


def test_nrr_is_the_mean_and_nothing_without_answers() -> None:
    assert nrr({1: 1, 2: 1, 3: 1, 4: 1}) == Fraction(5, 2)
    assert nrr({4: 3}) == 4
    assert nrr({}) is nrr({3: 0}) is None
    assert answered({1: 2, 4: 3}) == 5


def test_the_example_with_exact_and_with_printed_weights() -> None:
    assert sums(TEN, NINTHS).nrr == EXAMPLE
    mean = weighted_mean(EXAMPLE, NINTHS)
    assert mean == Fraction(292, 90)
    assert half_up(converted(mean), 2) == Decimal("81.11")
    assert with_printed_weights(EXAMPLE, NINTHS) == Decimal("80.30")


@pytest.mark.parametrize(("instrument", "index"), SHIPPED, ids=lambda x: getattr(x, "name", x))
def test_all_fours_are_a_hundred_and_all_ones_twenty_five(instrument: Instrument, index: str) -> None:
    # 0,11 for 1/9 would make 99,00.
    for score, value in ((4, "100.00"), (3, "75.00"), (2, "50.00"), (1, "25.00")):
        found = of_visits([dict.fromkeys(instrument.codes(index), score)] * 7, instrument).indices[index]
        assert found
        assert str(found.value) == value


@pytest.mark.parametrize(("unsur", "most"), [(9, "99.00"), (8, "96.00"), (7, "98.00"), (5, "100.00"), (1, "100.00")])
def test_printed_weights_cannot_always_reach_a_hundred(unsur: int, most: str) -> None:
    # 1/8 as 0,13 even passes it; such sheets did so too.
    codes = [f"U{n}" for n in range(unsur)]
    assert str(with_printed_weights(dict.fromkeys(codes, Fraction(4)), dict.fromkeys(codes, Fraction(1, unsur)))) == most


def test_an_index_of_fewer_unsur_is_another_index() -> None:
    with pytest.raises(KeyError):
        weighted_mean({u: mean for u, mean in EXAMPLE.items() if u != "U4"}, NINTHS)
    with pytest.raises(KeyError):
        weighted_mean({}, NINTHS)


def test_what_has_no_weight_does_not_count() -> None:
    assert weighted_mean(EXAMPLE | {"S0": Fraction(1)}, NINTHS) == weighted_mean(EXAMPLE, NINTHS)


@pytest.mark.parametrize("weights", [{}, {"U1": Fraction(99, 100)}, {"U1": Fraction(11, 10)}])
def test_weights_sum_to_one(weights: dict[str, Fraction]) -> None:
    with pytest.raises(ValueError, match="do not sum to 1"):
        weighted_mean(EXAMPLE, weights)


@given(st.lists(means, min_size=9, max_size=9), st.sampled_from(list(NINTHS)), means)
def test_a_higher_unsur_raises_the_mean_by_its_weight(values: list[Fraction], unsur: str, other: Fraction) -> None:
    before = dict(zip(NINTHS, values, strict=True))
    after = before | {unsur: other}
    assert weighted_mean(after, NINTHS) - weighted_mean(before, NINTHS) == (other - before[unsur]) / 9


# ── several questions of one unsur, and weights that are given ────────────────────────────────────────────────────

TEXTS = """
name.id = "a"
short.id = "a"
official.id = "a"
explanation.id = "a"
labels.id = ["1", "2", "3", "4"]
"""


def instrument(folder: Path, *questions: str) -> Instrument:
    """instrument(tmp_path, 'code = "U1"', 'code = "U2"\\nunsur = "U1"') – all of the IKM."""
    head = """
key = "small"
version = 1
legal_basis = ""
valid_from = 2021-01-01
languages = ["id"]
scale = { min = 1, max = 4 }
title.id = "Kecil"
source = { name = "a test", certainty = "own" }
"""
    blocks = "".join(f'[[questions]]\nindex = "ikm"\n{question}{TEXTS}' for question in questions)
    (folder / "small.toml").write_text(head + blocks, encoding="utf-8")
    return load_all(folder).current("small")


def test_the_questions_of_one_unsur_are_averaged_first_however_many_answered_each(tmp_path: Path) -> None:
    two_of_one = instrument(tmp_path, 'code = "U1"\n', 'code = "U2"\nunsur = "U1"\n', 'code = "U3"\n')
    assert two_of_one.item_weights("ikm") == {"U1": Fraction(1, 4), "U2": Fraction(1, 4), "U3": Fraction(1, 2)}
    # U1 has nine answers of mean 4, U2 one answer of 1, U3 two of mean 3: ((4 + 1)/2 + 3)/2; pooled it would be (3,7 + 3)/2.
    visits = [{"U1": 4}] * 9 + [{"U2": 1}, {"U3": 2}, {"U3": 4}]
    found = of_visits(visits, two_of_one).indices["ikm"]
    assert found
    assert found.estimate.mean == (Fraction(4 + 1, 2) + 3) / 2
    assert str(found.value) == "68.75"


@given(st.lists(st.integers(1, 4), min_size=1), st.lists(st.integers(1, 4), min_size=1))
def test_an_unsur_of_two_questions_is_the_mean_of_their_means(first: list[int], second: list[int]) -> None:
    halves = {"U1": Fraction(1, 2), "U2": Fraction(1, 2)}
    found = clustered_index(sums([*({"U1": s} for s in first), *({"U2": s} for s in second)], halves), halves, minimum=1)
    assert found
    assert found.mean == (Fraction(sum(first), len(first)) + Fraction(sum(second), len(second))) / 2


def test_given_weights_are_the_units_own(tmp_path: Path) -> None:
    weighted = instrument(tmp_path, 'code = "U1"\nweight = 0.7\n', 'code = "U2"\nweight = "3/10"\n')
    found = of_visits([{"U1": 4, "U2": 1}] * 30, weighted).indices["ikm"]
    assert found
    assert found.estimate.mean == Fraction(31, 10)
    assert (str(found.value), str(found.mean)) == ("77.50", "3.1000")


# ── rounding ──────────────────────────────────────────────────────────────────────────────────────────────────────


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
