"""Figures of any set of visits, and of a unit's period: means of questions, and the indices made of them.

The one way from answers to an index: a table that somebody hands in comes here as visits, the ledger as its tallies; from
`IndexAnswers` on both are the same.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kiosk import indices, tallies
from kiosk.indices import grades
from kiosk.indices import nrr as nrr_of_indices
from kiosk.indices.index import printed_weight, with_printed_weights
from kiosk.indices.sums import PairSum, own_sum
from kiosk.indices.sums import sums as sums_of
from kiosk.instruments import DEFAULT_INSTRUMENT, Catalogue, Index, Instrument, Question
from kiosk.ledger import Channel
from kiosk.places import Unit, service_points
from kiosk.reports import withholding
from kiosk.tallies import RAW, Basis, Tallies

FEWEST_OFFICIAL = 30
"""An index is official (resmi) from this many complete questionnaires on; with fewer it is indicative (indikatif)."""


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


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """A unit's service days `first` to `last`: answers of all instruments, raw and counted, and the figures of one.

    Unwithheld: for the server's operator. Indices are made of what is counted.
    """

    first: date
    last: date
    raw: int
    counted: int
    visits: int
    channels: Mapping[Channel, int]
    """Visits by the ways they came, with those from paper, which are in no other figure here."""
    others: int
    """Answers to other instruments, which never mix with these."""
    figures: Figures


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
    return Figures(instrument, _question_figures(scores, instrument), found)


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


def indices_shown(shown: Tallies, instrument: Instrument) -> dict[str, IndexFigure | None]:
    """Every index of the instrument, from batches that may be shown; None while one of its questions has too few answers."""
    return {index.key: index_of_period(shown, instrument, index, index.fewest_answers) for index in instrument.indices}


def index_of_period(summed: Tallies, instrument: Instrument, index: Index, minimum: int = 1) -> IndexFigure | None:
    """One index from complete questionnaires alone where there are 30 of them, else from all visits. Source: design 3.3."""
    chosen = official_first(summed, instrument, index.key)
    found = index_figure(chosen, instrument, index, minimum)
    answered = index_answers(summed, instrument, index.key, Basis.COUNTED, Basis.COMPLETE).sums.visits
    return replace(found, dropped=answered - found.n) if found else None


def official_first(summed: Tallies, instrument: Instrument, index: str) -> IndexAnswers:
    """The complete questionnaires of an index where there are 30 of them, else all visits that count."""
    complete = index_answers(summed, instrument, index, Basis.COMPLETE)
    if complete.complete >= FEWEST_OFFICIAL:
        return complete
    return index_answers(summed, instrument, index, Basis.COUNTED, Basis.COMPLETE)


def index_answers(summed: Tallies, instrument: Instrument, index: str, *bases: Basis) -> IndexAnswers:
    """What an index is made of, from tallies, of answers on these bases."""
    versions = {code: instrument.need(code).instrument for code in instrument.codes(index)}
    scores = {code: _scores(summed, version, code, bases) for code, version in versions.items()}
    pairs = {(code, code): own_sum(counts) for code, counts in scores.items() if counts}
    for (version, a, b, basis), sums in summed.pairs.items():
        if basis in bases and sums[0] and version == versions.get(a) == versions.get(b):
            pair = PairSum(*sums)
            pairs[a, b] = pairs[a, b] + pair if (a, b) in pairs else pair
    visits, complete = (
        sum(summed.visits_of(version, index, *some) for version in set(versions.values())) for some in (bases, (Basis.COMPLETE,))
    )
    return IndexAnswers(indices.Sums(visits, pairs), scores, complete)


def period(unit: Unit, first: date, last: date, catalogue: Catalogue, instrument: Instrument | None = None) -> PeriodFigures:
    """A unit's figures on the service days `first` to `last`, after corrections, all channels. From its tallies."""
    chosen = instrument or main_instrument(unit, catalogue)
    summed = tallies.of_unit(unit, first, last)
    scores = {q.code: _scores(summed, q.instrument, q.code, (Basis.COUNTED, Basis.COMPLETE)) for q in chosen.questions}
    return PeriodFigures(
        first=first,
        last=last,
        raw=summed.answers(),
        counted=summed.answers(Basis.COUNTED, Basis.COMPLETE),
        visits=summed.visits_of(),
        channels=visits_by_way(unit, first, last),
        others=others(summed, chosen),
        figures=Figures(
            instrument=chosen,
            questions=_question_figures(scores, chosen),
            indices={index.key: index_of_period(summed, chosen, index) for index in chosen.indices},
        ),
    )


def visits_by_way(unit: Unit, first: date, last: date) -> dict[Channel, int]:
    """How many visits came by each channel, marked ones and paper too, in the order of Channel; only channels that occur."""
    found = tallies.visits_by_channel(unit, first, last)
    counts = {channel: sum(n for (each, _), n in found.items() if each == channel) for channel in Channel}
    return {channel: n for channel, n in counts.items() if n}


def apart(unit: Unit, first: date, last: date, catalogue: Catalogue) -> dict[str, IndexFigure | None]:
    """The indices of what others brought in from paper or a file, as far as it may be shown: they are in no other figure."""
    instrument = main_instrument(unit, catalogue)
    summed = withholding.shown(unit, first, last)
    return {
        index.key: index_figure(index_answers(summed, instrument, index.key, Basis.APART), instrument, index, index.fewest_answers)
        for index in instrument.indices
    }


def others(summed: Tallies, instrument: Instrument) -> int:
    """How many answers were not given to this very version's questions: the same code elsewhere, or before, asked something else."""
    own = {(q.instrument, q.code) for q in instrument.questions}
    return sum(
        sum(counts.values()) for (version, code, basis), counts in summed.scores.items() if basis in RAW and (version, code) not in own
    )


def main_instrument(unit: Unit, catalogue: Catalogue) -> Instrument:
    """The instrument that most counters of the unit use; the default one while it has none."""
    return main_instrument_of(service_points.instruments_of([unit])[unit.id], catalogue)


def main_instrument_of(keys: Iterable[str], catalogue: Catalogue) -> Instrument:
    """The same, from what its counters ask."""
    often = Tally(keys).most_common(1)
    return catalogue.current(often[0][0] if often else DEFAULT_INSTRUMENT)


def _question_figures(scores: Mapping[str, Mapping[int, int]], instrument: Instrument) -> dict[str, QuestionFigure]:
    weights = {code: weight for index in instrument.indices for code, weight in instrument.item_weights(index.key).items()}
    return {q.code: QuestionFigure(q, scores[q.code], weights.get(q.code)) for q in instrument.questions}


def _scores(summed: Tallies, version: str, code: str, bases: Iterable[Basis]) -> Mapping[int, int]:
    """{score: n} of a question, in the order of the scores."""
    counts: Tally[int] = Tally()
    for basis in bases:
        counts.update(summed.scores.get((version, code, basis), {}))
    return dict(sorted(counts.items()))
