"""Meja Kanwil: the words of all units in one queue, oldest first, each verdict to be taken back until its message has reached the unit."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.people import acts
from kiosk.places import Place, Unit, tree
from kiosk.visitors import comments
from tests.conftest import signed_in
from tests.make import make_counter, make_person, make_unit
from tests.page import Page, PageClient, words
from tests.statements import reads, statements

DESK = "/panel/desk"
TODAY = date(2026, 11, 19)


@pytest.fixture
def other(app: Flask, counter: Place) -> Unit:
    """A second unit, whose words wait in the same queue."""
    with app.app_context():
        unit = make_unit("lapas", name="Lapas Kelas IIB Uji")
        make_counter(unit, "lapas-1")
        return unit


@pytest.fixture
def moderator(app: Flask, other: Unit) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kanwil", "kanwil"))


def write(app: Flask, unit: Unit, *texts: str) -> None:
    with app.app_context():
        for text in texts:
            comments.write(unit, text, "id", uuid4(), TODAY)


def read(page: Page) -> str:
    return page.words(".desk__read blockquote")


def press(client: PageClient, page: Page, key: str, **typed: str) -> Page:
    """What a key does, without script: the button or link that has it."""
    found = page.one(f'[data-key="{key}"]')
    if found.name == "a":
        return client.get(str(found["href"]))
    form = found.find_parent("form")
    assert form
    sent = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    button = found if found.name == "button" else form.select("button")[0]
    if button.has_attr("name"):
        sent[str(button["name"])] = str(button["value"])
    return client.follow(client.post(str(form["action"]), {**sent, **typed}))


def test_words_of_all_units_wait_in_one_queue_oldest_first(app: Flask, moderator: PageClient, counter: Place, other: Unit) -> None:
    write(app, counter.unit, "pertama")
    write(app, other, "kedua")
    write(app, counter.unit, "ketiga")
    page = moderator.get(DESK)
    assert (page.h1, read(page)) == ("Meja Kanwil", "pertama")
    assert "November 2026" in page.words(".desk__of")
    assert "kedua" in words(page.select(".desk__following li")[0])
    page = press(moderator, page, "t")
    assert read(page) == "kedua"
    page = press(moderator, page, "1")
    assert read(page) == "ketiga"
    page = press(moderator, page, "j", reason="menyesatkan")
    assert page.words(".desk__done") == "Semua sudah dibaca."
    with app.app_context():
        assert comments.counts(counter.unit) == {"unread": 0, "batch": 1, "withheld": 1}
        assert comments.counts(other) == {"unread": 0, "batch": 0, "withheld": 1}
        assert [comments.comment(unit, number).reason for unit, number in ((other, 2), (counter.unit, 3))] == [  # type: ignore[union-attr]
            "Menyebut orang",
            "menyesatkan",
        ]
        assert [(act.kind, act.about) for act in acts.acts([counter.unit])] == [("words.judge", "3: withhold"), ("words.judge", "1: pass")]


def test_each_verdict_can_be_taken_back_one_after_the_other(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, *"abc")
    page = moderator.get(DESK)
    assert not page.select('[data-key="u"]'), "there is nothing to take back yet"
    for key in ("t", "2", "t"):
        page = press(moderator, page, key)
    for text in "cba":
        page = press(moderator, page, "u")
        assert read(page) == text
    assert not page.select('[data-key="u"]')
    with app.app_context():
        assert comments.counts(counter.unit) == {"unread": 3, "batch": 0, "withheld": 0}
        assert [(act.kind, act.about) for act in acts.acts([counter.unit])][:1] == [("words.take-back", "1")]


def test_what_has_reached_the_unit_cannot_be_taken_back(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, *"abcde")
    page = moderator.get(DESK)
    for _ in range(5):
        page = press(moderator, page, "t")
    with app.app_context():
        comments.pass_on(TODAY + timedelta(days=30))
        assert len(comments.passed(counter.unit)) == 5
    late = press(moderator, page, "u")
    assert "Tidak dapat diurungkan lagi" in late.words(".flash")
    assert not late.select('[data-key="u"]')
    with app.app_context():
        assert "words.take-back" not in {act.kind for act in acts.acts([counter.unit])}, "what was not done is not recorded"


def test_nobody_takes_back_what_somebody_else_decided(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, "a")
    press(moderator, moderator.get(DESK), "t")
    with app.app_context():
        second = signed_in(app, make_person("kanwil-2", "kanwil"))
    write(app, counter.unit, "b")
    form = {"csrf_token": str(second.get(DESK).select("input[name=csrf_token]")[0]["value"])}
    page = second.follow(second.post(f"/panel/units/{counter.unit.code}/desk/1/taking-back", form))
    assert "Tidak dapat diurungkan" in page.words(".flash")
    with app.app_context():
        assert comments.counts(counter.unit)["batch"] == 1


def test_the_second_of_two_is_told_and_nothing_is_lost(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, "a", "b")
    with app.app_context():
        second = signed_in(app, make_person("kanwil-2", "kanwil"))
    same = moderator.get(DESK), second.get(DESK)
    press(moderator, same[0], "1")
    page = press(second, same[1], "t")
    assert "kanwil lebih dahulu: pesan itu tidak diteruskan." in page.words(".flash")
    assert read(page) == "b"
    again = press(moderator, same[0], "t")
    assert not again.select(".flash"), "her own, sent twice, is no news"
    with app.app_context():
        assert comments.counts(counter.unit) == {"unread": 1, "batch": 0, "withheld": 1}
        assert len(acts.acts([counter.unit])) == 1


def test_a_reason_is_needed_and_nothing_is_lost(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, "a", "b")
    page = press(moderator, moderator.get(DESK), "l")
    assert read(page) == "b"
    form = page.one('[data-key="j"]').find_parent("form")
    assert form
    sent = {str(each["name"]): str(each.get("value", "")) for each in form.select("input")}
    for reason in ("", "x" * 201):
        refused = moderator.post(str(form["action"]), {**sent, "verdict": "withhold", "reason": reason}, status=422)
        assert read(refused) == "b", "the same message, and not the first one"
        assert refused.one("input[name=reason]").get("value", "") == reason
    moderator.post(str(form["action"]), {**sent, "verdict": "maybe"}, status=422)
    with app.app_context():
        assert comments.counts(counter.unit)["unread"] == 2


def test_what_is_skipped_comes_again_at_the_end(app: Flask, moderator: PageClient, counter: Place) -> None:
    write(app, counter.unit, *"abc")
    page = press(moderator, moderator.get(DESK), "l")
    assert read(page) == "b"
    page = press(moderator, page, "t")
    assert read(page) == "c", "the skipped one does not come between"
    page = press(moderator, page, "t")
    assert read(page) == "a"
    assert read(press(moderator, page, "l")) == "a", "it is the only one"


def test_a_unit_or_an_office_can_be_read_alone(app: Flask, moderator: PageClient, counter: Place, other: Unit) -> None:
    with app.app_context():
        office = make_unit("kanwil-uji", name="Kanwil Uji")
        tree.affiliate(other, office, date(2020, 1, 1))
    write(app, counter.unit, "dari kanim")
    write(app, other, "dari lapas")
    page = moderator.get(DESK)
    assert {words(each) for each in page.select("select[name=under] option")} == {"Semua kantor (2)", "Kanwil Uji (1)"}
    for under in ("kanwil-uji", "lapas"):
        page = moderator.get(f"{DESK}?under={under}")
        assert read(page) == "dari lapas"
        done = press(moderator, press(moderator, page, "t"), "u")
        assert (read(done), done.one("select[name=under] [selected]")["value"]) == ("dari lapas", under), "the choice stays"
    press(moderator, page, "t")
    assert "1 pesan menunggu di unit lain" in moderator.get(f"{DESK}?under=lapas").text
    assert read(moderator.get(f"{DESK}?under=unknown&after=zzz")) == "dari kanim"


def test_she_moderates_where_she_may_and_nowhere_else(app: Flask, counter: Place, other: Unit, head: PageClient) -> None:
    write(app, counter.unit, "rahasia kanim")
    write(app, other, "kata lapas")
    head.get(DESK, status=403)
    with app.app_context():
        office = make_unit("kanwil-uji", name="Kanwil Uji")
        tree.affiliate(other, office, date(2020, 1, 1))
        hers = signed_in(app, make_person("wilayah", "kanwil", office))
    page = hers.get(DESK)
    assert read(page) == "kata lapas"
    assert "rahasia" not in page.html
    assert "rahasia" not in hers.get(f"{DESK}?under=kanim").html
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    for noun in ("verdict", "taking-back"):
        hers.post(f"/panel/units/kanim/desk/1/{noun}", {"csrf_token": token, "verdict": "pass"}, status=404)
        hers.post(f"/panel/units/lapas/desk/1/{noun}", {"csrf_token": token, "verdict": "pass"})
    with app.app_context():
        assert comments.counts(counter.unit)["unread"] == 1, "not by way of another unit's address either"


def test_a_page_reads_no_more_however_many_wait(app: Flask, moderator: PageClient, counter: Place, other: Unit) -> None:
    write(app, counter.unit, *"abcdefgh")
    moderator.get(DESK)
    with statements(app) as said:
        moderator.get(DESK)
        few = len(reads(said))
    write(app, other, *(f"Pesan {n}" for n in range(60)))
    with statements(app) as many:
        page = moderator.get(DESK)
    assert len(page.select(".desk__following li")) == 5
    assert few == len(reads(many)), "as many questions"
    texts = [each for each in reads(many) if "comment.text" in each]
    assert len(texts) == 1, "one of them for words"
    assert "LIMIT 6" in texts[0]


def test_it_leads_to_the_paper_forms_of_any_unit(moderator: PageClient, counter: Place, other: Unit) -> None:
    page = moderator.get(DESK)
    assert [each["value"] for each in page.select("select[name=unit] option")] == ["kanim", "lapas"]
    assert moderator.get(f"{DESK}/papers?unit=lapas", status=303).location == "/panel/units/lapas/papers"
    assert moderator.get(f"{DESK}/papers?unit=none", status=303).location == DESK


def test_it_stands_beside_the_pages_of_all_units(moderator: PageClient) -> None:
    page = moderator.get(DESK)
    assert [words(each) for each in page.select("nav.groups a")] == [
        "Ringkasan",
        "Bandingkan",
        "Meja Kanwil",
        "Tablet",
        "Laporan monitoring",
    ]
    assert [words(each) for each in page.select('nav.groups [aria-current="page"]')] == ["Meja Kanwil"]
    assert "Meja Kanwil" in {words(each) for each in page.select(".thumb > a")}
