"""What comes of a rating that was handed in to be recorded."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.store import disk
from kiosk.store.disk import Writer


@dataclass(frozen=True, slots=True)
class Recorded:
    """In the ledger, durably; `again` if it was there before."""

    seq: int
    again: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Refused: the same answer is there with another visit, question or score."""

    seq: int


@dataclass(frozen=True, slots=True)
class Closed:
    """Refused: the counter was closed in the register when the visitor tapped."""

    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Spent:
    """Refused: another visit has used this ticket, or there was none."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Not stored: the store refused this one row, and no other. The reason is in the log."""


Outcome = Recorded | Conflict | Closed | Spent | Failed


class Unavailable(Exception):
    """Nothing was stored, and the same ratings may be sent again in `retry_after` seconds; the text says why."""

    retry_after = 2


class NoRoom(Unavailable):
    """The disk is nearly full, and what is left of it is kept for others."""

    retry_after = 600

    def __init__(self, writer: Writer) -> None:
        super().__init__(f"the disk is nearly full: the {disk.free() // 1024**2} MB that are free are not for a {writer.name.lower()}")
        self.writer = writer
