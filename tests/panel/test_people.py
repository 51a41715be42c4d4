"""The people of an administrator's places: invited, given roles, sent away; and what each of it leaves in the record."""

from datetime import time

import pytest
from flask import Flask

from kiosk import people
from kiosk.people import Person, accounts, acts, invitations, sign_ins
from kiosk.places import Place, Unit, opening, tree
from tests.conftest import FixedClock, signed_in
from tests.make import make_person, make_unit
from tests.page import Page, PageClient

PEOPLE = "/panel/people"
NEW = "tiga kata lain"


@pytest.fixture
def region(app: Flask, unit: Unit, clock: FixedClock) -> Unit:
    """The office above the unit."""
    with app.app_context():
        office = make_unit("kanwil-uji", name="Kanwil Uji")
        tree.affiliate(unit, office, clock().date())
        return office


@pytest.fixture
def regional(app: Flask, region: Unit, counter: Place) -> PageClient:
    """An administrator of one region."""
    with app.app_context():
        return signed_in(app, make_person("admin-kanwil", "admin", region))


def invite(client: PageClient, name: str = "operator-baru", role: str = "operator", unit: str = "kanim", **more: str) -> Page:
    return client.submit(client.get(PEOPLE), "Buat undangan", name=name, role=role, unit=unit, **more)


def named(app: Flask, name: str) -> Person:
    with app.app_context():
        found = people.by_name(name)
        assert found
        return found


def test_an_invited_person_chooses_her_password_and_signs_in(app: Flask, admin: PageClient, counter: Place) -> None:
    page = admin.get(invite(admin).location)
    address = page.words(".steps b")
    assert address.startswith("https://loket.example/panel/welcome/")
    assert admin.get(f"{PEOPLE}/{named(app, 'operator-baru').id}/invitation.svg").headers["Cache-Control"] == "no-store"
    newcomer, path = PageClient(app), address.removeprefix("https://loket.example")
    welcome = newcomer.get(path)
    assert "operator-baru" in welcome.text
    assert "Paling sedikit 10" in newcomer.submit(welcome, "Simpan, lalu masuk", new="pendek", again="pendek", status=422).text
    sign_in = newcomer.get(newcomer.submit(welcome, "Simpan, lalu masuk", new=NEW, again=NEW).location)
    assert sign_in.fields()["name"] == "operator-baru"
    newcomer.submit(sign_in, "Masuk", name="operator-baru", password=NEW, status=302)
    assert newcomer.get("/panel/", status=303).location == "/panel/units/kanim/served"
    assert "tidak berlaku" in PageClient(app).get(path, status=404).h1
    with app.app_context():
        assert [act.kind for act in acts.acts(None, person="operator-baru")] == ["account.welcome", "people.create"]


def test_a_person_who_guesses_at_her_name_does_not_hold_up_the_first_sign_in(app: Flask, admin: PageClient, counter: Place) -> None:
    path = admin.get(invite(admin).location).words(".steps b").removeprefix("https://loket.example")
    stranger, newcomer = PageClient(app), PageClient(app)
    for _ in range(sign_ins.FREE):
        stranger.submit(stranger.get("/panel/sign-in"), "Masuk", name="operator-baru", password="salah-salah", status=200)
    sign_in = newcomer.get(newcomer.submit(newcomer.get(path), "Simpan, lalu masuk", new=NEW, again=NEW).location)
    waits = stranger.submit(stranger.get("/panel/sign-in"), "Masuk", name="operator-baru", password=NEW, status=200)
    assert "Coba lagi dalam" in waits.text
    newcomer.submit(sign_in, "Masuk", name="operator-baru", password=NEW, status=302)


