"""Style sheets, scripts, fonts: at addresses with a digest, kept a year."""

import re

import pytest
from flask import Flask

from tests.page import PageClient


def asset(app: Flask, path: str) -> str:
    with app.test_request_context():
        return str(app.jinja_env.globals["asset"](path))  # type: ignore[operator]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("css/base.css", "text/css"),
        ("js/counter/main.js", "text/javascript"),
        ("fonts/plus-jakarta-sans.woff2", "font/woff2"),
        ("icons/favicon.svg", "image/svg+xml"),
    ],
)
def test_an_asset_is_kept_a_year(app: Flask, anonymous: PageClient, path: str, kind: str) -> None:
    answer = anonymous.get(asset(app, path))
    assert answer.headers["Content-Type"].startswith(kind)
    kept = answer.headers["Cache-Control"]
    assert {"public", "max-age=31536000", "immutable"} == set(re.split(r",\s*", kept)), "and no word against it"
    answer.answer.close()


def test_an_old_edition_is_served_but_not_kept(app: Flask, anonymous: PageClient) -> None:
    for path in ("css/base.css", "css/phone.css", "js/phone.js"):
        answer = anonymous.get(f"/static/0123456789/{path}")
        assert "max-age=31536000" not in answer.headers["Cache-Control"]
        answer.answer.close()


@pytest.mark.parametrize(
    "path", ["nothing.css", "../pyproject.toml", "..%2fpyproject.toml", "css/", "../tokens.css", "css/" + "a" * 300 + ".css"]
)
def test_nothing_else_is_served(app: Flask, anonymous: PageClient, path: str) -> None:
    anonymous.get(f"/static/0123456789/{path}", status=404)


def test_every_asset_a_page_names_is_there(anonymous: PageClient) -> None:
    page = anonymous.get("/panel/sign-in")
    named = [str(e.get("href") or e.get("src")) for e in page.select("link[href], script[src]")]
    assert len(named) >= 4
    for address in named:
        anonymous.get(address).answer.close()


def test_a_sheet_holds_what_it_imports(app: Flask, anonymous: PageClient) -> None:
    """One request for all of it, in its order; nothing is left for the browser to fetch."""
    whole = anonymous.get(asset(app, "css/phone.css")).text
    assert "@import" not in whole
    assert whole.index("--undo") < whole.index(".phone {") < whole.index(".reading {")
