"""Tindak lanjut: proposed, planned, carried, done, proved, told; read by those who see figures, written by few."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import followups, recording
from kiosk.followups import Quarter
from kiosk.people import acts
from kiosk.places import Place, letterheads
from kiosk.places.letterheads import Letterhead
from tests.conftest import FixedClock
from tests.make import make_follow_up, make_seal, rating
from tests.page import Page, PageClient

ADDRESS = "/panel/units/kanim/follow-ups"
GOOD = {
    "element": "ikm-ipk-2021@1/U4",
    "cause": "Satu petugas untuk semua berkas",
    "action": "Menambah petugas pukul 09–12",
    "horizon": "short",
    "due": "2026-4",
    "responsible": "Seksi Lalu Lintas",
}
WRITERS = ("head", "kanwil", "admin")


@pytest.fixture(autouse=True)
def _counter(counter: Place) -> None:
    """The unit has a counter, or nobody would see it in the panel."""


def create(client: PageClient, status: int = 303, **changes: str) -> Page:
    return client.submit(client.get(f"{ADDRESS}/new"), "Simpan", status=status, **GOOD | changes)


def show(client: PageClient, number: int = 1) -> Page:
    return client.get(f"{ADDRESS}/{number}")


def send(client: PageClient, what: str, answer: int = 303, **fields: str) -> Page:
    token = str(show(client).select("input[name=csrf_token]")[0]["value"])
    return client.post(f"{ADDRESS}/1/{what}", fields | {"csrf_token": token}, status=answer)


def fill_the_window(app: Flask, counter: Place, clock: FixedClock) -> None:
    """Last week's visitors: U4 is the lowest of satisfaction, K1 of integrity, though no test says so of that."""
    batch = []
    for n in range(140):
        visit, moment = uuid4(), clock() - timedelta(days=2 + n % 5)
        element, answer = f"U{n % 7 + 1}", f"K{n % 5 + 1}"
        batch.append(rating(counter, element, 2 if element == "U4" else 3 + n % 2, visit=visit, given_at=moment))
        batch.append(rating(counter, answer, 3 + (n % 3 > 0) - (answer == "K1" and n % 20 == 0), visit=visit, given_at=moment))
    with app.app_context():
        recording.record(batch, clock())
        make_seal(counter.unit)


# ── whose is it? ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", WRITERS)
def test_these_write(request: pytest.FixtureRequest, who: str) -> None:
    client = request.getfixturevalue(who)
    assert create(client).location == f"{ADDRESS}/1"
    send(client, "statuses", status="under-way", day="2026-11-19")
    assert "berjalan" in show(client).words("#box-plan + dl")


def test_an_auditor_reads_and_writes_nothing(app: Flask, auditor: PageClient, counter: Place) -> None:
    with app.app_context():
        make_follow_up(counter.unit)
    page = auditor.get(ADDRESS)
    assert "Menambah petugas" in page.text
    assert "Tulis tindak lanjut" not in page.text
    assert not show(auditor).select("main form")
    auditor.get(f"{ADDRESS}/new", status=403)
    auditor.get(f"{ADDRESS}/1/plans/new", status=403)
    token = str(page.select("input[name=csrf_token]")[0]["value"])
    auditor.post(ADDRESS, GOOD | {"csrf_token": token}, status=403)


@pytest.mark.parametrize("who", ["operator", "outsider"])
def test_to_others_it_is_not_there(app: Flask, request: pytest.FixtureRequest, who: str, counter: Place) -> None:
    client = request.getfixturevalue(who)
    with app.app_context():
        make_follow_up(counter.unit)
    for address in (ADDRESS, f"{ADDRESS}/new", f"{ADDRESS}/1"):
        client.get(address, status=404)


def test_anothers_number_is_not_ours(app: Flask, head: PageClient, outsider: PageClient, foreign_counter: Place) -> None:
    with app.app_context():
        make_follow_up(foreign_counter.unit)
    outsider.get("/panel/units/lapas/follow-ups/1")
    head.get(f"{ADDRESS}/1", status=404)
    token = str(head.get(ADDRESS).select("input[name=csrf_token]")[0]["value"])
    for what in ("plans", "postponement", "statuses", "evidence", "notice", "notice/withdrawal"):
        head.post(f"{ADDRESS}/1/{what}", {"csrf_token": token, "status": "done", "day": "2026-11-19"}, status=404)
    with app.app_context():
        found = followups.action(foreign_counter.unit, 1)
        assert found
        assert found.is_open


