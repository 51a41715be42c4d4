"""A rating on its way into the ledger: all that its row needs except its number, as plain values that any thread may write."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from kiosk.clock import day_number, service_day, to_milliseconds
from kiosk.ledger import Kind, Rating
from kiosk.ledger.entry import BROUGHT
from kiosk.quality import rules

Content = tuple[bytes, str, int]


class Received(NamedTuple):
    """A rating that came in."""

    unit_id: int
    counter_id: int
    service_id: int | None
    given_at: int
    received_at: int
    day: int
    fields: Mapping[str, Any]
    """Those of the entry, without `seq` and `nonce`."""
    at: tuple[int, int]
    """Weekday (0 Monday) and minute of the tap, in the unit's zone."""
    ticket: tuple[int, int] | None = None

    @property
    def visit(self) -> bytes:
        found: bytes = self.fields["visit"].bytes
        return found

    @property
    def content(self) -> Content:
        """What a repeat of the same answer must have in common with the first."""
        return self.visit, self.fields["question"], self.fields["score"]


def receive(rating: Rating, received_at: datetime) -> Received:
    """The rating as it will be written, its service day decided."""
    place, service = rating.place, rating.service_given
    day = service_day(rating.given_at, place.unit.zone)
    fields = {
        "unit": place.unit.code,
        "kind": Kind.RATING,
        "answer": rating.answer,
        "visit": rating.visit,
        "counter": place.counter.code,
        "service": service.code if service else "",
        "channel": rating.channel,
        "instrument": rating.question.instrument,
        "question": rating.question.code,
        "score": rating.score,
        "language": rating.language,
        "assisted": rating.assisted,
        "given_at": rating.given_at,
        "received_at": received_at,
        "service_day": day,
        "marks": " ".join(rating.marks),
        "rules": 0 if rating.channel in BROUGHT else rules.VERSION,
    }
    here = rating.given_at.astimezone(ZoneInfo(place.unit.zone))
    return Received(
        place.unit.id,
        place.counter.id,
        service.id if service else None,
        to_milliseconds(rating.given_at),
        to_milliseconds(received_at),
        day_number(day),
        fields,
        (here.weekday(), here.hour * 60 + here.minute),
        rating.ticket,
    )
