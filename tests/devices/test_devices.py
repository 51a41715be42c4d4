"""Devices: codes that pair once within an hour, tokens that only the tablet holds, revoking, last seen."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from kiosk import devices
from kiosk.devices import fleet
from kiosk.store import reading, writing
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.make import make_counter, make_device, make_unit

pytestmark = pytest.mark.usefixtures("inside")


def test_a_code_is_easy_to_read_out(clock: FixedClock) -> None:
    code = devices.begin_pairing(make_counter().counter, clock())
    assert len(code) == 9
    assert code[4] == "-"
    assert not set(code) & set("01IOLU"), "nothing that is misread"


@pytest.mark.parametrize("typed", [str, str.lower, lambda c: c.replace("-", ""), lambda c: f" {c[:4]} {c[5:]} "])
def test_a_code_may_be_typed_in_any_way(clock: FixedClock, typed: object) -> None:
    assert devices.pair(typed(devices.begin_pairing(make_counter().counter, clock())), clock())  # type: ignore[operator]


def test_a_code_pairs_once_within_an_hour(clock: FixedClock) -> None:
    counter = make_counter().counter
    code, late = (devices.begin_pairing(counter, clock()) for _ in range(2))
    token = devices.pair(code, clock())
    assert token
    device = devices.by_token(token)
    assert device
    assert device.counter_id == counter.id
    assert devices.pair(code, clock()) is None
    assert devices.pair(late, clock() + timedelta(hours=1)) is None
    assert devices.pair("", clock()) is None


def test_a_reusable_code_pairs_until_it_ends(clock: FixedClock) -> None:
    code = devices.begin_pairing(make_counter().counter, clock(), lasts=timedelta(days=7), reusable=True)
    tokens = {devices.pair(code, clock() + timedelta(days=d)) for d in (0, 3, 6)}
    assert None not in tokens
    assert len(tokens) == 3
    assert devices.pair(code, clock() + timedelta(days=7)) is None


def test_neither_codes_nor_tokens_are_stored(clock: FixedClock) -> None:
    counter = make_counter().counter
    code, token = devices.begin_pairing(counter, clock()), make_device(counter)
    rows = [str(tuple(r)) for table in ("device", "pairing") for r in reading().execute(text(f"SELECT * FROM {table}"))]
    assert len(rows) == 2
    for row in rows:
        assert token not in row
        assert code.replace("-", "") not in row


def test_an_unknown_token_is_nobodys() -> None:
    assert devices.by_token("") is None
    assert devices.by_token("x" * 43) is None


def test_a_revoked_device_is_still_known_with_its_moment(clock: FixedClock) -> None:
    token = make_device(make_counter().counter)
    device = devices.by_token(token)
    assert device
    devices.revoke(device, clock())
    again = devices.by_token(token)
    assert again
    assert again.revoked_at == clock()


def test_last_seen_is_written_at_most_once_a_minute(clock: FixedClock) -> None:
    token = make_device(make_counter().counter)
    seen = []
    for seconds in (0, 59, 1):
        clock.advance(seconds=seconds)
        device = devices.by_token(token)
        assert device
        devices.seen(device, clock())
        seen.append(device.last_seen_at)
    assert seen == [clock() - timedelta(minutes=1), clock() - timedelta(minutes=1), clock()]


def test_a_counter_shows_its_latest_seen_tablet(clock: FixedClock) -> None:
    unit = make_unit()
    with_two, with_new, without = (make_counter(unit).counter for _ in range(3))
    for counter in (with_two, with_two, with_new):
        make_device(counter)
    old, new = [devices.by_token(make_device(with_two)) for _ in range(2)]
    assert old
    assert new
    devices.seen(new, clock())
    devices.seen(old, clock() - timedelta(days=1))
    states = fleet.states(unit, clock())
    assert set(states) == {with_two.id, with_new.id}
    assert states[with_two.id].last_seen_at == clock()
    assert states[with_new.id].last_seen_at is None
    devices.revoke(new, clock())
    assert fleet.states(unit, clock())[with_two.id].last_seen_at == clock() - timedelta(days=1)


def test_another_units_tablets_are_not_shown(clock: FixedClock) -> None:
    make_device(make_counter().counter)
    assert fleet.states(make_unit(), clock()) == {}


def test_what_is_remembered_outlives_a_transaction_that_fails(clock: FixedClock) -> None:
    """A rollback empties the rows of its session; another request's thread has the same device from this process's memory."""
    counter = make_counter()
    token = make_device(counter.counter)
    standing = devices.standing(token)
    assert standing
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    db.session.remove()
    assert standing.place.unit.name == counter.unit.name
    assert [service.code for service in standing.place.services] == [service.code for service in counter.services]
    assert standing.device.revoked_at is None
