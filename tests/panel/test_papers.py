"""Forms on paper: typed by the regional office, recorded under their own channel, shown apart."""

from datetime import date
from uuid import UUID, uuid4, uuid5

import pytest
from flask import Flask

from kiosk import people, tallies
from kiosk.ledger import Channel
from kiosk.ledger.entry import Access
from kiosk.places import Place, service_points
from kiosk.visitors import comments, profiles, wishes
from tests.conftest import FixedClock, signed_in
from tests.make import entries, instrument, make_counter, make_person, make_rating, tally
from tests.page import Page, PageClient

HERE = "/panel/units/kanim/papers"


@pytest.fixture
def clerk(app: Flask, counter: Place) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kanwil", "kanwil"))


def fields(page: Page) -> dict[str, str]:
    form = page.one("form[data-digits]")
    return {str(i["name"]): str(i.get("value", "")) for i in form.select("input[name], textarea[name]")}


def enter(clerk: PageClient, status: int = 303, page: Page | None = None, **typed: str) -> Page:
    return clerk.post(HERE, {**fields(page or clerk.get(HERE)), **typed}, status=status)


def test_a_form_is_recorded_under_its_own_channel_and_day(app: Flask, clerk: PageClient, counter: Place) -> None:
    enter(clerk, filled_on="2026-11-17", S0="3", U1="4", K1="2", C1="2")
    with app.app_context():
        found = entries(counter.unit)
        assert [(e.question, e.score) for e in found] == [("S0", 3), ("U1", 4), ("K1", 2), ("C1", 2)]
        assert {e.channel for e in found} == {Channel.PAPER}
        assert {e.service_day.isoformat() for e in found} == {"2026-11-17"}
        assert len({e.visit for e in found}) == 1


def test_paper_stands_in_no_other_figure(app: Flask, clerk: PageClient, head: PageClient, counter: Place, clock: FixedClock) -> None:
    enter(clerk, S0="1")
    with app.app_context():
        day = clock().date()
        found = tallies.of_unit(counter.unit, day, day)
        assert (found.answers(), found.visits_of()) == (0, 0)
        assert found.answers(tallies.Basis.APART) == 1
        assert tally(counter.unit, day)["S0"] == {1: 1}
    page = head.get("/panel/units/kanim/today")
    assert "Kertas 1" in page.words("section[aria-labelledby=box-visits]")
    assert page.words("section[aria-labelledby=box-visits] .figure").startswith("0 ")


