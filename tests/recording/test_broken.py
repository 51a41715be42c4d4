"""Broken on purpose: whatever is pulled, what was acknowledged is there once, and what was not may be sent again.

A real server, real posts, real kills. The long one kills at random for LOKET_TORTURE_SECONDS (60).
"""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from threading import Event, Lock, Thread
from time import monotonic, sleep
from typing import cast
from urllib.parse import urlencode
from uuid import UUID, uuid4

import psycopg
import pytest
from flask import Flask
from sqlalchemy import QueuePool, text

from kiosk import ledger, places
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.config import read_settings
from kiosk.ledger import answers
from kiosk.store.opening import close_connections
from kiosk.store.tables import db
from tests import postgres as postgresql
from tests.tallies.test_tallies import agree

LOKET = Path(sys.executable).with_name("loket")
CODES = ("S0", "I0", "U1", "K1")


class Box:
    """A server on a data folder of its own."""

    def __init__(self, data: Path, database_url: str = "") -> None:
        self.data, self.url = data, database_url
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = os.environ | {"LOKET_DATA": str(data)} | ({"LOKET_DATABASE_URL": database_url} if database_url else {})
        self.process: subprocess.Popen[str] | None = None
        self.token = ""
        self.renew = False

    def first_run(self) -> None:
        with self.running():
            self.token = self.command("devices", "pair", "kanim-1", "--token").stdout.split()[-1]

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([LOKET, *words], env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def start(self) -> None:
        set_up = [
            "--admin",
            "admin",
            "--unit",
            "kanim",
            "--unit-name",
            "Kanim Uji",
            "--public-url",
            "",
            *(["--new-secret"] if self.renew else []),
        ]
        with (self.data.parent / "log").open("a") as log:
            self.process = subprocess.Popen(
                [LOKET, "start", "--port", str(self.port), *set_up],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                start_new_session=True,
                text=True,
            )
        self.wait_until(lambda: self.healthz() == 200)

    def wait_until(self, holds: Callable[[], bool], seconds: float = 120) -> None:
        end = monotonic() + seconds
        while not holds():
            assert monotonic() < end, (self.data.parent / "log").read_text()[-3000:]
            sleep(0.1)

    def healthz(self) -> int:
        with suppress(OSError, http.client.HTTPException):
            return self.request("GET", "/healthz").status
        return 0

    def request(self, method: str, path: str, fields: dict[str, str] | None = None) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        try:
            connection.request(method, path, urlencode(fields or {}), headers)
            answer = connection.getresponse()
            answer.read()
            return answer
        finally:
            connection.close()

    def kill(self, *, master: bool) -> None:
        assert self.process
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="utf-8").split()
        if master:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        elif workers:
            with suppress(ProcessLookupError):
                os.kill(int(workers[0]), signal.SIGKILL)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()

    @contextmanager
    def running(self) -> Iterator[None]:
        self.start()
        try:
            yield
        finally:
            self.stop()

    def app(self) -> Flask:
        return create_app(read_settings({}, data=self.data, database_url=self.url or None))


