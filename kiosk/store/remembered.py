"""What was asked of the register, remembered in this process until the register changes."""

from collections.abc import Callable, Hashable, Iterable
from time import monotonic
from typing import Generic, TypeVar

from kiosk.store import register
from kiosk.store.session import is_writing, let_go, see_anew
from kiosk.store.tables import Base

LASTS = 5.0
"""Seconds, in case somebody changes the store by hand."""

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")


class Remembered(Generic[Key, Found]):
    """Answers to one kind of question; that there is none is asked again each time, where strangers could bring any number of questions.

    `rows` says of which rows an answer is made: they leave the session, for they outlive it.
    """

    def __init__(self, rows: Callable[[Found], Iterable[Base]], *, keeps_none: bool, most: int = 1000) -> None:
        self._rows, self._keeps_none, self._most = rows, keeps_none, most
        self._kept: dict[Key, tuple[int, float, Found]] = {}

    def get(self, key: Key, ask: Callable[[], Found]) -> Found:
        """What is remembered, else what `ask` finds. Within a transaction of `writing`, which may be taken back, it is always asked."""
        if is_writing():
            return ask()
        now, kept = register.version(), self._kept.get(key)
        if kept and kept[0] == now and monotonic() - kept[1] < LASTS:
            return kept[2]
        see_anew()  # or what was read before the change would be remembered as what came after it
        found = ask()
        if found is None and not self._keeps_none:
            return found
        let_go(self._rows(found))
        if len(self._kept) >= self._most:
            self._kept.clear()
        self._kept[key] = now, monotonic(), found
        return found
