"""An answer as a reader of the page sees it, and the rules of the house that every page and every part keeps."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

import html5lib
from bs4 import BeautifulSoup
from bs4.builder import HTML5TreeBuilder
from bs4.element import Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse


class Builder(HTML5TreeBuilder):
    """html5lib's, which also says what is wrong with the HTML: parsing twice would take longer than all of the rules."""

    faults: Sequence[str] = ()

    def feed(self, markup: Any) -> None:
        parser = html5lib.HTMLParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.faults = [f"line {line}: {html5lib.constants.E[code] % about}" for (line, _), code, about in parser.errors]


NAMED_BY_THEMSELVES = ("hidden", "submit", "button", "image", "reset")


@dataclass(frozen=True)
class Page:
    """One answer: status, headers, and its parsed HTML if it has any."""

    answer: TestResponse
    is_part: bool = False

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def headers(self) -> dict[str, str]:
        return dict(self.answer.headers)

    @property
    def html(self) -> str:
        """The answer's text as it was sent."""
        return self.answer.get_data(as_text=True)

    @property
    def json(self) -> object:
        return self.answer.get_json()

    @property
    def location(self) -> str:
        """Where a redirect leads: path and query, without the host."""
        parts = urlsplit(self.answer.headers["Location"])
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, builder=self._builder)

    @cached_property
    def _builder(self) -> Builder:
        return Builder()

    @property
    def faults(self) -> Sequence[str]:
        """What a validating parser says against the HTML."""
        return self._builder.faults if self.soup else ()

    def select(self, selector: str) -> list[Tag]:
        return list(self.soup.select(selector))

    def one(self, selector: str) -> Tag:
        """The only element that matches."""
        found = self.select(selector)
        assert len(found) == 1, f"{len(found)} elements match {selector!r}, not one:\n{self.html}"
        return found[0]

    @property
    def text(self) -> str:
        """All words of the answer, single spaces between them."""
        return words(self.soup)

    def words(self, selector: str) -> str:
        """The words of the only element that matches."""
        return words(self.one(selector))

    @property
    def h1(self) -> str:
        return self.words("h1")

    def link(self, label: str) -> str:
        """Where the link with these words leads."""
        found = [a["href"] for a in self.select("a[href]") if words(a) == label]
        assert len(found) == 1, f"{len(found)} links say {label!r}, not one; there are {[words(a) for a in self.select('a')]}"
        return str(found[0])

    def fields(self, form: str = "main form, form:has(main)") -> dict[str, str]:
        """What the page's form sends, apart from the button pressed."""
        return {str(i["name"]): str(i.get("value", "")) for i in self.one(form).select("input[name]")}


class PageClient:
    """A visitor's or an official's browser. Every answer it gets keeps the rules of the house, or the test fails."""

    def __init__(self, app: Flask, headers: dict[str, str] | None = None) -> None:
        self.app = app
        self.browser: FlaskClient = app.test_client()
        self.headers = headers or {}

    def get(self, address: str, *, part: bool = False, status: int = 200, headers: dict[str, str] | None = None) -> Page:
        """Open an address; `part` asks as htmx does."""
        return self._checked(self.browser.get(address, headers=self._headers(part, headers)), part, status, address)

    def post(
        self,
        address: str,
        form: dict[str, str] | None = None,
        *,
        part: bool = False,
        status: int | None = None,
        headers: dict[str, str] | None = None,
    ) -> Page:
        """Send a form. Unless told otherwise a change is answered with 303, and with 200 for htmx."""
        sent = self.browser.post(
            address,
            data=urlencode(form or {}),
            content_type="application/x-www-form-urlencoded",
            headers=self._headers(part, headers),
        )
        return self._checked(sent, part, (200 if part else 303) if status is None else status, address)

    def follow(self, page: Page) -> Page:
        """Go where a redirect leads."""
        assert page.status == 303, f"nowhere to go: {page.status}"
        return self.get(page.location)

    def press(self, page: Page, score: int, *, status: int = 303) -> Page:
        """Press the button of a score in the page's form, without any script."""
        button = page.one(f'form button[type=submit][name=score][value="{score}"]')
        form = button.find_parent("form")
        assert form is not None
        assert form["method"] == "post"
        return self.post(str(form["action"]), {**page.fields(), "score": str(button["value"])}, status=status)

    def submit(self, page: Page, label: str, *, status: int = 303, **fields: str) -> Page:
        """Fill in the form whose button says `label`, and press it."""
        (button,) = [each for each in page.select("form button") if words(each) == label]
        form = button.find_parent("form")
        assert form is not None
        own = {
            str(e["name"]): str(e.get("value", ""))
            for e in form.select("input[name]")
            if e.get("type") not in ("checkbox", "radio") or e.has_attr("checked")
        }
        own |= {str(each["name"]): each.get_text().removeprefix("\n") for each in form.select("textarea[name]")}
        for choice in form.select("select[name]"):
            chosen = choice.select("option[selected]") or choice.select("option")
            own |= {str(choice["name"]): str(each["value"]) for each in chosen[:1]}
        return self.post(str(form["action"]), {**own, **fields}, status=status)

    def _headers(self, part: bool, more: dict[str, str] | None) -> dict[str, str]:
        return {**self.headers, **({"HX-Request": "true"} if part else {}), **(more or {})}

    def _checked(self, answer: TestResponse, part: bool, status: int, address: str) -> Page:
        page = Page(answer, part)
        assert page.status == status, f"{address} answered {page.status}, not {status}:\n{page.html[:3000]}"
        check_headers(page)
        # Nobody reads what a redirect says below its Location.
        if answer.mimetype == "text/html" and page.html and not 300 <= page.status < 400:
            check_html(page)
        return page


