"""Tables as offices have them: titles, two rows of header, columns of their own, and sums and means that must be nobody's answers."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kiosk.instruments import load_all
from kiosk.responses import Fault, Reading, Responses, ResponsesError, read_responses

SKM = load_all().current("skm-2017")
CODES = [f"U{n}" for n in range(1, 10)]
# Twelve respondents whose means are no whole numbers, but for U3 (exactly 3).
PEOPLE = [
    [4, 2, 3, 4, 3, 4, 3, 2, 4],
    [3, 4, 3, 2, 4, 4, 4, 3, 4],
    [4, 4, 2, 3, 3, 4, 3, 4, 3],
    [3, 2, 4, 4, 3, 3, 4, 3, 3],
    [4, 3, 3, 3, 2, 4, 3, 3, 4],
    [3, 3, 3, 4, 4, 3, 4, 4, 3],
    [2, 4, 3, 3, 3, 4, 4, 3, 4],
    [4, 3, 2, 3, 3, 3, 3, 3, 3],
    [3, 3, 4, 4, 3, 4, 4, 2, 4],
    [4, 3, 3, 2, 4, 4, 3, 3, 3],
    [3, 2, 3, 3, 3, 3, 4, 4, 4],
    [4, 4, 3, 3, 3, 4, 3, 4, 2],
]
SUMS = [sum(scores) for scores in zip(*PEOPLE, strict=True)]
MEANS = [total / 12 for total in SUMS]
ROUNDED = [round(mean) for mean in MEANS]
VISITS = [dict(zip(CODES, scores, strict=True)) for scores in PEOPLE]
NUMBERED = [[n, *scores] for n, scores in enumerate(PEOPLE, start=1)]
NAMES = ["Budi", "Siti", "Agus", "Dewi", "Eko", "Rina", "Joko", "Ani", "Tono", "Wati", "Heru", "Yuni"]
NAMED = [[name, *scores] for name, scores in zip(NAMES, PEOPLE, strict=True)]
Read = Callable[..., Responses]


def decimal(figure: float) -> str:
    return f"{figure:.2f}".replace(".", ",")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """read([cell, …], …) → what is read of a CSV with these rows below a header; the header is `No` and the codes unless one is given."""

    def write(*rows: Sequence[object], header: Sequence[object] = ("No", *CODES), form_order: bool = False, **said: Any) -> Responses:
        file = tmp_path / "table.csv"
        lines = [";".join(map(str, row)) for row in ([header] if header else []) + list(rows)]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return read_responses(file, SKM, form_order=form_order, **said)

    return write


def faults(read: Read, *rows: Sequence[object], **more: Any) -> list[Fault]:
    with pytest.raises(ResponsesError) as refusal:
        read(*rows, **more)
    return list(refusal.value.faults)


def told(found: Responses, *kinds: str) -> list[Reading]:
    return [each for each in found.readings if not kinds or each.kind in kinds]


# ── the header ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "name", ["No", "NO.", "No. Responden", "NO. RESPONDEN", "Nomor Responden", "Responden", "ID Responden", "No. Urut", "#"]
)
def test_offices_have_many_names_for_the_number(read: Read, name: str) -> None:
    found = read(*NUMBERED, header=(name, *CODES))
    assert (found.visits, found.readings) == (VISITS, [Reading("number-column", 1, name)])


@pytest.mark.parametrize("title", ["u1", "U1 Persyaratan", "U1. Persyaratan", "U-1", "U 1", "U01", "U1: Persyaratan", "U1 (Persyaratan)"])
def test_a_question_is_told_by_its_code(read: Read, title: str) -> None:
    found = read(*NUMBERED, header=("No", title, *CODES[1:]))
    assert found.visits == VISITS
    assert told(found, "question-column") == ([] if title == "u1" else [Reading("question-column", 1, title, "U1")])


def test_a_title_that_names_another_element_than_its_code_is_refused(read: Read) -> None:
    """The printed form has facilities as number 8, the regulation's list as 9."""
    header = ("No", *CODES[:7], "U8 Sarana", "U9 Pengaduan")
    assert faults(read, *NUMBERED, header=header) == [
        Fault("other-question", 1, "U8 Sarana", "U9"),
        Fault("other-question", 1, "U9 Pengaduan", "U8"),
    ]
    found = read(*NUMBERED, header=header, form_order=True)
    assert [visit["U9"] for visit in found.visits] == [scores[7] for scores in PEOPLE]


def test_columns_of_the_offices_own_are_passed_over_and_told(read: Read) -> None:
    rows = [[n, "L", *scores, "Total puas, terima kasih", 31] for n, *scores in NUMBERED]
    found = read(*rows, header=("No", "Jenis Kelamin", *CODES, "Saran", "Usia"))
    assert found.visits == VISITS
    assert told(found) == [
        Reading("number-column", 1, "No"),
        *(Reading("skipped-column", 1, name) for name in ("Jenis Kelamin", "Saran", "Usia")),
    ]


