"""Long reports as PDF: everything is there in order, for eyes, ears and archives, whatever somebody typed."""

import io
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image

from kiosk.printing.documents import (
    Bar,
    Bars,
    Block,
    Chapter,
    Check,
    Column,
    Cover,
    DataTable,
    Document,
    Gap,
    Layout,
    Listing,
    Paragraph,
    Run,
    Section,
    Signature,
    document,
    document_pages,
)
from kiosk.web.qr import qr_svg

ADDRESS = "https://loket.example.go.id/laporan/7K2M-Q4XD"
AT = datetime(2026, 7, 20, 3, tzinfo=UTC)
COLUMNS = (Column("No."), Column("Unsur pelayanan", wide=True), Column("NRR", "end"), Column("TW I", "center"))
TABLE = DataTable(
    "Tabel 3.2 Nilai per unsur",
    COLUMNS,
    [["1", "Persyaratan", "3,378", "■"], ["2", "Waktu penyelesaian", "2,968", ""]],
    ["Nilai IKM unit", "", "83,63", ""],
    frozenset({1}),
    "NRR: nilai rata-rata.",
)
BARS = Bars(
    "Gambar 3.1 Waktu di bawah unsur lain",
    "Dua batang: persyaratan dan waktu.",
    [Bar("Batang syarat", 84.45, "84,45"), Bar("Batang waktu", 74.2, "74,20", strong=True)],
    25,
    100,
    [(25, "25", "D"), (65, "65", "C"), (76.61, "76,61", "B"), (88.31, "88,31", "A")],
    (83.63, "IKM unit 83,63"),
    "Sumbu dimulai dari 25.",
)
RUN = Run("Gambar 3.3 Naik sejak Maret", "Garis nilai per bulan.", [("Jan", 81.2, "81,20"), ("Feb", 80.94, "80,94")], 70, 90, "Dari 70.")
SIGNATURE = Signature("Tanjungpandan, 20 Juli 2026", ["Kepala Kantor,"], "RINA MARLINA", "NIP. 19790312 200501 2 001")
CHECK = Check(qr_svg(ADDRESS).decode(), ["Periksa keaslian berkas ini:", "loket.example.go.id/laporan", "Versi 1."])


def logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (80, 80), "#063f47").save(out, "PNG")
    return out.getvalue()


def report(*blocks: Block, **more: object) -> Document:
    made = Document(
        title="Laporan SKM Januari–Juni 2026",
        language="id",
        cover=None,
        contents="",
        chapters=[Chapter("BAB I", "PENDAHULUAN", [Section("", "", blocks)])],
        running=("Laporan SKM 2026", "Kantor Imigrasi Tanjungpandan"),
        foot="No. terbitan SKM/2026-2/1",
        page=("Halaman", "dari"),
    )
    return replace(made, **more)  # type: ignore[arg-type]


RICH = report(
    cover=Cover(["KEMENTERIAN IMIGRASI", "KANTOR WILAYAH"], ["LAPORAN HASIL", "SURVEI KEPUASAN"], "Kantor X", "Januari–Juni 2026", logo()),
    contents="DAFTAR ISI",
    chapters=[
        Chapter("", "KATA PENGANTAR", [Section("", "", [Paragraph("Puji syukur."), Gap("Belum diisi: sambutan.")])]),
        Chapter("BAB III", "HASIL", [Section("3.1", "Indeks", [Paragraph("Nilai IKM 83,63."), TABLE, BARS, RUN])]),
        Chapter(
            "BAB V",
            "PENUTUP",
            [
                Section("A.", "Kesimpulan", [Listing(["Butir satu", "Butir dua"]), Listing(["Undang-Undang", "Peraturan"], "a")]),
                Section("B.", "Tanda tangan", [Paragraph("Demikian."), SIGNATURE, CHECK]),
            ],
        ),
    ],
)

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="reads PDF by poppler-utils, which is not on this machine")


def ask(folder: Path, program: str, made: bytes, *options: str) -> str:
    """What a program of poppler-utils says of a PDF."""
    file = folder / "made.pdf"
    file.write_bytes(made)
    out = ["-"] if program == "pdftotext" else []
    return subprocess.run([program, *options, str(file), *out], check=True, capture_output=True, text=True).stdout


def pages(folder: Path, made: Document) -> list[str]:
    """The words of each page, on one line, as they stand on the paper."""
    text = ask(folder, "pdftotext", document(made), "-layout").replace("\u200b", "").replace("\u2060", "")
    return [" ".join(page.split()) for page in text.removesuffix("\f").split("\f")]


def image(page: bytes) -> Image.Image:
    return Image.open(io.BytesIO(page)).convert("RGB")