def test_the_code_is_shown_to_nobody_else_and_never_again(app: Flask, admin: PageClient, kanwil: PageClient, counter: Place) -> None:
    shown = invite(admin).location
    with app.app_context():
        other = signed_in(app, make_person("admin-2", "admin"))
    assert admin.get(shown).select(".steps b")
    assert not other.get(shown).select(".steps b")
    kanwil.get(shown, status=403)
    other.get(f"{shown}/invitation.svg", status=404)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Nama pengguna 1 sampai 80"),
        ({"name": "a@b"}, "tanpa @"),
        ({"name": "KEPALA"}, "sudah dipakai"),
        ({"email": "bukan alamat"}, "tidak lengkap"),
        ({"role": "raja"}, "Pilih satu peran"),
        ({"role": ""}, "Pilih satu peran"),
        ({"unit": ""}, "Pilih tempatnya"),
    ],
)
def test_what_is_wrong_is_said_and_nobody_is_invited(
    app: Flask, admin: PageClient, head: PageClient, fields: dict[str, str], told: str
) -> None:
    page = admin.submit(admin.get(PEOPLE), "Buat undangan", **{"name": "baru", "role": "head", "unit": "kanim", **fields}, status=422)
    assert told in page.text
    with app.app_context():
        assert people.by_name("baru") is None


def test_a_regional_administrator_gives_roles_below_her_office_alone(
    app: Flask, regional: PageClient, foreign_counter: Place, outsider: PageClient
) -> None:
    invite(regional)
    page = regional.get(PEOPLE)
    assert [option["value"] for option in page.select("select[name=unit] option")] == ["", "kanim", "kanwil-uji"]
    for unit in ("lapas", "*", "nix"):
        regional.submit(page, "Buat undangan", name="lain", role="head", unit=unit, status=403)
    assert "orang-luar" not in page.text
    foreign = named(app, "orang-luar").id
    regional.get(f"{PEOPLE}/{foreign}", status=404)
    token = page.fields()["csrf_token"]
    for act in ("invitation", "grants", "activity", "sign-ins/end"):
        regional.post(f"{PEOPLE}/{foreign}/{act}", {"csrf_token": token, "role": "head", "unit": "kanim"}, status=404)


def test_who_has_a_role_elsewhere_too_is_not_a_regions_to_change(
    app: Flask, regional: PageClient, unit: Unit, foreign_counter: Place
) -> None:
    with app.app_context():
        both = make_person("dua-unit", "head", unit)
        people.grant(both, "head", foreign_counter.unit)
    assert "dua-unit" not in regional.get(PEOPLE).text


def test_who_has_lost_her_last_role_is_still_found_where_it_was(
    app: Flask, regional: PageClient, head: PageClient, outsider: PageClient, foreign_counter: Place
) -> None:
    number = named(app, "kepala").id
    sent = regional.submit(regional.get(f"{PEOPLE}/{number}"), "Ya, cabut Kepala · Kantor Imigrasi Kelas II TPI Uji")
    page = regional.follow(sent)
    assert "Akun ini sekarang tanpa peran" in page.text
    assert "kepala" in regional.get(PEOPLE).text
    with app.app_context():
        elsewhere = signed_in(app, make_person("admin-lapas", "admin", foreign_counter.unit))
    elsewhere.get(f"{PEOPLE}/{number}", status=404)
    regional.submit(page, "Ya, nonaktifkan")
    assert not named(app, "kepala").active
    with app.app_context():
        people.grant(named(app, "kepala"), "head", foreign_counter.unit)
    regional.get(f"{PEOPLE}/{number}", status=404)
    elsewhere.get(f"{PEOPLE}/{number}")


def test_roles_are_added_and_taken_and_recorded(app: Flask, admin: PageClient, head: PageClient, counter: Place) -> None:
    number = named(app, "kepala").id
    page = admin.get(f"{PEOPLE}/{number}")
    admin.submit(page, "Tambah peran", role="operator", unit="kanim")
    assert head.get("/panel/units/kanim/devices").select("form[action$=operator-pin]"), "from the next page on"
    page = admin.get(f"{PEOPLE}/{number}")
    admin.submit(page, "Ya, cabut Kepala · Kantor Imigrasi Kelas II TPI Uji")
    head.get("/panel/units/kanim/today", status=404)
    with app.app_context():
        done = [(act.kind, act.about, act.by) for act in acts.acts(None)]
    assert done == [("people.revoke", "kepala: head", "admin"), ("people.grant", "kepala: operator", "admin")]
    hers = admin.get(f"{PEOPLE}/{number}").select("section[aria-labelledby=acts] tbody tr")
    assert [[cell.get_text() for cell in row.select("td")][2:] for row in hers] == [
        ["Mencabut peran", "kepala: Kepala", "Kantor Imigrasi Kelas II TPI Uji"],
        ["Memberi peran", "kepala: Operator", "Kantor Imigrasi Kelas II TPI Uji"],
    ]


