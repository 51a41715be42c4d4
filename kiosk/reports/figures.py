"""Figures of any set of visits, and of a unit's period: means of questions, and the indices made of them.

The one way from answers to an index: a table that somebody hands in, the command line and the panel all come through here.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kiosk import indices, ledger, places
from kiosk.instruments import DEFAULT_INSTRUMENT, WEIGHTED, Catalogue, Instrument, Question
from kiosk.ledger import Answer
from kiosk.places import Unit

FEWEST_OFFICIAL = 30
"""An index is official (resmi) from so many complete questionnaires on; with fewer it is indicative (indikatif)."""


@dataclass(frozen=True, slots=True)
class QuestionFigure:
    """A question's answers {score: n}, its mean on 1–4 (exact; None without answers) and its weight in its index."""

    question: Question
    scores: Mapping[int, int]
    weight: Fraction | None

    @property
    def n(self) -> int:
        return indices.answered(self.scores)

    @property
    def nrr(self) -> Fraction | None:
        return indices.nrr(self.scores)

    @property
    def weighted(self) -> Fraction | None:
        """NRR tertimbang; None without answers, or if the question is part of no index."""
        return None if self.nrr is None or self.weight is None else self.nrr * self.weight


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """IKM or IPK as it is printed: `value`, `low`, `high` on 25–100 (2 decimals), `mean` on 1–4 (4), from `n` visits.

    `grade` is the letter of the rounded value, always; `shown` are the grades that people may be told: those that the
    interval touches, worst first, or none where that is not enough. `complete` visits answered every question of it.
    """

    index: str
    questions: Sequence[QuestionFigure]
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
        """Nothing but complete questionnaires stands behind it, and enough of them."""
        return self.n == self.complete >= FEWEST_OFFICIAL

    @property
    def table(self) -> indices.GradeTable:
        return indices.GRADE_TABLES[self.index]

    @property
    def as_on_older_sheets(self) -> tuple[Fraction, Decimal, Decimal] | None:
        """The weight of an unsur, the same cut to two decimals, and the value (25–100) that comes of it.

        None where the cut takes nothing away (1/5 = 0,20), or where the unsur weigh unlike.
        """
        weights: dict[str, Fraction] = defaultdict(Fraction)
        weighted: dict[str, Fraction] = defaultdict(Fraction)
        for figure in self.questions:
            weights[figure.question.unsur] += figure.weight or 0
            weighted[figure.question.unsur] += figure.weighted or 0
        weight = next(iter(weights.values()))
        printed = indices.printed_weight(weight)
        if printed == weight or set(weights.values()) != {weight}:
            return None
        means = {unsur: weighted[unsur] / weight for unsur in weights}
        return weight, printed, indices.with_printed_weights(means, weights)


@dataclass(frozen=True, slots=True)
class Figures:
    """What visits say on one instrument: every question of it {code: …}, and {index: … or None} of those that it has.

    An index is None while one of its questions has no answer.
    """

    instrument: Instrument
    responded: int
    """Visits with at least one answer that stands in an index."""
    questions: Mapping[str, QuestionFigure]
    indices: Mapping[str, IndexFigure | None]


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A unit's service days `first` to `last`: answers of all instruments, raw and counted, and the figures of one.

    Unwithheld: for whoever holds the server. Indices are made of what is counted.
    """

    first: date
    last: date
    raw: int
    counted: int
    visits: int
    others: int
    """Answers to other instruments, which never mix with these."""
    figures: Figures


def figures(visits: Iterable[Mapping[str, int]], instrument: Instrument) -> Figures:
    """The figures of any visits [{code: score}, …]; codes that the instrument does not have are left out."""
    given = list(visits)
    scores: dict[str, Tally[int]] = {question.code: Tally() for question in instrument.questions}
    for visit in given:
        for code, score in visit.items():
            if code in scores:
                scores[code][score] += 1
    weights = {index: instrument.item_weights(index) for index in WEIGHTED}
    questions = {q.code: QuestionFigure(q, scores[q.code], weights.get(q.index, {}).get(q.code)) for q in instrument.questions}
    return Figures(
        instrument=instrument,
        responded=sum(any(visit.keys() & weights[index].keys() for index in WEIGHTED) for visit in given),
        questions=questions,
        indices={index: index_figure(given, instrument, index) for index in WEIGHTED if weights[index]},
    )


def index_figure(visits: Sequence[Mapping[str, int]], instrument: Instrument, index: str, minimum: int = 1) -> IndexFigure | None:
    """One index of these visits; None while one of its questions has fewer than `minimum` answers."""
    weights = instrument.item_weights(index)
    estimate = indices.clustered_index(indices.sums(visits, weights), weights, minimum=minimum)
    if estimate is None:
        return None
    questions = [QuestionFigure(instrument.need(q), Tally(visit[q] for visit in visits if q in visit), weights[q]) for q in weights]
    return IndexFigure(index, questions, estimate, sum(weights.keys() <= visit.keys() for visit in visits))


def index_of_period(visits: Sequence[Mapping[str, int]], instrument: Instrument, index: str, minimum: int = 1) -> IndexFigure | None:
    """The same from complete questionnaires alone where there are 30 of them, else from all visits. Source: design 3.3."""
    chosen = official_first(visits, instrument, index)
    found = index_figure(chosen, instrument, index, minimum)
    answered = sum(not set(instrument.codes(index)).isdisjoint(visit) for visit in visits)
    return replace(found, dropped=answered - found.n) if found else None


def official_first(visits: Sequence[Mapping[str, int]], instrument: Instrument, index: str) -> Sequence[Mapping[str, int]]:
    """The complete questionnaires of an index where there are 30 of them, else all visits."""
    questions = set(instrument.codes(index))
    complete = [visit for visit in visits if questions <= visit.keys()]
    return complete if len(complete) >= FEWEST_OFFICIAL else visits


def period(unit: Unit, first: date, last: date, catalogue: Catalogue, instrument: Instrument | None = None) -> PeriodFigures:
    """A unit's figures on the service days `first` to `last`, after corrections, all channels. One row per answer."""
    chosen = instrument or main_instrument(unit, catalogue)
    answers = ledger.answers(unit, first, last)
    own = answers_to(answers, chosen)
    visits = by_visit(a for a in own if a.counted)
    found = figures(visits, chosen)
    return PeriodFigures(
        first=first,
        last=last,
        raw=len(answers),
        counted=sum(a.counted for a in answers),
        visits=len({a.visit for a in answers}),
        others=len(answers) - len(own),
        figures=replace(found, indices={index: index_of_period(visits, chosen, index) for index in found.indices}),
    )


def main_instrument(unit: Unit, catalogue: Catalogue) -> Instrument:
    """The instrument that most counters of the unit use; the default one while it has none."""
    keys = Tally(counter.instrument for counter in places.counters(unit))
    return catalogue.current(keys.most_common(1)[0][0] if keys else DEFAULT_INSTRUMENT)


def answers_to(answers: Iterable[Answer], instrument: Instrument) -> list[Answer]:
    """Those that were given to this very version's questions: the same code elsewhere, or before, asked something else."""
    versions = {q.code: q.instrument for q in instrument.questions}
    return [a for a in answers if versions.get(a.question) == a.instrument]


def by_visit(answers: Iterable[Answer]) -> list[dict[str, int]]:
    """[{question: score}, …] per visit."""
    visits: dict[bytes, dict[str, int]] = {}
    for a in answers:
        visits.setdefault(a.visit, {})[a.question] = a.score
    return list(visits.values())
