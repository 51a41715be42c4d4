"""The other papers: a letter, a poster, a pledge, a day, and several units in one report, from the same figures by hand."""

import io
from collections.abc import Callable, Iterator
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kiosk import documents
from kiosk.documents import Filed, Monitored
from kiosk.documents.contents import Contents
from kiosk.documents.monitored import MonitoredContents
from kiosk.documents.writing import document
from kiosk.evidence import Vault
from kiosk.indices.periods import around
from kiosk.places import letterheads, tree
from kiosk.places.letterheads import Letterhead
from kiosk.printing.documents import DataTable, Document, Panel, Signature
from kiosk.words import in_language
from tests.conftest import FixedClock
from tests.documents.conftest import OCTOBER
from tests.documents.test_filed import comma, index_of, rounded, tables
from tests.make import make_counter, make_unit

NOWHERE = Vault(Path("nowhere"))
PAPERS = ("harian", "pengantar", "poster", "maklumat")


def blocks(made: Document) -> list[object]:
    return [block for chapter in made.chapters for section in chapter.sections for block in section.blocks]


def texts(found: object) -> Iterator[str]:
    """Every text in a document, wherever it stands."""
    if isinstance(found, str):
        yield found
    elif is_dataclass(found) and not isinstance(found, type):
        yield from texts(asdict(found))
    elif isinstance(found, dict):
        yield from (text for each in found.values() for text in texts(each))
    elif isinstance(found, list | tuple):
        yield from (text for each in found for text in texts(each))


def words(made: Document) -> str:
    return "\n".join(texts(made))


@pytest.fixture
def of(filed: Callable[..., Filed]) -> Callable[..., Document]:
    def make(kind: str, **inputs: object) -> Document:
        return document(documents.outlines()[kind], Contents(filed(**inputs)))

    return make


def test_a_letter_leaves_to_the_office_what_is_its_own(of: Callable[..., Document], filed: Callable[..., Filed]) -> None:
    told = words(of("pengantar"))
    assert "……, ……" in told
    assert "Yth. ……" in told
    assert f"Nilai IKM {comma(rounded(index_of('U'), 2))}, mutu pelayanan" in told
    said = Letterhead(city="Tanjungpandan", addressee="Kepala Kanwil\nBabel", signatory="Siti", position="Kepala", capacity="Plt.")
    letterheads.say(filed().unit, date(2020, 1, 1), said)
    made = of("pengantar", letter_number="W7.UM.01.01-12", signed_on=date(2026, 11, 2))
    told = words(made)
    assert "Tanjungpandan, 2 November 2026" in told
    assert "W7.UM.01.01-12" in told
    assert "Yth. Kepala Kanwil\nBabel\ndi tempat" in told
    (signature,) = [each for each in blocks(made) if isinstance(each, Signature)]
    assert (signature.position, signature.name) == (["Plt. Kepala"], "Siti")
    assert (made.draft, made.cover) == ("", None)


def test_a_poster_says_the_value_and_whose_it_is(of: Callable[..., Document], filed: Callable[..., Filed]) -> None:
    (panel,) = [each for each in blocks(of("poster")) if isinstance(each, Panel)]
    assert (panel.title, panel.value) == ("NILAI IKM", comma(rounded(index_of("U"), 2)))
    assert dict(panel.facts)["Responden"] == ["40 orang"]
    assert dict(panel.facts)["Periode"] == ["Oktober 2026"]
    empty = Filed(filed().unit, OCTOBER.before(), filed().today, filed().catalogue)
    made = document(documents.outlines()["poster"], Contents(empty))
    assert not [each for each in blocks(made) if isinstance(each, Panel)]
    assert "Nilai belum dapat ditampilkan" in words(made)


def test_a_wall_has_larger_words_on_larger_paper(filed: Callable[..., Filed]) -> None:
    made = {paper: document(documents.outlines()["poster"], Contents(filed()), paper=paper).layout for paper in ("a4", "a3")}
    assert made["a3"].size == pytest.approx(made["a4"].size * 2**0.5)
    assert made["a3"].margins == pytest.approx([each * 2**0.5 for each in made["a4"].margins])


