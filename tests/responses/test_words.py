"""Columns that are named by words, and answers that are given in words or letters."""

import pytest

from kiosk.instruments import load_all
from kiosk.responses import Fault, ResponsesError, read_responses
from kiosk.responses.headers import Codes

SKM = load_all().current("skm-2017")
ZI = load_all().current("spkp-spak-2021")
IKM = load_all().current("ikm-ipk-2021")
NAMES = ["Persyaratan", "Prosedur", "Waktu", "Biaya/Tarif", "Produk Layanan", "Kompetensi Petugas", "Perilaku", "Aduan", "Sarpras"]
ASKED = [q.official["id"] for q in SKM.questions if q.of_index]


def table(*rows: str, titles: list[str] = NAMES, first: str = "No") -> bytes:
    quoted = [f'"{title}"' for title in titles]
    return "\n".join([";".join([first, *quoted]), *rows, ""]).encode()


def said(*rows: str, titles: list[str] = NAMES) -> list[list[int]]:
    return [list(visit.values()) for visit in read_responses(table(*rows, titles=titles), SKM).visits]


def faults(*rows: str, titles: list[str] = NAMES) -> list[Fault]:
    with pytest.raises(ResponsesError) as refusal:
        said(*rows, titles=titles)
    return list(refusal.value.faults)


def row(*cells: str) -> str:
    return ";".join(["1", *cells, *[cells[-1]] * (9 - len(cells))])


# ── columns ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("title", "code"),
    [
        *zip(NAMES, [f"U{n}" for n in range(1, 10)], strict=True),
        *zip(ASKED, [f"U{n}" for n in range(1, 10)], strict=True),
        *((f"{n}. {text.rstrip('?')}", f"U{n}") for n, text in enumerate(ASKED, 1)),
        ("7. Bagaimana pendapat saudara tentang perilaku petugas dalam memberikan pelayanan?", "U7"),
        ("Penanganan pengaduan pengguna layanan", "U8"),
        ("Kualitas sarana dan prasarana", "U9"),
        ("Requirements", "U1"),
        ("Saran", None),
        ("Saran dan masukan", None),
        ("Apa saran Saudara untuk prosedur di sini?", None),
        ("Jenis layanan", None),
        ("Jenis Kelamin", None),
        ("Waktu pengisian", None),
        ("Pelayanan apa yang Saudara terima?", None),
        ("Bagaimana pendapat saudara tentang waktu yang diperlukan untuk mendapatkan produk layanan?", None),
        ("", None),
    ],
)
def test_words_name_one_question_or_none(title: str, code: str | None) -> None:
    assert Codes(SKM, form_order=False).by_words(title) == code


def test_a_code_is_believed_before_words() -> None:
    titles = [*(f"U{n}" for n in range(1, 10)), "Persyaratan"]
    found = read_responses(table("1;4;4;4;4;4;4;4;4;4;1", titles=titles), SKM)
    assert found.visits == [dict.fromkeys((f"U{n}" for n in range(1, 10)), 4)]


def test_words_are_believed_above_answers_alone() -> None:
    # As Microsoft Forms calls the time of its end in Indonesian, and the regulation an element.
    titles = ["Waktu penyelesaian", *NAMES]
    assert said("1;05/03/2021 10:22;4;4;4;4;4;4;4;4;4", titles=titles) == [[4] * 9]


def test_two_columns_of_one_name_are_a_fault() -> None:
    assert Fault("repeated-column", 1, "Syarat") in faults("1;4;4;4;4;4;4;4;4;4;4", titles=[*NAMES, "Syarat"])


def test_a_column_with_an_underscore_has_its_code() -> None:
    assert said(row("4"), titles=[f"U{n}_{name}" for n, name in enumerate(NAMES, 1)]) == [[4] * 9]