class Load:
    """Tablets that tap, keep what was not acknowledged and send it again, and know what was."""

    def __init__(self, box: Box, tablets: int = 6) -> None:
        self.box, self.acknowledged, self.statuses = box, set[UUID](), set[int]()
        self._stop, self._lock = Event(), Lock()
        self._threads = [Thread(target=self._tap, args=(Random(n),)) for n in range(tablets)]

    def __enter__(self) -> "Load":
        for thread in self._threads:
            thread.start()
        return self

    def goes_on(self, taps: int = 10) -> None:
        """Wait until that many more are acknowledged: counted, not timed, because a busy machine may take seconds for them."""
        before = len(self.acknowledged)
        self.box.wait_until(lambda: len(self.acknowledged) >= before + taps)

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _tap(self, dice: Random) -> None:
        waiting: list[dict[str, str]] = []
        while not self._stop.is_set():
            visit = str(ledger.new_id(datetime.now(UTC)))
            waiting += [self._one(dice, visit, code) for code in CODES[: dice.randint(1, 4)]]
            waiting = [tap for tap in waiting if not self._sent(tap)]

    def _one(self, dice: Random, visit: str, code: str) -> dict[str, str]:
        moment = datetime.now(UTC)
        answer = str(ledger.new_id(moment))
        return {"visit": visit, "answer": answer, "question": code, "score": str(dice.randint(1, 4)), "given_at": moment.isoformat()}

    def _sent(self, tap: dict[str, str]) -> bool:
        if self._stop.is_set():
            return False
        try:
            status = self.box.request("POST", "/counter/answers", tap).status
        except (OSError, http.client.HTTPException):
            sleep(0.05)
            return False
        with self._lock:
            self.statuses.add(status)
            if status == 200:
                self.acknowledged.add(UUID(tap["answer"]))
        if status == 503:
            sleep(0.2)
        return status == 200


def nothing_is_lost(box: Box, load: Load) -> None:
    """All that was acknowledged is in the ledger once, numbered without gaps, tallied, and it verifies."""
    with box.app().app_context():
        place = places.place_by_counter_code("kanim-1")
        assert place
        entries = [entry for entry, _leaf in answers.entries(place.unit)]
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        stored = {entry.answer for entry in entries}
        assert len(stored) == len(entries), "an answer is there twice"
        assert load.acknowledged <= stored, f"{len(load.acknowledged - stored)} of {len(load.acknowledged)} are missing"
        assert agree(place)
        db.engine.dispose()
    assert load.acknowledged, "there must have been a load"
    verified = box.command("verify", "--json")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert json.loads(verified.stdout)["clean"]


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def box(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Box]:
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_box")
        return
    box = Box(tmp_path / "data", postgresql.make_anew(request.getfixturevalue("postgres"), "broken"))
    try:
        box.first_run()
        yield box
    finally:
        box.stop()


