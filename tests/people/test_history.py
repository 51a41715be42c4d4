"""What is noted of sign-ins, for whom, and for how long."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from kiosk.people import Person, history
from kiosk.people.history import CODE, FAILED, KEPT_FOR, PASSWORD, SignInNote
from kiosk.store import reading
from tests.conftest import FixedClock
from tests.make import make_person


@pytest.fixture
def person(inside: Flask) -> Person:
    return make_person("kepala")


def noted(person: Person) -> list[tuple[str, int]]:
    return [(each.method, each.n) for each in history.of_person(person)]


def test_failures_of_a_day_are_one_row_and_a_sign_in_begins_another(person: Person, clock: FixedClock) -> None:
    for _ in range(7):
        history.note_failure(person, clock())
    history.note(person, PASSWORD, "Firefox", clock())
    history.note_failure(person, clock())
    clock.advance(days=1)
    history.note_failure(person, clock())
    assert noted(person) == [(FAILED, 1), (FAILED, 1), (PASSWORD, 1), (FAILED, 7)]


def test_names_that_are_no_account_are_counted_together(person: Person, clock: FixedClock) -> None:
    for _ in range(1000):
        history.note_failure(None, clock())
    assert reading().scalar(select(func.count()).select_from(SignInNote)) == 1
    assert history.of_people([person]) == []
    assert [(note.n, name) for note, name in history.of_people(None)] == [(1000, "")]


def test_the_sign_in_before_this_one_and_what_failed_since(person: Person, clock: FixedClock) -> None:
    assert history.before_this(person) == (None, 0)
    history.note(person, PASSWORD, "Firefox", clock())
    clock.advance(hours=1)
    for _ in range(3):
        history.note_failure(person, clock())
    history.note(person, CODE, "Chrome", clock())
    before, failed = history.before_this(person)
    assert before
    assert (before.told, failed) == ("Firefox", 3)


def test_notes_are_forgotten(person: Person, clock: FixedClock) -> None:
    history.note(person, PASSWORD, "Firefox", clock())
    clock.advance(days=KEPT_FOR.days)
    history.note(person, CODE, "Firefox", clock())
    assert len(noted(person)) == 2
    clock.set(clock() + timedelta(seconds=1))
    history.note_failure(person, clock())
    assert noted(person) == [(FAILED, 1), (CODE, 1)]
