"""Every template compiles, knows no style and no script of its own, and asks no request."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from kiosk.web.filters import FILTERS

TEMPLATES = Path(__file__).parents[2] / "templates"
ALL = sorted(p.relative_to(TEMPLATES).as_posix() for p in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", ALL)
def test_it_compiles(app: Flask, name: str) -> None:
    app.jinja_env.get_template(name)


@pytest.mark.parametrize("name", ALL)
def test_it_keeps_the_policy(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|hx-on|javascript:|<script(?![^>]*\bsrc=)(?![^>]*>{{ inline_script)", text), (
        f"{name}: styles stand in static/css, behaviours in static/js and attach to data-… hooks"
    )
    assert "|safe" not in text.replace(" ", ""), f"{name}: nothing is marked safe; escape it"


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_said_while_it_compiles(app: Flask, name: str) -> None:
    """Jinja applies a filter to a literal at once, in whatever language is spoken then, and keeps that for all readers."""
    parsed = app.jinja_env.parse((TEMPLATES / name).read_text())
    said = [each.name for each in parsed.find_all(nodes.Filter) if isinstance(each.node, nodes.Const) and each.name in FILTERS]
    assert not said, f"{name}: hand in what {', '.join(said)} is asked about, from the handler"


@pytest.mark.parametrize("name", ALL)
def test_the_words_of_codes_stand_elsewhere(app: Flask, name: str) -> None:
    """A code has one name on a page, on paper and in a command, and somebody who adds one finds its words in one place."""
    parsed = app.jinja_env.parse((TEMPLATES / name).read_text())
    pairs = [pair for each in parsed.find_all(nodes.Dict) for pair in each.items]
    said = [pair.key.value for pair in pairs if isinstance(pair.key, nodes.Const) and _says(pair.value)]
    assert not said, f"{name}: what {', '.join(said)} are called is said in kiosk/words, by a filter of kiosk/web/filters.py"


@pytest.mark.parametrize("name", [n for n in ALL if n.startswith("macros/")])
def test_a_macro_never_reads_the_request(name: str) -> None:
    assert not re.search(r"\b(request|session|g)\.", (TEMPLATES / name).read_text()), f"{name}: hand it in as an argument"


@pytest.mark.parametrize("name", [n for n in ALL if n.startswith("panel/")])
def test_in_the_panel_htmx_asks_only_for_pages_that_refresh_themselves(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    for tag in re.findall(r"<[a-z][^<]*?hx-(?:get|post)[^<]*", text):
        assert 'hx-trigger="every ' in tag, f"{name}: the guard takes what htmx asks for as nobody's doing; use a link or a form: {tag}"
        assert "data-live" in tag, f"{name}: a page that refreshes itself rests while nobody looks: {tag}"


def test_every_partial_is_included_somewhere() -> None:
    everything = "\n".join((TEMPLATES / n).read_text() for n in ALL) + "\n".join(
        p.read_text() for p in (TEMPLATES.parent / "kiosk").rglob("*.py")
    )
    for name in ALL:
        assert f'"{name}"' in everything, f"{name} is used nowhere: take it away"


def _says(value: nodes.Expr) -> bool:
    """Whether this is a text of a catalogue."""
    return isinstance(value, nodes.Call) and isinstance(value.node, nodes.Name) and value.node.name in ("_", "ngettext", "pgettext")
