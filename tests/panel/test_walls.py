"""Displays on the wall: today's figures at an address of their own, without anybody's sign-in, until they are ended."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.devices import walls
from kiosk.people import acts
from kiosk.places import Place, registration, served
from kiosk.store import writing_direct
from tests.conftest import FixedClock
from tests.make import make_rating
from tests.page import Page, PageClient

WALLS = "/panel/units/kanim/walls"


@pytest.fixture
def made(head: PageClient, counter: Place) -> Page:
    """The page that shows the new address, once."""
    return head.follow(head.submit(head.get(WALLS), "Buat alamat", name="Ruang rapat", runs="1"))


@pytest.fixture
def address(made: Page) -> str:
    return made.words(".address b").removeprefix("https://loket.example")


@pytest.fixture
def display(app: Flask) -> PageClient:
    """A browser in which nobody has ever signed in."""
    return PageClient(app)


def figures(page: Page) -> list[str]:
    return [figure.get_text(strip=True) for figure in page.select(".tile__figure")]


def test_it_shows_the_figures_of_today_and_nobodys_name(
    app: Flask, display: PageClient, address: str, counter: Place, clock: FixedClock
) -> None:
    with app.app_context():
        for _ in range(10):
            make_rating(counter, "S0", 4)
        served.enter(counter.unit, clock().date(), 20, "Bu Sari", clock(), clock().date())
    page = display.get(address)
    assert figures(page) == ["10", "100%", "–", "–"]
    assert "50,0 % dari 20 yang dilayani" in page.text.replace("\xa0", " ")
    assert not {"Bu Sari", "kepala"} & set(page.text.split())
    assert page.select("a") == [], "it leads nowhere"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert "Counted" not in page.text
    assert display.get(f"{address}?language=en").one("html")["lang"] == "en"


def test_it_asks_for_itself_and_follows_the_day(app: Flask, display: PageClient, address: str, counter: Place, clock: FixedClock) -> None:
    again = str(display.get(f"{address}?language=en").one("[data-live]")["hx-get"])
    assert "language=en" in again
    assert display.browser.get(again, headers={"HX-Request": "true"}).status_code == 204
    with app.app_context():
        make_rating(counter, "S0", 4)
    assert figures(display.get(again, part=True))[0] == "1"
    clock.advance(days=40)
    assert figures(display.get(again, part=True))[0] == "0", "another day has begun, and nobody had to sign in again"


def test_a_poller_does_not_see_when_a_visitor_answers_what(
    app: Flask, display: PageClient, address: str, counter: Place, clock: FixedClock
) -> None:
    """Tap times of integrity answers reach no person (design 3.7)."""
    visit = uuid4()
    with app.app_context():
        make_rating(counter, "S0", 4, visit=visit)
    again = str(display.get(address).one("[data-live]")["hx-get"])
    with app.app_context():
        for question in ("I0", "U1", "K1"):
            make_rating(counter, question, 3, visit=visit)
            assert display.browser.get(again, headers={"HX-Request": "true"}).status_code == 204, question


def test_where_operators_see_it_it_shows_the_last_day_that_is_over(
    app: Flask, head: PageClient, display: PageClient, counter: Place, clock: FixedClock
) -> None:
    """They say how many were served before they know how many rated (design 3.8)."""
    page = head.follow(head.submit(head.get(WALLS), "Buat alamat", name="Ruang tunggu"))
    assert "hari terakhir yang sudah tutup" in page.words(".said")
    address = page.words(".address b").removeprefix("https://loket.example")
    with app.app_context():
        for _ in range(3):
            make_rating(counter, "S0", 4)
    assert figures(display.get(address))[0] == "0"
    clock.advance(days=3)
    page = display.get(address)
    assert figures(page) == ["–"], "nothing of a day that rated, before one says how many were served"
    assert "setelah jumlah yang dilayani diisi" in page.text
    with app.app_context():
        served.enter(counter.unit, date(2026, 11, 19), 20, "Bu Sari", clock(), clock().date())
        make_rating(counter, "S0", 4)
    clock.advance(days=1)
    page = display.get(address)  # the day before was not entered yet
    assert figures(page)[0] == "3"
    assert "19 November 2026" in page.text
    assert "sampai jam ini" not in page.text


@pytest.mark.stores
def test_what_cannot_be_worked_out_leaves_the_rest(app: Flask, display: PageClient, address: str, counter: Place) -> None:
    with app.app_context():
        make_rating(counter, "S0", 4)
    with app.app_context(), writing_direct() as direct:
        direct.run("ALTER TABLE daily_pairs RENAME TO away")
    page = display.get(address)
    assert len(page.select("[role=status]")) == 3, "visits and both indices read them"
    assert figures(page) == ["–"] * 4, "satisfaction does not, and has too few"
    assert display.browser.get(str(page.one("[data-live]")["hx-get"]), headers={"HX-Request": "true"}).status_code == 204


def test_a_closed_unit_has_no_displays(app: Flask, display: PageClient, address: str, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        registration.close_unit(counter.unit, clock().date(), clock(), "pindah")
    display.get(address, status=404)


def test_it_opens_nothing_else(display: PageClient, address: str) -> None:
    display.get(address)
    for path in ("/panel/", "/panel/units/kanim/today", WALLS):
        assert display.browser.get(path).status_code == 303, "to the sign-in page"


def test_its_address_is_shown_once_and_kept_nowhere(app: Flask, head: PageClient, made: Page, address: str) -> None:
    code = address.removeprefix("/wall/")
    assert made.link("Buka di sini").endswith(address)
    page = head.get(WALLS)
    assert code not in page.html
    assert "Ruang rapat" in page.text
    with app.app_context(), writing_direct() as direct:
        assert not any(code in str(row) for row in direct.all("SELECT * FROM wall"))


def test_once_it_is_ended_it_says_so_and_shows_nothing(app: Flask, head: PageClient, display: PageClient, address: str) -> None:
    again = str(head.get(WALLS).one("form[action$=end]")["action"])
    page = head.follow(head.submit(head.get(WALLS), "Akhiri “Ruang rapat”"))
    assert "diakhiri" in page.text
    ended = display.get(address, status=404)
    assert "sudah diakhiri" in ended.text
    assert figures(ended) == []
    head.post(again, {"csrf_token": head.get(WALLS).fields("main form")["csrf_token"]}, status=303)  # pressed in another tab
    assert head.submit(head.get(WALLS), "Buat alamat", name="Lobi").status == 303
    with app.app_context():
        assert [act.kind for act in acts.acts(None)][:3] == ["walls.create", "walls.end", "walls.create"]


@pytest.mark.parametrize("code", ["0000-0000-0000", "x", "😀" * 9, "Z" * 4000])
def test_no_other_address_shows_anything(display: PageClient, address: str, code: str) -> None:
    display.get(f"/wall/{code}", status=404)


def test_it_may_be_typed_as_it_is_read(display: PageClient, address: str) -> None:
    code = address.removeprefix("/wall/")
    for typed in (code.lower(), code.replace("-", ""), code.replace("0", "o").replace("1", "l")):
        display.get(f"/wall/{typed}")


def test_pressed_twice_it_is_one_and_both_answers_show_its_address(
    app: Flask, head: PageClient, display: PageClient, counter: Place
) -> None:
    """Whichever of them the browser keeps."""
    page = head.get(WALLS)
    shown = {head.follow(head.submit(page, "Buat alamat", name="Lobi")).words(".address b") for _ in range(2)}
    assert len(shown) == 1
    display.get(shown.pop().removeprefix("https://loket.example"))
    head.submit(head.get(WALLS), "Buat alamat", name="Lobi")
    with app.app_context():
        assert len(walls.of_unit(counter.unit)) == 2, "another page, another display"


@pytest.mark.parametrize("name", ["", "   ", "n" * 61])
def test_a_display_needs_a_name(app: Flask, head: PageClient, counter: Place, name: str) -> None:
    page = head.submit(head.get(WALLS), "Buat alamat", name=name, status=422)
    assert ("Isi nama layar" if not name.strip() else "Paling banyak 60") in page.words("#name-error")
    assert page.one("#name")["value"] == name
    with app.app_context():
        assert walls.of_unit(counter.unit) == []
        assert not [act for act in acts.acts(None) if act.kind == "walls.create"]


def test_there_is_an_end_to_them(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for n in range(walls.MOST):
            walls.put_up(counter.unit, f"Layar {n}", True, "kepala", clock())
    assert "Akhiri dahulu" in head.submit(head.get(WALLS), "Buat alamat", name="Lobi", status=422).text


@pytest.mark.parametrize(("who", "status"), [("operator", 404), ("auditor", 403), ("kanwil", 200), ("head", 200)])
def test_who_may_not_see_the_figures_puts_up_no_display(request: pytest.FixtureRequest, counter: Place, who: str, status: int) -> None:
    request.getfixturevalue(who).get(WALLS, status=status)


def test_another_units_display_is_not_hers_to_end(
    app: Flask, head: PageClient, counter: Place, foreign_counter: Place, clock: FixedClock
) -> None:
    with app.app_context():
        wall, code = walls.put_up(foreign_counter.unit, "Lobi", True, "lain", clock())
        number = wall.id
    token = head.get(WALLS).select("[name=csrf_token]")[0]["value"]
    assert head.browser.post(f"{WALLS}/{number}/end", data={"csrf_token": token}).status_code == 404
    with app.app_context():
        assert walls.wall(code)