def test_a_persons_page_tells_of_no_unit_that_is_not_its_readers(
    app: Flask, admin: PageClient, regional: PageClient, counter: Place, foreign_counter: Place, clock: FixedClock
) -> None:
    regional.get(invite(regional, "ani").location)
    with app.app_context():
        acts.note("walls.create", "ani", clock(), counter.unit, "Lobi")
        acts.note("walls.create", "ani", clock(), foreign_counter.unit, "Ruang rapat rahasia")
    address = f"{PEOPLE}/{named(app, 'ani').id}"
    said = regional.get(address).words("section[aria-labelledby=acts]")
    assert "Lobi" in said
    assert "ani: Operator" in said, "the role that she was invited to"
    assert "rahasia" not in said
    assert "rahasia" in admin.get(address).words("section[aria-labelledby=acts]")


def test_no_role_is_given_that_nobody_chose(app: Flask, admin: PageClient, head: PageClient, counter: Place) -> None:
    address = f"{PEOPLE}/{named(app, 'kepala').id}"
    assert not admin.get(PEOPLE).select("select option[selected]")
    for fields, told in (({}, "Pilih satu peran"), ({"role": "admin"}, "Pilih tempatnya"), ({"unit": "kanim"}, "Pilih satu peran")):
        assert told in admin.submit(admin.get(address), "Tambah peran", status=422, **fields).text
    with app.app_context():
        assert [(each.role, unit and unit.code) for each, unit in people.grants(named(app, "kepala"))] == [("head", "kanim")]
    admin.submit(admin.get(address), "Tambah peran", role="auditor", unit="*")
    with app.app_context():
        assert [(each.role, unit and unit.code) for each, unit in people.grants(named(app, "kepala"))] == [
            ("auditor", None),
            ("head", "kanim"),
        ]


def test_what_cannot_be_taken_back_lightly_says_what_it_does_first(app: Flask, admin: PageClient, head: PageClient, counter: Place) -> None:
    page = admin.get(f"{PEOPLE}/{named(app, 'kepala').id}")
    role, account = page.select("main details:not([open])")
    assert "Ini satu-satunya perannya" in role.get_text()
    assert "langsung keluar dari semua perangkat" in account.get_text()
    for each in (role, account):
        assert each.select("form button"), "the button comes after the sentence"


def test_a_deactivated_account_is_out_at_once_and_can_come_back(app: Flask, admin: PageClient, head: PageClient, counter: Place) -> None:
    number = named(app, "kepala").id
    admin.submit(admin.get(f"{PEOPLE}/{number}"), "Ya, nonaktifkan")
    head.get("/panel/units/kanim/today", status=303)
    page = admin.get(f"{PEOPLE}/{number}")
    assert "nonaktif" in page.text
    admin.submit(page, "Aktifkan akun")
    assert named(app, "kepala").active


def test_nobody_locks_herself_out(app: Flask, admin: PageClient, counter: Place) -> None:
    number = named(app, "admin").id
    page = admin.get(f"{PEOPLE}/{number}")
    admin.submit(page, "Ya, cabut Administrator · semua unit")
    assert "hanya dapat dicabut oleh administrator lain" in admin.get(f"{PEOPLE}/{number}").text
    admin.post(f"{PEOPLE}/{number}/activity", {"csrf_token": str(page.select("input[name=csrf_token]")[0]["value"]), "active": "0"})
    assert admin.get(PEOPLE).h1 == "Orang"


