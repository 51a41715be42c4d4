"""The tablets of all units on one page: those that need a look come first, and nobody sees another's."""

from datetime import date, timedelta

import pytest
from flask import Flask

from kiosk import devices, places
from kiosk.devices import reports
from kiosk.devices.reports import Reported
from kiosk.places import Place, Unit, tree
from kiosk.store import writing
from tests.conftest import FixedClock
from tests.make import make_counter, make_device, make_unit
from tests.page import Page, PageClient, words

FLEET = "/panel/tablets"


@pytest.fixture
def three(app: Flask, clock: FixedClock) -> list[Unit]:
    """Alfa's tablet speaks, Beta's has been silent since this morning, Gama's cannot store anything."""
    with app.app_context():
        units = [make_unit(name.lower(), name=name) for name in ("Alfa", "Beta", "Gama")]
        for unit in units:
            make_device(make_counter(unit, f"{unit.code}-1").counter)
            device = devices.of_unit(unit)[0]
            with writing() as session:
                session.merge(device).last_seen_at = clock() - timedelta(hours=5 if unit.code == "beta" else 0)
            if unit.code == "gama":
                reports.note_report(device, Reported("abc", True, 7, None, 0, "", False, 0, False, False), clock())
        return units


def rows(page: Page) -> list[str]:
    return [words(each) for each in page.select("#fleet tbody tr")]


def test_what_needs_a_look_comes_first(kanwil: PageClient, three: list[Unit]) -> None:
    page = kanwil.get(FLEET)
    assert page.h1 == "Tablet semua unit"
    assert page.words(".headline__said") == "2 dari 3 tablet perlu dilihat."
    assert [row.split()[0] for row in rows(page)] == ["Beta", "Gama", "Alfa"]
    assert "hilang kabar 5 j" in rows(page)[0]
    assert "Penyimpanan tablet rusak" in rows(page)[1]
    assert page.words(".filters") == "Semua 3 Perlu dilihat 2 Hilang kabar 1 Hidup 2"


def test_some_of_them_are_looked_for(app: Flask, kanwil: PageClient, three: list[Unit], monkeypatch: pytest.MonkeyPatch) -> None:
    with app.app_context():
        tree.affiliate(three[2], make_unit("barat", name="Kanwil Barat"), date(2026, 1, 1))
    assert [row.split()[0] for row in rows(kanwil.get(f"{FLEET}?kind=look"))] == ["Beta", "Gama"]
    assert rows(kanwil.get(f"{FLEET}?q=barat"))[0].startswith("Gama Kanwil Barat")
    page = kanwil.get(f"{FLEET}?q=alfa&kind=paused")
    assert page.words(".empty") == "Tidak ada tablet dalam keadaan ini."
    assert kanwil.get(f"{FLEET}?q=" + "😀" * 200).words(".headline__said") == "Tidak ada tablet di unit seperti itu."
    assert len(rows(kanwil.get(f"{FLEET}?kind=nonsense&page=-3"))) == 3
    monkeypatch.setattr("kiosk.panel.paging.AT_ONCE", 2)
    second = kanwil.get(kanwil.get(FLEET).link("Berikutnya"))
    assert ([row.split()[0] for row in rows(second)], second.words(".pager")) == (["Alfa"], "Sebelumnya 3–3 dari 3")


def test_without_any_it_says_who_pairs_them(app: Flask, kanwil: PageClient, counter: Place, foreign_counter: Place) -> None:
    page = kanwil.get(FLEET)
    assert page.words(".headline__said") == "Belum ada tablet. Operator tiap unit yang memasangkannya."
    assert not page.select("#fleet table")


def test_revoked_ones_are_gone_and_all_well_is_said(app: Flask, kanwil: PageClient, three: list[Unit], clock: FixedClock) -> None:
    with app.app_context():
        for unit in three[1:]:
            with writing() as session:
                session.merge(devices.of_unit(unit)[0]).revoked_at = clock()
    page = kanwil.get(FLEET)
    assert page.words(".headline__said") == "Tidak ada yang perlu dilihat: 1 tablet."
    assert len(rows(page)) == 1


def test_nobody_sees_tablets_of_others(head: PageClient, outsider: PageClient, kanwil: PageClient, three: list[Unit]) -> None:
    assert "Alfa" in kanwil.get(FLEET).text
    for client in (head, outsider):
        answer = client.browser.get(FLEET)
        assert not any(unit.name in answer.get_data(as_text=True) for unit in three)


def test_it_asks_as_often_for_many_units_as_for_few(app: Flask, kanwil: PageClient, three: list[Unit]) -> None:
    from sqlalchemy import event

    from kiosk.store.tables import db

    def queries() -> int:
        said: list[str] = []

        def note(*rest: object) -> None:
            said.append(str(rest[2]))

        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
            kanwil.get(FLEET)
            event.remove(db.engine, "before_cursor_execute", note)
        return len(said)

    before = queries()
    with app.app_context():
        for n in range(20):
            make_device(make_counter(make_unit(f"u{n}", name=f"Unit {n}"), f"u{n}-1").counter)
        assert len(places.units()) > 20
    assert queries() == before
