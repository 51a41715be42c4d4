"""/panel/: all units of a person who has several, the only one's screen of today, or the tablets to look after."""

import gzip
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import places, reports
from kiosk.clock import service_day
from kiosk.indices.periods import free
from kiosk.places import Place, Unit, registration, served, tree
from kiosk.reports.settled import Settled
from kiosk.store import writing
from kiosk.visitors import comments
from kiosk.web import instruments
from tests.conftest import FixedClock, signed_in
from tests.make import make_counter, make_device, make_person, make_rating, make_seal, make_unit, utc
from tests.page import Page, PageClient, words


def test_a_head_comes_to_her_own_unit(head: PageClient, counter: Place) -> None:
    assert head.get("/panel/", status=303).location == "/panel/units/kanim/today"


@pytest.mark.parametrize("who", ["kanwil", "admin", "auditor"])
def test_who_sees_several_units_sees_them_side_by_side(
    request: pytest.FixtureRequest, who: str, counter: Place, foreign_counter: Place
) -> None:
    client: PageClient = request.getfixturevalue(who)
    page = client.get("/panel/")
    assert page.h1 == "Semua unit"
    assert [a["href"] for a in page.select(".bar nav a")][:3] == ["/panel/", "/panel/units/kanim/today", "/panel/units/lapas/today"]
    for unit in ("kanim", "lapas"):
        client.get(f"/panel/units/{unit}/today")


def test_an_operator_sees_no_results(operator: PageClient, counter: Place) -> None:
    assert operator.get("/panel/", status=303).location == "/panel/units/kanim/served"
    operator.get("/panel/units/kanim/today", status=404)


def test_without_any_counter_it_says_what_to_do(kanwil: PageClient) -> None:
    assert "administrator" in kanwil.get("/panel/").text


def test_the_bare_address_leads_here(anonymous: PageClient) -> None:
    assert anonymous.get("/", status=303).location == "/panel/"


def test_the_language_chosen_stays(head: PageClient, counter: Place) -> None:
    assert head.get("/panel/units/kanim/today", headers={"Accept-Language": "en"}).one("html")["lang"] == "id"
    head.get("/panel/units/kanim/today?language=en")
    assert head.get("/panel/units/kanim/today").one("html")["lang"] == "en"


# ── all units ─────────────────────────────────────────────────────────────────────────────────────────────────────


def rows(page: Page) -> dict[str, list[str]]:
    """{unit: the words of its cells}"""
    found = page.select("table.region tbody tr")
    return {
        (row.select_one("th a") or row.select_one("th")).get_text(strip=True): [
            cell.get_text(" ", strip=True).replace("\xa0", " ") for cell in row.select("td")
        ]
        for row in found
    }


def rated(unit: Unit, *scores: int) -> None:
    place = next(places.place(c.id) for c in places.counters(unit))
    for score in scores:
        make_rating(place, "S0", score)


@pytest.fixture
def three(app: Flask, clock: FixedClock) -> list[Unit]:
    """Alfa is liked by 40 of 50, Beta by 10 of 50, Gama was not rated; the day is over."""
    with app.app_context():
        units = [make_unit(name.lower(), name=name) for name in ("Alfa", "Beta", "Gama")]
        for unit in units:
            make_counter(unit, f"{unit.code}-1")
        rated(units[0], *[4, 4, 4, 4, 1] * 10)
        rated(units[1], *[4, 1, 1, 1, 1] * 10)
        clock.advance(days=1)
        for unit in units:
            make_seal(unit)
        return units


def test_each_unit_has_its_figures_and_its_n(kanwil: PageClient, three: list[Unit]) -> None:
    found = rows(kanwil.get("/panel/"))
    assert list(found) == ["Alfa", "Beta", "Gama"]
    assert found["Alfa"][1:3] == ["80 %", "67–89"]
    assert found["Beta"][1:3] == ["20 %", "11–33"]
    assert found["Gama"][1:7] == ["–", ""] * 3
    assert [found[name][7] for name in found] == ["50", "50", "0"]


