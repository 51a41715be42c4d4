"""Below a path of the public address nothing leads out of it, whether the proxy takes the path away or leaves it on."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask

from kiosk import places
from kiosk.config import SettingError
from kiosk.places import links
from tests.conftest import AppMaker, signed_in
from tests.make import PASSWORD, make_counter, make_device, make_person, make_unit
from tests.page import Page, PageClient

PATH = "/layanan/loket"
ADDRESSES = re.compile(r"""(?:href|action|src|hx-get|hx-post|content|data-[\w-]+)="(/[^"]*)\"""")


@pytest.fixture
def below(make_app: AppMaker) -> Iterator[Flask]:
    app = make_app(public_url=f"https://kantor.example{PATH}")
    with app.app_context():
        make_counter(make_unit("kanim"), "kanim-1")
        yield app


@pytest.fixture(params=[PATH, ""], ids=["the proxy leaves the path on", "the proxy takes it away"])
def outside(request: pytest.FixtureRequest) -> str:
    """What of the path arrives with a request."""
    return str(request.param)


def all_below(page: Page) -> None:
    for address in ADDRESSES.findall(page.html):
        assert address.startswith(f"{PATH}/"), f"{address} leads out of {PATH}"
    if 300 <= page.status < 400:
        assert page.headers["Location"].startswith(f"{PATH}/")
    for cookie in page.answer.headers.getlist("Set-Cookie"):
        assert f"Path={PATH}/" in cookie, cookie


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/", "/panel/"),
        ("/tablet", "/counter/pair"),
        ("/panel/units/kanim/today?day=2026-11-19", "/panel/sign-in?next="),
        ("/counter/", "/counter/pair"),
    ],
)
def test_short_addresses_lead_on_below(below: Flask, outside: str, asked: str, leads: str) -> None:
    page = PageClient(below).get(f"{outside}{asked}", status=303)
    all_below(page)
    assert page.headers["Location"].startswith(f"{PATH}{leads}")
    if "next=" in leads:
        assert f"next={PATH}/panel/units/kanim/today?day=" in unquote(page.headers["Location"])


def test_who_signs_in_comes_to_where_she_wanted_to_go(below: Flask, outside: str) -> None:
    make_person("kepala", "head", places.unit_by_code("kanim"))
    client = PageClient(below)
    wanted = client.get(f"{outside}/panel/account", status=303).headers["Location"]
    page = client.get(wanted)
    all_below(page)
    assert f"{PATH}/panel/sign-in?" in page.html, "the other language's link"
    sent = client.post(wanted, {**page.fields(), "name": "kepala", "password": PASSWORD}, status=302)
    assert sent.headers["Location"] == f"{PATH}/panel/account"
    all_below(sent)
    all_below(client.get(sent.headers["Location"]))


@pytest.mark.parametrize(
    "address",
    [
        "/panel/",
        "/panel/units/kanim/today",
        "/panel/units/kanim/period",
        "/panel/units/kanim/settings",
        "/panel/units/kanim/codes",
        "/panel/people",
    ],
)
def test_the_panel_stays_below(below: Flask, outside: str, address: str) -> None:
    page = signed_in(below, make_person("admin", "admin")).get(f"{outside}{address}", status=303 if address == "/panel/" else 200)
    all_below(page)


def test_the_tablet_stays_below(below: Flask, outside: str) -> None:
    place = places.place_by_counter_code("kanim-1")
    assert place
    client = PageClient(below, {"Authorization": f"Bearer {make_device(place.counter)}"})
    page = client.get(f"{outside}/counter/")
    all_below(page)
    all_below(client.get(f"{outside}/counter/pair"))
    shell = client.get(f"{outside}/counter/shell").json
    assert isinstance(shell, dict)
    for address in (shell["page"], *shell["screens"], *shell["assets"], *shell["recordings"], *shell["given"]):
        assert address.startswith(f"{PATH}/"), address
    for piece in shell["given"].values():
        for address in ADDRESSES.findall(piece["text"]):
            assert address.startswith(f"{PATH}/"), f"{address} leads out of {PATH}"


def test_the_phone_stays_below(below: Flask, outside: str) -> None:
    place = places.place_by_counter_code("kanim-1")
    assert place
    client = PageClient(below)
    page = client.get(f"{outside}/q/{links.link_of(place.counter, 'poster').code}")
    all_below(page)
    done = client.press(page, 4)
    all_below(done)
    assert "visit=" in str(done.answer.headers.getlist("Set-Cookie")), "the phone knows its visit again"
    all_below(client.follow(done))


@pytest.mark.parametrize("public_url", ["", "https://kantor.example", "https://kantor.example/loket"])
def test_nobody_says_by_a_header_where_we_stand(make_app: AppMaker, public_url: str) -> None:
    """A proxy that is trusted hands it on as the visitor sent it: her own page, and every copy of it in a cache, would lead elsewhere."""
    app = make_app(public_url=public_url, trusted_proxies="1")
    page = PageClient(app, {"X-Forwarded-Prefix": "//jahat.example/layanan"}).get("/tablet", status=303)
    assert page.location == f"{urlsplit(public_url).path}/counter/pair"


@pytest.mark.parametrize("path", ["/panel", "/counter", "/q", "/static", "/panel/units"])
def test_a_path_of_our_own_is_refused(make_app: AppMaker, path: str) -> None:
    with pytest.raises(SettingError, match="choose another path"):
        make_app(public_url=f"https://kantor.example{path}")
