"""Every route of a guarded door refuses whoever has no business there. Deny by default: a new route is guarded or named here."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from werkzeug.routing import Rule

from kiosk import devices, people
from kiosk.devices import walls
from kiosk.followups import notices
from kiosk.panel.account.sign_in import OURS
from kiosk.places import Place
from kiosk.visitors import tickets
from kiosk.web import now
from tests.conftest import signed_in
from tests.make import make_follow_up, make_person, make_seal
from tests.page import PageClient

# They ask each route as each role: ./loket check leaves them to the tests.
pytestmark = pytest.mark.walks

OPEN = {"/panel/sign-in", "/panel/welcome/<code>"}
PAIRING = {"/counter/pair", "/counter/pair/<code>"}
VALUES = {
    "unit_code": "kanim",
    "counter_code": "kanim-1",
    "code": "S0",
    "number": "1",
    "grant_id": "1",
    "paper": "a4",
    "kind": "a4",
    "day": "2026-11-20",
}


def requests(app: Flask, door: str) -> Iterator[tuple[Rule, str, str]]:
    """(rule, method, address) of every route below a door."""
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(f"/{door}/") and not is_nobodys(rule):
            address = rule.rule
            for name in rule.arguments:
                for form in (f"<path:{name}>", f"<int:{name}>", f"<{name}>"):
                    address = address.replace(form, VALUES.get(name, "x"))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method, address


def is_nobodys(rule: Rule) -> bool:
    """Flask-Security brings pages that answer nobody here, and the second step of a sign-in, which leads back to the first."""
    return rule.endpoint.startswith("security.") and rule.endpoint not in ("security.login", "security.logout")


def test_pages_that_we_do_not_use_are_not_there(app: Flask, admin: PageClient) -> None:
    unused = [rule for rule in app.url_map.iter_rules() if is_nobodys(rule) and rule.endpoint not in OURS]
    assert len(unused) >= 5
    for rule in unused:
        address = re.sub(r"<[^>]+>", "x", rule.rule)
        for client in (app.test_client(), admin.browser):
            assert client.get(address).status_code in (404, 405), address


def test_every_route_of_the_panel_refuses_anonymous(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "panel") if r.rule not in OPEN]
    assert len(tried) >= 5
    for rule, method, answer in tried:
        sent_away = answer.status_code in (302, 303) and "/panel/sign-in" in answer.headers["Location"]
        assert sent_away or answer.status_code in (400, 401, 403), (
            f"{method} {rule} lets anonymous in ({answer.status_code}): hang it below panel.door"
        )


# What an operator looks after. All else of a unit are its figures, which an operator does not see.
KEPT = (
    "/devices",
    "/notices",
    "/operator-pin",
    "/pairings",
    "/codes",
    "/poster",
    "/forms",
    "/tickets",
    "/official-survey",
    "/settings",
    "/served",
    "/counters",
    "/first-steps",
)
# What the regional office does, and no account of the unit's own.
ADMINISTRATORS = ("/settings/name", "/settings/office", "/settings/closure", "/settings/reopening", "/settings/letterhead")
REGIONAL = ("/papers", "/verdict")
FOLLOWED = ("/follow-ups", "/walls")
"""Figures' own: written by heads, regional offices and administrators, and read by whoever sees figures; displays only by the former."""


def writes(method: str, address: str) -> bool:
    """Whether it changes a follow-up or a display, or shows the form for that."""
    return any(word in address for word in FOLLOWED) and (method == "POST" or address.endswith(("/new", "/walls")))


@pytest.fixture
def of_the_unit(app: Flask, counter: Place, token: str) -> list[tuple[str, str, bool]]:
    """(method, address, is an operator's) of every route of one unit, with something there to be shown."""
    with app.app_context():
        make_seal(counter.unit)
        notices.publish(counter.unit, {"id": "Antrean dibuka 07.30"}, date(2026, 11, 1), date(2026, 11, 30), "kepala", now())
        code = devices.begin_pairing(counter.counter, now())
        make_follow_up(counter.unit)
        walls.put_up(counter.unit, "Lobi", True, "kepala", now())
        tickets.make_batch(counter.counter, 10, date(2026, 11, 1), date(2026, 11, 30), "kepala", now())
    tried = [(r, m, a.replace("pairings/S0", f"pairings/{code}")) for r, m, a in requests(app, "panel") if "unit_code" in r.arguments]
    assert len(tried) >= 12
    tried = [each for each in tried if not any(word in each[0].rule for word in ADMINISTRATORS)]
    return [(method, address, any(word in rule.rule for word in KEPT)) for rule, method, address in tried]


@pytest.mark.parametrize("role", people.ROLES)
def test_what_a_unit_is_and_where_it_belongs_is_for_administrators(app: Flask, counter: Place, role: str) -> None:
    with app.app_context():
        client = signed_in(app, make_person("orang", role, counter.unit))
    for word in ADMINISTRATORS:
        status = client.browser.post(f"/panel/units/kanim{word}", data=token_of(client)).status_code
        assert status in ((303, 422) if role == "admin" else (403,)), f"{word}: {status} for {role}"


