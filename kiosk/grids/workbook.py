"""Tables as XLSX: the first sheet that can be seen, each cell as the text that a CSV of it would have.

A workbook is a zip of XML. A hostile hand makes a few kilobytes of it that unzip to gigabytes, or two cells at the far corners of a sheet.
So its table of contents is held against limits before anything is unzipped (zipfile reads no more of a part than that says), and rows are
streamed. Source of the parts' names: ECMA-376, part 1, 18.3 (sheets), 18.4 (shared strings).
"""

import io
import warnings
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from kiosk.grids.grid import Fault, Grid, GridError, Limits, Line, Reading

PARTS = 2_000
LARGEST_SETTING = 2 * 1024 * 1024
"""Bytes of a part that is neither a sheet nor its texts, e.g. styles: it becomes objects, many times its size."""
STREAMED = ("xl/worksheets/", "xl/sharedStrings")
UNREAD = ("xl/media/", "xl/drawings/", "xl/embeddings/", "xl/printerSettings/", "xl/charts/", "docProps/thumbnail")
LONGEST_CELL = 32_767
"""Letters that a cell of a spreadsheet holds."""


def read_workbook(raw: bytes, limits: Limits) -> Grid:
    """Its first visible sheet. Raises GridError."""
    _check_contents(raw, limits)
    try:
        # openpyxl warns of what it leaves out (pictures, rules for typing), which no table needs.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(raw, limits)
    except GridError:
        raise
    except Exception as error:
        # A broken file makes it raise whatever the broken place happens to raise.
        raise GridError([Fault("not-workbook", found=type(error).__name__)]) from None


def _check_contents(raw: bytes, limits: Limits) -> None:
    """Refuse what would unzip to too much, and what is another kind of zip."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(raw)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise GridError([Fault("not-workbook", found=type(error).__name__)]) from None
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise GridError([Fault("not-workbook", found="xl/workbook.xml")])
    read = [part for part in parts if not part.filename.startswith(UNREAD)]
    settings = [part for part in read if not part.filename.startswith(STREAMED)]
    if (
        len(parts) > PARTS
        or sum(part.file_size for part in read) > limits.unzipped
        or sum(part.file_size for part in settings) > LARGEST_SETTING
    ):
        raise GridError([Fault("large", found=str(limits.unzipped // 1024**2))])


def _open(raw: bytes, *, formulas: bool) -> Any:
    """The book, its cells with their formulas or with what came out of them."""
    import openpyxl  # 220 ms, and only a workbook needs it

    return openpyxl.load_workbook(io.BytesIO(raw), read_only=True, data_only=not formulas, keep_links=False)


def _read(raw: bytes, limits: Limits) -> Grid:
    book = _open(raw, formulas=False)
    try:
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        if not sheets:
            raise GridError([Fault("empty")])
        # What a sheet says of its own size is not believed.
        sheets[0].reset_dimensions()
        lines = _lines(sheets[0].iter_rows(values_only=True), limits)
        readings = [Reading("first-sheet", found=sheets[0].title, first=len(book.worksheets) - 1)] if len(book.worksheets) > 1 else []
    finally:
        book.close()
    if unknown := _without_value(raw, lines, limits):
        raise GridError(unknown)
    return Grid(lines, readings)


def _lines(rows: Iterable[tuple[Any, ...]], limits: Limits) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, start=1):
        if len(row) > limits.columns and any(cell is not None for cell in row[limits.columns :]):
            raise GridError([Fault("many-columns", number, found=str(limits.columns))])
        cells = tuple("" if cell is None else _text(cell) for cell in row[: limits.columns])
        if not any(cells):
            continue
        if len(lines) == limits.rows:
            raise GridError([Fault("many-rows", number, found=str(limits.rows))])
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise GridError([Fault("long-cell", number, found=str(LONGEST_CELL))])
        lines.append(Line(number, cells))
    return lines


def _without_value(raw: bytes, lines: list[Line], limits: Limits) -> list[Fault]:
    """A fault for the first formula, if nobody has calculated any: their cells look empty, and would be read as no answers.

    Programs that calculate keep what comes out beside each formula; where that is an empty text, others have values.
    """
    book = _open(raw, formulas=True)
    found: list[Fault] = []
    try:
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        sheet.reset_dimensions()
        values = {line.number: line.cells for line in lines}
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            known = values.get(number, ())
            for place, cell in enumerate(row[: limits.columns]):
                if isinstance(cell, str) and cell.startswith("="):
                    if place < len(known) and known[place]:
                        return []
                    found = found or [Fault("no-value", number, column=_letters(place), found=cell)]
    finally:
        book.close()
    return found


def _letters(place: int) -> str:
    """What a spreadsheet calls a column: 0 → A, 26 → AA."""
    rest, letter = divmod(place, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + letter)


def _text(cell: object) -> str:
    """A cell as text: whole numbers without a point, days and times as ISO 8601 has them."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        # As a spreadsheet shows it: 3.4700000000000002 is 3.47 to everybody who looks at it.
        return format(cell, ".15g")
    if isinstance(cell, datetime):
        return cell.isoformat(" ") if cell.time() != time() else cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
