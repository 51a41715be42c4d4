"""The pages behind a ticket: its first question, then a visit without it; and why a ticket is not taken."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import codes
from kiosk.ledger import Channel
from kiosk.places import Place, links
from kiosk.store import memory
from kiosk.visitors import tickets
from kiosk.visitors.tickets import TicketBatch
from tests.conftest import FixedClock
from tests.make import entries
from tests.page import PageClient

TODAY = date(2026, 11, 19)


@pytest.fixture
def batch(app: Flask, counter: Place, clock: FixedClock) -> TicketBatch:
    with app.app_context():
        return tickets.make_batch(counter.counter, 10, TODAY, TODAY, "petugas", clock())


@pytest.fixture
def token(app: Flask, batch: TicketBatch) -> str:
    with app.app_context():
        return tickets.tokens(batch)[0]


@pytest.fixture
def count(app: Flask, counter: Place) -> Callable[[], int]:
    def counted() -> int:
        with app.app_context():
            return len(entries(counter.unit))

    return counted


def test_a_whole_visit_by_ticket(app: Flask, phone: PageClient, counter: Place, token: str) -> None:
    page = phone.get(f"/t/{token}")
    first = phone.press(page, 4)
    assert token not in first.location, "from the second page on the address knows no ticket"
    page = phone.follow(first)
    for score in (3, 4, 4):
        page = phone.follow(phone.press(page, score))
    assert page.h1 == "Terima kasih."
    with app.app_context():
        found = entries(counter.unit)
    assert [entry.channel for entry in found] == [Channel.TICKET] * 4
    assert len({entry.visit for entry in found}) == 1


def test_a_spent_ticket_says_so_kindly(app: Flask, phone: PageClient, token: str, count: Callable[[], int]) -> None:
    page = phone.get(f"/t/{token}")
    phone.press(page, 4)
    other = PageClient(app)
    again = other.get(f"/t/{token}", status=410)
    assert again.h1 == "Kartu ini sudah dipakai"
    assert "terima kasih" in again.text
    # Another phone that had opened it before.
    sent = {**page.fields(), "visit": str(uuid4()), "form": str(uuid4()), "score": "1"}
    assert other.post(f"/t/{token}/answers", sent, status=410).h1 == "Kartu ini sudah dipakai"
    assert count() == 1


def test_the_phone_that_spent_it_is_led_on(app: Flask, phone: PageClient, counter: Place, batch: TicketBatch, clock: FixedClock) -> None:
    with app.app_context():
        token, other = tickets.tokens(batch)[:2]
    first = phone.get(f"/t/{token}")
    pressed = phone.press(first, 1)
    (cookie,) = pressed.answer.headers.getlist("Set-Cookie")
    for said in ("visit=", "Max-Age=1800", f"Path=/t/{token}", "HttpOnly", "SameSite=Lax"):
        assert said in cookie
    clock.advance(minutes=20)
    asked = phone.get(f"/t/{token}")
    assert asked.h1 == "Melanjutkan penilaian tadi?"
    assert "Orang lain" not in asked.text, "a ticket is for one rating"
    assert phone.get(asked.link("English")).h1 == "Continue your rating?"
    assert phone.get(asked.link("Lanjutkan penilaian tadi")).h1 == phone.follow(pressed).h1
    changed = phone.get(asked.link("Ubah jawaban pertama"))
    assert (changed.h1, changed.fields()["visit"]) == (first.h1, first.fields()["visit"])
    phone.press(changed, 4)
    with app.app_context():
        assert [(entry.question, entry.score) for entry in entries(counter.unit)] == [("S0", 1), ("S0", 4)]
    assert phone.get(f"/t/{other}").select("button[name=score]"), "another ticket begins another visit"
    clock.advance(minutes=41)
    assert phone.get(f"/t/{token}", status=410).h1 == "Kartu ini sudah dipakai"


def test_while_memory_cannot_be_read_it_says_later(
    app: Flask, phone: PageClient, token: str, count: Callable[[], int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(memory, "IN_MEMORY", tmp_path)
    other = PageClient(app)
    opened_before = other.get(f"/t/{token}")
    phone.press(phone.get(f"/t/{token}"), 4)
    (note,) = memory.folder().iterdir()
    whole = note.read_bytes()
    note.write_bytes(whole[:-1])
    later = phone.get(f"/t/{token}", status=503)
    assert "Belum dapat dibuka" in later.text, "she has sent nothing that could be lost"
    assert int(later.headers["Retry-After"]) > 0
    assert "Belum tersimpan" in (refused := other.press(opened_before, 3, status=503)).text
    assert refused.headers["Retry-After"]
    note.write_bytes(whole)
    assert "sudah dipakai" in other.press(opened_before, 3, status=410).text
    assert count() == 1


def test_its_own_visitor_may_send_again_and_correct(phone: PageClient, token: str, count: Callable[[], int]) -> None:
    page = phone.get(f"/t/{token}")
    assert phone.press(page, 4).location == phone.press(page, 4).location
    assert count() == 1
    phone.press(page, 2)
    assert count() == 2


@pytest.mark.parametrize(
    ("days", "heading", "said"),
    [
        (-1, "Kartu ini belum berlaku", "berlaku mulai 19 November 2026"),
        (1, "Kartu ini tidak berlaku lagi", "berlaku sampai 19 November 2026"),
        (300, "Kartu ini tidak berlaku lagi", "berlaku sampai 19 November 2026"),
    ],
)
def test_on_other_days_it_is_not_valid(
    phone: PageClient, clock: FixedClock, token: str, count: Callable[[], int], days: int, heading: str, said: str
) -> None:
    page = phone.get(f"/t/{token}")
    clock.set(clock() + timedelta(days=days))
    told = phone.get(f"/t/{token}", status=410)
    assert told.h1 == heading
    assert said in told.text
    assert phone.post(f"/t/{token}/answers", {**page.fields(), "score": "4"}, status=410).h1 == heading
    assert count() == 0


def test_a_withdrawn_ticket_is_not_valid(
    app: Flask, phone: PageClient, clock: FixedClock, batch: TicketBatch, token: str, count: Callable[[], int]
) -> None:
    with app.app_context():
        tickets.withdraw(batch, clock())
    clock.advance(days=2)
    told = phone.get(f"/t/{token}", status=410)
    assert told.h1 == "Kartu ini sudah ditarik"
    assert "ditarik pada 19 November 2026" in told.text
    assert phone.get(f"/t/{token}?language=en", status=410).h1 == "This ticket was withdrawn"
    assert count() == 0


def test_forgeries_and_guesses_store_nothing(app: Flask, phone: PageClient, token: str, count: Callable[[], int]) -> None:
    page = phone.get(f"/t/{token}")
    dice = Random(3)
    fields = {**page.fields(), "score": "1"}
    for n in range(300):
        forged = codes.write(dice.getrandbits(80) if n % 2 else (codes.read(token, 16) or 0) ^ 1 << dice.randrange(80), 16)
        if forged != token:
            answer = phone.browser.post(f"/t/{forged}/answers", data={**fields, "visit": str(uuid4()), "form": str(uuid4())})
            assert answer.status_code == 404
    assert phone.get("/t/bukan-kartu", status=404).h1 == "Kartu ini tidak dikenal"
    assert count() == 0


def test_by_the_links_that_follow_no_visit_begins(app: Flask, phone: PageClient, counter: Place, count: Callable[[], int]) -> None:
    """The address of later pages is no secret: it takes a visit that a ticket has begun."""
    with app.app_context():
        code = links.link_of(counter.counter, "ticket").code
    phone.get(f"/q/{code}", status=404)
    page = phone.get(f"/q/{code}/questions/S0?visit={uuid4()}")
    assert phone.press(page, 4, status=410).h1 == "Kartu ini sudah dipakai"
    assert count() == 0


def test_a_typed_token_finds_its_page(phone: PageClient, token: str) -> None:
    assert phone.follow(phone.get(f"/q?code={token.lower()}", status=303)).h1 == "Bagaimana pelayanan kami hari ini?"


def test_a_ticket_tapped_before_midnight_may_arrive_after_it(
    phone: PageClient, token: str, count: Callable[[], int], clock: FixedClock
) -> None:
    clock.advance(hours=9)  # 23.42
    page = phone.get(f"/t/{token}")
    clock.advance(minutes=30)
    sent = {**page.fields(), "score": "4"}
    assert phone.post(f"/t/{token}/answers", sent, status=410).h1 == "Kartu ini tidak berlaku lagi"
    phone.post(f"/t/{token}/answers", {**sent, "waited": str(29 * 60 * 1000)})
    assert count() == 1


def test_asked_for_as_a_page_its_answers_lead_to_its_question(phone: PageClient, token: str, count: Callable[[], int]) -> None:
    assert phone.follow(phone.get(f"/t/{token}/answers", status=303)).h1 == "Bagaimana pelayanan kami hari ini?"
    assert phone.get("/t/bukan-kartu/answers", status=303).location.startswith("/t/bukan-kartu?")
    assert count() == 0
