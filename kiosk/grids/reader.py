"""The one way in for every table: bytes, or a file, become a grid. Their first bytes tell a workbook from text; names tell nothing."""

from collections.abc import Callable, Sequence
from pathlib import Path

from kiosk.grids.grid import LIMITS, Fault, Grid, GridError, Limits
from kiosk.grids.text import read_text
from kiosk.grids.workbook import read_workbook

ZIPPED = b"PK\x03\x04"
# OLE, the container of Excel until 2003 and of workbooks with a password.
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"

Names = Callable[[Sequence[str]], int]
"""How many columns that the caller knows these cells name: tells a header, and with it what stands between cells."""


def names_nothing(cells: Sequence[str]) -> int:
    return 0


def read_file(file: Path, names: Names = names_nothing, limits: Limits = LIMITS) -> Grid:
    """The table of a file. Raises GridError."""
    try:
        if file.stat().st_size > limits.bytes:
            raise GridError([Fault("large", found=str(limits.bytes // 1024**2))])
        raw = file.read_bytes()
    except OSError as error:
        raise GridError([Fault("unreadable", found=error.strerror or str(error))]) from None
    return read_grid(raw, names, limits)


def read_grid(raw: bytes, names: Names = names_nothing, limits: Limits = LIMITS) -> Grid:
    """The table that these bytes are: XLSX (its first sheet that is not hidden), or text.

    Text is UTF-8 (a mark may precede it; UTF-16 with one) or else Windows-1252, which is then told as a reading; its cells are separated
    by comma, semicolon or tab, or by what a first line `sep=;` says; its lines end as on any system. Raises GridError.
    """
    if len(raw) > limits.bytes:
        raise GridError([Fault("large", found=str(limits.bytes // 1024**2))])
    if raw.startswith(OLD_WORKBOOK):
        raise GridError([Fault("old-workbook")])
    grid = read_workbook(raw, limits) if raw.startswith(ZIPPED) else read_text(raw, names, limits)
    if not grid.lines:
        raise GridError([Fault("empty")])
    return grid
