"""Mid-p of the beta-binomial, against sums that somebody can do on paper, and against its own definition."""

from math import comb, lgamma
from math import exp as e
from random import Random

import pytest

from kiosk.findings.tails import tails


def whole(n: int, mean: float, correlation: float) -> list[float]:
    """Every probability, each from gamma functions alone."""
    a, b = mean * (1 - correlation) / correlation, (1 - mean) * (1 - correlation) / correlation

    def beta(x: float, y: float) -> float:
        return lgamma(x) + lgamma(y) - lgamma(x + y)

    return [comb(n, k) * e(beta(k + a, n - k + b) - beta(a, b)) for k in range(n + 1)]


@pytest.mark.parametrize("mean", [0.02, 0.1, 0.5, 0.9])
@pytest.mark.parametrize("correlation", [0.001, 0.02, 0.3])
@pytest.mark.parametrize("n", [1, 7, 60])
def test_it_is_what_its_definition_says(n: int, mean: float, correlation: float) -> None:
    each = whole(n, mean, correlation)
    assert sum(each) == pytest.approx(1)
    for k in range(n + 1):
        more, less = tails(k, n, mean, correlation)
        assert more == pytest.approx(sum(each[k + 1 :]) + each[k] / 2, abs=1e-11)
        assert more + less == pytest.approx(1)


def test_without_a_correlation_it_is_the_binomial() -> None:
    more, _ = tails(9, 20, 0.1, 0.0)
    binomial = [comb(20, k) * 0.1**k * 0.9 ** (20 - k) for k in range(21)]
    assert more == pytest.approx(sum(binomial[10:]) + binomial[9] / 2, rel=1e-3)


def test_days_that_differ_more_make_a_bad_one_less_strange() -> None:
    assert tails(15, 60, 0.1, 0.001)[0] < tails(15, 60, 0.1, 0.02)[0] < tails(15, 60, 0.1, 0.1)[0]


def test_drawn_at_random_it_is_uniform() -> None:
    """Mid-p has the mean ½ whatever the truth is."""
    dice = Random(3)
    weight = 0.98 / 0.02
    p = []
    for _ in range(4000):
        share = dice.betavariate(0.1 * weight, 0.9 * weight)
        p.append(tails(sum(dice.random() < share for _ in range(30)), 30, 0.1, 0.02)[0])
    assert sum(p) / len(p) == pytest.approx(0.5, abs=0.02)  # 4·0.29/√4000
