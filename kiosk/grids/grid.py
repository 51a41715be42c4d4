"""What a table is once it has been read: lines of text cells, how it was read, or what is wrong with it. And how large it may be."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a table may be. What is larger is refused before it fills the memory."""

    bytes: int = 64 * 1024 * 1024
    rows: int = 1_000_000
    """Rows that hold anything."""
    columns: int = 300
    unzipped: int = 64 * 1024 * 1024
    """Bytes of a workbook's parts together, as its own table of contents tells; no part is ever unzipped beyond what that says."""


LIMITS = Limits()
"""For a table that somebody has on her own machine. A million rows is what a spreadsheet holds."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """Something to be said of a table: `row` as a spreadsheet numbers it (1 is the first; 0 the whole file), `column` by its header;
    `found` is what stands there, `first` another row, or a number, that belongs to it.
    """

    kind: str
    row: int = 0
    column: str = ""
    found: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Fault(_Remark):
    """What is wrong, or doubtful. `kind` is a key of `kiosk.words.tables.FAULTS`."""


@dataclass(frozen=True, slots=True)
class Reading(_Remark):
    """How something was read that could be read otherwise. `kind` is a key of `kiosk.words.tables.READINGS`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds anything: its number as a spreadsheet counts (1 is the first), and its cells without blanks around them."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole table. `delimiter` is what stands between its cells, empty for a workbook.

    `is_ended`: whether its last line has its end; one without may have been cut off.
    """

    lines: Sequence[Line]
    readings: Sequence[Reading] = ()
    delimiter: str = ""
    is_ended: bool = True


class GridError(Exception):
    """A table that cannot be used, with every fault in it, top to bottom."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(f"{len(self.faults)} faults")
