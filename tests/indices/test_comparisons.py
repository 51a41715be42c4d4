"""What may be called lowest: found where it is so, silent where chance explains it."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import Visits, holm, lowest_element

SEVENTHS = {f"U{n}": Fraction(1, 7) for n in range(1, 8)}


def rotating(chance: random.Random, n: int, worse: str = "") -> Visits:
    """n visits asked one unsur in turn; answers to `worse` lie about a point lower."""
    codes = [f"U{v % 7 + 1}" for v in range(n)]
    return [[(u, chance.choices((1, 2, 3, 4), (20, 40, 30, 10) if u == worse else (3, 7, 50, 40))[0])] for u in codes]


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


def test_a_plainly_worse_unsur_is_found() -> None:
    chance = random.Random(1)  # noqa: S311
    found = [lowest_element(rotating(chance, 280, worse="U4"), SEVENTHS) for _ in range(50)]
    assert set(found) <= {"U4", None}
    assert found.count("U4") >= 45


@pytest.mark.parametrize("n", [70, 280])
def test_where_all_are_alike_nothing_is_said(n: int) -> None:
    chance = random.Random(2)  # noqa: S311
    false_alarms = sum(lowest_element(rotating(chance, n), SEVENTHS) is not None for _ in range(300))
    assert false_alarms <= 300 * 0.05


def test_the_same_unanimous_answer_everywhere_has_no_lowest() -> None:
    assert lowest_element([[(u, 4) for u in SEVENTHS]] * 30, SEVENTHS) is None


def test_unanimity_is_not_certainty_but_enough_of_it_speaks() -> None:
    visits = [[(u, 3 if u == "U2" else 4) for u in SEVENTHS]] * 30
    assert lowest_element(visits, SEVENTHS) == "U2"


def test_two_equally_low_are_not_the_lowest() -> None:
    visits = [[(u, 2 if u in ("U2", "U3") else 4) for u in SEVENTHS]] * 30
    assert lowest_element(visits, SEVENTHS) is None


def test_too_few_answers_say_nothing() -> None:
    visits = [[(u, 2 if u == "U2" else 4) for u in SEVENTHS]] * 9
    assert lowest_element(visits, SEVENTHS) is None
    assert lowest_element([], SEVENTHS) is None
    assert lowest_element([[("U1", 2)]] * 50, {"U1": Fraction(1)}) is None
