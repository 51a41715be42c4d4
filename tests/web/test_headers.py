"""Headers of every answer: nothing foreign is loaded, nothing is kept, nothing leaks."""

import pytest
from flask import Flask

from kiosk.places import Place, links
from tests.conftest import AppMaker
from tests.make import PASSWORD, make_rating, make_seal
from tests.page import PageClient


@pytest.mark.parametrize("address", ["/panel/sign-in", "/healthz", "/counter/pair"])
def test_pages_are_never_cached(anonymous: PageClient, address: str) -> None:
    answer = anonymous.get(address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in answer.headers["Vary"]


def test_the_policy_allows_only_ourselves(anonymous: PageClient) -> None:
    policy = anonymous.get("/panel/sign-in").headers["Content-Security-Policy"]
    for rule in (
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
        "base-uri 'none'",
    ):
        assert rule in policy
    for hole in ("unsafe", "*", "http:", "https:"):
        assert hole not in policy


def test_no_page_tells_where_it_was(anonymous: PageClient) -> None:
    answer = anonymous.get("/panel/sign-in")
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


def test_the_session_is_closed_to_scripts_and_other_sites(head: PageClient, counter: Place) -> None:
    cookie = head.get("/panel/units/kanim/today").headers["Set-Cookie"]
    for part in ("HttpOnly", "SameSite=Lax", "Secure"):
        assert part in cookie


def test_a_cache_between_knows_that_the_language_hangs_on_the_browser(app: Flask, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        address = f"/q/{links.link_of(counter.counter, 'poster').code}"
    assert "Accept-Language" in phone.get(address).headers["Vary"]
    assert "Accept-Language" not in phone.get(f"{address}?language=en").headers["Vary"]


def test_only_what_is_the_same_for_all_is_kept_by_caches_between(app: Flask, head: PageClient, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        make_rating(counter)
        number = make_seal(counter.unit).number
        code = links.link_of(counter.counter, "poster").code
    seal = head.get(f"/panel/units/kanim/seals/{number}.svg").headers["Cache-Control"]
    assert "public" not in seal
    assert "private" in seal
    assert "public" in phone.get(f"/q/{code}/qr.svg").headers["Cache-Control"]


@pytest.mark.parametrize(
    ("public_url", "cookie", "hsts"),
    [
        ("https://loket.example", "__Host-loket", "max-age=15552000"),
        ("https://loket.example/", "__Host-loket", "max-age=15552000"),
        ("https://kantor.example/loket", "__Secure-loket", None),
        ("http://loket.kantor", "loket", None),
        ("", "loket", None),
    ],
)
def test_a_host_of_our_own_is_kept_to_https(make_app: AppMaker, public_url: str, cookie: str, hsts: str | None) -> None:
    """A sister site cannot set a cookie of ours, and nobody is led back to HTTP; but for another site's host we do not speak."""
    app = make_app(public_url=public_url)
    assert app.config["SESSION_COOKIE_NAME"] == cookie
    by_https, by_http = (app.test_client().get("/panel/sign-in", base_url=f"{scheme}://loket.example") for scheme in ("https", "http"))
    assert by_https.headers.get("Strict-Transport-Security") == hsts
    assert "Strict-Transport-Security" not in by_http.headers
    sent = by_https.headers["Set-Cookie"]
    assert sent.startswith(f"{cookie}=")
    if cookie.startswith("__Host-"):
        assert "Secure" in sent
        assert "Path=/;" in f"{sent};"
        assert "Domain" not in sent


def test_the_mark_of_a_known_browser_is_taken_by_https_alone(app: Flask, head: PageClient) -> None:
    page = head.get("/panel/account")
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    fields = {"csrf_token": token, "current": PASSWORD, "new": "tiga kata lain", "again": "tiga kata lain"}
    sent = head.post("/panel/account/password", fields).answer.headers.getlist("Set-Cookie")
    assert any(each.startswith("__Secure-loket_known=") and "Secure" in each for each in sent)
