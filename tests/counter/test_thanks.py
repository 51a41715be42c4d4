"""The thank-you is the same for every answer."""

from uuid import UUID

import pytest
from flask import Flask

from kiosk.ledger import receipt_code
from tests.conftest import PUBLIC_URL, AppMaker
from tests.counter.test_start import tablet_of
from tests.page import PageClient, words

VISIT = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"


def test_it_thanks_and_promises(tablet: PageClient) -> None:
    page = tablet.get("/counter/thanks")
    assert page.h1 == "Terima kasih."
    assert "Nama Anda tidak." in page.text


def test_it_speaks_english(tablet: PageClient) -> None:
    assert tablet.get("/counter/thanks?language=en").h1 == "Thank you."


def test_the_receipt_belongs_to_the_visit(tablet: PageClient) -> None:
    page = tablet.get(f"/counter/thanks?visit={VISIT}&plan=S0")
    assert page.words("[data-receipt]") == receipt_code(UUID(VISIT))


def test_part_and_page_are_the_same_screen(tablet: PageClient) -> None:
    part = tablet.get("/counter/thanks", part=True)
    assert part.html.strip() in tablet.get("/counter/thanks").html


@pytest.mark.parametrize("language", ["id", "en"])
def test_it_shows_every_visitor_the_official_channels(tablet: PageClient, language: str) -> None:
    page = tablet.get(f"/counter/thanks?language={language}")
    assert page.one("[data-code-of]")["data-code-of"] == f"{PUBLIC_URL}/kanal"
    assert [words(each) for each in page.select(".official b")] == ["SP4N-LAPOR! SMS 1708", "Ombudsman 137", "KPK 198"]


def test_where_phones_are_not_used_the_numbers_stay(app: Flask, make_app: AppMaker) -> None:
    for client in (tablet_of(app, shows_qr=False), tablet_of(make_app(public_url=""))):
        page = client.get("/counter/thanks")
        assert not page.select("[data-code-of]")
        assert "KPK 198" in page.words(".official")


def test_an_unpaired_device_is_refused(phone: PageClient) -> None:
    phone.get("/counter/thanks", status=401)
