"""The page of all components: for builders, complete, and marked as invented."""

import re
from pathlib import Path

import pytest
from flask import Flask

from kiosk.places import Place
from tests.conftest import signed_in
from tests.make import make_person
from tests.page import PageClient

CHARTS = Path(__file__).parents[2] / "templates/macros/chart.html"


def test_every_chart_is_there_in_all_its_states(admin: PageClient, counter: Place) -> None:
    page = admin.get("/panel/patterns")
    drawn = [re.split(r"[: ]", str(svg["aria-label"]))[0] for svg in page.select("svg.chart[aria-label]")]
    for macro in re.findall(r"^\{% macro (\w+)\(chart|^\{% macro (scale)\(", CHARTS.read_text(), re.MULTILINE):
        name = "".join(macro)
        assert drawn.count(name) >= 2, f"{name}: show it in kiosk/panel/patterns.py"
    assert "Contoh – bukan data sebenarnya" in page.text
    assert len(page.select("section[role=status]")) == 1, "a box that failed"
    assert len(page.select("svg.funnel .lowest, svg.funnel .above")) == 2


def test_english_is_complete(admin: PageClient, counter: Place) -> None:
    assert admin.get("/panel/patterns?language=en").h1 == "Patterns"


@pytest.mark.parametrize("role", ["head", "operator", "kanwil", "auditor"])
def test_it_is_for_who_administrates(app: Flask, counter: Place, role: str) -> None:
    with app.app_context():
        client = signed_in(app, make_person("orang", role, counter.unit))
    client.get("/panel/patterns", status=403)
