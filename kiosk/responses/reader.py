"""Tables of responses as offices have them: a line per respondent, a column per question. Read whole, with all that was read in one way
and not in another told as readings; or refused whole, with every fault.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.grids import Fault, Grid, GridError, Line, Reading, read_file
from kiosk.instruments.instrument import Instrument
from kiosk.responses.headers import RESPONDENT, Codes, Header, find_header, is_number, repeats
from kiosk.responses.summaries import Kind, Row, sort_rows

# A spreadsheet that shows decimals. No more than two: in Indonesian, 3.000 is three thousand.
WITH_DECIMALS = re.compile("([0-9])[.,]0{1,2}")
UNANSWERED = ("-", "–", "—")

ResponsesError = GridError


@dataclass(frozen=True, slots=True)
class Responses:
    """The answers of each respondent, [{question: score}, …], those without any included; what deserves a second look; and how the table
    was read, where it could be read otherwise.
    """

    visits: Sequence[dict[str, int]]
    doubts: Sequence[Fault]
    readings: Sequence[Reading] = ()


def read_responses(
    file: Path,
    instrument: Instrument,
    *,
    form_order: bool = False,
    respondents: Collection[int] = (),
    summaries: Collection[int] = (),
) -> Responses:
    """The table of a file, CSV or XLSX (kiosk.grids). Raises ResponsesError, with every fault of it.

    The header names every code of an index of the instrument (U1, u1 Persyaratan), in any order; a column that tells respondents apart
    (respondent, No, NO. RESPONDEN), the codes of its pulses and other columns may be there. Titles may stand above it, and a second row
    of names. An empty cell, or a dash, is no answer; empty lines are passed over. A respondent who is there twice counts twice, as
    a doubt: forms are numbered anew each day, but lines are pasted twice too.

    Sums and means are no respondents (kiosk.responses.summaries); a line that might be one, and cannot be told, is a fault, and the
    numbers of `respondents` and `summaries` settle it.
    With `form_order` the codes are numbers of the printed form, whose order may be another one than the regulation's list.
    """
    codes = Codes(instrument, form_order)
    grid = read_file(file, lambda cells: codes.count(cells) + any(map(is_number, cells)))
    header = find_header(grid.lines, codes)
    table = _Table(grid, header, instrument)
    rows = sort_rows(table.rows, frozenset(respondents), frozenset(summaries))
    lines = {row.number: line for row, line in zip(rows, table.lines, strict=True)}
    unknown = [Fault("no-such-row", number) for number in sorted({*respondents, *summaries} - lines.keys())]
    both = [Fault("said-twice", number) for number in sorted({*respondents} & {*summaries})]
    faults = [*unknown, *both, *header.faults, *table.unnamed(rows), *table.faults(rows)]
    answers = [row for row in rows if row.kind is Kind.RESPONDENT]
    if rows and not answers and not faults:
        faults.append(Fault("no-respondent", header.row))
    if faults:
        raise GridError(faults)
    visits = [{code: score for code, score in row.scores.items() if isinstance(score, int)} for row in answers]
    return Responses(visits, table.doubts(answers), [*grid.readings, *header.readings, *table.readings(rows)])


class _Table:
    """The lines below a header."""

    def __init__(self, grid: Grid, header: Header, instrument: Instrument) -> None:
        self.grid, self.header = grid, header
        self.scores = {code: {str(score): score for score in instrument.need(code).scores} for code in header.questions}
        self.lines = grid.lines[header.below :]
        self.number = header.columns.get(RESPONDENT, -1)
        numbers = [line.number for line in grid.lines]
        self.rows = [self._row(line, line.number > numbers[header.below + place - 1] + 1) for place, line in enumerate(self.lines)]

    def _row(self, line: Line, follows_gap: bool) -> Row:
        asked = self.header.questions
        first = min(asked.values(), default=0)
        cells = [(place, " ".join(cell.split())) for place, cell in enumerate(line.cells) if cell]
        return Row(
            line.number,
            dict(cells).get(self.number, ""),
            tuple(text for place, text in cells if place < first and place != self.number),
            tuple(text for place, text in cells if place > first and place not in asked.values() and place != self.number),
            {code: self._score(code, text) for code, text in self._answers(line).items()},
            follows_gap,
            Kind.AGAIN if repeats(line, self.header) else Kind.RESPONDENT,
        )

    def _answers(self, line: Line) -> dict[str, str]:
        """{question: cell} of the cells that hold an answer."""
        cells = {code: line.cells[place] for code, place in self.header.questions.items() if place < len(line.cells)}
        return {code: text for code, text in cells.items() if text and text not in UNANSWERED}

    def _score(self, code: str, text: str) -> int | str:
        """The cell's score; the cell itself, if that is none."""
        found = WITH_DECIMALS.fullmatch(text)
        return self.scores[code].get(found[1] if found else text, text)

    def faults(self, rows: Sequence[Row]) -> list[Fault]:
        """What is wrong with the rows, top to bottom."""
        faults = []
        forgiven = self._forgiven(rows)
        for row, line in zip(rows, self.lines, strict=True):
            if row.kind is Kind.UNSURE:
                faults.append(Fault("unsure", row.number, found=row.called))
            elif row.kind is Kind.RESPONDENT:
                faults += self._broken(line, row.number in forgiven)
                bad = {code: cell for code, cell in self._answers(line).items() if isinstance(row.scores[code], str)}
                faults += [Fault("bad-cell", row.number, self.header.titles[self.header.columns[code]], cell) for code, cell in bad.items()]
        return faults

    def _broken(self, line: Line, may_be_short: bool) -> list[Fault]:
        """What is wrong with a respondent's line as a whole."""
        faults = []
        wanted = len(self.header.titles)
        if self.grid.delimiter and any(self._swallows(place, cell) for place, cell in enumerate(line.cells)):
            # Two stray quotes would swallow the respondents between them without a trace.
            faults.append(Fault("line-break", line.number))
        if self.grid.delimiter and len(line.cells) < wanted and not may_be_short:
            faults.append(Fault("short", line.number, found=str(len(line.cells))))
        elif any(line.cells[wanted:]):
            faults.append(Fault("long", line.number, found=str(len(line.cells))))
        return faults

    def _swallows(self, place: int, cell: str) -> bool:
        """Whether a cell has a line's end where it should have none. In a column of words it may; but not with lines of cells in it."""
        if "\n" not in cell and "\r" not in cell:
            return False
        is_read = place in self.header.columns.values() or place >= len(self.header.titles)
        return is_read or any(part.count(self.grid.delimiter) * 2 >= len(self.header.columns) for part in cell.splitlines())

    def _forgiven(self, rows: Sequence[Row]) -> set[int]:
        """Numbers of the last respondents whose lines are short: spreadsheets leave out what is empty there. Not of a table that may have
        been cut off.
        """
        found: set[int] = set()
        if not self.grid.is_ended and rows and rows[-1].kind is Kind.RESPONDENT:
            return found
        for row, line in zip(reversed(rows), reversed(self.lines), strict=True):
            if row.kind is Kind.RESPONDENT:
                if len(line.cells) >= len(self.header.titles):
                    break
                found.add(row.number)
        return found

    def unnamed(self, rows: Sequence[Row]) -> Iterable[Fault]:
        """Columns without a title in which respondents have something: nobody can say what."""
        there = [line for row, line in zip(rows, self.lines, strict=True) if row.kind is Kind.RESPONDENT]
        for place in self.header.unnamed:
            if any(line.cells[place] for line in there if place < len(line.cells)):
                yield Fault("unknown-column", self.header.row, "", str(place + 1))

    def doubts(self, answers: Sequence[Row]) -> list[Fault]:
        seen: dict[str, int] = {}
        title = self.header.titles[self.number] if self.number >= 0 else RESPONDENT
        column = RESPONDENT if title.casefold() == RESPONDENT else title
        twice = [row for row in answers if row.label and seen.setdefault(row.label, row.number) != row.number]
        return [Fault("repeated-respondent", row.number, column, row.label, seen[row.label]) for row in twice]

    def readings(self, rows: Sequence[Row]) -> list[Reading]:
        """How rows and cells were read."""
        kinds = {Kind.SUMMARY: "summary", Kind.NOTE: "note", Kind.AGAIN: "header-again"}
        found = [Reading(kinds[row.kind], row.number, found=row.called) for row in rows if row.kind in kinds]
        forgiven = self._forgiven(rows) if self.grid.delimiter else ()
        cells = {row.number: len(line.cells) for row, line in zip(rows, self.lines, strict=True)}
        found += [Reading("short", number, found=str(cells[number])) for number in sorted(forgiven)]
        for kind, is_so in (("dash", lambda text: text in UNANSWERED), ("decimals", WITH_DECIMALS.fullmatch)):
            places = [
                (row.number, line.cells[place])
                for row, line in zip(rows, self.lines, strict=True)
                if row.kind is Kind.RESPONDENT
                for place in self.header.questions.values()
                if place < len(line.cells) and is_so(line.cells[place])
            ]
            found += [Reading(kind, places[0][0], found=places[0][1], first=len(places))] if places else []
        return found