@pytest.fixture(scope="session")
def after_first_run(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """What a first run leaves, to be copied: starting, pairing and stopping take longer than some of these tests."""
    box = Box(tmp_path_factory.mktemp("first") / "data")
    box.first_run()
    return box


@pytest.fixture
def sqlite_box(after_first_run: Box, tmp_path: Path) -> Iterator[Box]:
    shutil.copytree(after_first_run.data, tmp_path / "data")
    box = Box(tmp_path / "data")
    box.token = after_first_run.token
    try:
        yield box
    finally:
        box.stop()


def test_killed_workers_and_a_killed_server_lose_nothing(box: Box) -> None:
    box.start()
    with Load(box) as load:
        for master in (False, False, True):
            load.goes_on()
            box.kill(master=master)
        box.start()
        load.goes_on()
    box.stop()
    assert load.statuses <= {200, 503}
    nothing_is_lost(box, load)


@pytest.mark.long
def test_kills_at_random_for_a_while(box: Box) -> None:
    dice, end = Random(1), monotonic() + float(os.environ.get("LOKET_TORTURE_SECONDS", "60"))
    box.start()
    with Load(box, tablets=12) as load:
        while monotonic() < end:
            sleep(dice.uniform(0.05, 2))
            master = dice.random() < 0.3
            box.kill(master=master)
            if master:
                box.start()
    box.stop()
    assert load.statuses <= {200, 503}
    nothing_is_lost(box, load)


def test_a_power_cut_loses_nothing(sqlite_box: Box, tmp_path: Path) -> None:
    """The files as they are at one instant: all processes stand still while they are copied."""
    box = sqlite_box
    box.start()
    assert box.process
    copies = []
    with Load(box) as load:
        for number in range(3):
            load.goes_on()
            os.killpg(box.process.pid, signal.SIGSTOP)
            with load._lock:
                known = set(load.acknowledged)
            copies.append((tmp_path / f"copy{number}", known))
            shutil.copytree(box.data, copies[-1][0])
            os.killpg(box.process.pid, signal.SIGCONT)
    box.stop()
    for folder, known in copies:
        copy = Box(folder)
        load.acknowledged = known
        nothing_is_lost(copy, load)


def test_a_full_disk_is_said_and_recovers(sqlite_box: Box, tmp_path: Path) -> None:
    """The log of the store may not grow any more: RLIMIT_FSIZE makes every write beyond it fail, as a full disk does."""
    box = sqlite_box
    box.start()
    assert box.process
    with Load(box) as load:
        load.goes_on()
        workers = Path(f"/proc/{box.process.pid}/task/{box.process.pid}/children").read_text(encoding="utf-8").split()
        for pid in workers:
            subprocess.run(["prlimit", f"--pid={pid}", "--fsize=4096:unlimited"], check=True)
        box.wait_until(lambda: 503 in load.statuses)
        assert box.healthz() == 503
        full = box.request("POST", "/counter/answers", load._one(Random(1), str(uuid4()), "S0"))
        assert (full.status, full.headers["Retry-After"]) == (503, "2")
        for pid in workers:
            subprocess.run(["prlimit", f"--pid={pid}", "--fsize=unlimited:unlimited"], check=True)
        load.goes_on()
    box.stop()
    nothing_is_lost(box, load)


def test_a_store_that_another_program_holds_is_waited_for(sqlite_box: Box) -> None:
    box = sqlite_box
    with box.running(), Load(box) as load:
        load.goes_on()
        shell = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(box.data / "loket.sqlite3")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert shell.stdout
        assert shell.stdout.readline() == "held\n"
        box.wait_until(lambda: 503 in load.statuses)
        shell.communicate("\n")
        load.goes_on()
    nothing_is_lost(box, load)


HOLD = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.readline()
"""


def test_connections_that_the_database_drops_come_again(postgres: str, tmp_path: Path) -> None:
    """As when PostgreSQL is restarted: every connection is cut, in the middle of whatever it was doing."""
    box = Box(tmp_path / "data", postgresql.make_anew(postgres, "broken"))
    try:
        box.first_run()
        box.start()
        with Load(box) as load:
            for _ in range(3):
                load.goes_on()
                with psycopg.connect(postgres, autocommit=True) as connection:
                    connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'broken'")
            load.goes_on()
    finally:
        box.stop()
    assert load.statuses <= {200, 503}
    nothing_is_lost(box, load)


def test_a_request_ends_well_whose_connection_was_cut_after_it_read(postgres: str, tmp_path: Path) -> None:
    """The answer is ready, the database restarts, and only then the reading transaction is rolled back."""
    address = postgresql.make_anew(postgres, "cut")
    app = create_app(read_settings({}, data=tmp_path, database_url=address))
    for _ in range(2):
        with app.app_context():
            assert db.session.execute(text("SELECT 1")).scalar() == 1
            with psycopg.connect(postgres, autocommit=True) as connection:
                connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'cut'")
    with app.app_context():
        assert db.session.execute(text("SELECT 2")).scalar() == 2
        assert len(db.session.registry.registry) == 1
        assert cast(QueuePool, db.engine.pool).checkedout() == 1
        close_connections()


def test_two_starts_at_once_found_one_installation(tmp_path: Path) -> None:
    boxes = [Box(tmp_path / "data"), Box(tmp_path / "data")]
    starts = [Thread(target=box.start) for box in boxes]
    try:
        for start in starts:
            start.start()
        for start in starts:
            start.join()
        assert [box.healthz() for box in boxes] == [200, 200], "both serve the one that was founded"
        with boxes[0].app().app_context():
            assert [unit.code for unit in places.units()] == ["kanim"]
            db.engine.dispose()
    finally:
        for box in boxes:
            box.stop()


def test_a_folder_that_cannot_be_written_is_refused_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").touch()
    assert main(["--data", str(tmp_path / "file" / "data"), "start", "--port", "8123"]) == 2
    assert "cannot make the data folder" in capsys.readouterr().err
