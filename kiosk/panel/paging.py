"""Long lists, a page at a time."""

from collections.abc import Sequence
from math import ceil
from typing import Generic, NamedTuple, TypeVar

AT_ONCE = 100
"""Rows on a page."""
Row = TypeVar("Row")


class Shown(NamedTuple, Generic[Row]):
    """The rows of one page, and which of all rows that were asked for they are: `first` to `last` (from 1), of `all`."""

    rows: Sequence[Row]
    page: int
    all: int

    @property
    def first(self) -> int:
        return (self.page - 1) * AT_ONCE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        """The number of the page before this one; None: there is none."""
        return self.page - 1 if self.page > 1 else None

    @property
    def after(self) -> int | None:
        return self.page + 1 if self.last < self.all else None


def turned_to(page: int, rows: Sequence[Row]) -> Shown[Row]:
    """The page of that number (from 1) of all these rows, or the last one where there are not as many.

    >>> turned_to(9, "ab")
    Shown(rows='ab', page=1, all=2)
    """
    page = min(page, max(1, ceil(len(rows) / AT_ONCE)))
    return Shown(rows[(page - 1) * AT_ONCE : page * AT_ONCE], page, len(rows))