def test_sent_twice_it_is_entered_once(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = clerk.get(HERE)
    for _ in range(3):
        enter(clerk, page=page, S0="3", U1="4", P1="2", words="Bagus")
    with app.app_context():
        assert len(entries(counter.unit)) == 2
        assert profiles.of_months(counter.unit, 202611) == {202611: {"P1": {Access.COUNTER: {2: 1}}}}
        assert [c.text for c in comments.waiting(counter.unit)] == ["Bagus"]


def test_the_last_form_can_be_put_right_for_ten_minutes(app: Flask, clerk: PageClient, counter: Place, clock: FixedClock) -> None:
    done = clerk.follow(enter(clerk, S0="3"))
    for score in ("4", "3"):
        again = clerk.get(done.link("Perbaiki yang terakhir"))
        enter(clerk, page=again, S0=score)
        clock.advance(seconds=20)
    with app.app_context():
        assert [(e.question, e.score) for e in entries(counter.unit)] == [("S0", 3), ("S0", 4), ("S0", 3)]
        assert tally(counter.unit, clock().date())["S0"] == {3: 1}
    clock.advance(minutes=11)
    late = enter(clerk, 422, page=clerk.get(done.link("Perbaiki yang terakhir")), S0="1")
    assert "10 menit" in late.words("[role=alert]")


def test_a_form_stays_with_its_day(app: Flask, clerk: PageClient, counter: Place) -> None:
    done = clerk.follow(enter(clerk, S0="3", filled_on="2026-11-18"))
    again = clerk.get(done.link("Perbaiki yang terakhir"))
    refused = enter(clerk, 422, page=again, S0="4", filled_on="2026-11-17")
    assert "layanan, atau tanggal lain" in refused.words("[role=alert]")
    with app.app_context():
        assert [e.score for e in entries(counter.unit)] == [3]


def test_a_form_stays_with_its_counter_and_service(app: Flask, clerk: PageClient, counter: Place) -> None:
    with app.app_context():
        services = [service_points.offer_service(counter.unit, code, name) for code, name in (("paspor", "Paspor"), ("visa", "Visa"))]
        make_counter(counter.unit, "kanim-2", gives=services)
        make_counter(counter.unit, "kanim-3", name="Loket 3", gives=services)
    done = clerk.follow(enter(clerk, page=clerk.get(f"{HERE}?counter=kanim-2"), S0="3", service="visa", filled_on="2026-11-18"))
    again = clerk.get(done.link("Perbaiki yang terakhir"))
    assert not again.select("select"), "there is nothing to choose"
    assert "18 November 2026 · Visa" in again.text
    for moved in ({"counter": "kanim-3"}, {"service": "paspor"}, {"service": ""}):
        refused = enter(clerk, 422, page=again, S0="4", **moved)
        assert "loket, layanan" in refused.words("[role=alert]")
        assert refused.one("input[name=S0]")["value"] == "4"
        assert fields(refused)["edition"] != "0", "it is still the same correction"
    enter(clerk, page=refused, S0="4")
    with app.app_context():
        assert [(e.counter, e.service, e.score) for e in entries(counter.unit)] == [("kanim-2", "visa", 3), ("kanim-2", "visa", 4)]


def test_putting_a_form_right_counts_nobody_and_no_words_twice(app: Flask, clerk: PageClient, counter: Place) -> None:
    done = clerk.follow(enter(clerk, S0="3", P1="2", words="Bagus"))
    again = clerk.get(done.link("Perbaiki yang terakhir"))
    assert not again.select("#P1, textarea")
    assert "tidak dapat dihapus" in again.text
    enter(clerk, page=again, S0="4", P1="1", words="Bagus sekali")
    with app.app_context():
        assert profiles.of_months(counter.unit, 202611) == {202611: {"P1": {Access.COUNTER: {2: 1}}}}
        assert [c.text for c in comments.waiting(counter.unit)] == ["Bagus"]


def test_what_the_ledger_refuses_is_called_by_its_name(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = clerk.get(HERE)
    with app.app_context():
        make_rating(counter, "S0", 1, answer=uuid5(UUID(fields(page)["form"]), "S0:3:0"))
    told = enter(clerk, 422, page=page, S0="3").words("[role=alert]")
    assert "sudah dipakai untuk jawaban lain" in told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "sedikitnya satu"),
        ({"S0": "4", "P1": "9"}, "P1"),
        ({"S0": "5"}, "S0"),
        ({"U1": "x"}, "U1"),
        ({"S0": "4", "filled_on": "2026-11-20"}, "masa depan"),
        ({"S0": "4", "filled_on": "2024-01-01"}, "setahun terakhir"),
        ({"S0": "4", "filled_on": "kemarin"}, "Tanggal"),
    ],
)
def test_a_slip_of_the_finger_loses_nothing(app: Flask, clerk: PageClient, counter: Place, typed: dict[str, str], told: str) -> None:
    page = enter(clerk, 422, **{"U2": "3" if typed else "", **typed})
    assert told in page.words("[role=alert]")
    if typed:
        assert page.one("input#U2")["value"] == "3"
    with app.app_context():
        assert entries(counter.unit) == []
        assert profiles.of_months(counter.unit, 202611) == {}


def test_the_rated_unit_does_not_enter_forms(app: Flask, head: PageClient, counter: Place) -> None:
    head.get(HERE, status=403)
    with app.app_context():
        both = make_person("rangkap", "kanwil")
        people.grant(both, "operator", counter.unit)
        client = signed_in(app, both)
    client.get(HERE, status=403)
    assert "Kertas" not in [a.get_text() for a in head.get("/panel/units/kanim/today").select(".pages a")]


