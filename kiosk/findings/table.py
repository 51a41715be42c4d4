"""A table of days that somebody hands in: one row a date, a date and hour, or a date and element.

Columns, in any order: `date` (2026-11-02), `total`, `satisfied`, and as they are there `hour` (0 to 23), `served`, or `element`, `n`,
`sum`, `sumsq`. Rows of hours are added up to their day. On a row of an element `total`, `satisfied`, `served` stay empty.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kiosk.findings.days import Counted, Day, Scored
from kiosk.grids import Fault, GridError, Line, read_file

DATE, TOTAL, SATISFIED, HOUR, SERVED = "date", "total", "satisfied", "hour", "served"
ELEMENT, N, SUM, SUMSQ = "element", "n", "sum", "sumsq"
OF_DAYS, OF_ELEMENTS = (TOTAL, SATISFIED), (ELEMENT, N, SUM, SUMSQ)
COLUMNS = (DATE, *OF_DAYS, HOUR, SERVED, *OF_ELEMENTS)
MOST = 1_000_000
"""Of anything, in a row."""
WHOLE, DECIMAL = re.compile("[0-9]{1,9}"), re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")


class _Key(NamedTuple):
    """What a row is of; no two rows are of the same."""

    date: date
    hour: int | None
    element: str


@dataclass(slots=True)
class _Collected:
    """What the rows of a date come to."""

    total: int = 0
    satisfied: int = 0
    served: int | None = None
    whole: int = 0
    """The row of the whole day; 0 if there is none."""
    hours: dict[int, Counted] = field(default_factory=dict)
    elements: dict[str, Scored] = field(default_factory=dict)


def read_days(file: Path) -> list[Day]:
    """The days of a CSV or XLSX file, by date. Raises GridError with every fault, by row and column.

    A day that has elements alone says nothing of how many rated.
    """
    grid = read_file(file, lambda cells: len({*COLUMNS} & {cell.casefold() for cell in cells}))
    return _Reader(grid.lines).days()


class _Reader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self._faults: list[Fault] = []
        self._row = lines[0].number
        self._columns = self._header(lines[0].cells)
        self._lines = lines[1:]
        self._rows: dict[_Key, int] = {}
        self._found: dict[date, _Collected] = {}

    def days(self) -> list[Day]:
        if not self._faults:
            for line in self._lines:
                self._read(line)
        if self._faults:
            raise GridError(self._faults)
        return [
            Day(
                day,
                own.total,
                own.satisfied,
                served=own.served,
                hours=own.hours,
                elements=own.elements,
                counted=bool(own.whole or own.hours),
            )
            for day, own in sorted(self._found.items())
        ]

    def _header(self, cells: Sequence[str]) -> Mapping[str, int]:
        columns: dict[str, int] = {}
        for place, cell in enumerate(cells):
            name = cell.casefold()
            if name in columns:
                self._fault("repeated-column", name)
            elif name in COLUMNS:
                columns[name] = place
            elif name:
                self._fault("unknown-column", cell, str(place + 1))
        wanted = [DATE, *(OF_ELEMENTS if ELEMENT in columns else ()), *(() if ELEMENT in columns and TOTAL not in columns else OF_DAYS)]
        for name in wanted:
            if name not in columns:
                self._fault("missing-column", name)
        return columns

    def _read(self, line: Line) -> None:
        self._row, faults = line.number, len(self._faults)
        cells = {name: line.cells[place] if place < len(line.cells) else "" for name, place in self._columns.items()}
        day = self._date(cells[DATE])
        hour = self._number(cells, HOUR, 23) if cells.get(HOUR) else None
        element = cells.get(ELEMENT, "")
        if len(self._faults) > faults or day is None:
            return
        key = _Key(day, hour, element)
        first = self._rows.setdefault(key, line.number)
        if first != line.number:
            self._fault("day-twice", DATE, cells[DATE], first)
            return
        own = self._found.setdefault(day, _Collected())
        if element:
            self._read_element(cells, own, element)
        else:
            self._read_counts(cells, own, hour)

    def _read_counts(self, cells: Mapping[str, str], own: _Collected, hour: int | None) -> None:
        for name in (N, SUM, SUMSQ):
            if cells.get(name):
                self._fault("no-element", name, cells[name])
        total, satisfied = self._number(cells, TOTAL), self._number(cells, SATISFIED)
        served = self._number(cells, SERVED) if cells.get(SERVED) else None
        if total is None or satisfied is None:
            return
        if satisfied > total:
            self._fault("more-satisfied", SATISFIED, cells[SATISFIED], total)
            return
        if hour is None:
            own.whole = self._row
        else:
            own.hours[hour] = Counted(total, satisfied)
        if own.whole and own.hours:
            self._fault("day-and-hours", HOUR, cells.get(HOUR, ""), own.whole)
        own.total += total
        own.satisfied += satisfied
        if served is not None:
            own.served = served + (own.served or 0)

    def _read_element(self, cells: Mapping[str, str], own: _Collected, element: str) -> None:
        for name in (TOTAL, SATISFIED, SERVED, HOUR):
            if cells.get(name):
                self._fault("of-element", name, cells[name])
        n, total, squares = self._number(cells, N), self._decimal(cells, SUM), self._decimal(cells, SUMSQ)
        if n is None or total is None or squares is None:
            return
        # n·Σx² ≥ (Σx)² for any numbers (Cauchy–Schwarz); decimals may differ in their last digit.
        if (n == 0 and (total or squares)) or n * squares < total**2 * (1 - 1e-9):
            self._fault("no-such-sums", SUMSQ, cells[SUMSQ])
            return
        if n:
            own.elements[element] = Scored(n, total, squares)

    def _date(self, text: str) -> date | None:
        try:
            return date.fromisoformat(text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else "")
        except ValueError:
            self._fault("bad-date", DATE, text)
            return None

    def _number(self, cells: Mapping[str, str], name: str, most: int = MOST) -> int | None:
        text = cells.get(name, "")
        if WHOLE.fullmatch(text) and int(text) <= most:
            return int(text)
        self._fault("bad-number", name, text)
        return None

    def _decimal(self, cells: Mapping[str, str], name: str) -> float | None:
        text = cells.get(name, "")
        if DECIMAL.fullmatch(text):
            return float(text)
        self._fault("bad-number", name, text)
        return None

    def _fault(self, kind: str, column: str, found: str = "", first: int = 0) -> None:
        self._faults.append(Fault(kind, self._row, column, found, first))
