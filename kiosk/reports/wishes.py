"""What visitors say should improve, beside the elements that they rate; and whether asking it seems to change what they answer after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from kiosk import indices
from kiosk.indices import Difference
from kiosk.instruments import Catalogue, Index, Instrument, wish
from kiosk.places import Unit, counters
from kiosk.reports import withholding
from kiosk.reports.figures import index_answers, main_instrument
from kiosk.reports.withholding.wishes import wished
from kiosk.tallies import Basis
from kiosk.visitors import wishes
from kiosk.visitors.wishes import EVERYBODY

COMPARED = timedelta(days=90)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WishLine:
    """How many of the n who answered named an element (None: said that there is nothing), with Wilson's 95 % interval; 0 to 1."""

    element: str | None
    name: Mapping[str, str]
    count: int
    n: int
    low: float
    high: float

    @property
    def share(self) -> Fraction:
        return Fraction(self.count, self.n)


@dataclass(frozen=True, slots=True)
class Influence:
    """The leading index in up to 90 days since the question was first answered, against the 90 days before it, on 1–4.

    One test of two stretches of time: whatever else has changed since is in it too.
    """

    index: Index
    since: date
    until: date
    mean: Fraction
    """Since then."""
    difference: Difference
    answers: Fraction
    answers_before: Fraction
    """A visit's answers, of all kinds, since then and before: whether fewer go on to the end."""

    @property
    def is_real(self) -> bool:
        return self.difference.is_real(self.difference.p)


@dataclass(frozen=True, slots=True)
class Wished:
    """A period's wishes: `lines` is empty while too few have answered."""

    lines: Sequence[WishLine]
    """Elements by how many named them, equals in the questionnaire's order; last that there is nothing."""
    n: int
    influence: Influence | None


def of_period(unit: Unit, first: date, last: date, today: date, catalogue: Catalogue) -> Wished | None:
    """None where nobody is asked and nobody has answered, and of days before it was asked. `today`: the unit's running service day.

    Some ten queries.
    """
    instrument, until, since = main_instrument(unit, catalogue), min(last, today - A_DAY), wishes.asked_since(unit)
    found = wished(unit, instrument, first, until)
    if not found and (not _is_asked(unit, instrument) or (since and last < since)):
        return None
    return Wished(_lines(found, instrument), found[EVERYBODY], _influence(unit, instrument, today))


def _is_asked(unit: Unit, instrument: Instrument) -> bool:
    return any(each.instrument == instrument.key and wish.asks(each.plan, instrument) for each in counters(unit))


def _lines(found: Mapping[str, int], instrument: Instrument) -> list[WishLine]:
    n = found.get(EVERYBODY, 0)
    if not n or instrument.wish is None or instrument.leading is None:
        return []
    named = {unsur: instrument.need(codes[0]).name for unsur, codes in instrument.elements(instrument.leading.key).items()}
    nothing = {language: labels[-1] for language, labels in instrument.wish.labels.items()}

    def line(element: str | None, answer: str, name: Mapping[str, str]) -> WishLine:
        count = found.get(answer, 0)
        return WishLine(element, name, count, n, *indices.wilson(count, n))

    lines = [line(unsur, unsur, name) for unsur, name in named.items()]
    return [*sorted(lines, key=lambda each: -each.count), line(None, instrument.wish.code, nothing)]


def _influence(unit: Unit, instrument: Instrument, today: date) -> Influence | None:
    """None before anybody has answered, and while one of the two stretches has too few answers to compare."""
    since, index = wishes.asked_since(unit), instrument.leading
    if since is None or index is None:
        return None
    before = since - COMPARED, since - A_DAY
    after = since, min(since + COMPARED, today) - A_DAY
    if after[1] < since:
        return None
    was, is_now = (_sums(unit, instrument, index, *days) for days in (before, after))
    weights = instrument.item_weights(index.key)
    difference, estimate = indices.difference(was, is_now, weights), indices.clustered_index(is_now, weights)
    if difference is None or estimate is None:
        return None
    return Influence(
        index, since, after[1], estimate.mean, difference, _answers_of_a_visit(unit, *after), _answers_of_a_visit(unit, *before)
    )


def _sums(unit: Unit, instrument: Instrument, index: Index, first: date, last: date) -> indices.Sums:
    return index_answers(withholding.shown(unit, first, last), instrument, index.key, Basis.COUNTED, Basis.COMPLETE).sums


def _answers_of_a_visit(unit: Unit, first: date, last: date) -> Fraction:
    """Counts, which are always shown. There are some: what is compared has at least 30 visits."""
    found = withholding.counts(unit, first, last)
    return Fraction(found.answers, max(found.visits, 1))
