"""`loket findings`: what differs from the usual, at a unit or in any table of days; a table needs no store."""

import argparse
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from kiosk.cli.results import add_language
from kiosk.findings import Finding, Found, Kind, Names, every_day, of_day, read_days
from kiosk.grids import GridError
from kiosk.refusals import Refusal
from kiosk.running.streams import say
from kiosk.words import tables, verdicts

POINTS = 100
"""Shares are printed in per cent, and their changes in points of it."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="UNIT", nargs="?", help="code of a unit (see loket places): what its page of the day says")
    parser.add_argument(
        "--day", metavar="DATE", type=_date, help="service day of the unit, YYYY-MM-DD (default: the newest that has closed)"
    )
    parser.add_argument(
        "--table",
        metavar="FILE",
        type=Path,
        help="or a CSV or XLSX: date,total,satisfied, and hour, served, or element,n,sum,sumsq as they are there",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--as-of", metavar="DATE", type=_date, help="of a table: what was known when that day closed (default: the last one)"
    )
    which.add_argument("--every-day", action="store_true", help="of a table: what was found each day, a JSON line a day")
    add_language(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    if (asked.unit is None) is (asked.table is None):
        raise Refusal("give a UNIT, or a --table")
    if asked.unit and (asked.as_of or asked.every_day):
        raise Refusal("--as-of and --every-day go with a --table; a unit has --day")
    if asked.table and asked.day:
        raise Refusal("--day goes with a UNIT; a table has --as-of")
    return _of_unit(asked) if asked.unit else _of_table(asked)


def _of_table(asked: argparse.Namespace) -> int:
    try:
        days = read_days(asked.table)
    except GridError as error:
        for fault in error.faults:
            say(f"{asked.table}: {tables.fault(fault)}")
        return 2
    if asked.every_day:
        for found in every_day(days):
            print(json.dumps(_json(found), ensure_ascii=False))
        return 0
    last = of_day([day for day in days if asked.as_of is None or day.date <= asked.as_of])
    if last is None:
        raise Refusal(f"the table has no day up to {asked.as_of}" if days else "the table has no day")
    return _print(asked, last)


def _of_unit(asked: argparse.Namespace) -> int:
    # Only now: a table needs neither a store nor what reads one.
    from kiosk import places
    from kiosk.reports import verdicts as kept
    from kiosk.running.session import opened, settings_for
    from kiosk.web import instruments

    with opened(settings_for(asked)):
        unit = places.unit_by_code(asked.unit)
        if unit is None:
            raise Refusal(f"there is no unit {asked.unit!r}; `loket places` lists them")
        found = kept.of_day(unit, asked.day or date.max, instruments())
        names = {**kept.names(unit, instruments()), **kept.titles(unit)}
    if found is None:
        raise Refusal(f"{unit.code} has no day that has closed" + (f" up to {asked.day}" if asked.day else ""))
    return _print(asked, found, names)


def _print(asked: argparse.Namespace, found: Found, names: Names | None = None) -> int:
    print(json.dumps(_json(found, names), ensure_ascii=False, indent=2) if asked.json else "\n".join(verdicts.said(found, names)))
    return 0


def _json(found: Found, names: Names | None = None) -> dict[str, Any]:
    return {
        "date": found.day.isoformat(),
        "findings": [dict(_fields(each, names)) for each in found.findings],
        "usual_since": found.since and found.since.isoformat(),
    }


def _fields(found: Finding, names: Names | None) -> Iterator[tuple[str, Any]]:
    """Shares in per cent and points, means of an element, a plan's too, on their scale, visitors for silence."""
    times = POINTS if found.kind not in (Kind.ELEMENT, Kind.PLAN, Kind.SILENT) else 1
    yield "kind", found.kind.value
    yield "direction", found.direction
    for name, value in (
        ("value", found.value),
        ("usual", found.usual),
        ("low", found.low),
        ("high", found.high),
        ("lately", found.lately),
    ):
        yield name, None if value is None else round(times * value, 2)
    yield "since", found.since.isoformat()
    yield "last", found.last.isoformat()
    yield "n", found.n
    yield "of", found.of
    yield "element", found.element
    yield "record", found.record and found.record.isoformat()
    yield "text", verdicts.verdict(found, names)


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no day; write it as YYYY-MM-DD") from None
