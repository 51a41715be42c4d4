"""`loket compute` and `loket sample`: what they print for programs and for people, and what they refuse."""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from kiosk.cli import main
from kiosk.instruments import load_all

SKM = [f"U{n}" for n in range(1, 10)]
SEVEN, FIVE = [f"U{n}" for n in range(1, 8)], [f"K{n}" for n in range(1, 6)]
OF_AN_INDEX = [key for key, each in load_all().items() if each.indices]
"""The questionnaires that can be computed; tests/instruments/test_definitions.py says which of ours are."""
Loket = Callable[..., tuple[int, str, str]]


@pytest.fixture
def loket(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Loket:
    """loket("sample", 2360) → exit code, stdout, stderr; without any data folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """table([{"U1": 4}, …], codes) → a file of them; a respondent who lacks a code has an empty cell."""

    def write(visits: Sequence[Mapping[str, int]], codes: Sequence[str] = SKM, name: str = "table.csv") -> Path:
        lines = [",".join(["respondent", *codes])]
        lines += [",".join([f"r{n}", *(str(visit.get(code, "")) for code in codes)]) for n, visit in enumerate(visits)]
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        return tmp_path / name

    return write


def alike(n: int, score: int = 3, codes: Sequence[str] = SKM) -> list[dict[str, int]]:
    return [dict.fromkeys(codes, score)] * n


def summing_to(total: int, n: int, codes: Sequence[str]) -> list[dict[str, int]]:
    """n complete answers with that total, as even as can be."""
    low, more = divmod(total, n * len(codes))
    cells = [low + (place < more) for place in range(n * len(codes))]
    return [dict(zip(codes, cells[at : at + len(codes)], strict=True)) for at in range(0, len(cells), len(codes))]


def computed(loket: Loket, file: Path, *more: object, instrument: str = "skm-2017") -> dict[str, Any]:
    code, out, err = loket("compute", file, "--instrument", instrument, "--json", *more)
    assert (code, err) == (0, "")
    found: dict[str, Any] = json.loads(out)
    return found


# ── JSON ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_json_has_these_names_and_types(loket: Loket, table: Callable[..., Path]) -> None:
    found = computed(loket, table(alike(29, 3) + alike(1, 4)))
    assert found == {
        "instrument": "skm-2017@1",
        "respondents": 30,
        "indices": {
            "ikm": {
                # 3 + 1/30, whose last digits show which zeros are kept
                "value": "75.83",
                "low": found["indices"]["ikm"]["low"],
                "high": found["indices"]["ikm"]["high"],
                "mean": "3.0333",
                "n": 30,
                "grade": "C",
                "grade_shown": "C–B",
                "rule": "floor",
                "basis": "resmi",
                "complete": 30,
                "dropped": 0,
            }
        },
        "questions": {code: {"n": 30, "nrr": "3.0333", "weighted": "0.3370"} for code in SKM},
    }
    low, high = (found["indices"]["ikm"][end] for end in ("low", "high"))
    assert [len(end.partition(".")[2]) for end in (low, high)] == [2, 2]
    assert 25 <= float(low) < 75.83 < float(high) <= 100


def test_round_numbers_keep_their_zeros(loket: Loket, table: Callable[..., Path]) -> None:
    found = computed(loket, table(alike(40, 4)))
    assert {found["indices"]["ikm"][name] for name in ("value", "high")} == {"100.00"}
    assert found["indices"]["ikm"]["mean"] == "4.0000"
    assert found["questions"]["U1"] == {"n": 40, "nrr": "4.0000", "weighted": "0.4444"}


def test_both_indices_and_pulses(loket: Loket, table: Callable[..., Path]) -> None:
    codes = ["S0", *SEVEN, *FIVE]
    visits = [{"S0": 4} | dict.fromkeys(SEVEN, 3) | dict.fromkeys(FIVE, 4)] * 30
    found = computed(loket, table(visits, codes), instrument="ikm-ipk-2021")
    assert list(found["indices"]) == ["ikm", "ipk"]
    assert {index: figure["value"] for index, figure in found["indices"].items()} == {"ikm": "75.00", "ipk": "100.00"}
    # A pulse is part of no index; one that nobody answered is not mentioned.
    assert found["questions"]["S0"] == {"n": 30, "nrr": "4.0000", "weighted": None}
    assert set(found["questions"]) == set(codes)


def test_a_header_without_rows_is_nobody(loket: Loket, table: Callable[..., Path]) -> None:
    found = computed(loket, table([], [*SEVEN, *FIVE]), instrument="ikm-ipk-2021")
    assert (found["respondents"], found["indices"]) == (0, {"ikm": None, "ipk": None})
    assert found["questions"] == dict.fromkeys([*SEVEN, *FIVE], {"n": 0, "nrr": None, "weighted": None})


def test_an_index_needs_an_answer_to_each_question_and_the_others_stay(loket: Loket, table: Callable[..., Path]) -> None:
    visits = alike(30, 4, [*SEVEN[:6], *FIVE])
    found = computed(loket, table(visits, [*SEVEN, *FIVE]), instrument="ikm-ipk-2021")
    assert found["indices"]["ikm"] is None
    assert found["indices"]["ipk"]["value"] == "100.00"
    assert found["questions"]["U7"] == {"n": 0, "nrr": None, "weighted": None}
    assert found["questions"]["U6"]["n"] == 30


def test_empty_cells_are_no_answers(loket: Loket, table: Callable[..., Path]) -> None:
    # U1 has one answer of 1 and 29 of 4; an empty cell counted as nought would lower all.
    visits = [{"U1": 1}, *alike(29, 4), {}]
    found = computed(loket, table(visits))
    assert (found["respondents"], found["indices"]["ikm"]["n"], found["indices"]["ikm"]["complete"]) == (31, 30, 29)
    assert found["indices"]["ikm"]["basis"] == "perkiraan"
    assert found["questions"]["U1"] == {"n": 30, "nrr": "3.9000", "weighted": "0.4333"}
    assert found["questions"]["U2"]["n"] == 29
    assert found["indices"]["ikm"]["value"] == "99.72"


# domain.md 1.6 and 2.4: the totals next to each border, of enough questionnaires that no hundredth is skipped.
@pytest.mark.parametrize(
    ("total", "value", "letter"),
    [
        (7019, "64.99", "D"),
        (7020, "65.00", "C"),
        (8273, "76.60", "C"),
        (8274, "76.61", "B"),
        (9536, "88.30", "B"),
        (9537, "88.31", "A"),
        (2700, "25.00", "D"),
        (10800, "100.00", "A"),
    ],
)
def test_the_borders_of_the_ikm(loket: Loket, table: Callable[..., Path], total: int, value: str, letter: str) -> None:
    found = computed(loket, table(summing_to(total, 300, SKM)))["indices"]["ikm"]
    assert (found["value"], found["grade"], found["complete"]) == (value, letter, 300)


@pytest.mark.parametrize(
    ("total", "n", "value", "letter"),
    [
        (5250, 600, "43.75", "D"),
        (8751, 1000, "43.76", "C"),  # 43,755 exactly: half up
        (5251, 600, "43.76", "C"),
        (7500, 600, "62.50", "C"),
        (7501, 600, "62.51", "B"),
        (9750, 600, "81.25", "B"),
        (9751, 600, "81.26", "A"),
    ],
)
def test_the_borders_of_the_ipk(loket: Loket, table: Callable[..., Path], total: int, n: int, value: str, letter: str) -> None:
    visits = [ikm | ipk for ikm, ipk in zip(alike(n, 4, SEVEN), summing_to(total, n, FIVE), strict=True)]
    found = computed(loket, table(visits, [*SEVEN, *FIVE]), instrument="ikm-ipk-2021")["indices"]["ipk"]
    assert (found["value"], found["grade"]) == (value, letter)


@pytest.mark.parametrize(
    ("visits", "grade", "shown"),
    [
        (alike(29, 4), "A", "belum cukup"),
        (alike(30, 4), "A", "A"),
        (alike(60, 3) + alike(60, 4), "B", "B–A"),
        (summing_to(300 * 9 * 13 // 4, 300, SKM), "B", "B"),
        (alike(15, 1) + alike(15, 4), "D", "D–C"),
    ],
    ids=["29", "30", "crosses", "certain", "split"],
)
def test_the_grade_that_is_shown(loket: Loket, table: Callable[..., Path], visits: list[dict[str, int]], grade: str, shown: str) -> None:
    found = computed(loket, table(visits))["indices"]["ikm"]
    assert (found["grade"], found["grade_shown"]) == (grade, shown)


def test_the_order_of_respondents_changes_nothing(loket: Loket, table: Callable[..., Path]) -> None:
    chance = random.Random(5)
    visits = [{code: chance.randint(1, 4) for code in SKM if chance.random() < 0.9} for _ in range(80)]
    before = computed(loket, table(visits))
    assert computed(loket, table(chance.sample(visits, len(visits)))) == before


def test_the_forms_order(loket: Loket, table: Callable[..., Path]) -> None:
    file = table([dict.fromkeys(SKM, 4) | {"U8": 1}] * 30)
    assert computed(loket, file, "--order", "list")["questions"]["U8"]["nrr"] == "1.0000"
    found = computed(loket, file, "--order", "form")
    assert (found["questions"]["U8"]["nrr"], found["questions"]["U9"]["nrr"]) == ("4.0000", "1.0000")


@pytest.mark.parametrize(
    ("served", "enough", "rate", "sample"), [(2360, False, "12.7", 330), (1000, True, "30.0", 278), (200, True, "150.0", 132)]
)
def test_is_the_sample_large_enough(loket: Loket, table: Callable[..., Path], served: int, enough: bool, rate: str, sample: int) -> None:
    # A respondent who answered nothing was asked, but did not respond.
    file = table(alike(300) + [{}] * 10)
    found = computed(loket, file, "--population", served)
    assert {name: found[name] for name in ("population", "sample", "enough", "response_rate")} == {
        "population": served,
        "sample": sample,
        "enough": enough,
        "response_rate": rate,
    }


def test_what_changed_against_an_earlier_table(loket: Loket, table: Callable[..., Path]) -> None:
    codes = [*SEVEN, *FIVE]
    before = [dict.fromkeys(SEVEN, 2 + n % 2) | dict.fromkeys(FIVE, 3 + n % 2) for n in range(100)]
    now = [dict.fromkeys(SEVEN, 3 + n % 2) | dict.fromkeys(FIVE, 3 + n % 2) for n in range(100)]
    files = table(now, codes), "--against", table(before, codes, "before.csv")
    changes = computed(loket, *files, instrument="ikm-ipk-2021")["changes"]
    assert changes["ikm"]["value"] == "25.00"
    assert float(changes["ikm"]["low"]) < 25 < float(changes["ikm"]["high"])
    assert (changes["ikm"]["p"], changes["ipk"]["value"], changes["ipk"]["p"]) == ("0.0000", "0.00", "1.0000")
    out = loket("compute", *files, "--instrument", "ikm-ipk-2021")[1]
    assert "IKM naik 25,00 (selisih antara " in out
    assert "IPK: tidak ada perubahan yang nyata" in out


def test_too_few_answers_are_not_compared(loket: Loket, table: Callable[..., Path]) -> None:
    files = table(alike(9)), "--against", table(alike(50), name="before.csv")
    assert computed(loket, *files)["changes"] == {"ikm": None}
    assert "IKM: belum cukup untuk dibandingkan" in loket("compute", *files, "--instrument", "skm-2017")[1]


# ── text ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_text_in_indonesian(loket: Loket, table: Callable[..., Path]) -> None:
    code, out, err = loket("compute", table(summing_to(8775, 300, SKM)), "--instrument", "skm-2017", "--population", 2360)
    assert (code, err) == (0, "")
    assert "skm-2017@1" in out.splitlines()[0]
    assert out.splitlines()[2].split() == ["unsur", "n", "NRR", "bobot", "NRR", "tertimbang"]
    assert out.splitlines()[3].split()[0] == "U1"
    # 300 answers, the first and every ninth after it: U1 is 4 in 75 of them.
    assert out.splitlines()[3].split()[-4:] == ["300", "3,2500", "1/9", "0,3611"]
    assert "IKM 81,25 (" in out
    assert "), B – Baik, dari 300 responden, resmi" in out
    assert "rata-rata 3,2500 dari 4; kuesioner lengkap: 300" in out
    assert "dengan bobot 0,11 seperti lembar lama: 80,44" in out
    assert "Dari 2.360 orang yang dilayani, paling sedikit 330 responden" in out
    assert "Terkumpul 300 (12,7 %), ketelitian ±5,3 %: belum sesuai" in out
    assert "SPKP" not in out, "the integrity zone asks for SPKP and SPAK, not for this survey alone"


def test_text_in_english(loket: Loket, table: Callable[..., Path]) -> None:
    file = table(summing_to(8775, 300, SKM))
    code, out, err = loket("compute", file, "--instrument", "skm-2017", "--language", "en", "--population", 1000)
    assert (code, err) == (0, "")
    assert "IKM 81.25 (" in out
    assert "), B – Good, from 300 respondents, official" in out
    assert "mean 3.2500 of 4; complete questionnaires: 300" in out
    assert "with a weight of 0.11 as on older sheets: 80.44" in out
    assert "Of 1,000 served, at least 278 must respond" in out
    assert "300 responded (30.0 %), to within ±4.7 %: enough" in out


def test_the_integrity_zone_is_spoken_of_where_both_its_surveys_are(loket: Loket, table: Callable[..., Path]) -> None:
    eight = [f"U{n}" for n in range(1, 9)]
    file = table([dict.fromkeys(eight, 3) | dict.fromkeys(FIVE, 4)] * 30, [*eight, *FIVE])
    out = loket("compute", file, "--instrument", "spkp-spak-2021")[1]
    assert "ambang SPKP WBK 3,20 dari 4: belum tercapai, kurang 0,20" in out
    assert "ambang SPAK WBK 3,60 dari 4: tercapai, 0,40 di atasnya" in out


@pytest.mark.parametrize(("language", "said"), [("id", "IKM: belum dapat dihitung"), ("en", "IKM: cannot be computed yet")])
def test_text_of_nobody(loket: Loket, table: Callable[..., Path], language: str, said: str) -> None:
    code, out, err = loket("compute", table([]), "--instrument", "skm-2017", "--language", language, "--population", 10)
    assert (code, err) == (0, "")
    assert said in out


def test_it_touches_no_data_folder(loket: Loket, table: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOKET_DATA", str(tmp_path / "data"))
    computed(loket, table(alike(5)))
    assert [path.name for path in tmp_path.iterdir()] == ["table.csv"]


# ── how a table was read ──────────────────────────────────────────────────────────────────────────────────────────

OFFICE = """REKAPITULASI SKM TRIWULAN IV

NO. RESPONDEN;U1 Persyaratan;U2;U3;U4;U5;U6;U7;U8;U9;Usia
1;4;4;4;4;4;4;4;4;4;31
2;3;3;3;3;3;3;3;3;3;44
RATA-RATA;3,5;3,5;3,5;3,5;3,5;3,5;3,5;3,5;3,5
"""


def test_how_a_table_was_read_stands_beside_the_result(loket: Loket, tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    file.write_text(OFFICE, encoding="utf-8")
    found = computed(loket, file)
    assert (found["respondents"], found["questions"]["U1"]) == (2, {"n": 2, "nrr": "3.5000", "weighted": "0.3889"})
    assert [each["said"] for each in found["readings"]] == [
        "baris 1–1 di atas judul kolom dilewati: “REKAPITULASI SKM TRIWULAN IV”",
        "kolom NO. RESPONDEN dibaca sebagai nomor responden",
        "kolom U1 Persyaratan dibaca sebagai U1",
        "kolom Usia dilewati",
        "baris 6, “RATA-RATA”, dianggap bukan responden: benar?",
    ]
    assert found["readings"][-1] | {"said": ""} == {
        "file": str(file),
        "kind": "summary",
        "row": 6,
        "column": "",
        "found": "RATA-RATA",
        "said": "",
    }
    code, out, err = loket("compute", file, "--instrument", "skm-2017", "--language", "en")
    assert (code, err) == (0, "")
    assert out.split("How the table was read:\n")[1].splitlines()[-2:] == [
        f"  {file}: column Usia passed over",
        f"  {file}: row 6, “RATA-RATA”, taken for no respondent: is that so?",
    ]


def test_what_cannot_be_told_is_asked_and_the_answer_is_an_option(loket: Loket, tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    file.write_text(OFFICE.replace("RATA-RATA" + ";3,5" * 9, "Capaian" + ";4" * 9), encoding="utf-8")
    code, out, err = loket("compute", file, "--instrument", "skm-2017")
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"{file}: baris 6, “Capaian”: responden atau ringkasan (jumlah, rata-rata)? Tidak dapat dipastikan",
        "Jawab dengan --summary-rows 6 bila ringkasan, atau --respondent-rows 6 bila responden.",
    ]
    assert computed(loket, file, "--summary-rows", 6)["respondents"] == 2
    assert computed(loket, file, "--respondent-rows", "6")["respondents"] == 3
    assert "baris 7 tidak ada" in loket("compute", file, "--instrument", "skm-2017", "--summary-rows", "6-7")[2]
    both = loket("compute", file, "--instrument", "skm-2017", "--summary-rows", 6, "--respondent-rows", 6)
    assert "disebut responden dan juga ringkasan" in both[2]


def test_an_earlier_table_has_answers_of_its_own(loket: Loket, table: Callable[..., Path], tmp_path: Path) -> None:
    before = tmp_path / "before.csv"
    before.write_text(OFFICE.replace("RATA-RATA" + ";3,5" * 9, "Capaian" + ";4" * 9), encoding="utf-8")
    asked = ("compute", table(alike(20)), "--instrument", "skm-2017", "--against", before, "--json")
    assert "--against-summary-rows 6" in loket(*asked)[2]
    code, out, _err = loket(*asked, "--against-summary-rows", 6)
    assert code == 0
    assert {each["file"] for each in json.loads(out)["readings"]} == {str(before)}


# ── refusals ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("json_too", [(), ("--json",)])
def test_every_fault_is_said_and_nothing_is_computed(loket: Loket, tmp_path: Path, json_too: tuple[str, ...]) -> None:
    file = tmp_path / "table.csv"
    rows = [
        ",".join(["a", *"444444444"]),
        ",".join(["b", *"454444404"]),
        "c,4",
        ",".join(["a", *"444444444"]),
        ",".join(["d", *"4444444444"]),
    ]
    file.write_text("\n".join([",".join(["respondent", *SKM]), *rows]))
    code, out, err = loket("compute", file, "--instrument", "skm-2017", *json_too)
    assert (code, out) == (2, "")
    assert err.splitlines() == [
        f"{file}: baris 3, kolom U2: “5” bukan nilai 1–4",
        f"{file}: baris 3, kolom U8: “0” bukan nilai 1–4",
        f"{file}: baris 4: hanya 2 sel, terpotong?",
        f"{file}: baris 6: ada 11 sel, lebih dari judulnya",
    ]


def test_who_is_there_twice_counts_twice_and_is_named(loket: Loket, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_text("\n".join([",".join(["respondent", *SKM]), *[",".join(["a", *"444444444"])] * 2]))
    code, out, err = loket("compute", file, "--instrument", "skm-2017", "--json")
    assert (code, json.loads(out)["indices"]["ikm"]["n"]) == (0, 2)
    assert err == f"{file}: baris 3, kolom respondent: “a” sudah ada di baris 2; keduanya dihitung\n"


HEADER = ",".join(["respondent", *SKM])
FAULTS = [
    (b"", "kosong", "is empty"),
    (b"\x81", "bukan teks UTF-8 atau Windows-1252 (baris 1)", "not text in UTF-8 or Windows-1252 (row 1)"),
    (HEADER.encode() + b'\na,"4', "baris 2: bukan tabel yang utuh", "row 2: not a whole table"),
    (HEADER.replace("U4", "U3").encode(), "kolom U3 ada dua kali", "column U3 is there twice"),
    (HEADER.replace("U4", "U3").encode(), "kolom U4 tidak ada", "there is no column U4"),
    (HEADER.replace("U4", "U10").encode(), "kolom U10 (ke-5) tidak dikenal", "unknown column U10 (number 5)"),
    (HEADER.replace("U8", "U8 Sarana").encode(), "kolom U8 Sarana menyebut unsur U9", "column U8 Sarana names element U9"),
    (HEADER.encode() + b"\na,4,4", "baris 2: hanya 3 sel", "row 2: only 3 cells"),
    (HEADER.encode() + b"\na" + b",4" * 10, "baris 2: ada 11 sel", "row 2: 11 cells"),
    (HEADER.encode() + b"\na" + b",4" * 8 + b",7", "baris 2, kolom U9: “7”", "row 2, column U9: “7”"),
]


@pytest.mark.parametrize(("raw", "indonesian", "english"), FAULTS)
def test_faults_in_both_languages(loket: Loket, tmp_path: Path, raw: bytes, indonesian: str, english: str) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(raw)
    for language, said in (("id", indonesian), ("en", english)):
        code, out, err = loket("compute", file, "--instrument", "skm-2017", "--language", language)
        assert (code, out) == (2, "")
        assert said in err


@pytest.mark.parametrize(("language", "said"), [("id", "tidak dapat dibaca"), ("en", "cannot be read")])
def test_a_folder_or_nothing_instead_of_a_file(loket: Loket, tmp_path: Path, language: str, said: str) -> None:
    for file in (tmp_path, tmp_path / "nix.csv"):
        code, out, err = loket("compute", file, "--instrument", "skm-2017", "--language", language)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert f"{file}: {said}" in err


def test_a_cell_of_a_megabyte_is_not_repeated(loket: Loket, tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    for many in (30_000, 500_000):
        file.write_text(f"{HEADER}\na,{'🙂' * many}{',4' * 8}\n", encoding="utf-8")
        code, out, err = loket("compute", file, "--instrument", "skm-2017")
        assert (code, out) == (2, "")
        assert "baris 2" in err
        assert len(err) < 400


@pytest.mark.parametrize("cell", ["\x1b[2J", "\x07", "4\n4", "‮4"])
def test_a_cell_cannot_write_to_the_terminal(loket: Loket, tmp_path: Path, cell: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(f'{HEADER}\na,"{cell}"{",4" * 8}\n', encoding="utf-8")
    code, out, err = loket("compute", file, "--instrument", "skm-2017")
    assert (code, out) == (2, "")
    assert cell not in err
    assert all(line.startswith(f"{file}: baris 2") for line in err.splitlines())


def test_faults_of_both_tables_are_said(loket: Loket, tmp_path: Path, table: Callable[..., Path]) -> None:
    code, out, err = loket("compute", tmp_path / "nix", "--against", table(alike(2), SKM[:8]), "--instrument", "skm-2017")
    assert (code, out, err.count("\n")) == (2, "", 2)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (("--instrument", "nix"), "there is no instrument 'nix'"),
        (("--instrument", "pulse"), f"'pulse' with an index; there are {', '.join(OF_AN_INDEX)}"),
        ((), "--instrument"),
        (("--instrument", "skm-2017", "--order", "abc"), "--order"),
        (("--instrument", "skm-2017", "--language", "xx"), "--language"),
        (("--instrument", "skm-2017", "--population", "0"), "--population"),
        (("--instrument", "skm-2017", "--population", "2.360"), "--population"),
        (("--instrument", "skm-2017", "--summary-rows", "0"), "'0' are no rows"),
        (("--instrument", "skm-2017", "--respondent-rows", "9-3"), "'9-3' are no rows"),
        (("--instrument", "skm-2017", "--against-summary-rows", "akhir"), "'akhir' are no rows"),
    ],
)
def test_what_is_asked_wrongly_is_refused(loket: Loket, table: Callable[..., Path], more: tuple[str, ...], reason: str) -> None:
    code, out, err = loket("compute", table(alike(5)), *more)
    assert (code, out) == (2, "")
    assert reason in err


# ── sample ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("population", "needed"), [(2360, 330), (1, 1), (10, 10), (1000000, 384), (999_999_999_999, 384)])
def test_sample_as_json(loket: Loket, population: int, needed: int) -> None:
    code, out, err = loket("sample", population, "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"population": population, "sample": needed}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("id", "Dari 2.360 orang yang dilayani, paling sedikit 330 responden (Krejcie–Morgan, 95 %, ±5 %)\n"),
        ("en", "Of 2,360 served, at least 330 must respond (Krejcie–Morgan, 95 %, ±5 %)\n"),
    ],
)
def test_sample_as_text(loket: Loket, language: str, said: str) -> None:
    assert loket("sample", 2360, "--language", language) == (0, said, "")


@pytest.mark.parametrize("text", ["0", "-1", "2.360", "2,360", "abc", "", " ", "1e3", "٣", "½", "+5", "0x10", "1" * 13, "9" * 5000])
def test_what_is_no_population_is_refused(loket: Loket, text: str) -> None:
    code, out, err = loket("sample", text)
    assert (code, out) == (2, "")
    assert "is no population; write digits only" in err
    assert len(err) < 600
