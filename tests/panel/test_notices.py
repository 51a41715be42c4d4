"""Kamu bilang, kami lakukan in the panel: written, shown on the tablet, withdrawn."""

import pytest

from kiosk.places import Place
from tests.page import Page, PageClient

NOTICES = "/panel/units/kanim/notices"
GOOD = {"text": "Antrean dibuka 07.30", "text_en": "The queue opens at 7.30", "since": "2026-11-19", "until": "2026-12-19"}


def send(client: PageClient, address: str = NOTICES, status: int = 303, **fields: str) -> Page:
    page = client.get(NOTICES)
    drawn = {str(each["name"]): str(each["value"]) for each in page.select("input[type=hidden]")}
    return client.post(address, fields | drawn, status=status)


def test_an_empty_list_says_what_stands_here(operator: PageClient, counter: Place) -> None:
    assert "Belum ada kabar" in operator.get(NOTICES).text


def test_a_notice_is_shown_on_the_tablet_in_both_languages(operator: PageClient, tablet: PageClient, counter: Place) -> None:
    send(operator, **GOOD)
    assert "tampil" in operator.get(NOTICES).words(".said")
    assert "Antrean dibuka 07.30" in tablet.get("/counter/").words(".told")
    assert "The queue opens at 7.30" in tablet.get("/counter/questions/S0?starts=1&language=en").words(".told")
    assert "Antrean dibuka 07.30" in tablet.get("/counter/thanks").words(".told")
    assert not tablet.get("/counter/questions/I0").select(".told"), "nothing distracts from a question"


def test_a_notice_without_english_words_says_its_language(operator: PageClient, tablet: PageClient, counter: Place) -> None:
    send(operator, **GOOD | {"text_en": ""})
    told = tablet.get("/counter/questions/S0?starts=1&language=en").one(".told")
    assert told.select_one("[lang=id]")


def test_pressed_twice_it_is_one(operator: PageClient, counter: Place) -> None:
    page = operator.get(NOTICES)
    typed = {"text": GOOD["text"], "since": GOOD["since"], "until": GOOD["until"]}
    operator.submit(page, "Tampilkan", **typed)
    assert "tidak ditampilkan dua kali" in operator.follow(operator.submit(page, "Tampilkan", **typed)).text
    assert len(operator.get(NOTICES).select(".said > li")) == 1


def test_withdrawn_is_gone_from_the_tablet(operator: PageClient, tablet: PageClient, counter: Place) -> None:
    send(operator, **GOOD)
    send(operator, f"{NOTICES}/1/withdrawal")
    assert "ditarik" in operator.get(NOTICES).words(".said")
    assert not tablet.get("/counter/").select(".told")
    send(operator, f"{NOTICES}/1/withdrawal")
    send(operator, f"{NOTICES}/9/withdrawal", status=404)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 91}, "text"),
        ({"since": "besok"}, "since"),
        ({"until": "2026-11-18"}, "until"),
        ({"until": "9999-01-01"}, "until"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(operator: PageClient, counter: Place, changes: dict[str, str], field: str) -> None:
    page = send(operator, status=422, **GOOD | changes)
    assert page.one(f"#{field}-error").text
    assert page.one("#text_en")["value"] == GOOD["text_en"]
    assert "Belum ada kabar" in page.text
