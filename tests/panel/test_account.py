"""One's own account: password, second factor with recovery codes, and where one is signed in."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask_security import hash_password

from kiosk import devices, people
from kiosk.people import Person, acts, sign_ins
from kiosk.places import Place
from tests.conftest import FixedClock, signed_in
from tests.make import PASSWORD, make_person
from tests.page import Page, PageClient

ACCOUNT = "/panel/account"
NEW = "tiga kata lain"


@pytest.fixture
def person(app: Flask, counter: Place) -> Person:
    with app.app_context():
        return people.add("kepala", hash_password(PASSWORD), "head", counter.unit, email="kepala@example.go.id")


def sign_in(client: PageClient, name: str = "kepala", password: str = PASSWORD, *, status: int = 302) -> Page:
    form = client.get("/panel/sign-in")
    return client.post("/panel/sign-in", {**form.fields(), "name": name, "password": password}, status=status)


@pytest.fixture
def mine(app: Flask, person: Person) -> PageClient:
    client = PageClient(app)
    sign_in(client)
    return client


def send(client: PageClient, address: str, status: int = 303, **fields: str) -> Page:
    token = str(client.get(ACCOUNT).select("input[name=csrf_token]")[0]["value"])
    return client.post(address, {"csrf_token": token, **fields}, status=status)


def totp(page: Page, clock_seconds: float) -> str:
    """The code that a phone would show, from the key that the page shows. Source: RFC 6238."""
    import base64
    import hashlib
    import hmac
    import struct

    secret = re.sub(r"[^A-Z2-7]", "", page.words(".steps b").upper())
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", int(clock_seconds) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 10**6:06d}"


def test_by_name_or_by_address(app: Flask, person: Person) -> None:
    for name in ("KEPALA", " Kepala@Example.go.id"):
        client = PageClient(app)
        sign_in(client, name)
        assert client.get(ACCOUNT).h1 == "Akun saya"


def test_the_password_is_changed_and_others_are_signed_out(app: Flask, mine: PageClient) -> None:
    other = PageClient(app)
    sign_in(other)
    send(mine, f"{ACCOUNT}/password", current=PASSWORD, new=NEW, again=NEW)
    assert "Kata sandi diganti" in mine.get(ACCOUNT).text
    other.get(ACCOUNT, status=303)
    sign_in(PageClient(app), status=200)
    sign_in(PageClient(app), password=NEW)
    with app.app_context():
        assert [act.kind for act in acts.acts(None, person="kepala")] == ["account.password"]


@pytest.mark.parametrize(
    ("current", "new", "again", "told"),
    [
        ("salah", NEW, NEW, "Kata sandi sekarang salah"),
        (PASSWORD, "pendek", "pendek", "Paling sedikit 10 huruf"),
        (PASSWORD, "aaaaaaaaaaaa", "aaaaaaaaaaaa", "terlalu mudah ditebak"),
        (PASSWORD, NEW, NEW + "x", "tidak sama"),
        (PASSWORD, PASSWORD, PASSWORD, "sama dengan yang lama"),
        (PASSWORD, "🙂" * 300, "🙂" * 300, "Paling banyak 200"),
    ],
)
def test_a_password_that_will_not_do_is_told_why(mine: PageClient, current: str, new: str, again: str, told: str) -> None:
    assert told in send(mine, f"{ACCOUNT}/password", 422, current=current, new=new, again=again).text
    sign_in(PageClient(mine.browser.application))


def test_a_password_that_others_know_is_changed_first(app: Flask, mine: PageClient, person: Person) -> None:
    with app.app_context():
        people.set_password(person, hash_password(PASSWORD), must_change=True)
    client = PageClient(app)
    sign_in(client)
    assert client.get("/panel/units/kanim/today", status=303).location == ACCOUNT
    assert "diketahui orang lain" in client.get(ACCOUNT).text
    send(client, f"{ACCOUNT}/password", current=PASSWORD, new=NEW, again=NEW)
    client.get("/panel/units/kanim/today")


# ── the second factor ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def recovery_codes(mine: PageClient, real_time: float) -> list[str]:
    """The second factor is on; these are the codes for the day on which the phone is lost."""
    send(mine, f"{ACCOUNT}/second-factor", current=PASSWORD)
    page = mine.get(f"{ACCOUNT}/second-factor")
    assert mine.get(f"{ACCOUNT}/second-factor.svg").headers["Cache-Control"] == "no-store"
    assert "tidak cocok" in mine.submit(page, "Aktifkan", code="000000", status=422).text
    mine.key_page = page  # type: ignore[attr-defined]
    codes = mine.submit(page, "Aktifkan", code=totp(page, real_time), status=200)
    return [item.get_text() for item in codes.select(".codes li")]


@pytest.fixture
def real_time() -> float:
    from kiosk.clock import system_clock

    return system_clock().timestamp()


def test_a_second_factor_is_asked_for_and_no_code_is_good_twice(
    app: Flask, mine: PageClient, recovery_codes: list[str], real_time: float
) -> None:
    assert len(recovery_codes) == 8
    client = PageClient(app)
    code_page = client.get(sign_in(client).location)
    assert code_page.h1 == "Kode sekali pakai"
    assert client.get(code_page.link("English")).h1 == "One-time code"
    recovery = client.get("/panel/sign-in/recovery-code")
    assert client.get(recovery.link("Indonesia")).h1 == "Kode pemulihan"
    client.get(ACCOUNT, status=303)
    key_page = mine.key_page  # type: ignore[attr-defined]
    assert "Kode salah" in client.submit(code_page, "Lanjut", code="123456", status=200).text
    code = totp(key_page, real_time + 30)
    client.submit(code_page, "Lanjut", code=code, status=302)
    assert client.get(ACCOUNT).h1 == "Akun saya"
    again = PageClient(app)
    assert "sudah dipakai" in again.submit(again.get(sign_in(again).location), "Lanjut", code=code, status=200).text


def test_the_code_that_set_it_up_is_used_up(app: Flask, mine: PageClient, recovery_codes: list[str], real_time: float) -> None:
    client = PageClient(app)
    code = totp(mine.key_page, real_time)  # type: ignore[attr-defined]
    assert "sudah dipakai" in client.submit(client.get(sign_in(client).location), "Lanjut", code=code, status=200).text
    client.get(ACCOUNT, status=303)


def test_a_recovery_code_replaces_the_phone_once(app: Flask, recovery_codes: list[str]) -> None:
    for status in (302, 200):
        client = PageClient(app)
        page = client.get(client.get(sign_in(client).location).link("HP tidak ada? Pakai kode pemulihan"))
        client.submit(page, "Lanjut", code=recovery_codes[3], status=status)
        client.get(ACCOUNT, status=200 if status == 302 else 303)


def test_codes_are_guessed_no_faster_than_passwords(app: Flask, recovery_codes: list[str], clock: FixedClock) -> None:
    client = PageClient(app)
    page = client.get(sign_in(client).location)
    said = [client.submit(page, "Lanjut", code="000000", status=200).text for _ in range(sign_ins.FREE + 1)]
    assert "Terlalu banyak percobaan" in said[-1]
    fresh = PageClient(app)
    assert "Terlalu banyak percobaan" in sign_in(fresh, status=200).text, "the password again opens no new round"


def test_it_is_turned_off_and_codes_renewed_with_the_password_alone(app: Flask, mine: PageClient, recovery_codes: list[str]) -> None:
    assert "salah" in send(mine, f"{ACCOUNT}/second-factor/end", 422, current="salah").text
    renewed = send(mine, f"{ACCOUNT}/recovery-codes", 200, current=PASSWORD)
    assert not set(recovery_codes) & {item.get_text() for item in renewed.select(".codes li")}
    send(mine, f"{ACCOUNT}/second-factor/end", current=PASSWORD)
    sign_in(PageClient(app))
    with app.app_context():
        kinds = [act.kind for act in acts.acts(None, person="kepala")]
    assert kinds == ["account.second-factor-end", "account.recovery-codes", "account.second-factor"]


def test_secrets_are_stored_encrypted(app: Flask, mine: PageClient, recovery_codes: list[str]) -> None:
    with app.app_context():
        person = people.by_name("kepala")
        assert person
        stored = f"{person.tf_totp_secret} {person.mf_recovery_codes}"
    key = re.sub(r"[^A-Z2-7]", "", mine.key_page.words(".steps b"))  # type: ignore[attr-defined]
    assert not any(code in stored for code in (*recovery_codes, key))


# ── where one is signed in ────────────────────────────────────────────────────────────────────────────────────────


def test_a_browser_elsewhere_is_listed_and_sent_away(app: Flask, mine: PageClient) -> None:
    other = PageClient(app, {"User-Agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit Chrome/131.0 Mobile Safari/537.36"})
    sign_in(other)
    page = mine.get(ACCOUNT)
    assert "Chrome, Android" in page.text
    mine.submit(page, "Keluarkan Chrome, Android")
    left = other.get(ACCOUNT, status=303)
    assert left.location.startswith("/panel/sign-in")
    assert "sesi ini berakhir" in other.get(left.location).text
    mine.get(ACCOUNT)


PAIRING = "pairing"


@pytest.mark.parametrize("page", ["today", "today?seen=x", "devices", PAIRING])
def test_idle_people_are_signed_out_and_refreshing_pages_are_nobody(
    app: Flask, mine: PageClient, person: Person, counter: Place, clock: FixedClock, page: str
) -> None:
    with app.app_context():
        people.grant(person, "operator", counter.unit)
        code = devices.begin_pairing(counter.counter, clock())
    address = f"/panel/units/kanim/{f'pairings/{code}' if page == PAIRING else page}"
    for _ in range(6):
        mine.get(address, part=True)
        clock.advance(minutes=10)
    mine.get(address, part=True)
    clock.advance(minutes=1)
    mine.get(address, part=True, status=303)


@pytest.mark.parametrize("page", ["today", "devices"])
def test_a_person_who_opens_a_page_is_there(mine: PageClient, clock: FixedClock, page: str) -> None:
    for _ in range(3):
        clock.advance(minutes=50)
        mine.get(f"/panel/units/kanim/{page}")


def test_a_person_who_says_so_stays(mine: PageClient, clock: FixedClock) -> None:
    clock.advance(minutes=59)
    token = str(mine.get(ACCOUNT).one("dialog.leaving")["data-token"])
    clock.advance(minutes=59)
    answer = mine.browser.post(f"{ACCOUNT}/here", headers={"X-CSRFToken": token})
    assert (answer.status_code, answer.headers["X-Seconds-Left"]) == (204, "3600")


def test_a_page_that_asks_how_long_is_left_prolongs_nothing(mine: PageClient, clock: FixedClock) -> None:
    mine.get(ACCOUNT)
    for minutes in (59, 58, 57):
        clock.advance(minutes=1)
        answer = mine.browser.get(f"{ACCOUNT}/here")
        assert (answer.status_code, answer.headers["X-Seconds-Left"]) == (204, str(minutes * 60))
    mine.get("/panel/units/kanim/today")
    assert mine.browser.get(f"{ACCOUNT}/here").headers["X-Seconds-Left"] == "3600", "what is done in another tab counts"
    clock.advance(minutes=61)
    mine.get(f"{ACCOUNT}/here", status=303)


def test_failures_are_waited_out_at_the_door_but_not_where_one_is_known(app: Flask, mine: PageClient, clock: FixedClock) -> None:
    stranger = PageClient(app)
    for _ in range(sign_ins.FREE):
        sign_in(stranger, password="salah-salah", status=200)
    assert "Coba lagi dalam" in sign_in(stranger, status=200).text
    send(mine, "/panel/sign-out", 302)
    sign_in(mine)
    clock.advance(seconds=timedelta(minutes=15).total_seconds())
    sign_in(stranger)


def test_sign_ins_are_noted_for_her_and_those_who_look_after_her(
    app: Flask, person: Person, admin: PageClient, auditor: PageClient, clock: FixedClock
) -> None:
    sign_in(PageClient(app))
    clock.advance(hours=1)
    for _ in range(2):
        sign_in(PageClient(app), password="salah-salah", status=200)
    sign_in(PageClient(app), "bukan-siapa-siapa", status=200)
    mine = PageClient(app)
    sign_in(mine)
    told = mine.get(ACCOUNT).words("section[aria-labelledby=history]")
    assert "Masuk terakhir sebelum ini: 19 November 2026 14.42 WIB" in told
    assert "Sejak itu 2 percobaan gagal" in told
    assert "masuk dengan kata sandi" in told
    for client in (admin, auditor):
        read = client.get("/panel/acts/sign-ins").text
        assert "kepala 2 percobaan gagal" in read
        assert "nama yang tidak ada 1 percobaan gagal" in read
        assert "127.0.0.1" not in read
    assert "2 percobaan gagal" in admin.get(f"/panel/people/{person.id}").text


def test_a_new_password_by_invitation_is_noted_with_who_made_it(app: Flask, person: Person, admin: PageClient) -> None:
    admin.submit(admin.get(f"/panel/people/{person.id}"), "Undangan baru")
    path = admin.get(f"/panel/people/{person.id}").words(".steps b").removeprefix("https://loket.example")
    newcomer = PageClient(app)
    newcomer.submit(newcomer.get(path), "Simpan, lalu masuk", new=NEW, again=NEW)
    mine = PageClient(app)
    sign_in(mine, password=NEW)
    assert "kata sandi baru lewat undangan dari admin" in mine.get(ACCOUNT).text


def test_only_those_who_read_the_record_of_her_places_read_of_her_sign_ins(
    app: Flask, person: Person, counter: Place, foreign_counter: Place
) -> None:
    sign_in(PageClient(app))
    with app.app_context():
        here, elsewhere = (
            signed_in(app, make_person(name, "auditor", unit)) for name, unit in (("a", counter.unit), ("b", foreign_counter.unit))
        )
    assert "kepala" in here.get("/panel/acts/sign-ins").text
    assert "kepala" not in elsewhere.get("/panel/acts/sign-ins").text
