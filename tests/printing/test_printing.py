"""Printed sheets, as a phone's camera sees them: small, turned, faint, blurred; and as somebody who typed a name may have bent them."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
import zxingcpp
from PIL import Image, ImageEnhance, ImageFilter

from kiosk.instruments import load_all
from kiosk.printing import PAPERS, PaperForm, Poster, TicketSheet, posters, questionnaire, questionnaires, sheets, ticket_sheets, tickets
from kiosk.printing import poster as made_poster
from kiosk.printing.posters import Paper
from kiosk.web.qr import qr_svg

ADDRESS = "https://loket.example.go.id/q/9prmazv"
POSTER = Poster(
    unit="Kantor Imigrasi Kelas II TPI Tanjungpandan",
    counter_id="Loket 2 · Paspor",
    counter_en="Counter 2 · Passports",
    address="loket.example.go.id/q",
    code="9prmazv",
    qr=qr_svg(ADDRESS),
)
TICKETS = [(f"0001-{n:03d}K-7QF2-M9D0", f"https://loket.example.go.id/t/0001-{n:03d}K-7QF2-M9D0") for n in range(50)]
SHEET = TicketSheet(POSTER.unit, POSTER.counter_id, "loket.example.go.id/q", date(2026, 11, 30), TICKETS)
HOSTILE = ("Kantor \u202e\u200b\x00\x07\n\t 办公室", '#panic("x") $x$ *a* _b_ `c` <d> @e \\ // "', "𐍈😀" * 100, "A" * 200, "مرحبا", "")

Photograph = Callable[[Image.Image], Image.Image]
PHOTOGRAPHS: dict[str, Photograph] = {
    "as it is": lambda image: image,
    "turned a little": lambda image: image.rotate(7, expand=True, fillcolor="white"),
    "upside down": lambda image: image.rotate(180),
    "on its side": lambda image: image.rotate(90, expand=True),
    "faint": lambda image: Image.blend(image, Image.new("RGB", image.size, "#8a8a8a"), 0.6),
    "in the dark": lambda image: ImageEnhance.Brightness(image).enhance(0.35),
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(1.6)),
}


def poster_page(paper: str, dots_per_inch: float) -> Image.Image:
    (page,) = sheets.pictures("poster", posters.data(POSTER, paper), None, dots_per_inch)
    return Image.open(io.BytesIO(page)).convert("RGB")


def read(image: Image.Image) -> list[str]:
    return sorted(code.text for code in zxingcpp.read_barcodes(image))


@pytest.mark.parametrize("look", PHOTOGRAPHS)
@pytest.mark.parametrize("paper", PAPERS)
def test_a_posters_code_is_read_however_it_is_photographed(paper: str, look: str) -> None:
    wanted = [ADDRESS] * (2 if paper == "stand" else 1)
    assert read(PHOTOGRAPHS[look](poster_page(paper, 90))) == wanted


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_read_from_one_metre(paper: str) -> None:
    """A phone's camera of 12 megapixels (4000 dots over 66°) sees 30 dots a centimetre at a metre; here it has a third of them."""
    assert set(read(poster_page(paper, 10 * 2.54))) == {ADDRESS}


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_as_wide_as_promised(paper: str) -> None:
    """A millimetre has five dots."""
    found = widths(poster_page(paper, 127), 127)
    assert found
    assert found == [pytest.approx(PAPERS[paper].code, abs=1)] * len(found)


def test_a_tickets_code_is_as_wide_as_promised() -> None:
    found = widths(ticket_pages(150)[0], 150)
    assert len(found) == tickets.ON_A_PAGE
    assert min(found) >= 20


def widths(image: Image.Image, dots_per_inch: float) -> list[float]:
    """The widths of all codes on a page, in mm, without their margins, from corner to corner as the reader found them."""
    corners = [(code.position.top_left, code.position.top_right) for code in zxingcpp.read_barcodes(image)]
    return [((b.x - a.x) ** 2 + (b.y - a.y) ** 2) ** 0.5 / dots_per_inch * 25.4 for a, b in corners]


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_words_and_nothing_else(paper: str, name: str) -> None:
    made = replace(POSTER, unit=name, counter_id=name, counter_en=name)
    assert b"pdfuaid:part" in made_poster(made, paper), "tagged, whatever the name"
    data = posters.data(made, paper)
    (page,) = sheets.pictures("poster", data, None, 60)
    assert set(read(Image.open(io.BytesIO(page)).convert("RGB"))) == {ADDRESS}


@pytest.mark.parametrize("paper", PAPERS)
def test_the_same_sheet_has_the_same_bytes(paper: str) -> None:
    assert made_poster(POSTER, paper) == made_poster(POSTER, paper)


