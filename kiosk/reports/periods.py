"""A unit's figures of any period as they may be shown: counts of all its days, scores of the batches of those that are over."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from kiosk import tallies
from kiosk.figures import IndexFigure
from kiosk.findings import Day
from kiosk.indices.periods import Period, around
from kiosk.instruments import Catalogue, Instrument, Question
from kiosk.instruments.definitions import SATISFACTION
from kiosk.ledger import Channel
from kiosk.places import Unit, served
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import apart, indices_shown, main_instrument, official_first, visits_by_way
from kiosk.reports.response import Participation, participation
from kiosk.reports.withholding import Counts, Share, batches
from kiosk.reports.withholding.always import only_open
from kiosk.tallies import Tallies
from kiosk.visitors import profiles


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """Who answered: a question about the visitor, and how many chose each of its answers {score: n}."""

    question: Question
    scores: Mapping[int, int]

    @property
    def n(self) -> int:
        return sum(self.scores.values())

    def share(self, score: int) -> Fraction:
        """0 to 1."""
        return Fraction(self.scores.get(score, 0), self.n)


@dataclass(frozen=True)
class PeriodReport:
    """A unit's period: counts of all its days, figures of the batches that closed with those that are over (up to `until`)."""

    unit: Unit
    period: Period
    until: date
    instrument: Instrument
    counts: Counts
    participation: Participation | None
    """None: the number served was entered on no day."""
    channels: Mapping[Channel, int]
    satisfaction: Share | None
    indices: Mapping[str, IndexFigure | None]
    elements: Mapping[str, Sequence[ElementLine]]
    apart: Mapping[str, IndexFigure | None]
    """What came from paper."""
    profile: Sequence[ProfileLine]
    """For its whole months that are over."""
    shown: Tallies

    @property
    def runs(self) -> bool:
        """Some of its days are not over."""
        return self.until < self.period.last

    @cached_property
    def days(self) -> Sequence[Day]:
        """Satisfaction of its days, by the batches that closed with them."""
        shares = withholding.satisfaction_by_day(self.unit, self.period.first, self.until)
        return [Day(day, share.n, share.satisfied) for day, share in sorted(shares.items())]

    @property
    def lines(self) -> list[tuple[str, ElementLine | None]]:
        """What can be said of it, in order: satisfaction, then each index with its elements."""
        of_indices = [(index, line) for index, lines in self.elements.items() for line in (None, *lines)]
        return [(SATISFACTION, None), *of_indices]

    def answers(self, index: str, unsur: str) -> Mapping[int, int]:
        """{score: n} of an element: of its questions together, from the visits that the index is made of."""
        scores = official_first(self.shown, self.instrument, index).scores
        found: Tally[int] = Tally()
        for code in self.instrument.elements(index)[unsur]:
            found.update(scores[code])
        return found

    @property
    def only_open(self) -> bool:
        """Whether it has ratings by open links alone."""
        return only_open(self.channels)

    @property
    def is_empty(self) -> bool:
        """Nothing of it may be shown, or nobody rated."""
        return self.satisfaction is None and not any(self.indices.values()) and not any(self.elements.values())


def of_period(unit: Unit, period: Period, today: date, catalogue: Catalogue) -> PeriodReport:
    """`today` is the unit's running service day. Some twenty queries, whole months from the monthly tallies."""
    until = min(period.last, today - timedelta(days=1))
    instrument = main_instrument(unit, catalogue)
    shown = withholding.shown(unit, period.first, until) if until >= period.first else Tallies()
    counts = {day: each.count for day, each in served.of_days(unit, period.first, period.last).items()}
    return PeriodReport(
        unit=unit,
        period=period,
        until=until,
        instrument=instrument,
        counts=withholding.counts(unit, period.first, period.last),
        participation=participation(counts, tallies.visits_by_day(unit, period.first, period.last)),
        channels=visits_by_way(unit, period.first, period.last),
        satisfaction=withholding.satisfaction(shown),
        indices=indices_shown(shown, instrument),
        elements={index.key: elements(shown, instrument, index.key) for index in instrument.indices},
        apart=apart(unit, period.first, until, catalogue) if until >= period.first else {},
        profile=_profile(unit, period.first, until, catalogue),
        shown=shown,
    )


def last_month(unit: Unit, today: date) -> Period | None:
    """The last month that is over and has figures; None: none has."""
    found = batches.last_month_shown(unit, today)
    return around("month", found) if found else None


def _profile(unit: Unit, first: date, until: date, catalogue: Catalogue) -> list[ProfileLine]:
    found = withholding.profile(unit, first, until)
    return [ProfileLine(each, found[each.code]) for each in catalogue.current(profiles.INSTRUMENT).questions if each.code in found]
