"""Posters, tickets and the ways in which visits came."""

import csv
import io

import pytest
from flask import Flask

from kiosk.ledger import Channel
from kiosk.places import Place, links, served
from kiosk.printing import PAPERS
from kiosk.visitors import surveys, tickets
from tests.conftest import AppMaker, FixedClock, signed_in
from tests.make import make_counter, make_person, make_rating, make_unit
from tests.page import Page, PageClient

HERE = "/panel/units/kanim"


@pytest.fixture
def keeper(app: Flask, counter: Place) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("petugas", "operator", counter.unit))


def form(page: Page, action: str) -> dict[str, str]:
    found = next(f for f in page.select("form") if str(f["action"]) == action)
    return {str(i["name"]): str(i.get("value", "")) for i in found.select("input[name]")}


def make(keeper: PageClient, status: int = 303, **fields: str) -> Page:
    page = keeper.get(f"{HERE}/codes")
    typed = {**form(page, f"{HERE}/tickets"), "counter": "kanim-1", "count": "30", "valid_from": "2026-11-19", "valid_until": "2026-11-20"}
    return keeper.post(f"{HERE}/tickets", {**typed, **fields}, status=status)


@pytest.mark.parametrize("paper", PAPERS)
def test_posters_of_counter_and_unit_are_pdf(head: PageClient, counter: Place, paper: str) -> None:
    for address in (f"{HERE}/counters/kanim-1/posters/{paper}.pdf", f"{HERE}/posters/{paper}.pdf"):
        answer = head.get(address)
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.answer.get_data().startswith(b"%PDF-")


def test_every_size_of_paper_is_offered_by_its_name(head: PageClient, counter: Place) -> None:
    for language, stand in (("id", "Meja"), ("en", "Table stand")):
        links = head.get(f"{HERE}/codes?language={language}").select("a[href*='/kanim/posters/']")
        assert [str(link["href"]).rpartition("/")[2] for link in links] == [f"{paper}.pdf" for paper in PAPERS]
        names = [next(link.stripped_strings) for link in links]
        assert names[:2] == ["A4", "A5"]
        assert stand in names


def test_the_typed_code_stands_beside_each(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        code = links.link_of(counter.counter, "poster").code
    assert f"{code[:4]}-{code[4:]}" in head.get(f"{HERE}/codes").text


def test_old_addresses_of_posters_lead_here(head: PageClient, counter: Place) -> None:
    for old in (f"{HERE}/poster", f"{HERE}/counters/kanim-1/poster"):
        assert head.get(old, status=303).location == f"{HERE}/codes"


@pytest.mark.parametrize(
    "address", ["posters/takada.pdf", "counters/takada/posters/a4.pdf", "counters/kanim-1/forms/takada.pdf", "tickets/9.pdf"]
)
def test_what_is_not_there_is_not_there(keeper: PageClient, counter: Place, address: str) -> None:
    keeper.get(f"{HERE}/{address}", status=404)


def test_without_a_public_address_it_says_what_to_do(make_app: AppMaker) -> None:
    app = make_app(public_url="")
    with app.app_context():
        place = make_counter()
        client = signed_in(app, make_person("kepala", "head", place.unit))
    page = client.get(f"/panel/units/{place.unit.code}/codes")
    assert "--public-url" in page.text
    client.get(f"/panel/units/{place.unit.code}/posters/a4.pdf", status=404)


def test_a_batch_is_made_printed_listed_and_withdrawn(app: Flask, keeper: PageClient, counter: Place) -> None:
    page = keeper.follow(make(keeper))
    assert "– / 30" in page.text, "how many were used is how many rated, which she does not see"
    assert keeper.get(f"{HERE}/tickets/1.pdf").answer.get_data().startswith(b"%PDF-")
    rows = list(csv.DictReader(io.StringIO(keeper.get(f"{HERE}/tickets/1.csv").html.removeprefix("\ufeff"))))
    with app.app_context():
        (batch,) = tickets.batches(counter.unit)
        assert sorted(row["token"] for row in rows) == tickets.tokens(batch)
        assert (batch.made_by, batch.count) == ("petugas", 30)
    assert rows[0]["address"] == f"https://loket.example/t/{rows[0]['token']}"
    assert (rows[0]["valid_from"], rows[0]["valid_until"], rows[0]["counter"]) == ("2026-11-19", "2026-11-20", "kanim-1")
    done = keeper.post(f"{HERE}/tickets/1/withdrawal", form(page, f"{HERE}/tickets/1/withdrawal"))
    assert "ditarik" in keeper.follow(done).text
    keeper.get(f"{HERE}/tickets/1.pdf", status=410)
    with app.app_context():
        assert tickets.batches(counter.unit)[0].withdrawn_at


@pytest.mark.parametrize("days", [2, 5])
def test_a_batch_that_is_over_prints_nothing_and_says_so(keeper: PageClient, counter: Place, clock: FixedClock, days: int) -> None:
    """From the day after its last one, before its tokens are erased and after."""
    make(keeper)
    assert keeper.get(f"{HERE}/codes").select('section[aria-labelledby=tickets] a[href$=".pdf"]')
    clock.advance(days=days)
    with keeper.app.app_context():
        tickets.forget(clock().date())
    page = keeper.get(f"{HERE}/codes")
    assert "Sudah berakhir" in page.text
    assert not page.select('section[aria-labelledby=tickets] a, form[action$="withdrawal"]')
    for kind in ("pdf", "csv"):
        assert "Buat kumpulan baru" in keeper.get(f"{HERE}/tickets/1.{kind}", status=410).text


def test_a_double_click_makes_one_batch(app: Flask, keeper: PageClient, counter: Place) -> None:
    page = keeper.get(f"{HERE}/codes")
    typed = {**form(page, f"{HERE}/tickets"), "counter": "kanim-1"}
    refused = keeper.post(f"{HERE}/tickets", {**typed, "count": "0"}, status=422)
    assert form(refused, f"{HERE}/tickets")["form"] == typed["form"]
    for told in ("siap dicetak", "tidak dibuat dua kali"):
        assert told in keeper.follow(keeper.post(f"{HERE}/tickets", typed)).text
    keeper.post(f"{HERE}/tickets", {**typed, "form": "x"}, status=404)
    with app.app_context():
        assert [batch.count for batch in tickets.batches(counter.unit)] == [42]
    make(keeper)
    with app.app_context():
        assert len(tickets.batches(counter.unit)) == 2, "another page makes another batch"


def test_used_tickets_stand_beside_how_many_were_served(
    app: Flask, keeper: PageClient, head: PageClient, counter: Place, clock: FixedClock
) -> None:
    make(keeper)
    with app.app_context():
        (batch,) = tickets.batches(counter.unit)
        for serial in (3, 4):
            make_rating(counter, channel=Channel.TICKET, ticket=(batch.id, serial))

    def told(who: PageClient) -> list[str]:
        return [cell.get_text(" ", strip=True) for cell in who.get(f"{HERE}/codes").select("section[aria-labelledby=tickets] td.num")]

    assert told(head) == ["2 / 30", "–"]
    assert told(keeper) == ["– / 30", "–"], "she enters the number served before she knows how many rated"
    with app.app_context():
        served.enter(counter.unit, clock().date(), 12, "petugas", clock(), clock().date())
    assert told(head) == ["2 / 30", "12"]
    clock.advance(days=1)
    assert told(head) == ["2 / 30", "12 1 dari 2 hari"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"count": "0"}, "10 sampai 500"),
        ({"count": "501"}, "10 sampai 500"),
        ({"count": "٣"}, "10 sampai 500"),
        ({"count": "9" * 2000}, "10 sampai 500"),
        ({"valid_until": "2026-11-18"}, "tidak sebelum"),
        ({"valid_from": ""}, "Isi tanggal"),
        ({"valid_from": "2026-11-17", "valid_until": "2026-11-18"}, "sudah lewat"),
        ({"valid_from": "0001-01-01"}, "Isi tanggal"),
    ],
)
def test_a_batch_that_cannot_be_is_refused_with_what_was_typed(
    app: Flask, keeper: PageClient, counter: Place, fields: dict[str, str], told: str
) -> None:
    page = make(keeper, 422, **fields)
    assert told in page.words(".error")
    for name, value in fields.items():
        assert page.one(f"#{name}")["value"] == value
    with app.app_context():
        assert tickets.batches(counter.unit) == []


