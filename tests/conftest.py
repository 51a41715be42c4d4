"""What every test stands on: a fixed clock, a migrated store of its own, and the cast of clients at the doors.

The cast: `tablet` stands at `counter` of `unit`, `phone` is anybody's; `head` heads the unit, `outsider` heads another one.
"""

import gc
import shutil
import socket
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from flask import Flask
from passlib.hash import argon2

from kiosk.app import create_app
from kiosk.config import read_settings
from kiosk.evidence import FOLDER
from kiosk.panel.account.sign_in import ARGON2
from kiosk.people import Person, sign_ins
from kiosk.places import Place, Unit
from kiosk.running.session import prepare_store
from kiosk.store.lock import lock_with
from kiosk.store.opening import FILE
from kiosk.store.tables import db
from kiosk.timekeeping import Timekeeper
from kiosk.web import now
from tests import postgres as postgresql
from tests.make import make_counter, make_device, make_person, make_unit
from tests.page import PageClient

PUBLIC_URL = "https://loket.example"


class FixedClock:
    """Stands still unless it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def set(self, moment: datetime) -> None:
        assert moment.tzinfo, "a moment has an offset"
        self.moment = moment.astimezone(UTC)

    def advance(self, **length: float) -> None:
        """clock.advance(minutes=5)"""
        self.moment += timedelta(**length)


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Tests reach this machine only: a test that wants the network fails."""
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1", "localhost"):
            raise AssertionError(f"a test must not use the network, but wants {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", only_here)
        yield


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    from kiosk.config import SETTINGS

    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)


@pytest.fixture(autouse=True)
def _health_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """The health check's answer stands for a second, in which another test may begin."""
    monkeypatch.setattr("kiosk.store.session._tried", None)


@pytest.fixture(autouse=True)
def _the_register_is_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its number stands for half a second, in which another test may begin with another store."""
    monkeypatch.setattr("kiosk.store.register._known", WeakKeyDictionary())


@pytest.fixture(autouse=True, scope="session")
def _memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What is kept in memory only is kept among the test's own files, and goes with them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kiosk.store.memory.IN_MEMORY", tmp_path_factory.mktemp("memory"))
        yield


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """argon2 with the least work: the fifth of a second that it takes to be safe would be a sixth of the panel's tests."""
    with pytest.MonkeyPatch.context() as patch:
        for cost, least in (("default_rounds", 1), ("memory_cost", 8), ("parallelism", 1)):
            patch.setattr(argon2, cost, least)
        for cost, least in (("time_cost", 1), ("memory_cost", 8)):
            patch.setitem(ARGON2, f"argon2__{cost}", least)
        yield


@pytest.fixture
def clock() -> FixedClock:
    """Thursday, 19 November 2026, 14.42 WIB."""
    return FixedClock(datetime(2026, 11, 19, 7, 42, tzinfo=UTC))


@pytest.fixture(scope="session")
def migrated_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty store of the newest schema; copied for each test."""
    folder = tmp_path_factory.mktemp("migrated")
    app = create_app(read_settings({}, data=folder, public_url=PUBLIC_URL))
    with app.app_context():
        prepare_store(app)
        db.engine.dispose()
    assert not list(folder.glob("*-wal")), "the store must be whole in one file to be copied"
    return folder


@pytest.fixture(scope="session")
def house(migrated_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application, put together once: that takes longer than most tests. Use `app`, which has an empty store."""
    data = tmp_path_factory.mktemp("house") / "data"
    shutil.copytree(migrated_folder, data)
    return create_app(read_settings({}, data=data, public_url=PUBLIC_URL))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server of the tests' own."""
    with postgresql.server() as address:
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of the newest schema, to be copied for each test."""
    address = postgresql.make_anew(postgres, postgresql.TEMPLATE)
    app = create_app(read_settings({}, data=tmp_path_factory.mktemp("template"), database_url=address))
    with app.app_context():
        prepare_store(app)
        db.engine.dispose()
    return postgres


@pytest.fixture(scope="session")
def postgres_house(postgres_template: str, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """As `house`, on PostgreSQL."""
    address = postgresql.database(postgres_template, "house")
    return create_app(read_settings({}, data=tmp_path_factory.mktemp("house"), public_url=PUBLIC_URL, database_url=address))


@pytest.fixture
def backend() -> str:
    """sqlite, and for tests marked `stores` also postgresql (see pytest_generate_tests)."""
    return "sqlite"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run the tests of the store on PostgreSQL alone")


SLOW_FILES = (
    "browser",
    *("test_withholding.py", "test_guards.py", "test_owners.py", "test_forms.py", "test_backup.py", "test_attacks.py", "test_broken.py"),
    *("test_troubles.py", "test_migrations.py", "test_printing.py", "test_unjoinable.py", "test_wrong_clock.py", "test_cli.py"),
)
"""Half a minute and more each on a busy machine: begun first, so that none is left alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not any(slow in item.path.parts for slow in SLOW_FILES))
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.timeout(0))


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end: the garbage collector, left alone, walks all of it again and again, for a sixth
    of the tests' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "backend" in metafunc.fixturenames and metafunc.definition.get_closest_marker("stores"):
        metafunc.parametrize("backend", ["postgresql"] if metafunc.config.getoption("postgres") else ["sqlite", "postgresql"])


