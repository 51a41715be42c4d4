"""POST /counter/answers: device, fields, same answer, register, in this order; then the next screen, stored once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from kiosk import devices, places
from kiosk.ledger import Channel, Entry
from kiosk.places import Place, service_points
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_device, utc
from tests.page import PageClient

ADDRESS = "/counter/answers"
VISIT, ANSWER = "01939b2c-5f3a-7c4e-8d21-0a1b2c3d4e5f", "01939b2c-6aaa-7bbb-8ccc-0a1b2c3d4e5f"
TAPPED = "2026-11-19T14:41:58.250+07:00"

Recorded = Callable[[], list[Entry]]


def tap(**changes: str | None) -> dict[str, str]:
    """The fields of a tap; None leaves a field out."""
    fields: dict[str, str | None] = {"visit": VISIT, "answer": ANSWER, "question": "S0", "score": "3", "given_at": TAPPED}
    return {name: value for name, value in (fields | changes).items() if value is not None}


@pytest.fixture
def recorded(app: Flask, counter: Place) -> Recorded:
    """recorded() → what is in the unit's ledger now."""

    def ask() -> list[Entry]:
        with app.app_context():
            return entries(counter.unit)

    return ask


def close(app: Flask, counter: Place, moment: datetime, reason: str = "Renovasi ruang tunggu") -> None:
    with app.app_context():
        service_points.close_counter(counter.counter, moment, reason)


# ── what is recorded ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_tap_is_one_entry_with_all_it_said(tablet: PageClient, recorded: Recorded, clock: FixedClock) -> None:
    tablet.post(ADDRESS, tap(language="en", plan="S0 I0 U3 K1"))
    (entry,) = recorded()
    assert (entry.answer, entry.visit) == (UUID(ANSWER), UUID(VISIT))
    assert (entry.question, entry.score, entry.instrument) == ("S0", 3, "pulse@1")
    assert (entry.unit, entry.counter, entry.channel) == ("kanim", "kanim-1", Channel.TABLET)
    assert (entry.language, entry.assisted, entry.seq) == ("en", False, 1)
    assert entry.given_at == utc(2026, 11, 19, 7, 41, 58, 250_000)
    assert entry.received_at == clock()
    assert entry.service_day.isoformat() == "2026-11-19"


def test_nothing_about_the_person_is_stored(tablet: PageClient, app: Flask, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap(), headers={"User-Agent": "Browser/77.7 (tell-tale)", "X-Forwarded-For": "198.51.100.77"})
    assert len(recorded()) == 1
    with app.app_context():
        from kiosk.store.opening import leave_connections

        leave_connections()
    stored = b"".join(file.read_bytes() for file in app.extensions["settings"].data.glob("loket.sqlite3*"))
    assert UUID(ANSWER).bytes in stored, "the entry must be in what is searched"
    for trace in (b"tell-tale", b"198.51.100.77", b"127.0.0.1"):
        assert trace not in stored


def test_a_program_may_show_its_token_instead_of_a_cookie(app: Flask, token: str, recorded: Recorded) -> None:
    PageClient(app, {"Authorization": f"Bearer {token}"}).post(ADDRESS, tap())
    assert [e.score for e in recorded()] == [3]


def test_an_unplanned_question_of_the_instrument_is_accepted(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap(question="U7", plan="S0 I0 U3 K1"))
    assert [e.question for e in recorded()] == ["U7"]


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_answer_of_any_language_is_the_same_number(tablet: PageClient, recorded: Recorded, language: str) -> None:
    tablet.post(ADDRESS, tap(language=language))
    assert [(e.language, e.score) for e in recorded()] == [(language, 3)]


def test_the_only_service_of_a_counter_is_noted_without_being_named(app: Flask, recorded: Recorded) -> None:
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        only = make_counter(unit, "kanim-2", gives=[service_points.offer_service(unit, "paspor", "Paspor")])
        token = make_device(only.counter)
    PageClient(app, {"Authorization": f"Bearer {token}"}).post(ADDRESS, tap())
    assert [e.service for e in recorded()] == ["paspor"]


