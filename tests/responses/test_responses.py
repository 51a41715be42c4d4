"""Tables of responses as spreadsheets write them: read whole, or refused whole with every fault, by row and column."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.instruments import Instrument, load_all
from kiosk.responses import Fault, Reading, ResponsesError
from kiosk.responses import read_responses as read

SKM = load_all().current("skm-2017")
ZI = load_all().current("spkp-spak-2021")
CODES = [f"U{n}" for n in range(1, 10)]
HEADER = ",".join(["respondent", *CODES])
Table = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """table("1,4,…", …) → a file with that header and these rows; table(raw=b"…") has just these bytes."""

    def write(*rows: str, header: str = HEADER, raw: bytes | None = None) -> Path:
        file = tmp_path / "table.csv"
        file.write_bytes("\n".join([header, *rows, ""]).encode() if raw is None else raw)
        return file

    return write


def row(name: object, *scores: object) -> str:
    """A row of nine, the last score repeated."""
    return ",".join(map(str, [name, *scores, *[scores[-1]] * (9 - len(scores))]))


def visits(file: Path, instrument: Instrument, **more: bool) -> list[dict[str, int]]:
    return list(read(file, instrument, **more).visits)


def faults(file: Path, instrument: Instrument = SKM, **more: bool) -> list[Fault]:
    with pytest.raises(ResponsesError) as refusal:
        read(file, instrument, **more)
    return list(refusal.value.faults)


FOURS = dict.fromkeys(CODES, 4)
TWO = f"{HEADER}\n{row('a', 4)}\n{row('b', 1, 4)}\n"
TWO_READ = [FOURS, FOURS | {"U1": 1}]


# ── what is read ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "raw",
    [
        TWO.encode(),
        TWO.replace(",", ";").encode(),  # spreadsheets where the comma is the decimal mark
        TWO.replace(",", "\t").encode(),
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        TWO.encode("utf-8-sig"),
        TWO.encode("utf-16"),
        b"\xfe\xff" + TWO.replace(",", "\t").replace("\n", "\r\n").encode("utf-16-be"),
        TWO.rstrip("\n").encode(),
        TWO.replace("\n", "\n\n").encode(),  # blank lines
        TWO.replace("\n", "\n,,,,,,,,,\n").encode(),  # rows that were emptied
        TWO.replace("\n", ",,,\n").encode(),  # columns that were once in use
        TWO.replace("respondent", "Respondent").replace("U", "u").encode(),
        TWO.replace(",", " , ").encode(),
        "\n".join(",".join(f'"{cell}"' for cell in line.split(",")) for line in TWO.splitlines()).encode(),
        TWO.replace("a,", '"a, b",').encode(),
    ],
    ids="comma semicolon tab crlf cr bom utf-16 utf-16-be unended blank emptied trailing case spaces quoted comma-in-cell".split(),
)
def test_what_spreadsheets_write_is_read_alike(table: Table, raw: bytes) -> None:
    assert visits(table(raw=raw), SKM) == TWO_READ


@settings(deadline=None)  # it writes files
@given(st.permutations(["respondent", *CODES]))
def test_columns_may_stand_in_any_order(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    file = tmp_path_factory.getbasetemp() / "order.csv"
    scores = {"respondent": "x"} | {code: str(n % 4 + 1) for n, code in enumerate(CODES)}
    file.write_text(",".join(names) + "\n" + ",".join(scores[name] for name in names), encoding="utf-8")
    assert visits(file, SKM) == [{code: n % 4 + 1 for n, code in enumerate(CODES)}]


def test_an_empty_cell_is_no_answer_and_who_answered_nothing_is_still_a_respondent(table: Table) -> None:
    found = visits(table("a,4,,3, ,,,,,", "b,,,,,,,,,", ",1,1,1,1,1,1,1,1,1", ",1,1,1,1,1,1,1,1,1"), SKM)
    assert found == [{"U1": 4, "U3": 3}, {}, dict.fromkeys(CODES, 1), dict.fromkeys(CODES, 1)]


def test_a_header_alone_is_a_table_of_nobody(table: Table) -> None:
    assert visits(table(), SKM) == []


def test_the_printed_forms_order_is_another_one(table: Table) -> None:
    # On the printed form U8 is facilities and U9 complaints; the regulation's list has them the other way round.
    file = table("a,4,4,4,4,4,4,4,1,2")
    assert (visits(file, SKM)[0]["U8"], visits(file, SKM)[0]["U9"]) == (1, 2)
    form = visits(file, SKM, form_order=True)[0]
    assert (form["U8"], form["U9"]) == (2, 1)
    assert {code: form[code] for code in CODES[:7]} == dict.fromkeys(CODES[:7], 4)


def test_a_form_in_the_order_of_the_list_reads_the_same_either_way(table: Table) -> None:
    codes = [*(f"U{n}" for n in range(1, 9)), *(f"K{n}" for n in range(1, 6))]
    file = table(",".join(["1", *"4321" * 3, "4"]), header=",".join(["respondent", *codes]))
    assert visits(file, ZI, form_order=True) == visits(file, ZI)


def test_pulses_may_be_there(table: Table) -> None:
    file = table("2,a,4,4,4,4,4,4,4,4,4,", header=f"S0,{HEADER},I0")
    assert visits(file, SKM) == [{"S0": 2} | FOURS]


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n,\n"])
def test_a_file_without_a_header_is_empty(table: Table, raw: bytes) -> None:
    assert faults(table(raw=raw)) == [Fault("empty")]


def test_empty_lines_before_the_header_are_passed_over(table: Table) -> None:
    file = table(raw=b"\n,,\n" + TWO.encode().replace(b"b,1", b"b,9"))
    assert faults(file) == [Fault("bad-cell", 5, "U1", "9")]


@pytest.mark.parametrize("line", [b"sep=;\n", b"SEP=;\r\n"])
def test_a_hidden_separator_line_is_heeded(table: Table, line: bytes) -> None:
    assert visits(table(raw=line + TWO.replace(",", ";").encode()), SKM) == TWO_READ
    assert faults(table(raw=line + TWO.replace(",", ";").replace("b;1", "b;9").encode())) == [Fault("bad-cell", 4, "U1", "9")]


def test_every_fault_of_a_header_is_named(table: Table) -> None:
    found = faults(table(header="respondent,U1,U2,u2,U4,U5,U6,U7,U8,Umur,,X"))
    assert found == [
        Fault("repeated-column", 1, "u2"),
        Fault("missing-column", 1, "U3"),
        Fault("missing-column", 1, "U9"),
    ]


def test_a_table_needs_no_column_of_numbers(table: Table) -> None:
    found = read(table("4" + ",4" * 8, header=",".join(CODES)), SKM)
    assert (found.visits, found.readings) == ([FOURS], [Reading("no-number", 1)])


def test_a_column_without_a_title_may_be_empty_and_nothing_else(table: Table) -> None:
    header = HEADER.replace("U5", ",U5")
    assert visits(table(row("a", 4, 4, 4, 4, "", 4, 4, 4, 4) + ",4", header=header), SKM) == [FOURS]
    assert faults(table(row("a", 4, 4, 4, 4, "x", 4, 4, 4, 4) + ",4", header=header)) == [Fault("unknown-column", 1, "", "6")]


def test_a_table_for_another_instrument_is_refused(table: Table) -> None:
    assert {fault.column for fault in faults(table(row("a", 4)), ZI)} == {"U9", *(f"K{n}" for n in range(1, 6))}


@pytest.mark.parametrize("cell", ["0", "5", "-1", "3.000", "3,5", "4 4", "04", "+4", "baik", "٣", "４", "1e0", "NaN", "=1+1", "x" * 20_000])
def test_what_is_no_score_is_named_with_row_and_column(table: Table, cell: str) -> None:
    assert faults(table(row("a", 4), row("b", 4, 4, f'"{cell}"', 4))) == [Fault("bad-cell", 3, "U3", cell)]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("b,4,4,4", Fault("short", 3, found="4")),
        ("b", Fault("short", 3, found="1")),
        (row("b", 4) + ",4", Fault("long", 3, found="11")),
        (row("b", 4) + ",,4", Fault("long", 3, found="12")),
    ],
)
def test_a_row_that_cannot_be_used_is_named(table: Table, line: str, fault: Fault) -> None:
    assert faults(table(row("a", 4), line, row("c", 4))) == [fault]


def test_who_is_there_twice_is_a_doubt_and_no_fault(table: Table) -> None:
    found = read(table(row("a", 4), row("b", 4), row("a", 3), row("", 2), row("", 1)), SKM)
    assert found.doubts == [Fault("repeated-respondent", 4, "respondent", "a", 2)]
    assert len(found.visits) == 5


def test_all_faults_of_all_rows_come_together_top_to_bottom(table: Table) -> None:
    lines = [row("a", 4), row("b", 5, 4, 9, 4), "", "c,4", row("a", 4), row("b", 0, 4), row("d", 4) + ",4"]
    assert faults(table(*lines)) == [
        Fault("bad-cell", 3, "U1", "5"),
        Fault("bad-cell", 3, "U3", "9"),
        Fault("short", 5, found="2"),
        Fault("bad-cell", 7, "U1", "0"),
        Fault("long", 8, found="11"),
    ]


def test_faults_of_the_header_and_of_rows_come_together(table: Table) -> None:
    file = table(row("a", 4), row("a", 7, 4), header=HEADER.replace("U9", "Umur"))
    assert faults(file) == [
        Fault("missing-column", 1, "U9"),
        Fault("bad-cell", 3, "U1", "7"),
    ]


def test_a_column_is_called_as_the_file_calls_it(table: Table) -> None:
    # With the form's order, U8 of the file is U9 of the regulation.
    assert faults(table(row("a", 4, 4, 4, 4, 4, 4, 4, 7, 4)), form_order=True) == [Fault("bad-cell", 2, "U8", "7")]


@pytest.mark.parametrize("keep", range(len(HEADER) + 6, len(HEADER) + 20, 2))
def test_half_a_file_is_cut_off_in_a_row(table: Table, keep: int) -> None:
    found = faults(table(raw=TWO.encode()[:keep]))
    assert [(fault.kind, fault.row) for fault in found] == [("short", 2)]


def test_a_quote_that_is_never_closed_is_no_table(table: Table) -> None:
    (found,) = faults(table(row("a", 4), '"b,4,4', row("c", 4)))
    assert found.kind == "not-table"
    assert found.found


def test_two_stray_quotes_do_not_swallow_the_respondents_between(table: Table) -> None:
    lines = [row(name, 4) for name in "abcdefgh"]
    lines[2], lines[5] = row('"c', 4), row('f"', 4)
    assert faults(table(*lines))


def test_a_nul_is_no_delimiter(table: Table) -> None:
    assert faults(table(row("a", 4), header=HEADER.replace("U1,U2", "U1\0U2") + ","))


def test_two_megabytes_of_emoji_in_a_cell(table: Table) -> None:
    (found,) = faults(table(row("a", 4), row("b", "🙂" * 500_000, 4)))
    assert (found.kind, found.row) == ("not-table", 3)


@pytest.mark.parametrize(
    ("raw", "line"),
    [(b"respondent,U1\n1,\x81\n", 2), (b"\x8f", 1), (TWO.encode() + b"\x81", 4), (b"\xff\xfea", 1), (b"\xe9\x01", 1)],
)
def test_what_is_in_no_encoding_of_ours_is_no_text(table: Table, raw: bytes, line: int) -> None:
    assert faults(table(raw=raw)) == [Fault("not-text", line)]


def test_what_cannot_be_opened_is_a_fault_too(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "nix.csv", tmp_path / ("x" * 300)):
        (found,) = faults(file)
        assert (found.kind, found.row) == ("unreadable", 0)
        assert found.found


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200) | st.text(st.sampled_from('resp,U1234;\t"\n\r\0'), max_size=100).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "any.csv"
    file.write_bytes(HEADER.encode() + b"\n" + raw)
    with suppress(ResponsesError):
        found = visits(file, SKM)
        assert all(score in (1, 2, 3, 4) for answers in found for score in answers.values())
