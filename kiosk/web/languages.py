"""Which language an answer is in: the one that was asked for, else the first of the browser's that we speak.

A language is added by files alone: kiosk/translations/xx/LC_MESSAGES/visitors.po, kiosk/instruments/xx/*.toml and, to be heard,
static/audio/xx/. Visitors are then asked in it. With a panel.po beside it, panel and paper speak it too.
"""

from collections.abc import Collection

from babel import Locale
from flask import Flask, g, has_request_context, request

from kiosk.instruments import Instrument
from kiosk.words import catalogue
from kiosk.words.catalogue import DEFAULT, PANEL, VISITORS, languages_of
from kiosk.words.numbers import locale

FOREIGNERS = "en"
"""The language for somebody from elsewhere who speaks none of ours."""
OF_THE_ARCHIPELAGO = frozenset(
    "id in ms jv jw su min mad ban bug mak bjn ace bbc btk sas gor nij day mnk tet rej lju mui mfa msi pse xmm".split()
)
"""Malay, and languages whose speakers read Indonesian (ISO 639; in and jw are what old Android says for id and jv)."""
LANGUAGES = languages_of(VISITORS)
"""{code: its own name} of all languages that visitors may be asked in, where the questions have them too."""
PANEL_LANGUAGES = {code: name for code, name in languages_of(PANEL).items() if code in LANGUAGES}
"""Those that panel, paper and commands speak."""


def speak(app: Flask) -> None:
    catalogue.let_choose(chosen)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of jinja2.ext.i18n
        lambda text: catalogue.translations(catalogue.language()).gettext(text),
        lambda one, many, n: catalogue.translations(catalogue.language()).ngettext(one, many, n),
        newstyle=True,
        pgettext=lambda context, text: catalogue.translations(catalogue.language()).pgettext(context, text),
        npgettext=lambda context, one, many, n: catalogue.translations(catalogue.language()).npgettext(context, one, many, n),
    )
    app.jinja_env.globals.update(
        language=catalogue.language, languages=LANGUAGES, panel_languages=PANEL_LANGUAGES, other_languages=other_languages
    )


def other_languages() -> dict[str, str]:
    """{code: what it is called in the language of this answer}, of all but Indonesian: for forms that ask for their words."""
    return {code: str(Locale.parse(code).get_language_name(locale())) for code in LANGUAGES if code != DEFAULT}


def chosen() -> str:
    """The language of this answer: what the door chose, else what the browser prefers."""
    try:
        # A page says a hundred things: after the first one this is all that it takes to know.
        found: str = g.language
        return found
    except (AttributeError, RuntimeError):
        if not has_request_context():
            return DEFAULT
    g.language, g.by_browser = _preferred(), True
    return chosen()


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
    return chosen()


def keep_to(offered: Collection[str]) -> None:
    """Answer this request in a language that is offered here: the one chosen, else English, else Indonesian."""
    if chosen() not in offered:
        choose_language(FOREIGNERS if FOREIGNERS in offered else DEFAULT)


def offered_by(instrument: Instrument) -> dict[str, str]:
    """{code: its own name} of the languages in which an instrument's questions can be asked."""
    return {code: name for code, name in LANGUAGES.items() if code in instrument.languages}