@poppler
def test_everything_stands_in_order(tmp_path: Path) -> None:
    cover, contents, foreword, results, end = pages(tmp_path, RICH)
    for page, words in (
        (cover, ["KEMENTERIAN IMIGRASI", "KANTOR WILAYAH", "LAPORAN HASIL", "SURVEI KEPUASAN", "Januari–Juni 2026", "Kantor X"]),
        (
            contents,
            ["DAFTAR ISI", "KATA PENGANTAR", " 3 ", "BAB III HASIL", " 4 ", "3.1 Indeks", " 4 ", "BAB V PENUTUP", " 5 ", "A. Kesimpulan"],
        ),
        (foreword, ["Laporan SKM 2026", "KATA PENGANTAR", "Puji syukur.", "Belum diisi: sambutan.", "No. terbitan", "Halaman 3 dari 5"]),
        (results, ["BAB III", "HASIL", "3.1 Indeks", "Nilai IKM 83,63.", TABLE.caption, "No.", "NRR", "Persyaratan", "3,378", "■"]),
        (results, ["Waktu penyelesaian", "2,968", "Nilai IKM unit", "83,63", TABLE.note, BARS.caption, "Batang syarat", "84,45"]),
        (
            results,
            ["Batang waktu", "74,20", "25", "65", "76,61", "88,31", "IKM unit 83,63", BARS.note, RUN.caption, "81,20", "Jan", RUN.note],
        ),
        (
            end,
            ["BAB V", "PENUTUP", "A. Kesimpulan", "1. Butir satu", "2. Butir dua", "a. Undang-Undang", "b. Peraturan", "B. Tanda tangan"],
        ),
        (
            end,
            ["Demikian.", SIGNATURE.place_and_date, "Kepala Kantor,", SIGNATURE.name, SIGNATURE.number, *CHECK.lines, "Halaman 5 dari 5"],
        ),
    ):
        assert_in_order(page, words)
    assert "Halaman" not in cover
    assert "Laporan SKM 2026" not in cover


def assert_in_order(page: str, words: Sequence[str]) -> None:
    at = 0
    for each in words:
        found = page.find(each, at)
        assert found >= 0, f"{each!r} does not come after {page[:at][-60:]!r} in {page!r}"
        at = found + len(each.rstrip())


def test_it_is_made_for_ears_and_for_archives() -> None:
    made = document(RICH, AT)
    for said in (
        b"<pdfaid:part>2</pdfaid:part>",
        b"<pdfaid:conformance>A</pdfaid:conformance>",
        b"<pdfuaid:part>1</pdfuaid:part>",
        b"/Lang(id)",
        b"/Marked true",
        b"/DisplayDocTitle true",
        b"/CreationDate(D:20260720030000Z)",
    ):
        assert said in made
    assert "Laporan SKM Januari–Juni 2026" in made.decode("utf-8", "ignore"), "its title, in the metadata"
    bookmarks = re.findall(rb"/Title ?\(([^)]*)\)/Dest", made)
    wanted = [b"DAFTAR ISI", b"KATA PENGANTAR", b"BAB III HASIL", b"3.1 Indeks", b"BAB V PENUTUP", b"A. Kesimpulan", b"B. Tanda tangan"]
    assert sorted(bookmarks) == sorted(wanted)
    assert document(replace(RICH, language="en")).count(b"/Lang(en)") >= 1


def test_parts_are_tagged_as_what_they_are() -> None:
    made = document(RICH)
    counts = {
        tag: len(re.findall(rf"/S/{tag}\b".encode(), made)) for tag in ("H1", "H2", "TH", "Table", "Figure", "TOC", "TOCI", "L", "Caption")
    }
    # Levels of tags are those of headings; the contents' own heading is one of them.
    assert counts["H1"] == 4
    assert counts["H2"] == 3
    assert counts["TH"] == len(COLUMNS)
    # The contents hold those of the two chapters that have sections.
    assert (counts["Table"], counts["TOC"], counts["L"], counts["Caption"]) == (1, 3, 2, 3)
    assert counts["TOCI"] == 6
    alts = re.findall(rb"/Alt ?\(([^)]*)\)", made)
    assert {BARS.alt.encode(), RUN.alt.encode(), f"QR {' '.join(CHECK.lines)}".encode()} <= set(alts)


@poppler
@pytest.mark.parametrize(("font", "name"), [("sans", "LiberationSans"), ("serif", "LiberationSerif")])
def test_its_fonts_go_with_it(tmp_path: Path, font: str, name: str) -> None:
    made = document(replace(RICH, layout=Layout(font=font)))  # type: ignore[arg-type]
    rows = [line.split() for line in ask(tmp_path, "pdffonts", made).splitlines()[2:]]
    assert sorted(row[0].split("+")[1] for row in rows) == [name, f"{name}-Bold"]
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows), "embedded, a subset, with Unicode"