def test_another_clerk_cannot_change_a_form(app: Flask, clerk: PageClient, counter: Place) -> None:
    form = str(uuid4())
    enter(clerk, form=form, S0="3")
    with app.app_context():
        other = signed_in(app, make_person("kanwil-2", "kanwil"))
    enter(other, 422, form=form, edition="1", S0="1")
    with app.app_context():
        assert [e.score for e in entries(counter.unit)] == [3]


def test_a_counter_that_was_closed_is_said(app: Flask, clerk: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, clock(), "pindah")
    clock.advance(days=1)
    assert "ditutup" in enter(clerk, 422, S0="3", filled_on="2026-11-20").words("[role=alert]")


def test_empty_forms_are_pdf_in_two_sizes(head: PageClient, counter: Place) -> None:
    sizes = [head.get(f"/panel/units/kanim/counters/kanim-1/forms/{kind}.pdf").answer.get_data() for kind in ("a4", "large")]
    assert all(each.startswith(b"%PDF-") for each in sizes)
    assert sizes[0] != sizes[1]


def asking(app: Flask, counter: Place) -> None:
    with app.app_context():
        own = counter.counter
        service_points.change_counter(own, own.names, instrument=own.instrument, plan="S0 R0 I0 ikm:1", shows_qr=True, gives=())


def wanted(app: Flask, counter: Place) -> dict[Access, dict[str, int]]:
    with app.app_context():
        days = wishes.of_days(counter.unit, instrument(), date(2026, 11, 30))
    return {access: dict(sums) for by_access in days.values() for access, sums in by_access.items()}


def test_what_should_improve_is_typed_where_the_counter_asks_it(app: Flask, clerk: PageClient, counter: Place) -> None:
    """It helps nobody over a threshold: who types it has read it."""
    assert not clerk.get(HERE).select("[name=R0]")
    asking(app, counter)
    page = clerk.get(HERE)
    row = page.one("li.entry:has([name=R0])").get_text(" ", strip=True)
    assert "4 Waktu penyelesaian" in row
    assert "0 Tidak ada" in row
    enter(clerk, page=page, S0="3", R0="4 7")
    enter(clerk, S0="3", R0="0")
    enter(clerk, S0="3", R0="02")  # an element and that there is nothing: the element
    enter(clerk, S0="3", R0="")
    assert wanted(app, counter) == {Access.OPEN: {wishes.EVERYBODY: 3, "U4": 1, "U7": 1, "R0": 1, "U2": 1}}
    with app.app_context():
        assert {entry.question for entry in entries(counter.unit)} == {"S0"}


@pytest.mark.parametrize("typed", ["9", "44", "x", "4,7", "-1"])
def test_what_is_no_box_of_the_form_is_said_and_kept(app: Flask, clerk: PageClient, counter: Place, typed: str) -> None:
    asking(app, counter)
    page = enter(clerk, status=422, S0="3", R0=typed)
    assert "R0: ketik semua angka kotak yang disilang." in page.words("#R0-error")
    assert page.one("[name=R0]")["value"] == typed
    assert wanted(app, counter) == {}


def test_sent_twice_or_put_right_it_counts_once(app: Flask, clerk: PageClient, counter: Place) -> None:
    asking(app, counter)
    page = clerk.get(HERE)
    for _ in range(3):
        done = enter(clerk, page=page, S0="3", R0="4")
    again = clerk.get(clerk.follow(done).link("Perbaiki yang terakhir"))
    assert not again.select("[name=R0]"), "it cannot be found again, so it cannot be put right"
    enter(clerk, page=again, S0="2", R0="5")
    assert wanted(app, counter) == {Access.OPEN: {wishes.EVERYBODY: 1, "U4": 1}}


def test_the_empty_form_asks_it_where_the_counter_does(app: Flask, head: PageClient, counter: Place) -> None:
    address = "/panel/units/kanim/counters/kanim-1/forms/a4.pdf"
    before = head.browser.get(address).get_data()
    asking(app, counter)
    after = head.browser.get(address).get_data()
    assert before.startswith(b"%PDF-")
    assert len(after) > len(before)
