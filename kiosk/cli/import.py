"""`loket import`: bring the table of a past survey into a unit's ledger, as an account that may: the panel's own way, step by step."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kiosk import people, places
from kiosk.cli.compute import rows
from kiosk.cli.days import day_of
from kiosk.cli.results import add_language
from kiosk.clock import service_day
from kiosk.grids import Fault
from kiosk.instruments import Instrument
from kiosk.past.surveys import Table, of_same_days, same
from kiosk.people import Person
from kiosk.places import Unit
from kiosk.recording import Unavailable, surveys
from kiosk.recording.surveys import SurveyError
from kiosk.refusals import Refusal
from kiosk.responses import Days, Responses, ResponsesError, read_responses
from kiosk.responses.dates import ORDERS
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import instruments, now
from kiosk.words import imports, tables
from kiosk.words.catalogue import gettext as _

QUESTIONS = {
    "unsure": ("--summary-rows {row}", "--respondent-rows {row}"),
    "day-order": ("--dates dmy", "--dates mdy"),
    "no-day-column": ("--day DATE",),
    "same-days": ("--beside-others",),
}
"""{what somebody must say: the options that say it}"""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    add_language(parser)
    parser.add_argument("unit", metavar="UNIT", help="code of the unit (see loket places)")
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV or XLSX; a line per respondent")
    parser.add_argument("--instrument", required=True, metavar="KEY", help="e.g. skm-2017")
    parser.add_argument("--as", dest="person", required=True, metavar="NAME", help="account that brings it in; none of the unit's own")
    parser.add_argument("--day", metavar="DATE", help="day of the survey, YYYY-MM-DD, where the table has none")
    parser.add_argument("--dates", choices=ORDERS, default="", help="how 05/03/2021 is meant, where no cell tells")
    parser.add_argument(
        "--order", choices=("list", "form"), default="list", help="what the codes number: regulation's list, or printed form"
    )
    parser.add_argument("--summary-rows", type=rows, default=(), metavar="ROWS", help="rows that are sums, means …: 34,36-38")
    parser.add_argument("--respondent-rows", type=rows, default=(), metavar="ROWS", help="rows that are respondents after all")
    parser.add_argument("--skip-rows", type=rows, default=(), metavar="ROWS", help="rows to leave out, whatever is wrong with them")
    parser.add_argument("--beside-others", action="store_true", help="it is another survey than those of the same days that are there")
    parser.add_argument("--note", default="", help="whose survey it was, and how it was taken")
    parser.add_argument("--dry-run", action="store_true", help="say what would be stored, and store nothing")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        unit, person = _unit(asked.unit), _person(asked)
        instrument = _instrument(asked.instrument)
        try:
            found = _read(asked, instrument, service_day(now(), unit.zone))
        except ResponsesError as error:
            return _refuse(asked, error.faults)
        table = Table(instrument, [(each.day, each.answers) for each in found.respondents if each.day and each.answers])
        others = [] if same(unit, table) or not table.lines else of_same_days(unit, table)
        if others and not asked.beside_others:
            return _refuse(asked, [Fault("same-days", found=imports.listed(others))], found)
        stored = 0 if asked.dry_run else _store(unit, table, asked, person)
        there = same(unit, table)
    missing = len(table.lines) - (there.stored if there else 0)
    told = imports.told(len(found.respondents), stored, missing, asked.dry_run)
    if asked.json:
        print(json.dumps(_json(found, stored, [], asked.dry_run, missing), ensure_ascii=False, indent=2))
        return 0
    for each in found.readings:
        print(f"{asked.file}: {tables.reading(each)}")
    for doubt in found.doubts:
        say(f"{asked.file}: {tables.fault(doubt)}")
    print(told)
    return 0


def _unit(code: str) -> Unit:
    unit = places.unit_by_code(code)
    if unit is None:
        raise Refusal(f"there is no unit {code!r}; `loket places` lists them")
    if not places.counters(unit):
        raise Refusal(f"{code} has no counter yet: `loket places add-counter`")
    return unit


def _person(asked: argparse.Namespace) -> Person:
    """The account, if it may do this at the unit: nobody may at a unit where she has a role."""
    person, unit = people.by_name(asked.person), _unit(asked.unit)
    if person is None or not person.active:
        raise Refusal(f"there is no account {asked.person!r} that is in use")
    if not people.sight(person, service_day(now(), unit.zone)).may("imports.write", unit):
        raise Refusal(f"{asked.person} may not bring surveys into {unit.code}: it takes a role above the unit, and none at the unit itself")
    return person


def _instrument(key: str) -> Instrument:
    with_indices = {name: each for name, each in instruments().items() if each.indices}
    if key not in with_indices:
        raise Refusal(f"there is no instrument {key!r} with an index; there are {', '.join(with_indices)}")
    return with_indices[key]


def _read(asked: argparse.Namespace, instrument: Instrument, today: date) -> Responses:
    return read_responses(
        asked.file,
        instrument,
        form_order=asked.order == "form",
        respondents=asked.respondent_rows,
        summaries=asked.summary_rows,
        skipped=asked.skip_rows,
        days=Days(today, day_of(asked.day) if asked.day else None, asked.dates),
    )


def _store(unit: Unit, table: Table, asked: argparse.Namespace, person: Person) -> int:
    """How many respondents came in."""
    if not table.lines:
        return 0
    try:
        found = surveys.begin(unit, table, asked.file.name, asked.note, person, now())
        return surveys.store(unit, found, table, now())
    except SurveyError as error:
        raise Refusal(imports.refusal(str(error))) from None
    except Unavailable as error:
        raise Refusal(f"{error}; the same again goes on where it stopped") from None


def _refuse(asked: argparse.Namespace, faults: Sequence[Fault], found: Responses | None = None) -> int:
    if asked.json:
        print(json.dumps(_json(found, 0, faults, asked.dry_run, 0), ensure_ascii=False, indent=2))
        return 2
    for fault in faults:
        say(f"{asked.file}: {tables.fault(fault)}")
        for option in QUESTIONS.get(fault.kind, ()):
            say(f"  {option.format(row=fault.row)}")
    say(_("Tidak ada yang disimpan."))
    return 2


def _json(found: Responses | None, stored: int, faults: Sequence[Fault], is_rehearsal: bool, missing: int) -> dict[str, Any]:
    """`faults` are what is wrong with the table, `questions` what only a person can say; nothing is stored while there is either."""
    asked = [fault for fault in faults if fault.kind in QUESTIONS]
    passed_over = [(each.row, tables.reading(each)) for each in (found.passed_over if found else ())]
    unanswered = [(each.row, str(_("tidak menjawab apa pun"))) for each in (found.respondents if found else ()) if not each.answers]
    return {
        "read": len(found.respondents) if found else 0,
        "stored": stored,
        "to_store": missing if is_rehearsal else 0,
        "skipped": [{"row": row, "reason": reason} for row, reason in sorted([*passed_over, *unanswered])],
        "faults": [_said(fault) for fault in faults if fault not in asked],
        "questions": [_said(each) | {"options": [option.format(row=each.row) for option in QUESTIONS[each.kind]]} for each in asked],
        "readings": [tables.reading(each) for each in (found.readings if found else ())],
        "doubts": [_said(each) for each in (found.doubts if found else ())],
    }


def _said(fault: Fault) -> dict[str, Any]:
    return {"row": fault.row, "column": fault.column, "kind": fault.kind, "found": fault.found[:200], "reason": tables.fault(fault)}