@pytest.fixture
def funnel(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if two units were enough for one."""
    monkeypatch.setattr("kiosk.panel.figures.home.FUNNEL_FROM", 2)


def test_fewer_than_eight_units_stand_in_a_row_of_dots(kanwil: PageClient, three: list[Unit]) -> None:
    page = kanwil.get("/panel/")
    table = page.select("section[aria-labelledby=funnel] tbody tr th")
    assert [words(each) for each in table] == ["Beta", "Alfa"], "the lowest first"
    assert len(page.select("section[aria-labelledby=funnel] svg.is-low")) == 1
    assert page.select("svg.funnel") == []


def test_reasons_are_numbered_the_heaviest_first_and_all_is_a_file(kanwil: PageClient, three: list[Unit]) -> None:
    with kanwil.app.app_context():
        assert comments.write(three[0], "Antrean pagi panjang", "id", uuid4(), date(2026, 11, 19))
    page = kanwil.get("/panel/")
    assert page.words("#needs") == "2 alasan melihat, yang terberat di atas"
    assert [words(each) for each in page.select(".reasons li")] == [
        "Gama belum ada penilaian loket sudah ada",
        "Alfa 1 pesan menunggu dibaca",
    ]
    assert [each.get("class") for each in page.select(".reasons li")] == [["reasons__now"], None]
    text = kanwil.browser.get("/panel/units.csv").get_data(as_text=True)
    assert "Alfa;puas, sangat puas (%);80;" in text
    assert "Semua unit;puas, sangat puas (%);50;" in text
    assert kanwil.browser.get("/panel/units.xlsx").status_code == 200


def test_any_span_has_its_figures_and_nothing_of_today(kanwil: PageClient, three: list[Unit]) -> None:
    page = kanwil.get("/panel/?kind=month&day=2026-11-01")
    assert page.words(".head p").startswith("November 2026 · masih berjalan")
    assert page.words(".headline__said") == "Kepuasan Beta 20 %, semua unit bersama 50 %: jelas di bawah yang lain."
    assert page.words(".headline__more") == "Jelas di atas yang lain: Alfa (80 %)."
    assert page.words(".keys") == (
        "Yang menilai 100 kunjungan di 3 unit Kepuasan 50 % dari 100 orang kira-kira 40–60 % "
        "IKM – Tampil setelah hari tutup, begitu setiap unsur mendapat 10 jawaban sehari, atau 5 dari dua hari. "
        "IPK – Tampil setelah hari tutup, begitu setiap unsur mendapat 20 jawaban sehari, atau 10 dari dua hari."
    )
    found = rows(page)
    assert [cells[-1] for cells in found.values()] == ["50", "50", "0"], "visits come last: nothing of today follows"
    assert not page.select(".reasons")
    assert page.select("table.region tbody a")[0]["href"] == "/panel/units/alfa/period?kind=month&day=2026-11-01"
    assert page.select("table.region thead a")[0]["href"] == "/panel/?sort=name&kind=month&day=2026-11-01#units"
    past = kanwil.get("/panel/?kind=semester&day=2026-01-01")
    assert past.words(".headline__said") == "Belum ada unit yang penilaiannya cukup dalam hari-hari ini."
    assert [cells[1] for cells in rows(past).values()] == ["–"] * 3
    assert kanwil.get("/panel/?kind=free&first=2026-11-20&last=2026-11-01", status=422).words("#period-error").startswith("Tanggal akhir")
    text = kanwil.browser.get("/panel/units.csv?kind=semester&day=2026-07-01").get_data(as_text=True)
    assert "Semua unit;puas, sangat puas (%);50;" in text
    assert "Kepuasan Beta 20 %, semua unit bersama 50 %: jelas di bawah yang lain." in text, "the words of the page"
    assert "belum ada penilaian" not in text, "nothing of today"
    assert kanwil.browser.get("/panel/units.csv?kind=never").status_code == 404


def test_a_long_run_goes_by_months(app: Flask, three: list[Unit], clock: FixedClock) -> None:
    with app.app_context():
        for days, scores in ((20, [4] * 10), (40, [1] * 10)):
            clock.advance(days=days)
            make_seal(three[0])
            place = next(places.place(each.id) for each in places.counters(three[0]))
            for score in scores:
                make_rating(place, "S0", score, given_at=clock())
            clock.advance(days=1)
            make_seal(three[0])
        found = reports.of_region(three, clock(), instruments(), span=free(date(2026, 11, 5), date(2027, 1, 20)))
    run = [share and (share.satisfied, share.n) for share in found.lines[0].run]
    assert run == [(40, 50), (10, 10), (0, 10)], "November's last days, December, January's first"
    assert found.together
    assert (found.together.satisfied, found.together.n) == (60, 120)


def test_many_units_stand_below_their_offices(app: Flask, kanwil: PageClient, three: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.panel.figures.region.FOLDED_FROM", 3)
    with app.app_context():
        office = make_unit("barat", name="Kanwil Barat")
        for unit in three[:2]:
            tree.affiliate(unit, office, date(2026, 1, 1))
    page = kanwil.get("/panel/?sort=needs")
    assert page.words("#units") == "3 unit di 2 kantor"
    assert rows(page)["Kanwil Barat"][:3] == ["2", "50 %", "40–60"], "the sum of both"
    assert [*rows(page)] == ["tanpa kantor", "Kanwil Barat"], "Gama needs somebody"
    opened = kanwil.get(page.link("Kanwil Barat").partition("#")[0])
    assert [*rows(opened)] == ["Alfa", "Beta"]
    assert opened.link("Semua kantor") == "/panel/?sort=needs#units"
    assert [*rows(kanwil.get("/panel/?flat=1"))] == ["Alfa", "Beta", "Gama"]
    assert [*rows(kanwil.get("/panel/?q=gam"))] == ["Gama"], "who looks for one finds it"


def test_what_many_units_share_is_one_reason(app: Flask, kanwil: PageClient, three: list[Unit]) -> None:
    with app.app_context():
        for name in ("Delta", "Epsilon", "Zeta"):
            make_counter(make_unit(name.lower(), name=name), f"{name.lower()}-1")
    said = [words(each) for each in kanwil.get("/panel/").select(".reasons li")]
    assert said == ["4 unit belum ada penilaian Delta, Epsilon, Gama dan Zeta"]


def test_what_is_unlike_is_said_with_its_name_where_a_test_says_so(kanwil: PageClient, three: list[Unit], funnel: None) -> None:
    page = kanwil.get("/panel/")
    assert "Kedua unit berbeda satu dari yang lain" in page.text, "Gama has no figure"
    assert [text.get_text() for text in page.select("svg.funnel g text")] == ["Alfa", "Beta"]
    assert page.words("svg.funnel .lowest text") == "Beta", "who lies above is no alarm"


def test_units_alike_are_not_told_apart(app: Flask, kanwil: PageClient, clock: FixedClock, funnel: None) -> None:
    with app.app_context():
        for name, scores in (("Alfa", [4] * 8 + [1] * 4), ("Beta", [4] * 9 + [1] * 3)):
            unit = make_unit(name.lower(), name=name)
            make_counter(unit)
            rated(unit, *scores)
        clock.advance(days=1)
        for unit in places.units():
            make_seal(unit)
    page = kanwil.get("/panel/")
    assert "dalam batas kebetulan" in page.text
    assert page.select("svg.funnel g text") == []
    assert len(page.select("svg.funnel circle")) == 2


def test_fewer_than_five_show_nothing(app: Flask, kanwil: PageClient, clock: FixedClock) -> None:
    with app.app_context():
        for name in ("Alfa", "Beta"):
            unit = make_unit(name.lower(), name=name)
            make_counter(unit)
            rated(unit, 4, 4, 1, 1)
        clock.advance(days=1)
        for unit in places.units():
            make_seal(unit)
    page = kanwil.get("/panel/")
    assert {cells[1] for cells in rows(page).values()} == {"–"}
    assert page.select("svg.funnel") == []
    assert "batas kebetulan" not in page.text, "nothing was compared"


def test_the_target_of_a_month_comes_from_those_served_before(app: Flask, kanwil: PageClient, three: list[Unit], clock: FixedClock) -> None:
    with app.app_context():
        last_month = clock().date().replace(day=1) - timedelta(days=1)
        for day in range(20):
            served.enter(three[0], last_month - timedelta(days=day), 100, "petugas", clock(), clock().date())
    # Krejcie and Morgan's table: 322 of 2000.
    found = rows(kanwil.get("/panel/"))
    assert found["Alfa"][8:10] == ["0,0 %", "50 / 322"], "nobody rated in October"
    assert found["Beta"][8] == "–"
    assert "yang dilayani belum diisi" in found["Beta"][9], "who may not enter it is not sent there"


def test_a_month_that_was_entered_in_part_has_a_rate_of_those_days_and_no_target(
    app: Flask, kanwil: PageClient, counter: Place, foreign_counter: Place, clock: FixedClock
) -> None:
    now = clock()
    with app.app_context():
        for day in (12, 13, 14):
            for _ in range(8):
                make_rating(counter, given_at=now.replace(month=10, day=day))
        served.enter(counter.unit, now.replace(month=10, day=13).date(), 40, "petugas", now, now.date())
    cells = rows(kanwil.get("/panel/"))["Kantor Imigrasi Kelas II TPI Uji"]
    assert cells[8] == "20,0 % 1 dari 3 hari", "8 of 40, and not 24 of 40"
    assert "yang dilayani belum diisi" in cells[9]
    period = kanwil.get("/panel/units/kanim/period?kind=month&day=2026-10-01").words(".keys")
    assert "24 kunjungan 8 dari 40 yang dilayani 20,0 %, diisi pada 1 dari 3 hari" in period


def test_a_unit_never_rated_and_words_that_wait_want_somebody(app: Flask, kanwil: PageClient, admin: PageClient, three: list[Unit]) -> None:
    with app.app_context():
        assert comments.write(three[0], "Antrean pagi panjang", "id", uuid4(), three[0].closed_on or date(2026, 11, 19))
    found = rows(kanwil.get("/panel/"))
    assert found["Gama"][-1] == "belum ada penilaian"
    assert found["Alfa"][-1] == "1 pesan menunggu dibaca"
    assert rows(admin.get("/panel/"))["Alfa"][-1] == "–", "she is not the one who reads them"
    assert list(rows(kanwil.get("/panel/?needs=1"))) == ["Alfa", "Gama"]


def test_a_unit_without_a_counter_stands_there_too(
    app: Flask, kanwil: PageClient, admin: PageClient, three: list[Unit], clock: FixedClock
) -> None:
    with app.app_context():
        names = "Pusat", "Lama", "Delta", "Epsilon", "Barat"
        office, before, new, ended, elsewhere = (make_unit(name.lower(), name=name) for name in names)
        tree.affiliate(new, before, date(2020, 1, 1), date(2026, 1, 1))
        tree.affiliate(new, office, date(2026, 1, 1))
        registration.close_unit(places.unit_by_id(ended.id), clock().date(), clock(), "batal")
        for unit in three:
            tree.affiliate(unit, elsewhere, date(2026, 1, 1))
        other = signed_in(app, make_person("barat", "kanwil", elsewhere))
    page = kanwil.get("/panel/")
    assert list(rows(page)) == ["Alfa", "Beta", "Delta", "Gama"], "an office needs no counter, nor one that was, nor a closed unit"
    assert rows(page)["Delta"] == ["–", "belum ada loket"]
    assert "Delta belum ada loket" in page.words("section[aria-labelledby=needs]")
    assert list(rows(kanwil.get("/panel/?sort=ikm")))[-1] == "Delta"
    assert page.words("#units") == "4 unit"
    assert not page.select("a[href*=delta]"), "she looks after no counters"
    assert admin.get("/panel/").one("table.region a[href*=delta]")["href"] == "/panel/units/delta/settings"
    assert admin.get("/panel/").link("Unit baru") == "/panel/places#new"
    assert not page.select("a[href*=places]"), "nor founds any"
    assert list(rows(kanwil.get("/panel/?needs=1"))) == ["Delta", "Gama"]
    assert list(rows(kanwil.get("/panel/?q=del"))) == ["Delta"]
    assert list(rows(kanwil.get("/panel/?office=pusat"))) == ["Delta"]
    assert "Delta" not in other.get("/panel/").text


def test_of_several_units_one_with_a_counter_is_enough(app: Flask, kanwil: PageClient, counter: Place) -> None:
    assert kanwil.get("/panel/", status=303).location == "/panel/units/kanim/today", "her only one"
    with app.app_context():
        make_unit("baru", name="Unit Baru")
    assert list(rows(kanwil.get("/panel/"))) == [counter.unit.name, "Unit Baru"]
    assert kanwil.get("/panel/units/kanim/today").link("Semua unit") == "/panel/"


def test_units_of_one_office_can_be_looked_at(app: Flask, kanwil: PageClient, three: list[Unit], clock: FixedClock) -> None:
    assert kanwil.get("/panel/").select("select[name=office]") == [], "nothing to choose from"
    with app.app_context():
        for code, below in (("barat", three[:2]), ("timur", three[2:])):
            office = make_unit(code, name=f"Kanwil {code}")
            for unit in below:
                tree.affiliate(unit, office, date(2026, 1, 1))
    assert "Tidak ada unit seperti itu" in kanwil.get("/panel/?office=barat&needs=1").text
    page = kanwil.get("/panel/?office=barat")
    assert list(rows(page)) == ["Alfa", "Beta"]
    assert page.one("select[name=office] option[selected]")["value"] == "barat"


def test_silence_is_said_and_a_closed_unit_is_not_missed(app: Flask, kanwil: PageClient, three: list[Unit], clock: FixedClock) -> None:
    with app.app_context():
        make_device(next(iter(places.counters(three[2]))))
        registration.close_unit(places.unit_by_id(three[1].id), clock().date(), clock(), "digabung")
        assert places.unit_by_id(three[1].id).closed_on
    clock.advance(days=3)
    found = rows(kanwil.get("/panel/"))
    assert found["Alfa"][-1] == "4 hari diam"
    assert found["Beta"][-1] == "–"
    assert "Alfa" in kanwil.get("/panel/").words("section[aria-labelledby=needs]")


def test_units_are_sorted_and_searched(kanwil: PageClient, three: list[Unit]) -> None:
    assert list(rows(kanwil.get("/panel/?sort=satisfaction"))) == ["Beta", "Alfa", "Gama"], "what wants looking at first"
    page = kanwil.get("/panel/?q=ALF&sort=nonsense")
    assert list(rows(page)) == ["Alfa"]
    assert page.one("input[type=search]")["value"] == "ALF"
    assert "Tidak ada unit seperti itu" in kanwil.get("/panel/?q=" + "😀" * 200).text


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.panel.paging.AT_ONCE", 2)


def test_many_units_come_in_pages_that_keep_what_was_asked(few_at_once: None, kanwil: PageClient, three: list[Unit]) -> None:
    first = kanwil.get("/panel/?sort=satisfaction")
    assert (list(rows(first)), first.words("nav.pager")) == (["Beta", "Alfa"], "1–2 dari 3 Berikutnya")
    assert first.words("#units") == "3 unit"
    second = kanwil.get(first.one("nav.pager a")["href"].partition("#")[0])
    assert (list(rows(second)), second.words("nav.pager")) == (["Gama"], "Sebelumnya 3–3 dari 3")
    assert second.one("nav.pager a")["href"] == "/panel/?sort=satisfaction&page=1#units"
    asked = kanwil.get("/panel/?q=a&needs=0&page=1").one("nav.pager a")["href"]
    assert asked == "/panel/?sort=name&page=2&q=a#units"


def test_it_is_compressed_where_nobody_typed_anything(kanwil: PageClient, three: list[Unit]) -> None:
    accepts = {"Accept-Encoding": "gzip"}
    squeezed = kanwil.browser.get("/panel/", headers=accepts)
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert b"Semua unit" in gzip.decompress(squeezed.data)
    for address in ("/panel/?q=csrf", "/panel/?sort=csrf", "/panel/comparison", f"/panel/units/{three[0].code}/today"):
        answer = kanwil.browser.get(address, headers=accepts)
        assert answer.status_code == 200
        assert "Content-Encoding" not in answer.headers, address


def test_a_page_that_there_is_not_is_the_last_one(few_at_once: None, kanwil: PageClient, three: list[Unit]) -> None:
    for page, found in (("99", ["Gama"]), ("0", ["Alfa", "Beta"]), ("-1", ["Alfa", "Beta"]), ("x", ["Alfa", "Beta"])):
        assert list(rows(kanwil.get(f"/panel/?page={page}"))) == found
    alone = kanwil.get("/panel/?q=alf&page=2")
    assert list(rows(alone)) == ["Alfa"]
    assert not alone.select("nav.pager"), "nothing to turn to"


def test_among_many_only_those_that_differ_are_named(
    monkeypatch: pytest.MonkeyPatch, kanwil: PageClient, three: list[Unit], funnel: None
) -> None:
    monkeypatch.setattr("kiosk.panel.figures.charts.MOST_NAMED", 1)
    page = kanwil.get("/panel/")
    assert [text.get_text() for text in page.select("svg.funnel g text")] == ["Alfa", "Beta"]
    monkeypatch.setattr("kiosk.reports.side_by_side._unlike", lambda *_: ())
    monkeypatch.setattr("kiosk.reports.side_by_side._windows", Settled())
    alike = kanwil.get("/panel/")
    assert not alike.select("svg.funnel circle")
    assert alike.one("svg.funnel path.crowd")["d"].count("M") == 2


def test_nobody_sees_units_of_others_there(app: Flask, outsider: PageClient, kanwil: PageClient, three: list[Unit]) -> None:
    assert "Alfa" in kanwil.get("/panel/").text
    answer = outsider.browser.get("/panel/", follow_redirects=True)
    assert answer.status_code == 200
    assert not any(unit.name in answer.get_data(as_text=True) for unit in three)


def test_english_is_complete(kanwil: PageClient, three: list[Unit]) -> None:
    page = kanwil.get("/panel/?language=en")
    assert page.h1 == "All units"
    assert "The two units differ from each other" in page.text


def test_it_asks_as_often_for_many_units_as_for_few(app: Flask, kanwil: PageClient, three: list[Unit]) -> None:
    """No query per unit: a hundred units cost a few more rows."""
    from sqlalchemy import event

    from kiosk.store.tables import db

    def queries() -> int:
        said: list[str] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", lambda *rest: said.append(rest[2]))
        kanwil.get("/panel/")
        return len(said)

    few = queries()
    with app.app_context(), writing():
        for n in range(20):
            make_counter(make_unit(f"unit-{n}", name=f"Unit {n}"))
    assert queries() <= 2 * few + 2, "the first listener still counts"


@pytest.mark.parametrize(("hour", "zone"), [(15, "Asia/Jayapura"), (17, "Asia/Jakarta")])
def test_a_unit_that_moves_today_is_seen_from_its_midnight_on(app: Flask, clock: FixedClock, hour: int, zone: str) -> None:
    clock.set(utc(2026, 11, 19, hour, 30))
    with app.app_context():
        office, unit = make_unit("kanwil-papua"), make_unit("kanim-papua", zone=zone)
        make_counter(unit)
        tree.affiliate(unit, office, service_day(clock(), zone))
        client = signed_in(app, make_person("kanwil-papua", "kanwil", office))
    client.get("/panel/units/kanim-papua/today")
