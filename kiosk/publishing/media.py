"""The media by which a unit tells of its results: data (media.toml), each electronic or not."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kiosk.instruments.table import Table

FILE = Path(__file__).with_name("media.toml")
OWN = "situs-web"
"""What the unit's public page counts as."""


@dataclass(frozen=True, slots=True)
class Medium:
    code: str
    name: Mapping[str, str]
    electronic: bool


@cache
def media() -> Mapping[str, Medium]:
    """{code: medium}, in the order of the file. Raises InstrumentError with file, line and reason."""
    whole = Table.read(FILE)
    source, listed = whole.table("source"), whole.table("media")
    source.text("name"), source.text("certainty")
    found = {}
    for code in listed.content:
        own = listed.table(code)
        names = own.table("name")
        found[code] = Medium(code, {language: names.text(language) for language in ("id", "en")}, own.flag("electronic"))
        own.nothing_else()
    return found
