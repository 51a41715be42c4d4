"""Text that spreadsheets write: encodings, separators, line ends, and limits."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.grids import Fault, Grid, GridError, Limits, Line, Reading, read_grid

TABLE = "No;Nama\n1;Café\n"
READ = [Line(1, ("No", "Nama")), Line(2, ("1", "Café"))]


def names(cells: object) -> int:
    """How many titles of the table above these cells are."""
    assert isinstance(cells, list)
    return len({"No", "Nama", "U1", "U2"} & set(cells))


def fault(raw: bytes, limits: Limits | None = None) -> Fault:
    with pytest.raises(GridError) as refusal:
        read_grid(raw, names, limits or Limits())
    (found,) = refusal.value.faults
    return found


@pytest.mark.parametrize(
    "raw",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        b"\xfe\xff" + TABLE.encode("utf-16-be"),
        TABLE.replace("\n", "\r").encode(),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(";", "\t").encode(),
        TABLE.replace(";", " , ").encode(),
        ("sep=;\n" + TABLE).encode()[6:],
    ],
)
def test_a_table_is_the_same_however_it_was_saved(raw: bytes) -> None:
    assert read_grid(raw, names).lines == READ


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_separator_line_counts_as_a_row(mark: str, end: str) -> None:
    found = read_grid(f"sep={mark}{end}{TABLE}".replace("\n", end).replace(";", mark).encode(), names)
    assert [line.number for line in found.lines] == [2, 3]
    assert found.delimiter == mark


def test_windows_1252_is_read_and_told() -> None:
    found = read_grid(TABLE.encode("cp1252"), names)
    assert (found.lines, found.readings) == (READ, [Reading("windows-1252", 2)])


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\x00", TABLE.encode("utf-16-le"), b"a\x81", b"a\0"])
def test_what_is_no_text_is_refused(raw: bytes) -> None:
    assert fault(raw).kind == "not-text"


def test_titles_with_commas_do_not_settle_what_separates_cells() -> None:
    raw = b"REKAP, DINAS A, TAHUN 2026\n\nNo;U1;U2\n1;3,0;4,0\n2;3,0;4,0\n"
    assert read_grid(raw, names).lines[1:] == [Line(3, ("No", "U1", "U2")), Line(4, ("1", "3,0", "4,0")), Line(5, ("2", "3,0", "4,0"))]


def test_a_line_without_an_end_is_told() -> None:
    assert [read_grid(raw, names).is_ended for raw in (b"No;U1\n1;2\n", b"No;U1\r1;2\r", b"No;U1\n1;2")] == [True, True, False]


def test_an_open_quote_and_a_huge_cell_are_no_table() -> None:
    assert fault(b'No;U1\n"1;2\n3;4\n') == Fault("not-table", 2, found="unexpected end of data")
    assert fault(b"No;U1\n1;" + b"x" * 200_000).kind == "not-table"


def test_limits_are_held_before_anything_is_kept() -> None:
    assert fault(b"a" * 11, Limits(bytes=10)) == Fault("large", found="0")
    assert fault(b"a\n" * 4, Limits(rows=3)) == Fault("many-rows", 4, found="3")
    assert read_grid(b"a\n\n\n\nb\n", names, Limits(rows=2)).lines == [Line(1, ("a",)), Line(5, ("b",))], "empty rows are none"
    assert fault(b"a;" * 3 + b"b", Limits(columns=3)) == Fault("many-columns", 1, found="3")
    assert len(read_grid(b"a" + b";" * 9, names, Limits(columns=3)).lines) == 1, "nor are empty columns"


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", b" ; \n", b"sep=;\n"])
def test_nothing_is_empty(raw: bytes) -> None:
    assert fault(raw) == Fault("empty")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_grid_or_a_fault(raw: bytes) -> None:
    for before in (b"", b"PK\x03\x04", b"\xff\xfe"):
        with suppress(GridError):
            assert isinstance(read_grid(before + raw, names), Grid)
