"""The figures of a report, against the same added up by hand: JSON, XLSX and what is printed say one thing."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from uuid import uuid4

import openpyxl
import pytest

from kiosk import documents, recording
from kiosk.documents import Filed, Outline
from kiosk.documents.contents import Contents
from kiosk.documents.writing import document
from kiosk.evidence import Vault
from kiosk.figures import of_visits
from kiosk.past import typed
from kiosk.past.surveys import Table
from kiosk.past.typed import Typed
from kiosk.places import Place
from kiosk.printing.documents import DataTable, Document, Gap, Paragraph
from kiosk.recording import surveys
from kiosk.words import in_language
from tests.conftest import FixedClock
from tests.documents.conftest import CODES, FORTY, OCTOBER, score_of
from tests.make import instrument, make_follow_up, make_person, make_seal, rating

MEANS = {code: Fraction(sum(score_of(visit, n) for visit in range(FORTY)), FORTY) for n, code in enumerate(CODES)}
"""By hand: Σ scores ÷ n."""


def rounded(number: Fraction, places: int) -> str:
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def index_of(letter: str) -> Fraction:
    """On 25–100: the mean of its elements' means, × 25."""
    own = [mean for code, mean in MEANS.items() if code.startswith(letter)]
    return sum(own, Fraction(0)) / len(own) * 25


def tables(made: Document) -> dict[str, DataTable]:
    every = (block for chapter in made.chapters for section in chapter.sections for block in section.blocks)
    return {block.caption: block for block in every if isinstance(block, DataTable)}


def said(made: Document) -> str:
    every = (block for chapter in made.chapters for section in chapter.sections for block in section.blocks)
    return "\n".join(block.text for block in every if isinstance(block, Paragraph | Gap))


@pytest.fixture
def written(filed: Callable[..., Filed], outline: Outline) -> Document:
    return document(outline, Contents(filed()), draft=True)


def test_every_figure_is_that_of_a_hand(filed: Callable[..., Filed], outline: Outline) -> None:
    found = documents.as_json(filed(), outline)
    for code, mean in MEANS.items():
        own = found["questions"][code]
        many = 7 if code.startswith("U") else 5
        assert (own["nrr"], own["nrr_weighted"], own["value"]) == (rounded(mean, 4), rounded(mean / many, 4), rounded(mean * 25, 2))
        assert own["n"] == FORTY == sum(own["scores"].values())
        assert list(own["scores"]) == ["1", "2", "3", "4"]
    for index, letter in (("ikm", "U"), ("ipk", "K")):
        own = found["indices"][index]
        assert (own["value"], own["n"], own["complete"], own["basis"]) == (rounded(index_of(letter), 2), FORTY, FORTY, "resmi")
        assert Decimal(own["low"]) < Decimal(own["value"]) < Decimal(own["high"])
    older = sum((Fraction("0.14") * mean for code, mean in MEANS.items() if code.startswith("U")), Fraction(0)) * 25
    assert found["indices"]["ikm"]["with_older_weights"] == rounded(older, 2)
    assert found["sample"] == {"population": 120, "minimum": 92, "actual": FORTY, "enough": False}
    assert (found["visits"], found["set_aside"], found["from"], found["to"]) == (FORTY, 0, "2026-10-01", "2026-10-31")


def test_the_printed_table_says_the_same(filed: Callable[..., Filed], outline: Outline, written: Document) -> None:
    table = tables(written)["Tabel 3.1  Nilai per unsur pelayanan"]
    values = documents.as_json(filed(), outline)
    for row, code in zip(table.rows, CODES[:7], strict=True):
        own = values["questions"][code]
        assert [row[2], row[3], row[4], row[5]] == ["40", comma(rounded(MEANS[code], 3)), comma(own["nrr_weighted"]), comma(own["value"])]
    assert table.total is not None
    assert table.total[2] == "280"
    assert table.total[5] == comma(values["indices"]["ikm"]["value"])
    assert table.total[6].startswith(values["indices"]["ikm"]["grade"])


def comma(number: str) -> str:
    return number.replace(".", ",")


def test_a_workbook_has_numbers_and_the_formulas_that_make_them(filed: Callable[..., Filed], outline: Outline) -> None:
    made = documents.made(filed(), outline, ".xlsx", Vault(Path("nowhere")))
    values, formulas = (openpyxl.load_workbook(io.BytesIO(made), data_only=only) for only in (True, False))
    assert values.sheetnames[:2] == ["IKM", "IPK"]
    sheet, own = values["IKM"], formulas["IKM"]
    first = next(row for row in range(1, 12) if sheet.cell(row, 1).value == "U1")
    for n, code in enumerate(CODES[:7]):
        row = first + n
        counts = [sheet.cell(row, column).value for column in range(3, 7)]
        assert sum(counts) == sheet.cell(row, 7).value == FORTY
        assert Fraction(sum(score * count for score, count in enumerate(counts, 1)), FORTY) == MEANS[code]
        assert sheet.cell(row, 8).value == pytest.approx(float(MEANS[code]))
        assert sheet.cell(row, 11).value == float(rounded(MEANS[code] * 25, 2))
        assert own.cell(row, 8).value == f"=SUMPRODUCT(C{row}:F{row},{{1,2,3,4}})/G{row}"
        assert own.cell(row, 9).value == "=1/7"
        assert own.cell(row, 11).value == f"=ROUND(H{row}*25,2)"
    total = first + 7
    assert sheet.cell(total, 11).value == float(rounded(index_of("U"), 2))
    assert own.cell(total, 11).value == f"=ROUND(J{total}*25,2)"
    printed = tables(document(outline, Contents(filed())))["Tabel 3.1  Nilai per unsur pelayanan"].total
    assert printed
    assert sheet.cell(total, 12).value == printed[6], "one grade on paper and in the workbook"
    assert sheet.freeze_panes == f"A{first}"


