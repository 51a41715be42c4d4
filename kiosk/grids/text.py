"""Tables as text: in which encoding, separated by what, and every quote closed."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import islice

from kiosk.grids.grid import Fault, Grid, GridError, Limits, Line, Reading

DELIMITERS = ",;\t"
# What some spreadsheets write, and hide, above the header: sep=;
SEPARATOR_LINE = re.compile("sep=([,;\t])", re.IGNORECASE)
LOOKED_AT = 40
"""Lines in which a header is looked for, to tell what separates cells."""
# No program writes these into a table: what has them is a picture, a PDF, or UTF-16 without its mark.
CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_text(raw: bytes, names: Callable[[Sequence[str]], int], limits: Limits) -> Grid:
    """The table of a text. `names` as in kiosk.grids.reader. Raises GridError."""
    text, readings = _decoded(raw)
    first, end, rest = text.partition("\n") if "\n" in text else text.partition("\r")
    if told := SEPARATOR_LINE.fullmatch(first.strip(" \r")):
        text, delimiter = end + rest, told[1]
    else:
        # That of the first line, unless another one makes a better header: titles above it have commas of their own.
        delimiter = max(sorted(DELIMITERS, key=first.count, reverse=True), key=lambda each: _best(text, each, names))
    lines = _lines(text, delimiter, limits)
    return Grid(lines, readings, delimiter, is_ended=text.endswith(("\n", "\r")))


def _decoded(raw: bytes) -> tuple[str, list[Reading]]:
    # "Unicode text" is what spreadsheets call UTF-16; it always begins with one of these marks.
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    readings = []
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        row = raw[: error.start].count(b"\n") + 1
        if encoding == "utf-16":
            raise GridError([Fault("not-text", row)]) from None
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise GridError([Fault("not-text", row)]) from None
        readings.append(Reading("windows-1252", row))
    # In UTF-8 such a letter is a cell like any other, but for U+0000.
    if strange := re.search("\0", text) or (CONTROL.search(text) if readings else None):
        raise GridError([Fault("not-text", text[: strange.start()].count("\n") + 1)])
    return text, readings


def _best(text: str, delimiter: str, names: Callable[[Sequence[str]], int]) -> int:
    """How many known columns the best of the first lines names, if this separates cells."""
    # As many bytes as hold these lines in any table; the reader does not mind being cut off.
    rows = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    best = 0
    # What csv cannot read is met again, and told, when the table is read.
    with suppress(csv.Error):
        for row in islice(rows, LOOKED_AT):
            best = max(best, names([cell.strip() for cell in row]))
    return best


def _lines(text: str, delimiter: str, limits: Limits) -> list[Line]:
    lines: list[Line] = []
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, row in enumerate(reader, start=1):
            cells = tuple(cell.strip() for cell in row)
            if not any(cells):
                continue
            if len(lines) == limits.rows:
                raise GridError([Fault("many-rows", number, found=str(limits.rows))])
            if len(row) > limits.columns and any(cells[limits.columns :]):
                raise GridError([Fault("many-columns", number, found=str(limits.columns))])
            lines.append(Line(number, cells))
    except csv.Error as error:
        raise GridError([Fault("not-table", number + 1, found=str(error))]) from None
    return lines