def test_a_question_of_another_questionnaire_is_not_passed_over(read: Read) -> None:
    rows = [[*row, 4] for row in NUMBERED]
    assert faults(read, *rows, header=("No", *CODES, "U10")) == [Fault("unknown-column", 1, "U10", "11")]


def test_words_may_have_several_lines_and_no_respondents_in_them(read: Read) -> None:
    rows: list[list[object]] = [[*row, ""] for row in NUMBERED]
    rows[3][-1] = '"bagus,\nramah"'
    assert read(*rows, header=("No", *CODES, "Saran")).visits == VISITS
    rows[3][-1], rows[6][-1] = '"bagus', 'ramah"'
    assert [fault.kind for fault in faults(read, *rows, header=("No", *CODES, "Saran"))] == ["line-break"]


def test_titles_two_headers_and_numbers_of_columns_stand_above(read: Read) -> None:
    found = read(
        ["REKAPITULASI SURVEI KEPUASAN MASYARAKAT"],
        ["Kantor Imigrasi Kelas II, Triwulan IV"],
        [],
        ["NO. RESPONDEN", "Nama", "UNSUR PELAYANAN"],
        ["", "", *CODES],
        ["", "", *(f"unsur {n}" for n in "abcdefghi")],
        [f"({n})" for n in range(1, 12)],
        *([n, name, *scores] for n, (name, scores) in enumerate(zip(NAMES, PEOPLE, strict=True), start=1)),
        header=(),
    )
    assert found.visits == VISITS
    assert told(found) == [
        Reading("titles", 1, found="REKAPITULASI SURVEI KEPUASAN MASYARAKAT", first=2),
        Reading("two-headers", 4, first=5),
        Reading("second-header", 6),
        Reading("column-numbers", 7),
        Reading("number-column", 5, "NO. RESPONDEN"),
        Reading("skipped-column", 5, "Nama"),
    ]


def test_a_header_on_every_page_is_passed_over(read: Read) -> None:
    found = read(*NUMBERED[:6], ["No", *CODES], *NUMBERED[6:])
    assert (found.visits, told(found, "header-again")) == (VISITS, [Reading("header-again", 8, found="No")])


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_decimals_and_dashes_are_told_with_their_number(read: Read) -> None:
    rows = [[n, f"{first},0", f"{second}.00", *rest] for n, first, second, *rest in NUMBERED]
    rows[4][5] = rows[7][9] = "-"
    found = read(*rows)
    assert [len(visit) for visit in found.visits] == [9, 9, 9, 9, 8, 9, 9, 8, 9, 9, 9, 9]
    assert [visit["U1"] for visit in found.visits] == [scores[0] for scores in PEOPLE]
    assert told(found, "dash", "decimals") == [Reading("dash", 6, found="-", first=2), Reading("decimals", 2, found="4,0", first=24)]


@pytest.mark.parametrize("cell", ["3,5", "5", "5,0", "0", "puas", "3.000"])
def test_a_scale_that_does_not_fit_is_refused(read: Read, cell: str) -> None:
    rows = [list(row) for row in NUMBERED]
    rows[5][4] = cell  # type: ignore[call-overload]
    assert faults(read, *rows) == [Fault("bad-cell", 7, "U4", cell)]


@pytest.mark.parametrize("times", [20, 25])
@pytest.mark.parametrize("header", [("No", *CODES), CODES])
def test_a_whole_table_of_another_scale_is_refused_and_not_all_summaries(read: Read, times: int, header: Sequence[str]) -> None:
    rows = [[score * times for score in scores] for scores in PEOPLE]
    found = faults(read, *([n, *row] if len(header) > 9 else row for n, row in enumerate(rows, start=1)), header=header)
    assert len(found) == 12 * 9
    assert {fault.kind for fault in found} == {"bad-cell"}


def test_the_last_lines_may_be_short_and_no_others(read: Read, tmp_path: Path) -> None:
    found = read(*NUMBERED, ["13", 4, 4, 4], ["14", 3])
    assert found.visits == [*VISITS, dict.fromkeys(CODES[:3], 4), {"U1": 3}]
    assert told(found, "short") == [Reading("short", 14, found="4"), Reading("short", 15, found="2")]
    assert faults(read, *NUMBERED[:4], ["13", 4, 4, 4], *NUMBERED[4:]) == [Fault("short", 6, found="4")]
    cut = tmp_path / "cut.csv"
    cut.write_bytes((tmp_path / "table.csv").read_bytes()[:-3])
    with pytest.raises(ResponsesError):
        read_responses(cut, SKM)