def test_what_is_missing_is_asked_for_and_never_made_up(written: Document) -> None:
    told = said(written)
    assert "Belum diisi: tanggal Forum Konsultasi Publik (FKP)." in told
    assert "Belum diisi: nama dan jabatan penanda tangan" in told
    assert "Belum diisi: populasi" not in told, "the number served was entered on every day with ratings"
    assert "Jumlah responden 40 dari populasi 120; minimum 92: Belum sesuai." in told


def test_what_is_entered_takes_its_place(filed: Callable[..., Filed], outline: Outline) -> None:
    told = said(document(outline, Contents(filed(population=2360, forum_on=date(2026, 11, 3)))))
    assert "pada tanggal 3 November 2026" in told
    assert "Belum diisi: tanggal" not in told
    # domain.md 1.7: 2,360 passports of Kanim Tanjungpandan in 2022 want 330.
    assert "Jumlah responden 40 dari populasi 2.360; minimum 330: Belum sesuai." in told


def test_where_all_are_alike_nothing_is_called_behind(filed: Callable[..., Filed], october: Place, clock: FixedClock) -> None:
    """A day of forty who say 4 to everything, of a unit that had none before."""
    now = clock()
    clock.set(now.replace(month=11, day=3, hour=4))
    for _ in range(FORTY):
        number = uuid4()
        recording.record([rating(october, code, 4, visit=number, given_at=clock()) for code in CODES], clock())
    clock.set(now.replace(month=11, day=4))
    make_seal(october.unit)
    clock.set(now)
    make_seal(october.unit)
    alike = replace(filed(), period=OCTOBER.after())
    for outline in map(documents.outlines().__getitem__, documents.KINDS):
        made = document(outline, Contents(alike))
        assert "jelas di bawah" not in said(made)
    told = said(document(documents.outlines()["skm"], Contents(alike)))
    assert "Belum ada uji yang membedakan satu unsur dari yang lain" in told
    assert "Kurang" not in told.partition("Nilai IKM 100,00")[2].partition("Unsur terendah")[0], "there is nothing above the best grade"


def test_a_threshold_that_was_not_read_is_no_number(filed: Callable[..., Filed], outline: Outline) -> None:
    found = {(each["survey"], each["award"]): each for each in documents.as_json(filed(), outline)["thresholds"]}
    spak = sum((mean for code, mean in MEANS.items() if code.startswith("K")), Fraction(0)) / 5
    wbk = found["SPAK", "WBK"]
    assert (wbk["needed"], wbk["distance"], wbk["checked"]) == ("3.6000", rounded(spak - Fraction("3.6"), 4), True)
    # reports.md 4: value / 4 × 17,5.
    assert wbk["points"] == rounded(spak / 4 * Fraction("17.5"), 2)
    assert (found["SPAK", "WBBM"]["needed"], found["SPAK", "WBBM"]["checked"]) == (None, False)
    made = document(documents.outlines()["spkp-spak"], Contents(filed()))
    table = tables(made)["Tabel 3.3  Ambang PermenPANRB 90/2021"]
    rows = {row[0]: row for row in table.rows}
    assert (rows["SPAK WBK"][1], rows["SPKP WBK"][1]) == ("3,60", "3,20")
    assert (rows["SPAK WBBM"][1], rows["SPAK WBBM"][5]) == ("–", "ambang belum diperiksa")


def test_plans_are_called_as_on_paper(filed: Callable[..., Filed], outline: Outline, october: Place) -> None:
    make_follow_up(october.unit)
    book = openpyxl.load_workbook(io.BytesIO(documents.made(filed(), outline, ".xlsx", Vault(Path("nowhere")))))
    assert [cell.value for cell in list(book["Tindak lanjut"].rows)[-1]][:2] == [1, "Waktu penyelesaian"]
    assert tables(document(outline, Contents(filed())))["Tabel 4.1  Rencana tindak lanjut"].rows[0][1] == "Waktu penyelesaian"


