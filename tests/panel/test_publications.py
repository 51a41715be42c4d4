"""Publikasi: what is seen in the preview is what is published; corrections and withdrawals have reasons; the head alone does it."""

from datetime import date

from flask import Flask

from kiosk.people import acts
from kiosk.places import Place, served
from tests.conftest import FixedClock
from tests.make import make_published
from tests.page import Page, PageClient, words
from tests.panel.test_periods import months, visits

__all__ = ["months", "visits"]

PAGE = "/panel/units/kanim/publications"
OCTOBER = "kind=month&day=2026-10-01"
PREVIEW = f"{PAGE}/preview?{OCTOBER}"


def below_the_line(page: Page) -> str:
    """The public page in a preview, or by itself."""
    return words(page.one("main"))


def test_it_says_what_stands_here_and_what_can_be_published(head: PageClient, counter: Place) -> None:
    page = head.get(PAGE)
    assert page.h1 == "Publikasi"
    assert "Belum ada hasil yang dipublikasikan" in page.text
    assert [words(a) for a in page.select(".filed__files a")] == ["Oktober 2026", "Triwulan III 2026", "Semester I 2026", "Tahun 2025"]
    assert page.link("https://loket.example/u/kanim") == "/u/kanim"


def test_the_preview_is_what_everybody_will_see(app: Flask, head: PageClient, phone: PageClient, months: None) -> None:
    preview = head.get(PREVIEW)
    answer = head.follow(head.submit(preview, "Terbitkan"))
    assert "Terbit, sebagai terbitan 1." in answer.text
    assert "Tampil: Oktober 2026" in answer.text
    assert below_the_line(phone.get("/u/kanim/1")).startswith(below_the_line(preview))
    with app.app_context():
        (act,) = [each for each in acts.acts(None) if each.kind == "results.publish"]
        assert (act.by, act.about) == ("kepala", "1–31 Oktober 2026")


def test_parts_are_chosen_and_what_is_left_out_is_named_at_once(head: PageClient, phone: PageClient, months: None) -> None:
    preview = head.get(f"{PREVIEW}&chosen=1&part=ipk&part=done")
    assert "Tidak dipublikasikan oleh unit ini: IKM dan berapa yang dilayani." in preview.text
    head.submit(preview, "Terbitkan")
    assert "Tidak dipublikasikan oleh unit ini: IKM dan berapa yang dilayani." in phone.get("/u/kanim").text


def test_without_any_part_nothing_is_published(head: PageClient, months: None) -> None:
    answer = head.submit(head.get(f"{PREVIEW}&chosen=1"), "Terbitkan", status=422)
    assert answer.words("#form-error") == "Pilih sedikitnya satu bagian."


def test_what_has_moved_since_the_preview_is_seen_again_first(
    app: Flask, head: PageClient, months: None, counter: Place, clock: FixedClock
) -> None:
    preview = head.get(PREVIEW)
    with app.app_context():
        served.enter(counter.unit, date(2026, 10, 14), 120, "petugas", clock(), clock().date())
    answer = head.submit(preview, "Terbitkan", status=422)
    assert "berubah sejak Anda melihat pratinjau" in answer.text
    assert "60 dari 120 yang dilayani menilai" in answer.text
    head.submit(answer, "Terbitkan")


def test_a_correction_needs_a_reason(app: Flask, head: PageClient, phone: PageClient, months: None) -> None:
    head.submit(head.get(PREVIEW), "Terbitkan")
    again = head.get(f"{PREVIEW}&chosen=1&part=ikm")
    refused = head.submit(again, "Terbitkan", status=422)
    assert refused.one("#reason")["aria-invalid"] == "true"
    head.submit(refused, "Terbitkan", reason="IPK menyusul")
    assert "IPK menyusul" in phone.get("/u/kanim").text


def test_the_same_again_changes_nothing(app: Flask, head: PageClient, months: None) -> None:
    preview = head.get(PREVIEW)
    head.submit(preview, "Terbitkan")
    assert "persis sama" in head.follow(head.submit(preview, "Terbitkan")).text
    with app.app_context():
        assert sum(each.kind == "results.publish" for each in acts.acts(None)) == 1


def test_a_withdrawal_has_a_reason_and_is_on_record(app: Flask, head: PageClient, phone: PageClient, counter: Place) -> None:
    with app.app_context():
        make_published(counter.unit)
    page = head.get(f"{PAGE}/1")
    assert head.submit(page, "Tarik", status=422).one("#reason")["aria-invalid"] == "true"
    answer = head.follow(head.submit(page, "Tarik", reason="Salah periode"))
    assert "Halaman publik menyebut tanggal dan alasannya" in answer.text
    assert "Salah periode" in phone.get("/u/kanim").text
    assert "sudah ditarik" in head.follow(head.submit(page, "Tarik", reason="Lagi")).text
    with app.app_context():
        assert sum(each.kind == "results.withdraw" for each in acts.acts(None)) == 1


def test_a_period_that_runs_is_looked_at_and_not_published(head: PageClient, months: None) -> None:
    for running in ("kind=month&day=2026-11-01", "kind=week&day=2026-10-05", "kind=free&first=2026-10-01&last=2026-10-09"):
        page = head.get(f"{PAGE}/preview?{running}")
        assert "yang sudah selesai" in page.text
        assert not [each for each in page.select("button") if words(each) == "Terbitkan"]
    fields = head.get(PREVIEW).fields("form[method=post]")
    head.post(f"{PAGE}?kind=month&day=2026-11-01", fields, status=422)


def test_others_look_and_are_told_who_can_act(kanwil: PageClient, auditor: PageClient, months: None) -> None:
    for client in (kanwil, auditor):
        page = client.get(PREVIEW)
        assert "Kepala unit menerbitkan." in page.text
        assert not page.select("form[method=post]")
        client.post(f"{PAGE}?{OCTOBER}", {"csrf_token": "x"}, status=400)


def test_an_address_that_is_no_period_says_so(head: PageClient, months: None) -> None:
    assert "tidak sesudah hari ini" in head.get(f"{PAGE}/preview?kind=month&day=2027-01-01", status=422).text
    head.get(f"{PAGE}/9", status=404)
