"""Hari ini: one day of one unit on one screen, which refreshes itself and shows nobody's single answer."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from kiosk import places, recording, reports
from kiosk.indices import half_up
from kiosk.ledger import Channel
from kiosk.places import Place, Unit, opening, served
from kiosk.store import writing_direct
from kiosk.web import instruments
from tests.conftest import FixedClock
from tests.make import make_counter, make_device, make_rating, make_seal, rating, utc
from tests.page import PageClient, words

ADDRESS = "/panel/units/kanim/today"


@pytest.fixture(autouse=True)
def _counter(counter: Place) -> None:
    """The unit has a counter, or nobody would see it in the panel."""


@pytest.fixture
def yesterdays(app: Flask, counter: Place, clock: FixedClock) -> None:
    """A rating of the day before: the unit is not new any more."""
    with app.app_context():
        make_rating(counter, given_at=clock() - timedelta(days=1))


def fill_the_window(app: Flask, counter: Place, clock: Callable[[], datetime], visits: int = 105) -> None:
    """Full visits on the days before today, enough for every figure."""
    batch = []
    for n in range(visits):
        visit, moment = uuid4(), clock() - timedelta(days=1 + n % 28, hours=n % 5)
        for question in ("S0", "I0", f"U{n % 7 + 1}", f"K{n % 5 + 1}"):
            batch.append(rating(counter, question, 2 + n % 3, visit=visit, given_at=moment))
    with app.app_context():
        recording.record(batch, clock())
        make_seal(counter.unit)


# ── whose is it? ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_anonymous_is_sent_to_sign_in(anonymous: PageClient) -> None:
    assert anonymous.get(ADDRESS, status=303).location == "/panel/sign-in?next=/panel/units/kanim/today"


def test_another_units_head_finds_nothing(outsider: PageClient) -> None:
    outsider.get("/panel/units/lapas/today")
    assert outsider.get(ADDRESS, status=404).text == outsider.get("/panel/units/nix/today", status=404).text


def test_an_operator_sees_no_results(operator: PageClient) -> None:
    operator.get(ADDRESS, status=404)


@pytest.mark.parametrize("who", ["head", "kanwil", "admin", "auditor"])
def test_these_roles_see_it(request: pytest.FixtureRequest, who: str) -> None:
    assert request.getfixturevalue(who).get(ADDRESS).h1 == "Hari ini"


def test_it_cannot_be_posted_to(head: PageClient) -> None:
    head.post(ADDRESS, status=405)


# ── what it says ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_unit_shows_its_steps_and_no_empty_boxes(app: Flask, head: PageClient, counter: Place) -> None:
    page = head.get(ADDRESS)
    assert "Langkah pertama Kantor Imigrasi Kelas II TPI Uji: 2 dari 9 sudah" in page.text
    assert [box["aria-labelledby"] for box in page.select(".boxes > section")] == ["box-counters", "box-see", "box-awaited"]
    assert "1 loket belum memiliki tablet" in page.text
    assert head.get(f"{ADDRESS}?day=2026-11-18").select("#box-visits"), "a day that is over has nothing to come"
    with app.app_context():
        make_rating(counter)
    assert "1 kunjungan" in head.get(ADDRESS).words("section[aria-labelledby=box-visits]")
    assert not head.get(ADDRESS).select("#box-awaited")


def test_empty_boxes_teach(head: PageClient, yesterdays: None) -> None:
    page = head.get(ADDRESS)
    assert "Setiap ketukan" in page.text
    assert "tampil mulai 5 di satu loket" in page.text
    assert page.text.count("Belum cukup") == 2
    assert "setelah masing-masing mendapat 5 jawaban" in page.text
    assert "1 loket belum memiliki tablet" in page.text


def test_todays_ratings_are_counted(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    visit = uuid4()
    with app.app_context():
        make_rating(counter, "S0", 4, visit=visit)
        make_rating(counter, "I0", 4, visit=visit)
        make_rating(counter, "S0", 2)
        make_rating(counter, "S0", 1, given_at=clock() - timedelta(days=1))
    said = head.get(ADDRESS).words("section[aria-labelledby=box-visits]")
    assert "2 kunjungan" in said
    assert "3 jawaban" in said


def test_satisfaction_moves_in_steps_of_five_and_one_step_behind(app: Flask, head: PageClient, counter: Place) -> None:
    said = []
    for score in (4, 4, 4, 4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1):
        with app.app_context():
            make_rating(counter, "S0", score)
        said.append(satisfaction(head))
    assert all("–" in each for each in said[:9])
    assert "9 penilaian" in said[8]
    assert all("dari 5 orang" in each for each in said[9:14]), said
    assert len(set(said[9:14])) == 1, "between two steps nothing moves"
    assert "80 %" in said[9]
    assert "dari 10 orang" in said[14]
    assert "40 %" in said[14]


def test_a_correction_after_its_step_moves_nothing_today(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    first = uuid4()
    with app.app_context():
        make_rating(counter, "S0", 4, visit=first)
        for _ in range(9):
            make_rating(counter, "S0", 4)
    before = satisfaction(head)
    assert "100 %" in before
    with app.app_context():
        make_rating(counter, "S0", 1, visit=first, given_at=clock() + timedelta(seconds=2))
    assert satisfaction(head) == before


def satisfaction(client: PageClient) -> str:
    section = client.get(ADDRESS).one("section[aria-labelledby=box-satisfaction]")
    return " ".join(words(line) for line in section.find_all("p", recursive=False))


BOXES_OF_CLOSED_DAYS = ("box-ikm", "box-ipk", "box-elements")


def test_integrity_and_indices_are_unchanged_by_todays_answers(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    before = {box: head.get(ADDRESS).words(f"section[aria-labelledby={box}]") for box in BOXES_OF_CLOSED_DAYS}
    assert "Belum cukup" not in " ".join(before.values()), "there must be figures to change"
    with app.app_context():
        for question in ("I0", "U1", "U2", "K1", "K2"):
            for _ in range(12):
                make_rating(counter, question, 1)
    assert {box: head.get(ADDRESS).words(f"section[aria-labelledby={box}]") for box in BOXES_OF_CLOSED_DAYS} == before
    clock.advance(days=1)
    with app.app_context():
        make_seal(counter.unit)
    assert head.get(ADDRESS).words("section[aria-labelledby=box-ikm]") != before["box-ikm"], "tomorrow they count"


def test_a_full_window_shows_every_figure(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    page = head.get(ADDRESS)
    for box in ("box-ikm", "box-ipk"):
        assert "dari 105 orang" in page.words(f"section[aria-labelledby={box}]")
        assert "perkiraan" in page.words(f"#{box}")
    assert len(page.select("section[aria-labelledby=box-elements] > details tbody tr")) == 7
    assert len(page.select("svg.chart")) >= 3


# ── how is this computed? ─────────────────────────────────────────────────────────────────────────────────────────


BOXES = ("visits", "satisfaction", "ikm", "ipk", "hours", "elements", "counters")


@pytest.mark.parametrize("filled", [True, False])
def test_every_figure_has_its_method_beside_it(
    app: Flask, head: PageClient, counter: Place, clock: FixedClock, yesterdays: None, filled: bool
) -> None:
    if filled:
        fill_the_window(app, counter, clock)
    page = head.get(ADDRESS)
    for box in BOXES:
        button = page.one(f"section[aria-labelledby=box-{box}] button[popovertarget=how-{box}]:not([popovertargetaction])")
        assert "Cara hitung" in button.get_text()
        said = page.words(f"#how-{box}")
        assert box == "counters" or "Sumber" in said
        assert "Pembulatan" in said


def test_the_method_of_the_ikm_has_the_figures_own_numbers(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    with app.app_context():
        ikm = reports.of_today(counter.unit, date(2026, 11, 19), clock(), instruments()).indices["ikm"]
        assert ikm
    page = head.get(ADDRESS)
    rows = page.select("#how-ikm tbody tr")
    assert len(rows) == 7
    shown = page.words("#how-ikm").replace(",", ".")
    assert f"25 × {half_up(ikm.estimate.mean, 6)} = {ikm.value}" in shown
    assert f"→ {ikm.low}–{ikm.high}" in shown
    for line, row in zip(ikm.questions, rows, strict=True):
        assert line.nrr is not None
        assert line.weighted is not None
        cells = [cell.get_text().replace(",", ".") for cell in row.select("td")]
        assert cells == [str(line.n), str(half_up(line.nrr, 4)), "1/7", str(half_up(line.weighted, 4))]
    assert "210 jawaban kesan umum" in shown, "pulses are left out, and said to be"
    assert "PermenPANRB 14/2017" in shown


def test_no_mean_of_an_integrity_element_is_anywhere(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    page = head.get(ADDRESS)
    assert page.select("#how-ipk table") == []
    said = page.words("#how-ipk")
    assert "Nilai dan banyaknya jawaban tiap unsur integritas tidak tampil" in said
    assert "Sedikitnya 20 jawaban tiap unsur" in said, "21 each, said in tens"
    assert not re.search(r"\d,\d{3}", said), "nothing finer than on the page"


def test_complete_questionnaires_make_it_official(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    yesterday, codes = clock() - timedelta(days=1), [f"U{n}" for n in range(1, 8)]
    batch = [rating(counter, code, 3, visit=visit, given_at=yesterday) for visit in (uuid4() for _ in range(30)) for code in codes]
    with app.app_context():
        recording.record(batch, clock())
        make_seal(counter.unit)
    page = head.get(ADDRESS)
    assert "resmi" in page.words("#box-ikm")
    assert "Dari 30 kuesioner lengkap" in page.words("#how-ikm")


def test_english_is_complete(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    page = head.get(ADDRESS + "?language=en")
    assert page.one("html")["lang"] == "en"
    assert page.h1 == "Today"
    for indonesian in ("kunjungan", "puas", "biasanya", "jawaban", "Loket", "hari", "unsur", "rentang", "dibulatkan"):
        assert indonesian not in page.words("#today").split(), indonesian


def test_a_quiet_tablet_is_named(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        token = make_device(counter.counter)
    PageClient(app, {"Authorization": f"Bearer {token}"}).get("/counter/")
    assert "hidup" in head.get(ADDRESS).words("section[aria-labelledby=box-counters]")
    clock.advance(hours=3, minutes=22)
    page = head.get(ADDRESS)
    assert "diam 3 j 22 m" in page.words("section[aria-labelledby=box-counters]")
    assert "Tablet Loket 1 · Paspor diam" in page.words("section[aria-labelledby=box-see]")


def test_a_tablet_in_practice_mode_is_named(app: Flask, head: PageClient, tablet: PageClient) -> None:
    """What visitors tap there is not stored."""
    for practising in (True, False):
        tablet.browser.post("/counter/heartbeats", json={"practising": practising})
        said = "Tablet Loket 1 · Paspor dalam Mode uji" in head.get(ADDRESS).words("section[aria-labelledby=box-see]")
        assert said is practising


def test_refused_answers_are_named_with_their_reason(head: PageClient, tablet: PageClient) -> None:
    tablet.browser.post("/counter/heartbeats", json={"refused": 3, "reason": "Loket ditutup. Loket ini ditutup sejak kemarin: Renovasi."})
    see = head.get(ADDRESS).words("section[aria-labelledby=box-see]")
    assert "3 jawaban ditolak di Loket 1 · Paspor" in see
    assert "Renovasi" in see
    tablet.browser.post("/counter/heartbeats", json={})
    assert "ditolak" not in head.get(ADDRESS).words("section[aria-labelledby=box-see]")


def test_a_tablet_that_went_off_in_practice_mode_is_silent_and_no_more(
    app: Flask, head: PageClient, tablet: PageClient, clock: FixedClock
) -> None:
    """Practice ends with a restart."""
    tablet.browser.post("/counter/heartbeats", json={"practising": True})
    clock.advance(hours=2)
    see = head.get(ADDRESS).words("section[aria-labelledby=box-see]")
    assert "Tablet Loket 1 · Paspor diam" in see
    assert "Mode uji" not in see


def test_missing_numbers_served_are_asked_for(
    app: Flask, head: PageClient, operator: PageClient, counter: Place, clock: FixedClock
) -> None:
    """For days that are over and had visits: the current day once its counters have closed (15.00), a Sunday never."""
    notice, devices = "section[aria-labelledby=box-see]", "/panel/units/kanim/devices"
    with app.app_context():
        opening.set_opening_hours(counter.unit, range(5), (time(8), time(15)))
        make_rating(counter)
    assert "belum diisi" not in head.get(ADDRESS).words(notice)
    clock.set(clock().astimezone(ZoneInfo("Asia/Jakarta")).replace(hour=15))
    page = head.get(ADDRESS)
    assert "Yang dilayani belum diisi untuk 1 hari" in page.words(notice)
    assert "missing for 1 day" in operator.get(f"{devices}?language=en").words(".flash:has([href$=served])")
    clock.advance(days=5)
    with app.app_context():
        served.enter(counter.unit, clock().date() - timedelta(days=5), 9, "Bu Sari", clock(), clock().date())
    assert "belum diisi" not in head.get(ADDRESS).words(notice)
    assert "belum diisi" not in operator.get(f"{devices}?language=id").text


def test_another_units_ratings_are_not_counted(app: Flask, head: PageClient, yesterdays: None, foreign_counter: Place) -> None:
    with app.app_context():
        make_rating(foreign_counter)
    assert "0 kunjungan" in head.get(ADDRESS).words("section[aria-labelledby=box-visits]")


def test_every_counter_has_its_line_and_poster(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        make_counter(counter.unit, "kanim-2", name="Loket 2 · Izin")
    page = head.get(ADDRESS)
    rows = page.select("section[aria-labelledby=box-counters] tbody th")
    assert [r.get_text() for r in rows] == ["Loket 1 · Paspor", "Loket 2 · Izin"]
    for link in page.select("section[aria-labelledby=box-counters] a"):
        head.get(str(link["href"]))


# ── how it refreshes itself ───────────────────────────────────────────────────────────────────────────────────────


def test_the_part_stands_verbatim_in_the_page(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    part = head.get(ADDRESS, part=True)
    assert part.one("#today")
    assert part.html.strip() in head.get(ADDRESS).html


def test_nothing_is_sent_while_nothing_has_changed(app: Flask, head: PageClient, counter: Place) -> None:
    asks_again = str(head.get(ADDRESS).one("#today")["hx-get"])
    assert head.get(asks_again, part=True, status=204).html == ""
    with app.app_context():
        make_rating(counter)
    fresh = head.get(asks_again, part=True)
    assert "1 kunjungan" in fresh.text
    head.get(str(fresh.one("#today")["hx-get"]), part=True, status=204)


def test_once_a_minute_the_clock_is_sent(head: PageClient, clock: FixedClock) -> None:
    asks_again = str(head.get(ADDRESS).one("#today")["hx-get"])
    clock.advance(minutes=1)
    assert "14.43 WIB" in head.get(asks_again, part=True).text


def test_a_day_that_is_over_does_not_ask_again(head: PageClient) -> None:
    assert head.get(ADDRESS).one("#today").get("hx-trigger")
    assert head.get(ADDRESS + "?day=2026-11-18").one("#today").get("hx-trigger") is None


# ── other days ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_other_days_are_a_link_away(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for _ in range(11):
            make_rating(counter, "S0", 4, given_at=clock() - timedelta(days=1))
        make_seal(counter.unit)
    today = head.get(ADDRESS)
    yesterday = head.get(str(today.one("[data-key=before]")["href"]))
    assert yesterday.h1 == "Rabu, 18 November 2026"
    assert "11 kunjungan" in yesterday.words("section[aria-labelledby=box-visits]")
    assert "dari 11 orang" in yesterday.words("section[aria-labelledby=box-satisfaction]"), "a closed day needs no steps"
    assert head.get(str(yesterday.one("[data-key=after]")["href"])).h1 == "Hari ini"
    assert today.select("[data-key=after]") == []


@pytest.mark.parametrize("day", ["2026-11-20", "2999-01-01", "kemarin", "2026-02-30", "1999-12-31", "0001-01-01"])
def test_a_day_to_come_or_no_day_at_all_is_not_there(head: PageClient, day: str) -> None:
    head.get(f"{ADDRESS}?day={day}", status=404)


def test_a_day_long_ago_is_empty_but_there(head: PageClient) -> None:
    assert head.get(f"{ADDRESS}?day=2000-01-01").h1 == "Sabtu, 1 Januari 2000"


@pytest.mark.parametrize(("zone", "today"), [("Asia/Jakarta", date(2026, 11, 19)), ("Asia/Jayapura", date(2026, 11, 20))])
def test_today_is_the_units_own(app: Flask, kanwil: PageClient, clock: FixedClock, zone: str, today: date) -> None:
    clock.set(utc(2026, 11, 19, 16, 0))
    with app.app_context():
        make_counter(places.found_unit("jauh", "Unit jauh", zone=zone))
    assert f"day={today}" in str(kanwil.get("/panel/units/jauh/today").one("#today")["hx-get"])


def test_the_usual_is_the_same_weekday_up_to_the_same_hour(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for weeks in (1, 2, 3):
            for minutes in (-60, -30, +30):
                make_rating(counter, given_at=clock() - timedelta(weeks=weeks, minutes=-minutes))
    said = head.get(ADDRESS).words("section[aria-labelledby=box-visits]")
    assert "biasanya 2 sampai jam ini di hari Kamis" in said


def test_switching_the_language_keeps_what_was_asked(head: PageClient, unit: Unit) -> None:
    asked = "day=2026-11-18&language=id&_scheme=javascript&_external=1"
    page = head.get(f"/panel/units/{unit.code}/today?{asked}")
    assert page.select(".menu--person a")[0]["href"] == f"/panel/units/{unit.code}/today?{asked.replace('=id', '=en')}"


# ── each box by itself ────────────────────────────────────────────────────────────────────────────────────────────


FAIL_TOGETHER = [
    ("daily_pairs", {"visits", "ikm", "ipk", "hours", "see", "elements"}),
    ("seal", {"satisfaction", "seal"}),
]


@pytest.mark.stores
@pytest.mark.parametrize(("broken", "boxes"), FAIL_TOGETHER, ids=["pairs", "seals"])
def test_what_fails_says_so_and_the_rest_stays(app: Flask, head: PageClient, counter: Place, broken: str, boxes: set[str]) -> None:
    """A table that has gone fails the boxes that ask it; on PostgreSQL too, where a failed question ends the transaction."""
    with app.app_context():
        make_rating(counter, "S0", 4)
    whole = head.get(ADDRESS)
    assert whole.select("section[role=status]") == []
    with app.app_context(), writing_direct() as direct:
        direct.run(f"ALTER TABLE {broken} RENAME TO away")
    page = head.get(ADDRESS)
    failed = {str(name).removeprefix("box--") for box in page.select("section[role=status]") for name in box["class"] if name != "box"}
    assert failed == boxes
    assert len(page.select("section.box")) == len(whole.select("section.box")) > len(failed)
    assert "Yang lain tetap benar" in page.text


def test_a_unit_with_open_links_alone_says_that_they_protect_nobody(app: Flask, head: PageClient, counter: Place) -> None:
    with app.app_context():
        for _ in range(12):
            make_rating(counter, channel=Channel.POSTER)
    for address in (ADDRESS, "/panel/units/kanim/period"):
        page = head.get(address).text
        assert "Hanya lewat kode terbuka" in page
        assert "tampil mulai 5" not in page
        assert "mulai 10 penilaian sehari" not in page, "that is not what it waits for"
    with app.app_context():
        make_rating(counter)
    assert "Hanya lewat kode terbuka" not in head.get(ADDRESS).text


@pytest.mark.parametrize(("n", "button"), [(1, None), (3, "headline__all--low"), (5, "headline__all")])
def test_what_the_headline_has_no_room_for_is_a_press_away(app: Flask, n: int, button: str | None) -> None:
    """Two stand below the first, and one on a low screen."""
    sentences = [f"Temuan {number}." for number in range(1, n + 1)]
    source = "{% from 'macros/headline.html' import headline %}{% call headline(sentences, 'now') %}{% endcall %}"
    with app.test_request_context():
        page = BeautifulSoup(render_template_string(source, sentences=sentences), "html.parser")
    assert [each.get_text() for each in page.select(".headline__said, .headline__more li")] == sentences[:3]
    buttons = page.select(".headline__all")
    assert [button in str(each["class"]) for each in buttons] == ([True] if button else [])
    assert [each.get_text() for each in page.select("#how-found p")] == (sentences if button else [])
