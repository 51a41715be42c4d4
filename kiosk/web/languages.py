"""Languages of the interface: Indonesian is written in the code, every other one comes from its catalogue.

A language is added by files alone: kiosk/translations/xx/LC_MESSAGES/messages.po, kiosk/instruments/xx/*.toml and, to be heard,
static/audio/xx/. Visitors are then asked in it; panel and paper stay Indonesian and English.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel import Locale
from babel.messages import mofile, pofile
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, force_locale

import kiosk
from kiosk import writing

DEFAULT = "id"
CATALOGUES = Path(kiosk.__file__).parent / "translations"


def _languages() -> dict[str, str]:
    """{code: its own name}: Indonesian, English, then all others by code."""
    codes = sorted(path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/messages.po"))
    found = [DEFAULT, *sorted(codes, key=lambda code: code != "en")]
    return {code: str(Locale.parse(code).get_language_name(code)).capitalize() for code in found}


LANGUAGES = _languages()
"""All languages that visitors may be asked in, where the questions have them too."""
PANEL_LANGUAGES = {code: LANGUAGES[code] for code in writing.LOCALES}


def speak(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    compile_catalogues(CATALOGUES)
    Babel(app, default_translation_directories=str(CATALOGUES), locale_selector=language)
    app.jinja_env.globals.update(language=language, languages=LANGUAGES)


def language() -> str:
    """The language of this answer: what the door chose, else what the browser prefers, else Indonesian."""
    if not has_request_context():
        return DEFAULT
    if "language" not in g:
        g.language = request.accept_languages.best_match(list(LANGUAGES)) or DEFAULT
    return str(g.language)


def choose_language(asked: str | None, default: str | None = None) -> str:
    """Answer this request in the language asked for, if we speak it."""
    if asked in LANGUAGES:
        g.language = asked
    elif default:
        g.language = default
    return language()


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Whatever is rendered in the block is in this language."""
    before = language()
    try:
        g.language = code
        with force_locale(code):
            yield
    finally:
        g.language = before


def compile_catalogues(folder: Path) -> None:
    """Compile each .po whose .mo is missing or older (20 ms); a package index install does not do it."""
    for source in folder.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as read:
            catalogue = pofile.read_po(read)
        # Written beside and moved, because several workers may start at once.
        part = target.with_suffix(f".{id(target)}.part")
        with part.open("wb") as written:
            mofile.write_mo(written, catalogue)
        part.replace(target)
