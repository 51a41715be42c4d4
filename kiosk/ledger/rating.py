"""What a door hands to the ledger, and what the ledger answers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kiosk.instruments import Question
from kiosk.ledger.entry import Channel
from kiosk.places import Place, Service


@dataclass(frozen=True, slots=True)
class Rating:
    """One answered question (one tap): every field checked, none about the person."""

    place: Place
    answer: UUID
    visit: UUID
    question: Question
    score: int
    language: str
    channel: Channel
    given_at: datetime
    service: Service | None = None
    assisted: bool = False
    marks: tuple[str, ...] = ()
    """What the door has to say of it: codes of quality rules (see kiosk.quality)."""
    ticket: tuple[int, int] | None = None
    """What its visitor pays with: batch and number of a ticket, which the first rating of her visit spends."""

    @property
    def service_given(self) -> Service | None:
        """The service named, or the only one: a counter with a single service needs no word from the visitor."""
        return self.service or (self.place.services[0] if len(self.place.services) == 1 else None)


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
