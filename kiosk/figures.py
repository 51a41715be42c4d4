"""Figures of any set of visits: means of questions, and the indices made of them. No database.

The one way from answers to an index: a table that somebody hands in comes here as visits, the ledger as its tallies; from
`IndexAnswers` on both are the same.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kiosk import indices
from kiosk.indices import grades
from kiosk.indices import nrr as nrr_of_indices
from kiosk.indices.index import printed_weight, with_printed_weights
from kiosk.indices.sums import sums as sums_of
from kiosk.instruments import Index, Instrument, Question

FEWEST_OFFICIAL = 30
"""An index is official (resmi) from this many complete questionnaires on; with fewer it is an estimate (perkiraan)."""


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """A question's answers {score: n}, its mean on 1–4 (exact; None without answers) and its weight in its index."""

    question: Question
    scores: Mapping[int, int]
    weight: Fraction | None

    @property
    def n(self) -> int:
        return nrr_of_indices.answered(self.scores)

    @property
    def nrr(self) -> Fraction | None:
        return nrr_of_indices.nrr(self.scores)

    @property
    def weighted(self) -> Fraction | None:
        """NRR tertimbang; None without answers, or if the question is part of no index."""
        return None if self.nrr is None or self.weight is None else self.nrr * self.weight


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """An index as it is printed: `value`, `low`, `high` on 25–100 (2 decimals), `mean` on 1–4 (4), from `n` visits.

    `grade` is the letter of the rounded value, always; `shown` are the grades that people may be told: those that the
    interval touches, worst first, or none where that is not enough. `complete` visits answered every question of it.
    """

    index: Index
    questions: tuple[QuestionFigure, ...]
    estimate: indices.Estimate
    complete: int
    dropped: int = 0
    """Visits that answered some of its questions and are not in it, because an official figure takes complete ones only."""

    @property
    def value(self) -> Decimal:
        return self.estimate.converted

    @property
    def low(self) -> Decimal:
        return self.estimate.converted_low

    @property
    def high(self) -> Decimal:
        return self.estimate.converted_high

    @property
    def mean(self) -> Decimal:
        return indices.half_up(self.estimate.mean, 4)

    @property
    def n(self) -> int:
        return self.estimate.visits

    @property
    def grade(self) -> indices.Grade:
        return self.table.grade(self.value)

    @property
    def shown(self) -> tuple[indices.Grade, ...]:
        return self.table.shown(self.low, self.high, self.n)

    @property
    def official(self) -> bool:
        """It is made of complete questionnaires alone, and of enough of them."""
        return self.n == self.complete >= FEWEST_OFFICIAL

    @property
    def table(self) -> grades.GradeTable:
        return self.index.table

    @property
    def as_on_older_sheets(self) -> tuple[Fraction, Decimal, Decimal] | None:
        """The weight of an unsur, the same cut to two decimals, and the value (25–100) that comes of it.

        None where the cut takes nothing away (1/5 = 0,20), or where the unsur have different weights.
        """
        weights: dict[str, Fraction] = defaultdict(Fraction)
        weighted: dict[str, Fraction] = defaultdict(Fraction)
        for figure in self.questions:
            weights[figure.question.unsur] += figure.weight or 0
            weighted[figure.question.unsur] += figure.weighted or 0
        weight = next(iter(weights.values()))
        printed = printed_weight(weight)
        if printed == weight or set(weights.values()) != {weight}:
            return None
        means = {unsur: weighted[unsur] / weight for unsur in weights}
        return weight, printed, with_printed_weights(means, weights)


@dataclass(frozen=True, slots=True)
class IndexAnswers:
    """What an index is made of: sums over visits, {question: {score: n}}, and how many visits answered every question."""

    sums: indices.Sums
    scores: Mapping[str, Mapping[int, int]]
    complete: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What visits say on one instrument: every question of it {code: …}, and {index: … or None} of those that it has.

    An index is None while one of its questions has no answer.
    """

    instrument: Instrument
    questions: Mapping[str, QuestionFigure]
    indices: Mapping[str, IndexFigure | None]


def of_visits(visits: Iterable[Mapping[str, int]], instrument: Instrument) -> Figures:
    """The figures of any visits [{code: score}, …]; codes that the instrument does not have are left out."""
    given = list(visits)
    scores: dict[str, Tally[int]] = {question.code: Tally() for question in instrument.questions}
    for visit in given:
        for code, score in visit.items():
            if code in scores:
                scores[code][score] += 1
    found = {}
    for index in instrument.indices:
        codes = instrument.codes(index.key)
        answers = IndexAnswers(sums_of(given, codes), scores, sum(set(codes) <= visit.keys() for visit in given))
        found[index.key] = index_figure(answers, instrument, index)
    return Figures(instrument, question_figures(scores, instrument), found)


def responded(visits: Iterable[Mapping[str, int]], instrument: Instrument) -> int:
    """How many visits answered something that is in an index of the instrument."""
    codes = {question.code for question in instrument.questions if question.of_index}
    return sum(not codes.isdisjoint(visit) for visit in visits)


def index_figure(answers: IndexAnswers, instrument: Instrument, index: Index, minimum: int = 1) -> IndexFigure | None:
    """One index of these answers; None while one of its questions has fewer than `minimum`."""
    weights = instrument.item_weights(index.key)
    estimate = indices.clustered_index(answers.sums, weights, minimum=minimum)
    if estimate is None:
        return None
    questions = tuple(QuestionFigure(instrument.need(code), answers.scores[code], weights[code]) for code in weights)
    return IndexFigure(index, questions, estimate, answers.complete)


def question_figures(scores: Mapping[str, Mapping[int, int]], instrument: Instrument) -> dict[str, QuestionFigure]:
    weights = {code: weight for index in instrument.indices for code, weight in instrument.item_weights(index.key).items()}
    return {q.code: QuestionFigure(q, scores[q.code], weights.get(q.code)) for q in instrument.questions}
