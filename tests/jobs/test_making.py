"""Ordered reports are made beside the server, once, by two presses too, and after a stop too; daily sheets are made by themselves."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
from flask import Flask
from structlog.testing import capture_logs

from kiosk import documents
from kiosk.clock import service_day
from kiosk.filings import orders
from kiosk.indices.periods import around
from kiosk.jobs import lease, making
from kiosk.places import Unit
from kiosk.web import now
from kiosk.web.current import settings
from tests.conftest import FixedClock
from tests.make import make_counter, make_rating, make_seal, make_unit

OCTOBER = around("month", date(2026, 10, 1))


@pytest.fixture
def pair(inside: Flask) -> list[Unit]:
    return [make_unit("kanim", name="Kanim Uji"), make_unit("lapas", name="Lapas Uji")]


@pytest.fixture
def make(inside: Flask) -> Callable[[], tuple[int, int]]:
    return lambda: making.make_waiting(settings().data, documents.outlines())


def ordered(units: list[Unit], language: str = "id", by: str = "kanwil") -> str:
    return orders.place(units, OCTOBER, language, by, now(), service_day(now(), units[0].zone)).digest


def texts(digest: str) -> set[object]:
    book = openpyxl.load_workbook(io.BytesIO(orders.file_of(settings().data, digest, ".xlsx").read_bytes()))
    return {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}


@pytest.mark.stores
def test_two_presses_make_one_and_it_waits_as_files(pair: list[Unit], make: Callable[[], tuple[int, int]], clock: FixedClock) -> None:
    digest = ordered(pair)
    assert ordered(pair, by="admin") == digest
    assert ordered(pair[:1]) != digest != ordered(pair, "en")
    assert make()[0] == 3
    found = orders.by_digest(digest)
    assert found
    assert (found.done, found.percent, found.made_at, found.ordered_by) == (2, 100, clock(), "kanwil")
    assert orders.file_of(settings().data, digest, ".pdf").read_bytes().startswith(b"%PDF")
    assert {"Kanim Uji", "Lapas Uji"} <= texts(digest)
    assert make()[0] == 0, "what is made is made"
    ordered(pair)
    assert not orders.waiting(), "and asked for again on the same day it is there"


def test_work_that_is_stopped_in_the_middle_is_done_by_the_next(
    pair: list[Unit], make: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    digest = ordered(pair)
    parents = iter([1, 1, 1, 1, 7])
    with monkeypatch.context() as patched:
        patched.setattr(making.os, "getppid", lambda: next(parents, 7))
        assert make() == (0, 0)
    found = orders.by_digest(digest)
    assert found
    assert (found.done, found.made_at, found.percent) == (1, None, 49), "the server that had it made is gone; one unit was done"
    assert make()[0] == 1
    assert orders.by_digest(digest).percent == 100  # type: ignore[union-attr]


def test_while_one_makes_them_nobody_else_does(pair: list[Unit], make: Callable[[], tuple[int, int]]) -> None:
    ordered(pair)
    assert lease.take(making.PAPERS, "another", now(), making.LEASE)
    assert make() == (0, 0)
    assert orders.waiting()


def test_what_fails_three_times_fails_by_itself_and_can_be_asked_for_anew(
    pair: list[Unit], make: Callable[[], tuple[int, int]], monkeypatch: pytest.MonkeyPatch, clock: FixedClock
) -> None:
    good, bad = ordered(pair[:1]), ordered(pair)
    real = orders.keep

    def full(data: Path, digest: str, suffix: str, content: bytes) -> None:
        if digest == bad:
            raise OSError(28, "No space left on device")
        real(data, digest, suffix, content)

    with monkeypatch.context() as patched:
        patched.setattr(orders, "keep", full)
        made = []
        with capture_logs() as logged:
            for _ in range(5):
                made.append(make()[0])
                clock.advance(minutes=3)
    assert made == [1, 0, 0, 0, 0], "one that fails holds up no other"
    assert [each["event"] for each in logged].count("a report could not be made; the next round tries again") == orders.MOST_TRIES
    assert orders.by_digest(bad).failed  # type: ignore[union-attr]
    assert orders.by_digest(good).made_at  # type: ignore[union-attr]
    assert ordered(pair) == bad
    assert make()[0] == 1


def test_files_of_a_month_ago_go(pair: list[Unit], make: Callable[[], tuple[int, int]], clock: FixedClock) -> None:
    digest = ordered(pair)
    make()
    clock.advance(days=orders.KEPT.days, minutes=1)
    make()
    assert orders.by_digest(digest) is None
    assert not list((settings().data / orders.FOLDER).iterdir())


def test_a_sheet_of_each_day_lies_there_after_it_was_sealed(inside: Flask, make: Callable[[], tuple[int, int]], clock: FixedClock) -> None:
    counter = make_counter()
    day = service_day(now(), counter.unit.zone)
    make_rating(counter)
    assert make() == (0, 0), "the day is not over"
    clock.advance(days=1)
    make_seal(counter.unit)
    file = making.sheet_of(settings().data, counter.unit, day)
    assert make() == (0, 1)
    assert file.read_bytes().startswith(b"%PDF")
    assert file.parent.name == day.isoformat()
    assert make() == (0, 0)
    file.unlink()
    assert make() == (0, 1), "what was taken away is made again"
    clock.advance(days=making.SHEETS_KEPT.days)
    make()
    assert not file.parent.exists(), "and nothing is kept for ever"


def test_the_process_beside_makes_them_from_the_same_store(inside: Flask, pair: list[Unit]) -> None:
    digest = orders.place(pair, OCTOBER, "id", "kanwil", datetime.now(UTC), date(2026, 11, 19)).digest  # its clock is the machine's
    beside = making.Beside(settings().data)
    beside.start()
    beside.start()
    beside.wait()
    assert orders.file_of(settings().data, digest, ".pdf").read_bytes().startswith(b"%PDF")
