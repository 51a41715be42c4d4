"""NRR, the mean score of an unsur (nilai rata-rata): what every index is made of. Exact."""

from collections.abc import Mapping
from fractions import Fraction


def answered(counts: Mapping[int, int]) -> int:
    """How many answers {score: n} has."""
    return sum(counts.values())


def nrr(counts: Mapping[int, int]) -> Fraction | None:
    """Mean score of an unsur, on its own scale (1–4), from {score: n}; None without answers.

    Source: PermenPANRB 14/2017, annex: sum of the scores / number of questionnaires in which the unsur is answered.

    >>> nrr({2: 1, 3: 4, 4: 5})  # (2 + 12 + 20) / 10
    Fraction(17, 5)
    """
    n = answered(counts)
    return Fraction(sum(score * times for score, times in counts.items()), n) if n else None