@pytest.mark.parametrize(("paper", "width", "height"), [("a4", 210, 297), ("a5", 148, 210), ("stand", 210, 297)])
def test_a_poster_is_as_large_as_its_paper(paper: str, width: int, height: int) -> None:
    assert (PAPERS[paper].width, PAPERS[paper].height) == (width, height)
    assert poster_page(paper, 25.4).size == (width, height), "a dot a millimetre"


@pytest.mark.parametrize(
    ("made", "code"),
    [(Paper("A3", 297, 420), 141), (Paper("F4", 215, 330), 102), (Paper("Letter", 216, 279), 93), (Paper("Meja", 148, 210, "stand"), 52)],
)
def test_a_new_paper_is_one_entry(monkeypatch: pytest.MonkeyPatch, made: Paper, code: int) -> None:
    """Its page, and everything on it, grow and shrink with it; `code`: how wide that is in mm."""
    monkeypatch.setitem(posters.PAPERS, "new", made)
    page = poster_page("new", 127)
    assert page.size == (made.width * 5, made.height * 5)
    assert all(abs(width - code) < 1.5 for width in widths(page, 127))


def test_a_layout_that_is_not_drawn_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(posters.PAPERS, "new", Paper("A4", 210, 297, "banner"))
    with pytest.raises(RuntimeError, match="banner"):
        made_poster(POSTER, "new")


def test_an_unknown_paper_is_refused() -> None:
    with pytest.raises(ValueError, match="takada"):
        made_poster(POSTER, "takada")


@pytest.mark.parametrize("name", HOSTILE)
def test_names_bend_no_ticket_and_no_form(name: str) -> None:
    made = replace(SHEET, unit=name, counter=name, address=name, tickets=TICKETS[:2])
    assert b"pdfuaid:part" in ticket_sheets(made)
    (page,) = sheets.pictures("tickets", tickets.data(made), None, 150)
    assert read(Image.open(io.BytesIO(page)).convert("RGB")) == [address for _, address in TICKETS[:2]]
    assert b"pdfuaid:part" in questionnaire(PaperForm(name, name, load_all().current("pulse").questions, ()))


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Loket  1\n", "Loket 1"),
        ("Kantor 😀 Baik", "Kantor Baik"),
        ("e\u0301 Žanna", "é Žanna"),
        ("办公室", "□□□"),
        ("a\u202eb\u200bc\xad", "abc"),
        ("x" * 31, "x" * 30 + "\u200b" + "x"),
    ],
)
def test_only_what_can_be_drawn_is_printed(typed: str, shown: str) -> None:
    assert sheets.printable(typed) == shown


def test_every_character_that_is_kept_has_a_glyph() -> None:
    """PDF/UA refuses text without one."""
    everything = "".join(sheets.printable(chr(code)) for code in range(0x20, 0x2600))
    assert len(everything) > 600
    question = load_all().current("pulse").questions[0]
    parts = [everything[start : start + 200] for start in range(0, len(everything), 200)]
    asked = [replace(question, official={"id": part, "en": part}) for part in parts]
    assert b"pdfuaid:part" in questionnaire(PaperForm("Unit", "", asked, ()))


def test_both_faces_of_the_stand_are_the_same() -> None:
    per_mm = 4
    page = poster_page("stand", per_mm * 25.4).convert("L")
    half = page.height // 2
    # From 3 mm below the ridge to 3 mm above the foot's fold.
    face = (0, 3 * per_mm, page.width, 123 * per_mm)
    lower = page.crop((0, half, page.width, page.height)).crop(face).tobytes()
    upper = page.crop((0, 0, page.width, half)).rotate(180).crop(face).tobytes()
    assert sum(abs(a - b) > 100 for a, b in zip(lower, upper, strict=True)) < 0.001 * len(lower)


def test_another_picture_than_a_code_is_refused() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        made_poster(replace(POSTER, qr=b"<svg/>"), "a4")


@pytest.mark.parametrize("paper", PAPERS)
def test_the_mark_of_a_demonstration_hides_no_code(paper: str) -> None:
    (page,) = sheets.pictures("poster", posters.data(replace(POSTER, is_demo=True), paper), None, 75)
    assert set(read(Image.open(io.BytesIO(page)).convert("RGB"))) == {ADDRESS}


def ticket_pages(dots_per_inch: float) -> list[Image.Image]:
    made = sheets.pictures("tickets", tickets.data(SHEET), None, dots_per_inch)
    return [Image.open(io.BytesIO(page)).convert("RGB") for page in made]


def test_every_ticket_has_its_own_code() -> None:
    pages = ticket_pages(150)
    assert len(pages) == 3
    assert sorted(text for page in pages for text in read(page)) == [address for _, address in TICKETS]