# ── summaries ─────────────────────────────────────────────────────────────────────────────────────────────────────

LABELS = (
    "Jumlah|JUMLAH :|Jml|Total|TOTAL NILAI|Sub Total|Grand total|Rata-rata|RATA - RATA|Rata2|Rerata|Mean|Σ|Σ Nilai|x̄|Nilai/Unsur"
    "|Nilai rata-rata|NRR|NRR/Unsur|NRR tertimbang|*) Jumlah NRR|IKM|IKM Unit Pelayanan"
).split("|")


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("cells", [[*map(decimal, MEANS)], SUMS, ROUNDED, [4] * 9, [1, 2, 3, 4, 1, 2, 3, 4, 1]], ids=str)
@pytest.mark.parametrize("place", [0, 5, 12])
@pytest.mark.parametrize("people", [NUMBERED, NAMED], ids=["numbers", "names"])
def test_a_labelled_summary_is_nobody(read: Read, label: str, cells: list[object], place: int, people: list[list[object]]) -> None:
    """Whatever its cells look like, and wherever it stands."""
    found = read(*people[:place], [label, *cells], *people[place:])
    assert found.visits == VISITS
    assert told(found, "summary") == [Reading("summary", place + 2, found=label)]


@pytest.mark.parametrize("label", ["", "Capaian", "Hasil", "Triwulan 4"])
@pytest.mark.parametrize(
    "cells", [[*map(decimal, MEANS)], SUMS, [decimal(mean * 25) for mean in MEANS], [decimal(mean / 9) for mean in MEANS]]
)
@pytest.mark.parametrize("place", [0, 5, 12])
def test_figures_that_are_no_scores_are_nobody_without_a_number(read: Read, label: str, cells: list[object], place: int) -> None:
    found = read(*NUMBERED[:place], [label, *cells], *NUMBERED[place:])
    assert found.visits == VISITS
    assert [reading.row for reading in told(found, "summary")] == [place + 2]


@pytest.mark.parametrize("label", ["", "Capaian", "Hasil", "Triwulan 4", "12"])
def test_whole_scores_that_may_be_a_summary_are_asked(read: Read, label: str) -> None:
    assert faults(read, *NUMBERED, [label, *ROUNDED]) == [Fault("unsure", 14, found=label or "; ".join(map(str, ROUNDED[:3])))]
    assert read(*NUMBERED, [label, *ROUNDED], summaries=[14]).visits == VISITS
    assert len(read(*NUMBERED, [label, *ROUNDED], respondents=[14]).visits) == 13


@pytest.mark.parametrize("place", [0, 5, 12])
def test_a_row_without_a_number_that_is_no_statistic_is_a_respondent(read: Read, place: int) -> None:
    forgotten = [1, 4, 1, 4, 1, 4, 1, 4, 2]
    assert len(read(*NUMBERED[:place], ["", *forgotten], *NUMBERED[place:]).visits) == 13


def test_a_respondent_without_a_number_and_with_a_slip_is_no_summary(read: Read) -> None:
    assert faults(read, *NUMBERED, ["", 4, 3, 33, 4, 2, 4, 1, 3, 4]) == [Fault("bad-cell", 14, "U3", "33")]


def test_a_label_in_another_column_is_found(read: Read) -> None:
    rows = [[n, name, *scores, ""] for n, (name, scores) in enumerate(zip(NAMES, PEOPLE, strict=True), start=1)]
    header = ("No", "Nama", *CODES, "Ket.")
    for extra in (["", "RATA-RATA", *ROUNDED, ""], ["", "", *ROUNDED, "Rata-rata"]):
        assert read(*rows, extra, header=header).visits == VISITS
    # A number and a word of a summary: nobody can tell.
    assert [fault.kind for fault in faults(read, *rows, [13, "Jumlah", *ROUNDED, ""], header=header)] == ["unsure"]


def test_subtotals_of_each_page_are_nobody(read: Read) -> None:
    half = [decimal(sum(scores) / 6) for scores in zip(*PEOPLE[:6], strict=True)]
    rest = [decimal(sum(scores) / 6) for scores in zip(*PEOPLE[6:], strict=True)]
    found = read(*NUMBERED[:6], ["Rata-rata", *half], *NUMBERED[6:], ["", *rest], ["", *map(decimal, MEANS)])
    assert found.visits == VISITS
    assert [reading.row for reading in told(found, "summary")] == [8, 15, 16]