def test_no_route_of_the_panel_shows_a_unit_to_an_outsider(
    of_the_unit: list[tuple[str, str, bool]], outsider: PageClient, admin: PageClient
) -> None:
    for method, address, _kept in of_the_unit:
        assert outsider.browser.open(address, method=method, data=token_of(outsider)).status_code == 404, f"{method} {address}"
        seen = admin.browser.open(address, method=method, data=token_of(admin)).status_code
        # Without fields a form may be refused for what it lacks, never for who sends it.
        allowed = (403,) if any(word in address for word in REGIONAL) else (200, 303) if method == "GET" else (303, 404, 422)
        assert seen in allowed, f"{method} {address}: the administrator may do it"


def test_an_operator_looks_after_devices_and_sees_no_figures(of_the_unit: list[tuple[str, str, bool]], operator: PageClient) -> None:
    for method, address, kept in of_the_unit:
        seen = operator.browser.open(address, method=method, data=token_of(operator)).status_code
        if not kept:
            assert seen == 404, f"{method} {address}: fetch the unit with unit_or_404"
        elif method == "GET":
            assert seen in (200, 303), address


def test_a_head_sees_everything_and_changes_no_device(of_the_unit: list[tuple[str, str, bool]], head: PageClient) -> None:
    for method, address, kept in of_the_unit:
        seen = head.browser.open(address, method=method, data=token_of(head)).status_code
        only_operators = kept and (method == "POST" or any(word in address for word in ("pairings", "/tickets/")))
        refused = only_operators or any(word in address for word in REGIONAL)
        # Without fields the form of a follow-up is refused for what it lacks.
        allowed = (303, 422) if writes(method, address) and method == "POST" else (200, 303)
        assert seen in ((403,) if refused else allowed), f"{method} {address}: fetch the unit with kept_unit_or_403"


WITHOUT_UNIT = {
    "/panel/": 303,
    "/panel/account": 200,
    "/panel/account/second-factor": 303,
    "/panel/comparison": 404,
    "/panel/comparison.csv": 404,
    "/panel/comparison.xlsx": 404,
    "/panel/account/second-factor.svg": 404,
    "/panel/sign-in": 302,
}
"""What everybody who has signed in may ask for, and the answer. All else without a unit is of administrators and auditors."""
MAY = {
    # role: (figures, what operators look after, changes to that, what only the regional office does, follow-ups)
    "admin": (True, True, True, False, True),
    "kanwil": (True, True, False, False, True),  # on the unit itself she is its own; see tests/panel/test_papers.py
    "auditor": (True, True, False, False, False),
    "head": (True, True, False, False, True),
    "operator": (False, True, True, False, False),
}


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("role", people.ROLES)
def test_every_route_by_every_role_at_her_own_and_at_another_unit(
    app: Flask, of_the_unit: list[tuple[str, str, bool]], counter: Place, foreign_counter: Place, role: str, own: bool
) -> None:
    """What must be refused is refused by its status alone; what is allowed is at least not refused for who asks."""
    with app.app_context():
        client = signed_in(app, make_person("orang", role, counter.unit if own else foreign_counter.unit))
    figures, looks, changes, regional, follows = MAY[role]
    token = token_of(client)
    for method, address, kept in of_the_unit:
        status = client.browser.open(address, method=method, data=token).status_code
        if not own:
            assert status == 404, f"{method} {address}: {role} of another unit"
            continue
        if any(word in address for word in REGIONAL):
            allowed = regional
        elif writes(method, address):
            allowed = follows
        elif not kept:
            allowed = figures
        else:
            pairs_or_spends = any(word in address for word in ("pairings", "/tickets/"))
            allowed = changes if method == "POST" or pairs_or_spends else looks
        refused = status in (403, 404) and not (status == 404 and allowed and method == "POST")
        assert refused != allowed, f"{method} {address}: {status} for {role}"


@pytest.mark.parametrize("role", people.ROLES)
def test_every_route_without_a_unit_by_every_role(app: Flask, counter: Place, role: str) -> None:
    with app.app_context():
        client = signed_in(app, make_person("orang", role, counter.unit))
    for rule, method, address in requests(app, "panel"):
        if "unit_code" in rule.arguments or rule.rule in OPEN or rule.endpoint.startswith(("security.", "panel.account.")):
            continue
        status = client.browser.open(address, method=method, data=token_of(client)).status_code
        if rule.rule in WITHOUT_UNIT:
            # Who administrates has founded more units on the way here, and may compare them.
            assert status == WITHOUT_UNIT[rule.rule] or (role == "admin" and "/comparison" in address), address
        elif role == "admin" or (role == "auditor" and "/acts" in rule.rule):
            assert status not in (401, 403) or "unit" not in rule.rule, f"{method} {address}: {status} for {role}"
        else:
            assert status == 403, f"{method} {address}: {status} for {role}"


def token_of(client: PageClient) -> dict[str, str]:
    """The token that a form of this person carries."""
    page = client.browser.get("/panel/account", follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found, "every page of the panel has a form"
    return {"csrf_token": found[1]}


def test_every_route_of_the_counter_refuses_an_unpaired_device_but_pairing(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "counter") if r.rule not in PAIRING]
    assert len(tried) >= 4
    for rule, method, answer in tried:
        if rule == "/counter/":
            assert answer.headers["Location"] == "/counter/pair"
        else:
            assert answer.status_code == 401, f"{method} {rule} lets an unpaired device in: hang it below counter.door"