# ── answers ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_words_of_a_questions_own_answers() -> None:
    labels = [q.labels["id"] for q in SKM.questions if q.of_index]
    for score in (1, 2, 3, 4):
        cells = [own[score - 1] for own in labels]
        for written in (
            cells,
            [each.upper() for each in cells],
            [f"{score}. {each}" for each in cells],
            [f"{each} ({score})" for each in cells],
        ):
            assert said(row(*written)) == [[score] * 9], written


def test_the_same_four_words_for_every_question() -> None:
    rows = [row(*[f"{rung} puas".strip()] * 9) for rung in ("Tidak", "Kurang", "", "Sangat")]
    assert said(*rows) == [[score] * 9 for score in (1, 2, 3, 4)]
    rows = [row(*[f"{rung} setuju".strip()] * 9) for rung in ("Sangat tidak", "Tidak", "", "Sangat")]
    assert said(*rows) == [[score] * 9 for score in (1, 2, 3, 4)]


def test_a_rung_that_may_be_two_scores_is_asked_and_not_guessed() -> None:
    # "Tidak puas" is the lowest of one ladder and the second of the other, and nothing here tells which.
    found = faults(row(*["Tidak puas"] * 9), row(*["Puas"] * 9))
    assert {(fault.kind, fault.row, fault.found) for fault in found} == {("bad-cell", 2, "Tidak puas")}
    assert said(row(*["Sangat puas"] * 9), row(*["Puas"] * 9)) == [[4] * 9, [3] * 9]


def test_own_words_are_believed_before_the_ladder() -> None:
    codes = [*(f"U{n}" for n in range(1, 9)), *(f"K{n}" for n in range(1, 6))]
    text = "\n".join([";".join(codes), ";".join(["Tidak setuju"] * 13), ";".join(["Setuju"] * 13), ""])
    assert [set(visit.values()) for visit in read_responses(text.encode(), ZI).visits] == [{2}, {3}]


def test_letters_of_the_printed_form() -> None:
    assert said(row(*"abcdABCDa"), row("d")) == [[1, 2, 3, 4, 1, 2, 3, 4, 1], [4] * 9]


def test_a_column_is_of_one_kind() -> None:
    found = faults(row("4"), row("4"), row("4", "baik", "c", "4"))
    assert [(fault.row, fault.column, fault.found) for fault in found] == [(4, "Prosedur", "baik"), (4, "Waktu", "c")]


def test_a_number_that_contradicts_its_word_is_a_fault() -> None:
    assert faults(row(*["4. Tidak sesuai", "4"]))[0] == Fault("bad-cell", 2, "Persyaratan", "4. Tidak sesuai")


def test_respondents_in_words_are_no_second_header() -> None:
    labels = [q.labels["id"] for q in SKM.questions if q.of_index]
    lines = [";".join([name, *[own[score] for own in labels]]) for name, score in (("Budi", 3), ("Siti", 2))]
    assert len(read_responses(table(*lines, first="Nama"), SKM).respondents) == 2


def test_sums_below_answers_in_words_are_no_respondents() -> None:
    rows = [row(*["Sangat puas"] * 9), row(*["Puas"] * 9), ";".join(["Rata-rata", *["3,5"] * 9])]
    assert said(*rows) == [[4] * 9, [3] * 9]


def test_lines_to_be_left_out_are_left_out_and_told() -> None:
    found = read_responses(table(row("4"), row("9"), row("3")), SKM, skipped=[3])
    assert [each.row for each in found.respondents] == [2, 4]
    assert [(each.kind, each.row) for each in found.passed_over] == [("left-out", 3)]
    with pytest.raises(ResponsesError) as refusal:
        read_responses(table(row("4")), SKM, skipped=[7])
    assert refusal.value.faults == (Fault("no-such-row", 7),)


def test_how_words_were_read_is_told() -> None:
    found = read_responses(table(row(*["Sangat puas"] * 9), row(*["puas"] * 9)), SKM)
    assert [each.found for each in found.readings if each.kind == "words"] == ["puas = 3, Sangat puas = 4"]
