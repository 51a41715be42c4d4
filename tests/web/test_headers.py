"""Headers of every answer: nothing foreign is loaded, nothing is kept, nothing leaks."""

import pytest
from flask import Flask

from kiosk.places import Place, links
from tests.make import make_rating, make_seal
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