def test_a_new_invitation_ends_the_old_password_and_phone_once_it_is_used(
    app: Flask, admin: PageClient, head: PageClient, counter: Place
) -> None:
    number = named(app, "kepala").id
    with app.app_context():
        accounts.set_second_factor(named(app, "kepala"), "secret", ["code"])
    admin.submit(admin.get(f"{PEOPLE}/{number}"), "Undangan baru")
    head.get("/panel/units/kanim/today")
    path = admin.get(f"{PEOPLE}/{number}").words(".steps b").removeprefix("https://loket.example")
    newcomer = PageClient(app)
    newcomer.submit(newcomer.get(path), "Simpan, lalu masuk", new=NEW, again=NEW)
    head.get("/panel/units/kanim/today", status=303)
    assert named(app, "kepala").tf_totp_secret is None


@pytest.mark.parametrize("role", ["auditor", "kanwil"])
def test_nobody_becomes_a_person_with_rights_that_she_lacks(app: Flask, regional: PageClient, region: Unit, role: str) -> None:
    """An administrator who invites her own auditor anew would choose the auditor's password, and end his second factor."""
    with app.app_context():
        audits = signed_in(app, make_person("audreg", role, region))
    number = named(app, "audreg").id
    page = regional.get(f"{PEOPLE}/{number}")
    assert "hak yang tidak Anda miliki" in page.text
    assert "loket people password audreg" in page.text
    token = {"csrf_token": str(page.select("input[name=csrf_token]")[0]["value"])}
    assert regional.post(f"{PEOPLE}/{number}/invitation", token, status=403).h1 == "Undangan tidak dapat dibuat"
    audits.get("/panel/account")
    with app.app_context():
        assert acts.acts(None, person="audreg") == []


def test_rights_elsewhere_count_too(app: Flask, regional: PageClient, counter: Place, head: PageClient) -> None:
    """The head of a unit below is hers to invite anew; once a role of an auditor is added, no longer, nor by an earlier invitation."""
    number = named(app, "kepala").id
    regional.submit(regional.get(f"{PEOPLE}/{number}"), "Undangan baru")
    path = regional.get(f"{PEOPLE}/{number}").words(".steps b").removeprefix("https://loket.example")
    regional.submit(regional.get(f"{PEOPLE}/{number}"), "Tambah peran", role="auditor", unit="kanim")
    assert "tidak berlaku" in PageClient(app).get(path, status=404).h1
    assert "Undangan baru" not in regional.get(f"{PEOPLE}/{number}").text


def test_who_is_new_may_be_invited_again_whatever_she_is_to_be(app: Flask, admin: PageClient, counter: Place) -> None:
    """Nobody has been in the account yet. Once somebody has, or a password was set at the server, the rule holds."""
    shown = invite(admin, "audreg", "auditor").location
    admin.submit(admin.get(shown), "Undangan baru")
    with app.app_context():
        invitations.void(named(app, "audreg"))
    assert "Undangan baru" not in admin.get(shown).text


def test_her_own_password_is_changed_by_the_old_one(app: Flask, admin: PageClient) -> None:
    page = admin.get(f"{PEOPLE}/{named(app, 'admin').id}")
    assert "Kata sandi Anda sendiri diganti di: Akun saya" in page.text
    token = {"csrf_token": str(page.select("input[name=csrf_token]")[0]["value"])}
    admin.post(f"{PEOPLE}/{named(app, 'admin').id}/invitation", token, status=403)


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("auditor", 200), ("kanwil", 403), ("head", 403), ("operator", 403)])
def test_the_record_is_for_auditors_and_administrators(request: pytest.FixtureRequest, counter: Place, who: str, status: int) -> None:
    request.getfixturevalue(who).get("/panel/acts", status=status)


def test_the_record_names_every_act_in_words(app: Flask, admin: PageClient, counter: Place) -> None:
    invite(admin)
    page = admin.get("/panel/acts")
    assert "Mengundang orang" in page.text
    assert "people.create" not in page.text
    regional_only = admin.get("/panel/acts?before=1")
    assert "Belum ada tindakan" in regional_only.text


