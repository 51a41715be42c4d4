"""Appending: what one transaction does with any number of ratings of any units.

Lock the heads of the units concerned in order, drop what is there already, number, insert, move the head, and let the
tallies follow. The caller commits. All statements run on the driver's cursor (see `kiosk.store.Direct`).
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from kiosk import quality, tickets
from kiosk.clock import from_milliseconds, service_day, to_milliseconds
from kiosk.ledger import receipts, tally
from kiosk.ledger.cells import Cells, Parts, Standing, standing
from kiosk.ledger.entry import CHANNELS, KINDS, SEED_BYTES, Channel, Entry, Kind, leaf_hash, nonce
from kiosk.ledger.rating import Closed, Conflict, Outcome, Rating, Recorded, Spent
from kiosk.ledger.tables import EntryRow
from kiosk.store import Direct

KIND = KINDS.index(Kind.RATING) + 1
TICKET = CHANNELS.index(Channel.TICKET) + 1
COLUMNS = EntryRow.__table__.columns.keys()
ENTRY = f"entry ({', '.join(COLUMNS)})"
HEADS = "SELECT unit_id, size, seed FROM ledger_head WHERE unit_id IN (…) ORDER BY unit_id"
LOCK_HEADS = f"{HEADS} FOR UPDATE"

Content = tuple[bytes, str, int]


class Received(NamedTuple):
    """A rating that came in: all that its row needs but its number. Plain values, so that any thread may write it."""

    unit_id: int
    counter_id: int
    service_id: int | None
    given_at: int
    received_at: int
    day: int
    fields: Mapping[str, Any]
    """Those of the entry, without `seq` and `nonce`."""
    ticket: tuple[int, int] | None = None

    @property
    def content(self) -> Content:
        """What a repeat of the same answer must have in common with the first."""
        return self.fields["visit"].bytes, self.fields["question"], self.fields["score"]


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
        "rules": quality.VERSION if rating.channel in quality.OPEN_CHANNELS else 0,
    }
    return Received(
        place.unit.id,
        place.counter.id,
        service.id if service else None,
        to_milliseconds(rating.given_at),
        to_milliseconds(received_at),
        _number(day),
        fields,
        rating.ticket,
    )


class Versions:
    """The registered versions of instruments, as far as they were needed. They are never changed, so they may be remembered."""

    def __init__(self) -> None:
        self.ids: Mapping[str, int] = {}
        self.parts = Parts({}, {})

    def cover(self, direct: Direct, names: set[str]) -> None:
        """See to it that these versions are among them, if they are registered at all."""
        if not names <= self.ids.keys():
            rows = tuple(direct.all("SELECT id, name, parts FROM instrument_version ORDER BY id"))
            self.ids, self.parts = {name: number for number, name, _ in rows}, tally.parts_of(rows)


class _Head(NamedTuple):
    unit_id: int
    size: int
    seed: bytes


class _Before(NamedTuple):
    """What a batch needs to know of the store before it writes."""

    versions: Mapping[str, int]
    parts: Parts
    closures: Mapping[int, Sequence[tuple[int, int | None, str]]]


def append(direct: Direct, batch: Sequence[Received], versions: Versions | None = None) -> list[Outcome]:
    """Append a batch; the outcomes stand in its order. The same answer twice in a batch is stored once."""
    if not batch:
        return []
    before = _look_up(direct, batch, versions or Versions())
    numbers: dict[int, list[int]] = {}
    for number, received in enumerate(batch):
        numbers.setdefault(received.unit_id, []).append(number)
    heads = _lock_heads(direct, sorted(numbers))
    outcomes: dict[int, Outcome] = {}
    changes: dict[int, Cells] = {}
    for unit_id in sorted(numbers):
        own = [batch[n] for n in numbers[unit_id]]
        found, changes[unit_id] = _append_to(direct, heads[unit_id], own, before)
        outcomes |= zip(numbers[unit_id], found, strict=True)
    tally.write(direct, changes)
    return [outcomes[number] for number in range(len(batch))]


def _look_up(direct: Direct, batch: Sequence[Received], versions: Versions) -> _Before:
    versions.cover(direct, {received.fields["instrument"] for received in batch})
    counters = {received.counter_id for received in batch}
    closures: dict[int, list[tuple[int, int | None, str]]] = {}
    query = "SELECT counter_id, closed_at, reopened_at, reason FROM counter_closure WHERE counter_id IN (…)"
    for counter, *closure in direct.all_in(query, counters):
        closures.setdefault(counter, []).append(tuple(closure))
    return _Before(versions.ids, versions.parts, closures)


def _lock_heads(direct: Direct, units: Sequence[int]) -> dict[int, _Head]:
    """{unit: head of its ledger}; on PostgreSQL no other writer gets past these rows until we commit."""
    query = LOCK_HEADS if direct.postgresql else HEADS
    heads = {row[0]: _Head(*row) for row in direct.all_in(query, units)}
    if missing := [unit for unit in units if unit not in heads]:
        # First entries. On PostgreSQL two may try at once: one inserts, the other waits for it and then locks.
        new = [(unit, 0, 0, secrets.token_bytes(SEED_BYTES)) for unit in missing]
        direct.insert("ledger_head (unit_id, size, tallied, seed)", new, "ON CONFLICT DO NOTHING")
        heads |= {row[0]: _Head(*row) for row in direct.all_in(query, missing)}
    return heads


def _append_to(direct: Direct, head: _Head, batch: Sequence[Received], before: _Before) -> tuple[list[Outcome], Cells]:
    """One unit's part of the batch: its outcomes, and how its tallies change."""
    there = _answers(direct, head.unit_id, {received.fields["answer"].bytes for received in batch})
    visits = _visits(direct, head.unit_id, {received.fields["visit"].bytes for received in batch})
    # Only what may still be stored spends a ticket.
    open_ = [received for received in batch if received.fields["answer"].bytes not in there and not _closed(received, before)]
    admitted = _admitted(direct, open_, visits)
    outcomes: list[Outcome] = []
    new: list[Received] = []
    for received in batch:
        answer = received.fields["answer"].bytes
        if known := there.get(answer):
            outcomes.append(Recorded(known[0], again=True) if known[1] == received.content else Conflict(known[0]))
        elif closed := _closed(received, before):
            outcomes.append(closed)
        elif received.fields["channel"] is Channel.TICKET and received.fields["visit"].bytes not in admitted:
            outcomes.append(Spent())
        else:
            new.append(received)
            seq = head.size + len(new)
            there[answer] = seq, received.content
            outcomes.append(Recorded(seq))
    return outcomes, _write(direct, head, new, visits, before) if new else Cells(before.parts)


