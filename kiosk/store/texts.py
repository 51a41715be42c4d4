"""What one thing is called in several languages, and the column that keeps it: JSON text, {"id": "Loket 1", "en": "Counter 1"}."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

INDONESIAN = "id"


def key_of(name: str, language: str) -> str:
    """What forms call the text of a language: "text", and in English "text_en"."""
    return name if language == INDONESIAN else f"{name}_{language}"


class Texts(Mapping[str, str]):
    """Texts by language; Indonesian is always there, and stands in for every language that is not.

    White space around a text is taken off. A text that is empty or the same as the Indonesian one is not kept.

    >>> Texts({"en": "Counter 1", "id": "Loket 1"}).in_("en"), Texts("Loket 1").in_("en")
    ('Counter 1', 'Loket 1')
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | str) -> None:
        """A plain text is the Indonesian one. Raises ValueError without it."""
        given = {INDONESIAN: texts} if isinstance(texts, str) else texts
        tidy = {language: text.strip() for language, text in given.items()}
        indonesian = tidy.pop(INDONESIAN, "")
        if not indonesian:
            raise ValueError("a text is missing in Indonesian")
        others = {language: text for language, text in sorted(tidy.items()) if text not in ("", indonesian)}
        self._texts = {INDONESIAN: indonesian, **others}

    def in_(self, language: str) -> str:
        """The text in this language, else in Indonesian."""
        return self._texts.get(language) or self._texts[INDONESIAN]

    @property
    def stored(self) -> str:
        """As the store keeps it: Indonesian first, then by code of the language, so that equal texts are equal bytes.

        >>> Texts({"ms": "Kaunter 1", "en": "Counter 1", "id": "Loket 1"}).stored
        '{"id": "Loket 1", "en": "Counter 1", "ms": "Kaunter 1"}'
        """
        return json.dumps(self._texts, ensure_ascii=False)

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(self.stored)

    def __repr__(self) -> str:
        return f"Texts({self._texts!r})"


class TextsColumn(TypeDecorator[Texts]):
    """A column of texts in several languages."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Texts | None, dialect: Dialect) -> str | None:
        return None if value is None else value.stored

    def process_result_value(self, value: Any, dialect: Dialect) -> Texts | None:
        return None if value is None else _read(value)


# The same few names are read at every tap, and nothing changes a Texts once it is made.
@lru_cache(maxsize=4096)
def _read(stored: str) -> Texts:
    return Texts(json.loads(stored))
