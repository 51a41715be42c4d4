"""Recording: the one path by which an answer of any channel enters the ledger.

Lock the heads of the units concerned in order, drop what is there already, number, insert, move the head: one transaction,
durable before it is acknowledged. A repeat is answered like the first time; nothing is refused for its rate or the hour.
"""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from kiosk.clock import service_day
from kiosk.instruments import Question
from kiosk.ledger.entry import NONCE_BYTES, Channel, Entry, Kind, leaf_hash
from kiosk.ledger.tables import EntryRow, InstrumentVersion, LedgerHead
from kiosk.places import Place, Service, closure_at
from kiosk.store import writing

# SQLite takes 32,766 variables in a statement, PostgreSQL 65,535.
LOOK_UP_AT_MOST = 500


@dataclass(frozen=True, slots=True)
class Rating:
    """One answered question (one tap), as a door hands it over: every field checked, none about the person."""

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

    @property
    def content(self) -> tuple[bytes, str, int]:
        """What a repeat of the same answer must have in common with the first."""
        return self.visit.bytes, self.question.code, self.score


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


Outcome = Recorded | Conflict | Closed


def record(ratings: Sequence[Rating], received_at: datetime) -> list[Outcome]:
    """Record any number of ratings in one durable transaction; the outcomes stand in the order of the ratings.

    The same answer twice in one batch is stored once. Raises only if the store cannot be written: then nothing was.
    """
    outcomes: dict[int, Outcome] = {}
    by_unit = sorted(range(len(ratings)), key=lambda i: (ratings[i].place.unit.id, i))
    with writing() as session:
        for unit_id, numbers in groupby(by_unit, key=lambda i: ratings[i].place.unit.id):
            outcomes |= _append(session, unit_id, {i: ratings[i] for i in numbers}, received_at)
    return [outcomes[i] for i in range(len(ratings))]


def note_instruments(versions: Iterable[tuple[str, str]]) -> None:
    """Register versions of instruments as (name, digest). Raises ValueError if a registered one has changed."""
    with writing() as session:
        known = {row.name: row.digest for row in session.scalars(select(InstrumentVersion))}
        for name, digest in versions:
            if known.setdefault(name, digest) != digest:
                raise ValueError(f"{name} was used in the ledger with other words; restore its file and add a new version instead")
        stored = set(session.scalars(select(InstrumentVersion.name)))
        session.add_all(InstrumentVersion(name=n, digest=d) for n, d in known.items() if n not in stored)


def _append(session: Session, unit_id: int, ratings: dict[int, Rating], received_at: datetime) -> dict[int, Outcome]:
    size = _lock_head(session, unit_id)
    there = _stored(session, unit_id, [r.answer.bytes for r in ratings.values()])
    versions = {name: id_ for id_, name in session.execute(select(InstrumentVersion.id, InstrumentVersion.name))}
    outcomes: dict[int, Outcome] = {}
    rows: list[dict[str, object]] = []
    for number, rating in ratings.items():
        if before := there.get(rating.answer.bytes):
            seq, content = before
            outcomes[number] = Recorded(seq, again=True) if content == rating.content else Conflict(seq)
        elif closure := closure_at(rating.place.counter.id, rating.given_at):
            outcomes[number] = Closed(closure.closed_at, closure.reason)
        else:
            seq = size + len(rows) + 1
            rows.append(_row(rating, seq, received_at, versions))
            there[rating.answer.bytes] = seq, rating.content
            outcomes[number] = Recorded(seq)
    if rows:
        session.execute(insert(EntryRow), rows)
        session.execute(update(LedgerHead).where(LedgerHead.unit_id == unit_id).values(size=size + len(rows)))
    return outcomes


def _lock_head(session: Session, unit_id: int) -> int:
    """The size of the unit's ledger; on PostgreSQL no other writer gets past this row until we commit."""
    head = select(LedgerHead.size).where(LedgerHead.unit_id == unit_id).with_for_update()
    size = session.scalar(head)
    if size is None:
        # The unit's first entry. Two may try at once on PostgreSQL: one inserts, the other waits for it and then locks.
        with suppress(IntegrityError), session.begin_nested():
            session.execute(insert(LedgerHead).values(unit_id=unit_id, size=0))
        size = session.scalars(head).one()
    return size


def _stored(session: Session, unit_id: int, answers: Sequence[bytes]) -> dict[bytes, tuple[int, tuple[bytes, str, int]]]:
    found: dict[bytes, tuple[int, tuple[bytes, str, int]]] = {}
    for start in range(0, len(answers), LOOK_UP_AT_MOST):
        some = answers[start : start + LOOK_UP_AT_MOST]
        query = select(EntryRow.answer, EntryRow.seq, EntryRow.visit, EntryRow.question, EntryRow.score)
        for answer, seq, visit, question, score in session.execute(query.where(EntryRow.unit_id == unit_id, EntryRow.answer.in_(some))):
            found[answer] = seq, (visit, question, score)
    return found


def _row(rating: Rating, seq: int, received_at: datetime, versions: dict[str, int]) -> dict[str, object]:
    place = rating.place
    # A counter with a single service needs no word from the visitor.
    service = rating.service or (place.services[0] if len(place.services) == 1 else None)
    entry = Entry(
        unit=place.unit.code,
        seq=seq,
        kind=Kind.RATING,
        answer=rating.answer,
        visit=rating.visit,
        counter=place.counter.code,
        service=service.code if service else "",
        channel=rating.channel,
        instrument=rating.question.instrument,
        question=rating.question.code,
        score=rating.score,
        language=rating.language,
        assisted=rating.assisted,
        given_at=rating.given_at,
        received_at=received_at,
        service_day=service_day(rating.given_at, place.unit.zone),
        marks="",
        rules=0,
        nonce=secrets.token_bytes(NONCE_BYTES),
    )
    return {
        "unit_id": place.unit.id,
        "seq": seq,
        "kind": entry.kind.value,
        "answer": entry.answer.bytes,
        "visit": entry.visit.bytes,
        "counter_id": place.counter.id,
        "service_id": service.id if service else None,
        "channel": entry.channel.value,
        "instrument_id": versions[entry.instrument],
        "question": entry.question,
        "score": entry.score,
        "language": entry.language,
        "assisted": entry.assisted,
        "given_at": entry.given_at,
        "received_at": entry.received_at,
        "service_day": entry.service_day,
        "marks": entry.marks,
        "rules": entry.rules,
        "nonce": entry.nonce,
        "about": None,
        "extra": entry.extra,
        "leaf": leaf_hash(entry),
    }