def _admitted(direct: Direct, batch: Sequence[Received], visits: Mapping[bytes, "_Visit"]) -> Collection[bytes]:
    """The visits that may answer by ticket: those that have begun so, and those whose ticket is spent on them now."""
    found = {visit for visit, known in visits.items() if known.channel == TICKET}
    paying: dict[tuple[int, int], bytes] = {}
    for received in batch:
        visit = received.fields["visit"].bytes
        if received.ticket and visit not in found:
            paying.setdefault(received.ticket, visit)
    # A visit pays once, whatever it brings.
    payments = {visit: ticket for ticket, visit in reversed(paying.items())}
    return found | {visit for visit, ticket in payments.items() if tickets.spend(direct, [ticket])[ticket]}


def _write(direct: Direct, head: _Head, new: Sequence[Received], visits: Mapping[bytes, "_Visit"], before: _Before) -> Cells:
    """Insert new entries and move the head; says how the tallies change."""
    marks = _marks(direct, new, visits)
    entries = [(received, _entry(received, seq, head.seed, marks)) for seq, received in enumerate(new, head.size + 1)]
    answers = [(entry.visit.bytes, _standing(received, entry, before.versions[entry.instrument])) for received, entry in entries]
    direct.insert(ENTRY, [_row(received, entry, before.versions[entry.instrument]) for received, entry in entries])
    direct.run("UPDATE ledger_head SET size = ?, tallied = tallied + ? WHERE unit_id = ?", (head.size + len(new), len(new), head.unit_id))
    _note_days(direct, head.unit_id, [answer for _, answer in answers])
    first = {entry.visit.bytes: entry.seq for _, entry in reversed(entries) if entry.visit.bytes not in visits}
    receipts.note(direct, head.unit_id, first)
    return _change(before.parts, {visit: known.answers for visit, known in visits.items()}, answers)


def _entry(received: Received, seq: int, seed: bytes, marks: Mapping[bytes, str]) -> Entry:
    fields = {**received.fields, "marks": marks[received.fields["visit"].bytes]}
    return Entry(seq=seq, nonce=nonce(seed, received.fields["answer"].bytes), **fields)


