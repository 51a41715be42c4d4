"""Past surveys in the panel: looked at first, stored in steps by an account that is not the unit's, taken back; and what is typed."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask

from kiosk.cli import main
from kiosk.ledger import Channel, Kind
from kiosk.panel.tasks import imports
from kiosk.past import drafts, surveys, typed
from kiosk.people import acts
from kiosk.places import Place
from kiosk.recording import surveys as bringing
from kiosk.reports import past
from tests.conftest import FixedClock, signed_in
from tests.make import entries, make_person
from tests.page import Page, PageClient, check_html

HERE = "/panel/units/kanim/imports"
CODES = [f"U{n}" for n in range(1, 10)]
OLD = {"source": "Laporan SKM Semester I 2020", "first": "2020-01-01", "last": "2020-06-30", "answered": "150"}


@pytest.fixture
def clerk(app: Flask, counter: Place) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kanwil", "kanwil"))


def rows(many: int = 12) -> list[list[str]]:
    return [[str(n), f"{n + 1:02}/03/2021", *(str(1 + (n * (place + 3)) % 4) for place in range(9))] for n in range(1, many + 1)]


def csv(given: list[list[str]]) -> bytes:
    return "\n".join([";".join(line) for line in [["No", "Tanggal", *CODES], *given]]).encode() + b"\n"


def send(client: PageClient, content: bytes, status: int = 200, name: str = "skm-2021.csv", **typed: str) -> Page:
    own = client.get(HERE).fields("form:has(input[type=file])")
    own = {name: text for name, text in own.items() if name not in ("file", "beside")}
    fields = {**own, "instrument": "skm-2017", "order": "list", "dates": "", **typed}
    page = Page(client.browser.post(HERE, data=_multipart(fields, name, content), content_type="multipart/form-data; boundary=teil"))
    assert page.status == status, page.html[:3000]
    check_html(page)
    return page


def _multipart(fields: dict[str, str], name: str, content: bytes) -> bytes:
    """As a browser sends it. The test client would put two megabytes into a file that nobody closes."""
    parts = [f'--teil\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n'.encode() for key, text in fields.items()]
    head = f'--teil\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/csv\r\n\r\n'
    return b"".join([*parts, head.encode(), content, b"\r\n--teil--\r\n"])


def post(client: PageClient, address: str, fields: dict[str, str], status: int) -> Page:
    """Send it with the token that the page's forms carry."""
    token = client.get(HERE).fields("form:has(input[type=file])")["csrf_token"]
    return client.post(address, {"csrf_token": token, **fields}, status=status)


def agree(client: PageClient, page: Page) -> Page:
    """Press the button until nothing is left to store."""
    while forms := page.select("form[action*='/imports/drafts/']"):
        fields = {str(each["name"]): str(each["value"]) for each in forms[0].select("input[name]")}
        page = client.follow(client.post(str(forms[0]["action"]), fields, status=303))
    return page


def faults(page: Page) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in page.select("section[aria-labelledby=seen] tbody tr")]


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_empty_page_says_what_it_is_for(clerk: PageClient) -> None:
    page = clerk.get(HERE)
    assert page.h1 == "Survei terdahulu"
    assert page.words("section[aria-labelledby=stored] .empty").startswith("Belum ada.")


