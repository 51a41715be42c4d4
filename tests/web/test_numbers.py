"""Numbers that no row can have: they are not there, on every route, and nothing breaks."""

import pytest
from flask import Flask

from kiosk.places import Place
from kiosk.web import number
from tests.page import PageClient
from tests.rules.test_guards import VALUES, token_of

GREAT = ("2147483648", "99999999999999999999", "9" * 5000)


def test_no_route_breaks_on_a_number_that_no_row_can_have(app: Flask, admin: PageClient, counter: Place) -> None:
    rules = [rule for rule in app.url_map.iter_rules() if "<int:" in rule.rule]
    assert len(rules) >= 15
    token = token_of(admin)
    for rule in rules:
        for great in GREAT:
            address = rule.rule
            for name in rule.arguments:
                address = address.replace(f"<int:{name}>", great).replace(f"<{name}>", VALUES.get(name, "x"))
            method = "POST" if "POST" in (rule.methods or ()) else "GET"
            assert admin.browser.open(address, method=method, data=token).status_code == 404, f"{method} {rule.rule}"


@pytest.mark.parametrize("before", [*GREAT, "-1", "x", "²"])
def test_the_record_begins_anew_before_no_number(admin: PageClient, counter: Place, before: str) -> None:
    assert admin.get(f"/panel/acts?before={before}").h1 == "Catatan tindakan"


@pytest.mark.parametrize(
    ("text", "read"), [("0", 0), ("2147483647", 2147483647), ("2147483648", None), ("", None), ("-1", None), ("٣", None)]
)
def test_a_number_is_read(text: str, read: int | None) -> None:
    assert number(text) == read
