"""Words are put into templates when they are compiled: they say the very same, in the language spoken."""

import pytest
from flask import Flask, render_template
from jinja2 import DictLoader

from kiosk.web.templates import Templates
from kiosk.words import in_language

SAID = """
{% macro told(name) %}{{ _("Halo %(name)s", name=name) }}{% endmacro %}
<p title="{{ _('Tutup') }}">{{ _("%(name)s, 30 hari", name=low) }} 95 %% {{ _("Hampir 5 %%") }}</p>
{{ pgettext("several", "Loket") }} {{ pgettext("one", "Loket") }} {{ told(_("Tutup")) }} {{ _(word) }}
{{ ngettext("%(num)s unit", "%(num)s unit", 2) }} {% if _("Tutup") == "Close" %}English{% endif %}
"""


@pytest.fixture
def templates(app: Flask) -> Templates:
    found = Templates(app, extensions=["jinja2.ext.i18n"], autoescape=True, loader=DictLoader({"said": SAID}))
    found.globals.update(app.jinja_env.globals)
    found.newstyle_gettext = True  # type: ignore[attr-defined]  # of jinja2.ext.i18n
    return found


@pytest.mark.parametrize("code", ["id", "en"])
def test_what_is_put_in_beforehand_is_what_would_be_said(templates: Templates, code: str) -> None:
    with in_language(code):
        given = {"low": "<b>", "word": "Tutup"}
        put_in, looked_up = templates.get_template("said"), templates.from_string(SAID)
        assert put_in.render(given) == looked_up.render(given)
        assert "&lt;b&gt;" in put_in.render(given)


def test_each_language_has_its_own(app: Flask) -> None:
    with app.test_request_context():
        shown = []
        for code in ("id", "en", "id"):
            with in_language(code):
                shown.append(render_template("panel/_only_open.html"))
    assert shown[0] == shown[2] != shown[1]
