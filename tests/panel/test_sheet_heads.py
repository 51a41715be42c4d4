"""Whose a page of the panel is and of which day, said on paper."""

from datetime import date

import pytest
from flask import Flask

from kiosk.places import Place, letterheads, tree
from kiosk.places.letterheads import Letterhead
from tests.make import make_counter, make_unit
from tests.page import PageClient

HERE = "/panel/units/kanim"
FIRST = date(2026, 11, 1)


def printed(client: PageClient, path: str) -> list[str]:
    """The paragraphs of the head."""
    return [each.get_text(" ", strip=True) for each in client.get(path).select(".sheet-line p")]


@pytest.mark.parametrize("page", ["today", "period", "elements", "where", "marks", "served", "follow-ups/new"])
def test_until_there_is_a_letterhead_the_office_stands_there(app: Flask, head: PageClient, counter: Place, page: str) -> None:
    with app.app_context():
        kanwil = make_unit("kanwil", name="Kanwil Babel")
        tree.affiliate(counter.unit, kanwil, FIRST)
    assert printed(head, f"{HERE}/{page}") == [f"Kanwil Babel · {counter.unit.name}", "dicetak 19 November 2026"]


def test_the_letterhead_stands_there_with_the_unit_that_it_does_not_name(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        letterheads.say(counter.unit, date(2020, 1, 1), Letterhead(head="KEMENTERIAN\r\n\r\nKANWIL", address="Jalan Sudirman 1"))
    assert printed(head, f"{HERE}/period")[:2] == [f"KEMENTERIAN · KANWIL · {counter.unit.name}", "Jalan Sudirman 1"]
    with app.app_context():
        letterheads.say(counter.unit, date(2020, 1, 1), Letterhead(head=f"KEMENTERIAN\n{counter.unit.name.upper()}"))
    assert printed(head, f"{HERE}/period")[0] == f"KEMENTERIAN · {counter.unit.name.upper()}"


def test_a_page_of_all_units_names_the_offices_above_them_while_they_are_few(app: Flask, kanwil: PageClient, counter: Place) -> None:
    for n in range(3):
        with app.app_context():
            unit = make_unit(f"unit-{n}")
            make_counter(unit, f"loket-{n}")
            tree.affiliate(unit, make_unit(f"office-{n}", name=f"Kantor {n}"), FIRST)
        offices = ("Kantor 0", "Kantor 0 · Kantor 1", "Suara Loket")[n]
        for page in ("", "comparison"):
            assert printed(kanwil, f"/panel/{page}") == [offices, "dicetak 19 November 2026"]


def test_the_foot_says_the_title_in_the_language_of_the_page(head: PageClient, counter: Place) -> None:
    for language, leaf in (("id", "halaman"), ("en", "page")):
        root = head.get(f"{HERE}/where?kind=month&day=2026-11-02&language={language}").one("html")
        assert root["data-leaf"] == leaf
        assert str(root["data-sheet"]).endswith(f"November 2026 · {counter.unit.short_name}")


def test_the_register_has_the_head_that_it_is_signed_under(head: PageClient, counter: Place) -> None:
    page = head.get(f"{HERE}/follow-ups")
    assert not page.select(".sheet-line")
    page.one(".sheet-head")
