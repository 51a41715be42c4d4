"""The same form by several people at the same moment: one of them does it, the others are told, and nobody is told of a fault."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from kiosk import places
from kiosk.people.tables import Person
from kiosk.places import Place, service_points
from kiosk.store import reading
from tests.conftest import signed_in
from tests.make import make_person
from tests.page import PageClient

pytestmark = pytest.mark.stores
MANY = 6
SETTINGS = "/panel/units/kanim/settings"


def at_once(app: Flask, page: str, label: str, **typed: str) -> Counter[int]:
    """How often each status was answered to six administrators who press the same button at the same moment."""
    with app.app_context():
        clients = [signed_in(app, make_person(f"admin-{n}", "admin")) for n in range(MANY)]
    pages = [client.get(page) for client in clients]
    together = Barrier(MANY)

    def press(client: PageClient, n: int) -> int:
        (button,) = [each for each in pages[n].select("form button") if each.get_text(strip=True) == label]
        form = button.find_parent("form")
        assert form is not None
        hidden = {str(e["name"]): str(e.get("value", "")) for e in form.select("input[name]")}
        chosen = {
            str(s["name"]): str((s.select("option[selected]") or s.select("option"))[0]["value"]) for s in form.select("select[name]")
        }
        together.wait(20)
        return client.browser.post(str(form["action"]), data={**hidden, **chosen, **typed}).status_code

    with ThreadPoolExecutor(MANY) as threads:
        return Counter(threads.map(press, clients, range(MANY)))


def test_one_account_is_made(app: Flask, counter: Place) -> None:
    found = at_once(app, "/panel/people", "Buat undangan", name="baru", role="head", unit="kanim")
    assert set(found) <= {303, 409, 422}, found
    assert found[303] == 1, found
    with app.app_context():
        assert reading().query(Person).filter_by(name="baru").count() == 1


def test_one_service_of_a_code_is_offered(app: Flask, counter: Place) -> None:
    found = at_once(app, SETTINGS, "Tambah layanan", name="Visa", code="visa")
    assert set(found) <= {303, 409, 422}, found
    assert found[303] == 1, found
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        assert [service.code for service in service_points.services(unit)].count("visa") == 1


@pytest.mark.long
def test_one_counter_is_closed_once(app: Flask, counter: Place) -> None:
    found = at_once(app, "/panel/units/kanim/counters/kanim-1", "Tutup loket", reason="Renovasi")
    assert set(found) <= {303, 409, 422}, found
    assert found[303] >= 1
