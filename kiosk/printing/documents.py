"""Long official reports: cover, contents, chapters with tables and charts, a place to sign and stamp, a code to check the file by.

What a report says is decided elsewhere: all texts come as they are to be read, in the reader's language, and none of them is markup.
Looks: Permenkumham 31/2020 on naskah dinas (Arial 11 or 12; margins of at least 2, 2.5, 3 and 2 cm; A4).
"""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Literal

from kiosk.printing import sheets

STANDARDS = ("a-2a", "ua-1")
"""To be kept for decades (PDF/A, ISO 19005-2) and to be read aloud (PDF/UA, ISO 14289-1)."""
PAPERS = {"a4": (210.0, 297.0), "f4": (215.0, 330.0), "a3": (297.0, 420.0)}
"""{name: (width, height) in mm}; F4, or folio, is a local habit; A3 is for walls."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a report is set: paper, one of PAPERS; font, as wide as Arial or as Times New Roman; size in points; margins at the top, at
    the bottom, left and right in cm. ValueError for what cannot be set."""

    paper: Literal["a4", "f4", "a3"] = "a4"
    font: Literal["sans", "serif"] = "sans"
    size: float = 11
    margins: tuple[float, float, float, float] = (2.0, 2.5, 3.0, 2.0)

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise ValueError(f"{self.paper!r} is none of {', '.join(PAPERS)}")
        if self.font not in {"sans", "serif"}:
            raise ValueError(f"{self.font!r} is neither sans nor serif")
        if not 8 <= self.size <= 24:
            raise ValueError(f"{self.size} is no size to read: 8 to 24 points")
        # Heads and feet stand in the margins.
        if len(self.margins) != 4 or not all(1.5 <= margin <= 6 for margin in self.margins):
            raise ValueError(f"{self.margins} are no four margins of 1.5 to 6 cm")


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: whose it is (ministry, directorate, the last in bold), what it is, of which unit and period. Logo: PNG."""

    letterhead: Sequence[str]
    lines: Sequence[str]
    unit: str
    period: str
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Instead of a cover, at the top of the first page: the letterhead of a letter, its last line in bold. Logo: PNG."""

    lines: Sequence[str]
    address: str = ""
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A numbered list: a. b. c. or 1. 2. 3."""

    items: Sequence[str]
    style: Literal["a", "1"] = "1"


@dataclass(frozen=True, slots=True)
class Column:
    """`wide`: it shares with the other wide columns what the narrow ones leave."""

    title: str
    align: Literal["start", "end", "center"] = "start"
    wide: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows as many cells wide as there are columns, else ValueError. `strong`: which rows are bold, from 0.

    The first cell of `total` reaches over the empty ones after it.
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] | None = None
    strong: frozenset[int] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        for row in (*self.rows, *([] if self.total is None else [self.total])):
            if len(row) != len(self.columns) or not row:
                raise ValueError(f"{self.caption!r}: {len(row)} cells in a row of {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class Bar:
    """`text`: the value as printed."""

    name: str
    value: float
    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from `least` to `most`. `bounds`: (value where a band of the ground begins, its printed number, its letter), ascending;
    `mark`: (value, text) of a dashed line. What lies outside the scale is drawn at its end. ValueError if a value is no number."""

    caption: str
    alt: str
    rows: Sequence[Bar]
    least: float
    most: float
    bounds: Sequence[tuple[float, str, str]] = ()
    mark: tuple[float, str] | None = None
    note: str = ""

    def __post_init__(self) -> None:
        marked = [self.mark[0]] if self.mark else []
        _check(self.caption, self.least, self.most, [*(bar.value for bar in self.rows), *(bound[0] for bound in self.bounds), *marked])


@dataclass(frozen=True, slots=True)
class Run:
    """A line through points (label, value, the value as printed), from `least` to `most`. ValueError as of Bars."""

    caption: str
    alt: str
    points: Sequence[tuple[str, float, str]]
    least: float
    most: float
    note: str = ""

    def __post_init__(self) -> None:
        _check(self.caption, self.least, self.most, [value for _, value, _ in self.points])


