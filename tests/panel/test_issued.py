"""Terbitkan: a report is frozen with its figures, numbered and never changed; a correction is a version; the paper comes later."""

import io
import json
import subprocess
from collections.abc import Iterator
from datetime import date
from hashlib import sha256

import pytest
from flask import Flask
from PIL import Image

from kiosk import filings
from kiosk.evidence import Vault
from kiosk.filings import issued
from kiosk.indices.periods import around
from kiosk.people import acts
from kiosk.places import Place, letterheads
from kiosk.places.letterheads import Letterhead
from tests.conftest import FixedClock
from tests.page import Page, PageClient, words
from tests.panel.test_periods import months, visits

__all__ = ["months", "visits"]

OCTOBER = "/panel/units/kanim/reports/skm?kind=month&day=2026-10-01"


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), (200, 200, 200)).save(out, "JPEG")
    return out.getvalue()


def send_file(client: PageClient, page: Page, content: bytes, *, status: int = 303) -> Page:
    form = page.select("form[enctype]")[0]
    fields = {str(each["name"]): str(each.get("value", "")) for each in form.select("input[type=hidden]")}
    answer = client.browser.post(str(form["action"]), data={**fields, "file": (io.BytesIO(content), "scan.jpg")}, headers={"Referer": "x"})
    assert answer.status_code == status, answer.text
    return client.get(answer.headers["Location"]) if status == 303 else Page(answer)


def files(client: PageClient, page: Page) -> dict[str, bytes]:
    """The files of the newest version, by their suffix."""
    found = [str(each["href"]) for each in page.select(".issued:first-of-type .filed__files a")]
    return {each.rpartition(".")[2]: client.browser.get(each).data for each in found}


@pytest.fixture
def signed(app: Flask, counter: Place, months: None) -> None:
    """It is known who signs."""
    with app.app_context():
        letterheads.say(
            counter.unit, date(2020, 1, 1), Letterhead(city="Tanjungpandan", signatory="Siti Rahma", position="Kepala", number="19800101")
        )


@pytest.fixture
def first(head: PageClient, signed: None) -> Page:
    """October's report, issued."""
    return head.follow(head.submit(head.get(OCTOBER), "Terbitkan versi 1"))