def test_the_same_report_has_the_same_bytes() -> None:
    assert document(RICH, AT) == document(RICH, AT)
    assert document(RICH, AT) != document(RICH)


def long_table(rows: int) -> DataTable:
    return DataTable("Tabel panjang", COLUMNS, [[f"baris-{at}", "Persyaratan", "3,378", ""] for at in range(rows)])


@poppler
def test_a_long_table_repeats_its_header_and_loses_no_row(tmp_path: Path) -> None:
    found = pages(tmp_path, report(long_table(400)))
    assert len(found) > 8
    assert all(page.count("Unsur pelayanan") == 1 for page in found)
    assert re.findall(r"baris-\d+", " ".join(found)) == [f"baris-{at}" for at in range(400)]


@poppler
def test_a_row_and_a_short_table_stay_whole(tmp_path: Path) -> None:
    for before in range(10, 40, 3):
        start = [Paragraph(f"Paragraf {at}.") for at in range(before)]
        (page,) = [page for page in pages(tmp_path, report(*start, TABLE)) if "Persyaratan" in page]
        assert_in_order(page, [TABLE.caption, "Unsur pelayanan", "Persyaratan", "Waktu penyelesaian", "Nilai IKM unit"])
        (page,) = [page for page in pages(tmp_path, report(*start, long_table(30))) if "baris-0 " in page]
        assert_in_order(page, ["Tabel panjang", "Unsur pelayanan", "baris-0"])
    words = "kata " * 60 + "akhir"
    long = DataTable("", COLUMNS, [[f"awal-{at}", words, "", ""] for at in range(30)])
    found = pages(tmp_path, report(long))
    assert len(found) > 2
    assert all(page.count("awal-") == page.count("akhir") for page in found)


HOSTILE = (
    '#import "x.typ": * #panic("x") $x^2$ *tebal* _miring_ `kode` <d> @e \\ // /* [',
    "= Judul - butir + satu https://a.example ~ -- ... 'x' \"y\"",
    "A" * 2000,
    "W" * 29 + " " + "W" * 2000,
    "kata " * 2000,
    "\u202e\u200f\u200b\x00\x07\n\t\ufeff",
    "مرحبا שלום 办公室",
    "😀" * 50,
    "",
)


def filled(words: str) -> Document:
    """A report with these words in every place."""
    columns = [Column(words), Column(words, "end"), Column(words, wide=True), Column(words, "center"), Column(words, wide=True)]
    blocks: list[Block] = [
        Paragraph(words),
        Listing([words, words]),
        Listing([words], "a"),
        DataTable(words, columns, [[words] * 5] * 2, [words] * 5, frozenset({0}), words),
        Bars(words, words, [Bar(words, 3, words)], 1, 4, [(1, words, words), (2, words, words)], (3, words), words),
        Run(words, words, [(words, 3, words), (words, 2, words)], 1, 4, words),
        Gap(words),
        Signature(words, [words, words], words, words),
        Check(qr_svg(ADDRESS).decode(), [words, words]),
    ]
    return Document(
        words,
        "id",
        Cover([words, words], [words], words, words, logo()),
        words,
        [Chapter(words, words, [Section(words, words, blocks)]), Chapter("", words, []), Chapter(words, "", [Section("", words, [])])],
        (words, words),
        words,
        (words, words),
        words,
        words,
    )


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_words_bend_no_report(words: str) -> None:
    assert b"pdfuaid:part" in document(filled(words))


@poppler
@pytest.mark.parametrize("words", [*HOSTILE[:2], "−4,68 ≥ 5 ≈ ● é Ω ж"])
def test_words_are_printed_as_they_are(tmp_path: Path, words: str) -> None:
    made = report(Paragraph(words), Listing([words]), Gap(words), DataTable(words, [Column("x", wide=True)], [[words]]))
    assert " ".join(pages(tmp_path, made)).count(" ".join(words.split())) == 5