def test_of_several_services_the_one_named_is_noted(app: Flask, recorded: Recorded) -> None:
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        gives = [service_points.offer_service(unit, "paspor", "Paspor"), service_points.offer_service(unit, "izin", "Izin tinggal")]
        token = make_device(make_counter(unit, "kanim-2", gives=gives).counter)
    client = PageClient(app, {"Authorization": f"Bearer {token}"})
    client.post(ADDRESS, tap(service="izin"))
    client.post(ADDRESS, tap(answer=str(uuid4()), question="I0"))
    assert [e.service for e in recorded()] == ["izin", ""]


def test_a_tap_at_night_is_taken(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap(given_at="2026-11-19T02:13:00+07:00"))
    assert len(recorded()) == 1


def test_many_taps_in_a_second_are_taken(tablet: PageClient, recorded: Recorded) -> None:
    for _ in range(60):
        tablet.post(ADDRESS, tap(answer=str(uuid4()), visit=str(uuid4())))
    assert [e.seq for e in recorded()] == list(range(1, 61))


def test_a_tap_from_before_a_week_is_still_taken(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap(given_at="2026-11-12T09:00:00+07:00"))
    assert [e.service_day.isoformat() for e in recorded()] == ["2026-11-12"]


# ── what comes back ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["id", "en"])
def test_htmx_gets_the_very_screen_that_follows_in_the_plan(tablet: PageClient, language: str) -> None:
    got = tablet.post(ADDRESS, tap(plan="S0 I0 U3 K1", language=language), part=True)
    assert got.html == tablet.get(f"/counter/questions/I0?language={language}", part=True).html
    assert got.headers["Cache-Control"] == "no-store"
    assert "HX-Request" in got.headers["Vary"]


def test_after_the_last_question_come_the_thanks(tablet: PageClient) -> None:
    got = tablet.post(ADDRESS, tap(question="K1", plan="S0 I0 U3 K1"), part=True)
    assert got.html == tablet.get("/counter/thanks", part=True).html


def test_without_a_plan_it_is_drawn_from_the_visit(tablet: PageClient) -> None:
    # tests/instruments/test_plan.py holds that this visit draws S0 I0 U4 K3.
    got = tablet.post(ADDRESS, tap(question="I0"), part=True)
    assert got.one("input[name=question]")["value"] == "U4"


def test_without_htmx_a_redirect_leads_to_the_screen_that_follows(tablet: PageClient) -> None:
    page = tablet.follow(tablet.post(ADDRESS, tap(plan="S0 I0 U3 K1", language="en")))
    part = tablet.get("/counter/questions/I0?language=en", part=True)
    assert part.html.strip() in page.html
    assert page.fields()["visit"] == VISIT
    assert page.fields()["plan"] == "S0 I0 U3 K1"


def test_without_htmx_the_thanks_come_with_the_receipt(tablet: PageClient) -> None:
    page = tablet.follow(tablet.post(ADDRESS, tap(question="K1", plan="S0 I0 U3 K1")))
    assert page.h1 == "Terima kasih."
    assert page.words("[data-receipt]")


def test_getting_it_is_not_a_way_to_answer(tablet: PageClient) -> None:
    assert tablet.get(ADDRESS, status=405).headers["Allow"] == "OPTIONS, POST"


# ── 401: which device? ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", [tap(), {}, tap(score="9")], ids=["sound", "empty", "malformed"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer never-given"}, {"Cookie": "loket_device=never-given"}])
def test_an_unknown_device_is_refused_before_its_fields_are_read(
    app: Flask, recorded: Recorded, headers: dict[str, str], form: dict[str, str]
) -> None:
    refused = PageClient(app).post(ADDRESS, form, headers=headers, status=401)
    assert refused.headers["WWW-Authenticate"] == "Bearer"
    assert recorded() == []