@pytest.fixture
def stored(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def test_before_it_is_issued_the_page_says_what_is_missing(head: PageClient, months: None) -> None:
    page = head.get(OCTOBER)
    assert page.h1 == "Laporan SKM Oktober 2026"
    assert "Belum ada yang terbit untuk periode ini." in page.text
    assert len(page.select(".checks li")) == 5


def test_it_is_frozen_with_its_figures(app: Flask, head: PageClient, first: Page) -> None:
    assert "Terbit: KANIM/2026/001." in first.text
    made = files(head, first)
    assert set(made) == {"pdf", "xlsx", "json"}
    told = " ".join(text_of(made["pdf"]).split())
    assert "No. terbitan KANIM/2026/001" in told
    assert "KONSEP" not in told
    assert "Belum diisi: tanggal Forum Konsultasi Publik (FKP)." in told, "what was not filled in is said"
    figures = json.loads(made["json"])
    assert figures["issued"]["number"] == "KANIM/2026/001"
    assert words(first.one(".issued .hash")) == sha256(made["pdf"]).hexdigest()
    with app.app_context():
        (act,) = [each for each in acts.acts(None) if each.kind == "filings.issue"]
        assert (act.by, act.about) == ("kepala", "skm KANIM/2026/001")


def text_of(pdf: bytes) -> str:
    return subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def test_pressed_twice_it_is_issued_once(app: Flask, head: PageClient, signed: None) -> None:
    page = head.get(OCTOBER)
    for _ in range(2):
        again = head.follow(head.submit(page, "Terbitkan versi 1"))
    assert len(again.select("article.issued")) == 1


def test_a_correction_is_a_version_with_a_reason_and_the_old_one_stays(app: Flask, head: PageClient, first: Page) -> None:
    before = files(head, first)
    refused = head.submit(head.get(OCTOBER), "Terbitkan versi 2", status=422, open="1")
    assert "Tulis apa yang diperbaiki" in refused.text
    assert refused.one("input[name=open]").has_attr("checked"), "nothing that was chosen is lost"
    head.follow(head.submit(head.get("/panel/units/kanim/reports?kind=month&day=2026-10-01"), "Simpan", population="2360"))
    second = head.follow(head.submit(head.get(OCTOBER), "Terbitkan versi 2", reason="Populasi diisi."))
    assert [words(each) for each in second.select(".issued h3 small")] == ["versi 2, berlaku", "versi 1"]
    assert [each["id"] for each in second.select(".issued h3")] == ["issued-2", "issued-1"]
    assert head.browser.get("/panel/units/kanim/reports/issued/1.pdf").data == before["pdf"]
    made = files(head, second)
    assert made["pdf"] != before["pdf"]
    assert json.loads(made["json"])["sample"]["population"] == 2360
    assert "Perbaikan atas versi sebelumnya: Populasi diisi." in " ".join(text_of(made["pdf"]).split())


def test_what_was_open_stays_open_unless_somebody_closes_it(head: PageClient, signed: None) -> None:
    page = head.get(OCTOBER)
    assert not page.one("input[name=open]").has_attr("checked")
    second = head.follow(head.submit(page, "Terbitkan versi 1", open="1"))
    assert second.one("input[name=open]").has_attr("checked")
    assert "Dapat diunduh siapa pun." in head.follow(head.submit(second, "Terbitkan versi 2", reason="Salah ketik.")).text


def test_nothing_is_issued_before_it_is_known_who_signs(head: PageClient, months: None) -> None:
    answer = head.submit(head.get(OCTOBER), "Terbitkan versi 1", status=422, open="1")
    assert "penanda tangan" in answer.one(".error").get_text()
    assert "Belum ada yang terbit" in answer.text


def test_a_full_disk_issues_nothing_and_says_so(head: PageClient, signed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    page = head.get(OCTOBER)
    monkeypatch.setattr("kiosk.files.write", full)
    answer = head.submit(page, "Terbitkan versi 1", status=409)
    assert "Disk server penuh" in answer.one(".error").get_text()
    assert "Belum ada yang terbit" in answer.text


def test_a_period_that_runs_is_not_issued(head: PageClient, months: None) -> None:
    november = OCTOBER.replace("2026-10", "2026-11")
    page = head.get(november)
    assert "sesudah 30 November 2026" in page.text
    token = page.select("input[name=csrf_token]")[0]["value"]
    answer = head.post(november, {"csrf_token": str(token), "version": "1"}, status=422)
    assert "Periode ini belum selesai." in answer.text


def test_the_signed_paper_gets_a_hash_of_its_own(app: Flask, head: PageClient, first: Page) -> None:
    before = files(head, first)
    page = send_file(head, first, photo())
    link = str(page.one(".issued__scan a")["href"])
    answer = head.browser.get(link)
    assert answer.data[:3] == b"\xff\xd8\xff"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers.getlist("Content-Security-Policy")[0]
    assert words(page.one(".issued__scan .hash")) == sha256(answer.data).hexdigest()
    assert files(head, page) == before
    refused = send_file(head, page, b"<svg/>", status=422)
    assert "bukan foto" in refused.text
    gone = head.follow(head.submit(page, "Tarik", reason="Halaman kurang"))
    assert "ditarik: Halaman kurang" in gone.text
    assert head.browser.get(link).status_code == 404


def test_the_paper_can_be_checked_by_anybody(app: Flask, anonymous: PageClient, head: PageClient, first: Page) -> None:
    code = words(first.one(".issued dd a"))
    page = anonymous.get(f"/laporan/{code}")
    assert page.h1 == "Laporan ini terbit di sini"
    assert "KANIM/2026/001" in page.text
    assert anonymous.browser.get(f"/laporan/{code}.pdf").status_code == 404, "the unit did not let anybody have it"
    head.follow(head.submit(head.get(OCTOBER), "Terbitkan versi 2", reason="Salah ketik.", open="1"))
    assert anonymous.get(f"/laporan/{code.lower().replace('-', ' ')}").h1 == "Sudah ada versi yang lebih baru"
    newest = anonymous.get(str(anonymous.get(f"/laporan/{code}").one("h1 + p a")["href"]))
    assert newest.link("Kantor Imigrasi Kelas II TPI Uji") == "/u/kanim?language=id"
    pdf = anonymous.browser.get(str(newest.one("a[href$='.pdf']")["href"])).data
    assert text_of(pdf)
    by_hash = anonymous.browser.get("/laporan", query_string={"code": sha256(pdf).hexdigest().upper()})
    assert by_hash.status_code == 303


def test_a_guessed_code_leads_nowhere(anonymous: PageClient) -> None:
    for unknown in ("0000-0000-0000", "x" * 300, "🎉" * 50, "0" * 64):
        assert "Tidak ada laporan terbitan" in anonymous.get(f"/laporan?code={unknown}", status=404).text
        assert anonymous.browser.get(f"/laporan/{unknown}.pdf").status_code == 404


def test_others_read_and_do_not_issue(auditor: PageClient, first: Page) -> None:
    page = auditor.get(OCTOBER)
    assert page.select("form[action*=reports][method=post]") == []
    assert auditor.browser.get("/panel/units/kanim/reports/issued/1.pdf").status_code == 200
    for address in ("issued/2.pdf", "issued/1.exe", "issued/1/scans/1"):
        assert auditor.browser.get(f"/panel/units/kanim/reports/{address}").status_code == 404
    assert auditor.browser.get("/panel/units/kanim/reports/nothing").status_code == 404


def test_a_file_that_is_gone_is_not_there(app: Flask, head: PageClient, first: Page) -> None:
    with app.app_context():
        vault = Vault(app.extensions["settings"].data)
        found = issued.by_code(words(first.one(".issued dd a")))
        assert found
        vault.erase(found.pdf)
    assert head.browser.get("/panel/units/kanim/reports/issued/1.pdf").status_code == 404


@pytest.mark.usefixtures("stored")
def test_two_at_once_cannot_both_be_the_same_version(app: Flask, counter: Place, clock: FixedClock) -> None:
    october, vault = around("month", date(2026, 10, 1)), Vault(app.extensions["settings"].data)
    frozen = filings.Frozen(b"pdf", None, b"{}")
    said = {"title": "Laporan", "language": "id", "seal": "", "open_to_all": False, "reason": "", "by": "kepala", "now": clock()}
    one, two = (issued.place_for(counter.unit, "skm", october, clock().date()) for _ in range(2))
    issued.issue(counter.unit, "skm", october, one, frozen, vault, **said)  # type: ignore[arg-type]
    with pytest.raises(filings.IssueError, match="stale"):
        issued.issue(counter.unit, "skm", october, two, frozen, vault, **said)  # type: ignore[arg-type]
    third = issued.place_for(counter.unit, "skm", october, clock().date())
    with pytest.raises(filings.IssueError, match="reason"):
        issued.issue(counter.unit, "skm", october, third, frozen, vault, **said)  # type: ignore[arg-type]
    assert issued.number(counter.unit, one) == "KANIM/2026/001"
