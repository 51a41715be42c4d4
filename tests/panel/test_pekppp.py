"""PEKPPP in the panel: values, why, what is missing; and the notes of publications that they count."""

import pytest
from flask import Flask

from kiosk.people import acts
from kiosk.places import Place
from tests.make import make_published
from tests.page import Page, PageClient, words

PAGE, NOTES = "/panel/units/kanim/pekppp", "/panel/units/kanim/publications"
GOOD = {"medium": "papan-pengumuman", "period": "semester:2026-01-01", "day": "2026-11-18", "place": "Ruang tunggu"}


def values(page: Page) -> list[str]:
    return [words(each).split()[0] for each in page.select(".figure")]


def note(client: PageClient, status: int = 303, **changes: str) -> Page:
    return client.submit(client.get(NOTES), "Catat", status=status, **GOOD | changes)


def test_each_value_says_why_and_what_is_missing(head: PageClient, counter: Place) -> None:
    page = head.get(PAGE)
    assert page.h1 == "PEKPPP"
    assert values(page) == ["0", "0", "0", "0"]
    assert page.text.count("Untuk langkah berikutnya:") == 4
    assert "belum dibandingkan dengan lampiran peraturannya" in page.text
    assert head.get(f"{PAGE}?kind=month&day=2027-01-01", status=422).select("#period-error")


def test_what_is_noted_and_published_is_counted(app: Flask, head: PageClient, counter: Place) -> None:
    page = head.follow(note(head))
    assert "Tercatat." in page.text
    assert "Ruang tunggu" in page.words("section[aria-labelledby=elsewhere]")
    assert values(head.get(PAGE))[1] == "1"
    with app.app_context():
        make_published(counter.unit)
    assert values(head.get(PAGE))[1] == "2"
    assert "Papan pengumuman dan Situs web." in head.get(PAGE).text
    assert values(head.get(f"{PAGE}?kind=quarter&day=2026-01-01"))[1] == "0", "of another period"


def test_pressed_twice_it_is_one_note_and_one_act(app: Flask, head: PageClient, counter: Place) -> None:
    page = head.get(NOTES)
    for _press in range(2):
        head.submit(page, "Catat", status=303, **GOOD)
    assert len(head.get(NOTES).select("section[aria-labelledby=elsewhere] tbody tr")) == 1
    with app.app_context():
        (act,) = [each for each in acts.acts(None) if each.kind == "publications.note"]
        assert act.about == "Papan pengumuman, 1 Januari–30 Juni 2026"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "2026-06-30"}, "day"),
        ({"day": "2026-11-20"}, "day"),
        ({"place": ""}, "place"),
        ({"link": "ftp://loket.example/ikm"}, "link"),
        ({"period": "semester:1999-01-01"}, "period"),
        ({"medium": "nonesuch"}, "medium"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(head: PageClient, counter: Place, changes: dict[str, str], field: str) -> None:
    assert note(head, status=422, **changes).one(f"#{field}")["aria-invalid"] == "true"


def test_a_note_is_taken_back_with_a_reason_and_stays(head: PageClient, counter: Place) -> None:
    note(head)
    page = head.get(f"{NOTES}/notes/1")
    head.submit(page, "Batalkan catatan", status=422)
    answer = head.follow(head.submit(page, "Batalkan catatan", reason="Belum dipasang"))
    assert "catatan dibatalkan" in answer.words("section[aria-labelledby=elsewhere]")
    assert values(head.get(PAGE))[1] == "0"
    assert "sudah dibatalkan" in head.follow(head.submit(page, "Batalkan catatan", reason="Lagi")).text
    head.get(f"{NOTES}/notes/9", status=404)


def test_an_auditor_reads_and_notes_nothing(auditor: PageClient, counter: Place) -> None:
    assert not auditor.get(NOTES).select("form[action$=notes]")
    auditor.get(PAGE)