@pytest.fixture
def app(request: pytest.FixtureRequest, backend: str, clock: FixedClock) -> Iterator[Flask]:
    """The application on a fresh copy of the migrated store, with the test's clock."""
    if backend == "postgresql":
        app = request.getfixturevalue("postgres_house")
        postgresql.make_anew(request.getfixturevalue("postgres"), "house", postgresql.TEMPLATE)
        lock_with(None)
    else:
        app = request.getfixturevalue("house")
        data = app.extensions["settings"].data
        for file in data.glob(f"{FILE}*"):
            file.unlink()
        shutil.copy(request.getfixturevalue("migrated_folder") / FILE, data)
        # Another application may have taken the lock's place since (there is one per process).
        lock_with(data / "write.lock")
    shutil.rmtree(app.extensions["settings"].data / FOLDER, ignore_errors=True)
    app.extensions["clock"], app.extensions["timekeeper"] = clock, Timekeeper()
    yield app
    with app.app_context():
        db.engine.dispose()


AppMaker = Callable[..., Flask]


@pytest.fixture
def make_app(migrated_folder: Path, tmp_path: Path, clock: FixedClock) -> Iterator[AppMaker]:
    """make_app(public_url="", …) → an application of its own, with other settings, on a copy of the migrated store."""
    made: list[Flask] = []
    data = tmp_path / "data"

    def make(**given: object) -> Flask:
        if not data.exists():
            shutil.copytree(migrated_folder, data)
        app = create_app(read_settings({}, **{"data": data, "public_url": PUBLIC_URL, **given}), clock)
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """Within the application's context throughout: for tests of nouns, which ask and tell without a door."""
    with app.app_context():
        yield app


# ── the cast ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def unit(app: Flask) -> Unit:
    with app.app_context():
        return make_unit("kanim", name="Kantor Imigrasi Kelas II TPI Uji")


@pytest.fixture
def counter(app: Flask, unit: Unit) -> Place:
    with app.app_context():
        return make_counter(unit, "kanim-1")


@pytest.fixture
def foreign_counter(app: Flask) -> Place:
    """The counter of another unit, which is none of the head's business."""
    with app.app_context():
        return make_counter(make_unit("lapas", name="Lapas Kelas IIB Uji"), "lapas-1", name="Loket 1 · Kunjungan")


@pytest.fixture
def token(app: Flask, counter: Place) -> str:
    """The token of the tablet."""
    with app.app_context():
        return make_device(counter.counter)


@pytest.fixture
def tablet(app: Flask, token: str) -> PageClient:
    client = PageClient(app)
    client.browser.set_cookie("loket_device", token, path="/counter")
    return client


@pytest.fixture
def phone(app: Flask) -> PageClient:
    """Anybody's phone, which says nothing about its language."""
    return PageClient(app)


@pytest.fixture
def anonymous(app: Flask) -> PageClient:
    return PageClient(app)


def signed_in(app: Flask, person: Person) -> PageClient:
    """A browser in which this person has signed in."""
    client, code = PageClient(app), sign_ins.begin(person, "tests", now() + timedelta(days=36500))
    with client.browser.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.fs_uniquifier, True
        session["sign_in"] = code
    return client


@pytest.fixture
def head(app: Flask, unit: Unit) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kepala", "head", unit))


@pytest.fixture
def operator(app: Flask, unit: Unit) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("operator", "operator", unit))


@pytest.fixture
def kanwil(app: Flask) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("kanwil", "kanwil"))


@pytest.fixture
def admin(app: Flask) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("admin", "admin"))


@pytest.fixture
def auditor(app: Flask) -> PageClient:
    with app.app_context():
        return signed_in(app, make_person("auditor", "auditor"))


@pytest.fixture
def outsider(app: Flask, foreign_counter: Place) -> PageClient:
    """Heads another unit; nothing of ours is hers to see."""
    with app.app_context():
        return signed_in(app, make_person("orang-luar", "head", foreign_counter.unit))
