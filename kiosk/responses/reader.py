"""Tables of responses as offices have them: a line per respondent, a column per question. Read whole, with all that was read in one way
and not in another told as readings; or refused whole, with every fault.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kiosk.grids import Fault, Grid, GridError, Line, Reading, read_file, read_grid
from kiosk.grids.grid import LIMITS, Limits
from kiosk.instruments.instrument import Instrument
from kiosk.responses import dates
from kiosk.responses.answers import UNANSWERED, WITH_DECIMALS, Columns, Means
from kiosk.responses.headers import DAY, RESPONDENT, Codes, Header, find_header, is_number, repeats
from kiosk.responses.summaries import Kind, Row, sort_rows

ResponsesError = GridError


class Respondent(NamedTuple):
    """Who answered in a line: its number, {question: score}, and the day (None where no days were asked for)."""

    row: int
    answers: dict[str, int]
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """On which days the respondents answered. `otherwise`: where the table has no day; None: it must have one everywhere.

    `order` is one of kiosk.responses.dates.ORDERS, or "" where the column itself must tell; `latest` the last day that can be.
    """

    latest: date
    otherwise: date | None = None
    order: str = ""


@dataclass(frozen=True, slots=True)
class Responses:
    """The respondents, those without any answer included; what deserves a second look; how the table was read, where it could be read
    otherwise; and the lines that are no respondents, each with why (its kind is a key of the readings).
    """

    respondents: Sequence[Respondent]
    doubts: Sequence[Fault]
    readings: Sequence[Reading] = ()
    passed_over: Sequence[Reading] = ()

    @property
    def visits(self) -> list[dict[str, int]]:
        """The answers alone, [{question: score}, …]."""
        return [each.answers for each in self.respondents]


def read_responses(
    table: Path | bytes,
    instrument: Instrument,
    *,
    form_order: bool = False,
    respondents: Collection[int] = (),
    summaries: Collection[int] = (),
    skipped: Collection[int] = (),
    days: Days | None = None,
    limits: Limits = LIMITS,
) -> Responses:
    """The table of a file, or of its bytes, CSV or XLSX (kiosk.grids). Raises ResponsesError, with every fault of it.

    The header names every question of an index of the instrument, in any order, by its code (U1, u1 Persyaratan) or in words (Persyaratan;
    the question itself); a column that tells respondents apart (respondent, No, NO. RESPONDEN), one of days, the codes of its pulses and
    other columns may be there. Titles may stand above it, and a second row of names. What the cells say: kiosk.responses.answers. An
    empty cell, or a dash, is no answer; empty lines are passed over. A respondent who is there twice counts twice, as a doubt: forms are
    numbered anew each day, but lines are pasted twice too.

    Sums and means are no respondents (kiosk.responses.summaries); a line that might be one, and cannot be told, is a fault, and the
    numbers of `respondents` and `summaries` settle it. Lines `skipped` are left out, whatever stands in them.
    With `form_order` the codes are numbers of the printed form, whose order may be another one than the regulation's list. Days are read
    where they are asked for.
    """
    codes = Codes(instrument, form_order)

    def names(cells: Sequence[str]) -> int:
        return codes.count_words(cells) + any(map(is_number, cells))

    grid = read_file(table, names, limits) if isinstance(table, Path) else read_grid(table, names, limits)
    header = find_header(grid.lines, codes, Columns(instrument, codes.meaning.values()).may_be)
    read = _Table(grid, header, instrument, frozenset(skipped))
    rows = sort_rows(read.rows, frozenset(respondents), frozenset(summaries))
    there = {line.number for line in grid.lines[header.below :]}
    unknown = [Fault("no-such-row", number) for number in sorted({*respondents, *summaries, *skipped} - there)]
    both = [Fault("said-twice", number) for number in sorted({*respondents} & {*summaries})]
    answers = [row for row in rows if row.kind is Kind.RESPONDENT]
    dated = read.days(answers, days) if days else {}
    wrong = [each for each in dated.values() if isinstance(each, Fault)]
    faults = [*unknown, *both, *header.faults, *read.unnamed(rows), *sorted([*read.faults(rows), *wrong], key=lambda each: each.row)]
    if rows and not answers and not faults:
        faults.append(Fault("no-respondent", header.row))
    if faults:
        raise GridError(faults)
    found = [Respondent(row.number, _answers(row), _day(dated.get(row.number))) for row in answers]
    passed_over = [*(Reading("left-out", number) for number in sorted(there & {*skipped})), *read.no_respondents(rows)]
    passed_over.sort(key=lambda each: each.row)
    readings = [*grid.readings, *header.readings, *passed_over, *read.readings(rows)]
    return Responses(found, read.doubts(answers), readings, passed_over)


def _answers(row: Row) -> dict[str, int]:
    return {code: score for code, score in row.scores.items() if isinstance(score, int)}


def _day(found: date | Fault | None) -> date | None:
    return found if isinstance(found, date) else None


class _Table:
    """The lines below a header, but for those `skipped`."""

    def __init__(self, grid: Grid, header: Header, instrument: Instrument, skipped: frozenset[int]) -> None:
        self.grid, self.header = grid, header
        below = [(line, grid.lines[header.below + place - 1].number) for place, line in enumerate(grid.lines[header.below :])]
        self.lines = [line for line, _before in below if line.number not in skipped]
        self.number = header.columns.get(RESPONDENT, -1)
        self.columns = Columns(instrument, header.questions)
        answers = [self._answers(line) for line in self.lines]
        self.columns.look_at({code: [each[code] for each in answers if code in each] for code in header.questions})
        self.rows = [self._row(line, line.number > before + 1) for line, before in below if line.number not in skipped]

    def _row(self, line: Line, follows_gap: bool) -> Row:
        asked = self.header.questions
        first = min(asked.values(), default=0)
        cells = [(place, " ".join(cell.split())) for place, cell in enumerate(line.cells) if cell]
        return Row(
            line.number,
            dict(cells).get(self.number, ""),
            tuple(text for place, text in cells if place < first and place != self.number),
            tuple(text for place, text in cells if place > first and place not in asked.values() and place != self.number),
            {code: self.columns.score(code, text) for code, text in self._answers(line).items()},
            follows_gap,
            Kind.AGAIN if repeats(line, self.header) else Kind.RESPONDENT,
        )

    def _answers(self, line: Line) -> dict[str, str]:
        """{question: cell} of the cells that hold an answer."""
        cells = {code: line.cells[place] for code, place in self.header.questions.items() if place < len(line.cells)}
        return {code: text for code, text in cells.items() if text and text not in UNANSWERED}

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

    def days(self, answers: Sequence[Row], asked: Days) -> dict[int, date | Fault]:
        """{number of a respondent's row: her day, or what is wrong with it}; 0 is the column as a whole."""
        place = self.header.columns.get(DAY, -1)
        if place < 0:
            return dict.fromkeys((row.number for row in answers), asked.otherwise) if asked.otherwise else {0: self._no_day_column()}
        title = self.header.titles[place]
        lines = {line.number: line.cells[place] if place < len(line.cells) else "" for line in self.lines}
        cells = {row.number: lines[row.number] for row in answers}
        order = asked.order or dates.order_of(cells.values())
        unclear = next((number for number, text in cells.items() if dates.needs_order(text)), 0)
        if not order and unclear:
            return {0: Fault("day-order", unclear, title, cells[unclear])}
        return {number: _day_in(text, number, title, order, asked) for number, text in cells.items()}

    def _no_day_column(self) -> Fault:
        return Fault("no-day-column", self.header.row)

    def no_respondents(self, rows: Sequence[Row]) -> list[Reading]:
        """The lines that are none, and why."""
        kinds = {Kind.SUMMARY: "summary", Kind.NOTE: "note", Kind.AGAIN: "header-again"}
        return [Reading(kinds[row.kind], row.number, found=row.called) for row in rows if row.kind in kinds]

    def readings(self, rows: Sequence[Row]) -> list[Reading]:
        """How rows and cells of respondents were read."""
        forgiven = self._forgiven(rows) if self.grid.delimiter else ()
        lines = {line.number: line for line in self.lines}
        found = [Reading("short", number, found=str(len(lines[number].cells))) for number in sorted(forgiven)]
        given = [
            Cell(row.number, text, row.scores.get(code), self.columns.kinds[code])
            for row in rows
            if row.kind is Kind.RESPONDENT
            for code, text in self._cells(lines[row.number]).items()
        ]
        dashes = [each for each in given if each.text in UNANSWERED]
        decimals = [each for each in given if WITH_DECIMALS.fullmatch(each.text)]
        for kind, some in (("dash", dashes), ("decimals", decimals)):
            found += [Reading(kind, some[0].row, found=some[0].text, first=len(some))] if some else []
        for means in (Means.WORDS, Means.LETTERS):
            some = [each for each in given if each.means is means and isinstance(each.score, int)]
            found += [Reading(means.value, some[0].row, found=_listed(some), first=len(some))] if some else []
        return found

    def _cells(self, line: Line) -> dict[str, str]:
        """{question: cell} of all its cells that are not empty."""
        return {code: line.cells[place] for code, place in self.header.questions.items() if place < len(line.cells) and line.cells[place]}


class Cell(NamedTuple):
    """A respondent's cell below a question, and what it was read as; `score` None: as no answer."""

    row: int
    text: str
    score: int | str | None
    means: Means


def _listed(cells: Sequence[Cell]) -> str:
    """What each text was read as, the lowest first: puas = 3, Sangat puas = 4; one of those that differ in large letters alone."""
    found = {(each.score, each.text.casefold()): each.text for each in cells}
    return ", ".join(f"{text[:40]} = {score}" for (score, _), text in sorted(found.items(), key=str))


def _day_in(text: str, row: int, title: str, order: str, asked: Days) -> date | Fault:
    if not text:
        return asked.otherwise or Fault("no-day", row, title)
    found = dates.day_of(text, order)
    if found is None or found < dates.EARLIEST:
        return Fault("bad-date", row, title, text)
    return Fault("late-day", row, title, text) if found > asked.latest else found
