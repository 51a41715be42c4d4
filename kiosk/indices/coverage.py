"""Do the intervals hold what they promise? Simulated visits whose truth is known, over the plans and moods that we meet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from statistics import NormalDist

from kiosk.indices.index import FEWEST_ANSWERS, weighted_mean
from kiosk.indices.intervals import clustered_index
from kiosk.indices.sums import Groups, sums_of_groups

Turns = Sequence[Sequence[str]]
"""The questions of one visit after another: [(question, …), …]; after the last turn the first comes again."""

VISITS = (10, 20, 30, 50, 100, 300, 1000)

SKEWS: Mapping[str, tuple[float, float, float, float]] = {
    "mixed": (10, 20, 40, 30),
    "usual": (2, 8, 50, 40),
    "glad": (1, 3, 26, 70),
    "very glad": (0.5, 1.5, 8, 90),
    "split": (15, 5, 10, 70),
    "nearly all 3": (2, 3, 90, 5),
}
"""How many of 100 answers are a 1, a 2, a 3, a 4."""

CORRELATIONS = (0.0, 0.25, 0.5)
"""Correlations of two answers of one visitor before they are cut into four scores (normal copula)."""

# As many different visitors as there may be; samples are drawn from them with replacement, so their mean is the truth.
POOL = 5000


@dataclass(frozen=True, slots=True)
class Case:
    """One cell of the table: `visits` of a plan (its key in `plans()` or `mixed_plans()`), with a skew and a correlation."""

    plan: str
    skew: str
    correlation: float
    visits: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How often of `samples` the interval held the truth, and how often it lay wholly above or below it."""

    case: Case
    samples: int
    held: int
    above: int
    below: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.held, self.samples)


def plans() -> dict[str, Turns]:
    """The plans simulated, by key, as counters have them; "ikm:3 of 7": three of seven, in turn."""
    seven, five, nine = ([f"U{n}" for n in range(1, most + 1)] for most in (7, 5, 9))
    return {
        "ikm:1 of 7": [[u] for u in seven],
        "ipk:1 of 5": [[u] for u in five],
        "ikm:3 of 7": [[seven[(turn + step) % 7] for step in range(3)] for turn in range(7)],
        "ikm:all of 9": [nine],
        "one unsur": [["U1"]],
    }


def mixed_plans() -> dict[str, Turns]:
    """Counters with different plans at one unit: every eighth visit answers everything. Visits then weigh unevenly."""
    seven = [f"U{n}" for n in range(1, 8)]
    return {"ikm:1 of 7, every 8th all": [*([u] for u in seven), seven]}


def cases(of: Mapping[str, Turns]) -> Iterator[Case]:
    """Every case of these plans whose index does not wait; correlations only where a visit answers several questions."""
    for plan, turns in of.items():
        alone = max(len(asked) for asked in turns) == 1
        for skew in SKEWS:
            for correlation in CORRELATIONS[: 1 if alone else None]:
                for visits in VISITS:
                    if min(_asked(turns, visits).values()) >= FEWEST_ANSWERS:
                        yield Case(plan, skew, correlation, visits)


def coverage(case: Case, samples: int) -> Coverage:
    """Draw `samples` (≥ 1) samples of the case and count; the same numbers every time. About 3 ms a sample of 1,000 visits.

    >>> coverage(Case("one unsur", "mixed", 0.0, 50), 200)
    Coverage(case=Case(plan='one unsur', skew='mixed', correlation=0.0, visits=50), samples=200, held=187, above=8, below=5)
    """
    chance = Random(repr(case))  # noqa: S311  # dice, not secrets
    turns = (plans() | mixed_plans())[case.plan]
    questions = sorted({question for asked in turns for question in asked})
    weights = dict.fromkeys(questions, Fraction(1, len(questions)))
    pool = _pool(chance, questions, SKEWS[case.skew], case.correlation)
    truth = float(weighted_mean({q: Fraction(sum(visit[q] for visit in pool), len(pool)) for q in questions}, weights))
    by_turn = [
        (tuple(sorted(asked)), [tuple(visit[q] for q in sorted(asked)) for visit in pool], _times(turn, len(turns), case.visits))
        for turn, asked in enumerate(turns[: case.visits])
    ]
    held = above = 0
    for _ in range(samples):
        groups: Groups = {}
        for asked, rows, times in by_turn:
            groups.setdefault(asked, []).extend(chance.choices(rows, k=times))
        found = clustered_index(sums_of_groups(groups), weights)
        if found is None:
            raise ValueError(f"{case} has too few answers for an index")
        above += found.low > truth
        held += found.low <= truth <= found.high
    return Coverage(case, samples, held, above, samples - held - above)


def _asked(turns: Turns, visits: int) -> dict[str, int]:
    """How many of that many visits are asked each question."""
    asked = dict.fromkeys((question for turn in turns for question in turn), 0)
    for turn, questions in enumerate(turns):
        for question in questions:
            asked[question] += _times(turn, len(turns), visits)
    return asked


def _times(turn: int, turns: int, visits: int) -> int:
    """How many of that many visits take this turn."""
    return len(range(turn, visits, turns))


def _pool(chance: Random, questions: Sequence[str], shares: Sequence[float], correlation: float) -> list[dict[str, int]]:
    normal = NormalDist()
    borders = [normal.inv_cdf(sum(shares[:score]) / sum(shares)) for score in (1, 2, 3)]
    common, own = correlation**0.5, (1 - correlation) ** 0.5
    pool = []
    for _ in range(POOL):
        mood = common * chance.gauss(0, 1)
        tempers = {question: mood + own * chance.gauss(0, 1) for question in questions}
        pool.append({question: 1 + sum(temper > border for border in borders) for question, temper in tempers.items()})
    return pool
