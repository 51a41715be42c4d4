"""`loket report`: a report as units file it, as PDF or XLSX, or its figures as JSON. A draft: nobody has published it."""

import argparse
import json
import os
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kiosk import documents, places
from kiosk.cli.days import day_of
from kiosk.clock import service_day
from kiosk.documents import Filed, Monitored
from kiosk.evidence import Vault
from kiosk.files import write
from kiosk.filings import inputs_of
from kiosk.indices.periods import Period, PeriodError, spanning
from kiosk.jobs import making
from kiosk.places import Unit
from kiosk.refusals import Refusal
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import instruments, now
from kiosk.words import in_language
from kiosk.words.catalogue import DEFAULT, PANEL, in_text, languages_of

SUFFIXES = (".pdf", ".xlsx")
MODEST = 10
"""Of the machine's time: who rates comes first."""
ANYTHING: Mapping[str, str] = defaultdict(lambda: "…")
"""In a title of which no unit and period is known."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", nargs="?", metavar="KIND", help="which report (see --list)")
    parser.add_argument("units", nargs="*", metavar="UNIT", help="code of the unit (see loket places); of several for monitoring")
    parser.add_argument("--office", metavar="OFFICE", help="whose monitoring it is (default: the office above the first unit)")
    parser.add_argument("--waiting", action="store_true", help="make the reports that were ordered in the panel, and missing daily sheets")
    parser.add_argument(
        "--outlines", type=Path, metavar="DIR", help="try the outlines in DIR instead of those in documents/ of the data folder"
    )
    parser.add_argument("--list", action="store_true", help="list the kinds of reports")
    parser.add_argument("--from", dest="first", metavar="DATE", help="first service day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", metavar="DATE", help="last service day")
    parser.add_argument("--population", type=int, metavar="N", help="how many were served (default: the days on which it was entered)")
    parser.add_argument("--forum", metavar="DATE", help="day of the public consultation (FKP)")
    parser.add_argument("--language", choices=tuple(languages_of(PANEL)), default=DEFAULT, help="of the report (default id)")
    parser.add_argument("--paper", choices=("a4", "f4", "a3"), default="", help="another paper than the unit's; A3 for a poster")
    parser.add_argument("-o", dest="file", type=Path, metavar="FILE", help="write FILE.pdf or FILE.xlsx")
    parser.add_argument("--json", action="store_true", help="print every figure in it as JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    settings = settings_for(asked)
    if asked.outlines and not asked.outlines.is_dir():
        raise Refusal(f"{asked.outlines} is no folder")
    outlines = documents.outlines(asked.outlines or settings.data / documents.OWN)
    with opened(settings), in_language(asked.language):
        if asked.waiting:
            return _waiting(settings.data, outlines)
        if asked.list:
            for outline in outlines.values():
                print(f"{outline.kind:16}{outline.name:20}{in_text(outline.title).format_map(ANYTHING)}")
            return 0
        _check(asked)
        outline = outlines[asked.kind]
        if asked.kind == documents.MONITORING:
            return _monitoring(asked, outline, Vault(settings.data))
        filed = _filed(asked)
        if asked.file:
            write(asked.file, documents.made(filed, outline, asked.file.suffix.lower(), Vault(settings.data), paper=asked.paper))
            say(f"{asked.file}: written" + ("; it is a draft" if asked.kind in documents.FROZEN else ""))
        if asked.json:
            print(json.dumps(documents.as_json(filed, outline), ensure_ascii=False, indent=2))
    return 0


def _waiting(data: Path, outlines: Mapping[str, documents.Outline]) -> int:
    os.nice(MODEST)
    made, sheets = making.make_waiting(data, outlines)
    say(f"{made} reports made, {sheets} daily sheets")
    return 0


def _monitoring(asked: argparse.Namespace, outline: documents.Outline, vault: Vault) -> int:
    units = [_unit(code) for code in dict.fromkeys(asked.units)]
    today = service_day(now(), units[0].zone)
    period = _period(asked, today)
    monitored = Monitored.of(units, period, today, instruments(), _unit(asked.office) if asked.office else None)
    if asked.file:
        write(asked.file, documents.made_of_several(monitored, outline, asked.file.suffix.lower(), vault))
        say(f"{asked.file}: written")
    if asked.json:
        print(json.dumps(documents.several_as_json(monitored.units, outline), ensure_ascii=False, indent=2))
    return 0


def _check(asked: argparse.Namespace) -> None:
    kinds = (*documents.KINDS, documents.MONITORING)
    if asked.kind is None or not asked.units:
        raise Refusal("say which report and of which unit: loket report KIND UNIT (--list names the kinds)")
    if asked.kind not in kinds:
        raise Refusal(f"there is no report {asked.kind!r}; there are {', '.join(kinds)}")
    if asked.kind != documents.MONITORING and len(asked.units) > 1:
        raise Refusal(f"a report {asked.kind!r} is of one unit; monitoring is of several")
    _check_file(asked)
    if asked.kind == "harian" and asked.first != asked.last:
        raise Refusal("harian is of one day: --from and --to are the same")
    if asked.population is not None and asked.population < 1:
        raise Refusal("a population has one person at least")


def _check_file(asked: argparse.Namespace) -> None:
    if asked.file is None and not asked.json:
        raise Refusal("say what to make of it: -o FILE.pdf, -o FILE.xlsx or --json")
    if asked.file and asked.file.suffix.lower() not in SUFFIXES:
        raise Refusal(f"{asked.file.name} is neither a .pdf nor a .xlsx")
    if asked.file and asked.file.suffix.lower() == ".xlsx" and asked.kind not in (*documents.WITH_WORKBOOK, documents.MONITORING):
        raise Refusal(f"{asked.kind} is a paper alone: -o FILE.pdf")


def _unit(code: str) -> Unit:
    unit = places.unit_by_code(code)
    if unit is None:
        raise Refusal(f"there is no unit {code!r}; `loket places` lists them")
    return unit


def _filed(asked: argparse.Namespace) -> Filed:
    unit = _unit(asked.units[0])
    today = service_day(now(), unit.zone)
    period = _period(asked, today)
    given = {"population": asked.population, "forum_on": day_of(asked.forum) if asked.forum else None}
    inputs = replace(inputs_of(unit, period), **{name: value for name, value in given.items() if value is not None})
    return Filed(unit, period, today, instruments(), inputs)


def _period(asked: argparse.Namespace, today: date) -> Period:
    if not (asked.first and asked.last):
        raise Refusal("a report needs both --from and --to")
    first, last = day_of(asked.first), day_of(asked.last)
    if first >= today:
        raise Refusal(f"no day from {first} on is over yet")
    try:
        return spanning(first, last)
    except PeriodError:
        raise Refusal(f"{first} to {last} is no period: it ends before it begins, or is longer than ten years") from None
