"""What findings are made from: the days of a unit, or of one of its counters, as counts that may be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Counted(NamedTuple):
    """How many rated, and how many of them were satisfied (3 or 4 of 4)."""

    total: int
    satisfied: int


class Scored(NamedTuple):
    """Answers to an element: how many, the sum of their scores, the sum of their squares."""

    n: int
    sum: float
    sumsq: float


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which the place was open. Of what is shown by month alone, its last day has the month's sums."""

    date: date
    total: int = 0
    """Ratings that may be shown with this day …"""
    satisfied: int = 0
    """… and those of them that were satisfied."""
    came: int | None = None
    """Visits of the day, which are always shown. None: as many as `total`."""
    served: int | None = None
    """None: nobody entered it."""
    marked: int | None = None
    """Visits that a quality rule has set aside; None: not known."""
    hours: Mapping[int, Counted] = field(default_factory=dict)
    """{hour, 0 to 23: counts}"""
    counters: Mapping[str, Counted] = field(default_factory=dict)
    services: Mapping[str, Counted] = field(default_factory=dict)
    elements: Mapping[str, Scored] = field(default_factory=dict)
    counted: bool = True
    """Whether `total` is known: a day without ratings is silent, one without counts is not."""

    @property
    def visits(self) -> int:
        return self.total if self.came is None else self.came

    @property
    def unsatisfied(self) -> int:
        return self.total - self.satisfied

    @property
    def share(self) -> float:
        """Of satisfied among all who rated, 0 to 1; ZeroDivisionError if nobody did."""
        return self.satisfied / self.total
