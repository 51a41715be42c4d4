"""Every route of a guarded door refuses all who have no business there. Deny by default: a new route is guarded or named here.

What stands in rights.txt was agreed on by people and is compared with the answers: every route, every role, on the unit, on the
office above it, on another unit, and on everything.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest
from flask import Flask
from werkzeug.routing import Rule

from kiosk import devices, places
from kiosk.devices import walls
from kiosk.followups import notices
from kiosk.panel.account.sign_in import OURS
from kiosk.people import ROLES
from kiosk.places import Place, Unit, opening, service_points, tree
from kiosk.visitors import comments, tickets
from kiosk.web import now
from tests.conftest import FixedClock, signed_in
from tests.make import make_counter, make_follow_up, make_person, make_rating, make_seal, make_unit
from tests.page import PageClient

AGREED = Path(__file__).parent / "rights.txt"
OPEN = {"/panel/sign-in", "/panel/welcome/<code>"}
PAIRING = {"/counter/pair", "/counter/pair/<code>"}
VALUES = {
    "unit_code": "kanim",
    "counter_code": "kanim-1",
    "code": "paspor",
    "number": "1",
    "grant_id": "1",
    "paper": "a4",
    "kind": "a4",
    "day": "2026-11-20",
}
NODES = {"own": "kanim", "above": "kanwil-uji", "other": "lapas", "everything": None}
"""Where a person's role stands: on the unit, on the office above it, on another unit, or on the whole installation."""
ANSWERED = (200, 204, 302, 303, 422)
"""Without fields a form may be refused for what it lacks, never for who sends it."""
NOT_YET = ("/panel/account/second-factor.svg", "/panel/account/recovery-codes", "/panel/people/<int:number>/invitation.svg")
"""Where there is nothing until something else was done: 404 to those who are let in, too."""


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


def of_the_panel(app: Flask) -> list[tuple[Rule, str, str]]:
    """The same of the panel, without the pages of signing in, which come from Flask-Security; what changes nothing comes first."""
    found = [each for each in requests(app, "panel") if each[0].endpoint.startswith("panel.")]
    assert len(found) >= 100
    return sorted(found, key=lambda each: (each[1], each[0].rule))


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


# ── what was agreed on ────────────────────────────────────────────────────────────────────────────────────────────


class Agreed(NamedTuple):
    """A line of rights.txt. `let_in`: {role: "", "*" or "+"}, see there; `told`: roles that are told that they may not."""

    let_in: Mapping[str, str]
    told: Collection[str]

    def of(self, role: str, node: str, of_unit: bool) -> int:
        """The answer to somebody with this role there: 200 (for ANSWERED), 403 or 404."""
        if of_unit and node == "other":
            return 404
        mark = self.let_in.get(role, self.let_in.get("everybody"))
        if mark == "" or (mark == "*" and node != "own") or (mark == "+" and node == "everything"):
            return 200
        return 403 if mark or role in self.told else 404


def agreed() -> dict[str, Agreed]:
    """{"GET /panel/acts": …}"""
    found = {}
    for line in AGREED.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            route, let_in, told = (column.strip() for column in line.split("|"))
            roles = {role.rstrip("*+"): role[len(role.rstrip("*+")) :] for role in let_in.split()}
            found[" ".join(route.split())] = Agreed(roles, told.split())
    return found


@pytest.fixture
def office(app: Flask, unit: Unit, clock: FixedClock) -> Unit:
    """The office above the unit, with another unit of its own."""
    with app.app_context():
        office = places.found_unit(NODES["above"] or "", "Kanwil Uji", kind="office")
        tree.affiliate(unit, office, clock().date())
        sister = make_unit("rutan", name="Rutan Kelas I Uji")
        make_counter(sister)
        tree.affiliate(sister, office, clock().date())
        return office


