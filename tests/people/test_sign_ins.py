"""Sign-ins that end by themselves or by hand, failures that are waited out, invitations, and the record of acts."""

from datetime import timedelta

import pytest
from flask import Flask

from kiosk.people import Person, accounts, acts, invitations, sign_ins
from kiosk.store import reading, writing_direct
from tests.conftest import FixedClock
from tests.make import make_person, make_unit


@pytest.fixture
def person(inside: Flask) -> Person:
    return make_person("kepala")


# ── sign-ins ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_sign_in_ends_an_hour_after_the_last_thing_done(person: Person, clock: FixedClock) -> None:
    code = sign_ins.begin(person, "Firefox", clock())
    clock.advance(minutes=59)
    found = sign_ins.current(code, person, clock())
    assert found
    sign_ins.see(found, clock())
    clock.advance(minutes=60)
    assert sign_ins.current(code, person, clock())
    clock.advance(seconds=1)
    assert sign_ins.current(code, person, clock()) is None
    assert sign_ins.of_person(person, clock()) == []


def test_a_sign_in_ends_after_a_working_day_whatever_is_done(person: Person, clock: FixedClock) -> None:
    code = sign_ins.begin(person, "Firefox", clock())
    for _ in range(24):
        clock.advance(minutes=30)
        found = sign_ins.current(code, person, clock())
        assert found
        sign_ins.see(found, clock())
    clock.advance(seconds=1)
    assert sign_ins.current(code, person, clock()) is None


def test_one_sign_in_or_all_others_can_be_ended(person: Person, clock: FixedClock) -> None:
    here, there, elsewhere = (sign_ins.begin(person, name, clock()) for name in ("A", "B", "C"))
    (of_there,) = [each for each in sign_ins.of_person(person, clock()) if each.browser == "B"]
    assert sign_ins.end(person, clock(), code_hash=of_there.code_hash) == 1
    assert sign_ins.current(there, person, clock()) is None
    assert sign_ins.end(person, clock(), but=here) == 1
    assert sign_ins.current(elsewhere, person, clock()) is None
    assert sign_ins.current(here, person, clock())


def test_nobody_elses_code_is_good(person: Person, clock: FixedClock) -> None:
    other = make_person("lain")
    code = sign_ins.begin(other, "A", clock())
    assert sign_ins.current(code, person, clock()) is None
    assert sign_ins.current("", person, clock()) is None


# ── failures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_failure_after_the_fifth_doubles_the_wait(inside: Flask, clock: FixedClock) -> None:
    waits = []
    for _ in range(14):
        waits.append(sign_ins.wait("Kepala ", "", clock()).total_seconds())
        clock.advance(seconds=waits[-1])
        assert sign_ins.begin_try("kepala", "", clock()) == timedelta()
    assert waits == [0] * 5 + [15, 30, 60, 120, 240, 480, 900, 900, 900]


def test_who_guesses_locks_nobody_out_of_a_browser_that_is_known(inside: Flask, clock: FixedClock) -> None:
    for _ in range(14):
        clock.advance(seconds=sign_ins.begin_try("kepala", "", clock()).total_seconds())
        sign_ins.begin_try("kepala", "", clock())
    assert sign_ins.wait("kepala", "", clock()) > timedelta(minutes=10)
    assert sign_ins.wait("kepala", "a mark", clock()) == timedelta()
    assert sign_ins.wait("operator", "", clock()) == timedelta(), "nor anybody else of the office"


def test_success_and_a_day_forget_failures(inside: Flask, clock: FixedClock) -> None:
    for known in ("", "mark"):
        for _ in range(9):
            sign_ins.begin_try("kepala", known, clock())
    sign_ins.succeed("kepala", "mark")
    assert sign_ins.wait("kepala", "mark", clock()) == timedelta()
    assert sign_ins.wait("kepala", "", clock())
    clock.advance(days=1, seconds=1)
    assert sign_ins.wait("kepala", "", clock()) == timedelta()


# ── invitations ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invitation_is_good_once_and_for_a_week(person: Person, clock: FixedClock) -> None:
    code = invitations.invite(person, "admin", clock())
    typed = f" {code[:4].upper()}-{code[4:]} "
    clock.advance(days=7, seconds=-1)
    assert invitations.invited(typed, clock()) is person
    assert invitations.accept(code, "hash", clock())
    assert person.password == "hash"
    assert invitations.invited(code, clock()) is None
    assert invitations.accept(code, "other", clock()) is None
    late = invitations.invite(person, "admin", clock())
    clock.advance(days=7)
    assert invitations.invited(late, clock()) is None


def test_a_new_invitation_makes_the_older_void_and_an_inactive_account_takes_none(person: Person, clock: FixedClock) -> None:
    first, second = (invitations.invite(person, "admin", clock()) for _ in range(2))
    assert invitations.invited(first, clock()) is None
    assert invitations.invited(second, clock())
    accounts.set_active(person, False)
    assert invitations.invited(second, clock()) is None


# ── the record of acts ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
@pytest.mark.parametrize("attack", ["UPDATE act SET by = 'nobody'", "DELETE FROM act"])
def test_the_store_refuses_to_change_what_was_done(inside: Flask, clock: FixedClock, attack: str) -> None:
    acts.note("devices.revoke", "kepala", clock(), make_unit("kanim"), "Tablet 1")
    with pytest.raises(Exception, match="append-only"), writing_direct() as direct:
        direct.run(attack)
    reading().rollback()
    assert [(act.by, act.kind, act.about) for act in acts.acts(None)] == [("kepala", "devices.revoke", "Tablet 1")]


@pytest.mark.stores
@pytest.mark.parametrize("attack", ["UPDATE act_place SET unit_id = 1", "DELETE FROM act_place"])
def test_nor_who_may_read_of_it(inside: Flask, clock: FixedClock, attack: str) -> None:
    person = make_person("kepala", "head", make_unit("kanim"))
    acts.note("people.invite", "admin", clock(), about="kepala", of=person)
    with pytest.raises(Exception, match="append-only"), writing_direct() as direct:
        direct.run(attack)
    reading().rollback()


def test_what_is_too_long_to_be_recorded_is_cut(inside: Flask, clock: FixedClock) -> None:
    acts.note("settings.close", "admin", clock(), about="x" * 500)
    assert acts.acts(None)[0].about == "x" * (acts.LONGEST - 1) + "…"


def test_acts_are_read_by_unit_and_page_by_page(inside: Flask, clock: FixedClock) -> None:
    one, other = make_unit("satu"), make_unit("dua")
    for n in range(60):
        acts.note("notices.publish", "kepala", clock(), one if n % 2 else other, str(n))
    acts.note("people.create", "admin", clock(), about="orang")
    assert len(acts.acts([one])) == 30
    page = acts.acts(None)
    assert (len(page), page[0].kind) == (acts.A_PAGE, "people.create")
    assert [act.about for act in acts.acts(None, before=page[-1].id)] == [str(n) for n in range(10, -1, -1)]


def test_failures_are_so_many_rows_at_most(inside: Flask, clock: FixedClock) -> None:
    """Whatever names strangers try, they are counted under 20 bits; a browser that is known has a row of its own."""
    keys = {sign_ins._key(f"nama-{n}", "") for n in range(5000)}
    assert {len(key) for key in keys} == {5}
    assert len(keys) > 4900, "and names seldom share one"
    assert len(sign_ins._key("nama", "mark")) == 64
