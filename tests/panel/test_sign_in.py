"""Signing in to the panel: a user name, a password, and the same words for every failure."""

import base64
import hmac
from concurrent.futures import ThreadPoolExecutor, as_completed
from itertools import islice
from threading import Barrier

import pytest
from flask import Flask
from passlib.hash import argon2  # type: ignore[import-untyped]

from kiosk import people
from kiosk.panel.account.sign_in import ARGON2, HASHING
from kiosk.people import Person, accounts, invitations, sign_ins
from kiosk.places import Place
from kiosk.store import writing
from tests.conftest import FixedClock
from tests.make import PASSWORD, make_person
from tests.page import Page, PageClient

WRONG = "Nama pengguna atau kata sandi salah."


@pytest.fixture
def person(app: Flask, counter: Place) -> Person:
    with app.app_context():
        return make_person("kepala", "head", counter.unit)


def try_to_sign_in(client: PageClient, name: str, password: str, *, status: int = 303, at: str = "/panel/sign-in") -> Page:
    form = client.get(at)
    action = str(form.one("main form")["action"])
    return client.post(action, {**form.fields(), "name": name, "password": password}, status=status)


def test_name_and_password_open_the_panel(anonymous: PageClient, person: Person) -> None:
    home = try_to_sign_in(anonymous, "kepala", PASSWORD, status=302)
    assert home.location == "/panel/"
    anonymous.get("/panel/units/kanim/today")


def test_the_name_may_be_typed_in_capitals_and_with_spaces(anonymous: PageClient, person: Person) -> None:
    try_to_sign_in(anonymous, " Kepala ", PASSWORD, status=302)
    anonymous.get("/panel/units/kanim/today")


@pytest.mark.parametrize(("name", "password"), [("kepala", "bukan-kata-sandi"), ("siapa", PASSWORD), ("siapa", "bukan-kata-sandi")])
def test_wrong_name_and_wrong_password_sound_alike(anonymous: PageClient, person: Person, name: str, password: str) -> None:
    page = try_to_sign_in(anonymous, name, password, status=200)
    assert [(e["id"], e.get_text()) for e in page.select(".error")] == [("password-error", WRONG)], "at one place, whichever is wrong"
    assert page.fields()["name"] == name, "what was typed stays"
    assert page.fields()["password"] == "", "but no password is sent back"
    anonymous.get("/panel/units/kanim/today", status=303)


def test_strangers_by_the_hundred_wait_for_nothing(app: Flask, person: Person, clock: FixedClock) -> None:
    """One password at a time, and two that wait; the others are told at once, and no thread is held for them."""
    names = [f"siapa-{n}" for n in range(24)]
    together = Barrier(len(names))

    def guess(name: str) -> str:
        client = PageClient(app)
        form = client.get("/panel/sign-in")
        together.wait(20)
        page = client.post("/panel/sign-in", {**form.fields(), "name": name, "password": "bukan-kata-sandi"}, status=200)
        return page.one(".error").get_text()

    with ThreadPoolExecutor(len(names)) as threads:
        with HASHING:  # as if one password took for ever
            tries = [threads.submit(guess, name) for name in names]
            told = [each.result(20) for each in islice(as_completed(tries, 20), len(names) - 3)]
        assert set(told) == {"Sedang banyak yang masuk. Coba lagi sebentar lagi."}
        assert {each.result(20) for each in tries} == {*told, WRONG}
    with app.app_context():
        assert not any(sign_ins.wait(name, "", clock()) for name in names), "who was not judged has not failed"


def test_a_password_that_was_hashed_otherwise_is_hashed_anew(app: Flask, anonymous: PageClient, person: Person) -> None:
    older = argon2.using(memory_cost=64 * 1024, time_cost=3, parallelism=4)
    with app.app_context():
        hashed = older.hash(base64.b64encode(hmac.digest(app.config["SECURITY_PASSWORD_SALT"].encode(), PASSWORD.encode(), "sha512")))
        accounts.hash_anew(people.by_name("kepala") or person, "", hashed)
    try_to_sign_in(anonymous, "kepala", PASSWORD, status=302)
    anonymous.get("/panel/units/kanim/today")
    with app.app_context():
        found = people.by_name("kepala")
        assert found
        assert found.password.startswith("$argon2id$v=19$m={argon2__memory_cost},t={argon2__time_cost},p=1$".format(**ARGON2))