@pytest.fixture
def filled(app: Flask, counter: Place, foreign_counter: Place, office: Unit, token: str) -> str:
    """A unit where there is something to be shown on every page, and somebody who works there; the code of its pairing."""
    with app.app_context():
        make_person("korban", "operator", counter.unit)
        make_rating(counter, "S0", 4)
        make_seal(counter.unit)
        notices.publish(counter.unit, {"id": "Antrean dibuka 07.30"}, date(2026, 11, 1), date(2026, 11, 30), "kepala", now())
        make_follow_up(counter.unit)
        walls.put_up(counter.unit, "Lobi", True, "kepala", now())
        tickets.make_batch(counter.counter, 10, date(2026, 11, 1), date(2026, 11, 30), "kepala", now())
        comments.write(counter.unit, "Halo", "id", uuid4(), date(2026, 11, 19))
        service_points.offer_service(counter.unit, "paspor", {"id": "Paspor", "en": "Passports"})
        opening.add_holiday([counter.unit], date(2026, 11, 20), "Libur")
        return devices.begin_pairing(counter.counter, now())


def somebody(app: Flask, role: str, node: str) -> PageClient:
    with app.app_context():
        code = NODES[node]
        return signed_in(app, make_person("orang", role, places.unit_by_code(code) if code else None))


def answers(app: Flask, client: PageClient, pairing: str, node: str) -> list[tuple[str, Rule, int]]:
    """(method, rule, the answer) of everything that can be asked of the panel."""
    place = NODES[node] or ("" if node == "everything" else "kanim")
    token, found = token_of(client), []
    for rule, method, address in of_the_panel(app):
        fields = {**token, "counter": "kanim-1", "form": str(uuid4()), "unit": place or "kanim", "parent": place, "role": "head"}
        there = address.replace("pairings/paspor", f"pairings/{pairing}")
        status = client.browser.open(there, method=method, data=fields if method == "POST" else None).status_code
        found.append((method, rule, 200 if status in ANSWERED or (status == 404 and rule.rule in NOT_YET) else status))
    return found


def is_anothers(rule: Rule, node: str) -> bool:
    """Whether what the address names is no business of who is let in: people of another unit, and a second unit where she has one."""
    persons = "<int:number>" in rule.rule and rule.rule not in NOT_YET
    return (node == "other" and persons) or (node in ("own", "other") and "/comparison" in rule.rule)


@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_every_role_as_agreed(app: Flask, filled: str, role: str, node: str) -> None:
    lines = agreed()
    for method, rule, status in answers(app, somebody(app, role, node), filled, node):
        line = lines[f"{method} {rule.rule}"]
        if rule.rule in OPEN:
            continue  # what she holds is in the address
        expected = line.of(role, node, "unit_code" in rule.arguments)
        if expected == 200 and is_anothers(rule, node):
            expected = 404
        assert status == expected, f"{method} {rule.rule} answers {status} to {role} ({node}); rights.txt says {expected}"


def test_every_route_is_agreed_on(app: Flask) -> None:
    routes = {f"{method} {rule.rule}" for rule, method, _address in of_the_panel(app)}
    assert routes == set(agreed()), "tests/rules/rights.txt says who may open what: let people read what is changed there"


def test_every_route_of_the_panel_refuses_anonymous(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "panel") if r.rule not in OPEN]
    assert len(tried) >= 5
    for rule, method, answer in tried:
        sent_away = answer.status_code in (302, 303) and "/panel/sign-in" in answer.headers["Location"]
        assert sent_away or answer.status_code in (400, 401, 403), (
            f"{method} {rule} lets anonymous in ({answer.status_code}): hang it below panel.door"
        )


def token_of(client: PageClient) -> dict[str, str]:
    """The token that a form of this person carries."""
    page = client.browser.get("/panel/account", follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found, "every page of the panel has a form"
    return {"csrf_token": found[1]}


# ── the tablet's door ─────────────────────────────────────────────────────────────────────────────────────────────


def test_every_route_of_the_counter_refuses_an_unpaired_device_but_pairing(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "counter") if r.rule not in PAIRING]
    assert len(tried) >= 4
    for rule, method, answer in tried:
        if rule == "/counter/":
            assert answer.headers["Location"] == "/counter/pair"
        else:
            assert answer.status_code == 401, f"{method} {rule} lets an unpaired device in: hang it below counter.door"
