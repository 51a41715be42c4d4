"""What takes long to work out of several units, and moves only when a batch closes."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from kiosk.proof import seals

Value = TypeVar("Value")
MOST_KEPT = 8
"""This many values are kept; two people who see the same units share one."""


class Settled(Generic[Value]):
    """The last values that were worked out, of all units' figures as their newest seals found them. Asking takes one query."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Value] = {}

    def get(self, of: Hashable, work_out: Callable[[], Value]) -> Value:
        """What was worked out `of` this since the last batch closed anywhere, or is now. Before the first seal nothing stays."""
        roots = seals.newest_roots()
        if (roots, of) in self._known:
            return self._known[roots, of]
        value = work_out()
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        if roots:
            self._known[roots, of] = value
        return value
