"""English is complete in both domains: every Indonesian text of code and templates has its translation, and none is a guess."""

import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.words.catalogue import DOMAINS, FOLDER
from tools.catalogues import key, texts

PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z]+\}")
LEAST = {"visitors": 200, "panel": 1000}


def english(domain: str) -> Catalog:
    with (FOLDER / "en" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file)


@pytest.mark.parametrize("domain", DOMAINS)
def test_there_is_something_to_translate(domain: str) -> None:
    assert len(texts(domain)) > LEAST[domain]


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_has_an_english_one(domain: str) -> None:
    there = {key(m): m for m in english(domain) if m.id}
    missing = sorted(key(m) for m in texts(domain) if key(m) not in there or not there[key(m)].string)
    assert not missing, f"bring the catalogues up to date (./loket catalogues) and translate in {domain}.po: {missing}"


@pytest.mark.parametrize("domain", DOMAINS)
def test_none_is_fuzzy_and_none_is_left_over(domain: str) -> None:
    fuzzy = [m.id for m in english(domain) if m.id and m.fuzzy]
    assert not fuzzy, f"check these and take the mark away: {fuzzy}"
    left = sorted({key(m) for m in english(domain) if m.id} - {key(m) for m in texts(domain)})
    assert not left, f"nobody says these any more, or the other domain does (./loket catalogues): {left}"


@pytest.mark.parametrize("domain", DOMAINS)
def test_placeholders_are_the_same(domain: str) -> None:
    for message in english(domain):
        if isinstance(message.id, str) and message.id:
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(PLACEHOLDER.findall(str(message.string))), message.id


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_percent_sign_stands_apart_from_its_number(domain: str) -> None:
    """As in the cells of every table (ISO 80000-1, 7.1.4): not "89%" in a sentence beside "89 %" in a figure."""
    close = re.compile(r"[)s\d]%%|\d%(?![(\w])")
    said = [text for message in english(domain) if message.id for text in (*_forms(message.id), *_forms(message.string))]
    assert [text for text in said if close.search(re.sub(r"%\(\w+\)s", "0", text))] == []


def _forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)
