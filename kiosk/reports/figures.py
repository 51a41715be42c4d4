"""Figures of a unit's period, from its tallies: what kiosk.figures makes of them."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from kiosk import indices, tallies
from kiosk.figures import FEWEST_OFFICIAL, Figures, IndexAnswers, IndexFigure, index_figure, question_figures
from kiosk.indices.sums import PairSum, own_sum
from kiosk.instruments import DEFAULT_INSTRUMENT, Catalogue, Index, Instrument
from kiosk.ledger import Channel
from kiosk.places import Unit, service_points
from kiosk.reports import withholding
from kiosk.tallies import RAW, Basis, Tallies


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
            questions=question_figures(scores, chosen),
            indices={index.key: index_of_period(summed, chosen, index) for index in chosen.indices},
        ),
    )


def visits_by_way(unit: Unit, first: date, last: date) -> dict[Channel, int]:
    """How many visits came by each channel, marked ones and paper too, in the order of Channel; only channels that occur."""
    found = tallies.visits_by_channel(unit, first, last)
    counts = {channel: sum(n for (each, _), n in found.items() if each == channel) for channel in Channel}
    return {channel: n for channel, n in counts.items() if n}


def apart(unit: Unit, first: date, last: date, catalogue: Catalogue) -> dict[str, IndexFigure | None]:
    """The indices of what others brought in from paper, as far as it may be shown: they are in no other figure."""
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


def _scores(summed: Tallies, version: str, code: str, bases: Iterable[Basis]) -> Mapping[int, int]:
    """{score: n} of a question, in the order of the scores."""
    counts: Tally[int] = Tally()
    for basis in bases:
        counts.update(summed.scores.get((version, code, basis), {}))
    return dict(sorted(counts.items()))