def test_a_refused_device_is_told_as_a_part_too(app: Flask) -> None:
    assert PageClient(app).post(ADDRESS, tap(), part=True, status=401).one("#screen")


def test_a_revoked_device_still_delivers_what_was_tapped_before(app: Flask, tablet: PageClient, token: str, recorded: Recorded) -> None:
    with app.app_context():
        device = devices.by_token(token)
        assert device
        devices.revoke(device, utc(2026, 11, 19, 7, 30))
    tablet.post(ADDRESS, tap(given_at="2026-11-19T14:29:59+07:00"))
    refused = tablet.post(ADDRESS, tap(given_at="2026-11-19T14:30:11+07:00", answer=str(uuid4())), status=403)
    assert "dicabut" in refused.text
    assert len(recorded()) == 1


# ── 422: which field, and why? ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((field, value) for field in ("visit", "answer", "question", "score", "given_at") for value in (None, "")),
        # RFC 9562: the nil and the max UUID name nothing.
        *((f, "00000000-0000-0000-0000-000000000000") for f in ("visit", "answer")),
        *((f, "ffffffff-ffff-ffff-ffff-ffffffffffff") for f in ("visit", "answer")),
        ("answer", "{" + ANSWER + "}"),
        ("answer", "urn:uuid:" + ANSWER),
        ("answer", ANSWER.replace("-", "")),
        ("answer", ANSWER + "\n"),
        ("answer", "01939b2c-6aaa-9bbb-8ccc-0a1b2c3d4e5f"),  # version 9
        ("answer", "01939b2c-6aaa-7bbb-cccc-0a1b2c3d4e5f"),  # another variant
        ("visit", "siapa"),
        ("question", "U8"),
        ("question", "s0"),
        ("question", "<b>"),
        ("score", "0"),
        ("score", "5"),
        ("score", "-1"),
        ("score", "3.0"),
        ("score", " 3"),
        ("score", "03"),
        ("score", "+3"),
        ("score", "٣"),  # Arabic 3: Python's int() would take it
        ("score", "tiga"),
        ("given_at", "2026-11-19T14:41:58"),
        ("given_at", "2026-11-19"),
        ("given_at", "kemarin"),
        ("given_at", "1795074118"),
        ("given_at", "2026-13-19T14:41:58+07:00"),
        ("given_at", "2026-11-19T14:41:58+99:00"),
        ("given_at", "0001-01-01T00:00:00+07:00"),
        ("given_at", "9999-12-31T23:59:59-07:00"),
        ("plan", "S0 U8"),
        ("plan", "S0 S0"),
        ("plan", "S0 I0 ikm:1"),
        ("plan", "S0," * 2000),
        ("language", "xx"),
        ("language", "ID"),
        ("service", "paspor"),
    ],
)
def test_a_field_that_cannot_be_used_is_named(tablet: PageClient, recorded: Recorded, field: str, value: str | None) -> None:
    refused = tablet.post(ADDRESS, tap(**{field: value}), status=422)
    assert f"{field}: " in refused.text
    assert recorded() == []


def test_the_sentence_says_why_in_the_readers_language(tablet: PageClient) -> None:
    assert "zona waktu" in tablet.post(ADDRESS, tap(given_at="2026-11-19T14:41:58"), status=422).text
    assert "zona waktu" not in tablet.post(ADDRESS, tap(given_at="2026-11-19T14:41:58", language="en"), status=422).text


def test_a_refusal_is_a_screen_for_htmx_and_a_line_for_a_program(tablet: PageClient) -> None:
    screen = tablet.post(ADDRESS, tap(score="9"), part=True, status=422)
    assert "score: " in screen.words("#screen")
    line = tablet.post(ADDRESS, tap(score="9"), headers={"Accept": "text/plain"}, status=422)
    assert line.headers["Content-Type"].startswith("text/plain")
    assert "score: " in line.html


