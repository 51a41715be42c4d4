"""A clock that cannot be right moves nothing that cannot be moved back, and takes every tap, until tablets or a person say it is right."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from structlog.testing import capture_logs

from kiosk import proof
from kiosk.clock import to_milliseconds
from kiosk.jobs.timed_work import work
from kiosk.ledger import Entry
from kiosk.people import acts
from kiosk.places import Place, Unit
from kiosk.places.links import link_of
from kiosk.proof import seals
from kiosk.proof.verify import verify
from kiosk.store.opening import database_url
from kiosk.timekeeping import AHEAD, BEHIND, Timekeeper
from kiosk.visitors import handoffs, tickets
from kiosk.web import doubt, now
from kiosk.web.current import timekeeper
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_device, make_rating, make_unit, tally
from tests.page import PageClient

pytestmark = pytest.mark.stores

WRONG = [timedelta(days=400), timedelta(days=35), timedelta(days=-6 * 365), timedelta(minutes=-6)]
A_DAY = timedelta(days=1)
PRESENT = timedelta(minutes=1)
"""What a test takes at most, counted by the ticks of its process."""


@pytest.fixture
def office(app: Flask, counter: Place, clock: FixedClock) -> Place:
    """A unit that has worked for three days, each sealed, until this minute; tickets are good until next week."""
    with app.app_context():
        today = clock()
        for day in (3, 2, 1, 0):
            clock.set(today - day * A_DAY)
            for _ in range(12):
                make_rating(counter)
            tickets_until = today.date() + timedelta(days=7)
            work(app, "server")
        tickets.make_batch(counter.counter, 10, today.date(), tickets_until, "kepala", today)
        assert [seal.seal.day for seal in seals.of_unit(counter.unit)] == [(today - day * A_DAY).date() for day in (4, 3, 2, 1)]
    return counter


def boots(app: Flask) -> None:
    """The server comes up anew: it knows what its store knows, and does a round."""
    app.extensions["timekeeper"] = Timekeeper()
    a_round(app)


def a_round(app: Flask) -> None:
    with app.app_context():
        work(app, "server")


def doubted(app: Flask) -> bool:
    with app.app_context():
        return doubt() is not None


def present(app: Flask) -> datetime:
    with app.app_context():
        return now()


def rate(app: Flask, place: Place) -> Entry:
    """A tap as of the present; the entry that it became."""
    with app.app_context():
        make_rating(place)
    return newest(app, place)


def newest(app: Flask, place: Place) -> Entry:
    with app.app_context():
        return entries(place.unit)[-1]


def sealed(app: Flask, place: Place) -> list[date]:
    with app.app_context():
        return [seal.seal.day for seal in seals.of_unit(place.unit)]


def is_clean(app: Flask) -> bool:
    with app.app_context():
        return verify(database_url(app.extensions["settings"]), proof.units_with_ledger()).is_clean


@pytest.mark.parametrize("off", WRONG, ids=str)
def test_nothing_is_sealed_or_erased_and_all_goes_on_when_the_clock_is_right(
    app: Flask, office: Place, clock: FixedClock, off: timedelta
) -> None:
    right, before = clock(), sealed(app, office)
    clock.set(right + off)
    boots(app)
    for _ in range(3):
        clock.advance(seconds=10)
        a_round(app)
    rate(app, office)
    assert doubted(app)
    assert timedelta() <= present(app) - right < PRESENT
    assert sealed(app, office) == before
    with app.app_context():
        assert tickets.tokens(tickets.batches(office.unit)[0]), "the secret of tickets that are good until next week"
    clock.set(right + timedelta(minutes=5))
    a_round(app)
    assert not doubted(app)
    assert present(app) == clock()
    rate(app, office)
    clock.set(right + A_DAY)
    a_round(app)
    assert sealed(app, office) == [*before, right.date()]
    with app.app_context():
        assert [entry.service_day for entry in entries(office.unit)[-2:]] == [right.date()] * 2
        assert tally(office.unit, right.date(), counted=True)["S0"] == {4: 14}
    assert is_clean(app)


@pytest.mark.parametrize("off", WRONG, ids=str)
def test_a_clock_that_goes_wrong_while_the_server_runs_is_seen_at_once(
    app: Flask, office: Place, clock: FixedClock, off: timedelta
) -> None:
    right = clock()
    clock.set(right + off)
    assert rate(app, office).service_day == right.date()


def test_a_weekend_is_no_wrong_clock(app: Flask, office: Place, clock: FixedClock) -> None:
    clock.advance(hours=62)
    boots(app)
    assert not doubted(app)
    assert sealed(app, office)[-1] == clock().date(), "in Jakarta it is the next day already"


def test_a_clock_that_is_set_back_a_little_seals_no_day_twice(app: Flask, office: Place, clock: FixedClock) -> None:
    before = sealed(app, office)
    clock.advance(minutes=-4)
    a_round(app)
    assert not doubted(app)
    assert sealed(app, office) == before


def test_the_bounds(inside: Flask, clock: FixedClock) -> None:
    keeper, right = timekeeper(), clock()
    assert keeper.doubt(right) is None, "nothing to hold it against yet"
    keeper.accept(right)
    for off in (-BEHIND, timedelta(), AHEAD):
        assert keeper.doubt(right + off + (PRESENT if off < AHEAD else timedelta())) is None
    for off in (-BEHIND - timedelta(seconds=1), AHEAD + PRESENT):
        assert keeper.doubt(right + off)


# ── two weeks of holidays ─────────────────────────────────────────────────────────────────────────────────────────


HOLIDAYS = timedelta(days=14)


def says(app: Flask, tablet: PageClient, clock: FixedClock, off: timedelta = timedelta(milliseconds=40)) -> None:
    """A tablet reports what its own clock shows."""
    answer = tablet.browser.post("/counter/heartbeats", json={"sent_at": to_milliseconds(clock() - off)})
    assert answer.status_code == 200
    told = answer.json
    assert told
    assert (told["now"] is None) == doubted(app), "a server that does not know the time tells nobody"


def another(app: Flask, unit: Unit, clock: FixedClock) -> PageClient:
    client = PageClient(app)
    with app.app_context():
        counter = make_counter(unit).counter
        acts.note("counters.create", "admin", clock(), unit, counter.names["id"])
        token = make_device(counter, clock() - 300 * A_DAY)
    client.browser.set_cookie("loket_device", token, path="/counter")
    return client


def test_two_tablets_that_show_the_same_are_enough(app: Flask, office: Place, tablet: PageClient, clock: FixedClock) -> None:
    other = another(app, office.unit, clock)
    last = clock()
    clock.advance(days=14)
    boots(app)
    says(app, tablet, clock)
    a_round(app)
    assert doubted(app), "one of them may be the server's own screen"
    says(app, other, clock)
    a_round(app)
    assert not doubted(app)
    assert sealed(app, office)[-14:] == [(last + n * A_DAY).date() for n in range(14)]
    with app.app_context():
        assert [act.kind for act in acts.acts(None)] == ["clock.agree", "counters.create"]
    assert is_clean(app)


def test_tablets_that_show_another_time_are_heard_too(app: Flask, office: Place, tablet: PageClient, clock: FixedClock) -> None:
    others = [another(app, office.unit, clock) for _ in range(3)]
    clock.advance(days=14)
    boots(app)
    for client in (tablet, others[0]):
        says(app, client, clock)
    for client in others[1:]:
        says(app, client, clock, off=HOLIDAYS)
    a_round(app)
    assert doubted(app), "two say so, and two not"


def test_tablets_do_not_take_time_back(app: Flask, office: Place, tablet: PageClient, clock: FixedClock) -> None:
    others = [another(app, office.unit, clock) for _ in range(3)]
    clock.advance(hours=-2)
    boots(app)
    for client in (tablet, *others):
        says(app, client, clock)
    a_round(app)
    assert doubted(app), "after a power cut machines without a battery come up with the same wrong time"


@pytest.mark.parametrize("off", [HOLIDAYS, -HOLIDAYS])
def test_a_person_accepts_the_clock(app: Flask, office: Place, clock: FixedClock, off: timedelta) -> None:
    clock.set(clock() + off)
    boots(app)
    assert doubted(app)
    # Another process, as the command is one.
    with app.app_context():
        Timekeeper().accept(clock())
    a_round(app)
    assert not doubted(app)
    assert present(app) == clock()


# ── what taps are taken as ────────────────────────────────────────────────────────────────────────────────────────


def test_a_tablet_knows_better_within_three_days(app: Flask, office: Place, tablet: PageClient, clock: FixedClock) -> None:
    """The server was off for the night, and comes up in 2020."""
    last = clock()
    morning = last + timedelta(hours=18)
    clock.set(last - 6 * 365 * A_DAY)
    boots(app)
    ids = {"visit": uuid4, "answer": uuid4}
    taps = [
        {"question": "S0", "score": "4", "given_at": given_at.isoformat()} | {name: str(make()) for name, make in ids.items()}
        for given_at in (morning, last + 20 * A_DAY)
    ]
    answer = tablet.browser.post("/counter/batches", json={"ratings": taps}).json
    assert answer
    assert ([each["status"] for each in answer["results"]], answer["now"]) == ([200, 200], None)
    with app.app_context():
        known, unknown = entries(office.unit)[-2:]
    assert (known.given_at, known.service_day, known.marks) == (morning, morning.date(), "")
    assert timedelta() <= unknown.given_at - last < PRESENT
    assert unknown.marks == "clock"


def test_what_a_phone_sends_is_marked(app: Flask, office: Place, phone: PageClient, clock: FixedClock) -> None:
    last = clock()
    clock.advance(days=400)
    boots(app)
    with app.app_context():
        code = link_of(office.counter, "poster").code
    phone.press(phone.get(f"/q/{code}"), 4)
    entry = newest(app, office)
    assert (entry.service_day, entry.marks) == (last.date(), "clock")
    assert is_clean(app)


def test_what_must_go_within_half_an_hour_goes(app: Flask, office: Place, clock: FixedClock) -> None:
    """By the ticks of the process, whatever the clock says: here two rounds of the server half an hour apart."""
    with app.app_context():
        code = handoffs.hand_over(office.counter, uuid4(), "S0", "S0", "id", now())
        assert handoffs.open_once(code, now())
    clock.advance(days=400)
    boots(app)
    with app.app_context():
        assert handoffs.continued(code, now()), "not early"
        timekeeper()._ticks -= 31 * 60
    a_round(app)
    with app.app_context():
        assert handoffs.continued(code, now() - timedelta(minutes=30)) is None


# ── who is told ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_is_said_where_somebody_can_do_something(
    app: Flask, office: Place, admin: PageClient, head: PageClient, anonymous: PageClient, clock: FixedClock
) -> None:
    clock.advance(days=400)
    with capture_logs() as logs:
        boots(app)
        a_round(app)
    assert [line["event"] for line in logs if line["log_level"] == "error"] == [
        "the clock is not believed, so nothing is sealed: set it right, or if it is right: loket clock accept"
    ], "once"
    with app.app_context():
        make_counter(make_unit("lapas"))
    here, region = f"/panel/units/{office.unit.code}/today", "/panel/"
    for address in (here, region):
        assert "loket clock accept" in admin.get(address).text
    assert "loket clock accept" not in head.get(here).text
    told = anonymous.get("/healthz").json
    assert told
    assert told["status"] == "ok"
    assert told["clock"]["says"] == clock().isoformat()
