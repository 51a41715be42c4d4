"""XLSX as offices have it, as other programs write it, and as a hostile hand makes it."""

import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from kiosk.grids import Fault, Grid, GridError, Limits, Line, Reading, read_file, read_grid


def book(fill: Callable[[Any], None]) -> bytes:
    """The bytes of a workbook that `fill` has filled."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as made:
        fill(made)
    return file.getvalue()


def sheet(*rows: tuple[object, ...]) -> bytes:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        for n, row in enumerate(rows):
            page.write_row(n, 0, row)

    return book(fill)


def fault(raw: bytes, limits: Limits | None = None) -> Fault:
    with pytest.raises(GridError) as refusal:
        read_grid(raw, limits=limits or Limits())
    (found,) = refusal.value.faults
    return found


def test_cells_are_what_a_csv_would_have() -> None:
    raw = sheet(("No", "U1", "U2"), (1, 3.0, 3.47), (), ("  a  ", True, 0.1 + 0.2), ("001", "", "é"))
    assert read_grid(raw).lines == (
        [Line(1, ("No", "U1", "U2")), Line(2, ("1", "3", "3.47")), Line(4, ("a", "TRUE", "0.3")), Line(5, ("001", "", "é"))]
    )


def test_days_and_times_are_iso() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        for place, (value, form) in enumerate(
            (
                (date(2026, 11, 19), "d/m/yyyy"),
                (datetime.combine(date(2026, 11, 19), time(8, 30)), "d/m/yyyy hh:mm"),
                (time(8, 30), "hh:mm"),
            )
        ):
            page.write_datetime(0, place, value, made.add_format({"num_format": form}))

    assert read_grid(book(fill)).lines == [Line(1, ("2026-11-19", "2026-11-19 08:30:00", "08:30:00"))]


def test_a_merged_cell_has_its_text_in_its_first_place() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        page.merge_range(0, 0, 0, 2, "REKAP")
        page.write_row(1, 0, ("a", "b", "c"))

    assert [line.cells for line in read_grid(book(fill)).lines] == [("REKAP",), ("a", "b", "c")]


def test_the_first_sheet_that_is_not_hidden_is_read_and_the_others_are_told() -> None:
    def fill(made: Any) -> None:
        hidden, shown, other = (made.add_worksheet(name) for name in ("Rumus", "Data", "Grafik"))
        hidden.write(0, 0, "x")
        hidden.hide()
        shown.write(0, 0, "y")
        shown.activate()
        shown.set_first_sheet()
        other.write(0, 0, "z")

    assert read_grid(book(fill)) == Grid([Line(1, ("y",))], [Reading("first-sheet", found="Data", first=2)])


def test_formulas_are_what_came_out_and_refused_where_nobody_calculated() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        page.write_row(0, 0, (3, 4))
        page.write_formula(1, 0, "=AVERAGE(A1:B1)", None, 3.5)

    raw = book(fill)
    assert read_grid(raw).lines[1] == Line(2, ("3.5",))
    never = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(raw)).save(never)  # a program that writes formulas and calculates none
    assert fault(never.getvalue()) == Fault("no-value", 2, "A", "=AVERAGE(A1:B1)")


def test_a_template_with_empty_formulas_is_read() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        page.write_formula(0, 0, "=1+1", None, 2)
        page.write_formula(1, 0, '=IF(B2="","",B2)', None, "")
        page.write(1, 1, "x")

    assert read_grid(book(fill)).lines == [Line(1, ("2",)), Line(2, ("", "x"))]


def test_an_empty_workbook_is_empty() -> None:
    assert fault(sheet()) == Fault("empty")


def bomb(inside: str, size: int) -> bytes:
    """A workbook with a part that unzips to that many bytes."""
    file = io.BytesIO(sheet((1,)))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(inside, bytes(size))
    return file.getvalue()


@pytest.mark.parametrize(("inside", "size"), [("xl/worksheets/sheet2.xml", 65), ("xl/sharedStrings2.xml", 65), ("xl/comments.xml", 3)])
def test_a_bomb_is_refused_before_it_is_unzipped(inside: str, size: int) -> None:
    raw = bomb(inside, size * 1024**2)
    assert len(raw) < 200_000
    tracemalloc.start()
    try:
        assert fault(raw).kind == "large"
        assert tracemalloc.get_traced_memory()[1] < 4 * 1024**2
    finally:
        tracemalloc.stop()


def test_a_table_of_contents_that_lies_gets_no_further() -> None:
    raw = bytearray(bomb("xl/worksheets/sheet2.xml", 1024**2).replace(b"xl/worksheets/sheet1.xml", b"xl/worksheets/sheet0.xml"))
    raw = raw.replace(b"xl/worksheets/sheet2.xml", b"xl/worksheets/sheet1.xml")
    size = (1024**2).to_bytes(4, "little")
    assert raw.count(size) >= 1
    assert fault(bytes(raw.replace(size, (100).to_bytes(4, "little")))).kind == "not-workbook"


@pytest.mark.long
def test_two_cells_at_the_far_corners_are_refused_row_by_row() -> None:
    def fill(made: Any) -> None:
        page = made.add_worksheet()
        page.write(0, 0, "a")
        page.write(1_048_575, 16_383, "z")

    raw = book(fill)
    tracemalloc.start()
    try:
        assert fault(raw) == Fault("many-columns", 1_048_576, found="300")
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 32 * 1024**2


def test_rows_have_their_limit() -> None:
    assert fault(sheet(("a",), ("b",), ("c",)), Limits(rows=2)) == Fault("many-rows", 3, found="2")


@pytest.mark.parametrize("raw", [b"PK\x03\x04", b"PK\x03\x04" + b"x" * 100, sheet((1,))[:-40], sheet((1,))[:200]])
def test_half_a_workbook_is_none(raw: bytes) -> None:
    assert fault(raw).kind == "not-workbook"


def test_another_zip_is_no_workbook_and_an_old_one_is_told() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("content.xml", "<x/>")
    assert fault(file.getvalue()) == Fault("not-workbook", found="xl/workbook.xml")
    assert fault(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == Fault("old-workbook")


def test_a_sheet_that_expands_itself_is_refused() -> None:
    """Billion laughs: entities of entities. The parser counts what they become."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        '<c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet((1,)))) as old, zipfile.ZipFile(file, "w") as made:
        for part in old.infolist():
            made.writestr(part.filename, xml if part.filename == "xl/worksheets/sheet1.xml" else old.read(part))
    assert fault(file.getvalue()).kind == "not-workbook"


def test_a_file_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(sheet(("No",), (1,)))
    assert read_file(file).lines == [Line(1, ("No",)), Line(2, ("1",))]
    with pytest.raises(GridError) as refusal:
        read_file(file, limits=Limits(bytes=100))
    assert refusal.value.faults[0].kind == "large"
