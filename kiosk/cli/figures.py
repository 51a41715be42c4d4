"""`loket figures`: one day's counts of a unit, unwithheld, for whoever holds the server. From the same code as the panel's."""

import argparse
import json
from datetime import date
from typing import Any

from kiosk import places, reports
from kiosk.cli.session import Refusal, opened, settings_for
from kiosk.clock import service_day
from kiosk.web import instruments, now

SCORES = (1, 2, 3, 4)


def add_to(commands: Any, common: argparse.ArgumentParser) -> None:
    parser = commands.add_parser("figures", parents=[common], help="print the figures of one unit and service day")
    parser.add_argument("unit", metavar="UNIT", help="code of the unit (see loket places)")
    parser.add_argument("--day", metavar="DATE", help="service day, YYYY-MM-DD (default: today at the unit)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        unit = places.unit_by_code(asked.unit)
        if unit is None:
            raise Refusal(f"there is no unit {asked.unit!r}; `loket places` lists them")
        try:
            day = date.fromisoformat(asked.day) if asked.day else service_day(now(), unit.zone)
        except ValueError:
            raise Refusal(f"{asked.day!r} is no day; write it as YYYY-MM-DD") from None
        figures = reports.figures(unit, day, instruments())
    questions = {
        code: {"n": sum(scores.values()), "scores": {str(s): scores.get(s, 0) for s in SCORES}}
        for code, scores in figures.questions.items()
    }
    if asked.json:
        print(
            json.dumps(
                {
                    "unit": unit.code,
                    "day": day.isoformat(),
                    "raw": figures.raw,
                    "counted": figures.counted,
                    "visits": figures.visits,
                    "questions": questions,
                },
                indent=2,
            )
        )
        return 0
    print(f"{unit.name}, {day.isoformat()}: {figures.raw} answers ({figures.counted} counted) in {figures.visits} visits")
    for code, row in questions.items():
        if not row["n"]:
            continue
        print(f"  {code:4}{row['n']:6}   " + "  ".join(f"{score}: {n}" for score, n in row["scores"].items()))  # type: ignore[attr-defined]
    return 0
