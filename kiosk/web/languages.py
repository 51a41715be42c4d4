"""Languages of the interface: Indonesian is written in the code, English comes from the catalogue."""

from pathlib import Path

from babel.messages import mofile, pofile
from flask import Flask, g, has_request_context, request
from flask_babel import Babel

LANGUAGES = {"id": "Bahasa Indonesia", "en": "English"}
DEFAULT = "id"


def speak(app: Flask) -> None:
    app.config["BABEL_DEFAULT_LOCALE"] = DEFAULT
    catalogues = Path(app.root_path) / "translations"
    compile_catalogues(catalogues)
    Babel(app, default_translation_directories=str(catalogues), locale_selector=language)
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