def test_what_was_done_to_an_account_is_read_by_a_person_who_audits_one_of_its_places(
    app: Flask, admin: PageClient, regional: PageClient, head: PageClient, region: Unit, foreign_counter: Place
) -> None:
    number = named(app, "kepala").id
    with app.app_context():
        audits, elsewhere = (
            signed_in(app, make_person(name, "auditor", unit)) for name, unit in (("audit-1", region), ("audit-2", foreign_counter.unit))
        )
    page = admin.get(f"{PEOPLE}/{number}")
    admin.submit(page, "Undangan baru")
    path = admin.get(f"{PEOPLE}/{number}").words(".steps b").removeprefix("https://loket.example")
    newcomer = PageClient(app)
    newcomer.submit(newcomer.get(path), "Simpan, lalu masuk", new=NEW, again=NEW)
    admin.submit(page, "Ya, nonaktifkan")
    for client in (audits, regional):
        read = client.get("/panel/acts").text
        for words in ("Membuat undangan baru", "Menerima undangan", "Menonaktifkan akun"):
            assert words in read
    assert "kepala" not in elsewhere.get("/panel/acts").text
    # She comes to another place later: what was before stays with those who audited her then.
    with app.app_context():
        people.grant(named(app, "kepala"), "head", foreign_counter.unit)
    assert "kepala" not in elsewhere.get("/panel/acts").text


@pytest.mark.parametrize(
    ("kind", "about", "words"),
    [
        ("people.grant", "audreg: auditor", "audreg: Auditor"),
        ("people.revoke", "a: b: kanwil", "a: b: Kantor wilayah"),
        ("people.revoke", "lama: raja", "lama: raja"),
        ("follow-ups.status", "7: under-way · mulai", "nomor 7: berjalan · mulai"),
        ("follow-ups.postpone", "7: 2026-4 · alasan", "nomor 7: TW IV 2026 · alasan"),
        ("follow-ups.evidence", "7", "nomor 7"),
        ("words.judge", "12: withhold", "pesan 12: tidak diteruskan"),
        ("words.judge", "12: lain", "pesan 12: lain"),
        ("tickets.make", "kanim-1: 20", "kanim-1: 20 kartu"),
        ("tickets.withdraw", "3", "kumpulan 3"),
        ("settings.holiday", "2026-12-25 Natal", "25 Desember 2026 Natal"),
        ("settings.holiday", "9999-99-99 Natal", "9999-99-99 Natal"),
        ("served.enter", "2026-11-19: 45", "19 November 2026: 45"),
        ("settings.hours", "0: 08.00–15.00 → –", "Senin: 08.00–15.00 → –"),
        ("settings.letterhead", "city: – → Jakarta; number: 1 → 2", "Tempat tanda tangan: – → Jakarta; NIP: 1 → 2"),
        ("notices.publish", "apa adanya: done", "apa adanya: done"),
    ],
)
def test_the_record_says_about_what_in_words(
    admin: PageClient, app: Flask, counter: Place, clock: FixedClock, kind: str, about: str, words: str
) -> None:
    with app.app_context():
        acts.note(kind, "admin", clock(), about=about)
    assert words in [each.get_text() for each in admin.get("/panel/acts").select("tbody td")]


def test_the_record_says_what_hours_and_letterhead_were_and_are(admin: PageClient, app: Flask, counter: Place) -> None:
    with app.app_context():
        opening.set_opening_hours(counter.unit, [0], (time(8), time(15)))
    settings = "/panel/units/kanim/settings"
    token = admin.get(PEOPLE).fields()["csrf_token"]
    admin.post(f"{settings}/hours", {"csrf_token": token, "opens-0-0": "08:00", "closes-0-0": "14:30"})
    admin.post(f"{settings}/letterhead", {"csrf_token": token, "since": "2026-11-01", "city": "Jakarta", "head": "A\nB"})
    said = [each.get_text() for each in admin.get("/panel/acts").select("tbody td")]
    assert "Senin: 08.00–15.00 → 08.00–14.30" in said
    assert "Tempat tanda tangan: – → Jakarta; Baris kop surat: – → A / B" in said


def test_english_is_complete(admin: PageClient, counter: Place) -> None:
    page = admin.get(f"{PEOPLE}?language=en")
    assert page.h1 == "People"
    assert "Invite somebody" in page.text
