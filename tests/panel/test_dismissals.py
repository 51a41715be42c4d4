"""What tablets say of seals that are not in the ledger: a warning, until an administrator dismisses it with a reason."""

import pytest
from flask import Flask

from kiosk import proof
from kiosk.places import Place
from kiosk.proof import witnesses
from kiosk.proof.verify import verify
from kiosk.record import Act
from kiosk.store import reading
from kiosk.store.opening import database_url
from tests.make import make_rating, make_seal
from tests.page import PageClient

HERE = "/panel/units/kanim/devices"
STRANGE = "SEGEL kanim 3 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC"


@pytest.fixture
def doubted(app: Flask, tablet: PageClient, counter: Place) -> None:
    with app.app_context():
        make_rating(counter, "S0", 4)
        make_seal(counter.unit)
    tablet.browser.post("/counter/heartbeats", json={"seals": [STRANGE]})


def doubts(app: Flask) -> list[str]:
    with app.app_context():
        report = verify(database_url(app.extensions["settings"]), proof.units_with_ledger())
        assert report.is_sound, "a tablet's word changes nothing in the store"
        assert report.is_clean is not bool(report.doubts)
        return [str(doubt.values["line"]) for doubt in report.doubts]


@pytest.mark.usefixtures("doubted")
def test_an_administrator_dismisses_with_a_reason(app: Flask, admin: PageClient) -> None:
    assert [line.startswith(STRANGE) for line in doubts(app)] == [True]
    page = admin.get(HERE)
    assert STRANGE in page.text
    admin.submit(page, "Kesampingkan", line=STRANGE, reason="Cadangan 18 November dipulihkan")
    assert doubts(app) == []
    assert STRANGE not in admin.get(HERE).text
    with app.app_context():
        noted = [(act.kind, act.about, act.by) for act in reading().query(Act)]
        assert ("devices.dismissal", f"{STRANGE}: Cadangan 18 November dipulihkan", "admin") in noted


@pytest.mark.usefixtures("doubted")
def test_no_reason_no_dismissal(app: Flask, admin: PageClient) -> None:
    page = admin.get(HERE)
    assert "Tulis alasannya." in admin.submit(page, "Kesampingkan", line=STRANGE, reason=" ", status=422).text
    admin.submit(page, "Kesampingkan", line=STRANGE.replace("3", "4", 1), reason="x", status=404)
    assert len(doubts(app)) == 1


@pytest.mark.usefixtures("doubted")
def test_the_same_tablet_says_it_again_and_nobody_is_warned(app: Flask, admin: PageClient, tablet: PageClient) -> None:
    admin.submit(admin.get(HERE), "Kesampingkan", line=STRANGE, reason="Tablet lama")
    tablet.browser.post("/counter/heartbeats", json={"seals": [STRANGE]})
    with app.app_context():
        unit = proof.units_with_ledger()[0]
        assert witnesses.contradicted(unit) == []
    assert doubts(app) == []


@pytest.mark.usefixtures("doubted")
def test_an_operator_sees_the_warning_and_cannot_dismiss_it(operator: PageClient) -> None:
    page = operator.get(HERE)
    assert STRANGE in page.text
    assert not page.select("form[action$='witness-dismissal']")
