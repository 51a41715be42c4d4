"""Answers by visit, and what chance does to their means: answers of one visitor hang together, so visits count."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

Visits = Iterable[Iterable[tuple[str, int]]]
"""[[(unsur, score), …] of a visit, …]; a visit may have answered any of the unsur, in any order, and one repeatedly."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The visits with at least one answer to the unsur looked at; per unsur its mean, its answers and its visits."""

    visits: tuple[tuple[tuple[str, int], ...], ...]
    nrr: Mapping[str, Fraction]
    answers: Mapping[str, int]
    visits_of: Mapping[str, int]


def sample(visits: Visits, unsur: Collection[str]) -> Sample:
    """What the visits say about these unsur; unsur without answers have no mean."""
    kept = tuple(chosen for visit in visits if (chosen := tuple((u, x) for u, x in visit if u in unsur)))
    answers, total, visits_of = Counter[str](), Counter[str](), Counter[str]()
    for visit in kept:
        visits_of.update({u for u, _ in visit})
        for u, score in visit:
            answers[u] += 1
            total[u] += score
    nrr = {u: Fraction(total[u], answers[u]) for u in unsur if answers[u]}
    return Sample(kept, nrr, {u: answers[u] for u in unsur}, visits_of)


def variance(of: Sample, coefficients: Mapping[str, Fraction]) -> float:
    """Variance of Σ cᵢ·NRRᵢ by linearisation, answers clustered by visit; every unsur needs answers of two visits.

    z of a visit = Σ cᵢ·(x − NRRᵢ)/nᵢ · √(mᵢ/(mᵢ−1)) over its answers, mᵢ the visits that answered unsur i; then Σ z².
    The root is the small-sample correction (as CR2). Where every visit answers everything it is the usual V/(V−1);
    where each answers one unsur it makes Σ cᵢ²·sᵢ²/nᵢ, unbiased, which V/(V−1) would put a fifth too low at nᵢ = 5.
    Source: linearised variance of ratios (Cochran 1977, chapter 6); correction after Bell & McCaffrey 2002.

    >>> round(variance(sample([[("U1", 4)], [("U1", 3)]], ("U1",)), {"U1": Fraction(1)}), 12)  # s²/n = 0.5/2
    0.25
    """
    mean = {u: float(of.nrr[u]) for u in coefficients}
    factor = {u: float(c) / of.answers[u] * sqrt(of.visits_of[u] / (of.visits_of[u] - 1)) for u, c in coefficients.items()}
    return sum(float(sum(factor[u] * (score - mean[u]) for u, score in visit if u in factor)) ** 2 for visit in of.visits)
