"""Names and notices have a field for every language there is; one more needs no other form, table or column."""

import pytest
from flask import Flask

from kiosk import places
from kiosk.followups import notices
from kiosk.places import Place
from kiosk.web.languages import LANGUAGES
from tests.page import PageClient

SETTINGS = "/panel/units/kanim/settings"
COUNTER = "/panel/units/kanim/counters/kanim-1"
NOTICES = "/panel/units/kanim/notices"
DAYS = {"since": "2026-11-19", "until": "2026-12-19"}


@pytest.fixture(autouse=True)
def _esperanto(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that will not come as files: each of those may be there or not."""
    monkeypatch.setitem(LANGUAGES, "eo", "Esperanto")


def test_a_counter_has_a_name_in_each(app: Flask, operator: PageClient, counter: Place) -> None:
    operator.submit(operator.get(COUNTER), "Simpan", name="Loket 1", name_en="Counter 1", name_eo="Giĉeto 1")
    with app.app_context():
        assert dict(places.place(counter.counter.id).counter.names) == {"id": "Loket 1", "en": "Counter 1", "eo": "Giĉeto 1"}
    page = operator.get(COUNTER)
    assert [page.one(f"#name{code}")["value"] for code in ("", "_en", "_eo")] == ["Loket 1", "Counter 1", "Giĉeto 1"]
    assert [page.one(f"label[for=name{code}]").text for code in ("_en", "_eo")] == ["Dalam bahasa Inggris", "Dalam bahasa Esperanto"]
    assert operator.get(f"{COUNTER}?language=en").one("label[for=name_eo]").text == "In Esperanto"


def test_a_language_that_is_left_empty_shows_the_indonesian_name(operator: PageClient, counter: Place) -> None:
    operator.submit(operator.get(COUNTER), "Simpan", name="Loket 1", name_en="", name_eo="")
    page = operator.get(f"{COUNTER}?language=en")
    assert page.words("h1") == "Loket 1"
    assert (page.one("#name_en")["value"], page.one("#name_en")["placeholder"]) == ("", "Loket 1")


def test_a_service_has_a_name_in_each(app: Flask, operator: PageClient, counter: Place) -> None:
    operator.submit(operator.get(SETTINGS), "Tambah layanan", name="Paspor", name_en="Passports", name_eo="Pasportoj", code="paspor")
    operator.submit(operator.get(SETTINGS), "Simpan Paspor", name="Paspor baru", name_en="New passports", name_eo="")
    with app.app_context():
        assert [dict(service.names) for service in places.services(counter.unit)] == [{"id": "Paspor baru", "en": "New passports"}]


def test_a_notice_has_words_in_each(app: Flask, operator: PageClient, counter: Place, tablet: PageClient) -> None:
    long = operator.submit(operator.get(NOTICES), "Tampilkan", status=422, text="Dua petugas", text_eo="x" * 91, **DAYS)
    assert long.one("#text_eo")["aria-invalid"] == "true"
    operator.submit(operator.get(NOTICES), "Tampilkan", text="Dua petugas", text_en="Two officers", text_eo="Du oficistoj", **DAYS)
    assert "Du oficistoj" in operator.get(NOTICES).words("span[lang=eo]")
    with app.app_context():
        assert dict(notices.of_unit(counter.unit)[0].texts) == {"id": "Dua petugas", "en": "Two officers", "eo": "Du oficistoj"}
    assert "Two officers" in tablet.get("/counter/?language=en").text


def test_what_no_form_asks_for_is_not_kept(app: Flask, operator: PageClient, counter: Place) -> None:
    """A field for a language that does not exist."""
    operator.submit(operator.get(COUNTER), "Simpan", name="Loket 3", name_en="", name_xx="?")
    with app.app_context():
        assert dict(places.place(counter.counter.id).counter.names) == {"id": "Loket 3"}
