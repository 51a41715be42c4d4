"""`loket compute`: the official computation on any table of responses, no matter who collected it."""

import argparse
import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

from kiosk import indices
from kiosk.cli.results import add_language, index_json, index_sentences, question_json, question_table
from kiosk.cli.sample import population
from kiosk.figures import Figures, of_visits, responded
from kiosk.grids import row_numbers
from kiosk.indices import sums
from kiosk.instruments import Instrument, load_all
from kiosk.refusals import Refusal
from kiosk.responses import Reading, Responses, ResponsesError, read_responses
from kiosk.running.streams import say
from kiosk.words import figures, tables
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text

Change = tuple[str, indices.Difference | None, float | None]
"""An index, how it changed, and the p after Holm's correction; None where there are too few answers."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    add_language(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help="CSV or XLSX; a line per respondent, columns U1, U2, …; scores 1 to 4")
    parser.add_argument("--instrument", required=True, metavar="KEY", help="e.g. skm-2017")
    parser.add_argument(
        "--order", choices=("list", "form"), default="list", help="what the codes number: regulation's list, or printed form"
    )
    parser.add_argument("--population", type=population, metavar="N", help="people served: is the sample large enough?")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier table of the same kind: what has changed?")
    # Rows and no switch for the whole table: a yes to one line must not be a yes to others, next month.
    for table in ("", "against-"):
        whose = "of the earlier table" if table else "of the table"
        parser.add_argument(
            f"--{table}summary-rows", type=rows, default=(), metavar="ROWS", help=f"rows {whose} that are sums, means …: 34,36-38"
        )
        parser.add_argument(
            f"--{table}respondent-rows", type=rows, default=(), metavar="ROWS", help=f"rows {whose} that are respondents after all"
        )
    parser.set_defaults(run=run)


def rows(text: str) -> tuple[int, ...]:
    """Numbers of rows as argparse takes them: 34,36-38 → (34, 36, 37, 38)."""
    try:
        if found := row_numbers(text):
            return found
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text[:40]!r} are no rows; write numbers and spans, e.g. 34,36-38")


def run(asked: argparse.Namespace) -> int:
    with_indices = {key: each for key, each in load_all().items() if each.indices}
    instrument = with_indices.get(asked.instrument)
    if instrument is None:
        raise Refusal(f"there is no instrument {asked.instrument!r} with an index; there are {', '.join(with_indices)}")
    handed_in = [
        _read(file, instrument, asked, "against_" if before else "") for before, file in enumerate((asked.file, asked.against)) if file
    ]
    if None in handed_in:
        return 2
    given = [table for table in handed_in if table is not None]
    now, *before = [table.visits for table in given]
    readings = [(str(file), each) for file, table in zip((asked.file, asked.against), given, strict=False) for each in table.readings]
    found = of_visits(now, instrument)
    changes = list(_changes(before[0], now, instrument)) if before else []
    if asked.json:
        print(json.dumps(_json(found, now, asked.population, changes) | _readings_json(readings), ensure_ascii=False, indent=2))
        return 0
    print(f"{in_text(instrument.title)} ({instrument.name})")
    print()
    print("\n".join(question_table(found)))
    print()
    print("\n".join(index_sentences(found, of="respondents")))
    if asked.population:
        needed = indices.krejcie_morgan(asked.population)
        print(figures.sample(asked.population, needed))
        print(figures.sampled(responded(now, instrument), asked.population, needed))
    for name, difference, p in changes:
        print(figures.difference(figures.index_name(name), difference, p))
    if readings:
        print()
        print(_("Cara tabel dibaca:"))
        print("\n".join(f"  {file}: {tables.reading(each)}" for file, each in readings))
    return 0


def _read(file: Path, instrument: Instrument, asked: argparse.Namespace, which: str) -> Responses | None:
    """The table; None after every fault of it has been said. `which` is before the names of its options."""
    try:
        found = read_responses(
            file,
            instrument,
            form_order=asked.order == "form",
            respondents=getattr(asked, f"{which}respondent_rows"),
            summaries=getattr(asked, f"{which}summary_rows"),
        )
    except ResponsesError as error:
        for fault in error.faults:
            say(f"{file}: {tables.fault(fault)}")
        if unsure := [str(fault.row) for fault in error.faults if fault.kind == "unsure"]:
            option = which.replace("_", "-")
            settled = {
                "summary": f"--{option}summary-rows {','.join(unsure)}",
                "respondent": f"--{option}respondent-rows {','.join(unsure)}",
            }
            say(_("Jawab dengan %(summary)s bila ringkasan, atau %(respondent)s bila responden.", **settled))
        return None
    for doubt in found.doubts:
        say(f"{file}: {tables.fault(doubt)}")
    return found


def _readings_json(readings: Sequence[tuple[str, Reading]]) -> dict[str, Any]:
    """Only where there is something to tell: a table that could be read in one way alone has no such key."""
    told = [
        {"file": file, "kind": each.kind, "row": each.row, "column": each.column, "found": each.found, "said": tables.reading(each)}
        for file, each in readings
    ]
    return {"readings": told} if told else {}


def _changes(before: Sequence[dict[str, int]], now: Sequence[dict[str, int]], instrument: Instrument) -> Iterator[Change]:
    found = {}
    for index in of_visits((), instrument).indices:
        weights = instrument.item_weights(index)
        found[index] = indices.difference(sums.sums(before, weights), sums.sums(now, weights), weights)
    tested = [index for index, difference in found.items() if difference]
    corrected = dict(zip(tested, indices.holm([d.p for d in found.values() if d]), strict=True))
    yield from ((index, difference, corrected.get(index)) for index, difference in found.items())


def _json(found: Figures, given: Sequence[dict[str, int]], served: int | None, changes: Sequence[Change]) -> dict[str, Any]:
    printed: dict[str, Any] = {
        "instrument": found.instrument.name,
        "respondents": len(given),
        "indices": {index: index_json(figure) for index, figure in found.indices.items()},
        "questions": {code: question_json(figure) for code, figure in found.questions.items() if figure.n or figure.weight},
    }
    if served:
        needed = indices.krejcie_morgan(served)
        answered = responded(given, found.instrument)
        printed |= {"population": served, "sample": needed, "enough": answered >= needed}
        printed["response_rate"] = str(indices.response_rate(answered, served))
    if changes:
        printed["changes"] = {index: _change_json(difference, p) for index, difference, p in changes}
    return printed


def _change_json(found: indices.Difference | None, p: float | None) -> dict[str, str] | None:
    if found is None or p is None:
        return None
    value, low, high = (str(indices.half_up(Fraction(end) * 25, 2)) for end in (found.value, found.low, found.high))
    return {"value": value, "low": low, "high": high, "p": str(indices.half_up(p, 4))}
