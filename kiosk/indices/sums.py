"""What an index and its interval need of the answers, and nothing more: counts and sums of questions answered together.

Answers of one visitor hang together, so the sums are kept by pairs of questions. They add up: two days make a period.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement
from math import fsum, sqrt
from operator import mul

Visits = Iterable[Mapping[str, int]]
"""[{question: score}, …], one mapping a visit; a visit may have answered any of the questions, each once."""

Groups = dict[tuple[str, ...], list[tuple[int, ...]]]


@dataclass(frozen=True, slots=True)
class PairSum:
    """Over the n visits that answered both questions: Σx, Σy and Σxy of their scores. A question with itself: x = y."""

    n: int
    x: int
    y: int
    xy: int

    def __add__(self, other: "PairSum") -> "PairSum":
        return PairSum(self.n + other.n, self.x + other.x, self.y + other.y, self.xy + other.xy)


@dataclass(frozen=True, slots=True)
class Sums:
    """`visits` gave at least one answer; `pairs` {(a, b): PairSum} with a ≤ b, only pairs that occur."""

    visits: int
    pairs: Mapping[tuple[str, str], PairSum]

    def __add__(self, other: "Sums") -> "Sums":
        """The sums of both, which must have no visit in common."""
        pairs = dict(self.pairs)
        for pair, more in other.pairs.items():
            pairs[pair] = pairs[pair] + more if pair in pairs else more
        return Sums(self.visits + other.visits, pairs)

    def n(self, question: str) -> int:
        """How many visits answered the question."""
        own = self.pairs.get((question, question))
        return own.n if own else 0

    def of(self, questions: Collection[str]) -> "Sums":
        """The sums of some of the questions. For several, `visits` is the least it can be: as many as answered one of them."""
        pairs = {(a, b): pair for (a, b), pair in self.pairs.items() if a in questions and b in questions}
        return Sums(max((self.n(question) for question in questions), default=0), pairs)

    @property
    def nrr(self) -> dict[str, Fraction]:
        """{question: mean score}, exact, of every question with answers. Source: as `kiosk.indices.nrr`."""
        return {a: Fraction(own.x, own.n) for (a, b), own in self.pairs.items() if a == b}


def own_sum(counts: Mapping[int, int]) -> PairSum:
    """The pair of a question with itself, from {score: n}.

    >>> own_sum({3: 2, 4: 1})
    PairSum(n=3, x=10, y=10, xy=34)
    """
    x = sum(score * n for score, n in counts.items())
    return PairSum(sum(counts.values()), x, x, sum(score**2 * n for score, n in counts.items()))


def sums(visits: Visits, questions: Collection[str]) -> Sums:
    """The sums of these questions; visits that answered none of them do not count.

    >>> found = sums([{"U1": 4, "U2": 3}, {"U1": 2}, {"S0": 1}], ("U1", "U2"))
    >>> found.visits, found.pairs["U1", "U1"], found.pairs["U1", "U2"]
    (2, PairSum(n=2, x=6, y=6, xy=20), PairSum(n=1, x=4, y=3, xy=12))
    """
    order = sorted(questions)
    groups: Groups = {}
    for visit in visits:
        answered = tuple(q for q in order if q in visit)
        if answered:
            groups.setdefault(answered, []).append(tuple(visit[q] for q in answered))
    return sums_of_groups(groups)


def sums_of_groups(groups: Groups) -> Sums:
    """The same from visits that answered the same questions (sorted), put together: {(question, …): [(score, …), …]}.

    Visits of one plan do so, and whole columns are multiplied a hundred times quicker than answer by answer.
    """
    pairs: dict[tuple[str, str], PairSum] = {}
    for answered, rows in groups.items():
        columns = dict(zip(answered, zip(*rows, strict=True), strict=True))
        totals = {q: sum(column) for q, column in columns.items()}
        for a, b in combinations_with_replacement(answered, 2):
            more = PairSum(len(rows), totals[a], totals[b], sum(map(mul, columns[a], columns[b])))
            pairs[a, b] = pairs[a, b] + more if (a, b) in pairs else more
    return Sums(sum(len(rows) for rows in groups.values()), dict(sorted(pairs.items())))


def variance(of: Sums, coefficients: Mapping[str, Fraction]) -> float:
    """Variance of Σ cᵢ·NRRᵢ by linearisation, answers clustered by visit; every question needs two answers.

    z of a visit = Σ cᵢ·(x − NRRᵢ)/nᵢ · √(nᵢ/(nᵢ−1)) over its answers; then Σ z², here from the sums of pairs.
    The root is the small-sample correction (as CR2). Where every visit answers everything it is the usual V/(V−1);
    where each answers one question it makes Σ cᵢ²·sᵢ²/nᵢ, unbiased, which V/(V−1) would put a fifth too low at nᵢ = 5.
    Source: linearised variance of ratios (Cochran 1977, chapter 6); correction after Bell & McCaffrey 2002.

    >>> round(variance(sums([{"U1": 4}, {"U1": 3}], ("U1",)), {"U1": Fraction(1)}), 12)  # s²/n = 0.5/2
    0.25
    """
    terms = []
    for (a, b), pair in of.pairs.items():
        if a in coefficients and b in coefficients:
            both = 1 if a == b else 2
            terms.append(both * _factor(of, a, coefficients[a]) * _factor(of, b, coefficients[b]) * _spread(of, a, b, pair))
    total = fsum(terms)
    # What cancels exactly may leave a last digit of either sign.
    return total if total > 1e-12 * fsum(map(abs, terms)) else 0.0


def effective_visits(of: Sums, weights: Mapping[str, Fraction]) -> float:
    """How many visits the sample is worth where their answers weigh unevenly: 1/Σh², h = Σ wᵢ/nᵢ over a visit's answers.

    All visits that answer the same, or one question each in turn, are worth what they are. Ten that answered U1 and
    ninety that answered U2 say less about the mean of both: 36. Every question needs an answer; the weights sum to 1.
    Source: Kish 1965, section 11.2.

    >>> half = Fraction(1, 2)
    >>> round(effective_visits(sums([{"U1": 4}] * 10 + [{"U2": 3}] * 90, ("U1", "U2")), {"U1": half, "U2": half}), 9)
    36.0
    """
    share = {q: float(weight) / of.n(q) for q, weight in weights.items()}
    # Σh² over visits = Σ over pairs of questions of n(both)·shareₐ·share_b.
    return 1 / fsum((1 if a == b else 2) * pair.n * share[a] * share[b] for (a, b), pair in of.pairs.items() if a in share and b in share)


def _factor(of: Sums, question: str, coefficient: Fraction) -> float:
    n = of.n(question)
    return float(coefficient) / n * sqrt(n / (n - 1))


def _spread(of: Sums, a: str, b: str, pair: PairSum) -> float:
    """Σ (x − mean of a)·(y − mean of b) over the visits that answered both; exact except for the last division."""
    of_a, of_b = of.pairs[a, a], of.pairs[b, b]
    exact = pair.xy * of_a.n * of_b.n - pair.x * of_b.x * of_a.n - pair.y * of_a.x * of_b.n + pair.n * of_a.x * of_b.x
    return exact / (of_a.n * of_b.n)