@dataclass(frozen=True, slots=True)
class Lines:
    """Words that stand line by line, `scale` times as large as the text."""

    lines: Sequence[str]
    align: Literal["start", "center", "end"] = "start"
    scale: float = 1.0
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What is asked and what is said, one below the other: Nomor : ……"""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A box with one value that can be read from across a room; beside it `facts`, each with its lines."""

    title: str
    value: str
    lines: Sequence[str]
    facts: Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Gap:
    """What somebody has still to write: framed, so that nobody signs without having seen it."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, at the right: 40 mm are free for hand and stamp (a round one measures 37 mm; PermenPANRB 80/2012)."""

    place_and_date: str
    position: Sequence[str]
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class Check:
    """A code by which a reader finds the file, and what is said beside it; the second line, an address, is bold.

    `code`: SVG as kiosk.web.qr draws it, else ValueError.
    """

    code: str
    lines: Sequence[str]


Block = Paragraph | Listing | Lines | Fields | Panel | DataTable | Bars | Run | Gap | Signature | Check


@dataclass(frozen=True, slots=True)
class Section:
    """Number ("1.1", "A.") and title may both be empty: then its blocks alone."""

    number: str
    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Begins on a new page. Its number ("BAB I", "LAMPIRAN I") may be empty, and its title too."""

    number: str
    title: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Document:
    """A report. Empty texts stand nowhere: no `contents`, no table of contents; no `draft`, no word across the pages."""

    title: str
    language: str
    """Of all its texts (ISO 639): readers' voices go by it."""
    cover: Cover | None
    contents: str
    """The heading of the table of contents."""
    chapters: Sequence[Chapter]
    running: tuple[str, str]
    """At the head of each page but the cover, left and right."""
    foot: str
    page: tuple[str, str]
    """("Halaman", "dari"), about the page's number and how many there are."""
    draft: str = ""
    """A word like "KONSEP"."""
    demo: str = ""
    """What marks a demonstration, as posters.DEMO."""
    head: Head | None = None
    layout: Layout = Layout()


def document(made: Document, at: datetime | None = None) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1 at once, dated `at`; 1970 if that is not said. The same report makes the same bytes.

    0.4 s for 11 pages with charts, 0.2 s for a table of 400 rows.
    """
    return sheets.pdf("document", data(made), _files(made), standards=STANDARDS, at=at)


def document_pages(made: Document, dots_per_inch: float = 100) -> list[bytes]:
    """Its pages as PNG."""
    return sheets.pictures("document", data(made), _files(made), dots_per_inch)


def data(made: Document) -> dict[str, Any]:
    width, height = PAPERS[made.layout.paper]
    return {
        **{name: getattr(made, name) for name in ("title", "language", "contents", "running", "foot", "page", "draft", "demo")},
        "width": width,
        "height": height,
        **asdict(made.layout),
        "cover": made.cover and _shallow(made.cover) | {"logo": made.cover.logo is not None},
        "head": made.head and _shallow(made.head) | {"logo": made.head.logo is not None},
        "chapters": [
            {
                "number": chapter.number,
                "title": chapter.title,
                "sections": [
                    {"number": section.number, "title": section.title, "blocks": [_block(block) for block in section.blocks]}
                    for section in chapter.sections
                ],
            }
            for chapter in made.chapters
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    said = {"kind": type(block).__name__.lower(), **_shallow(block)}
    match block:
        case DataTable():
            said |= {
                "columns": [asdict(column) for column in block.columns],
                "rows": [{"cells": row, "strong": at in block.strong} for at, row in enumerate(block.rows)],
            }
            del said["strong"]
        case Bars():
            said |= {"rows": [asdict(bar) for bar in block.rows]}
        case Check():
            said |= {"code": sheets.Code(block.code)}
    return said


def _shallow(written: Block | Cover | Head) -> dict[str, Any]:
    return {field.name: getattr(written, field.name) for field in fields(written)}


def _files(made: Document) -> dict[str, bytes]:
    logos = [each.logo for each in (made.cover, made.head) if each and each.logo is not None]
    return {"logo.png": logos[0]} if logos else {}


def _check(caption: str, least: float, most: float, values: Sequence[float]) -> None:
    if not all(map(math.isfinite, (least, most, *values))):
        raise ValueError(f"{caption!r}: a value is no number")
    if not least < most:
        raise ValueError(f"{caption!r}: a scale from {least} to {most}")
