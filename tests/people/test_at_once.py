"""What is good once is good once, however many use it at the same moment: each use is one statement that says whether it was the one."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from flask import Flask

from kiosk import devices, people
from kiosk.people import accounts, invitations, sign_ins
from kiosk.places import Place
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.make import make_person

pytestmark = pytest.mark.stores
MANY = 8
Result = TypeVar("Result")


def at_once(app: Flask, use: Callable[[int], Result]) -> list[Result]:
    """What eight threads are told that do this at the same moment."""
    together = Barrier(MANY)

    def one(n: int) -> Result:
        with app.app_context():
            together.wait(10)
            try:
                return use(n)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(MANY) as threads:
        return list(threads.map(one, range(MANY)))


def account(name: str) -> people.Person:
    found = people.by_name(name)
    assert found
    return found


@pytest.fixture
def name(app: Flask) -> str:
    with app.app_context():
        return make_person("kepala", "head").name


def test_a_pairing_code_pairs_one_tablet(app: Flask, counter: Place, clock: FixedClock) -> None:
    with app.app_context():
        code = devices.begin_pairing(counter.counter, clock())
    assert sum(token is not None for token in at_once(app, lambda _: devices.pair(code, clock()))) == 1
    with app.app_context():
        assert len(devices.of_unit(counter.unit)) == 1


def test_an_invitation_is_accepted_once(app: Flask, name: str, clock: FixedClock) -> None:
    with app.app_context():
        code = invitations.invite(account(name), "admin", clock())
    found = at_once(app, lambda n: invitations.accept(code, f"hash {n}", clock()) is not None)
    assert sum(found) == 1
    with app.app_context():
        assert account(name).password == f"hash {found.index(True)}"


def test_a_recovery_code_is_used_once_and_the_others_stay(app: Flask, name: str) -> None:
    with app.app_context():
        accounts.set_recovery_codes(account(name), [f"code {n}" for n in range(9)])
    assert sum(at_once(app, lambda _: accounts.use_recovery_code(account(name), "code 3"))) == 1
    assert all(at_once(app, lambda n: accounts.use_recovery_code(account(name), f"code {n + (n > 2)}")))
    with app.app_context():
        assert account(name).mf_recovery_codes == []


def test_the_code_of_an_interval_is_used_once_and_no_older_one_after_it(app: Flask, name: str) -> None:
    assert sum(at_once(app, lambda _: accounts.use_counter(account(name), 100))) == 1
    assert not any(at_once(app, lambda n: accounts.use_counter(account(name), 100 - n)))
    with app.app_context():
        assert accounts.use_counter(account(name), 101)


def test_guesses_at_the_same_moment_are_each_counted(app: Flask, clock: FixedClock) -> None:
    waits = at_once(app, lambda _: sign_ins.begin_try("kepala", "", clock()))
    assert sum(wait == timedelta() for wait in waits) == sign_ins.FREE
    with app.app_context():
        assert sign_ins.wait("kepala", "", clock()) == sign_ins.FIRST_WAIT
