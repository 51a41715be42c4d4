"""Jawab di HP saja: the visit goes on where it stopped, on one phone, and nothing is counted twice."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import LANDSCAPE, OpenPage, Site, decode, question, tap, wait_until_answerable, wait_until_still


@pytest.fixture
def tablet(site: Site, open_page: OpenPage) -> Page:
    page = open_page(LANDSCAPE, has_touch=True, expect_faults=True)
    page.goto(site.pairing_address())
    tap(page, 3)
    expect(page.locator("h1")).to_contain_text("jujur")
    return page


def shown_code(tablet: Page) -> str:
    wait_until_answerable(tablet)
    tablet.locator("[data-phone]").click()
    picture = tablet.locator("dialog[open] [data-code]")
    expect(picture).to_be_visible()
    wait_until_still(tablet)
    (address,) = decode(picture)
    return address


def test_a_phone_goes_on_where_the_tablet_stopped(site: Site, tablet: Page, open_page: OpenPage) -> None:
    plan = tablet.locator("#visit input[name=plan]").input_value().split()
    phone = open_page((390, 844), javascript=False)
    phone.goto(shown_code(tablet))
    expect(phone.locator("h1")).to_contain_text("jujur")
    expect(tablet.locator("dialog[open] [data-step=taken]")).to_be_visible()  # for four seconds
    for score in (4, 2, 1):
        phone.locator(f'button[value="{score}"]').click()
    expect(phone.locator("h1")).to_have_text("Terima kasih.")
    expect(tablet.locator("#screen[data-starts]")).to_be_visible()
    entries = site.entries(tablet)
    assert [(e.question, e.channel) for e in sorted(entries, key=lambda e: plan.index(e.question))] == [
        (code, "tablet" if code == "S0" else "handoff") for code in plan
    ]
    assert len({e.visit for e in entries}) == 1


def test_a_second_phone_is_told_kindly(site: Site, tablet: Page, open_page: OpenPage) -> None:
    address = shown_code(tablet)
    first = open_page((390, 844))
    first.goto(address)
    first.locator('.answer[value="4"]').click()
    expect(first.locator("h1")).not_to_contain_text("jujur")
    second = open_page((390, 844), expect_faults=True)
    answer = second.goto(address)
    assert answer
    assert answer.status == 410
    expect(second.locator("h1")).to_have_text("Kode ini sudah tidak berlaku")


def test_back_on_the_tablet_the_code_is_of_no_use(site: Site, tablet: Page, open_page: OpenPage) -> None:
    address = shown_code(tablet)
    with tablet.expect_response("**/withdrawal"):
        tablet.locator("dialog[open] [data-step=code] [data-back]").click()
    expect(tablet.locator("dialog[open]")).to_have_count(0)
    assert question(tablet) == "I0"
    phone = open_page((390, 844), expect_faults=True)
    answer = phone.goto(address)
    assert answer
    assert answer.status == 410


def test_without_network_the_tablet_says_so_and_goes_on(site: Site, tablet: Page) -> None:
    tablet.context.set_offline(True)
    wait_until_answerable(tablet)
    tablet.locator("[data-phone]").click()
    expect(tablet.locator("dialog[open] [data-step=away]")).to_be_visible()
    tablet.locator("dialog[open] [data-step=away] [data-back]").click()
    tap(tablet, 4)
    tablet.wait_for_function("() => document.querySelector('#screen input[name=question]').value.startsWith('U')")
    tablet.context.set_offline(False)
    assert len(site.entries(tablet)) == 2
