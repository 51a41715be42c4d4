"""How long the panel's pages take with years of ratings of many units: each page of a signed-in person, of random units, in turn.

Answered within this process, from the request's address to the last byte of the page: what a network and a server's queue add is not
counted. The store is filled as for `figures`; asking writes an account of its own into it.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient

from kiosk import people
from kiosk.app import create_app
from kiosk.clock import Clock
from kiosk.jobs.timed_work import find
from kiosk.people import sign_ins
from kiosk.running.serving import settle
from kiosk.running.session import opened
from tools.bench.figures import ASKED_AT, BIG
from tools.bench.filled import Filled, Say, filled_before
from tools.bench.making import ZONE
from tools.bench.measures import percentile
from tools.bench.office import settings_of
from tools.bench.rounds import machine_of

TARGET_MS = 200.0
"""At the 95th percentile, of each page (two years, a hundred units, ten million ratings) …"""
TARGETS_MS = {"/panel/": 35.0, "/panel/units/<unit_code>/today": 30.0, "/panel/units/<unit_code>/period": 30.0}
"""… but those that are opened most."""
OPEN_TO_NONE = ("/sign-in", "/welcome", "/account")


@dataclass(frozen=True, slots=True)
class PageTimes:
    """A page's rule, and how many milliseconds it took each time."""

    rule: str
    ms: Sequence[float]

    @property
    def p95(self) -> float:
        return percentile(self.ms, 0.95)

    @property
    def target(self) -> float:
        return TARGETS_MS.get(self.rule, TARGET_MS)

    @property
    def met(self) -> bool:
        return self.p95 <= self.target

    def as_json(self) -> dict[str, Any]:
        return {"rule": self.rule, "ms": self.ms, "median": median(self.ms), "p95": self.p95, "target": self.target, "met": self.met}


@dataclass(frozen=True, slots=True)
class PagesResult:
    machine: Mapping[str, Any]
    filled: Filled
    pages: Sequence[PageTimes]


def measure(folder: Path, rounds: int, say: Say) -> PagesResult:
    """Ask for every page that many times after a warm-up, the big store of the folder being that of `figures --keep`."""
    filled = filled_before(folder / BIG)
    moment = datetime.combine(filled.last_day, ASKED_AT, ZoneInfo(ZONE))
    dice = Random(2)  # noqa: S311  # dice, not secrets
    with _browser(folder / BIG, lambda: moment) as (app, browser):
        settle()
        rules = [rule for rule in sorted(_rules(app)) if _is_page(browser, _address(rule, filled, dice))]
        times: dict[str, list[float]] = {rule: [] for rule in rules}
        for number in range(rounds + 1):
            for rule in dice.sample(rules, len(rules)):
                taken = _ask(browser, _address(rule, filled, dice))
                if number:  # the first one warms up
                    times[rule].append(taken)
            say(f"round {number} of {rounds}")
    return PagesResult(machine_of(folder), filled, [PageTimes(rule, ms) for rule, ms in times.items()])


@contextmanager
def _browser(folder: Path, clock: Clock) -> Iterator[tuple[Flask, FlaskClient]]:
    """A browser in which somebody of the regional office has signed in, who is also an administrator and so sees every page."""
    with opened(settings_of(folder), clock, make=create_app) as app:
        name = f"bench-{secrets.token_hex(4)}"
        find()  # as a server does each night
        person = people.add(name, "!", "kanwil")  # a hash that no password has
        people.grant(person, "admin")
        code, mark = sign_ins.begin(person, "bench", clock()), person.fs_uniquifier
    browser = app.test_client()
    with browser.session_transaction() as session:
        session["_user_id"], session["_fresh"], session["sign_in"] = mark, True, code
    yield app, browser


def _rules(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        for_all = rule.rule.startswith("/panel/") and not rule.rule.removeprefix("/panel").startswith(OPEN_TO_NONE)
        if for_all and "GET" in (rule.methods or ()) and rule.arguments <= {"unit_code"}:
            yield rule.rule
            if rule.endpoint == "panel.today.show":
                yield f"{rule.rule}?day="


def _address(rule: str, filled: Filled, dice: Random) -> str:
    address = rule.replace("<unit_code>", f"bench-{dice.randint(1, filled.units)}")
    day = filled.last_day - timedelta(days=dice.randint(1, filled.days - 1))
    return address + day.isoformat() if address.endswith("?day=") else address


def _is_page(browser: FlaskClient, address: str) -> bool:
    answer = browser.get(address)
    if answer.status_code >= 500:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return answer.status_code == 200 and answer.mimetype == "text/html"


def _ask(browser: FlaskClient, address: str) -> float:
    began = perf_counter()
    answer = browser.get(address)
    taken = (perf_counter() - began) * 1000
    if answer.status_code != 200:
        raise RuntimeError(f"{address} answered {answer.status_code}")
    return taken