def test_a_service_of_another_counter_is_refused(app: Flask, tablet: PageClient, recorded: Recorded) -> None:
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        make_counter(unit, "kanim-2", gives=[service_points.offer_service(unit, "paspor", "Paspor")])
    assert "service: " in tablet.post(ADDRESS, tap(service="paspor"), status=422).text
    assert recorded() == []


@pytest.mark.parametrize("version", "12345678")
def test_uuids_of_every_version_are_taken(tablet: PageClient, recorded: Recorded, version: str) -> None:
    tablet.post(ADDRESS, tap(answer=f"01939b2c-6aaa-{version}bbb-8ccc-0a1b2c3d4e5f", visit=f"01939B2C-5F3A-{version}C4E-BD21-0A1B2C3D4E5F"))
    assert [str(e.answer)[14] for e in recorded()] == [version]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-19T07:41:58Z", utc(2026, 11, 19, 7, 41, 58)),
        ("2026-11-19T07:41:58.123456+00:00", utc(2026, 11, 19, 7, 41, 58, 123_000)),
        ("2026-11-19T16:41+09:00", utc(2026, 11, 19, 7, 41)),
        ("2026-11-19T00:00:00-05:30", utc(2026, 11, 19, 5, 30)),
    ],
)
def test_moments_are_taken_in_any_offset(tablet: PageClient, recorded: Recorded, text: str, moment: datetime) -> None:
    tablet.post(ADDRESS, tap(given_at=text))
    assert [e.given_at for e in recorded()] == [moment]


def test_a_huge_body_is_refused_before_it_is_read(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap(plan="😀" * 500_000), status=413)
    assert recorded() == []


# ── the same answer again ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_answer_again_gets_the_same_reply_and_is_stored_once(tablet: PageClient, recorded: Recorded, clock: FixedClock) -> None:
    first = tablet.post(ADDRESS, tap(), part=True)
    clock.advance(hours=3)
    again = tablet.post(ADDRESS, tap(given_at="2026-11-19T17:40:00+07:00"), part=True)
    assert again.html == first.html
    (entry,) = recorded()
    assert entry.given_at == utc(2026, 11, 19, 7, 41, 58, 250_000), "the first tap's time stays"
    assert entry.received_at == utc(2026, 11, 19, 7, 42)


@pytest.mark.parametrize("change", [{"visit": str(uuid4())}, {"question": "I0"}, {"score": "4"}], ids=["visit", "question", "score"])
def test_the_same_answer_with_other_content_is_a_conflict(tablet: PageClient, recorded: Recorded, change: dict[str, str]) -> None:
    tablet.post(ADDRESS, tap())
    tablet.post(ADDRESS, tap(**change), status=409)
    (entry,) = recorded()
    assert (str(entry.visit), entry.question, entry.score) == (VISIT, "S0", 3)


def test_other_language_or_plan_are_no_other_content(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap())
    tablet.post(ADDRESS, tap(language="en", plan="S0 I0"))
    assert [e.language for e in recorded()] == ["id"]


def test_malformed_goes_before_conflict(tablet: PageClient) -> None:
    tablet.post(ADDRESS, tap())
    tablet.post(ADDRESS, tap(score="9"), status=422)


def test_another_answer_to_the_same_question_is_a_correction(tablet: PageClient, recorded: Recorded) -> None:
    tablet.post(ADDRESS, tap())
    tablet.post(ADDRESS, tap(answer=str(uuid4()), score="1", given_at="2026-11-19T14:42:00+07:00"))
    assert [e.score for e in recorded()] == [3, 1]


