"""Every route of a guarded door refuses all who have no business there. Deny by default: a new route says what it needs.

The content of rights.txt was agreed on by people; what a route needs and what a role gives is compared with it, and both with the
answers themselves: every route, every role, on the unit, on the office above it, on another unit, and on everything.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.routing import Rule

from kiosk import devices, people, places
from kiosk.clock import latest_day
from kiosk.devices import walls
from kiosk.followups import notices
from kiosk.panel.account.sign_in import OURS
from kiosk.panel.guard import NEWCOMER, OPEN, SIGNED_IN, check_needs, need_of, needs
from kiosk.past import drafts, typed
from kiosk.past.surveys import Table
from kiosk.past.typed import Typed
from kiosk.people import rights
from kiosk.people.rights import CAPABILITIES, ROLES
from kiosk.places import Place, Unit, founding, lists, opening, service_points, tree
from kiosk.recording import surveys
from kiosk.visitors import comments, tickets
from kiosk.web import now
from tests.conftest import AppMaker, FixedClock, signed_in
from tests.make import (
    instrument,
    make_counter,
    make_follow_up,
    make_issued_report,
    make_logo,
    make_note,
    make_person,
    make_photo,
    make_published,
    make_rating,
    make_report_order,
    make_seal,
    make_unit,
)
from tests.page import PageClient, words

walks = pytest.mark.walks
"""For a test that asks each route: ./loket check leaves these to the tests."""
AGREED = Path(__file__).parent / "rights.txt"
TEMPLATES = Path(__file__).parents[2] / "templates"
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
    "digest": "d" * 64,
    "report": "skm",
    "scan": "1",
    "suffix": "pdf",
}
NODES = {"own": "kanim", "above": "kanwil-uji", "other": "lapas", "everything": None}
"""Where a person's role stands: on the unit, on the office above it, on another unit, or on the whole installation."""
ANSWERED = (200, 204, 302, 303, 422)
"""Without fields a form may be refused for what it lacks, never because of the sender."""
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
    """The same for the panel, without the pages of signing in, which come from Flask-Security; what changes nothing comes first."""
    found = [each for each in requests(app, "panel") if each[0].endpoint.startswith("panel.")]
    assert len(found) >= 100
    return sorted(found, key=lambda each: (each[1], each[0].rule))


def is_nobodys(rule: Rule) -> bool:
    """Flask-Security brings pages that answer nobody here, and the second step of a sign-in, which leads back to the first."""
    return rule.endpoint.startswith("security.") and rule.endpoint not in ("security.login", "security.logout")


@walks
def test_pages_that_we_do_not_use_are_not_there(app: Flask, admin: PageClient) -> None:
    unused = [rule for rule in app.url_map.iter_rules() if is_nobodys(rule) and rule.endpoint not in OURS]
    assert len(unused) >= 5
    for rule in unused:
        address = re.sub(r"<[^>]+>", "x", rule.rule)
        for client in (app.test_client(), admin.browser):
            assert client.get(address).status_code in (404, 405), address


# ── what was agreed on ────────────────────────────────────────────────────────────────────────────────────────────


class Right(NamedTuple):
    """A line of the first part of rights.txt. `let_in`: {role: "" or "*"}, see there; `told`: roles that are told that they may not."""

    let_in: Mapping[str, str]
    told: Collection[str]


class Agreed(NamedTuple):
    """A line of the second part, with that of what it needs. `mark`: "", "+" or "-", see there."""

    need: str
    mark: str
    right: Right

    def of(self, role: str, node: str, of_unit: bool) -> int:
        """The answer to somebody with this role there: 200 (for ANSWERED), 403 or 404."""
        if of_unit and node == "other":
            return 404
        given = self.right.let_in.get(role, self.right.let_in.get("everybody"))
        if given is not None:
            return 403 if (given == "*" and node in ("own", "other")) or (self.mark == "+" and node != "everything") else 200
        is_told = role in self.right.told if of_unit else self.mark != "-"
        return 403 if is_told else 404