@pytest.mark.parametrize("look", PHOTOGRAPHS)
def test_a_tickets_code_is_read_however_it_is_photographed(look: str) -> None:
    page = ticket_pages(150)[0]
    one = page.crop((0, 0, page.width // 3, page.height // 7))
    assert read(PHOTOGRAPHS[look](one)) == [TICKETS[0][1]]


def test_demonstration_sheets_say_so() -> None:
    plain, marked = made_poster(POSTER, "a4"), made_poster(replace(POSTER, is_demo=True), "a4")
    assert plain != marked
    assert ticket_sheets(replace(SHEET, is_demo=True)) != ticket_sheets(SHEET)


@pytest.mark.parametrize("key", ["ikm-ipk-2021", "skm-2017", "spkp-spak-2021"])
@pytest.mark.parametrize("with_wish", [False, True])
def test_forms_of_every_instrument_are_made_and_big_print_is_bigger(key: str, with_wish: bool) -> None:
    catalogue = load_all()
    asked = catalogue.current(key)
    form = PaperForm(
        POSTER.unit,
        POSTER.counter_id,
        [
            *asked.questions[:1],
            *([asked.wish] if with_wish and asked.wish else []),
            *asked.questions[1:],
            *catalogue.current("control").questions,
        ],
        catalogue.current("profile").questions,
    )
    large = replace(form, large=True)
    pages = [len(sheets.pictures("questionnaire", questionnaires.data(each), None, 40)) for each in (form, large)]
    assert pages[0] == 2, "one sheet, both sides"
    assert pages[1] > pages[0] * 2
    assert questionnaire(form).startswith(b"%PDF-")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("change", [{"unit": POSTER.unit.replace("II", "IV")}, {"counter": "Loket 3 · Paspor"}])
def test_every_sheet_of_a_form_says_in_its_foot_whose_it_is(change: dict[str, str], large: bool) -> None:
    catalogue = load_all()
    form = PaperForm(
        POSTER.unit, "Loket 2 · Paspor", catalogue.current("skm-2017").questions, catalogue.current("profile").questions, large
    )

    def feet(made: PaperForm) -> list[bytes]:
        pages = sheets.pictures("questionnaire", questionnaires.data(made), None, 60)
        pictures = [Image.open(io.BytesIO(page)).convert("L") for page in pages]
        # Below what is asked: the bottom margin.
        return [picture.crop((0, int(picture.height * (1 - 18 / 297)), picture.width, picture.height)).tobytes() for picture in pictures]

    ours, theirs = feet(form), feet(replace(form, **change))
    assert len(ours) == len(theirs) > 1
    assert len(set(ours)) == len(ours), "and each its own number"
    assert all(one != other for one, other in zip(ours, theirs, strict=True))


def test_the_english_name_of_a_counter_stands_on_forms_and_tickets() -> None:
    question = load_all().current("pulse").questions
    form = PaperForm("Unit", "Loket 2", question, ())
    assert questionnaire(form) != questionnaire(replace(form, counter_en="Counter 2"))
    assert questionnaire(form) == questionnaire(replace(form, counter_en="Loket 2")), "not the same twice"
    assert ticket_sheets(SHEET) != ticket_sheets(replace(SHEET, counter_en="Counter 2 · Passports"))


def test_a_form_says_why_it_asks_about_the_person() -> None:
    catalogue = load_all()
    form = PaperForm("Unit", "Loket", catalogue.current("pulse").questions, catalogue.current("profile").questions)
    assert "apakah semua kelompok dilayani sama baik" in questionnaires.data(form)["parts"][1]["why_id"]


def test_of_what_should_improve_several_boxes_may_be_crossed_and_the_form_says_so() -> None:
    asked = load_all().current("skm-2017")
    assert asked.wish
    (written,) = questionnaires.data(PaperForm("Unit", "Loket", [asked.wish], ()))["parts"][0]["questions"]
    assert written["id"] == "Apa yang paling perlu diperbaiki? Boleh lebih dari satu, boleh dilewati."
    assert [label["key"] for label in written["labels"]] == [*range(1, 10), 0], "as a clerk types them, one digit each"
    assert written["labels"][-1]["id"] == "Tidak ada"


def test_a_form_asks_what_it_was_given() -> None:
    catalogue = load_all()
    form = PaperForm("Unit", "Loket", catalogue.current("skm-2017").questions, ())
    written = questionnaires.data(form)
    (only,) = written["parts"]
    assert [q["code"] for q in only["questions"]] == [q.code for q in form.questions]
    assert only["questions"][2]["labels"][3] == {"key": 4, "id": "Sangat sesuai", "en": only["questions"][2]["labels"][3]["en"]}


def test_faces_are_those_of_the_screens() -> None:
    """The printed faces are files of their own; their lines are those of templates/macros/picture.html."""
    import re

    macro = (sheets.LAYOUTS.parent / "macros" / "picture.html").read_text()
    for score in (1, 2, 3, 4):
        for line in re.findall(r' d="([^"]+)"', (sheets.LAYOUTS / f"face-{score}.svg").read_text()):
            assert f'd="{line}"' in macro, f"face-{score}.svg: {line}"
