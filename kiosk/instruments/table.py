"""A TOML table read key by key: what is missing, of the wrong type or left over is refused with file, line and reason.

Knows nothing about questionnaires; the loader does.
"""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from kiosk.instruments.lines import Lines
from kiosk.refusals import Refusal

POSITION = re.compile(r" \(at line (\d+), column \d+\)$")
NAMES: dict[type, str] = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    date: "a date (2021-01-31)",
    list: "a list",
    dict: "a table",
}
REQUIRED: Any = object()


class InstrumentError(Refusal):
    """A file that cannot be used, e.g. "kiosk/instruments/pulse.toml:12: labels.en: 3 labels, but 4 are wanted"."""

    def __init__(self, file: Path, line: int, reason: str) -> None:
        self.file, self.line, self.reason = file, line, reason
        super().__init__(f"{file}:{line}: {reason}")


class Table:
    """One table of a file. Each method reads a key once; `nothing_else` then finds what nobody asked for."""

    def __init__(self, file: Path, lines: Lines, path: tuple[str | int, ...], content: dict[str, Any]) -> None:
        self.file, self.content = file, content
        self._lines, self._path = lines, path
        self._asked: set[str] = set()

    @classmethod
    def read(cls, file: Path) -> "Table":
        """The whole file. Raises InstrumentError if it is not TOML in UTF-8; decimals are read exactly."""
        raw = file.read_bytes()
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            raise InstrumentError(file, raw[: error.start].count(b"\n") + 1, "not UTF-8") from None
        # tomllib takes both line ends, our line numbers only one.
        text = text.replace("\r\n", "\n")
        try:
            content = tomllib.loads(text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            found = POSITION.search(str(error))
            line = int(found[1]) if found else text.rstrip("\n").count("\n") + 1
            raise InstrumentError(file, line, f"not TOML: {POSITION.sub('', str(error))}") from None
        return cls(file, Lines(text), (), content)

    def error(self, reason: str, *key: str | int) -> InstrumentError:
        """What to raise; the line is that of the key, or of the table if the key has none."""
        return InstrumentError(self.file, self._lines.of(*self._path, *key), reason)

    def one_of(self, key: str, *kinds: type, default: Any = REQUIRED) -> Any:
        """The value, which must be of one of the kinds. True is no number here, and a moment no date."""
        self._asked.add(key)
        if key not in self.content:
            if default is REQUIRED:
                raise self.error(f"{self._named(key)} is missing")
            return default
        value = self.content[key]
        if type(value) not in kinds:
            raise self.error(f"{self._named(key)} must be {NAMES[kinds[0]]}", key)
        return value

    def text(self, key: str, default: str = REQUIRED, *, blank: bool = False) -> str:
        text: str = self.one_of(key, str, default=default)
        if not blank and not text.strip():
            raise self.error(f"{self._named(key)} is empty", key)
        return text

    def whole(self, key: str, *, least: int) -> int:
        number: int = self.one_of(key, int)
        if number < least:
            raise self.error(f"{self._named(key)} must be at least {least}", key)
        return number

    def flag(self, key: str) -> bool:
        return bool(self.one_of(key, bool, default=False))

    def day(self, key: str) -> date:
        found: date = self.one_of(key, date)
        return found

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if key in self.content else None

    def strings(self, key: str, default: Sequence[str] = REQUIRED) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        found = self.one_of(key, list, default=default)
        if not all(isinstance(text, str) and text.strip() for text in found):
            raise self.error(f"{self._named(key)} must be a list of texts", key)
        return tuple(found)

    def table(self, key: str) -> "Table":
        return Table(self.file, self._lines, (*self._path, key), self.one_of(key, dict))

    def tables(self, key: str) -> list["Table"]:
        """The tables of a list [[key]]; none if it is absent."""
        found = self.one_of(key, list, default=[])
        if not all(isinstance(content, dict) for content in found):
            raise self.error(f"{self._named(key)} must be tables, each under [[{key}]]", key)
        place = (*self._path, key)
        return [Table(self.file, self._lines, (*place, number), content) for number, content in enumerate(found)]

    def nothing_else(self, meaning: str = "an unknown key") -> None:
        for key in self.content:
            if key not in self._asked:
                raise self.error(f"{self._named(key)} is {meaning}", key)

    def _named(self, key: str) -> str:
        """The key as its file writes it, from its question on: labels.en."""
        inner = [part for part in self._path if isinstance(part, str) and part != "questions"]
        return ".".join([*inner, key])
