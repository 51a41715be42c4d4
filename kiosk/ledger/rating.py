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
