"""The thank-you is the same for every answer."""

from uuid import UUID

from kiosk.ledger import receipt_code
from tests.page import PageClient

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


def test_an_unpaired_device_is_refused(phone: PageClient) -> None:
    phone.get("/counter/thanks", status=401)
