"""English is complete: every Indonesian text of code and templates has its translation, and none is a guess."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "kiosk/translations/en/LC_MESSAGES/messages.po"
KEYWORDS = {"_": None, "_l": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None, "pgettext": ((1, "c"), 2)}
PLACEHOLDER = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z]+\}")


def said() -> set[tuple[str, str]]:
    """Every (context, msgid) in kiosk/ and templates/; most have none."""
    found = set()
    for folder, method in (("kiosk", [("**.py", "python")]), ("templates", [("**.html", "jinja2")])):
        for _file, _line, message, _comments, context in extract_from_dir(ROOT / folder, method_map=method, keywords=KEYWORDS):
            found.add((context or "", message if isinstance(message, str) else message[0]))
    return found - {("", "")}


def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file)


def key(message: Message) -> tuple[str, str]:
    return message.context or "", str(message.id if isinstance(message.id, str) else message.id[0])


def test_there_is_something_to_translate() -> None:
    assert len(said()) > 50


def test_every_text_has_an_english_one() -> None:
    there = {key(m): m for m in english() if m.id}
    missing = sorted(t for t in said() if t not in there or not there[t].string)
    assert not missing, f"translate in {ENGLISH.relative_to(ROOT)} (pybabel extract, update; toolchain.md 7): {missing}"


def test_none_is_fuzzy_and_none_is_left_over() -> None:
    fuzzy = [m.id for m in english() if m.id and m.fuzzy]
    assert not fuzzy, f"check these and take the mark away: {fuzzy}"
    left = sorted({key(m) for m in english() if m.id} - said())
    assert not left, f"nobody says these any more: {left}"


def test_placeholders_are_the_same() -> None:
    for message in english():
        if isinstance(message.id, str) and message.id:
            assert sorted(PLACEHOLDER.findall(message.id)) == sorted(PLACEHOLDER.findall(str(message.string))), message.id
