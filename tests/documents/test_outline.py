"""Outlines: ours can be read, an office's own come first, and what cannot be used is refused with file, line and reason."""

from pathlib import Path

import pytest

from kiosk import documents
from kiosk.documents.contents import VOCABULARY
from kiosk.documents.outline import FOLDER, InstrumentError, read

OURS = (FOLDER / "skm.toml").read_text(encoding="utf-8")


def own(folder: Path, text: str) -> Path:
    (folder / "skm.toml").write_text(text, encoding="utf-8")
    return folder


def test_ours_has_the_chapters_of_the_regulation() -> None:
    outline = documents.outlines()["skm"]
    chapters = [chapter.title["id"] for chapter in outline.chapters if not chapter.annex]
    assert chapters == ["PENDAHULUAN", "PENGUMPULAN DATA SKM", "HASIL PENGOLAHAN DATA SKM", "ANALISIS HASIL SKM", "PENUTUP"]
    assert outline.name == "skm@1"


def test_every_paragraph_of_a_source_says_how_sure_it_is() -> None:
    for block in documents.outlines()["skm"].blocks:
        assert block.certainty == "ours" or block.source, block.texts


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    changed = OURS.replace('title.id = "PENDAHULUAN"', 'title.id = "BAB PEMBUKA"').replace("version = 1", "version = 7")
    outline = documents.outlines(own(tmp_path, changed))["skm"]
    assert (outline.chapters[0].title["id"], outline.name) == ("BAB PEMBUKA", "skm@7")


def test_a_folder_that_has_none_leaves_ours(tmp_path: Path) -> None:
    assert documents.outlines(tmp_path / "nothing")["skm"].version == 1


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('gap = "forum"', 'gap = "weather"', "gap 'weather': there are forum, population, signatory"),
        ('table = "trend"', 'table = "trends"', "table 'trends': there are "),
        ('when = "not best"', 'when = "not bested"', "when 'not bested': there are "),
        ("Nilai {index} {value}, mutu", "Nilai {index} {worth}, mutu", "{worth} is no value; there are "),
        ('certainty = "verified"', 'certainty = "sure"', "certainty 'sure': there are verified, partly, recalled, ours"),
        ('title.en = "INTRODUCTION"\n', "", "title.en is missing"),
        ('kind = "skm"', 'kind = "spkp"', "kind must be 'skm'"),
        ("version = 1", "version = 0", "version must be at least 1"),
        ('signature = "head"', 'signature = "head"\nlogo = "x"', "logo is an unknown key"),
        (
            'signature = "head"',
            'signature = "head"\ntable = "trend"',
            "a block is one of text, items, lines, table, chart, fields, panel",
        ),
        ('  "encourage them to try better ways;",\n', "", "as many lines in each language are wanted"),
        ("Nilai {index} {value}, mutu", "Nilai {index} {value.real}, mutu", "a brace stands for nothing but"),
        ("Nilai {index} {value}, mutu", "Nilai {index} {value, mutu", "a brace stands for nothing but"),
        ("[source]", "[source", "not TOML"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_line(tmp_path: Path, before: str, after: str, reason: str) -> None:
    assert before in OURS
    folder = own(tmp_path, OURS.replace(before, after, 1))
    with pytest.raises(InstrumentError) as refused:
        read("skm", VOCABULARY, folder)
    assert reason in str(refused.value)
    assert str(refused.value).startswith(f"{folder / 'skm.toml'}:")
    assert refused.value.line > 1 or before in ('kind = "skm"', "version = 1")
