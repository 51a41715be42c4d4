"""Every route of a guarded door refuses whoever has no business there. Deny by default: a new route is guarded or named here."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from kiosk.places import Place
from tests.make import make_seal
from tests.page import PageClient

OPEN = {"/panel/sign-in"}
PAIRING = {"/counter/pair", "/counter/pair/<code>"}
VALUES = {"unit_code": "kanim", "counter_code": "kanim-1", "code": "S0", "number": "1"}


def requests(app: Flask, door: str) -> Iterator[tuple[Rule, str, str]]:
    """(rule, method, address) of every route below a door."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"/{door}/"):
            address = rule.rule
            for name in rule.arguments:
                for form in (f"<path:{name}>", f"<int:{name}>", f"<{name}>"):
                    address = address.replace(form, VALUES.get(name, "x"))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method, address


def test_every_route_of_the_panel_refuses_anonymous(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "panel") if r.rule not in OPEN]
    assert len(tried) >= 5
    for rule, method, answer in tried:
        sent_away = answer.status_code in (302, 303) and "/panel/sign-in" in answer.headers["Location"]
        assert sent_away or answer.status_code in (400, 401, 403), (
            f"{method} {rule} lets anonymous in ({answer.status_code}): hang it below panel.door"
        )


@pytest.mark.parametrize("who", ["outsider", "operator"])
def test_no_route_of_the_panel_shows_a_unit_to_who_may_not_see_it(
    request: pytest.FixtureRequest, app: Flask, head: PageClient, counter: Place, who: str
) -> None:
    client: PageClient = request.getfixturevalue(who)
    with app.app_context():
        make_seal(counter.unit)
    tried = [(m, a) for r, m, a in requests(app, "panel") if "unit_code" in r.arguments]
    assert len(tried) >= 3
    for method, address in tried:
        assert head.browser.open(address, method=method).status_code == 200, "the head must see it for this test to mean anything"
        assert client.browser.open(address, method=method).status_code == 404, f"{method} {address}: fetch the unit with unit_or_404"


def test_every_route_of_the_counter_refuses_an_unpaired_device_but_pairing(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "counter") if r.rule not in PAIRING]
    assert len(tried) >= 4
    for rule, method, answer in tried:
        if rule == "/counter/":
            assert answer.headers["Location"] == "/counter/pair"
        else:
            assert answer.status_code == 401, f"{method} {rule} lets an unpaired device in: hang it below counter.door"
