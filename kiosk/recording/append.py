"""Appending: what one transaction does with any number of ratings of any units.

Lock the heads of the units concerned in order, drop what is there already, number, insert, move the head, and let the
tallies follow. The caller commits. All statements run on the driver's cursor (see `kiosk.store.Direct`).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from kiosk.clock import from_milliseconds
from kiosk.ledger import Channel, Entry, leaf_hash, rows
from kiosk.ledger.entry import CHANNELS, KINDS, nonce
from kiosk.proof import receipts
from kiosk.quality import rules
from kiosk.recording import marking
from kiosk.recording.beforehand import Beforehand
from kiosk.recording.outcomes import Closed, Conflict, Outcome, Recorded, Spent
from kiosk.recording.received import Content, Received
from kiosk.store import Direct, Row
from kiosk.tallies import tally
from kiosk.tallies.cells import Cells, Parts, Standing, standing
from kiosk.visitors import tickets

TICKET = CHANNELS.index(Channel.TICKET) + 1


def append(direct: Direct, batch: Sequence[Received], beforehand: Beforehand | None = None) -> list[Outcome]:
    """Append a batch; the outcomes are in its order. The same answer twice in a batch is stored once."""
    if not batch:
        return []
    numbers: dict[int, list[int]] = {}
    for number, received in enumerate(batch):
        numbers.setdefault(received.unit_id, []).append(number)
    units = sorted(numbers)
    own = {unit_id: [batch[n] for n in numbers[unit_id]] for unit_id in units}
    # Both are asked before either is waited for; what is known is read behind the lock all the same.
    locked = rows.lock_heads(direct, units)
    known = {unit_id: _asked(direct, unit_id, own[unit_id]) for unit_id in units}
    heads = locked()
    # Of these there was nothing to lock, so somebody else may have begun them meanwhile.
    known |= {unit_id: _asked(direct, unit_id, own[unit_id]) for unit_id in heads.begun}
    before = beforehand or Beforehand()
    before.cover(direct, batch, heads.register)
    outcomes: dict[int, Outcome] = {}
    changes: dict[int, Cells] = {}
    for unit_id in units:
        found, changes[unit_id] = _append_to(direct, heads.of_units[unit_id], own[unit_id], *_known(known[unit_id]()), before)
        outcomes |= zip(numbers[unit_id], found, strict=True)
    tally.write(direct, changes)
    return [outcomes[number] for number in range(len(batch))]


def _append_to(
    direct: Direct, head: rows.Head, batch: Sequence[Received], there: "_There", visits: Mapping[bytes, "_Visit"], before: Beforehand
) -> tuple[list[Outcome], Cells]:
    """One unit's part of the batch: its outcomes, and how its tallies change."""
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
    """The visits that may answer by ticket: those that began that way, and those whose ticket is spent on them now."""
    found = {visit for visit, known in visits.items() if known.channel == TICKET}
    paying: dict[tuple[int, int], UUID] = {}
    answers: set[UUID] = set()
    for received in batch:
        visit, answer = received.fields["visit"], received.fields["answer"]
        if answer in answers:
            continue  # one answer is stored once: what will not be stored must not pay
        answers.add(answer)
        # A visit pays once, whatever it brings, and a ticket pays for the first visit that brings it.
        if received.ticket and visit.bytes not in found and visit not in paying.values():
            paying.setdefault(received.ticket, visit)
    return found | {visit.bytes for visit in tickets.spend(direct, paying)}


