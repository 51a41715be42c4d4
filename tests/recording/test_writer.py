"""Group commit: what waits is written together, a bad one fails alone, and a caller that cannot be stored is told to come again."""

import fcntl
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from time import monotonic, sleep
from unittest.mock import patch
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import recording
from kiosk.clock import Clock
from kiosk.places import Place, service_points
from kiosk.recording import Failed, Recorded, Unavailable, writer
from kiosk.recording.received import receive
from kiosk.store import direct, engine, lock, see_anew, write_lock
from kiosk.store.session import can_write
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_rating, make_unit, rating, tally
from tests.tallies.test_tallies import TODAY, agree


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.mark.stores
def test_a_crowd_is_stored_each_once_and_in_few_transactions(app: Flask, place: Place, clock: Clock) -> None:
    taps = [rating(place, given_at=clock()) for _ in range(200)]
    barrier = Barrier(40)
    commits = 0
    committing = direct.committing

    def counted(*given: object) -> object:
        nonlocal commits
        commits += 1
        sleep(0.005)  # as long as a disk takes; with none the threads need not meet at all
        return committing(*given)  # type: ignore[arg-type]

    def send(number: int) -> list[recording.Outcome]:
        barrier.wait()
        with app.app_context():
            return [recording.record([tap], clock())[0] for tap in taps[number * 5 : number * 5 + 5] for _ in (1, 2)]

    # Only counts and takes its time; the transaction is the real one.
    with patch.object(writer, "committing", counted), ThreadPoolExecutor(40) as crowd:
        found = [outcome for each in crowd.map(send, range(40)) for outcome in each]
    assert sorted(o.seq for o in found[::2] if isinstance(o, Recorded)) == list(range(1, 201))
    assert all(isinstance(o, Recorded) and o.again for o in found[1::2])
    assert commits < 200, "400 calls of 40 threads must share transactions"
    see_anew()
    assert tally(place.unit, TODAY) == {"S0": {4: 200}}


def test_a_bad_row_fails_alone(place: Place, clock: FixedClock) -> None:
    good, bad = rating(place), rating(place, language="\ud800")
    assert recording.record([good, bad, rating(place)], clock()) == [Recorded(1), Failed(), Recorded(2)]
    assert [e.language for e in entries(place.unit)] == ["id", "id"]
    assert agree(place)
    assert make_rating(place) == Recorded(3), "the writer lives on"


@pytest.mark.stores
def test_an_unknown_counter_fails_alone(place: Place, clock: FixedClock) -> None:
    stranger = receive(rating(place), clock())._replace(counter_id=9999)
    known = receive(rating(place), clock())
    assert writer.writer_of(engine()).submit([stranger, known]) == [Failed(), Recorded(1)]


def test_a_full_queue_says_come_again(app: Flask, place: Place, clock: FixedClock) -> None:
    one = writer.Writer(engine())
    batch = [receive(rating(place), clock())]
    crowd = ThreadPoolExecutor(writer.MOST_WAITING)
    with write_lock():
        # The first waits for the lock, and so all others for the first.
        waiting = [crowd.submit(one.submit, [receive(rating(place), clock())]) for _ in range(writer.MOST_WAITING)]
        while len(one._waiting) < writer.MOST_WAITING:
            sleep(0.01)
        with pytest.raises(Unavailable, match="waiting"):
            one.submit(batch)
    assert sorted(o.seq for each in waiting for o in each.result() if isinstance(o, Recorded)) == list(range(1, writer.MOST_WAITING + 1))
    assert one.submit(batch) == [Recorded(writer.MOST_WAITING + 1)]
    crowd.shutdown()


def test_a_store_locked_by_another_program_is_waited_for_then_said(place: Place, app: Flask, clock: FixedClock) -> None:
    file = Path(app.extensions["settings"].data) / "loket.sqlite3"
    make_rating(place)
    shell = sqlite3.connect(file, isolation_level=None)
    shell.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(Unavailable, match="locked"):
            make_rating(place, answer=(again := uuid4()))
    finally:
        shell.execute("ROLLBACK")
        shell.close()
    assert make_rating(place, answer=again) == Recorded(2)


def test_a_lock_that_nobody_gives_back_is_waited_for_then_said(
    place: Place, app: Flask, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_patience", 0.3)
    file = Path(app.extensions["settings"].data) / "write.lock"
    make_rating(place)
    with file.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        for _ in range(3):
            began = monotonic()
            with pytest.raises(Unavailable, match="busy"):
                make_rating(place)
            assert monotonic() - began < 3
        assert not can_write()
        health = app.test_client().get("/healthz")
        assert (health.status_code, health.json["status"]) == (503, "store cannot be written")  # type: ignore[index]
    assert make_rating(place) == Recorded(2), "given back, it is nobody's who has given up"
    with write_lock(), ThreadPoolExecutor(1) as other:
        assert isinstance(other.submit(_taken, file).result(), BlockingIOError)
    assert _taken(file) is None


def _taken(file: Path) -> Exception | None:
    with file.open("wb") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            return error
    return None


def test_a_closed_counter_is_judged_as_of_the_tap(place: Place, clock: FixedClock) -> None:
    service_points.close_counter(place.counter, clock(), "Pindah")
    service_points.reopen_counter(place.counter, clock() + timedelta(minutes=5))
    moments = [clock() + timedelta(minutes=n) for n in (-1, 0, 4, 5)]
    outcomes = recording.record([rating(place, given_at=moment) for moment in moments], clock())
    assert [type(o).__name__ for o in outcomes] == ["Recorded", "Closed", "Closed", "Recorded"]
