"""Tables for spreadsheets: numbers as numbers, nothing that is read as a formula, the same cells in CSV and XLSX."""

import csv
import io
import re
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from kiosk.printing.spreadsheets import Sheet, to_csv, to_xlsx

XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = Sheet(
    "Angka",
    [("Unit", "=HYPERLINK(1)"), ("Hari", date(2026, 11, 19))],
    ["Ukuran", "Nilai", "n"],
    [
        ("IKM", Decimal("81.60"), 514),
        ("@kosong", None, None),
        ("turun", Decimal("-0.10"), 1204),
        ("-5", "+62", 0),
        ("😀 <b>", 'a;b,c\n"d"', 1),
    ],
    "Catatan",
    ["Angka yang sama."],
)


def cells(content: bytes, page: int = 1) -> list[list[str]]:
    """What a spreadsheet shows of a page: read from the file's own XML."""
    with ZipFile(io.BytesIO(content)) as book:
        words = ["".join(item.itertext()) for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))]  # noqa: S314  # our own file
        rows = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{page}.xml")).iter(f"{XML}row")  # noqa: S314
    found = []
    for row in rows:
        assert not list(row.iter(f"{XML}f")), "no formula is ever written"
        values = [(cell.get("t"), cell.findtext(f"{XML}v") or "") for cell in row]
        found.append([words[int(value)] if kind == "s" else value for kind, value in values])
    return found


def test_indonesian_has_semicolons_and_decimal_commas() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(SHEET, "id")), delimiter=";"))
    assert rows[:4] == [["Unit", "'=HYPERLINK(1)"], ["Hari", "2026-11-19"], [], ["Ukuran", "Nilai", "n"]]
    assert rows[4:9] == [
        ["IKM", "81,60", "514"],
        ["'@kosong", "", ""],
        ["turun", "-0,10", "1204"],
        ["'-5", "'+62", "0"],
        ["😀 <b>", 'a;b,c\n"d"', "1"],
    ]
    assert rows[-1] == ["Angka yang sama."]


def test_english_has_commas_and_points() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(SHEET, "en"))))
    assert rows[4] == ["IKM", "81.60", "514"]


def test_a_workbook_has_numbers_words_and_notes() -> None:
    content = to_xlsx(SHEET)
    rows = cells(content)
    assert rows[0] == ["Unit", "=HYPERLINK(1)"]
    assert rows[1][0] == "Hari"
    assert float(rows[1][1]) == (date(2026, 11, 19) - date(1899, 12, 30)).days
    numbers = {row[0]: [float(cell) for cell in row[1:]] for row in rows if row[0] in ("IKM", "turun")}
    assert numbers == {"IKM": [pytest.approx(81.6), 514], "turun": [pytest.approx(-0.1), 1204]}
    assert cells(content, 2) == [["Angka yang sama."]]


@pytest.mark.parametrize("name", ["Angka" * 20, "Figures"])
def test_names_that_a_workbook_cannot_have_are_cut(name: str) -> None:
    with ZipFile(io.BytesIO(to_xlsx(Sheet(name, [], ["a"], [], "Notes", [])))) as book:
        assert re.search(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())[1] == name[:31]  # type: ignore[index]
