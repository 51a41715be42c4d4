"""Names of accounts are one name however they are typed, and passwords that are tried first are refused everywhere."""

import hashlib

import pytest
from flask import Flask

from kiosk import people
from kiosk.people import PersonError, passwords, sign_ins
from kiosk.people.names import LONGEST_FOLDED, folded
from tests.conftest import FixedClock
from tests.make import make_person

ALIKE = ["ÉMILE", "émile", "E\u0301MILE", " Émile ", "\uff25\u0301mile"]


@pytest.mark.parametrize("typed", ALIKE)
def test_a_name_is_found_however_it_is_typed(inside: Flask, typed: str) -> None:
    person = make_person("Émile")
    found = people.by_name(typed)
    assert found
    assert (found.id, found.name) == (person.id, "Émile")
    with pytest.raises(PersonError, match="already"):
        make_person(typed)


@pytest.mark.parametrize(("name", "same"), [("Straße", "STRASSE"), ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ﬁrma", "FIRMA"), ("İpek", "i̇pek")])
def test_folding_is_unicodes(name: str, same: str) -> None:
    assert folded(name) == folded(same) == folded(folded(name))


def test_failures_are_counted_by_that_name_too(inside: Flask, clock: FixedClock) -> None:
    for n in range(sign_ins.FREE):
        assert not sign_ins.begin_try(ALIKE[n], "", clock())
    assert sign_ins.begin_try(ALIKE[0], "", clock())


def test_an_address_is_an_address_in_wide_letters_too(inside: Flask) -> None:
    with pytest.raises(PersonError, match="no @"):
        make_person("kepala\uff20kantor")
    with pytest.raises(PersonError, match="80 characters"):
        make_person("\ufdfa" * (LONGEST_FOLDED // 18 + 1))


@pytest.mark.parametrize(
    "password",
    [
        "1234567890",
        "qwertyuiop",
        "Password123",
        "PASSWORD-2026",
        "!!sayang2026",
        "Bismillah 99",
        "imigrasi1234",
        "kepala12345",
        "aaaaaaaaab",
    ],
)
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert passwords.fault(password, "kepala") == "easy"


@pytest.mark.parametrize("password", ["tiga kata lain", "kata-sandi-uji", "Rq7vLp2sXw", "sayang kopi pagi"])
def test_what_nobody_tries_first_is_taken(password: str) -> None:
    assert passwords.fault(password, "kepala") is None


def test_lengths_are_said() -> None:
    assert (passwords.fault("pendek", "kepala"), passwords.fault("kata lain " * 21, "kepala")) == ("short", "long")


def test_the_list_is_the_one_that_is_named() -> None:
    assert hashlib.sha256(passwords.LIST.read_bytes()).hexdigest() == passwords.DIGEST
    assert len(passwords.LIST.read_text(encoding="utf-8").split()) == 10_000