def test_the_ministrys_data_sheet(read: Read) -> None:
    """Four rows below the respondents, and a legend (domain.md 1.8)."""
    found = read(
        *NUMBERED,
        ["Nilai/Unsur", *SUMS],
        ["NRR/Unsur", *map(decimal, MEANS)],
        ["NRR tertb/unsur", *(decimal(mean / 9) for mean in MEANS), decimal(sum(MEANS) / 9)],
        ["IKM Unit Pelayanan", *[""] * 9, decimal(sum(MEANS) / 9 * 25)],
        [],
        ["Keterangan:"],
        ["U1 s.d. U9 = unsur-unsur pelayanan"],
        ["*) = jumlah NRR IKM tertimbang"],
        ["Manggar, 2 Juli 2026"],
    )
    assert found.visits == VISITS
    assert [reading.row for reading in told(found, "summary", "note")] == [14, 15, 16, 17, 19, 20, 21, 22]


# ── without numbers ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_table_without_numbers_is_read_and_its_summaries_are_found_by_their_figures(read: Read) -> None:
    assert read(*PEOPLE, header=CODES).visits == VISITS
    found = read(*PEOPLE, SUMS, [*map(decimal, MEANS)], [decimal(mean / 9) for mean in MEANS], header=CODES)
    assert found.visits == VISITS
    assert [reading.row for reading in told(found, "summary")] == [14, 15, 16]


@pytest.mark.parametrize("place", [0, 12])
def test_without_numbers_a_last_or_first_row_of_rounded_means_is_asked(read: Read, place: int) -> None:
    rows = [*PEOPLE[:place], ROUNDED, *PEOPLE[place:]]
    assert [fault.row for fault in faults(read, *rows, header=CODES)] == [place + 2]
    assert read(*rows, header=CODES, summaries=[place + 2]).visits == VISITS


def test_without_numbers_exact_means_are_asked_in_the_middle_too(read: Read) -> None:
    even = [[2, 3] + [4] * 7, [4, 3] + [2] * 7]
    rows = [*even, [3] * 9, [4, 2, 1, 4, 2, 1, 4, 2, 1], [1] * 9]
    assert [fault.row for fault in faults(read, *rows, header=CODES)] == [4]


def test_a_figure_that_is_no_score_and_no_mean_is_refused(read: Read) -> None:
    rows = [*PEOPLE[:5], [4, 3, "3,5", 4, 4, 4, 4, 4, 4], *PEOPLE[5:]]
    assert faults(read, *rows, header=CODES) == [Fault("bad-cell", 7, "U3", "3,5")]


def test_names_and_an_exact_mean_at_the_end_are_asked(read: Read) -> None:
    even = [["Budi", 2, 3, *[4] * 7], ["Siti", 4, 3, *[2] * 7]]
    assert faults(read, *even, ["Capaian", *[3] * 9]) == [Fault("unsure", 4, found="Capaian")]


def test_summaries_alone_are_nobody(read: Read) -> None:
    assert faults(read, ["NRR", *map(decimal, MEANS)]) == [Fault("no-respondent", 1)]


def test_what_somebody_says_of_a_row_must_be_of_one(read: Read) -> None:
    assert faults(read, *NUMBERED, summaries=[1, 99]) == [Fault("no-such-row", 1), Fault("no-such-row", 99)]
    assert faults(read, *NUMBERED, summaries=[2], respondents=[2]) == [Fault("said-twice", 2)]


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_workbook_of_an_office(tmp_path: Path) -> None:
    """Merged title, two header rows with merged cells, scores with decimals shown, a skipped number, means by formula."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as made:
        page = made.add_worksheet("Rekap")
        shown = made.add_format({"num_format": "0.00"})
        page.merge_range(0, 0, 0, 10, "REKAPITULASI SKM")
        page.merge_range(2, 0, 3, 0, "NO. RESPONDEN")
        page.merge_range(2, 1, 2, 9, "NILAI UNSUR PELAYANAN")
        page.merge_range(2, 10, 3, 10, "Usia")
        page.write_row(3, 1, CODES)
        for n, scores in enumerate(PEOPLE):
            page.write_row(4 + n, 0, [n + 1, *map(float, scores)], shown)
            page.write(4 + n, 10, 30 + n)
        page.write(16, 0, "RATA-RATA")
        for column, mean in enumerate(MEANS, start=1):
            letter = chr(ord("A") + column)
            page.write_formula(16, column, f"=AVERAGE({letter}5:{letter}16)", shown, mean)
    (tmp_path / "rekap.xlsx").write_bytes(file.getvalue())
    found = read_responses(tmp_path / "rekap.xlsx", SKM)
    assert found.visits == VISITS
    assert found.readings == [
        Reading("titles", 1, found="REKAPITULASI SKM", first=1),
        Reading("two-headers", 3, first=4),
        Reading("number-column", 4, "NO. RESPONDEN"),
        Reading("skipped-column", 4, "Usia"),
        Reading("summary", 17, found="RATA-RATA"),
    ]