def agreed() -> tuple[dict[str, Right], dict[str, Agreed]]:
    """({"acts.read": …}, {"GET /panel/acts": …})"""
    lines = [line for line in AGREED.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    columns = [[column.strip() for column in line.split("|")] for line in lines]
    needed = {}
    for need, let_in, told in (each for each in columns if len(each) == 3):
        needed[need] = Right({role.rstrip("*"): role[len(role.rstrip("*")) :] for role in let_in.split()}, told.split())
    routes = {}
    for route, needs_this in (each for each in columns if len(each) != 3):
        need = needs_this.rstrip("+-")
        routes[" ".join(route.split())] = Agreed(need, needs_this[len(need) :], needed[need])
    assert len(needed) + len(routes) == len(lines), "a line stands twice in rights.txt"
    return needed, routes


@pytest.fixture
def office(app: Flask, unit: Unit, clock: FixedClock) -> Unit:
    """The office above the unit, with another unit of its own."""
    with app.app_context():
        office = places.found_unit(NODES["above"] or "", "Kanwil Uji", kind="office")
        tree.affiliate(unit, office, clock().date())
        sister = make_unit("rutan", name="Rutan Kelas I Uji")
        make_counter(sister)
        tree.affiliate(sister, office, clock().date())
        make_report_order(VALUES["digest"], unit, sister)
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
        make_issued_report(counter.unit)
        make_logo(counter.unit)
        _past(counter.unit)
        make_published(counter.unit)
        make_photo(counter.unit, make_note(counter.unit))
        founding.keep(lists.judged(lists.read_list(lists.EXAMPLE.encode()).rows, date(2026, 11, 19)), "kepala", now())
        walls.put_up(counter.unit, "Lobi", True, "kepala", now())
        tickets.make_batch(counter.counter, 10, date(2026, 11, 1), date(2026, 11, 30), "kepala", now())
        comments.write(counter.unit, "Halo", "id", uuid4(), date(2026, 11, 19))
        service_points.offer_service(counter.unit, "paspor", {"id": "Paspor", "en": "Passports"})
        opening.add_holiday([counter.unit], date(2026, 11, 20), "Libur")
        return devices.begin_pairing(counter.counter, now())


def _past(unit: Unit) -> None:
    """A table that is there, one that was looked at, and a result of an old report, each with number 1."""
    clerk, skm = make_person("kanwil-uji", "kanwil"), instrument("skm-2017")
    table = Table(skm, [(date(2021, 3, 5), dict.fromkeys(skm.codes("ikm"), 4))])
    surveys.store(unit, surveys.begin(unit, table, "skm.csv", "", clerk, now()), table, now())
    drafts.keep(unit, table, "skm.csv", "", clerk, now())
    old = Typed(skm.name, "ikm", date(2020, 1, 1), date(2020, 6, 30), 150, Decimal("82.50"), "Laporan SKM")
    typed.type_in(unit, old, "kanwil-uji", now(), date(2026, 11, 19))


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
        if rule.endpoint.startswith("panel.monitoring."):
            fields["unit"] = "kanim"  # a report is on units, where a role may stand on an office
        there = address.replace("pairings/paspor", f"pairings/{pairing}")
        status = client.browser.open(there, method=method, data=fields if method == "POST" else None).status_code
        found.append((method, rule, 200 if status in ANSWERED or (status == 404 and rule.rule in NOT_YET) else status))
    return found


def is_anothers(rule: Rule, node: str) -> bool:
    """Whether the address names what is no business of the person let in: people of another unit, and a second unit where she has one."""
    persons = "<int:number>" in rule.rule and rule.rule not in NOT_YET
    return (node == "other" and persons) or (node in ("own", "other") and rule.rule.startswith(("/panel/comparison", "/panel/monitoring")))


@walks
@pytest.mark.parametrize("node", NODES)
@pytest.mark.parametrize("role", ROLES)
def test_every_route_answers_every_role_as_agreed(app: Flask, filled: str, role: str, node: str) -> None:
    _, lines = agreed()
    for method, rule, status in answers(app, somebody(app, role, node), filled, node):
        line = lines[f"{method} {rule.rule}"]
        if line.need == OPEN:
            continue  # what she holds is in the address
        expected = line.of(role, node, "unit_code" in rule.arguments)
        if expected == 200 and is_anothers(rule, node):
            expected = 404
        assert status == expected, f"{method} {rule.rule} answers {status} to {role} ({node}); rights.txt says {expected}"


def test_every_route_is_agreed_on(app: Flask) -> None:
    needed = {f"{method} {rule.rule}": need_of(app, rule.endpoint) for rule, method, _address in of_the_panel(app)}
    said = {route: need.what + "+" * need.everywhere + "-" * (need.refusal == 404) for route, need in needed.items()}
    written = {route: line.need + line.mark for route, line in agreed()[1].items() if not route.startswith("loket ")}
    assert said == written, "tests/rules/rights.txt says who may open what: let people read what is changed there"
    assert not [route for route, what in written.items() if "<unit_code>" in route and what.endswith(("+", "-"))], "for pages of no unit"


def test_the_table_says_what_is_agreed_on() -> None:
    """The same without a single request: from the roles' capabilities, and the rules of each."""
    written = agreed()[0]
    said = {OPEN: Right({"anybody": ""}, []), NEWCOMER: Right({"everybody": ""}, []), SIGNED_IN: Right({"everybody": ""}, [])}
    for name, rules in CAPABILITIES.items():
        let_in = {role: "*" * rules.not_own for role, given in ROLES.items() if name in given}
        said[name] = Right(let_in, [role for role, given in ROLES.items() if rules.looking in given and role not in let_in])
    for name in {*said, *written}:
        assert written.get(name) == said.get(name), f"{name}: who is let in is agreed on in tests/rules/rights.txt; let people read it"


def test_opened_rows_are_for_the_roles_agreed_on(app: Flask, filled: str, unit: Unit, clock: FixedClock) -> None:
    line = agreed()[1]["loket export-ledger --rows"]
    with app.app_context():
        for role in ROLES:
            sight = people.sight(make_person(role, role, unit), clock().date())
            assert sight.may(line.need, unit) == (role in line.right.let_in), role


def test_roles_give_capabilities_that_there_are_and_each_is_given_and_needed(app: Flask) -> None:
    assert set().union(*ROLES.values()) == set(CAPABILITIES)
    assert {line.need for line in agreed()[1].values()} == {*CAPABILITIES, OPEN, NEWCOMER, SIGNED_IN}
    assert {rules.looking for rules in CAPABILITIES.values()} <= {"", *CAPABILITIES}


def test_templates_ask_for_capabilities_and_pages_that_there_are(app: Flask) -> None:
    """One that is misspelt would break its page only for some."""
    pages = "\n".join(file.read_text(encoding="utf-8") for file in TEMPLATES.rglob("*.html"))
    asked = re.findall(r"\b(may|may_open)\([\"']([^\"']+)", pages)
    assert len(asked) >= 20
    for name, each in asked:
        assert each in (CAPABILITIES if name == "may" else app.view_functions), f'{name}("{each}", …)'


# ── deny by default ───────────────────────────────────────────────────────────────────────────────────────────────


@walks
def test_every_route_of_the_panel_refuses_anonymous(app: Flask, filled: str) -> None:
    tried = [(r, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "panel") if r.endpoint != "security.login"]
    assert len(tried) >= 100
    for rule, method, answer in tried:
        if rule.endpoint.startswith("panel.") and need_of(app, rule.endpoint).what == OPEN:
            continue
        sent_away = answer.status_code in (302, 303) and "/panel/sign-in" in answer.headers["Location"]
        assert sent_away or answer.status_code in (400, 401, 403), (
            f"{method} {rule.rule} lets anonymous in ({answer.status_code}): hang it below panel.door"
        )


@walks
def test_a_unit_that_does_not_exist_answers_like_anothers(app: Flask, admin: PageClient, counter: Place) -> None:
    token = token_of(admin)
    for rule, method, address in of_the_panel(app):
        if "unit_code" in rule.arguments:
            status = admin.browser.open(address.replace("kanim", "nowhere"), method=method, data=token).status_code
            assert status == 404, f"{method} {rule.rule}"


@pytest.mark.parametrize("said", [None, SIGNED_IN])
def test_a_server_with_a_page_of_a_unit_that_needs_nothing_does_not_start(said: str | None) -> None:
    def show(unit_code: str) -> str:
        return unit_code

    app = Flask("forgetful")
    app.add_url_rule("/panel/units/<unit_code>/ajar", endpoint="panel.ajar.show", view_func=needs(said)(show) if said else show)
    with pytest.raises(RuntimeError, match=r"/panel/units/<unit_code>/ajar is open to anybody"):
        check_needs(app)


def test_a_page_that_does_not_say_what_it_needs_is_shown_to_nobody(make_app: AppMaker) -> None:
    app = make_app()
    app.add_url_rule("/panel/ajar", endpoint="panel.ajar", view_func=lambda: "ajar")
    with app.app_context():
        client = signed_in(app, make_person("admin", "admin"))
    answer = client.browser.get("/panel/ajar")
    assert (answer.status_code, "ajar" in answer.get_data(as_text=True)) == (500, False)


def test_what_is_needed_is_spelt_right() -> None:
    with pytest.raises(KeyError, match=r"figure\.read"):
        needs("figure.read")


# ── who is offered what ───────────────────────────────────────────────────────────────────────────────────────────


def walked(client: PageClient) -> tuple[dict[str, int], set[str]]:
    """({path: status} of every page to which links lead from the first one, the paths to which buttons send)."""
    seen: dict[str, int] = {}
    ahead, sent = ["/panel/"], set[str]()
    while ahead:
        address = ahead.pop()
        path = urlsplit(address).path
        if path in seen or not path.startswith("/panel/"):
            continue
        answer = client.browser.get(address)
        seen[path] = answer.status_code
        if answer.status_code in (302, 303):
            ahead.append(answer.headers["Location"])
        elif answer.mimetype == "text/html":
            page = BeautifulSoup(answer.get_data(as_text=True), "html.parser")
            # Two addresses of one path may be two pages, but never two rights.
            ahead += [urljoin(address, str(link["href"])) for link in page.select("a[href]")]
            # A form without a button shows what stands there to those who may not change it.
            sent |= {str(form["action"]) for form in page.select("form[method=post]:has(button[type=submit])")}
    return seen, sent


def assert_nothing_leads_to_a_refusal(app: Flask, client: PageClient, name: str = "orang") -> dict[str, int]:
    """Follows every link, and asks the guard about every button; the pages found."""
    seen, sent = walked(client)
    assert not {path: status for path, status in seen.items() if status not in (*ANSWERED, 302)}, "links lead to pages that are refused"
    with app.app_context():
        person = people.by_name(name)
        assert person
        sight = people.sight(person, latest_day(now()))
        for path in sent:
            endpoint, args = app.url_map.bind("").match(path.partition("?")[0], method="POST")
            need = need_of(app, endpoint) if endpoint.startswith("panel.") else None
            if need and need.is_capability:
                unit = places.unit_by_code(args["unit_code"]) if "unit_code" in args else None
                assert sight.may(need.what, unit), f"a button sends to {path}"
    return seen


@walks
@pytest.mark.parametrize("node", ["own", "above", "other", pytest.param("everything", marks=pytest.mark.long)])
@pytest.mark.parametrize("role", ROLES)
def test_nobody_is_offered_what_is_refused_to_her(app: Flask, filled: str, role: str, node: str) -> None:
    assert len(assert_nothing_leads_to_a_refusal(app, somebody(app, role, node))) >= 5


@walks
@pytest.mark.parametrize("capability", CAPABILITIES)
def test_nobody_is_offered_what_is_refused_to_her_with_one_capability_alone(
    app: Flask, filled: str, capability: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever roles there will be: each page asks for what its own links and buttons need."""
    monkeypatch.setitem(rights.ROLES, "alone", frozenset({capability}))
    assert_nothing_leads_to_a_refusal(app, somebody(app, "alone", "above"))


GARDENER = frozenset({"figures.read", "followups.read", "acts.read"})


@walks
def test_a_new_role_is_one_line(app: Flask, filled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A gardener reads figures, follow-ups and acts of one office's tree, and neither people nor counters."""
    monkeypatch.setitem(rights.ROLES, "gardener", GARDENER)
    client = somebody(app, "gardener", "above")
    for method, rule, status in answers(app, client, filled, "above"):
        need = need_of(app, rule.endpoint)
        if need.what in (*GARDENER, NEWCOMER, SIGNED_IN):
            assert status == 200, f"{method} {rule.rule}"
        elif need.what != OPEN:
            looks = CAPABILITIES[need.what].looking in GARDENER if "unit_code" in rule.arguments else need.refusal == 403
            assert status == (403 if looks else 404), f"{method} {rule.rule}"
    home, today = client.get("/panel/"), client.get("/panel/units/kanim/today")
    assert [words(link) for link in home.select(".bar__units a")] == ["Semua unit", "Kantor Imigrasi Kelas II TPI Uji", "Rutan Kelas I Uji"]
    kept, groups = ({words(link) for link in page.select(row)} for page, row in ((home, ".menu--kept a"), (today, "nav.groups a")))
    assert (kept & {"Kantor dan unit", "Orang", "Catatan tindakan"}) == {"Catatan tindakan"}
    assert groups >= {"Hari ini", "Hasil", "Perbaikan"}
    assert_nothing_leads_to_a_refusal(app, client)


def test_a_new_role_can_be_given_and_named_before_it_has_words(
    app: Flask, admin: PageClient, filled: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rights.ROLES, "gardener", GARDENER)
    page = admin.get("/panel/people")
    assert [option["value"] for option in page.select("select[name=role] option")] == ["", *ROLES]
    made = admin.submit(page, "Buat undangan", name="pengawas", role="gardener", unit="kanwil-uji")
    assert "gardener · " in admin.get(made.location).text
    assert "pengawas: gardener" in admin.get("/panel/acts").text


def token_of(client: PageClient) -> dict[str, str]:
    """The token that a form of this person carries."""
    page = client.browser.get("/panel/account", follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
    assert found, "every page of the panel has a form"
    return {"csrf_token": found[1]}


# ── the tablet's door ─────────────────────────────────────────────────────────────────────────────────────────────


@walks
def test_every_route_of_the_counter_refuses_an_unpaired_device_but_pairing(app: Flask, counter: Place) -> None:
    tried = [(r.rule, m, app.test_client().open(a, method=m)) for r, m, a in requests(app, "counter") if r.rule not in PAIRING]
    assert len(tried) >= 4
    for rule, method, answer in tried:
        if rule == "/counter/":
            assert answer.headers["Location"] == "/counter/pair"
        else:
            assert answer.status_code == 401, f"{method} {rule} lets an unpaired device in: hang it below counter.door"
