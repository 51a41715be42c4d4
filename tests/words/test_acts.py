"""What acts are called."""

import ast
from collections.abc import Iterator
from pathlib import Path

from flask import Flask

from kiosk.words import acts, in_language

PANEL = Path(__file__).parents[2] / "kiosk" / "panel"
NOTED_BY = ("acting", "note")


def codes_of_acts() -> Iterator[str]:
    """The codes that stand in the panel as the first argument of a call that notes an act, or of one that hands it on."""
    for file in PANEL.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in NOTED_BY and isinstance(node.args[0].value, str):
                    yield node.args[0].value


def test_every_act_of_the_panel_has_a_name(app: Flask) -> None:
    """A new one needs a line in kiosk/words/acts.py; without it the record shows its code."""
    with app.app_context(), in_language("en"):
        known = acts.names()
    found = set(codes_of_acts())
    assert len(found) > 30
    assert sorted(found - known.keys()) == []
