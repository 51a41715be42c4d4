"""The kinds of fields that a form can have: each knows its limit once, reads what was typed, and says how it is drawn.

A field that asks for several inputs at once (a text in several languages, a span of time) has a name for each.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, Generic, TypeVar, overload
from uuid import UUID, uuid4

from flask import abort, request
from werkzeug.datastructures import MultiDict

from kiosk.clock import time_of_day, written_day
from kiosk.store.texts import key_of
from kiosk.web.answers import UUID_FORM
from kiosk.web.languages import LANGUAGES
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

T = TypeVar("T")
Typed = MultiDict[str, str]
"""What was typed: {input: text}."""
Sentence = Callable[[], str]
"""Said when it is needed, in the reader's language: lambda: _("Isi nama layanan.")"""


class Wrong(Exception):
    """What was typed cannot be taken; `sentence` says why, and is shown at the input."""

    def __init__(self, sentence: str, at: str) -> None:
        super().__init__(sentence)
        self.sentence, self.at = sentence, at


class Field(ABC, Generic[T]):
    """A field of a form; `form.name` is what was read. `told` is said where it is needed and missing, or is not of its kind."""

    drawn = "input"
    """input, textarea, select or tick."""
    kept = True
    """Whether what was typed is shown again when the form is refused."""
    together = False
    """Whether its inputs are right or wrong together."""

    def __init__(self, told: Sentence | None = None) -> None:
        self.told = told
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, form: None, owner: type) -> "Field[T]": ...
    @overload
    def __get__(self, form: Any, owner: type) -> T: ...
    def __get__(self, form: Any, owner: type) -> Any:
        return self if form is None else form.value_of(self.name)

    @property
    def inputs(self) -> Sequence[str]:
        """The names of its inputs."""
        return (self.name,)

    @abstractmethod
    def read(self, typed: Typed) -> T:
        """Raises Wrong."""

    def shown(self, value: Any) -> Mapping[str, str | list[str]]:
        """{input: text} of a value that is stored, as somebody would have typed it."""
        return {self.name: "" if value is None else str(value)}

    def attributes(self) -> Mapping[str, object]:
        """What its inputs say of themselves, apart from id, name and value."""
        return {}

    def _wrong(self, otherwise: str) -> Wrong:
        return Wrong(self.told() if self.told else otherwise, self.inputs[0])


class Text(Field[str]):
    """A line, with single blanks. Nothing is cut: what is longer is refused. `measure` is the noun's own way to count, if it has one."""

    def __init__(
        self,
        longest: int,
        *,
        needed: bool = False,
        told: Sentence | None = None,
        measure: Callable[[str], int] = len,
        **attributes: str,
    ) -> None:
        super().__init__(told)
        self.longest, self.needed, self.measure, self.given = longest, needed, measure, attributes

    def read(self, typed: Typed) -> str:
        found = self._tidy(typed.get(self.name, ""))
        if self.needed and not found:
            raise self._wrong(_("Bagian ini belum diisi."))
        _check_length(self.measure(found), self.longest, self.name)
        return found

    def attributes(self) -> Mapping[str, object]:
        return {"maxlength": self.longest, "autocomplete": "off", "required": "" if self.needed else None, **self.given}

    def _tidy(self, text: str) -> str:
        return " ".join(text.split())


class Lines(Text):
    """A text of several lines. A browser sends a line's end as two letters and counts it as one: so do we."""

    drawn = "textarea"

    def attributes(self) -> Mapping[str, object]:
        return {"maxlength": self.longest, "required": "" if self.needed else None, **self.given}

    def _tidy(self, text: str) -> str:
        return "\n".join(line.rstrip() for line in text.splitlines()).strip()


