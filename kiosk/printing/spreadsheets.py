"""A table for a spreadsheet, as CSV and as XLSX: the same cells in both.

CSV is written as the reader's own spreadsheet reads it: in Indonesian with semicolons and decimal commas, in English with commas and
points (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it. Source: OWASP, CSV injection.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | Decimal | date | None
FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDEST = 60
"""Characters."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What it is about [(name, value)], the table, and the notes that go with it."""

    name: str
    facts: Sequence[tuple[str, Cell]]
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    notes_name: str
    notes: Sequence[str]


def to_csv(sheet: Sheet, language: str) -> str:
    out = io.StringIO()
    comma = language == "id"
    writer = csv.writer(out, delimiter=";" if comma else ",")
    for row in (*sheet.facts, (), sheet.columns, *sheet.rows, (), *((note,) for note in sheet.notes)):
        writer.writerow([_written(cell, comma) for cell in row])
    return out.getvalue()


def _written(cell: Cell, comma: bool) -> str:
    if isinstance(cell, Decimal):
        return str(cell).replace(".", ",") if comma else str(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return "" if cell is None else str(cell)


def to_xlsx(sheet: Sheet) -> bytes:
    """Numbers as numbers, days as days; the notes on a sheet of their own. 20 ms."""
    import xlsxwriter  # 60 ms, and only exporting needs it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        decimals = [book.add_format({"num_format": f"0.{'0' * places}" if places else "0"}) for places in range(5)]
        page = book.add_worksheet(sheet.name[:31])
        height = len(sheet.facts) + 1
        for at, row in enumerate((*sheet.facts, (), sheet.columns, *sheet.rows)):
            for column, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    page.write_number(at, column, float(cell), decimals[min(4, max(0, -int(cell.as_tuple().exponent)))])
                elif isinstance(cell, date):
                    page.write_datetime(at, column, cell, day)
                else:
                    page.write(at, column, cell, bold if at == height or (at < height and column == 0) else None)
        for column in range(len(sheet.columns)):
            words = [str(row[column]) for row in (sheet.columns, *sheet.rows) if column < len(row) and row[column] is not None]
            page.set_column(column, column, min(WIDEST, max(map(len, words), default=8) + 2))
        page.freeze_panes(height + 1, 0)
        page.repeat_rows(height)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        notes = book.add_worksheet(sheet.notes_name[:31])
        notes.set_column(0, 0, 110, book.add_format({"text_wrap": True}))
        for at, note in enumerate(sheet.notes):
            notes.write_string(at, 0, note)
    return out.getvalue()
