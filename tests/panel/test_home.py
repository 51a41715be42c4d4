"""/panel/ leads to today's screen of the first unit that the person may see."""

import pytest

from kiosk.places import Place
from tests.page import PageClient


def test_a_head_comes_to_her_own_unit(head: PageClient, counter: Place) -> None:
    assert head.get("/panel/", status=303).location == "/panel/units/kanim/today"


@pytest.mark.parametrize("who", ["kanwil", "admin", "auditor"])
def test_who_sees_all_units_can_go_to_each(request: pytest.FixtureRequest, who: str, counter: Place, foreign_counter: Place) -> None:
    client: PageClient = request.getfixturevalue(who)
    page = client.follow(client.get("/panel/", status=303))
    assert [a["href"] for a in page.select(".bar nav a")] == ["/panel/units/kanim/today", "/panel/units/lapas/today"]
    for unit in ("kanim", "lapas"):
        client.get(f"/panel/units/{unit}/today")


def test_an_operator_sees_no_results(operator: PageClient, counter: Place) -> None:
    assert operator.get("/panel/", status=303).location == "/panel/units/kanim/devices"
    operator.get("/panel/units/kanim/today", status=404)


def test_without_any_counter_it_says_what_to_do(kanwil: PageClient) -> None:
    assert "administrator" in kanwil.get("/panel/").text


def test_the_bare_address_leads_here(anonymous: PageClient) -> None:
    assert anonymous.get("/", status=303).location == "/panel/"


def test_the_language_chosen_stays(head: PageClient, counter: Place) -> None:
    assert head.get("/panel/units/kanim/today", headers={"Accept-Language": "en"}).one("html")["lang"] == "id"
    head.get("/panel/units/kanim/today?language=en")
    assert head.get("/panel/units/kanim/today").one("html")["lang"] == "en"