def test_two_hundred_repeats_at_once_are_one_entry(app: Flask, token: str, recorded: Recorded) -> None:
    def send(_number: int) -> int:
        reply = app.test_client().post(ADDRESS, data=tap(), headers={"Authorization": f"Bearer {token}", "HX-Request": "true"})
        return reply.status_code

    with ThreadPoolExecutor(50) as crowd:
        statuses = list(crowd.map(send, range(200)))
    assert statuses == [200] * 200
    assert [e.seq for e in recorded()] == [1]


def test_a_crowd_of_different_answers_is_numbered_without_gaps(app: Flask, token: str, recorded: Recorded) -> None:
    def send(_number: int) -> int:
        form = tap(answer=str(uuid4()), visit=str(uuid4()))
        return app.test_client().post(ADDRESS, data=form, headers={"Authorization": f"Bearer {token}"}).status_code

    with ThreadPoolExecutor(20) as crowd:
        statuses = list(crowd.map(send, range(60)))
    assert statuses == [303] * 60
    assert [e.seq for e in recorded()] == list(range(1, 61))


# ── 403: closed in the register ───────────────────────────────────────────────────────────────────────────────────


def test_a_closed_counter_refuses_with_the_reason(app: Flask, tablet: PageClient, counter: Place, recorded: Recorded) -> None:
    close(app, counter, utc(2026, 11, 19, 7, 0))
    refused = tablet.post(ADDRESS, tap(), status=403)
    assert "Renovasi ruang tunggu" in refused.text
    assert "14.00 WIB" in refused.text
    assert recorded() == []


def test_a_tap_from_before_the_closure_is_taken(app: Flask, tablet: PageClient, counter: Place, recorded: Recorded) -> None:
    close(app, counter, utc(2026, 11, 19, 7, 42))
    tablet.post(ADDRESS, tap(given_at="2026-11-19T14:41:59.999+07:00"))
    tablet.post(ADDRESS, tap(given_at="2026-11-19T14:42:00+07:00", answer=str(uuid4())), status=403)
    assert len(recorded()) == 1


def test_a_tap_after_reopening_is_taken(app: Flask, tablet: PageClient, counter: Place, recorded: Recorded) -> None:
    close(app, counter, utc(2026, 11, 19, 6, 0))
    with app.app_context():
        service_points.reopen_counter(counter.counter, utc(2026, 11, 19, 7, 0))
    tablet.post(ADDRESS, tap(given_at="2026-11-19T13:30:00+07:00"), status=403)
    tablet.post(ADDRESS, tap())
    assert len(recorded()) == 1


def test_a_repeat_is_answered_as_before_though_the_counter_closed(app: Flask, tablet: PageClient, counter: Place) -> None:
    tablet.post(ADDRESS, tap())
    close(app, counter, utc(2026, 11, 19, 7, 0))
    tablet.post(ADDRESS, tap(), part=True, status=200)


def test_conflict_goes_before_closed(app: Flask, tablet: PageClient, counter: Place) -> None:
    tablet.post(ADDRESS, tap())
    close(app, counter, utc(2026, 11, 19, 7, 0))
    tablet.post(ADDRESS, tap(score="1"), status=409)


def test_another_counter_stays_open(app: Flask, tablet: PageClient, counter: Place, foreign_counter: Place, recorded: Recorded) -> None:
    close(app, foreign_counter, utc(2026, 11, 19, 7, 0))
    tablet.post(ADDRESS, tap())
    assert len(recorded()) == 1


def test_a_device_seen_a_minute_ago_is_noted_anew(app: Flask, tablet: PageClient, token: str, clock: FixedClock) -> None:
    def seen() -> datetime | None:
        with app.app_context():
            device = devices.by_token(token)
            assert device
            return device.last_seen_at

    tablet.post(ADDRESS, tap())
    first = seen()
    assert first == clock()
    clock.advance(seconds=59)
    tablet.post(ADDRESS, tap())
    assert seen() == first, "written at most once a minute"
    clock.advance(seconds=1)
    tablet.post(ADDRESS, tap())
    assert seen() == first + timedelta(minutes=1)
