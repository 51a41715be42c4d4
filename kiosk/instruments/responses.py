"""Tables of responses that somebody hands in: a line per respondent, a column per question. Read whole, or refused whole."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.instruments.instrument import Instrument

RESPONDENT = "respondent"
DELIMITERS = ",;\t"
# What some spreadsheets write, and hide, above the header: sep=;
SEPARATOR_LINE = re.compile("sep=[,;]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, or doubtful, where: `row` as a spreadsheet numbers it (1 is the header; 0 the whole file), `column` by its header.

    `kind` is one of unreadable, empty, not-text, not-table, missing-column, unknown-column, repeated-column, line-break,
    short, long, bad-cell, repeated-respondent; `found` is what stands there, `first` the row where it stands already.
    """

    kind: str
    row: int = 0
    column: str = ""
    found: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Responses:
    """The answers of each respondent, [{question: score}, …], those without any included; and what deserves a second look."""

    visits: Sequence[dict[str, int]]
    doubts: Sequence[Fault]


class ResponsesError(Exception):
    """A table that cannot be used, with every fault in it, top to bottom."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")


def read_responses(file: Path, instrument: Instrument, *, form_order: bool = False) -> Responses:
    """The table of a file. Raises ResponsesError, with every fault of it.

    UTF-8 (a BOM may precede it; UTF-16 with one), fields separated by comma, semicolon or tab as the header has them, either
    line end. The header has `respondent` and every code of an index of the instrument, in any order and case; the codes of
    its pulses may be there too. An empty cell is no answer; empty lines are passed over. A respondent who is there twice counts twice, as
    a doubt: forms are numbered anew each day, but lines are pasted twice too.
    With `form_order` the codes are numbers of the printed form, whose order may be another one than the regulation's list.
    """
    rows = [(n, [cell.strip() for cell in row]) for n, row in enumerate(_rows(_text(file)), start=1) if any(map(str.strip, row))]
    if not rows:
        raise ResponsesError([Fault("empty")])
    header = rows[0][1]
    while not header[-1]:
        header.pop()  # spreadsheets write delimiters for columns that were once in use
    columns, faults = _columns(header, instrument, form_order, rows[0][0])
    doubts: list[Fault] = []
    seen: dict[str, int] = {}
    visits = []
    for number, cells in rows[1:]:
        faults += _broken(cells, len(header), number)
        answers = {code: cells[place] for code, place in columns.items() if place < len(cells) and cells[place]}
        respondent = answers.pop(RESPONDENT, "")
        if respondent and seen.setdefault(respondent, number) != number:
            doubts.append(Fault("repeated-respondent", number, RESPONDENT, respondent, seen[respondent]))
        bad = {code: text for code, text in answers.items() if text not in map(str, instrument.need(code).scores)}
        faults += [Fault("bad-cell", number, header[columns[code]], text) for code, text in bad.items()]
        visits.append({code: int(text) for code, text in answers.items() if code not in bad})
    if faults:
        raise ResponsesError(faults)
    return Responses(visits, doubts)


def _broken(cells: Sequence[str], wanted: int, number: int) -> list[Fault]:
    """What is wrong with the row as a whole."""
    faults = []
    if any("\n" in cell or "\r" in cell for cell in cells):
        # Two stray quotes would swallow the respondents between them without a trace.
        faults.append(Fault("line-break", number))
    if len(cells) < wanted:
        faults.append(Fault("short", number, found=str(len(cells))))
    elif any(cells[wanted:]):
        faults.append(Fault("long", number, found=str(len(cells))))
    return faults


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise ResponsesError([Fault("unreadable", found=error.strerror or str(error))]) from None
    # "Unicode text" is what spreadsheets call UTF-16; it always begins with one of these marks.
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ResponsesError([Fault("not-text", raw[: error.start].count(b"\n") + 1)]) from None
    if "\0" in text:  # UTF-16 without its mark, or no text at all
        raise ResponsesError([Fault("not-text", text[: text.index("\0")].count("\n") + 1)])
    return text


def _rows(text: str) -> list[list[str]]:
    first, end, rest = text.partition("\n")
    delimiter = max(DELIMITERS, key=first.count)
    if SEPARATOR_LINE.fullmatch(first.strip()):
        delimiter, text = first.strip()[-1], end + rest
    rows: list[list[str]] = []
    try:
        rows.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ResponsesError([Fault("not-table", len(rows) + 1, found=str(error))]) from None
    return rows


def _columns(header: Sequence[str], instrument: Instrument, form_order: bool, row: int) -> tuple[Mapping[str, int], list[Fault]]:
    """{code, or `respondent`: place in the row} of the columns that can be read, and what is wrong with the others."""
    own = [q.code for q in instrument.questions if q.of_index]
    pulses = instrument.codes("pulse")
    called = dict(zip(own, instrument.form_order, strict=True)) if form_order else {code: code for code in own}
    meaning = {RESPONDENT: RESPONDENT} | called | {code: code for code in pulses}
    by_name = {name.casefold(): code for name, code in meaning.items()}
    columns: dict[str, int] = {}
    faults = []
    for place, name in enumerate(header):
        code = by_name.get(name.casefold())
        if code is None:
            faults.append(Fault("unknown-column", row, name, str(place + 1)))
        elif code in columns:
            faults.append(Fault("repeated-column", row, name))
        else:
            columns[code] = place
    faults += [Fault("missing-column", row, name) for name, code in meaning.items() if code not in columns and code not in pulses]
    return columns, faults
