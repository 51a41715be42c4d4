"""Student's t: published table values, scipy's, and that quantile and tails are each other's inverse."""

from math import inf, tan
from math import pi as circle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.indices.student import student_t, student_t_tails
from tests.indices import peers

# For somebody else's functions, whose first call takes its time.
many = settings(max_examples=300, deadline=None)

PUBLISHED = [
    # p, df, t: standard tables to six decimals or more (NIST/SEMATECH e-Handbook 1.3.6.7.2; scipy.stats.t.ppf)
    (0.975, 1, 12.7062047364),
    (0.975, 2, 4.3026527300),
    (0.975, 3, 3.1824463053),
    (0.975, 4, 2.7764451052),
    (0.975, 5, 2.5705818366),
    (0.975, 9, 2.2621571627),
    (0.975, 10, 2.2281388520),
    (0.975, 20, 2.0859634473),
    (0.975, 29, 2.0452296421),
    (0.975, 30, 2.0422724563),
    (0.975, 60, 2.0002978211),
    (0.975, 100, 1.9839715185),
    (0.975, 120, 1.9799304051),
    (0.975, 1000, 1.9623390808),
    (0.975, 10**6, 1.9599663568),
    (0.975, 10**15, 1.9599639845),
    (0.975, inf, 1.9599639845),
    (0.95, 30, 1.6972608866),
    (0.995, 10, 3.1692726726),
    (0.9995, 10, 4.5868938587),
]


@pytest.mark.parametrize(("p", "df", "t"), PUBLISHED)
def test_published_values(p: float, df: float, t: float) -> None:
    assert student_t(p, df) == pytest.approx(t, abs=1e-8)
    assert student_t(1 - p, df) == pytest.approx(-t, abs=1e-8)


def test_one_and_two_degrees_have_closed_forms() -> None:
    for p in (0.5, 0.6, 0.9, 0.999, 1 - 1e-6):
        assert student_t(p, 1) == pytest.approx(tan(circle * (p - 0.5)), rel=1e-8)
        assert student_t(p, 2) == pytest.approx((2 * p - 1) / (2 * p * (1 - p)) ** 0.5, rel=1e-8, abs=1e-12)


@given(st.floats(0.001, 0.999), st.one_of(st.integers(1, 2000), st.floats(0.5, 1e9)))
def test_quantile_and_tails_are_inverse(p: float, df: float) -> None:
    assert student_t_tails(student_t(p, df), df) == pytest.approx(2 * min(p, 1 - p), rel=1e-8)


@many
@given(st.floats(1e-9, 0.49), st.one_of(st.integers(1, 2000), st.floats(1, 1e9)))
def test_quantiles_are_scipys(p: float, df: float) -> None:
    assert student_t(p, df) == pytest.approx(peers.stats.t.ppf(p, df), rel=1e-9)
    assert student_t(1 - p, df) == pytest.approx(peers.stats.t.isf(1 - (1 - p), df), rel=1e-9)


@many
@given(st.floats(0.001, 30) | st.floats(-30, -0.001), st.one_of(st.integers(1, 2000), st.floats(1, 1e9)))
def test_tails_are_scipys(t: float, df: float) -> None:
    assert student_t_tails(t, df) == pytest.approx(2 * peers.stats.t.sf(abs(t), df), rel=1e-8, abs=1e-9)


def test_the_two_methods_meet() -> None:
    assert student_t(0.975, 1000) == pytest.approx(student_t(0.975, 1000.001), abs=1e-8)
    assert student_t_tails(2.5, 1000) == pytest.approx(student_t_tails(2.5, 1000.001), rel=1e-6)


@pytest.mark.parametrize(("p", "df"), [(0, 5), (1, 5), (-0.1, 5), (0.9, 0), (0.9, -1), (float("nan"), 5)])
def test_what_has_no_quantile_is_refused(p: float, df: float) -> None:
    with pytest.raises(ValueError, match="no quantile"):
        student_t(p, df)


def test_tails_at_the_ends() -> None:
    assert student_t_tails(0, 7) == 1
    assert student_t_tails(inf, 7) == 0
    assert student_t_tails(-2.0, 7) == student_t_tails(2.0, 7)
    with pytest.raises(ValueError, match="df must be above 0"):
        student_t_tails(1, 0)