def _write(direct: Direct, head: rows.Head, new: Sequence[Received], visits: Mapping[bytes, "_Visit"], before: Beforehand) -> Cells:
    """Insert new entries and move the head; says how the tallies change."""
    known = {visit: (each.marks, [_given(answer, before.parts) for answer in each.answers]) for visit, each in visits.items()}
    asked = [(received, before.versions[received.fields["instrument"]]) for received in new]
    marks = marking.judge(direct, asked, known, before.weeks[head.unit_id], before.parts, before.holidays[head.unit_id])
    entries = [(received, _entry(received, head.size + n, head.seed, marks[n - 1])) for n, received in enumerate(new, 1)]
    answers = [(entry.visit.bytes, _standing(received, entry, before.versions[entry.instrument])) for received, entry in entries]
    rows.insert(direct, [_row(received, entry, before.versions[entry.instrument]) for received, entry in entries])
    rows.move_head(direct, head, len(new))
    rows.note_days(direct, head.unit_id, _spans(answer for _, answer in answers))
    first = {entry.visit.bytes: entry.seq for _, entry in reversed(entries) if entry.visit.bytes not in visits}
    receipts.note(direct, head.unit_id, first)
    return _change(before.parts, {visit: known.answers for visit, known in visits.items()}, answers)


def _entry(received: Received, seq: int, seed: bytes, marks: str) -> Entry:
    return Entry(seq=seq, nonce=nonce(seed, received.fields["answer"].bytes), **{**received.fields, "marks": marks})


def _given(answer: Standing, parts: Parts) -> rules.Given:
    return rules.Given(answer.question, parts.part[answer.instrument, answer.question], answer.score, answer.given_at)


@dataclass(slots=True)
class _Visit:
    """What a visit has answered so far, the channel of its first entry by number, and how that was marked."""

    channel: int
    marks: str
    answers: list[Standing] = field(default_factory=list)


_There = dict[bytes, tuple[int, Content]]
"""{answer: (number, content)} of those that are there already."""


def _asked(direct: Direct, unit_id: int, batch: Sequence[Received]) -> Callable[[], Iterator[Row]]:
    """Ask for what a unit's ledger has of these answers and visits."""
    answers = {received.fields["answer"].bytes for received in batch}
    return rows.of_answers_and_visits(direct, unit_id, answers, {received.visit for received in batch})


def _known(found: Iterable[Row]) -> tuple[_There, dict[bytes, _Visit]]:
    """The answers that are there already, and what the visits of the batch have answered so far."""
    there: _There = {}
    visits: dict[bytes, _Visit] = {}
    for row in found:
        answer, visit, seq, instrument, question, score, given_at, day, marks, channel, is_of_visit = row
        if is_of_visit:
            given = Standing(seq, instrument, question, score, given_at, day, rules.reach(marks), channel)
            visits.setdefault(visit, _Visit(channel, marks)).answers.append(given)
        else:
            there[answer] = seq, (visit, question, score)
    return there, visits


def _closed(received: Received, before: Beforehand) -> Closed | None:
    """The counter's closure in the register as of the tap, if there is one. Who answered a past survey came to no counter of ours."""
    if received.fields["channel"] is Channel.IMPORT:
        return None
    for since, until, reason in before.closures[received.counter_id]:
        if since <= received.given_at and (until is None or until > received.given_at):
            return Closed(from_milliseconds(since), reason)
    return None


def append_withdrawal(direct: Direct, received: Received, instrument_id: int) -> int:
    """Append what takes a table back: no rating, and no tally has it. Returns its number. Once: it has an answer's number of its own."""
    head = rows.lock_heads(direct, [received.unit_id])().of_units[received.unit_id]
    entry = _entry(received, head.size + 1, head.seed, "")
    rows.insert(direct, [_row(received, entry, instrument_id)])
    rows.move_head(direct, head, 1)
    rows.note_days(direct, head.unit_id, {received.day: (entry.seq, entry.seq)})
    receipts.note(direct, head.unit_id, {entry.visit.bytes: entry.seq})
    return entry.seq


def _row(received: Received, entry: Entry, instrument_id: int) -> tuple[object, ...]:
    """The values of `rows.COLUMNS`."""
    return (
        received.unit_id,
        entry.seq,
        KINDS.index(entry.kind) + 1,
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


def _spans(new: Iterable[Standing]) -> dict[int, tuple[int, int]]:
    """{day: (first, last number)} of new entries, which come by number."""
    days: dict[int, tuple[int, int]] = {}
    for answer in new:
        days[answer.day] = days.get(answer.day, (answer.seq, 0))[0], answer.seq
    return days