def test_the_ends_are_named_and_which_grade_is_next(written: Document) -> None:
    lowest = sorted((mean, n) for n, mean in enumerate(list(MEANS.values())[:7]))[:3]
    names = [
        "akses informasi",
        "persyaratan",
        "prosedur/alur",
        "waktu penyelesaian",
        "tarif/biaya",
        "respon petugas",
        "konsultasi/pengaduan",
    ]
    told = ", ".join(f"{names[n]} ({comma(rounded(mean * 25, 2))})" for mean, n in lowest[:2])
    assert f"Tiga unsur dengan nilai terendah, yang menjadi prioritas perbaikan: {told} dan " in said(written)


def test_english_has_no_indonesian_sentence_and_the_other_way_round(filed: Callable[..., Filed], outline: Outline) -> None:
    with in_language("en"):
        # The name of a regulation is Indonesian in every language.
        basis = filed().instrument.legal_basis
        english = said(document(outline, Contents(filed()))).replace(basis, "")
    indonesian = said(document(outline, Contents(filed())))
    assert "40 respondents of a population of 120; the minimum is 92: Not enough." in english
    for word in (" yang ", " dan ", " unsur "):
        assert word not in english
    for word in (" the ", " and ", " element "):
        assert word not in indonesian


def test_a_period_without_figures_says_so_and_has_no_grade(filed: Callable[..., Filed], outline: Outline) -> None:
    october = filed()
    empty = Filed(october.unit, october.period.before(), october.today, october.catalogue)
    found: dict[str, Any] = documents.as_json(empty, outline)
    assert found["indices"]["ikm"]["value"] is None
    assert found["indices"]["ikm"]["withheld"]
    assert found["questions"]["U1"] == {"nrr": None, "nrr_weighted": None, "value": None, "n": None, "withheld": True}
    told = said(document(outline, Contents(empty)))
    assert "belum dapat ditampilkan: belum cukup jawaban" in told
    assert "mutu pelayanan" not in told.partition("Kesimpulan")[2]
    assert openpyxl.load_workbook(io.BytesIO(documents.made(empty, outline, ".xlsx", Vault(Path("nowhere"))))).sheetnames


def test_the_table_of_krejcie_and_morgan_is_whole(written: Document) -> None:
    table = tables(written)["Tabel L2.1  Ukuran sampel pada taraf kepercayaan 95 % dan ketelitian 5 %"]
    assert (len(table.rows), len(table.columns)) == (30, 6)
    pairs = {row[at]: row[at + 1] for row in table.rows for at in (0, 2, 4)}
    assert len(pairs) == 90
    assert {n: pairs[n] for n in ("10", "100", "500", "2.000", "10.000", "1.000.000")} == {
        "10": "10",
        "100": "80",
        "500": "217",
        "2.000": "322",
        "10.000": "370",
        "1.000.000": "384",
    }


def test_the_trend_has_what_is_known_from_before_marked(
    filed: Callable[..., Filed], outline: Outline, october: Place, clock: FixedClock
) -> None:
    skm, clerk = instrument("skm-2017"), make_person("kanwil", "kanwil")
    said = [{code: 1 + (n * (place + 3)) % 4 for place, code in enumerate(skm.codes("ikm"))} for n in range(12)]
    table = Table(skm, [(date(2024, 3, 1 + n), each) for n, each in enumerate(said)])
    surveys.store(october.unit, surveys.begin(october.unit, table, "skm-2024.csv", "", clerk, clock()), table, clock())
    old = Typed("skm-2017@1", "ikm", date(2023, 1, 1), date(2023, 6, 30), 150, Decimal("82.50"), "Laporan SKM Semester I 2023")
    typed.type_in(october.unit, old, "kanwil", clock(), clock().date())
    later = Typed("skm-2017@1", "ikm", date(2026, 11, 1), date(2026, 11, 2), 150, Decimal("82.50"), "Sesudah periode")
    typed.type_in(october.unit, later, "kanwil", clock(), clock().date())
    index = of_visits(said, skm).indices["ikm"]
    assert index
    made = tables(document(outline, Contents(filed()), draft=True))
    (trend,) = [each for caption, each in made.items() if caption.endswith("dari waktu ke waktu")]
    around = f"{index.low}–{index.high}".replace(".", ",")
    assert trend.rows[:2] == [
        ("1 Januari–30 Juni 2023 (diketik dari laporan lama)", "82,50", "–", "B – Baik", "150"),
        ("1–12 Maret 2024 (impor 1)", str(index.value).replace(".", ","), around, "belum cukup", "12"),
    ]
    assert [row[0] for row in trend.rows[2:]] == ["Oktober 2026"]
    found = documents.as_json(filed(), outline)["past"]
    assert [(each["origin"], each["value"], each["n"]) for each in found] == [("typed", "82.50", 150), ("import", str(index.value), 12)]
    book = openpyxl.load_workbook(io.BytesIO(documents.made(filed(), outline, ".xlsx", Vault(Path("nowhere")))))
    assert "1–12 Maret 2024 (impor 1)" in [row[0].value for row in book["Tren"].iter_rows()]
