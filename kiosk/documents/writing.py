"""An outline and what is filed become a document: chapters and tables numbered, texts filled in, what does not stand left out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import sqrt

from kiosk.documents import outline as outlined
from kiosk.documents.issuing import Issue
from kiosk.documents.outline import Outline
from kiosk.documents.pieces import Pieces
from kiosk.places.letterheads import Letterhead
from kiosk.printing import documents as printed
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import language, pgettext

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
LETTERS = "ABCDEFGHIJ"


def document(
    outline: Outline,
    contents: Pieces,
    issue: Issue | None = None,
    *,
    draft: bool = False,
    demo: str = "",
    logo: bytes | None = None,
    paper: str = "",
) -> printed.Document:
    """In the language that is spoken. `draft`: every page says so. `logo`: PNG; `paper`: another one than the unit's."""
    head, filled = contents.letterhead or Letterhead(), _Filled(contents, issued=issue is not None)
    title, until = contents.text(outline.title), _("Nilai sampai %(until)s", until=contents.values["until"])
    cover = printed.Cover(
        letterhead=head.lines(contents.unit) if head.head else [],
        lines=[contents.text(line) for line in outline.cover],
        unit=contents.unit.name,
        period=contents.values["period"],
        logo=logo,
    )
    return printed.Document(
        title=title,
        language=language(),
        cover=cover if outline.cover else None,
        contents=_("DAFTAR ISI") if outline.cover else "",
        chapters=_with_issue(outline, list(filled.chapters(outline.chapters)), issue),
        running=(title, contents.unit.name) if outline.cover else ("", ""),
        foot="  ·  ".join(filter(None, (issue.said if issue else "", "" if outline.undated else until))),
        page=(_("Halaman"), pgettext("pages", "dari")) if outline.cover else ("", ""),
        draft=_("KONSEP") if draft else "",
        demo=demo,
        layout=layout(head, outline.scale, paper),
        head=None if outline.cover else printed.Head(head.lines(contents.unit), head.address, logo),
    )


def layout(head: Letterhead, scale: float = 1.0, paper: str = "") -> printed.Layout:
    """As the unit, or an office above it, wants its papers; what nobody has said is the house's own. A3 is A4 with all its measures
    times √2."""
    usual = printed.Layout()
    family, _dash, size = head.font.partition("-")
    larger = sqrt(2) if paper == "a3" else 1.0
    above, below, left, right = head.four_margins or usual.margins
    return printed.Layout(
        paper=paper or head.paper or usual.paper,  # type: ignore[arg-type]  # one of PAPERS
        font=family or usual.font,  # type: ignore[arg-type]  # one of FONTS
        size=min((float(size) if size else usual.size) * scale * larger, 24),
        margins=(above * larger, below * larger, left * larger, right * larger),
    )


def _with_issue(outline: Outline, chapters: Sequence[printed.Chapter], issue: Issue | None) -> Sequence[printed.Chapter]:
    """How to check an issue stands at the end of its last chapter, before the annexes: where it is signed."""
    if issue is None:
        return chapters
    last = sum(not each.annex for each in outline.chapters) - 1
    ended = replace(chapters[last], sections=[*chapters[last].sections, printed.Section("", "", issue.blocks())])
    return [*chapters[:last], ended, *chapters[last + 1 :]]


class _Filled:
    """Writes one document: it counts the tables and charts of the chapter that it is in. In what is issued nobody fills a gap any more: it
    is said as any other sentence."""

    def __init__(self, contents: Pieces, *, issued: bool) -> None:
        self._contents, self._issued = contents, issued
        self._chapter, self._tables, self._charts = "", 0, 0

    def chapters(self, chapters: Sequence[outlined.Chapter]) -> Iterator[printed.Chapter]:
        counted = {False: 0, True: 0}
        for chapter in chapters:
            if chapter.title is None:
                self._chapter = ""
                yield printed.Chapter("", "", list(self._sections(chapter)))
                continue
            number = counted[chapter.annex]
            counted[chapter.annex] += 1
            self._chapter, self._tables, self._charts = f"L{number + 1}" if chapter.annex else str(number + 1), 0, 0
            named = _("LAMPIRAN %(n)s", n=ROMAN[number]) if chapter.annex else _("BAB %(n)s", n=ROMAN[number])
            yield printed.Chapter(named, self._contents.text(chapter.title), list(self._sections(chapter)))

    def _sections(self, chapter: outlined.Chapter) -> Iterator[printed.Section]:
        """Those in which something stands; the others are not numbered either."""
        number = 0
        for section in chapter.sections:
            blocks = [block for each in section.blocks if (block := self._block(each))]
            if not blocks:
                continue
            if section.title is None:
                yield printed.Section("", "", blocks)
                continue
            number += 1
            shown = f"{LETTERS[number - 1]}." if chapter.lettered else f"{self._chapter}.{number}"
            yield printed.Section(shown, self._contents.text(section.title), blocks)

    def _block(self, block: outlined.Block) -> printed.Block | None:
        if not block.stands(self._contents.facts):
            return None
        if block.kind == "text":
            return printed.Paragraph(self._contents.text(block.texts[0]))
        if block.kind == "lines":
            lines = [self._contents.text(each) for each in block.texts]
            return printed.Lines(lines, block.align, block.scale, block.strong)  # type: ignore[arg-type]  # one of ALIGNS
        if block.kind == "items":
            return printed.Listing([self._contents.text(each) for each in block.texts], "a")
        caption = self._contents.text(block.texts[0]) if block.texts else ""
        found = self._contents.block(block.kind, block.name, self._numbered(block.kind, caption))
        if isinstance(found, printed.Gap) and self._issued:
            return printed.Paragraph(found.text)
        if isinstance(found, printed.DataTable):
            self._tables += 1
        if found and block.kind == "chart":
            self._charts += 1
        return found

    def _numbered(self, kind: str, caption: str) -> str:
        if not caption or not self._chapter:
            return caption
        if kind == "table":
            return _("Tabel %(number)s  %(caption)s", number=f"{self._chapter}.{self._tables + 1}", caption=caption)
        if kind == "chart":
            return _("Gambar %(number)s  %(caption)s", number=f"{self._chapter}.{self._charts + 1}", caption=caption)
        return caption
