"""Recording: the one path on which an answer of any channel enters the ledger, and the versions of what was asked."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from kiosk.ledger import Rating
from kiosk.quality.rules import HANDOFFS, OPEN_CHANNELS, TICKETS
from kiosk.recording.append import append
from kiosk.recording.outcomes import NoRoom, Outcome
from kiosk.recording.received import receive
from kiosk.recording.writer import writer_of
from kiosk.store import disk, engine, open_transaction, see_anew, writing_direct
from kiosk.store.disk import Writer


def record(ratings: Sequence[Rating], received_at: datetime) -> list[Outcome]:
    """Record any number of ratings durably; the outcomes are in the order of the ratings.

    A repeat is answered like the first time; nothing is refused for its rate or the hour. Raises Unavailable if the store
    cannot take them now: then nothing was stored. Within a transaction of `writing` it joins that one.
    """
    for channel in {rating.channel for rating in ratings}:
        must_have_room(channel)
    received = [receive(rating, received_at) for rating in ratings]
    joined = open_transaction()
    if joined:
        return append(joined, received)
    # A caller that waits holds no connection: the writer needs one, and later reads should see what was written.
    see_anew()
    return writer_of(engine()).submit(received)


def must_have_room(channel: str) -> None:
    """Raises NoRoom where the disk is too full for what comes by this channel, a word to the unit as well as a rating."""
    writer = Writer.STRANGER if channel in OPEN_CHANNELS else Writer.GUEST if channel in (TICKETS, HANDOFFS) else Writer.TABLET
    if not disk.has_room(writer):
        raise NoRoom(writer)


class _TakenBack(Exception):
    """Ends a rehearsal: its transaction is rolled back."""


def rehearse(ratings: Sequence[Rating], received_at: datetime) -> list[Outcome]:
    """What `record` would answer, by writing all of it and taking it back: nothing is stored, and nobody is told a number."""
    received = [receive(rating, received_at) for rating in ratings]
    outcomes: list[Outcome] = []
    with suppress(_TakenBack), writing_direct() as direct:
        outcomes = append(direct, received)
        raise _TakenBack
    return outcomes


def has_just_failed() -> bool:
    """Whether the last rating that came to this process, in the last minute, could not be stored."""
    return writer_of(engine()).has_just_failed()