@poppler
@pytest.mark.parametrize(
    ("block", "letters"),
    [
        (Paragraph("A" * 2000), 2000),
        (Gap("A" * 4000), 4000),
        (Listing(["A" * 2000, "A" * 100], "a"), 2100),
        (DataTable("", COLUMNS, [["A" * 2000, "A" * 2000, "A" * 900, "x"]]), 4900),
        (DataTable("", COLUMNS, [["1", "A" * 9000, "kata " * 90, "x"]], ["A" * 90, "", "", ""]), 9090),
    ],
)
def test_long_words_stay_on_the_paper(tmp_path: Path, block: Block, letters: int) -> None:
    boxes = ask(tmp_path, "pdftotext", document(report(block)), "-bbox")
    found = re.findall(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([A\u200b]+)<', boxes)
    assert sum(word.count("A") for *_, word in found) == letters
    # 3 cm at the left, 2 cm at the right and 2.5 cm at the bottom are free; a letter's box reaches below its line.
    assert all(float(start) >= 85 and float(end) <= 595.28 - 56 and float(low) <= 841.9 - 68 for start, end, low, _ in found)


@poppler
@pytest.mark.parametrize("size", [9, 11, 14])
def test_forty_millimetres_are_free_for_the_stamp(tmp_path: Path, size: float) -> None:
    for before in (0, 15, 20, 25):
        start = [Paragraph(f"Paragraf {at}.") for at in range(before)]
        made = document(report(*start, SIGNATURE, layout=Layout(size=size)))
        boxes = ask(tmp_path, "pdftotext", made, "-bbox")
        (page,) = [page for page in boxes.split("<page")[1:] if ">Kantor,<" in page]
        (above,) = re.findall(r'yMax="([\d.]+)">Kantor,<', page)
        (below,) = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="[\d.]+">RINA<', page)
        assert 40 <= (float(below) - float(above)) / 72 * 25.4 < 45
        assert not before or "Paragraf" in page, "nobody signs a page on which nothing else stands"


@pytest.mark.parametrize(("paper", "wide", "high"), [("a4", 210, 297), ("f4", 215, 330)])
def test_it_is_as_large_as_its_paper(paper: str, wide: int, high: int) -> None:
    made = replace(RICH, layout=Layout(paper))  # type: ignore[arg-type]
    assert {image(page).size for page in document_pages(made, 25.4)} == {(wide, high)}, "a dot a millimetre"


@poppler
def test_a_draft_and_a_demonstration_say_so_on_every_page(tmp_path: Path) -> None:
    found = pages(tmp_path, replace(RICH, draft="KONSEP", demo="Contoh saja"))
    assert all(re.search(r"KONSEP$|KONSEP · No. terbitan", page) for page in found), "in the foot"
    assert all("Contoh saja" in page for page in found)
    plain, marked = document_pages(RICH, 30), document_pages(replace(RICH, draft="KONSEP"), 30)
    pale = [image(page).crop((60, 60, 180, 240)).convert("L").histogram()[232] for page in marked]
    assert all(count > 300 for count in pale), "and across it"
    assert all(image(page).crop((60, 60, 180, 240)).convert("L").histogram()[232] < 200 for page in plain)


def test_its_code_is_read() -> None:
    *_, last = document_pages(replace(RICH, draft="KONSEP"), 100)
    assert [code.text for code in zxingcpp.read_barcodes(image(last))] == [ADDRESS]


def test_many_columns_points_and_bars_have_room() -> None:
    many = [
        DataTable("", [Column(f"U{at}", "end") for at in range(24)], [["3,487"] * 24] * 3),
        Run("", "", [(f"Januari {at}", at, f"{at},00") for at in range(60)], 0, 60),
        Run("", "", [], 0, 1),
        Bars("", "", [Bar(f"Loket {at}", at, str(at)) for at in range(80)], 0, 80, [(0, "0", ""), (1, "1", ""), (2, "2", "")]),
        Bars("", "", [], 0, 1),
        DataTable("", COLUMNS, []),
    ]
    assert len(document_pages(report(*many), 30)) >= 4


@pytest.mark.parametrize(
    ("layout", "named"),
    [({"paper": "a5"}, "a5"), ({"font": "comic"}, "comic"), ({"size": 3}, "points"), ({"margins": (0, 2, 2, 2)}, "cm")],
)
def test_what_cannot_be_set_is_refused(layout: dict[str, object], named: str) -> None:
    with pytest.raises(ValueError, match=named):
        Layout(**layout)  # type: ignore[arg-type]


def test_a_table_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="3 cells in a row of 4"):
        replace(TABLE, rows=[["1", "2", "3"]])
    with pytest.raises(ValueError, match="1 cells"):
        replace(TABLE, total=["1"])


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_value_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="number"):
        replace(BARS, rows=[Bar("x", value, "")])
    with pytest.raises(ValueError, match="number"):
        replace(RUN, points=[("x", value, "")])
    with pytest.raises(ValueError, match="scale"):
        replace(RUN, least=90)


def test_another_picture_than_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        document(report(Check("<svg/>", [])))
