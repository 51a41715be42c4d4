"""Tests of counts: by hand, and beside scipy."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.indices.exact_tests import binomial_test
from tests.indices import peers

some_of = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
# For somebody else's functions, whose first call takes its time.
many = settings(max_examples=300, deadline=None)


@pytest.mark.parametrize(
    ("k", "n", "share", "p"),
    [
        (7, 10, 0.5, 2 * (120 + 45 + 10 + 1) / 1024),
        (5, 10, 0.5, 1),
        (0, 0, 0.3, 1),
        (0, 5, 0, 1),
        (1, 5, 0, 0),
        (5, 5, 1, 1),
        (4, 5, 1, 0),
        (3, 3, 1 / 6, 1 / 216),  # three sixes: nothing is rarer
        (2, 3, 1 / 6, 16 / 216),
    ],
)
def test_binomial_by_hand(k: int, n: int, share: float, p: float) -> None:
    assert binomial_test(k, n, share) == pytest.approx(p)


@many
@given(some_of, st.floats(1e-9, 1) | st.just(0.0))  # theirs overflows nearer to 0
def test_binomial_is_scipys(counted: tuple[int, int], share: float) -> None:
    k, n = counted
    expected = peers.stats.binomtest(k, n, share).pvalue if n else 1
    assert binomial_test(k, n, share) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(some_of, st.floats(0, 1))
def test_a_test_can_be_turned_around(counted: tuple[int, int], share: float) -> None:
    k, n = counted
    turned = 1 - share
    if 1 - turned == share:
        assert binomial_test(k, n, share) == pytest.approx(binomial_test(n - k, n, turned), rel=1e-9, abs=1e-12)


def test_many_answers_are_no_trouble() -> None:
    chance = random.Random(3)
    for _ in range(20):
        k = chance.randint(4_800, 5_200)
        assert binomial_test(k, 10_000, 0.5) == pytest.approx(peers.stats.binomtest(k, 10_000, 0.5).pvalue, rel=1e-8)


@pytest.mark.parametrize(("k", "n", "share"), [(-1, 5, 0.5), (6, 5, 0.5), (1, 0, 0.5), (1, 5, -0.1), (1, 5, 1.1), (1, 5, float("nan"))])
def test_what_cannot_be_tested_is_refused(k: int, n: int, share: float) -> None:
    with pytest.raises(ValueError, match="cannot be tested"):
        binomial_test(k, n, share)
