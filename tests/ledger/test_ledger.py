"""The ledger: numbered without gaps, appended to and never changed, a change is a new entry, and format 1 for ever."""

import hashlib
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import ledger, recording
from kiosk.clock import service_day
from kiosk.ledger import Channel, Entry, Kind, answers, canonical_form, extent, leaf_hash, receipt_code
from kiosk.ledger.versions import note_instruments
from kiosk.places import Place, service_points
from kiosk.recording import Closed, Conflict, Recorded
from kiosk.store import writing
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_rating, make_unit, rating, scores, tally, utc, visits

pytestmark = pytest.mark.stores

TODAY = date(2026, 11, 19)


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


# ── format 1 ──────────────────────────────────────────────────────────────────────────────────────────────────────

ENTRY = Entry(
    unit="kanim-tanjungpandan",
    seq=17,
    kind=Kind.RATING,
    answer=UUID("01939b2c-6aaa-7bbb-8ccc-0a1b2c3d4e5f"),
    visit=UUID("01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"),
    counter="kanim-2",
    service="paspor",
    channel=Channel.TABLET,
    instrument="ikm-ipk-2021@1",
    question="U4",
    score=3,
    language="id",
    assisted=False,
    given_at=datetime(2026, 11, 19, 14, 41, 58, 250_999, tzinfo=timezone(timedelta(hours=7))),
    received_at=datetime(2026, 11, 19, 7, 42, tzinfo=UTC),
    service_day=date(2026, 11, 19),
    marks="",
    rules=0,
    nonce=bytes(range(16)),
)
CANONICAL = (
    b"1\tkanim-tanjungpandan\t17\trating\t01939b2c-6aaa-7bbb-8ccc-0a1b2c3d4e5f\t01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f"
    b"\tkanim-2\tpaspor\ttablet\tikm-ipk-2021@1\tU4\t3\tid\t0\t1795074118250\t1795074120000\t2026-11-19"
    b"\t\t0\t000102030405060708090a0b0c0d0e0f\t\t"
)
LEAF = "f807f9eb489b1663cf463aefb30a3dc19a6ec1d2fe8a760381f79c8947356ca4"


def test_format_1_never_changes() -> None:
    # Entries are stored and sealed in this form. If this test fails, the change is wrong; a new field is a new format.
    assert canonical_form(ENTRY) == CANONICAL
    assert leaf_hash(ENTRY).hex() == LEAF


def test_the_leaf_is_that_of_rfc_6962() -> None:
    assert leaf_hash(ENTRY) == hashlib.sha256(b"\0" + CANONICAL).digest()


def test_the_form_has_22_fields_and_no_line_end() -> None:
    assert canonical_form(ENTRY).count(b"\t") == 21
    assert b"\n" not in canonical_form(ENTRY)


def test_a_receipt_code_never_changes() -> None:
    # static/js/counter/receipt.js makes the same one; tests/browser compares them.
    assert receipt_code(UUID("01934f5e-7d3a-7c21-9f00-5a6b7c8d9e0f")) == "DT21-4K73"


def test_new_ids_are_version_7_and_carry_the_moment() -> None:
    made = [ledger.new_id(utc(2026, 11, 19, 7, 42)) for _ in range(50)]
    assert {(i.version, i.variant, i.int >> 80) for i in made} == {(7, "specified in RFC 4122", 1795074120000)}
    assert len(set(made)) == 50


def test_what_is_stored_gives_the_stored_leaf_again(place: Place) -> None:
    unit = place.unit
    service = service_points.offer_service(unit, "paspor", "Paspor")
    with_service = make_counter(unit, "kanim-2", gives=[service])
    make_rating(place, "S0", 1, channel=Channel.POSTER, language="en")
    make_rating(with_service, "K5", 4, given_at=utc(2026, 11, 18, 16, 59, 59, 999_999))
    stored = list(answers.entries(unit))
    assert [entry.service for entry, _leaf in stored] == ["", "paspor"]
    for entry, leaf in stored:
        assert leaf == leaf_hash(entry)


