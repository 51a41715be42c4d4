"""What is sent is read in one place, by what a form declares; and drawn in one place."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "templates"
READERS = sorted([*(ROOT / "kiosk/panel").rglob("*.py"), ROOT / "kiosk/phone/words.py", ROOT / "kiosk/phone/about.py"])
DRAWN_BY_HAND = {
    "panel/security/sign_in.html": "Flask-Security's form, with its errors",
    "panel/security/code.html": "the same",
    "panel/security/recovery.html": "the same",
    "panel/periods/_choose.html": "asks for a period to be shown: nothing is sent, and what cannot be is said on the page",
    "panel/_bar.html": "its only form is the button to sign out",
}


@pytest.mark.parametrize("file", READERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_sent_is_read_by_a_form(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"request\.(form|values)\b", text), "declare a kiosk.web.forms.Form, and read it by Form.sent()"
    assert not re.search(r"fromisoformat|strptime", text), "a date is read by kiosk.clock.written_day, in a form by fields.Day"
    cut = re.sub(r"hexdigest\(\)\[:\d+\]", "", text)
    assert not re.search(r"\[:\d\d+\]|\[:LONGEST", cut), "nothing that was typed is cut: a field refuses what is too long"


@pytest.mark.parametrize("file", READERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_field_hides_nothing_that_was_imported(file: Path) -> None:
    """Below a field called like a module, a class can no longer ask that module for a limit."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imports = [name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for name in node.names]
    known = {name.asname or name.name.partition(".")[0] for name in imports}
    for declared in (node for node in tree.body if isinstance(node, ast.ClassDef)):
        lines = [line for line in declared.body if isinstance(line, ast.Assign)]
        fields = {ast.unparse(target) for line in lines for target in line.targets}
        assert not fields & known, f"{declared.name}: import {fields & known} by another name (from … import served as served_counts)"


def test_there_is_one_reader_of_dates_in_web() -> None:
    found = [file.name for file in (ROOT / "kiosk/web").glob("*.py") if re.search(r"fromisoformat|strptime", file.read_text())]
    assert found == ["answers.py"], "but for the moments that tablets send (ISO 8601), a date is read by kiosk.clock.written_day"


@pytest.mark.parametrize("name", sorted(p.relative_to(TEMPLATES).as_posix() for p in (TEMPLATES / "panel").rglob("*.html")))
def test_a_field_is_drawn_by_the_macro(name: str) -> None:
    text = (TEMPLATES / name).read_text()
    if name not in DRAWN_BY_HAND:
        assert not re.search(r"class=\"field\b|maxlength=|aria-invalid|name=\"csrf_token\"", text), (
            f"{name}: macros/form.html draws a field with its limit and what is wrong with it, and the token"
        )
    assert "request.form" not in text or name == "panel/security/_language.html", f"{name}: what was typed stands in the form"