def words(element: Tag) -> str:
    return " ".join(element.get_text(" ").split())


# ── the rules of the house ────────────────────────────────────────────────────────────────────────────────────────


def check_headers(page: Page) -> None:
    policy = page.headers.get("Content-Security-Policy", "")
    assert "default-src 'self'" in policy, "every answer carries the content policy (kiosk/web/headers.py)"
    assert "unsafe-inline" not in policy, "no inline script or style is ever allowed; put it into static/"
    assert page.headers.get("X-Content-Type-Options") == "nosniff"


def check_html(page: Page) -> None:
    elements = page.soup.find_all(True)
    if page.is_part:
        _check_part(page)
    else:
        _check_page(page)
    _check_ids(elements)
    _check_inputs(elements)
    _check_forms(elements)
    _check_links_and_images(elements)
    _check_nothing_inline(elements, page.headers["Content-Security-Policy"])


def _check_part(page: Page) -> None:
    faults = [fault for fault in page.faults if "Expected DOCTYPE" not in fault]
    assert not faults, faults
    assert not re.search(r"<(!doctype|html|head|body)\b", page.html, re.IGNORECASE), "a part is no page: take away <html>, <head>, <body>"
    body = page.soup.body
    assert body
    roots = [child for child in body.children if isinstance(child, Tag)]
    loose = [child for child in body.children if not isinstance(child, Tag) and str(child).strip()]
    assert len(roots) == 1, f"a part has exactly one root element, not {[r.name for r in roots]}"
    assert not loose, f"text stands outside the part's root: {loose}"
    assert roots[0].get("id"), "the root of a part has an id, so that htmx finds what it replaces"


def _check_page(page: Page) -> None:
    assert not page.faults, page.faults
    root = page.soup
    assert root.html
    assert root.html.get("lang"), "<html> says its language"
    headings = root.find_all("h1")
    assert len(headings) == 1, f"a page has one h1, not {[words(h) for h in headings]}"
    assert root.title
    title, heading = words(root.title).removeprefix("Salah: ").removeprefix("Error: "), words(headings[0])
    assert heading, "the h1 says something"
    assert title.startswith(heading), f"the title {title!r} starts with the h1 {heading!r}"


def _check_ids(elements: Sequence[Tag]) -> None:
    ids = Counter(str(e["id"]) for e in elements if e.has_attr("id"))
    assert not [i for i, n in ids.items() if n > 1], f"ids stand twice: {[i for i, n in ids.items() if n > 1]}"
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for element in elements:
            missing = set(str(element.get(attribute, "")).split()) - set(ids)
            assert not missing, f"{attribute} points to {missing}, which is not there: {element}"


def _check_inputs(elements: Sequence[Tag]) -> None:
    labels = {str(e["for"]) for e in elements if e.name == "label" and e.has_attr("for")}
    for field in elements:
        if field.name not in ("input", "select", "textarea"):
            continue
        if field.name == "input" and field.get("type", "text") in NAMED_BY_THEMSELVES:
            continue
        labelled = field.get("aria-label") or field.get("aria-labelledby") or field.find_parent("label") or field.get("id") in labels
        assert labelled, f"a field needs a label: {field}"
    for button in (e for e in elements if e.name == "button"):
        assert words(button) or button.get("aria-label"), f"a button says what it does: {button}"


def _check_forms(elements: Sequence[Tag]) -> None:
    for form in (e for e in elements if e.name == "form"):
        assert form.get("action"), f"a form says where it goes, also without JavaScript: {form.attrs}"
        assert form.get("method") in ("get", "post"), f"a form says its method: {form.attrs}"


def _check_links_and_images(elements: Sequence[Tag]) -> None:
    for image in (e for e in elements if e.name == "img"):
        assert image.has_attr("alt"), f"a picture has an alt, empty if it only decorates: {image}"
    for link in (e for e in elements if e.name == "a"):
        assert link.get("href"), f"a link leads somewhere: {link}"
        says = words(link) or link.get("aria-label") or any(i.get("alt") for i in link.find_all("img"))
        assert says, f"a link says where it leads: {link}"


def _check_nothing_inline(elements: Sequence[Tag], policy: str) -> None:
    for element in elements:
        assert element.name != "style", "styles stand in static/css"
        if element.name == "script":
            digest = base64.b64encode(hashlib.sha256((element.string or "").encode()).digest()).decode()
            assert element.get("src") or f"'sha256-{digest}'" in policy, f"scripts stand in static/js: {element}"
        for name, value in element.attrs.items():
            assert name != "style", f"styles stand in static/css: {element}"
            assert not name.startswith(("on", "hx-on")), f"behaviours attach to data-… hooks: {name} on <{element.name}>"
            assert "javascript:" not in str(value).lower(), f"no script in an address: {element}"
