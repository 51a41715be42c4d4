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
