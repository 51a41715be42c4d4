"""The moderator's queue, and what the unit may read."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.places import Place
from kiosk.visitors import comments
from tests.conftest import signed_in
from tests.make import make_person
from tests.page import PageClient

HERE = "/panel/units/kanim/words"
TODAY = date(2026, 11, 19)


@pytest.fixture
def moderator(app: Flask, counter: Place) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kanwil", "kanwil"))


def write(app: Flask, place: Place, *texts: str) -> None:
    with app.app_context():
        for text in texts:
            comments.write(place.unit, text, "id", uuid4(), TODAY)


def judge(client: PageClient, number: int, verdict: str, reason: str = "", status: int = 303) -> None:
    token = str(client.get(HERE).select("input[name=csrf_token]")[0]["value"])
    client.post(f"{HERE}/{number}/verdict", {"csrf_token": token, "verdict": verdict, "reason": reason}, status=status)


def test_a_moderator_reads_first_and_the_unit_in_batches(app: Flask, moderator: PageClient, head: PageClient, counter: Place) -> None:
    write(app, counter, *(f"Pesan {n}" for n in "abcde"))
    assert "Pesan a" in moderator.get(HERE).text
    for number in range(1, 6):
        assert "Pesan a" not in head.get(HERE).text, "not before the batch is whole"
        judge(moderator, number, "pass")
    with app.app_context():
        comments.pass_on(date(2026, 12, 24))
    assert all(f"Pesan {n}" in head.get(HERE).text for n in "abcde")
    assert not moderator.get(HERE).select("section[aria-labelledby=queue] blockquote")


def test_withholding_needs_a_reason(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter, "Pak Budi tidak ramah")
    judge(moderator, 1, "withhold", "  ", status=422)
    with app.app_context():
        assert comments.counts(counter.unit)["unread"] == 1
    judge(moderator, 1, "withhold", "menyebut nama")
    with app.app_context():
        assert comments.counts(counter.unit) == {"unread": 0, "batch": 0, "withheld": 1}


def test_nobody_of_the_unit_moderates(app: Flask, head: PageClient, counter: Place) -> None:
    write(app, counter, "a")
    page = head.get(HERE)
    assert not page.select("section[aria-labelledby=queue]")
    assert "Menunggu dibaca" not in page.text, "one more, just after somebody left, would tell who wrote"
    judge(head, 1, "pass", status=403)


def test_what_was_written_is_shown_as_written(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter, "<script>alert(1)</script> & 😀")
    assert moderator.get(HERE).words("blockquote") == "<script>alert(1)</script> & 😀"