def test_it_is_looked_at_first_and_nothing_is_stored(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = send(clerk, csv(rows()))
    assert page.words("#seen") == "Ini yang akan disimpan, dan hanya ini"
    facts = page.words("section[aria-labelledby=seen] dl")
    assert "Responden 12" in facts
    assert "Jawaban 108" in facts
    assert "2–13 Maret 2021" in facts
    assert "kolom Tanggal dibaca sebagai tanggal" in page.text
    with app.app_context():
        assert not entries(counter.unit)
        assert not surveys.of_unit(counter.unit)


def test_agreed_to_it_is_stored_by_the_account_that_did(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = agree(clerk, send(clerk, csv(rows()), note="Survei semester I"))
    assert "12 responden dibaca, 12 disimpan." in page.text
    assert page.words("section[aria-labelledby=stored] li").startswith("1 · skm-2021.csv 2–13 Maret 2021 · 12 responden IKM ")
    with app.app_context():
        assert {each.channel for each in entries(counter.unit)} == {Channel.IMPORT}
        (found,) = surveys.of_unit(counter.unit)
        assert (found.row.made_by, found.row.note) == ("kanwil", "Survei semester I")
        assert [(act.kind, act.by) for act in acts.acts([counter.unit])] == [("imports.create", "kanwil")]
        assert not drafts.unfinished(counter.unit)


def test_page_command_and_computation_say_one_thing(
    app: Flask, clerk: PageClient, counter: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """To the last digit: the page before and after storing, and `loket compute` of the same file."""
    file = tmp_path / "skm.csv"
    file.write_bytes(csv(rows()))
    main(["compute", str(file), "--instrument", "skm-2017", "--json"])
    index = json.loads(capsys.readouterr().out)["indices"]["ikm"]
    said = f"{index['value']} ({index['low']}–{index['high']}, n={index['n']})".replace(".", ",")
    page = send(clerk, csv(rows()))
    assert said in page.words("section[aria-labelledby=seen] dl")
    assert said in agree(clerk, page).words("section[aria-labelledby=stored]")


def test_every_fault_stands_with_its_row_and_column(app: Flask, clerk: PageClient, counter: Place) -> None:
    lines = rows()
    lines[1][5], lines[3][1], lines[7][9] = "7", "kemarin", "baik"
    page = send(clerk, csv(lines), status=422)
    assert page.words("#seen") == "3 hal perlu dijawab atau diperbaiki; belum ada yang disimpan"
    assert [row[:2] for row in faults(page)] == [["3", "U4"], ["5", "Tanggal"], ["9", "U8"]]
    assert "“7” bukan nilai 1–4" in faults(page)[0][2]
    page = send(clerk, csv(lines), skipped="3, 5, 9")
    assert "Responden 9" in page.words("section[aria-labelledby=seen] dl")
    assert "baris 3 dilewati atas permintaan" in page.text


def test_faults_are_told_in_the_readers_language(clerk: PageClient) -> None:
    clerk.get("/panel/account?language=en")
    lines = rows()
    lines[1][5] = "7"
    assert "row 3, column U4: “7” is no score from 1 to 4" in send(clerk, csv(lines), status=422).text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Pilih berkas CSV atau XLSX."),
        ("🙂".encode() * 500_000, "bukan tabel yang utuh (sel terlalu panjang"),
        (csv(rows()).replace(b"U9", ("🙂" * 500_000).encode()), "bukan tabel yang utuh"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 99, "buku kerja Excel lama"),
        (b"x" * (imports.LARGEST + 10), "terlalu besar"),
        (csv([["1", "02/03/2021", *[""] * 9], ["2", "13/03/2021", *[""] * 9]]), "Tidak ada responden yang menjawab"),
    ],
    ids=["nothing", "emoji", "emoji-in-a-title", "old-excel", "large", "nobody"],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(clerk: PageClient, content: bytes, said: str) -> None:
    assert said in send(clerk, content, status=422).text


def test_the_same_again_is_told_and_offers_nothing(app: Flask, clerk: PageClient, counter: Place) -> None:
    agree(clerk, send(clerk, csv(rows())))
    page = send(clerk, csv(rows()[::-1]), name="lain.csv")
    assert page.words("#seen") == "Tabel ini sudah disimpan sebagai impor 1; tidak ada yang baru"
    assert not page.select("form[action*='/imports/drafts/']")


def test_a_table_of_the_same_days_is_asked_about(clerk: PageClient) -> None:
    agree(clerk, send(clerk, csv(rows())))
    page = send(clerk, csv(rows(13)), status=422)
    assert "nomor 1 (2–13 Maret 2021)" in page.words("section[aria-labelledby=seen]")
    assert page.words("#seen").startswith("1 hal perlu dijawab")
    page = agree(clerk, send(clerk, csv(rows(13)), beside="1"))
    assert [each.get_text(" ", strip=True)[:18] for each in page.select("section[aria-labelledby=stored] b")][::2] == [
        "2 · skm-2021.csv",
        "1 · skm-2021.csv",
    ]


def test_a_long_table_is_stored_step_by_step(app: Flask, clerk: PageClient, counter: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "A_STEP", 2)
    page = send(clerk, csv(rows()))
    (form,) = page.select("form[action*='/imports/drafts/']")
    fields = {str(each["name"]): str(each["value"]) for each in form.select("input[name]")}
    page = clerk.follow(post(clerk, str(form["action"]), fields, 303))
    assert page.words("#progress") == "66 % selesai"
    assert page.one("form[data-goes-on]")
    assert "skm-2021.csv belum selesai disimpan." in clerk.get(HERE).text
    assert "12 disimpan" in agree(clerk, page).text
    with app.app_context():
        assert len(entries(counter.unit)) == 12 * 9


def test_only_the_table_that_was_seen_is_stored(app: Flask, clerk: PageClient, counter: Place) -> None:
    (form,) = send(clerk, csv(rows())).select("form[action*='/imports/drafts/']")
    page = post(clerk, str(form["action"]), {"agreed": "0" * 64}, 422)
    assert "Tabel ini bukan yang Anda periksa" in page.text
    with app.app_context():
        assert not entries(counter.unit)


def test_it_is_taken_back_by_an_entry_with_a_reason(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = agree(clerk, send(clerk, csv(rows())))
    page = clerk.follow(post(clerk, f"{HERE}/1/withdrawal", {"reason": "tahun yang salah"}, 303))
    assert "Impor 1 ditarik." in page.text
    assert "oleh kanwil: tahun yang salah" in page.words("section[aria-labelledby=stored]")
    with app.app_context():
        assert entries(counter.unit)[-1].kind is Kind.WITHDRAWAL
        assert [act.kind for act in acts.acts([counter.unit])] == ["imports.withdraw", "imports.create"]
    assert page.words("section[aria-labelledby=stored] li").startswith("1 · skm-2021.csv ditarik 2–13 Maret")


def test_there_is_no_other_units_table(clerk: PageClient, foreign_counter: Place) -> None:
    agree(clerk, send(clerk, csv(rows())))
    other = HERE.replace("kanim", foreign_counter.unit.code)
    post(clerk, f"{other}/1/withdrawal", {"reason": "x"}, 404)
    clerk.get(f"{other}/drafts/1", status=404)


def test_the_units_own_people_have_no_such_page(head: PageClient, operator: PageClient, counter: Place) -> None:
    head.get(HERE, status=403)
    operator.get(HERE, status=404)


def test_a_table_needs_its_own_days_or_one_that_is_said(clerk: PageClient) -> None:
    lines = [[line[0], "", *line[2:]] for line in rows()]
    assert "tanggalnya kosong" in send(clerk, csv(lines), status=422).text
    assert "5 Maret 2021" in send(clerk, csv(lines), day="2021-03-05").words("section[aria-labelledby=seen] dl")


# ── where they show ───────────────────────────────────────────────────────────────────────────────────────────────


def past_on(client: PageClient, day: str = "2021-03-01") -> list[str]:
    page = client.get(f"/panel/units/kanim/period?kind=month&day={day}")
    return [row.get_text(" ", strip=True) for row in page.select("section[aria-labelledby=past] tbody tr")]


def test_it_shows_on_the_units_periods_as_a_line_of_its_own(clerk: PageClient, head: PageClient) -> None:
    assert not past_on(head)
    agree(clerk, send(clerk, csv(rows())))
    type_in(clerk, value="82,50")
    old, (_days, brought) = past_on(head)[0], past_on(head)[1].split("2021 ", 1)
    assert old.startswith("1 Januari–30 Juni 2020 diketik dari laporan lama: Laporan SKM Semester I 2020")
    assert brought.startswith("impor 1: skm-2021.csv Survei Kepuasan Masyarakat (SKM) 2017 IKM ")
    assert brought.endswith(" 12")
    assert len(past_on(head, "2026-11-01")) == 2
    assert not past_on(head, "2019-01-01")
    page = head.get("/panel/units/kanim/period?kind=month&day=2021-03-01")
    assert "Belum ada yang menilai" in page.text, "it is in no figure of the unit's own"


def test_too_few_respondents_are_withheld(clerk: PageClient, head: PageClient) -> None:
    agree(clerk, send(clerk, csv(rows()[-4:])))
    (line,) = past_on(head)
    assert line.endswith("IKM ditahan 4")
    assert "ditahan: terlalu sedikit jawaban" in clerk.get(HERE).words("section[aria-labelledby=stored]")


def test_taken_back_it_shows_nowhere(clerk: PageClient, head: PageClient) -> None:
    agree(clerk, send(clerk, csv(rows())))
    assert len(past_on(head)) == 1
    post(clerk, f"{HERE}/1/withdrawal", {"reason": "salah"}, 303)
    assert not past_on(head)
    assert "Dari survei terdahulu" not in head.browser.get("/panel/units/kanim/period.csv?kind=month&day=2021-03-01").get_data(as_text=True)


def test_half_a_table_shows_nowhere(clerk: PageClient, head: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "A_STEP", 2)
    (form,) = send(clerk, csv(rows())).select("form[action*='/imports/drafts/']")
    clerk.post(str(form["action"]), {str(each["name"]): str(each["value"]) for each in form.select("input[name]")}, status=303)
    assert not past_on(head)


def test_the_file_of_a_period_has_it_too(clerk: PageClient, head: PageClient) -> None:
    agree(clerk, send(clerk, csv(rows())))
    file = head.browser.get("/panel/units/kanim/period.csv?kind=month&day=2021-03-01").get_data(as_text=True)
    (line,) = [each for each in file.splitlines() if each.startswith("Dari survei terdahulu")]
    assert "impor 1: skm-2021.csv" in line


# ── results of old reports ────────────────────────────────────────────────────────────────────────────────────────


def type_in(client: PageClient, status: int = 303, **fields: str) -> Page:
    return post(client, f"{HERE}/typed", {"of": "skm-2017", **OLD, **fields}, status)


def results(app: Flask, counter: Place) -> list[past.Past]:
    with app.app_context():
        return past.of_unit(counter.unit, app.extensions["instruments"])


def test_a_result_is_typed_and_marked_as_typed(app: Flask, clerk: PageClient, counter: Place) -> None:
    page = clerk.follow(type_in(clerk, value="82,50"))
    assert "Hasil laporan lama tersimpan, bertanda diketik." in page.text
    assert "1 Januari–30 Juni 2020 IKM 82,50 , n=150" in page.words("section[aria-labelledby=typed] li")
    (found,) = results(app, counter)
    assert (found.is_typed, found.value, found.respondents, found.figure) == (True, Decimal("82.50"), 150, None)
    with app.app_context():
        assert [act.kind for act in acts.acts([counter.unit])] == ["imports.type"]


def test_elements_alone_make_the_index(app: Flask, clerk: PageClient, counter: Place) -> None:
    means = ["3,21", "3,00", "2,98", "3,50", "3,10", "3,05", "80,00", "3,3", "3,4"]
    type_in(clerk, **{f"element-{code}": mean for code, mean in zip(CODES, means, strict=True)})
    (found,) = results(app, counter)
    # 3.21 + 3 + 2.98 + 3.5 + 3.1 + 3.05 + 80/25 + 3.3 + 3.4 = 28.74; ÷ 9 × 25 = 79.833…
    assert found.value == Decimal("79.83")
    with app.app_context():
        assert typed.results_of(counter.unit)[0].elements["U7"] == Decimal("3.2")
    assert "U1 3,21 · U2 3,00" in clerk.get(HERE).words("section[aria-labelledby=typed] li")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Isi nilai indeks, atau nilai semua unsurnya."),
        ({"element-U1": "3"}, "Isi nilai indeks, atau nilai semua unsurnya."),
        ({"value": "101"}, "Isi angka 25 sampai 100"),
        ({"value": "82,5", "first": "2020-07-01"}, "Hari terakhir tidak boleh sebelum hari pertama"),
        ({"value": "82,5", "last": "2027-01-01"}, "dan tidak di masa depan"),
        ({"value": "95", **dict.fromkeys((f"element-{code}" for code in CODES), "3")}, "tidak cocok dengan nilai unsurnya"),
        ({"value": "82,5", **dict.fromkeys((f"element-{code}" for code in CODES), "12")}, "Nilai unsur adalah NRR 1 sampai 4"),
    ],
)
def test_what_cannot_be_is_refused(app: Flask, clerk: PageClient, counter: Place, fields: dict[str, str], said: str) -> None:
    assert said in type_in(clerk, 422, **fields).text
    assert not results(app, counter)


def test_typed_again_the_newest_holds_and_can_be_taken_back(app: Flask, clerk: PageClient, counter: Place, clock: FixedClock) -> None:
    for value in ("82,50", "83,50"):
        type_in(clerk, value=value)
    (found,) = results(app, counter)
    assert found.value == Decimal("83.50")
    post(clerk, f"{HERE}/typed/2/withdrawal", {}, 303)
    assert not results(app, counter)
    post(clerk, f"{HERE}/typed/2/withdrawal", {}, 404)