def test_tokens_are_the_operators_and_no_heads(keeper: PageClient, head: PageClient, counter: Place) -> None:
    make(keeper)
    for address in ("tickets/1.pdf", "tickets/1.csv"):
        head.get(f"{HERE}/{address}", status=403)
    assert not head.get(f"{HERE}/codes").select("form[action$=tickets]")


def test_it_tells_by_which_way_visits_came_and_what_was_marked(app: Flask, head: PageClient, keeper: PageClient, counter: Place) -> None:
    with app.app_context():
        for channel, marks in ((Channel.TABLET, ()), (Channel.POSTER, ()), (Channel.POSTER, ("repeat",)), (Channel.PAPER, ())):
            make_rating(counter, channel=channel, marks=marks)
    page = head.get(f"{HERE}/codes")
    listed = page.select("section[aria-labelledby=arrivals] tbody tr")
    rows = {tr.th.get_text(): [td.get_text() for td in tr.select("td")] for tr in listed if tr.th}
    assert rows["Tablet"] == ["1", "0"]
    assert rows["QR di poster"] == ["2", "1"]
    assert rows["Kertas"] == ["1", "0"]
    assert rows["Loket 1"] == ["1", "0"] if "Loket 1" in rows else ["1", "0"] in rows.values()
    assert not keeper.get(f"{HERE}/codes").select("section[aria-labelledby=arrivals]"), "operators see no figures"


@pytest.mark.parametrize(
    ("typed", "kept"), [("https://survei.example.go.id/x", True), ("", True), ("http://x.go.id", False), ("ftp://x", False)]
)
def test_the_ministrys_survey_has_an_https_address(app: Flask, keeper: PageClient, counter: Place, typed: str, kept: bool) -> None:
    page = keeper.get(f"{HERE}/codes")
    sent = {**form(page, f"{HERE}/official-survey"), "address": typed}
    answer = keeper.post(f"{HERE}/official-survey", sent, status=303 if kept else 422)
    if not kept:
        assert answer.one("#address")["value"] == typed
    with app.app_context():
        assert surveys.address(counter.unit) == (typed or None if kept else None)


def test_a_unit_without_counters_is_offered_no_poster(app: Flask) -> None:
    with app.app_context():
        office = make_unit("kantor")
        client = signed_in(app, make_person("petugas", "operator", office))
    page = client.get("/panel/units/kantor/codes")
    assert "belum punya loket" in page.text
    assert page.select("a[href$='.pdf']") == []
    assert page.select("form[action$=tickets]") == []
