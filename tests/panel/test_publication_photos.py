"""The photograph of a publication: told by its content, one at a time, read by those who read, and withdrawn with a reason."""

import io
from hashlib import sha256

import pytest
from flask import Flask

from kiosk.evidence import Vault
from kiosk.people import acts
from kiosk.places import Place
from tests.evidence.test_accepting import pdf
from tests.make import make_note, make_photo, png
from tests.page import Page, PageClient, words
from tests.panel.test_issued import photo
from tests.panel.test_pekppp import GOOD, NOTES
from tests.panel.test_pekppp import PAGE as PEKPPP

NOTE = f"{NOTES}/notes/1"


def send(client: PageClient, page: Page, content: bytes, *, status: int = 303, **more: str) -> Page:
    """Press the button of the page's form that takes a file."""
    (form,) = page.select("form[enctype]")
    (name,) = [str(each["name"]) for each in form.select("input[type=file]")]
    fields = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden]")} | more
    data = {**fields, name: (io.BytesIO(content), "foto.jpg") if content else (io.BytesIO(), "")}
    answer = client.browser.post(str(form["action"]), data=data, headers={"Referer": "x"})
    assert answer.status_code == status, answer.text
    return client.get(answer.headers["Location"]) if status == 303 else Page(answer)


@pytest.fixture
def noted(app: Flask, counter: Place) -> None:
    with app.app_context():
        make_note(counter.unit)


def kinds(app: Flask) -> list[str]:
    with app.app_context():
        return [each.kind for each in acts.acts(None) if each.kind.startswith("publications.")]


def test_it_comes_with_the_note(app: Flask, head: PageClient, counter: Place) -> None:
    page = send(head, head.get(NOTES), photo(), **GOOD)
    assert "berfoto" in page.words("section[aria-labelledby=elsewhere]")
    assert "Catatan publikasi: 1, 1 di antaranya berfoto." in head.get(PEKPPP).text
    assert sorted(kinds(app)) == ["publications.note", "publications.photo"]


@pytest.mark.parametrize(("content", "says"), [(b"<svg/>", "bukan foto"), (pdf(), "bukan PDF")])
def test_what_is_no_picture_is_refused_with_the_note(app: Flask, head: PageClient, counter: Place, content: bytes, says: str) -> None:
    """Both or neither: nothing that was typed is lost, and nothing is noted twice."""
    refused = send(head, head.get(NOTES), content, status=422, **GOOD)
    assert says in refused.text
    assert refused.one("#photo")["aria-invalid"] == "true"
    assert refused.one("#place")["value"] == "Ruang tunggu"
    assert kinds(app) == []
    send(head, refused, photo(), **GOOD)
    assert len(head.get(NOTES).select("section[aria-labelledby=elsewhere] tbody tr")) == 1


def test_it_is_added_later_and_shown_small(app: Flask, head: PageClient, auditor: PageClient, noted: None) -> None:
    assert "Pilih berkas." in send(head, head.get(NOTE), b"", status=422).text
    assert "bukan foto" in send(head, head.get(NOTE), b"<svg/>", status=422).text
    page = send(head, head.get(NOTE), photo())
    assert "Foto tersimpan." in page.text
    for client in (head, auditor):
        small, whole = (str(page.one(f".shown{tag}")[name]) for tag, name in ((" img", "src"), ("", "href")))
        for address in (small, whole):
            answer = client.browser.get(address)
            assert answer.data[:3] == b"\xff\xd8\xff"
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert "sandbox" in answer.headers.getlist("Content-Security-Policy")[0]
            assert "no-store" in answer.headers["Cache-Control"]
    assert words(page.one(".hash")) == sha256(answer.data).hexdigest()
    assert not auditor.get(NOTE).select("form[method=post][action*=photo]")


def test_a_note_has_one_at_a_time(app: Flask, head: PageClient, noted: None) -> None:
    page = head.get(NOTE)
    send(head, page, photo())
    assert "sudah berfoto" in send(head, page, png()).text
    assert kinds(app) == ["publications.photo"]


def test_it_is_withdrawn_with_a_reason_and_its_file_goes(app: Flask, head: PageClient, noted: None) -> None:
    page = send(head, head.get(NOTE), photo())
    digest = words(page.one(".hash"))
    assert head.submit(page, "Tarik", status=422).one("#photo-reason")["aria-invalid"] == "true"
    gone = head.follow(head.submit(page, "Tarik", reason="Salah papan"))
    assert "ditarik: Salah papan" in gone.text
    assert digest in gone.text
    for address in (f"{NOTE}/photo/file", f"{NOTE}/photo/thumbnail"):
        assert head.browser.get(address).status_code == 404
    with app.app_context():
        assert list(Vault(app.extensions["settings"].data).all()) == []
    assert "Catatan publikasi: 1, 0 di antaranya berfoto." in head.get(PEKPPP).text
    assert "Foto tersimpan." in send(head, gone, png()).text


def test_a_note_that_was_taken_back_wants_none(app: Flask, head: PageClient, noted: None) -> None:
    page = head.get(NOTE)
    head.submit(page, "Batalkan catatan", reason="Belum dipasang")
    assert "sudah dibatalkan" in send(head, page, photo()).text
    assert "Tidak ada foto." in head.get(NOTE).text


def test_another_units_is_not_there(app: Flask, head: PageClient, counter: Place, foreign_counter: Place) -> None:
    with app.app_context():
        make_photo(foreign_counter.unit, make_note(foreign_counter.unit))
    assert head.browser.get(f"{NOTE}/photo/file").status_code == 404
    assert head.browser.get(f"/panel/units/{foreign_counter.unit.code}/publications/notes/1/photo/file").status_code == 404
