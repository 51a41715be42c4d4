"""Recording: the one path by which an answer of any channel enters the ledger, and the versions of what was asked."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from kiosk.ledger import Rating
from kiosk.ledger.tables import InstrumentVersion
from kiosk.recording.append import append
from kiosk.recording.outcomes import Outcome
from kiosk.recording.received import receive
from kiosk.recording.writer import writer_of
from kiosk.store import engine, open_transaction, see_anew, writing


def record(ratings: Sequence[Rating], received_at: datetime) -> list[Outcome]:
    """Record any number of ratings durably; the outcomes stand in the order of the ratings.

    A repeat is answered like the first time; nothing is refused for its rate or the hour. Raises Unavailable if the store
    cannot take them now: then nothing was stored. Within a transaction of `writing` it joins that one.
    """
    received = [receive(rating, received_at) for rating in ratings]
    joined = open_transaction()
    if joined:
        return append(joined, received)
    # Who waits holds no connection: the writer needs one, and what is read afterwards should see what was written.
    see_anew()
    return writer_of(engine()).submit(received)


def note_instruments(versions: Iterable[tuple[str, str, Mapping[str, Sequence[str]]]]) -> None:
    """Register versions of instruments as (name, digest, {part: its own questions}).

    Raises ValueError if a registered one has changed.
    """
    with writing() as session:
        known = {row.name: row for row in session.scalars(select(InstrumentVersion))}
        for name, digest, parts in versions:
            row = known.get(name)
            if row is None:
                row = known[name] = InstrumentVersion(name=name, digest=digest, parts=json.dumps(parts))
                session.add(row)
            if row.digest != digest:
                raise ValueError(f"{name} was used in the ledger with other words; restore its file and add a new version instead")
            if row.parts == "{}":
                row.parts = json.dumps(parts)
            if json.loads(row.parts) != {part: list(codes) for part, codes in parts.items()}:
                raise ValueError(f"{name} stands in the database with other questions in its indices than in its file: loket verify")
