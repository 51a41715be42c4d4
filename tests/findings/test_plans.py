"""A plan that worked, or did not: when that is said, and by how sure a test."""

from datetime import date
from fractions import Fraction

import pytest

from kiosk.findings import DOWN, UP
from kiosk.findings.finding import SAME
from kiosk.findings.plans import LEVEL, LOOKS, Looked, direction
from kiosk.indices import Difference

DONE = date(2026, 3, 2)
FIRST, LAST = LOOKS


def seen(plan: int, p: float, up: bool = True, look: object = LAST, done: date = DONE) -> Looked:
    ends = (0.1, 0.5) if up else (-0.5, -0.1)
    return Looked(plan, done, look, Difference(Fraction(3 if up else -3, 10), *ends, p))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("look", "p", "up", "said"),
    [
        (FIRST, 0.009, True, UP),
        (LAST, 0.009, False, DOWN),
        (LAST, 0.011, True, None),  # its own page calls it a rise, at 0.05
        (LAST, 0.06, True, SAME),
        (FIRST, 0.06, True, None),  # few have rated yet
    ],
)
def test_one_plan(look: object, p: float, up: bool, said: str | None) -> None:
    assert direction(seen(1, p, up, look), ()) == said


def test_too_few_ratings_say_nothing() -> None:
    assert direction(Looked(1, DONE, LAST, None), [seen(2, 0.5)]) is None


def test_plans_of_a_year_are_corrected_together_with_those_looked_at_by_then() -> None:
    own = seen(1, 0.006)
    later, another_year = seen(2, 0.5, done=date(2026, 3, 3)), seen(3, 0.5, done=date(2025, 12, 31))
    assert direction(own, [own, later, another_year]) == UP
    both = seen(2, 0.5, done=date(2026, 3, 1))
    assert 2 * 0.006 > LEVEL
    assert direction(own, [own, both]) is None
    assert direction(own, [own, seen(1, 0.9, look=FIRST)]) == UP, "of a plan only its own newest look"
    assert direction(own, [own, Looked(2, date(2026, 3, 1), LAST, None)]) == UP, "what was not tested needs no correction"
