"""People: names, roles on a place, and which figures each may see."""

from datetime import date

import pytest
from flask import Flask

from kiosk import people
from kiosk.panel.account.sign_in import ARGON2
from kiosk.people import PersonError
from tests.make import make_counter, make_person, make_unit

pytestmark = pytest.mark.usefixtures("inside")


def test_a_name_is_found_however_it_is_typed() -> None:
    person = make_person("Bu Kepala")
    assert people.by_name("  bu kepala ") is person
    assert people.by_name("bu") is None


def test_a_name_is_given_once() -> None:
    make_person("kepala")
    with pytest.raises(PersonError, match="already"):
        make_person("KEPALA")


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_name_has_a_length(name: str) -> None:
    with pytest.raises(PersonError, match="1 to 80"):
        make_person(name)
    assert not people.anyone()


def test_there_is_no_other_role() -> None:
    with pytest.raises(PersonError, match="head"):
        make_person("kepala", "king")


@pytest.mark.parametrize(
    ("role", "own", "sees"),
    [
        ("head", True, ["a"]),
        ("kanwil", False, ["a", "b"]),
        ("auditor", False, ["a", "b"]),
        ("admin", False, ["a", "b"]),
        ("auditor", True, ["a"]),
        ("operator", True, []),  # no results before entering served counts
        ("operator", False, []),
    ],
)
def test_a_role_covers_its_place(role: str, own: bool, sees: list[str]) -> None:
    units = [make_unit(code) for code in ("b", "a", "without-counter")]
    for unit in units[:2]:
        make_counter(unit)
    person = make_person("orang", role, units[1] if own else None)
    assert [u.code for u in people.sight(person, date(2026, 11, 19)).units("figures.read")] == sees


def test_a_new_password_is_another_session() -> None:
    person = make_person()
    before = person.fs_uniquifier
    people.set_password(person, "hash")
    assert (person.password, person.fs_uniquifier == before) == ("hash", False)


def test_a_password_is_kept_as_argon2_only(app: Flask) -> None:
    assert make_person().password.startswith("$argon2id$")
    # The tests alone lower its work (tests/conftest.py).
    assert app.config["SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS"] == ARGON2