def test_anonymous_and_other_methods(anonymous: PageClient, head: PageClient) -> None:
    assert "sign-in" in anonymous.get(ADDRESS, status=303).location
    create(head)
    for what in ("postponement", "statuses", "evidence", "notice", "notice/withdrawal", "plans"):
        head.get(f"{ADDRESS}/1/{what}", status=405)
    head.get(f"{ADDRESS}/{'9' * 30}", status=404)
    head.post(f"{ADDRESS}/1/statuses", {"status": "done", "day": "2026-11-19"}, status=400)


# ── proposals ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_register_teaches(head: PageClient) -> None:
    page = head.get(ADDRESS)
    assert "begitu tiap unsur IKM mendapat 5 jawaban" in page.text
    assert "Belum ada tindak lanjut" in page.text
    assert not page.select("button[data-print]"), "nothing to print yet"


def test_the_lowest_elements_are_proposed(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    fill_the_window(app, counter, clock)
    page = head.get(ADDRESS)
    proposed = [" ".join(each.get_text(" ").split()) for each in page.select(".proposal")]
    assert len(proposed) == 3, "the other elements of satisfaction are all alike"
    assert "U4 Waktu penyelesaian 2,00" in proposed[0]
    assert "Jelas lebih rendah dari unsur lain: rata-rata mereka 3,50." in proposed[0]
    assert re.search(r"\b[np] *[=<]", page.one("main").get_text(" ")) is None, "what only statisticians read stands in Cara hitung"
    assert all("belum ada uji" in each for each in proposed[1:])
    assert "IPK · K1" in proposed[1]
    assert "Terendah" in proposed[1]
    assert "Kedua terendah" in proposed[2]
    form = head.get(page.link("Rencanakan : Waktu penyelesaian"))
    assert form.one("#element option[selected]")["value"] == GOOD["element"]
    create(head)
    first = head.get(ADDRESS).select(".proposal")[0]
    assert "Sudah direncanakan, TW IV 2026" in first.get_text(" ")
    assert "Rencanakan" not in [each.get_text() for each in first.select("a")]
    today = head.get("/panel/units/kanim/today")
    assert "Waktu penyelesaian" not in today.words("section[aria-labelledby=box-see]"), "what is planned is not told every day"
    assert "rencana, TW IV 2026" in today.words("section[aria-labelledby=box-elements]"), "its own row says so"


# ── planning ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_plan_stands_in_the_register_and_in_the_record(app: Flask, head: PageClient) -> None:
    create(head)
    (row,) = head.get(ADDRESS).select(".plan tbody tr")
    cells = [" ".join(cell.get_text(" ").split()) for cell in row.select("td, th")]
    assert cells[:4] == ["1", "Waktu penyelesaian IKM U4 · jangka pendek", GOOD["cause"], GOOD["action"]]
    assert cells[4:8] == ["", "", "", "TW IV 2026"]
    assert cells[8:] == ["Seksi Lalu Lintas", "direncanakan"]
    with app.app_context():
        noted = acts.acts(None)[0]
        assert (noted.kind, noted.about) == ("follow-ups.create", f"U4: {GOOD['action']}")


def test_a_form_sent_twice_counts_once(app: Flask, head: PageClient) -> None:
    page = head.get(f"{ADDRESS}/new")
    head.submit(page, "Simpan", **GOOD)
    assert head.submit(page, "Simpan", **GOOD).location == ADDRESS
    assert len(head.get(ADDRESS).select(".plan tbody tr")) == 1
    with app.app_context():
        assert [act.kind for act in acts.acts(None)].count("follow-ups.create") == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"element": ""}, "element"),
        ({"element": "ikm-ipk-2021@1/S0"}, "element"),
        ({"element": "skm-2017@9/U1"}, "element"),
        ({"cause": ""}, "cause"),
        ({"action": "🙂" * 1001}, "action"),
        ({"horizon": ""}, "horizon"),
        ({"due": "2026-3"}, "due"),
        ({"due": "kapan-kapan"}, "due"),
        ({"responsible": " "}, "responsible"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(head: PageClient, changes: dict[str, str], field: str) -> None:
    page = create(head, status=422, **changes)
    assert page.one(f"#{field}-error").text
    assert page.one(f"#{field}")["aria-invalid"] == "true"
    typed = GOOD | changes
    assert page.one("#cause").get_text().removeprefix("\n") == typed["cause"]
    assert page.one("#responsible")["value"] == typed["responsible"]
    assert "Belum ada tindak lanjut" in head.get(ADDRESS).text


def test_without_its_hidden_number_a_form_is_refused(head: PageClient) -> None:
    head.submit(head.get(f"{ADDRESS}/new"), "Simpan", status=422, **GOOD | {"form": "1"})


def test_another_plan_shows_what_it_replaced(head: PageClient) -> None:
    create(head)
    form = head.get(show(head).link("Ubah rencana"))
    assert "Mengapa diubah?" in form.text
    head.submit(form, "Simpan", status=422, action="Dua petugas")
    head.submit(form, "Simpan", action="Dua petugas", reason="Anggaran cukup")
    page = show(head)
    assert "Dua petugas" in page.words("#box-plan + dl")
    assert page.words("#box-history + ol del") == GOOD["action"]
    assert "Anggaran cukup" in page.words("#box-history + ol")


# ── how it gets on ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_late_is_carried_with_a_reason(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        make_follow_up(counter.unit, planned=clock() - timedelta(days=120))
    assert "lewat waktu" in head.get(f"{ADDRESS}?state=overdue").words(".plan tbody")
    page = show(head)
    assert "lewat waktu direncanakan sejak 22 Juli 2026" in page.words("#box-plan + dl")
    wrong = head.submit(page, "Pindahkan", status=422, due="2027-1", why=" ")
    assert wrong.one("#why-error").text
    assert wrong.one("#due option[selected]")["value"] == "2027-1"
    head.submit(page, "Pindahkan", due="2027-1", why="Anggaran baru turun")
    page = show(head)
    assert "Dipindahkan dari TW III 2026 ke TW I 2027 Anggaran baru turun" in page.words("#box-history + ol")
    assert "lewat waktu" not in page.words("#box-plan + dl")
    head.submit(page, "Pindahkan", due="2027-1", why="Anggaran baru turun")
    assert show(head).text.count("Dipindahkan dari") == 1, "sent twice, carried once"


def test_the_status_is_a_row_with_its_day(head: PageClient) -> None:
    create(head)
    for day in ("", "besok", "2026-11-20", "0001-01-01"):
        assert send(head, "statuses", 422, status="done", day=day).one("#day-error").text
    wrong = send(head, "statuses", 422, status="dropped", day="2026-11-19", reason="")
    assert wrong.one("#reason-error").text
    assert wrong.one("#status option[selected]")["value"] == "dropped"
    assert send(head, "statuses", 422, status="x", day="2026-11-19").one("#status-error").text
    for _ in range(2):
        send(head, "statuses", status="done", day="2026-11-18", reason="Sudah dilihat")
    page = show(head)
    assert page.words("#box-history + ol").count("Selesai per 18 November 2026 Sudah dilihat") == 1
    assert not page.select("#due"), "what is done is carried nowhere"
    assert "Tulis alasannya" in send(head, "postponement", 422, due="2027-1", why=" ").text, "though that form is not there any more"
    assert "sudah selesai" in send(head, "postponement", 422, due="2027-1", why="x").text
    assert "sudah selesai" in send(head, "plans", 422, **GOOD | {"due": "2027-1", "reason": "x"}).text


def test_evidence_has_a_day_and_a_link_that_leads_somewhere(head: PageClient) -> None:
    create(head)
    wrong = head.submit(show(head), "Simpan bukti", status=422, words="Foto", link="ftp://contoh.go.id")
    assert wrong.one("#link-error").text
    assert wrong.one("#words").get_text().removeprefix("\n") == "Foto"
    for _ in range(2):
        head.submit(show(head), "Simpan bukti", words="<b>Foto</b>", link="https://contoh.go.id/1", shown_on="2026-11-17")
    page = show(head)
    assert page.words("#box-evidence + ul") == "<b>Foto</b> https://contoh.go.id/1 17 November 2026 · kepala"
    assert "1 bukti" in head.get(ADDRESS).words(".plan tbody")
    assert head.submit(page, "Simpan bukti", status=422, words="").one("#words-error").text


def test_visitors_are_told_on_the_tablet(head: PageClient, tablet: PageClient) -> None:
    create(head)
    assert "setelah tindak lanjut berjalan" in send(head, "notice", 422, text="x", since="2026-11-19", until="2026-11-20").words(
        "#form-error"
    )
    send(head, "statuses", status="under-way", day="2026-11-19")
    wrong = head.submit(show(head), "Tampilkan", status=422, text="x" * 91, text_en="Two officers")
    assert wrong.one("#text-error").text
    assert wrong.one("#text_en")["value"] == "Two officers"
    assert head.submit(show(head), "Tampilkan", status=422, text="x", until="2026-11-18").one("#until-error").text
    page = show(head)
    for _ in range(2):
        head.submit(page, "Tampilkan", text="Petugas kini dua", text_en="Two officers now")
    assert "Petugas kini dua" in tablet.get("/counter/").words(".told")
    assert head.get("/panel/units/kanim/notices").text.count("Petugas kini dua") == 1
    assert head.submit(page, "Tampilkan", status=422, text="Petugas kini tiga").one("#form-error").text
    told = show(head)
    head.submit(told, "Tarik “Petugas kini dua”")
    head.submit(told, "Tarik “Petugas kini dua”")
    assert not tablet.get("/counter/").select(".told")
    assert "ditarik" in show(head).words("#box-history + ol")


def test_before_and_after_stand_with_interval_and_n(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        for days_ago, scores in ((60, [2, 3] * 20), (20, [3, 4] * 20)):
            moment = clock() - timedelta(days=days_ago)
            make_seal(counter.unit, moment)
            recording.record([rating(counter, "U4", score, visit=uuid4(), given_at=moment) for score in scores], moment)
        make_seal(counter.unit)
        for days_ago, status in ((50, "under-way"), (30, "done")):
            made = followups.action(counter.unit, 1) or make_follow_up(counter.unit)
            day = clock().date() - timedelta(days=days_ago)
            followups.set_status(counter.unit, made.id, status, day, "", "kepala", clock(), clock().date())
    page = show(head)
    assert page.words("#box-effect") == "Sebelum dan sesudah: naik 1,00"
    rows = [" ".join(row.get_text(" ").split()) for row in page.select("section[aria-labelledby=box-effect] tr")]
    assert rows[1].startswith("Sebelum 2 Jul–29 September 2026 2,50 2,3")
    assert rows[1].endswith("40")
    assert rows[3].startswith("Selisih naik 1,00 1,00 0,7")
    assert "nilai 2,50 → 3,50: naik 1,00" in head.get(ADDRESS).words(".plan tbody")


# ── the register ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_year_quarter_and_status_choose(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        make_follow_up(counter.unit, "U1", planned=clock() - timedelta(days=400))
        make_follow_up(counter.unit, "U2")
        make_follow_up(counter.unit, "U3", due=Quarter(2028, 1))

    def shown(query: str) -> list[str]:
        return [str(each.get_text()) for each in head.get(f"{ADDRESS}?{query}").select(".plan tbody th a")]

    information, requirements, procedure = "Akses informasi", "Persyaratan", "Prosedur/alur"
    assert shown("") == [information, requirements, procedure]
    assert shown("year=2025") == [information]
    assert shown("year=2027") == [procedure]
    assert shown("quarter=4") == [requirements]
    assert shown("state=overdue") == [information]
    assert shown("state=done") == shown("year=1999") == shown("quarter=7") == []
    assert shown("year=x&quarter=&state=%F0%9F%99%82") == [information, requirements, procedure]
    assert "Tidak ada yang cocok" in head.get(f"{ADDRESS}?state=done").text


def test_it_prints_as_an_official_sheet(app: Flask, head: PageClient, counter: Place) -> None:
    create(head)
    assert "……" in head.get(ADDRESS).words(".signed")
    with app.app_context():
        said = Letterhead("KEMENTERIAN\nKANTOR IMIGRASI", "Jalan Uji 1", "Tanjungpandan", "Siti Aminah", "Kepala Kantor", "19800101")
        letterheads.say(counter.unit, date(2020, 1, 1), said)
    page = head.get(ADDRESS)
    assert page.words(".sheet-head").startswith("KEMENTERIAN KANTOR IMIGRASI Jalan Uji 1 Rencana Tindak Lanjut")
    assert page.words(".signed") == "Tanjungpandan, 19 November 2026 Kepala Kantor Siti Aminah NIP 19800101"
    assert "Triwulan IV tahun 2026" in head.get(f"{ADDRESS}?quarter=4").words(".sheet-head")


def test_it_speaks_english(head: PageClient) -> None:
    create(head)
    send(head, "statuses", status="under-way", day="2026-11-19")
    for address in (ADDRESS, f"{ADDRESS}/new", f"{ADDRESS}/1", f"{ADDRESS}/1/plans/new"):
        assert head.get(f"{address}?language=en").one("html")["lang"] == "en"
    assert head.get(ADDRESS).h1 == "Follow-up"
    assert "under way" in head.get(ADDRESS).words(".plan tbody")


def test_today_leads_to_what_is_late(app: Flask, head: PageClient, counter: Place, clock: FixedClock) -> None:
    address = "/panel/units/kanim/today"
    assert "lewat waktu" not in head.get(address).text
    with app.app_context():
        make_follow_up(counter.unit, planned=clock() - timedelta(days=120))
    assert "1 tindak lanjut lewat waktu" in head.get(address).text
