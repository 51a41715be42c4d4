"""Whether a difference may be said aloud: tests with Holm's correction. What no test says is not said (design 3.6)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import hypot, sqrt

from kiosk.indices.grades import FEWEST_GRADED
from kiosk.indices.intervals import clustered_index
from kiosk.indices.student import student_t_tails
from kiosk.indices.sums import Sums, variance

# With 5 answers to each unsur, 9 of 100 samples without any difference were called different; with 10, fewer than 5.
FEWEST_TO_COMPARE = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """How much higher (above 0) or lower the later mean is, −3 to 3, with its 95 % interval and its two-sided p (0 to 1).

    Anybody who looks at several corrects their p with `holm`.
    """

    value: Fraction
    low: float
    high: float
    p: float

    def is_real(self, corrected: float, level: float = 0.05) -> bool:
        """Whether it may be said aloud: the p after Holm's correction is below the level, and 0 not in the interval."""
        return corrected < level and not self.low <= 0 <= self.high


@dataclass(frozen=True, slots=True)
class Lowest:
    """The unsur that lies below the others: its mean and theirs (1–4), and its p after Holm's correction."""

    unsur: str
    mean: Fraction
    others: Fraction
    p: float


def holm(p_values: Sequence[float]) -> list[float]:
    """The p-values (0 to 1) corrected for being several, in the order given; empty if there are none.

    Comparing them with 0.05 then errs anywhere in at most 5 of 100 families. Source: Holm 1979.

    >>> [round(p, 3) for p in holm([0.01, 0.04, 0.03, 0.005])]
    [0.03, 0.06, 0.06, 0.02]
    """
    corrected = [0.0] * len(p_values)
    reached = 0.0
    for rank, place in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        reached = max(reached, min((len(p_values) - rank) * p_values[place], 1.0))
        corrected[place] = reached
    return corrected


def benjamini_hochberg(p_values: Sequence[float], among: int) -> list[float]:
    """The p-values (0 to 1) corrected, in the order given, for being the lowest of `among` tests; those that are not given were higher.

    Of all that are then named at 0.05, 5 in 100 are false on average. Source: Benjamini & Hochberg 1995.

    >>> [round(p, 3) for p in benjamini_hochberg([0.01, 0.04, 0.03, 0.005], 4)]
    [0.02, 0.04, 0.04, 0.02]
    >>> benjamini_hochberg([0.001], 100)
    [0.1]
    """
    corrected = [0.0] * len(p_values)
    reached = 1.0
    for rank, place in sorted(enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i]), start=1), reverse=True):
        reached = min(reached, among * p_values[place] / rank)
        corrected[place] = reached
    return corrected


def difference(
    before: Sums, after: Sums, weights: Mapping[str, Fraction], *, minimum: int = FEWEST_TO_COMPARE, confidence: float = 0.95
) -> Difference | None:
    """How an index, or one unsur's mean, changed between two periods that have no visit in common; {question: weight}.

    None while a question has fewer than `minimum` answers in one of them, or one of them fewer than 30 visits. The interval
    is made of both periods' own (so that their floors count); p is that of Welch's t test with clustered variances, none
    below that of one visit a point off, and degrees of freedom after Satterthwaite 1946, at most visits − 1.
    Source: Zou & Donner 2008 (interval); Welch 1947 (test).

    >>> from kiosk.indices.sums import sums
    >>> june, july = ([{"U1": score} for score in scores * 10] for scores in ((2, 3, 3, 4), (3, 3, 4, 4)))
    >>> found = difference(sums(june, ["U1"]), sums(july, ["U1"]), {"U1": Fraction(1)})
    >>> found.value, round(found.low, 3), round(found.high, 3), round(found.p, 4)
    (Fraction(1, 2), 0.207, 0.769, 0.0006)
    """
    first, second = (clustered_index(of, weights, minimum=max(minimum, 2), confidence=confidence) for of in (before, after))
    if first is None or second is None or min(first.visits, second.visits) < FEWEST_GRADED:
        return None
    value = second.mean - first.mean
    down = hypot(float(second.mean) - second.low, first.high - float(first.mean))
    up = hypot(second.high - float(second.mean), float(first.mean) - first.low)
    parts = [(max(each.error**2, 1 / each.worth**2), _degrees(of, weights)) for of, each in ((before, first), (after, second))]
    error = sqrt(sum(part for part, _ in parts))
    degrees = sum(part for part, _ in parts) ** 2 / sum(part**2 / df for part, df in parts)
    return Difference(value, float(value) - down, float(value) + up, student_t_tails(float(value) / error, degrees))


