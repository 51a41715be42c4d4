"""How many must be asked: the table of Krejcie and Morgan, what a sample of a finite population is worth, response rate."""

from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import sqrt

from kiosk.indices.index import half_up

CHI_SQUARE = Fraction("3.841")
"""χ² of one degree of freedom at 95 %, as the paper prints it; a finer value would change rows of its table."""

MARGIN = Fraction("0.05")


@cache
def krejcie_morgan(population: int) -> int:
    """How many of `population` (≥ 1) must answer, 95 % confidence, ±5 points, worst case of a share of a half.

    S = χ²·N·P·Q / (d²·(N−1) + χ²·P·Q), rounded half up: all 90 rows of the published table. ValueError below 1.
    Source: Krejcie & Morgan 1970, "Determining Sample Size for Research Activities"; PermenPANRB 14/2017 refers to it.

    >>> [krejcie_morgan(n) for n in (1, 10, 100, 500, 2000, 1000000)]
    [1, 10, 80, 217, 322, 384]
    """
    if population < 1:
        raise ValueError(f"a population of {population} cannot be sampled; it is at least 1")
    doubt = CHI_SQUARE * Fraction(1, 4)
    return int(half_up(doubt * population / (MARGIN**2 * (population - 1) + doubt), 0))


def finite_population(sample: int, population: int) -> Fraction:
    """The share of a sample's variance that remains because it is part of a finite population: (N−n)/(N−1), 0 to 1.

    ValueError unless 1 ≤ sample ≤ population. Source: Cochran 1977, section 2.6.

    >>> finite_population(330, 2360)
    Fraction(290, 337)
    """
    if not 1 <= sample <= population:
        raise ValueError(f"{sample} cannot be a sample of {population}")
    return Fraction(population - sample, population - 1) if population > 1 else Fraction(0)


def margin(sample: int, population: int) -> float:
    """Half the width (0 to 1) of the 95 % interval of a share of a half in such a sample: what ±5 points became.

    ValueError unless 1 ≤ sample ≤ population. Source: as `krejcie_morgan`, solved for d.

    >>> round(margin(330, 2360), 4), margin(50, 50)
    (0.05, 0.0)
    """
    remains = finite_population(sample, population)
    return sqrt(CHI_SQUARE / 4 / sample * remains)


def response_rate(answered: int, served: int) -> Decimal | None:
    """How many per cent of those served have answered, one decimal; None where nobody was served. May exceed 100: count again.

    ValueError for numbers below 0.

    >>> str(response_rate(142, 1204))
    '11.8'
    """
    if answered < 0 or served < 0:
        raise ValueError(f"{answered} of {served} is no rate")
    return half_up(Fraction(100 * answered, served), 1) if served else None