class Texts(Field[dict[str, str]]):
    """A line in several languages, one input for each; the Indonesian one is needed."""

    def __init__(self, longest: int, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.longest = longest

    @property
    def inputs(self) -> Sequence[str]:
        return [key_of(self.name, language) for language in LANGUAGES]

    def read(self, typed: Typed) -> dict[str, str]:
        found = {language: " ".join(typed.get(key_of(self.name, language), "").split()) for language in LANGUAGES}
        if not found[DEFAULT]:
            raise self._wrong(_("Bagian ini belum diisi."))
        for language, text in found.items():
            _check_length(len(text), self.longest, key_of(self.name, language))
        return found

    def shown(self, value: Mapping[str, str]) -> Mapping[str, str | list[str]]:
        return {key_of(self.name, language): text for language, text in value.items()}

    def attributes(self) -> Mapping[str, object]:
        return {"maxlength": self.longest, "autocomplete": "off"}


class Secret(Field[str]):
    """A password: read as it was typed, and never shown again."""

    kept = False

    def __init__(self, autocomplete: str, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.autocomplete = autocomplete

    def read(self, typed: Typed) -> str:
        return typed.get(self.name, "")

    def attributes(self) -> Mapping[str, object]:
        return {"type": "password", "autocomplete": self.autocomplete, "required": ""}


class Day(Field[date]):
    def read(self, typed: Typed) -> date:
        found = written_day(typed.get(self.name, "").strip())
        if found is None:
            raise self._wrong(_("Isi tanggal."))
        return found

    def attributes(self) -> Mapping[str, object]:
        return {"type": "date", "required": ""}


class DayIfAny(Field[date | None]):
    """A day, or nothing."""

    def read(self, typed: Typed) -> date | None:
        text = typed.get(self.name, "").strip()
        found = written_day(text) if text else None
        if text and found is None:
            raise self._wrong(_("Isi tanggal, atau kosongkan."))
        return found

    def attributes(self) -> Mapping[str, object]:
        return {"type": "date"}


class Span(Field[tuple[time, time] | None]):
    """From when to when; None where both are empty."""

    together = True

    def __init__(self, opens: str, closes: str, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.ends = opens, closes

    @property
    def inputs(self) -> Sequence[str]:
        return self.ends

    def read(self, typed: Typed) -> tuple[time, time] | None:
        opens, closes = (typed.get(end, "").strip() for end in self.ends)
        if not opens and not closes:
            return None
        try:
            span = time_of_day(opens), time_of_day(closes)
        except ValueError:
            span = time.max, time.min
        if span[0] >= span[1]:
            raise self._wrong(_("Isi jam buka dan tutup, seperti 08.00 dan 15.30; buka sebelum tutup."))
        return span

    def shown(self, value: tuple[time, time] | None) -> Mapping[str, str | list[str]]:
        return {} if value is None else {name: at.strftime("%H.%M") for name, at in zip(self.ends, value, strict=True)}

    def attributes(self) -> Mapping[str, object]:
        return {"type": "text", "inputmode": "numeric", "maxlength": 5, "autocomplete": "off", "placeholder": "--.--"}


class Whole(Field[int]):
    """A whole number, written in digits."""

    def __init__(self, least: int, most: int, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.least, self.most = least, most

    def read(self, typed: Typed) -> int:
        text = typed.get(self.name, "").strip()
        if not _is_number(text, self.least, self.most):
            raise self._wrong(_("Isi bilangan %(least)s sampai %(most)s.", least=self.least, most=self.most))
        return int(text)

    def attributes(self) -> Mapping[str, object]:
        return {"type": "number", "min": self.least, "max": self.most, "required": ""}


class WholeIfAny(Field[int | None]):
    """A whole number, or nothing."""

    def __init__(self, least: int, most: int, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.least, self.most = least, most

    def read(self, typed: Typed) -> int | None:
        text = typed.get(self.name, "").strip()
        if text and not _is_number(text, self.least, self.most):
            raise self._wrong(_("Isi bilangan %(least)s sampai %(most)s, atau kosongkan.", least=self.least, most=self.most))
        return int(text) if text else None

    def attributes(self) -> Mapping[str, object]:
        return {"type": "number", "min": self.least, "max": self.most}


class DecimalIfAny(Field[Decimal | None]):
    """A number with a comma or a point, or nothing."""

    def __init__(self, least: int, most: int, told: Sentence | None = None) -> None:
        super().__init__(told)
        self.least, self.most = least, most

    def read(self, typed: Typed) -> Decimal | None:
        text = typed.get(self.name, "").strip().replace(",", ".")
        if not text:
            return None
        if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,6})?", text) or not self.least <= Decimal(text) <= self.most:
            raise self._wrong(_("Isi angka %(least)s sampai %(most)s, seperti 3,21, atau kosongkan.", least=self.least, most=self.most))
        return Decimal(text)

    def shown(self, value: Decimal | None) -> Mapping[str, str | list[str]]:
        return {self.name: "" if value is None else str(value).replace(".", ",")}

    def attributes(self) -> Mapping[str, object]:
        return {"inputmode": "decimal", "maxlength": 8, "autocomplete": "off"}


class Digit(Field[int | None]):
    """One of a few digits, or nothing."""

    def __init__(self, digits: Sequence[int], told: Sentence | None = None) -> None:
        super().__init__(told)
        self.digits = digits

    def read(self, typed: Typed) -> int | None:
        text = typed.get(self.name, "").strip()
        if text and text not in map(str, self.digits):
            raise self._wrong(_("Isi bilangan %(least)s sampai %(most)s.", least=self.digits[0], most=self.digits[-1]))
        return int(text) if text else None

    def attributes(self) -> Mapping[str, object]:
        return {"inputmode": "numeric", "maxlength": 1, "pattern": f"[{self.digits[0]}-{self.digits[-1]}]"}


class Digits(Field[tuple[int, ...]]):
    """Any of a few digits, one after the other with or without blanks, each once: 47, or nothing."""

    def __init__(self, digits: Sequence[int], told: Sentence | None = None) -> None:
        super().__init__(told)
        self.digits = digits

    def read(self, typed: Typed) -> tuple[int, ...]:
        text = "".join(typed.get(self.name, "").split())
        if set(text) - set(map(str, self.digits)) or len(set(text)) < len(text):
            raise self._wrong(_("Isi angka yang ada, masing-masing sekali."))
        return tuple(map(int, text))

    def attributes(self) -> Mapping[str, object]:
        return {"maxlength": 2 * len(self.digits), "autocomplete": "off"}


class Choice(Field[str]):
    """One of several; what a page does not offer is refused. Without `among`, the handler knows what it offered."""

    drawn = "select"

    def __init__(self, among: Collection[str] = (), *, needed: bool = True, nothing: bool = False, told: Sentence | None = None) -> None:
        """`nothing`: choosing nothing is one of the choices, which is not the same as not choosing."""
        super().__init__(told)
        self.among, self.needed, self.nothing = among, needed, nothing

    def read(self, typed: Typed) -> str:
        found = typed.get(self.name)
        missing = self.needed and not found and not (self.nothing and found == "")
        if missing or (found and self.among and found not in self.among):
            raise self._wrong(_("Pilih satu dari daftar."))
        return found or ""


class Several(Field[list[str]]):
    """Any number of several: those that were ticked."""

    drawn = "tick"

    def read(self, typed: Typed) -> list[str]:
        return typed.getlist(self.name)

    def shown(self, value: list[str]) -> Mapping[str, str | list[str]]:
        return {self.name: value}


class Flag(Field[bool]):
    """Ticked or not."""

    drawn = "tick"

    def read(self, typed: Typed) -> bool:
        return typed.get(self.name) == "1"

    def shown(self, value: Any) -> Mapping[str, str | list[str]]:
        return {self.name: "1"} if value else {}


class Pasted(Field[str]):
    """A whole list, as it is: the noun that reads it says what is wrong with it."""

    drawn = "textarea"

    def read(self, typed: Typed) -> str:
        return typed.get(self.name, "")

    def attributes(self) -> Mapping[str, object]:
        return {"spellcheck": "false"}


class Upload(Field[bytes]):
    """The bytes of a file, as they are: the noun that reads it says what is wrong with it; empty where none was chosen.

    A browser does not let it be chosen again for somebody.
    """

    kept = False

    def __init__(self, accept: str) -> None:
        super().__init__()
        self.accept = accept

    def read(self, typed: Typed) -> bytes:
        file = request.files.get(self.name)
        if not file:
            return b""
        with file.stream:  # what is large lies on the disk until it is closed
            return file.read() if file.filename else b""

    def attributes(self) -> Mapping[str, object]:
        return {"type": "file", "accept": self.accept}


class Hidden(Field[str]):
    """What the page itself put there and nobody types."""

    def read(self, typed: Typed) -> str:
        return typed.get(self.name, "")

    def attributes(self) -> Mapping[str, object]:
        return {"type": "hidden"}


class Once(Field[UUID]):
    """The number that a page drew for its form, so that the same form sent twice is one. A page sends no other kind."""

    def __init__(self, refusal: int | None = 404) -> None:
        """`refusal`: the answer to anything that is no such number; None: another one is drawn."""
        super().__init__()
        self.refusal = refusal

    def read(self, typed: Typed) -> UUID:
        text = typed.get(self.name, "")
        if UUID_FORM.fullmatch(text):
            return UUID(text)
        return uuid4() if self.refusal is None else abort(self.refusal)

    def shown(self, value: Any) -> Mapping[str, str | list[str]]:
        return {self.name: str(value or uuid4())}

    def attributes(self) -> Mapping[str, object]:
        return {"type": "hidden"}


def _is_number(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most


def _check_length(length: int, longest: int, at: str) -> None:
    if length > longest:
        raise Wrong(_("Paling banyak %(most)s huruf; yang tertulis %(n)s.", most=longest, n=length), at)
