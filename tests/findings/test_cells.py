"""Which hours of which weekday lie below the others."""

from random import Random

import pytest

from kiosk.findings import Counted
from kiosk.findings.cells import below

Table = dict[tuple[int, int], Counted]


def table(dice: Random, a_day: int, weeks: int, phi: float, low: float = 0.9) -> Table:
    """A unit of that many visits a day in eight hours, 90 % satisfied; on Tuesdays at ten `low`."""
    n, k = ({(day, hour): 0 for day in range(5) for hour in range(8, 16)} for _ in range(2))
    rho = (phi - 1) / (a_day - 1)
    for _ in range(weeks):
        for day in range(5):
            share = dice.betavariate(0.9 * (1 - rho) / rho, 0.1 * (1 - rho) / rho)
            for _visit in range(a_day):
                at = day, dice.randrange(8, 16)
                n[at] += 1
                k[at] += dice.random() < (low if at == (1, 10) else share)
    return {at: Counted(n[at], k[at]) for at in n}


@pytest.mark.parametrize(("a_day", "weeks", "phi"), [(10, 26, 1.5), (20, 13, 2.0), (60, 4, 2.0), (60, 26, 1.5)])
def test_a_table_without_a_difference_names_no_cell(a_day: int, weeks: int, phi: float) -> None:
    """Of 150 tables 7.5 at most are expected at 5 %; 12 or more of them would come by chance 8 times in a hundred."""
    dice = Random(3)
    assert sum(bool(below(table(dice, a_day, weeks, phi))) for _ in range(150)) < 12


def test_a_bad_hour_is_named() -> None:
    dice = Random(3)
    assert sum(below(table(dice, 60, 26, 1.5, low=0.7))[:1] == [(1, 10)] for _ in range(30)) >= 28


def test_few_are_not_looked_at() -> None:
    assert below({"a": Counted(9, 0), "b": Counted(500, 480), "c": Counted(400, 390)}) == []
    assert below({"a": Counted(40, 0)}) == [] == below({})