@pytest.mark.parametrize(
    ("name", "password", "sentence"), [("", PASSWORD, "Isi nama pengguna Anda."), ("kepala", "", "Isi kata sandi Anda.")]
)
def test_an_empty_field_is_named(anonymous: PageClient, person: Person, name: str, password: str, sentence: str) -> None:
    page = try_to_sign_in(anonymous, name, password, status=200)
    assert sentence in [e.get_text() for e in page.select(".error")]


def test_a_disabled_account_stays_outside(app: Flask, anonymous: PageClient, person: Person) -> None:
    with app.app_context(), writing() as session:
        session.merge(person).active = False
    page = try_to_sign_in(anonymous, "kepala", PASSWORD, status=200)
    assert "dinonaktifkan" in page.text


def test_it_can_be_read_in_english(anonymous: PageClient) -> None:
    page = anonymous.get("/panel/sign-in?language=en")
    assert page.one("html")["lang"] == "en"
    assert page.h1 == "Sign in to the panel"


def test_the_other_language_keeps_where_to_go_and_the_name_typed(anonymous: PageClient, person: Person) -> None:
    asked = "/panel/sign-in?next=/panel/units/kanim/devices"
    english = anonymous.get(anonymous.get(asked).link("English"))
    assert english.h1 == "Sign in to the panel"
    form = {**english.fields(), "name": "kepala", "password": "salah-salah"}
    failed = anonymous.post(str(english.one("main form")["action"]), form, status=200)
    switch = failed.link("Indonesia")
    assert "salah-salah" not in switch
    page = anonymous.get(switch)
    assert (page.h1, page.fields()["name"]) == ("Masuk ke panel", "kepala")
    signed = anonymous.post(str(page.one("main form")["action"]), {**page.fields(), "password": PASSWORD}, status=302)
    assert signed.location == "/panel/units/kanim/devices"


def test_an_invitation_can_be_read_in_english(app: Flask, anonymous: PageClient, person: Person, clock: FixedClock) -> None:
    with app.app_context():
        code = invitations.invite(person, "admin", clock())
    page = anonymous.get(anonymous.get(f"/panel/welcome/{code}").link("English"))
    assert page.h1 == "Welcome"
    assert anonymous.get(anonymous.get("/panel/welcome/none", status=404).link("Indonesia"), status=404).one("html")["lang"] == "id"


@pytest.mark.parametrize("address", ["/panel/sign-in/code", "/panel/sign-in/recovery-code", "/panel/sign-in"])
def test_a_person_who_is_signed_in_stays_so_on_the_pages_of_signing_in(head: PageClient, counter: Place, address: str) -> None:
    answer = head.browser.get(address)
    assert (answer.status_code in (302, 303), answer.location) == (True, "/panel/")
    head.get("/panel/units/kanim/today")


def test_a_form_from_elsewhere_signs_nobody_in(anonymous: PageClient, person: Person) -> None:
    anonymous.post("/panel/sign-in", {"name": "kepala", "password": PASSWORD}, status=400)
    anonymous.get("/panel/units/kanim/today", status=303)


def test_signing_out_closes_the_panel(head: PageClient, counter: Place) -> None:
    token = str(head.get("/panel/units/kanim/today").one("header form input[name=csrf_token]")["value"])
    head.post("/panel/sign-out", {"csrf_token": token}, status=302)
    head.get("/panel/units/kanim/today", status=303)


def test_a_link_signs_nobody_out(head: PageClient, counter: Place) -> None:
    head.get("/panel/sign-out", status=405)
    head.get("/panel/units/kanim/today")


def test_after_signing_in_the_page_asked_for_opens(anonymous: PageClient, person: Person) -> None:
    asked = anonymous.get("/panel/units/kanim/today?day=2026-11-18", status=303)
    assert asked.location.startswith("/panel/sign-in?next=")
    form = anonymous.follow(asked)
    there = anonymous.post(asked.location, {**form.fields(), "name": "kepala", "password": PASSWORD}, status=302)
    assert there.location == "/panel/units/kanim/today?day=2026-11-18"


def test_signing_in_leads_to_no_other_site(anonymous: PageClient, person: Person) -> None:
    form = anonymous.get("/panel/sign-in?next=https://evil.example/")
    signed = anonymous.browser.post(
        "/panel/sign-in?next=https://evil.example/", data={**form.fields(), "name": "kepala", "password": PASSWORD}
    )
    assert "evil" not in signed.headers.get("Location", "")


def test_a_new_password_ends_every_session(app: Flask, head: PageClient, counter: Place) -> None:
    head.get("/panel/units/kanim/today")
    with app.app_context():
        person = people.by_name("kepala")
        assert person
        people.set_password(person, "x")
    head.get("/panel/units/kanim/today", status=303)
