"""The one way in which a sentence of ours finds its language. Indonesian is in the code, all others are in their catalogues.

A language has two domains, each a file in kiosk/translations/xx/LC_MESSAGES: `visitors`, what tablets, phones and public pages
say, and `panel`, all that people with an account read, on paper and in commands too. A language with the first alone is offered
to visitors and nobody else. What a catalogue lacks is said in Indonesian.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations

from babel import Locale, UnknownLocaleError
from babel.messages import mofile, pofile
from babel.support import LazyProxy

from kiosk.folders import INSTALLED, PACKAGE

DEFAULT = "id"
VISITORS, PANEL = DOMAINS = ("visitors", "panel")
FOLDER = PACKAGE / "translations"
SUFFIX = ".mo" if INSTALLED else ".po"

_asked: ContextVar[str | None] = ContextVar("asked", default=None)
_chosen: Callable[[], str] = lambda: DEFAULT  # noqa: E731  # replaced by the door's own


def language() -> str:
    """The language spoken now: what `in_language` asks for, else what the door chose, else Indonesian."""
    return _asked.get() or _chosen()


def let_choose(choose: Callable[[], str]) -> None:
    """From now on `choose` says which language is spoken unless another is asked for."""
    global _chosen
    _chosen = choose


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Everything in the block is said in this language."""
    token = _asked.set(code)
    try:
        yield
    finally:
        _asked.reset(token)


def in_each(say: Callable[[], str], *codes: str) -> dict[str, str]:
    """{language: what `say` says in it}, for sheets that speak several."""
    found = {}
    for code in codes:
        with in_language(code):
            found[code] = say()
    return found


# ── which languages there are ─────────────────────────────────────────────────────────────────────────────────────


def languages_of(domain: str) -> dict[str, str]:
    """{code: its own name}: Indonesian, English, then all others with a catalogue of that domain, by code."""
    codes = sorted(path.parts[-3] for path in FOLDER.glob(f"*/LC_MESSAGES/{domain}{SUFFIX}"))
    found = [DEFAULT, *sorted(codes, key=lambda code: code != "en")]
    return {code: _own_name(code) for code in found}


def _own_name(code: str) -> str:
    """What a language calls itself; one that CLDR does not know (Minangkabau, Banjar …) is called by its code."""
    try:
        return str(Locale.parse(code).get_language_name(code)).capitalize()
    except UnknownLocaleError:
        return code


# ── saying ────────────────────────────────────────────────────────────────────────────────────────────────────────


def gettext(text: str, **values: object) -> str:
    """The text in the language spoken, %(name)s replaced."""
    found = translations(language()).gettext(text)
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form of the text that goes with the number, which stands in it as %(num)s."""
    return translations(language()).ngettext(one, many, num) % ({"num": num} | values)


def pgettext(context: str, text: str, **values: object) -> str:
    """The text, where Indonesian has one word and another language two: `context` says which is meant."""
    found = translations(language()).pgettext(context, text)
    return found % values if values else found


def npgettext(context: str, one: str, many: str, num: int, **values: object) -> str:
    """Both of the former."""
    return translations(language()).npgettext(context, one, many, num) % ({"num": num} | values)


def lazy_gettext(text: str) -> LazyProxy:
    """The text, said when it is shown: for labels and messages that are written down when the program starts."""
    return LazyProxy(gettext, text, enable_cache=False)


@cache
def translations(code: str) -> NullTranslations:
    """Both domains of a language; the visitors' first."""
    found = NullTranslations()
    for domain in reversed(DOMAINS):
        file = FOLDER / code / "LC_MESSAGES" / f"{domain}{SUFFIX}"
        if file.is_file():
            loaded = GNUTranslations(io.BytesIO(_compiled(file.read_bytes())))
            loaded.add_fallback(found)
            found = loaded
    return found


def _compiled(catalogue: bytes) -> bytes:
    """A wheel has catalogues compiled. A checkout compiles them in memory, for each process anew (60 ms): it may be read-only."""
    if INSTALLED:
        return catalogue
    compiled = io.BytesIO()
    mofile.write_mo(compiled, pofile.read_po(io.BytesIO(catalogue)))
    return compiled.getvalue()


def N_(text: str) -> str:  # as everybody calls it
    """The text as it stands: marked for the catalogues where it is written down, and said later by `gettext`."""
    return text


def in_text(texts: Mapping[str, str]) -> str:
    """A text that is kept in several languages, in the language spoken, else in Indonesian."""
    return texts.get(language()) or texts[DEFAULT]