def _marks(direct: Direct, new: Sequence[Received], visits: Mapping[bytes, "_Visit"]) -> dict[bytes, str]:
    """{visit: marks}. A visit is judged when it begins; what comes later of it is marked as its beginning was."""
    marks = {visit: known.marks for visit, known in visits.items()}
    beginnings: dict[bytes, quality.Beginning] = {}
    for received in new:
        visit = received.fields["visit"].bytes
        if visit not in marks:
            marks[visit] = received.fields["marks"]
            if received.fields["channel"] in quality.OPEN_CHANNELS:
                beginnings[visit] = quality.Beginning(visit, received.counter_id, received.given_at)
    for visit in quality.flooding(direct, beginnings.values()):
        marks[visit] = f"{marks[visit]} {quality.FLOOD}".strip()
    return marks


def _answers(direct: Direct, unit_id: int, answers: Collection[bytes]) -> dict[bytes, tuple[int, Content]]:
    query = "SELECT answer, seq, visit, question, score FROM entry WHERE unit_id = ? AND answer IN (…)"
    return {row[0]: (row[1], row[2:]) for row in direct.all_in(query, answers, unit_id)}


@dataclass(slots=True)
class _Visit:
    """What a visit has answered so far, the channel of its first entry by number, and how that was marked."""

    channel: int
    marks: str
    answers: list[Standing] = field(default_factory=list)


def _visits(direct: Direct, unit_id: int, visits: Collection[bytes]) -> dict[bytes, _Visit]:
    query = (
        "SELECT visit, marks, seq, instrument_id, question, score, given_at, service_day, marks <> '', channel "
        "FROM entry WHERE unit_id = ? AND visit IN (…) ORDER BY seq"
    )
    found: dict[bytes, _Visit] = {}
    for visit, marks, *answer in direct.all_in(query, visits, unit_id):
        given = Standing(*answer)
        found.setdefault(visit, _Visit(given.channel, marks)).answers.append(given)
    return found


def _closed(received: Received, before: _Before) -> Closed | None:
    """The counter's closure in the register as of the tap, if there is one."""
    for since, until, reason in before.closures.get(received.counter_id, ()):
        if since <= received.given_at and (until is None or until > received.given_at):
            return Closed(from_milliseconds(since), reason)
    return None


def _row(received: Received, entry: Entry, instrument_id: int) -> tuple[object, ...]:
    """The values of COLUMNS."""
    return (
        received.unit_id,
        entry.seq,
        KIND,
        entry.answer.bytes,
        entry.visit.bytes,
        received.counter_id,
        received.service_id,
        CHANNELS.index(entry.channel) + 1,
        instrument_id,
        entry.question,
        entry.score,
        entry.language,
        entry.assisted,
        received.given_at,
        received.received_at,
        received.day,
        entry.marks,
        entry.rules,
        None,  # the nonce is derived
        entry.about,
        entry.extra,
        leaf_hash(entry),
    )


def _standing(received: Received, entry: Entry, instrument_id: int) -> Standing:
    channel = CHANNELS.index(entry.channel) + 1
    aside = entry.marks != ""
    return Standing(entry.seq, instrument_id, entry.question, entry.score, received.given_at, received.day, aside, channel)


def _number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _change(parts: Parts, before: Mapping[bytes, list[Standing]], new: Sequence[tuple[bytes, Standing]]) -> Cells:
    """Take back what the visits counted as, and add what they count as now."""
    change = Cells(parts)
    after = {visit: list(before.get(visit, ())) for visit, _ in new}
    for visit, answer in new:
        after[visit].append(answer)
    for visit, answers in after.items():
        if visit in before:
            change.add(standing(before[visit]), -1)
        change.add(standing(answers))
    return change


def _note_days(direct: Direct, unit_id: int, new: Sequence[Standing]) -> None:
    days: dict[int, list[int]] = {}
    for answer in new:
        days.setdefault(answer.day, []).append(answer.seq)
    # Numbers only grow, so a day that is known already keeps its first.
    direct.insert(
        "ledger_day (unit_id, service_day, first_seq, last_seq)",
        [(unit_id, day, numbers[0], numbers[-1]) for day, numbers in sorted(days.items())],
        "ON CONFLICT (unit_id, service_day) DO UPDATE SET last_seq = excluded.last_seq",
    )
