"""From six points to four, and the thresholds of the integrity zone: the numbers of domain.md 2.4 and 3.1."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import THRESHOLDS
from kiosk.indices.conversions import CONVERSIONS, LINEAR, PROPORTIONAL, Conversion

six = st.fractions(min_value=1, max_value=6)


@pytest.mark.parametrize(
    ("conversion", "converted"),
    [(PROPORTIONAL, ("2/3", "4/3", "2", "8/3", "10/3", "4")), (LINEAR, ("1", "8/5", "11/5", "14/5", "17/5", "4"))],
    ids=CONVERSIONS,
)
def test_every_score(conversion: Conversion, converted: tuple[str, ...]) -> None:
    assert tuple(conversion(score) for score in range(1, 7)) == tuple(map(Fraction, converted))


@pytest.mark.parametrize("conversion", CONVERSIONS.values(), ids=CONVERSIONS)
@given(scores=st.lists(st.integers(1, 6), min_size=1))
def test_the_mean_of_converted_scores_is_the_converted_mean(conversion: Conversion, scores: list[int]) -> None:
    mean = Fraction(sum(scores), len(scores))
    assert sum((conversion(score) for score in scores), Fraction(0)) / len(scores) == conversion(mean)


@given(six)
def test_the_two_meet_at_the_top_and_nowhere_else(value: Fraction) -> None:
    assert (PROPORTIONAL(value) == LINEAR(value)) == (value == 6)
    assert PROPORTIONAL(value) <= LINEAR(value) <= 4


@pytest.mark.parametrize("value", [0, 7, Fraction(99, 100), Fraction(601, 100), -1])
def test_what_is_not_on_six_points_is_refused(value: Fraction) -> None:
    for conversion in CONVERSIONS.values():
        with pytest.raises(ValueError, match="not on the scale from 1 to 6"):
            conversion(value)


def test_the_thresholds_of_the_integrity_zone() -> None:
    found = {(t.award, t.survey): t.mean for t in THRESHOLDS}
    assert found == {
        ("WBK", "SPAK"): Fraction("3.6"),
        ("WBBM", "SPAK"): Fraction("3.6"),
        ("WBK", "SPKP"): Fraction("3.2"),
        ("WBBM", "SPKP"): Fraction("3.6"),
    }


def test_only_what_was_verified_is_called_so() -> None:
    # domain.md 3.1: the minima of WBBM are recalled.
    assert {t.award: t.certainty.split(";")[0] for t in THRESHOLDS} == {"WBK": "verified", "WBBM": "recalled"}
    assert all(t.source and conversion.source for t in THRESHOLDS for conversion in CONVERSIONS.values())


@pytest.mark.parametrize(("mean", "distance"), [("3.2", "0"), ("3.25", "0.05"), ("4", "0.8"), ("1", "-2.2"), ("3.1999", "-0.0001")])
def test_distance(mean: str, distance: str) -> None:
    service = next(t for t in THRESHOLDS if (t.award, t.survey) == ("WBK", "SPKP"))
    assert service.distance(Fraction(mean)) == Fraction(distance)
