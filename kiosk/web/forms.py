"""What was sent in a form. A text in several languages has a field for each: name, name_en and so on."""

from flask import request

from kiosk.store.texts import key_of
from kiosk.web.languages import LANGUAGES


def typed(field: str) -> str:
    """The line that was typed into a field, with single blanks; empty where nothing was."""
    return " ".join(request.form.get(field, "").split())


def fields_of(name: str) -> list[str]:
    """The fields of a text, the Indonesian one first."""
    return [key_of(name, language) for language in LANGUAGES]


def typed_texts(name: str, longest: int | None = None) -> dict[str, str]:
    """{language: what was typed into its field}, cut to `longest` characters; of every language there is."""
    return {language: typed(key_of(name, language))[:longest] for language in LANGUAGES}
