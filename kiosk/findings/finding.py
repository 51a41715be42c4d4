"""A finding: something that differs from the usual, and that a reader should know of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """Worst first: the order in which one of several is chosen for the page's sentence."""

    SILENT = "silent"
    """Nobody has rated for longer than chance explains."""
    PARTICIPATION = "participation"
    """Fewer of those served rate than usual."""
    OVER_SERVED = "over-served"
    """More rated than were served: one of the two counts is wrong."""
    MARKED = "marked"
    """More visits than usual are set aside by the quality rules."""
    LASTING_FALL = "lasting-fall"
    FIVE_DAYS = "five-days"
    BAD_DAY = "bad-day"
    SPAN = "span"
    """Of a period that somebody asks for: satisfaction against the period before."""
    INDEX = "index"
    """The same of an index."""
    PLAN = "plan"
    """An element since a plan for it was done, against before the plan began."""
    ELEMENT = "element"
    """One element lies below the others."""
    COUNTER = "counter"
    SERVICE = "service"
    HOUR = "hour"
    WEEKDAY = "weekday"
    THIRTY_DAYS = "thirty-days"
    RECORD = "record"
    LASTING_RISE = "lasting-rise"
    GOOD_DAY = "good-day"


class Weight(Enum):
    """How it is drawn: something to do now, to keep an eye on, or to be glad of."""

    NOW = "now"
    WATCH = "watch"
    GOOD = "good"


AT_ONCE = {Kind.SILENT, Kind.LASTING_FALL, Kind.FIVE_DAYS, Kind.BAD_DAY}
RISES = {Kind.LASTING_RISE, Kind.GOOD_DAY, Kind.FIVE_DAYS, Kind.THIRTY_DAYS, Kind.SPAN, Kind.INDEX, Kind.RECORD, Kind.PLAN}
"""Of these, those that go up are to be glad of."""
Names = Mapping[tuple[Kind, str], Mapping[str, str]]
"""{(kind, what a finding is of): its name in several languages}; of a plan also (Kind.ELEMENT, its element)."""
ORDER = {kind: place for place, kind in enumerate(Kind)}
DOWN, UP = "down", "up"
SAME = "same"
"""Of a plan: a test says neither."""


NEAR = 0.015
"""As usual again: within so much of the usual share."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`value` and `usual` are of one kind: shares (0 to 1) of satisfied, of those served who rated, of visits set aside; means (1 to 4) of
    an element, 25 to 100 of an index; visitors for silence. `low` and `high` are the 95 % interval of value − usual; None: there is none.

    `since`: the first day that it is about. `last`: the last one. `n`: what `value` was made from. `of`: the element, counter,
    service, hour, the weekday (0 is Monday), or the plan's number. `record`: of a day that is one, the
    last day that was no better (no worse, for a high one); if there is none, the first of those it was compared with.
    """

    kind: Kind
    direction: str
    value: float
    usual: float
    since: date
    last: date
    n: int
    low: float | None = None
    high: float | None = None
    of: str = ""
    record: date | None = None
    element: str = ""
    """Of a plan: what it is for."""
    lately: float | None = None
    """Of a lasting change: the value of the last five days. A week long past is in it for weeks; so it is said where one is now."""
    p: float | None = None
    """How probable so much is by chance (one-sided), where units are compared by it."""

    @property
    def is_back(self) -> bool:
        """A lasting change whose last days are as usual again; it is told until its statistic is back within the limit."""
        if self.lately is None:
            return False
        return self.lately >= self.usual - NEAR if self.direction == DOWN else self.lately <= self.usual + NEAR

    @property
    def weight(self) -> Weight:
        if self.direction == UP and self.kind in RISES:
            return Weight.GOOD
        return Weight.NOW if self.kind in AT_ONCE and not self.is_back else Weight.WATCH

    @property
    def order(self) -> int:
        """Worst first, by kind; then what is to be glad of, and last what has not changed."""
        return ORDER[self.kind] + len(ORDER) * (2 if self.direction == SAME else self.weight is Weight.GOOD)
