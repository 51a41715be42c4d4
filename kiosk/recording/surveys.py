"""Tables of past surveys on their way into the ledger, brought in by a named account that is not the rated unit's: channel `import`.

Each respondent is a visit, with numbers made of the table's content: the same table again stores nothing, and one that was interrupted
goes on where it was. It comes in steps, each a short transaction, so that taps never wait for a long one; a table that is not whole
counts for nothing. Tables of a unit come one after the other: the numbers between which one lies are its own.

A table is taken back by an entry, never by deletion (`Kind.WITHDRAWAL`). Taken back, the same table may come again, as another one.
"""

from collections.abc import Iterable
from datetime import datetime, time
from itertools import islice
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from kiosk.clock import day_number, to_milliseconds
from kiosk.instruments import Instrument
from kiosk.ledger import Channel, Kind, Rating, imported, leaves, rows
from kiosk.past import surveys
from kiosk.past.drafts import SurveyDraft
from kiosk.past.surveys import LONGEST_NAME, LONGEST_NOTE, Line, Standing, SurveyImport, SurveyWithdrawal, Table
from kiosk.people import Person, acts
from kiosk.places import Place, Unit, counters, place
from kiosk.recording import intake
from kiosk.recording.append import append_withdrawal
from kiosk.recording.outcomes import Recorded
from kiosk.recording.received import Received
from kiosk.store import open_transaction, see_anew, writing

A_STEP = 250
"""Respondents of one transaction; with nine answers each half a second on a small machine."""


class SurveyError(Exception):
    """What cannot be done: "empty", "no-counter", "unfinished" (another table of the unit is), "gone" (it was taken back)."""


def begin(unit: Unit, table: Table, file_name: str, note: str, person: Person, now: datetime) -> Standing:
    """Put a table on record, or find it there; nothing of it is stored yet. Raises SurveyError."""
    if not table.lines:
        raise SurveyError("empty")
    if not counters(unit):
        raise SurveyError("no-counter")
    with writing() as session:
        session.get_one(Unit, unit.id, with_for_update=True)  # tables of a unit come one after the other
        if there := surveys.same(unit, table):
            return there
        tables = surveys.of_unit(unit)
        if any(not each.is_whole and not each.is_taken_back for each in tables):
            raise SurveyError("unfinished")
        wanted = table.instrument.name, table.digest
        row = SurveyImport(
            unit_id=unit.id,
            instrument=table.instrument.name,
            digest=table.digest,
            edition=sum((each.row.instrument, each.row.digest) == wanted for each in tables),
            file_name=file_name[:LONGEST_NAME],
            respondents=len(table.lines),
            answers=table.answers,
            first_day=table.days[0],
            last_day=table.days[1],
            first_seq=(leaves.locked_size(unit) or 0) + 1,
            note=note[:LONGEST_NOTE],
            person_id=person.id,
            made_by=person.name[:80],
            made_at=now,
        )
        session.add(row)
        session.flush()
        found = surveys.standing(unit, len(tables) + 1, row)
        acts.note("imports.create", person.name, now, unit, _about(found))
        return found


def begin_draft(unit: Unit, draft: SurveyDraft, table: Table, person: Person, now: datetime) -> Standing:
    """The same of a table that was kept after somebody looked at it. Raises SurveyError."""
    with writing() as session:
        found = begin(unit, table, draft.file_name, draft.note, person, now)
        session.get_one(SurveyDraft, draft.id).import_id = found.row.id
        return found


def step(unit: Unit, found: SurveyImport, table: Table, at: int, now: datetime) -> int:
    """Store the respondents from place `at` on, as many as one transaction takes; the place of the next. Raises SurveyError."""
    # What an entry must name and no table says: no figure of a counter takes what came by this channel.
    where = place(counters(unit)[0].id)
    name = surveys.name(unit, found)
    with writing() as session:
        session.get_one(SurveyImport, found.id, with_for_update=True)
        if imported.is_there(unit, surveys.withdrawal(name)):
            raise SurveyError("gone")
        lines = list(islice(table.in_order, at, at + A_STEP))
        ratings = [each for n, line in enumerate(lines, at + 1) for each in _ratings(where, table.instrument, name, n, line, now)]
        outcomes = intake.record(ratings, now)
        if wrong := next((each for each in outcomes if not isinstance(each, Recorded)), None):
            raise SurveyError(f"refused: {wrong}")  # ends the transaction; none of our own numbers can be another's
    return at + len(lines)


def store(unit: Unit, found: Standing, table: Table, now: datetime) -> int:
    """Store what is missing of a table, step by step; how many respondents came in now. Raises SurveyError."""
    at = found.stored
    while at < found.row.respondents:
        at = step(unit, found.row, table, at, now)
    return at - found.stored


def _ratings(where: Place, instrument: Instrument, name: UUID, number: int, line: Line, now: datetime) -> Iterable[Rating]:
    """What the respondent with this number in the table answered, as of noon of her day."""
    day, said = line
    noon = datetime.combine(day, time(12), ZoneInfo(where.unit.zone))
    for code, score in said.items():
        yield Rating(
            place=where,
            answer=uuid5(name, f"{number}:{code}"),
            visit=uuid5(name, f"{number}"),
            question=instrument.need(code),
            score=score,
            language="id",
            channel=Channel.IMPORT,
            given_at=min(noon, now),
        )


def withdraw(unit: Unit, found: Standing, reason: str, person: Person, now: datetime) -> bool:
    """Take a table back, by an entry; a table that is not whole too. False: it was taken back before."""
    row = found.row
    with writing() as session:
        session.get_one(SurveyImport, row.id, with_for_update=True)
        there = surveys.numbered(unit, found.number)
        direct = open_transaction()
        if direct is None or there is None or there.is_taken_back:
            return False
        version = next(each for each in rows.versions(direct) if each.name == row.instrument)
        append_withdrawal(direct, _withdrawn(unit, there, now), version.number)
        session.add(SurveyWithdrawal(import_id=row.id, reason=reason[:LONGEST_NOTE], made_by=person.name[:80], made_at=now))
        acts.note("imports.withdraw", person.name, now, unit, f"{_about(there)}: {reason}")
    see_anew()
    return True


def _withdrawn(unit: Unit, found: Standing, now: datetime) -> Received:
    """The entry that takes a table back: of the last day that it speaks of. It answers nothing, and has no question and no score."""
    row, name = found.row, surveys.name(unit, found.row)
    where = place(counters(unit)[0].id)
    fields = {
        "unit": unit.code,
        "kind": Kind.WITHDRAWAL,
        "answer": surveys.withdrawal(name),
        "visit": surveys.withdrawal(name),
        "counter": where.counter.code,
        "service": "",
        "channel": Channel.IMPORT,
        "instrument": row.instrument,
        "question": "",
        "score": 0,
        "language": "id",
        "assisted": False,
        "given_at": now,
        "received_at": now,
        "service_day": row.last_day,
        "rules": 0,
        "about": row.first_seq,
        "extra": str(found.last_seq),
    }
    at = to_milliseconds(now)
    return Received(unit.id, where.counter.id, None, at, at, day_number(row.last_day), fields, (0, 0))


def _about(found: Standing) -> str:
    """What an act on a table is about: its number, file, how many, and of which days."""
    row = found.row
    return f"{found.number} · {row.file_name} · n={row.respondents} · {row.first_day} – {row.last_day}"