# ── numbering ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_each_unit_numbers_its_own_from_one_without_gaps(place: Place) -> None:
    other = make_counter(make_unit("lapas"), "lapas-1")
    second = make_counter(place.unit, "kanim-2")
    for each in (place, other, second, other, place):
        make_rating(each)
    assert [(e.seq, e.counter) for e in entries(place.unit)] == [(1, "kanim-1"), (2, "kanim-2"), (3, "kanim-1")]
    assert [e.seq for e in entries(other.unit)] == [1, 2]
    assert (ledger.size(place.unit), ledger.size(other.unit)) == (3, 2)


def test_a_unit_without_entries_has_none(place: Place) -> None:
    assert ledger.size(place.unit) == 0
    assert entries(place.unit) == []
    assert extent.days_with_answers(place.unit) is None
    assert tally(place.unit, TODAY, TODAY) == {}
    assert visits(place.unit, TODAY, TODAY) == 0
    assert answers.of_days(place.unit, TODAY, TODAY) == []


def test_a_batch_over_several_units_is_answered_in_its_own_order(place: Place, clock: FixedClock) -> None:
    other = make_counter(make_unit("lapas"), "lapas-1")
    batch = [rating(other), rating(place), rating(other), rating(place)]
    assert recording.record(batch, clock()) == [Recorded(1), Recorded(1), Recorded(2), Recorded(2)]
    assert [e.answer for e in entries(other.unit)] == [batch[0].answer, batch[2].answer]


def test_an_empty_batch_is_nothing(place: Place, clock: FixedClock) -> None:
    assert recording.record([], clock()) == []


def test_a_batch_longer_than_one_look_up_is_recorded_once(place: Place, clock: FixedClock) -> None:
    batch = [rating(place, given_at=clock()) for _ in range(1201)]
    assert [o.seq for o in recording.record(batch, clock()) if isinstance(o, Recorded)] == list(range(1, 1202))
    assert recording.record(batch, clock()) == [Recorded(n, again=True) for n in range(1, 1202)]
    assert ledger.size(place.unit) == 1201


def test_the_same_answer_twice_in_a_batch_is_stored_once(place: Place, clock: FixedClock) -> None:
    first = rating(place, "S0", 3)
    bent = rating(place, "S0", 4, answer=first.answer, visit=first.visit)
    assert recording.record([first, first, bent, rating(place)], clock()) == [
        Recorded(1),
        Recorded(1, again=True),
        Conflict(1),
        Recorded(2),
    ]
    assert [(e.seq, e.score) for e in entries(place.unit)] == [(1, 3), (2, 4)]


def test_the_same_answer_in_two_units_is_two_entries(place: Place, clock: FixedClock) -> None:
    other, same = make_counter(make_unit("lapas"), "lapas-1"), uuid4()
    assert recording.record([rating(place, answer=same), rating(other, answer=same)], clock()) == [Recorded(1), Recorded(1)]


def test_a_refusal_in_a_batch_leaves_no_gap(place: Place, clock: FixedClock) -> None:
    service_points.close_counter(place.counter, clock(), "Renovasi")
    before, after = clock() - timedelta(minutes=1), clock() + timedelta(minutes=1)
    outcomes = recording.record([rating(place, given_at=m) for m in (before, after, before)], after)
    assert outcomes == [Recorded(1), Closed(clock(), "Renovasi"), Recorded(2)]


def test_a_transaction_that_fails_leaves_nothing(place: Place, clock: FixedClock) -> None:
    make_rating(place)
    with suppress(ZeroDivisionError), writing():
        assert recording.record([rating(place)], clock()) == [Recorded(2)]
        1 / 0  # noqa: B018
    assert make_rating(place) == Recorded(2)


# ── corrections ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_tap_of_a_visit_for_a_question_counts(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    for n, score in enumerate((1, 2, 4)):
        make_rating(place, "S0", score, visit=visit, given_at=clock() + timedelta(seconds=n))
    make_rating(place, "S0", 3)
    make_rating(place, "I0", 2, visit=visit)
    assert tally(place.unit, TODAY, TODAY) == {"I0": {2: 1}, "S0": {3: 1, 4: 1}}
    assert visits(place.unit, TODAY, TODAY) == 2
    assert scores(answers.of_days(place.unit, TODAY, TODAY)) == [("S0", 4), ("S0", 3), ("I0", 2)]
    assert ledger.size(place.unit) == 5, "all of them stay in the ledger"


