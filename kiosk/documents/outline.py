"""The outline of a document that is filed: chapters, sections and what stands in them, read from a TOML file and checked.

What an office files is a matter of habit and rules, so it is data: fixed paragraphs with their source and how sure it is, and by name
the tables, charts and figures that the product fills in. A text holds {names} of values; a block may stand only `when` something is so.
What a document knows by name is its kind's own (`Vocabulary`), so that a file that names anything else is refused when it is read.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.instruments.table import InstrumentError, Table

FOLDER = Path(__file__).parent
LANGUAGES = ("id", "en")
CERTAINTY = ("verified", "partly", "recalled", "ours")
"""How sure a text is: read in a source, partly read, remembered, or the product's own words."""
FIGURES = ("table", "chart", "fields", "panel", "gap", "signature")
"""Blocks that the product fills in, by name."""
ALIGNS = ("start", "center", "end")
_NAME = re.compile(r"\{(\w*)\}")

Texts = Mapping[str, str]
"""{language: text}, in each of LANGUAGES."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What an outline of a kind may name: values in its texts, facts for `when`, and what there is of each of FIGURES."""

    values: Collection[str]
    facts: Collection[str]
    figures: Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: "text", "items" or "lines" (as many `texts` as there are), or one of FIGURES, of which `name` says which and `texts` the
    caption. `align`, `scale`, `strong`: how lines stand.

    `when`: a fact, or with "not " before it its contrary; "": always.
    """

    kind: str
    name: str
    texts: Sequence[Texts]
    when: str
    source: str
    certainty: str
    align: str = "start"
    scale: float = 1.0
    strong: bool = False

    def stands(self, facts: Collection[str]) -> bool:
        fact = self.when.removeprefix("not ")
        return not self.when or (fact in facts) == (fact == self.when)


@dataclass(frozen=True, slots=True)
class Section:
    title: Texts | None
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Without a title it is neither numbered nor headed, as all of a letter.

    `annex`: it is one of the lampiran, which have numbers of their own. `lettered`: its sections are A, B, C and not 5.1, 5.2.
    """

    title: Texts | None
    sections: Sequence[Section]
    annex: bool
    lettered: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A version of a document of some kind; `name` says both: skm@1. `cover`: lines in capitals, empty for a document without one: it
    begins under its letterhead. `scale`: of all its words, for what is read on a wall. `undated`: nothing in it is of a day."""

    kind: str
    version: int
    title: Texts
    cover: Sequence[Texts]
    chapters: Sequence[Chapter]
    source: str
    certainty: str
    scale: float = 1.0
    undated: bool = False

    @property
    def name(self) -> str:
        return f"{self.kind}@{self.version}"

    @property
    def blocks(self) -> Iterator[Block]:
        for chapter in self.chapters:
            for section in chapter.sections:
                yield from section.blocks


def read(kind: str, known: Vocabulary, folder: Path = FOLDER) -> Outline:
    """The outline of that kind in the folder, or ours where it has none. Raises InstrumentError with file, line and reason."""
    file = folder / f"{kind}.toml"
    table = Table.read(file if file.is_file() else FOLDER / file.name)
    own = table.table("source")
    outline = Outline(
        kind=kind,
        version=table.whole("version", least=1),
        title=_texts(table, "title", known),
        cover=_lines(table, "cover", known) if "cover" in table.content else (),
        chapters=[
            *(_chapter(each, known, annex=False) for each in table.tables("chapters")),
            *(_chapter(each, known, annex=True) for each in table.tables("annexes")),
        ],
        source=own.text("name"),
        certainty=_certainty(own),
        scale=_scale(table),
        undated=table.flag("undated"),
    )
    if table.text("kind") != kind:
        raise table.error(f"kind must be {kind!r}, as the file is called", "kind")
    own.nothing_else()
    table.nothing_else()
    return outline


def _chapter(table: Table, known: Vocabulary, *, annex: bool) -> Chapter:
    sections = [_section(each, known) for each in table.tables("sections")]
    title = _texts(table, "title", known) if "title" in table.content else None
    found = Chapter(title, sections, annex, table.flag("lettered"))
    table.nothing_else()
    return found


def _section(table: Table, known: Vocabulary) -> Section:
    title = _texts(table, "title", known) if "title" in table.content else None
    found = Section(title, [_block(each, known) for each in table.tables("blocks")])
    table.nothing_else()
    return found


def _block(table: Table, known: Vocabulary) -> Block:
    kinds = [kind for kind in ("text", "items", "lines", *FIGURES) if kind in table.content]
    if len(kinds) != 1:
        raise table.error(f"a block is one of text, items, lines, {', '.join(FIGURES)}, and not {' and '.join(kinds) or 'nothing'}")
    (kind,) = kinds
    name, texts = "", []
    if kind == "text":
        texts = [_texts(table, "text", known)]
    elif kind in ("items", "lines"):
        texts = list(_lines(table, kind, known))
    else:
        name = table.text(kind)
        if name not in known.figures.get(kind, ()):
            raise table.error(f"{kind} {name!r}: there are {', '.join(sorted(known.figures.get(kind, ()))) or 'none'}", kind)
        if "caption" in table.content:
            texts = [_texts(table, "caption", known)]
    when = table.text("when", "", blank=True)
    if when and when.removeprefix("not ") not in known.facts:
        raise table.error(f"when {when!r}: there are {', '.join(sorted(known.facts))}", "when")
    block = Block(kind, name, texts, when, table.text("source", "", blank=True), _certainty(table, "ours"), *_style(table, kind))
    table.nothing_else()
    return block


def _style(table: Table, kind: str) -> tuple[str, float, bool]:
    """How lines stand; everything else stands as it does."""
    if kind != "lines":
        return "start", 1.0, False
    align = table.text("align", "start")
    if align not in ALIGNS:
        raise table.error(f"align {align!r}: there are {', '.join(ALIGNS)}", "align")
    return align, _scale(table), table.flag("strong")


def _scale(table: Table) -> float:
    """Percent of the usual size, 50 to 400."""
    percent: int = table.one_of("percent", int, default=100)
    if not 50 <= percent <= 400:
        raise table.error("percent is 50 to 400", "percent")
    return percent / 100


def _texts(table: Table, key: str, known: Vocabulary) -> Texts:
    own = table.table(key)
    texts = {language: own.text(language) for language in LANGUAGES}
    own.nothing_else()
    for language, text in texts.items():
        _check(own, language, text, known)
    return texts


def _lines(table: Table, key: str, known: Vocabulary) -> Sequence[Texts]:
    own = table.table(key)
    each = {language: own.strings(language) for language in LANGUAGES}
    own.nothing_else()
    if len({len(lines) for lines in each.values()}) != 1:
        raise own.error("as many lines in each language are wanted", LANGUAGES[-1])
    for language, lines in each.items():
        for line in lines:
            _check(own, language, line, known)
    return [dict(zip(LANGUAGES, lines, strict=True)) for lines in zip(*each.values(), strict=True)]


def _check(table: Table, key: str, text: str, known: Vocabulary) -> None:
    for name in _NAME.findall(text):
        if name not in known.values:
            raise table.error(f"{{{name}}} is no value; there are {', '.join(sorted(known.values))}", key)
    if {"{", "}"} & set(_NAME.sub("", text)):
        raise table.error("a brace stands for nothing but {the name of a value}", key)


def _certainty(table: Table, default: str | None = None) -> str:
    found = table.text("certainty") if default is None else table.text("certainty", default)
    if found not in CERTAINTY:
        raise table.error(f"certainty {found!r}: there are {', '.join(CERTAINTY)}", "certainty")
    return found


__all__ = ["CERTAINTY", "FOLDER", "LANGUAGES", "Block", "Chapter", "InstrumentError", "Outline", "Section", "Texts", "Vocabulary", "read"]
