"""Follow-ups: rows that are only added, quarters that pass, and counts of what is open."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import followups
from kiosk.followups import Action, Draft, FollowUpError, Quarter, Unchanged, notices, register
from kiosk.followups.changes import add_evidence, change_plan, postpone, publish, withdraw
from kiosk.places import Unit
from tests.conftest import FixedClock
from tests.make import make_follow_up, make_unit

TODAY = date(2026, 11, 19)
DAY = timedelta(days=1)
NOW = Quarter(2026, 4)
GOOD = Draft("Satu petugas", "Menambah petugas", "short", "Seksi Lalu Lintas", NOW)


@pytest.fixture
def unit(inside: Flask) -> Unit:
    return make_unit()


def again(unit: Unit, action: Action) -> Action:
    found = followups.action(unit, action.id)
    assert found
    return found


def step(unit: Unit, action: Action, status: str, day: date, reason: str = "", *, clock: FixedClock, today: date = TODAY) -> Action:
    followups.set_status(unit, action.id, status, day, reason, "kepala", clock(), today)
    return again(unit, action)


# ── quarters ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2026, 1, 1), Quarter(2026, 1)),
        (date(2026, 3, 31), Quarter(2026, 1)),
        (date(2026, 4, 1), Quarter(2026, 2)),
        (date(2026, 12, 31), Quarter(2026, 4)),
    ],
)
def test_a_day_lies_in_its_quarter(day: date, quarter: Quarter) -> None:
    assert Quarter.of(day) == quarter
    assert quarter.first <= day <= quarter.last
    assert Quarter.of(quarter.last + DAY) == quarter.after()


def test_quarters_are_counted_over_years() -> None:
    assert Quarter(2026, 4).after(5) == Quarter(2028, 1)
    assert Quarter(2026, 1).after(-1) == Quarter(2025, 4)
    assert Quarter(2025, 4) < Quarter(2026, 1)


@pytest.mark.parametrize("text", ["", "2026", "2026-5", "2026-0", "1999-4", "26-4", "2026-4 ", "२०२६-1", "2026-4-1", "x-1", "9" * 5000])
def test_what_is_no_quarter_is_none(text: str) -> None:
    assert Quarter.read(text) is None
    assert Quarter.read("2026-4") == NOW


# ── planning ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
def test_a_new_one_is_planned_as_of_today(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)
    assert (made.status.status, made.status.day, made.due, made.is_open) == ("planned", TODAY, NOW, True)
    assert (made.plan.cause, made.plan.made_by, made.finished_on) == ("Satu petugas untuk semua berkas", "kepala", None)
    assert [each.id for each in followups.of_unit(unit)] == [made.id]
    assert followups.of_unit(make_unit()) == []
    assert followups.action(make_unit(), made.id) is None, "another unit's is none"


@pytest.mark.stores
def test_a_form_sent_twice_is_one_follow_up(unit: Unit, clock: FixedClock) -> None:
    form = uuid4()
    followups.plan(unit, "ikm-ipk-2021@1", "U4", GOOD, form, "kepala", clock(), TODAY)
    with pytest.raises(Unchanged):
        followups.plan(unit, "ikm-ipk-2021@1", "U4", GOOD, form, "kepala", clock(), TODAY)
    assert len(followups.of_unit(unit)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"cause": " \n "}, "cause"),
        ({"cause": "x" * 1001}, "cause"),
        ({"action": "\x00\x07"}, "action"),
        ({"responsible": "x" * 201}, "responsible"),
        ({"horizon": "soon"}, "horizon"),
        ({"horizon": "short", "due": Quarter(2028, 1)}, "horizon"),
        ({"horizon": "medium", "due": Quarter(2029, 1)}, "horizon"),
        ({"due": None}, "due"),
        ({"due": Quarter(2026, 3)}, "due"),
        ({"due": Quarter(2031, 1)}, "due"),
    ],
)
def test_what_cannot_be_planned_is_refused(unit: Unit, clock: FixedClock, changes: dict[str, object], field: str) -> None:
    draft = Draft(**{**{name: getattr(GOOD, name) for name in GOOD.__slots__}, **changes})  # type: ignore[arg-type]
    with pytest.raises(FollowUpError, match=field):
        followups.plan(unit, "ikm-ipk-2021@1", "U4", draft, uuid4(), "kepala", clock(), TODAY)
    assert followups.of_unit(unit) == []


def test_lines_and_emoji_are_kept_and_nothing_unseen(unit: Unit, clock: FixedClock) -> None:
    draft = Draft(" satu \r\n\r\n dua\x00 ", "🙂" * 1000, "long", "Seksi  Umum", NOW)
    number = followups.plan(unit, "ikm-ipk-2021@1", "K1", draft, uuid4(), "k" * 99, clock(), TODAY)
    found = followups.action(unit, number)
    assert found
    assert (found.plan.cause, found.plan.action, found.plan.responsible) == ("satu\ndua", "🙂" * 1000, "Seksi Umum")


# ── plans that change ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
def test_another_plan_keeps_the_old_one(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)
    change_plan(unit, made.id, GOOD, "Sebabnya lain", "kanwil", clock(), TODAY)
    found = again(unit, made)
    assert [plan.cause for plan in found.plans] == ["Satu petugas untuk semua berkas", "Satu petugas"]
    assert (found.plan.reason, found.plan.made_by, found.carried) == ("Sebabnya lain", "kanwil", 0)
    assert found.before(found.plan) is found.plans[0]
    with pytest.raises(Unchanged):
        change_plan(unit, made.id, GOOD, "Sekali lagi", "kanwil", clock(), TODAY)
    with pytest.raises(FollowUpError, match="reason"):
        change_plan(unit, made.id, Draft("x", "y", "long", "z", NOW), " ", "kanwil", clock(), TODAY)


@pytest.mark.stores
def test_what_is_late_is_overdue_until_it_is_carried_with_a_reason(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit, planned=clock() - timedelta(days=120))
    assert made.due == Quarter(2026, 3)
    assert [made.overdue(day) for day in (date(2026, 9, 30), date(2026, 10, 1))] == [False, True]
    for due, reason, field in ((NOW, "", "reason"), (Quarter(2026, 2), "x", "due"), (None, "x", "due")):
        with pytest.raises(FollowUpError, match=field):
            postpone(unit, made.id, due, reason, "kepala", clock(), TODAY)
    postpone(unit, made.id, NOW, "Anggaran baru turun", "kepala", clock(), TODAY)
    found = again(unit, made)
    assert (found.due, found.overdue(TODAY), found.carried, found.plan.reason) == (NOW, False, 1, "Anggaran baru turun")
    with pytest.raises(Unchanged):
        postpone(unit, made.id, NOW, "Anggaran baru turun", "kepala", clock(), TODAY)


@pytest.mark.parametrize(("due", "horizon"), [(Quarter(2027, 4), "short"), (Quarter(2028, 1), "medium"), (Quarter(2029, 1), "long")])
def test_what_is_carried_beyond_its_term_has_a_longer_one(unit: Unit, clock: FixedClock, due: Quarter, horizon: str) -> None:
    made = make_follow_up(unit)
    postpone(unit, made.id, due, "Anggaran tahun depan", "kepala", clock(), TODAY)
    assert again(unit, made).plan.horizon == horizon


def test_words_of_a_late_plan_can_be_put_right_and_it_stays_late(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit, planned=clock() - timedelta(days=120))
    change_plan(unit, made.id, Draft("x", "y", "short", "z", made.due), "Salah ketik", "kepala", clock(), TODAY)
    assert again(unit, made).overdue(TODAY)


def test_what_is_closed_is_neither_changed_nor_carried(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)
    step(unit, made, "dropped", TODAY, "Diganti program pusat", clock=clock)
    with pytest.raises(FollowUpError, match="closed"):
        postpone(unit, made.id, NOW.after(), "x", "kepala", clock(), TODAY)
    assert not again(unit, made).overdue(date(2030, 1, 1))


# ── how it gets on ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
def test_each_status_is_a_row_with_who_and_when(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit, planned=clock() - timedelta(days=40))
    step(unit, made, "under-way", TODAY - 30 * DAY, clock=clock)
    found = step(unit, made, "done", TODAY - DAY, clock=clock)
    assert [(each.status, each.made_by) for each in found.statuses] == [(s, "kepala") for s in ("planned", "under-way", "done")]
    assert (found.began_on, found.finished_on, found.is_open) == (TODAY - 30 * DAY, TODAY - DAY, False)
    assert [event.kind for event in found.history] == ["status", "status", "plan"]
    with pytest.raises(Unchanged):
        step(unit, made, "done", TODAY - DAY, clock=clock)


def test_a_day_put_right_counts_as_put_right(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit, planned=clock() - timedelta(days=40))
    step(unit, made, "under-way", TODAY - 35 * DAY, clock=clock)
    with pytest.raises(FollowUpError, match="reason"):
        step(unit, made, "under-way", TODAY - 20 * DAY, clock=clock)
    step(unit, made, "under-way", TODAY - 20 * DAY, "Salah tanggal", clock=clock)
    with pytest.raises(FollowUpError, match="day"):
        step(unit, made, "done", TODAY - 21 * DAY, clock=clock)
    found = step(unit, made, "done", TODAY - 20 * DAY, clock=clock)
    assert found.began_on == TODAY - 20 * DAY


def test_never_noted_as_under_way_it_began_when_planned_or_done_if_that_was_before(unit: Unit, clock: FixedClock) -> None:
    late, early = make_follow_up(unit, planned=clock() - timedelta(days=10)), make_follow_up(unit)
    assert step(unit, late, "done", TODAY, clock=clock).began_on == TODAY - 10 * DAY
    assert step(unit, early, "done", TODAY - 5 * DAY, clock=clock).began_on == TODAY - 5 * DAY


@pytest.mark.parametrize(
    ("status", "day", "reason", "field"),
    [
        ("planned", TODAY, "x", "status"),
        ("", TODAY, "x", "status"),
        ("done", TODAY + DAY, "", "day"),
        ("done", TODAY - 367 * DAY, "", "day"),
        ("dropped", TODAY, "", "reason"),
        ("done", TODAY, "x" * 301, "reason"),
    ],
)
def test_a_status_that_cannot_be_is_refused(unit: Unit, clock: FixedClock, status: str, day: date, reason: str, field: str) -> None:
    made = make_follow_up(unit)
    with pytest.raises(FollowUpError, match=field):
        step(unit, made, status, day, reason, clock=clock)
    assert len(again(unit, made).statuses) == 1


def test_what_was_done_is_taken_up_again_for_a_reason(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)
    step(unit, made, "done", TODAY, clock=clock)
    with pytest.raises(FollowUpError, match="reason"):
        step(unit, made, "under-way", TODAY, clock=clock)
    assert step(unit, made, "under-way", TODAY, "Rusak lagi", clock=clock).is_open


def test_it_stands_in_the_registers_of_the_years_it_lived(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit, due=Quarter(2028, 1))
    assert list(made.years(TODAY)) == [2026, 2027, 2028]
    assert list(made.years(date(2030, 1, 1))) == [2026, 2027, 2028, 2029, 2030], "overdue, it stays in sight"
    assert list(step(unit, made, "done", TODAY - 365 * DAY, clock=clock).years(TODAY)) == [2025]


# ── evidence, and what visitors are told ──────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
def test_evidence_is_words_or_an_address(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)

    def show(words: str, link: str, day: date = TODAY) -> None:
        add_evidence(unit, made.id, words, link, day, "kepala", clock(), TODAY)

    show("Foto papan", "")
    show("", "https://contoh.go.id/foto?x=1")
    with pytest.raises(Unchanged):
        show("Foto papan ", "")
    for link in ("javascript:alert(1)", "contoh.go.id", "https://", "https://a b", "ftp://x", "https://x/" + "y" * 500, "http://[::1"):
        with pytest.raises(FollowUpError, match="link"):
            show("x", link)
    for words, day, field in (("", TODAY, "words"), ("x" * 1001, TODAY, "words"), ("x", TODAY + DAY, "shown_on")):
        with pytest.raises(FollowUpError, match=field):
            show(words, "", day)
    assert [(each.words, each.link) for each in again(unit, made).evidence] == [
        ("Foto papan", ""),
        ("", "https://contoh.go.id/foto?x=1"),
    ]


@pytest.mark.stores
def test_visitors_are_told_once_it_is_under_way_one_notice_at_a_time(unit: Unit, clock: FixedClock) -> None:
    made = make_follow_up(unit)

    def tell(text: str) -> None:
        publish(unit, made.id, {"id": text}, TODAY, TODAY + DAY, "kepala", clock(), TODAY)

    with pytest.raises(FollowUpError, match="not-begun"):
        tell("Petugas kini dua")
    step(unit, made, "under-way", TODAY, clock=clock)
    tell("Petugas kini dua")
    with pytest.raises(Unchanged):
        tell("Petugas kini dua")
    with pytest.raises(FollowUpError, match="told"):
        tell("Petugas kini tiga")
    shown = notices.shown_on(unit, TODAY)
    assert shown
    told = again(unit, made).told(TODAY)
    assert told
    assert told.id == shown.id
    assert again(unit, made).told(TODAY + 2 * DAY) is None
    withdraw(unit, made.id, clock(), TODAY)
    assert notices.shown_on(unit, TODAY) is None
    with pytest.raises(Unchanged):
        withdraw(unit, made.id, clock(), TODAY)
    tell("Petugas kini tiga")
    assert len(again(unit, made).notices) == 2


# ── for the regional office ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.stores
def test_open_and_overdue_are_counted_by_unit(unit: Unit, clock: FixedClock) -> None:
    other, idle = make_unit(), make_unit()
    late = make_follow_up(unit, planned=clock() - timedelta(days=120))
    make_follow_up(unit, "U5")
    make_follow_up(other, "K1", due=NOW.after())
    step(unit, make_follow_up(unit, "U6"), "done", TODAY, clock=clock)
    assert register.open_counts(TODAY) == {unit.id: (2, 1), other.id: (1, 0)}
    assert register.open_counts(date(2027, 4, 1)) == {unit.id: (2, 2), other.id: (1, 1)}
    postpone(unit, late.id, NOW, "Anggaran", "kepala", clock(), TODAY)
    assert register.open_counts(TODAY)[unit.id] == (2, 0), "carried, it is late no more"
    assert idle.id not in register.open_counts(TODAY)