def test_the_last_tap_counts_even_if_it_is_delivered_first(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    make_rating(place, "S0", 4, visit=visit, given_at=clock())
    make_rating(place, "S0", 1, visit=visit, given_at=clock() - timedelta(seconds=9))
    assert [e.score for e in entries(place.unit)] == [4, 1], "the delivery must be out of order"
    assert tally(place.unit, TODAY, TODAY) == {"S0": {4: 1}}


def test_of_two_taps_in_the_same_millisecond_the_later_entry_counts(place: Place, clock: FixedClock) -> None:
    visit = uuid4()
    for score in (4, 1):
        make_rating(place, "S0", score, visit=visit, given_at=clock())
    assert tally(place.unit, TODAY, TODAY) == {"S0": {1: 1}}


def test_a_correction_after_midnight_moves_the_answer_to_the_next_day(place: Place) -> None:
    visit = uuid4()
    make_rating(place, "S0", 1, visit=visit, given_at=utc(2026, 11, 18, 16, 59, 59))
    make_rating(place, "S0", 4, visit=visit, given_at=utc(2026, 11, 18, 17, 0, 1))
    assert tally(place.unit, date(2026, 11, 18), date(2026, 11, 18)) == {}
    assert tally(place.unit, TODAY, TODAY) == {"S0": {4: 1}}


def test_a_visit_id_that_meets_another_units_corrects_nothing_there(place: Place) -> None:
    other, visit = make_counter(make_unit("lapas"), "lapas-1"), uuid4()
    make_rating(place, "S0", 1, visit=visit)
    make_rating(other, "S0", 4, visit=visit)
    assert tally(place.unit, TODAY, TODAY) == {"S0": {1: 1}}


def test_nothing_is_set_aside_while_there_is_no_rule(place: Place) -> None:
    make_rating(place)
    assert tally(place.unit, TODAY, TODAY, counted=True) == tally(place.unit, TODAY, TODAY) == {"S0": {4: 1}}


# ── the service day ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("zone", "midnight"),
    [
        ("Asia/Jakarta", utc(2026, 11, 18, 17)),
        ("Asia/Pontianak", utc(2026, 11, 18, 17)),
        ("Asia/Makassar", utc(2026, 11, 18, 16)),
        ("Asia/Jayapura", utc(2026, 11, 18, 15)),
    ],
)
def test_the_service_day_begins_at_midnight_in_the_units_zone(inside: Flask, zone: str, midnight: datetime) -> None:
    place = make_counter(make_unit(zone=zone))
    for moment in (midnight - timedelta(milliseconds=1), midnight, midnight + timedelta(hours=24) - timedelta(milliseconds=1)):
        make_rating(place, given_at=moment)
    assert [e.service_day.isoformat() for e in entries(place.unit)] == ["2026-11-18", "2026-11-19", "2026-11-19"]
    assert extent.days_with_answers(place.unit) == (date(2026, 11, 18), TODAY)


def test_the_offset_in_which_a_tap_is_told_does_not_move_its_day(place: Place) -> None:
    moment = utc(2026, 11, 18, 17, 30)
    for hours in (-11, 0, 7, 14):
        make_rating(place, given_at=moment.astimezone(timezone(timedelta(hours=hours))))
    found = entries(place.unit)
    assert {e.given_at for e in found} == {moment}
    assert {e.service_day for e in found} == {service_day(moment, "Asia/Jakarta")} == {TODAY}


def test_a_late_delivery_belongs_to_the_day_of_its_tap(place: Place, clock: FixedClock) -> None:
    make_rating(place, given_at=clock() - timedelta(days=20), received_at=clock())
    (entry,) = entries(place.unit)
    assert (entry.service_day, entry.received_at) == (date(2026, 10, 30), clock())


# ── instruments ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_version_that_was_registered_cannot_change_its_words(inside: Flask) -> None:
    note_instruments([("uji@1", "a" * 64, {})])
    note_instruments([("uji@1", "a" * 64, {}), ("uji@2", "b" * 64, {})])
    with pytest.raises(ValueError, match="uji@1"):
        note_instruments([("uji@1", "c" * 64, {})])


def test_an_index_that_a_registered_version_asks_for_cannot_be_taken_away(inside: Flask) -> None:
    with pytest.raises(ValueError, match="uji@1 has questions of takada, which is no index any more; restore its lines in indices.toml"):
        note_instruments([("uji@1", "a" * 64, {"takada": ["A1"], "ikm": ["U1"]})])
