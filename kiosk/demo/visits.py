"""Tables of visits and of those served, to be played to the product: one answer a row, one day a row."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from kiosk.grids import Fault, Grid, GridError, read_file
from kiosk.instruments import Instrument
from kiosk.ledger import Channel
from kiosk.places.served import MOST

ZONE = "Asia/Jakarta"
"""Of all units; a moment without an offset is one of theirs."""
CODE = re.compile("[a-z0-9]([a-z0-9-]{0,18}[a-z0-9])?")
"""Units and counters: what their codes in the register may be, and short enough to be joined."""
VISITS = ("unit", "counter", "channel", "visit", "given_at", "question", "score")
SERVED = ("unit", "date", "served")

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Tap:
    """A row: one answer. `given_at` has an offset."""

    unit: str
    counter: str
    channel: Channel
    visit: str
    given_at: datetime
    question: str
    score: int


def read_visits(file: Path, instrument: Instrument, until: datetime) -> list[Tap]:
    """The taps of a table, in order of time. Raises GridError with every fault: a moment after `until` is one, and so is no row."""
    taps = _rows(file, VISITS, lambda cells: _tap(cells, instrument, until))
    if not taps:
        raise GridError([Fault("empty")])
    return sorted(taps, key=lambda tap: (tap.given_at, tap.visit, tap.question))


def read_served(file: Path) -> dict[tuple[str, date], int]:
    """{(unit, day): how many it served}; of a day that is there twice, the last. Raises GridError with every fault."""
    return dict(_rows(file, SERVED, _served))


class _Cells:
    """A line by the names of its columns. What cannot be parsed is a fault, and nothing comes of the line."""

    def __init__(self, number: int, cells: Mapping[str, str], faults: list[Fault]) -> None:
        self._number, self._cells, self._faults = number, cells, faults

    def get(self, column: str, parse: Callable[[str], Read]) -> Read:
        """Raises ValueError after the fault has been noted."""
        try:
            return parse(self._cells[column])
        except ValueError:
            self._faults.append(Fault("bad-value", self._number, column, self._cells[column]))
            raise


def _rows(file: Path, columns: Sequence[str], read: Callable[[_Cells], Read]) -> list[Read]:
    grid = read_file(file, lambda cells: len({*columns} & {cell.casefold() for cell in cells}))
    places, faults = _places(grid, columns), list[Fault]()
    found = []
    for line in grid.lines[1:]:
        cells = {name: line.cells[place] if place < len(line.cells) else "" for name, place in places.items()}
        try:
            found.append(read(_Cells(line.number, cells, faults)))
        except ValueError:
            continue
    if faults:
        raise GridError(faults)
    return found


def _places(grid: Grid, columns: Sequence[str]) -> Mapping[str, int]:
    """{column: its place}; columns that are none of ours are passed over."""
    header = [cell.casefold() for cell in grid.lines[0].cells]
    row = grid.lines[0].number
    faults = [Fault("missing-column", row, name) for name in columns if name not in header]
    faults += [Fault("repeated-column", row, name) for name in columns if header.count(name) > 1]
    if faults:
        raise GridError(faults)
    return {name: header.index(name) for name in columns}


def _tap(cells: _Cells, instrument: Instrument, until: datetime) -> Tap:
    question = cells.get("question", lambda text: _question(text, instrument))
    return Tap(
        unit=cells.get("unit", _code),
        counter=cells.get("counter", _code),
        channel=cells.get("channel", Channel),
        visit=cells.get("visit", _some),
        given_at=cells.get("given_at", lambda text: _moment(text, until)),
        question=question,
        score=cells.get("score", lambda text: _score(text, instrument, question)),
    )


def _served(cells: _Cells) -> tuple[tuple[str, date], int]:
    return (cells.get("unit", _code), cells.get("date", date.fromisoformat)), cells.get("served", _count)


def _code(text: str) -> str:
    if not CODE.fullmatch(text):
        raise ValueError(text)
    return text


def _some(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


def _moment(text: str, until: datetime) -> datetime:
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(ZONE))
    if moment > until:
        raise ValueError(text)
    return moment


def _question(text: str, instrument: Instrument) -> str:
    if instrument.question(text) is None:
        raise ValueError(text)
    return text


def _score(text: str, instrument: Instrument, question: str) -> int:
    if int(text) not in instrument.need(question).scores:
        raise ValueError(text)
    return int(text)


def _count(text: str) -> int:
    if not 0 <= int(text) <= MOST:
        raise ValueError(text)
    return int(text)
