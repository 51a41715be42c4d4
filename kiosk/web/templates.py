"""Templates in which the words already stand: compiled once for each language, so that a text costs a page nothing.

A page says hundreds of them, and looking one up costs as much as writing a table's row.
"""

from gettext import NullTranslations
from typing import Any

from flask.templating import Environment
from jinja2 import Template, nodes
from jinja2.visitor import NodeTransformer

from kiosk.words.catalogue import language, translations


class Templates(Environment):
    """Asked for a template, it gives that of the language spoken; what this includes and imports is of the same language."""

    def __init__(self, app: Any, **options: Any) -> None:
        super().__init__(app, **options)
        self._language = ""
        self._of: dict[str, Templates] = {}

    def get_template(self, name: str | Template, parent: str | None = None, globals: Any = None) -> Template:
        if self._language:
            return super().get_template(name, parent, globals)
        return self._in(language()).get_template(name, parent, globals)

    def _in(self, code: str) -> "Templates":
        if code not in self._of:
            found: Templates = self.overlay()  # of the same class, with the same globals and filters
            found._language = code
            self._of[code] = found
        return self._of[code]

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        """Jinja's hook between what was parsed and what is compiled."""
        if self._language:
            source = _Saying(translations(self._language)).visit(source)
        return super()._generate(source, name, filename, defer_init)


class _Saying(NodeTransformer):
    """Puts the text of a language in the place of each `_("…")`; values that stand in it are still put in by the page."""

    def __init__(self, said: NullTranslations) -> None:
        self._said = said

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # as Jinja calls it
        self.generic_visit(node)
        if (text := self._text_of(node)) is None:
            return node
        values = nodes.Dict([nodes.Pair(nodes.Const(each.key), each.value) for each in node.kwargs])
        # As jinja2.ext.i18n does it: what is put in is escaped, and "%%" is "%" even where nothing is.
        return nodes.Mod(nodes.MarkSafeIfAutoescape(nodes.Const(text)), values).set_lineno(node.lineno)

    def _text_of(self, node: nodes.Call) -> str | None:
        """The text in the language; None where only the page knows what is asked for."""
        words = [each.value for each in node.args if isinstance(each, nodes.Const)]
        if not isinstance(node.node, nodes.Name) or len(words) < len(node.args) or node.dyn_args or node.dyn_kwargs:
            return None
        if node.node.name == "_":
            return self._said.gettext(*words)
        return self._said.pgettext(*words) if node.node.name == "pgettext" else None
