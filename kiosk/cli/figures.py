"""`loket figures`: a unit's figures of a day or a period, unwithheld, for the server's operator. From the panel's own code."""

import argparse
import json
from datetime import date
from typing import Any

from kiosk import places, reports
from kiosk.cli.days import day_of
from kiosk.cli.results import add_language, index_json, index_sentences, question_json, question_table
from kiosk.clock import service_day
from kiosk.figures import QuestionFigure
from kiosk.instruments import Catalogue, Instrument
from kiosk.places import Unit
from kiosk.refusals import Refusal
from kiosk.reports import PeriodFigures
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import instruments, now
from kiosk.words import codes
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import between
from kiosk.words.numbers import whole


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="UNIT", help="code of the unit (see loket places)")
    parser.add_argument("--day", metavar="DATE", help="service day, YYYY-MM-DD (default: today at the unit)")
    parser.add_argument("--from", dest="first", metavar="DATE", help="first service day of a period, with --to")
    parser.add_argument("--to", dest="last", metavar="DATE", help="its last service day")
    parser.add_argument("--instrument", metavar="KEY", help="default: the one that most counters of the unit use")
    add_language(parser)
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        unit = places.unit_by_code(asked.unit)
        if unit is None:
            raise Refusal(f"there is no unit {asked.unit!r}; `loket places` lists them")
        first, last = _days(asked, unit)
        found = reports.period(unit, first, last, instruments(), _instrument(asked.instrument, instruments()))
    if found.others:
        say(f"answers to other instruments, not in these figures: {found.others}; --instrument chooses")
    print(json.dumps(_json(unit, found), ensure_ascii=False, indent=2) if asked.json else _written(unit, found))
    return 0


def _days(asked: argparse.Namespace, unit: Unit) -> tuple[date, date]:
    if asked.day is not None and (asked.first, asked.last) != (None, None):
        raise Refusal("give either --day, or --from and --to")
    if (asked.first is None) != (asked.last is None):
        raise Refusal("a period needs both --from and --to")
    texts = (asked.day, asked.day) if asked.first is None else (asked.first, asked.last)
    first, last = (service_day(now(), unit.zone) if text is None else day_of(text) for text in texts)
    if last < first:
        raise Refusal(f"the period ends ({last}) before it begins ({first})")
    return first, last


def _instrument(key: str | None, catalogue: Catalogue) -> Instrument | None:
    if key is not None and key not in catalogue:
        raise Refusal(f"there is no instrument {key!r}; there are {', '.join(catalogue)}")
    return catalogue.current(key) if key else None


def _json(unit: Unit, found: PeriodFigures) -> dict[str, Any]:
    day = {"day": found.first.isoformat()} if found.first == found.last else {}
    return {
        "unit": unit.code,
        **day,
        "from": found.first.isoformat(),
        "to": found.last.isoformat(),
        "instrument": found.figures.instrument.name,
        "raw": found.raw,
        "counted": found.counted,
        "visits": found.visits,
        "channels": {str(channel): n for channel, n in found.channels.items()},
        "others": found.others,
        "indices": {index: index_json(figure) for index, figure in found.figures.indices.items()},
        "questions": {code: question_json(figure) | {"scores": _scores(figure)} for code, figure in found.figures.questions.items()},
    }


def _scores(figure: QuestionFigure) -> dict[str, int]:
    return {str(score): figure.scores.get(score, 0) for score in figure.question.scores}


def _written(unit: Unit, found: PeriodFigures) -> str:
    raw, counted, visits = (whole(n) for n in (found.raw, found.counted, found.visits))
    head = _("%(raw)s jawaban (%(counted)s dihitung) dalam %(visits)s kunjungan", raw=raw, counted=counted, visits=visits)
    lines = [f"{unit.name}, {between(found.first, found.last)}: {head}", ""]
    if found.channels:
        lines[1:1] = [" · ".join(f"{codes.channel(channel)} {whole(n)}" for channel, n in found.channels.items())]
    lines += [*question_table(found.figures), "", *index_sentences(found.figures, of="visits")]
    return "\n".join(lines)
