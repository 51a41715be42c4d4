"""`loket catalogues`: brings the catalogues up to what code and templates say. New texts stand in them untranslated, and are named.

Which domain a text belongs to follows from where it is said: what a tablet, a phone or a public page can show is the visitors',
all else the panel's. A text that both say is the visitors' alone.
"""

import argparse
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from kiosk.folders import ROOT
from kiosk.running.streams import say
from kiosk.words.catalogue import DOMAINS, FOLDER, PANEL, VISITORS

KEYWORDS: dict[str, Any] = {"_": None, "_l": None, "N_": None, "gettext": None, "lazy_gettext": None}
KEYWORDS |= {"ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
OF_VISITORS = (
    "kiosk/counter/",
    "kiosk/phone/",
    "kiosk/public/",
    "kiosk/web/",
    "kiosk/words/dates.py",
    "templates/base.html",
    "templates/counter/",
    "templates/errors/",
    "templates/instruments/",
    "templates/macros/result.html",
    "templates/phone/",
    "templates/public/",
)
HEADER = "# {language} words of Suara Loket ({domain}). The msgids are the Indonesian words themselves."
WIDTH = 140
MOST_NAMED = 20
"""Texts without a translation; of a language that begins, all are."""

Key = tuple[str, str]
"""(context, or empty; the text, or the first of its two forms)"""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)


def run(_asked: argparse.Namespace) -> int:
    """0: every text has its translation; 1: some have none yet."""
    missing = 0
    for file in sorted(FOLDER.glob("*/LC_MESSAGES/*.po")):
        catalogue = read(file)
        untranslated = bring_up_to_date(catalogue, texts(file.stem))
        with file.open("wb") as opened:
            write_po(opened, catalogue, width=WIDTH, sort_output=True, omit_header=False)
        for message in untranslated[:MOST_NAMED]:
            say(f"{file.relative_to(ROOT)}: {message.id}")
        if more := len(untranslated[MOST_NAMED:]):
            say(f"{file.relative_to(ROOT)}: {more} more")
        missing += len(untranslated)
    return 1 if missing else 0


def read(file: Path) -> Catalog:
    """The catalogue xx/LC_MESSAGES/DOMAIN.po; an empty file is one that begins."""
    language = file.parts[-3]
    if file.stat().st_size:
        with file.open("rb") as opened:
            return read_po(opened, language)
    header = HEADER.format(language=Locale.parse(language).english_name, domain=file.stem)
    return Catalog(language, header_comment=header, project="Suara Loket", version="1", fuzzy=False)


def bring_up_to_date(catalogue: Catalog, said: list[Message]) -> list[Message]:
    """Let the catalogue hold these texts and no others, with the translations that it has; returns those that have none."""
    there = {key(message): message.string for message in catalogue if message.id}
    for message in [message for message in catalogue if message.id]:
        catalogue.delete(message.id, message.context)
    for message in said:
        catalogue.add(message.id, there.get(key(message)) or "", context=message.context)
    return [message for message in catalogue if message.id and not _is_whole(message)]


def texts(domain: str) -> list[Message]:
    """What is said in a domain: each text once."""
    visitors = {key(message): message for place, message in _extracted() if place.startswith(OF_VISITORS)}
    if domain == VISITORS:
        return list(visitors.values())
    if domain != PANEL:
        raise ValueError(f"{domain!r} is none of {', '.join(DOMAINS)}")
    panel = {key(message): message for place, message in _extracted() if not place.startswith(OF_VISITORS)}
    return [message for name, message in panel.items() if name not in visitors]


def key(message: Message) -> Key:
    return message.context or "", message.id if isinstance(message.id, str) else message.id[0]


@cache
def _extracted() -> tuple[tuple[str, Message], ...]:
    """(file, message) of all that kiosk/ and templates/ say. Takes two seconds."""
    return tuple(_extract())


def _extract() -> Iterator[tuple[str, Message]]:
    for folder, method in (("kiosk", [("**.py", "python")]), ("templates", [("**.html", "jinja2")])):
        for file, _line, text, _comments, context in extract_from_dir(ROOT / folder, method_map=method, keywords=KEYWORDS):
            if text and text != ("", ""):
                yield f"{folder}/{file}", Message(text, context=context)


def _is_whole(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple | list) else bool(message.string)
