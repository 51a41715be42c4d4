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

from kiosk.folders import INSTALLED, PACKAGE
from kiosk.words import writing

DEFAULT = "id"
FOREIGNERS = "en"
"""What whoever speaks none of our languages is asked in, from elsewhere."""
OF_THE_ARCHIPELAGO = frozenset(
    "id in ms jv jw su min mad ban bug mak bjn ace bbc btk sas gor nij day mnk tet rej lju mui mfa msi pse xmm".split()
)
"""Malay, and languages whose speakers read Indonesian (ISO 639; in and jw are what old Android says for id and jv)."""
CATALOGUES = PACKAGE / "translations"


def _languages() -> dict[str, str]:
    """{code: its own name}: Indonesian, English, then all others by code."""
    codes = sorted(path.parts[-3] for path in CATALOGUES.glob(f"*/LC_MESSAGES/messages.{'mo' if INSTALLED else 'po'}"))
    found = [DEFAULT, *sorted(codes, key=lambda code: code != "en")]
    return {code: str(Locale.parse(code).get_language_name(code)).capitalize() for code in found}


LANGUAGES = _languages()
"""All languages that visitors may be asked in, where the questions have them too."""
PANEL_LANGUAGES = {code: LANGUAGES[code] for code in writing.LOCALES}


def speak(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    if not INSTALLED:
        compile_catalogues(CATALOGUES)
    Babel(app, default_translation_directories=str(CATALOGUES), locale_selector=language)
    app.jinja_env.globals.update(language=language, languages=LANGUAGES, other_languages=other_languages)


def other_languages() -> dict[str, str]:
    """{code: what it is called in the language of this answer}, of all but Indonesian: for forms that ask for their words."""
    return {code: str(Locale.parse(code).get_language_name(writing.locale(language()))) for code in LANGUAGES if code != DEFAULT}


def language() -> str:
    """The language of this answer: what the door chose, else what the browser prefers."""
    if not has_request_context():
        return DEFAULT
    found: str | None = g.get("language")
    if found is None:
        found = g.language = _preferred()
        g.by_browser = True
    return found


def hangs_on_browser() -> bool:
    """Whether this answer would be in another language for a browser that prefers another."""
    return bool(g.get("by_browser"))


def _preferred() -> str:
    """The first language of the browser's list that we speak, or that tells where its reader is from; none: Indonesian."""
    asked = [tag.partition("-")[0].lower() for tag, quality in request.accept_languages if quality > 0]
    named = [tag for tag in asked if tag != "*"]
    for tag in named:
        if tag in LANGUAGES:
            return tag
        if tag in OF_THE_ARCHIPELAGO:
            return DEFAULT
    return FOREIGNERS if named else DEFAULT


def choose_language(asked: str | None, default: str | None = None) -> str:
    """Answer this request in the language asked for, if we speak it."""
    if asked in LANGUAGES:
        g.language, g.by_browser = asked, False
    elif default:
        g.language, g.by_browser = default, False
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
    """In a checkout, compile each .po whose .mo is missing or older (20 ms). A wheel has them, and may be read-only."""
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