def test_a_pledge_is_of_no_day(of: Callable[..., Document]) -> None:
    made = of("maklumat")
    assert "kami siap menerima sanksi sesuai peraturan perundang-undangan yang berlaku" in words(made)
    assert (made.foot, made.draft) == ("", "")


def test_a_day_has_its_counts_and_its_seal(filed: Callable[..., Filed]) -> None:
    month = filed()
    assert month.day is None
    day = Filed(month.unit, around("day", date(2026, 10, 14)), month.today, month.catalogue)
    made = document(documents.outlines()["harian"], Contents(day))
    counted = {row[0]: row[1] for row in tables(made)["Hari ini"].rows}
    assert (counted["Kunjungan yang menilai"], counted["Yang dilayani"], counted["Jawaban disisihkan"]) == ("40", "120", "0")
    assert day.day
    assert day.day.seal
    assert "Segel buku besar hari ini: " in words(made)
    running = Filed(month.unit, around("day", month.today), month.today, month.catalogue)
    assert running.day is None, "of a day that runs there is no sheet"


def test_several_units_stand_side_by_side_as_each_has_it(filed: Callable[..., Filed], clock: FixedClock) -> None:
    one = filed()
    office, quiet = make_unit("kanwil", name="Kanwil Uji"), make_counter(make_unit("lapas", name="Lapas Uji"), "lapas-1").unit
    tree.affiliate(one.unit, office, date(2020, 1, 1))
    found = Monitored.of([one.unit, quiet], OCTOBER, clock().date(), one.catalogue)
    assert found.office == office
    outline = documents.outlines()["monitoring"]
    made = document(outline, MonitoredContents(found))
    value = rounded(index_of("U"), 2)
    rows = tables(made)["Tabel 3.1  IKM dan IPK tiap unit"].rows
    assert [row[1] for row in rows] == [one.unit.name, "Lapas Uji"]
    assert (rows[0][4], rows[0][6]) == (comma(value), comma(rounded(index_of("K"), 2)))
    assert set(rows[1][4:]) == {"–"}, "what has no value is given none"
    assert "Unit yang belum mempunyai cukup jawaban tidak diberi nilai." in words(made)
    told = documents.several_as_json(found.units, outline)
    assert told["units"]["kanim"]["indices"]["ikm"]["value"] == value
    assert told["units"]["lapas"]["indices"]["ikm"]["withheld"]
    book = openpyxl.load_workbook(io.BytesIO(documents.made_of_several(found, outline, ".xlsx", NOWHERE)))
    assert [sheet.title for sheet in book] == ["Nilai", "Unsur"]
    assert (book["Nilai"]["A4"].value, book["Nilai"]["C4"].value) == (one.unit.name, float(value))
    assert book["Unsur"].max_row == 1 + 12
    assert documents.made_of_several(found, outline, ".pdf", NOWHERE).startswith(b"%PDF")


@pytest.mark.parametrize("kind", PAPERS)
def test_each_can_be_printed_in_both_languages(filed: Callable[..., Filed], kind: str) -> None:
    month = filed()
    day = Filed(month.unit, around("day", date(2026, 10, 14)), month.today, month.catalogue)
    asked, outline = day if kind == "harian" else month, documents.outlines()[kind]
    for language, others in (("id", (" the ", " and ", " of ")), ("en", (" yang ", " dan ", " dari "))):
        with in_language(language):
            told = words(document(outline, Contents(asked)))
            assert documents.made(asked, outline, ".pdf", NOWHERE).startswith(b"%PDF")
        assert not [each for each in others if each in told], told


def test_the_tables_of_a_paper_have_no_chapter_to_be_numbered_by(filed: Callable[..., Filed]) -> None:
    month = filed()
    day = Filed(month.unit, around("day", date(2026, 10, 14)), month.today, month.catalogue)
    made = document(documents.outlines()["harian"], Contents(day))
    assert not [each for each in blocks(made) if isinstance(each, DataTable) and each.caption.startswith("Tabel")]
