"""Appending: what one transaction does with any number of ratings of any units.

Lock the heads of the units concerned in order, drop what is there already, number, insert, move the head, and let the
tallies follow. The caller commits. All statements run on the driver's cursor (see `kiosk.store.Direct`).
"""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from kiosk.clock import from_milliseconds
from kiosk.ledger import Channel, Entry, Kind, leaf_hash
from kiosk.ledger.entry import CHANNELS, KINDS, SEED_BYTES, nonce
from kiosk.ledger.tables import EntryRow
from kiosk.proof import receipts
from kiosk.quality import rules
from kiosk.recording import marking
from kiosk.recording.outcomes import Closed, Conflict, Outcome, Recorded, Spent
from kiosk.recording.received import Content, Received
from kiosk.store import Direct
from kiosk.tallies import tally
from kiosk.tallies.cells import Cells, Parts, Standing, standing
from kiosk.visitors import tickets

KIND = KINDS.index(Kind.RATING) + 1
TICKET = CHANNELS.index(Channel.TICKET) + 1
COLUMNS = EntryRow.__table__.columns.keys()
ENTRY = f"entry ({', '.join(COLUMNS)})"
HEADS = "SELECT unit_id, size, seed FROM ledger_head WHERE unit_id IN (…) ORDER BY unit_id"
LOCK_HEADS = f"{HEADS} FOR UPDATE"


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
    weeks: Mapping[int, rules.Week]
    holidays: Collection[tuple[int, int]]


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
    units = {received.unit_id for received in batch}
    closures: dict[int, list[tuple[int, int | None, str]]] = {}
    query = "SELECT counter_id, closed_at, reopened_at, reason FROM counter_closure WHERE counter_id IN (…)"
    for counter, *closure in direct.all_in(query, counters):
        closures.setdefault(counter, []).append(tuple(closure))
    return _Before(versions.ids, versions.parts, closures, marking.weeks(direct, units), _holidays(direct, units, batch))


def _holidays(direct: Direct, units: Collection[int], batch: Sequence[Received]) -> set[tuple[int, int]]:
    days = [received.day for received in batch]
    return marking.holidays(direct, units, min(days), max(days))


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
    paying: dict[tuple[int, int], UUID] = {}
    answers: set[UUID] = set()
    for received in batch:
        visit, answer = received.fields["visit"], received.fields["answer"]
        if answer in answers:
            continue  # one answer is stored once: what will not be stored must not pay
        answers.add(answer)
        # A visit pays once, whatever it brings, and a ticket for the first that brings it.
        if received.ticket and visit.bytes not in found and visit not in paying.values():
            paying.setdefault(received.ticket, visit)
    return found | {visit.bytes for visit in tickets.spend(direct, paying)}


def _write(direct: Direct, head: _Head, new: Sequence[Received], visits: Mapping[bytes, "_Visit"], before: _Before) -> Cells:
    """Insert new entries and move the head; says how the tallies change."""
    known = {visit: (each.marks, [_given(answer, before.parts) for answer in each.answers]) for visit, each in visits.items()}
    asked = [(received, before.versions[received.fields["instrument"]]) for received in new]
    marks = marking.judge(direct, asked, known, before.weeks.get(head.unit_id, {}), before.parts, before.holidays)
    entries = [(received, _entry(received, head.size + n, head.seed, marks[n - 1])) for n, received in enumerate(new, 1)]
    answers = [(entry.visit.bytes, _standing(received, entry, before.versions[entry.instrument])) for received, entry in entries]
    direct.insert(ENTRY, [_row(received, entry, before.versions[entry.instrument]) for received, entry in entries])
    direct.run("UPDATE ledger_head SET size = ?, tallied = tallied + ? WHERE unit_id = ?", (head.size + len(new), len(new), head.unit_id))
    _note_days(direct, head.unit_id, [answer for _, answer in answers])
    first = {entry.visit.bytes: entry.seq for _, entry in reversed(entries) if entry.visit.bytes not in visits}
    receipts.note(direct, head.unit_id, first)
    return _change(before.parts, {visit: known.answers for visit, known in visits.items()}, answers)


def _entry(received: Received, seq: int, seed: bytes, marks: str) -> Entry:
    return Entry(seq=seq, nonce=nonce(seed, received.fields["answer"].bytes), **{**received.fields, "marks": marks})


def _given(answer: Standing, parts: Parts) -> rules.Given:
    return rules.Given(answer.question, parts.part[answer.instrument, answer.question], answer.score, answer.given_at)


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
        "SELECT visit, seq, instrument_id, question, score, given_at, service_day, marks, channel "
        "FROM entry WHERE unit_id = ? AND visit IN (…) ORDER BY seq"
    )
    found: dict[bytes, _Visit] = {}
    for visit, seq, instrument, question, score, given_at, day, marks, channel in direct.all_in(query, visits, unit_id):
        given = Standing(seq, instrument, question, score, given_at, day, rules.reach(marks), channel)
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
    aside = rules.reach(entry.marks)
    return Standing(entry.seq, instrument_id, entry.question, entry.score, received.given_at, received.day, aside, channel)


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