def lowest_element(
    of: Sums, elements: Mapping[str, Mapping[str, Fraction]], *, minimum: int = FEWEST_TO_COMPARE, level: float = 0.05
) -> Lowest | None:
    """The unsur that lies below the others, if a test says so; None if not, or if a question has under `minimum` answers.

    `elements` are {unsur: {question: weight in the index}}. Each unsur's mean is compared with the weighted mean of all others (two-sided t
    test, answers clustered by visit), all of them corrected together, because the lowest is chosen after looking. Two equally low: None.
    Source: design 3.6.

    >>> from kiosk.indices.sums import sums
    >>> third = Fraction(1, 3)
    >>> of = sums([{"U1": 4, "U2": 4, "U3": 2}, {"U1": 3, "U2": 4, "U3": 3}] * 10, ("U1", "U2", "U3"))
    >>> lowest_element(of, {"U1": {"U1": third}, "U2": {"U2": third}, "U3": {"U3": third}}).unsur
    'U3'
    """
    questions = [question for weights in elements.values() for question in weights]
    if len(elements) < 2 or any(of.n(q) < max(minimum, 2) for q in questions):
        return None
    nrr = {unsur: _combined(of, weights) / sum(weights.values()) for unsur, weights in elements.items()}
    corrected = dict(zip(elements, holm([_p_against_others(of, elements, unsur) for unsur in elements]), strict=True))
    unsur, mean = min(nrr.items(), key=lambda each: each[1])
    if list(nrr.values()).count(mean) > 1 or corrected[unsur] >= level:
        return None
    rest = {question: weight for name, weights in elements.items() if name != unsur for question, weight in weights.items()}
    return Lowest(unsur, mean, _combined(of, rest) / sum(rest.values()), corrected[unsur])


def _combined(of: Sums, coefficients: Mapping[str, Fraction]) -> Fraction:
    nrr = of.nrr
    return sum((c * nrr[question] for question, c in coefficients.items()), Fraction(0))


def _never_none(of: Sums, weights: Mapping[str, Fraction]) -> float:
    """The variance, at least that of one answer to each question a point off: zero variance does not mean no doubt."""
    return max(variance(of, weights), float(sum(weight**2 / of.n(q) ** 2 for q, weight in weights.items())))


def _p_against_others(of: Sums, elements: Mapping[str, Mapping[str, Fraction]], unsur: str) -> float:
    own = sum(elements[unsur].values())
    contrast = {
        question: weight / own if name == unsur else -weight / (1 - own)
        for name, weights in elements.items()
        for question, weight in weights.items()
    }
    return student_t_tails(float(_combined(of, contrast)) / sqrt(_never_none(of, contrast)), _degrees(of, contrast))


def _degrees(of: Sums, coefficients: Mapping[str, Fraction]) -> float:
    """Degrees of freedom after Satterthwaite (1946), at most visits − 1.

    Where each visit answers one unsur, a contrast hangs mostly on the few answers of one: with visits − 1, 12 of 100
    samples of 35 visits were wrongly called different. Complete questionnaires: visits − 1.
    """
    parts = {q: variance(of, {q: c}) for q, c in coefficients.items()}
    whole = sum(part**2 / (of.n(q) - 1) for q, part in parts.items())
    most = of.visits - 1
    return min(sum(parts.values()) ** 2 / whole, most) if whole else most
