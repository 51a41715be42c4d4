"""Sealing: each closed day once, also the empty and the missed ones, whatever the clock does and however many try."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from kiosk import ledger, proof
from kiosk.ledger import leaf_hash
from kiosk.places import Place
from kiosk.proof import KeyProblem, Signer, keys, merkle, seal, seals
from kiosk.proof.sealing import COPY
from kiosk.store import see_anew
from tests.make import entries, make_counter, make_rating, make_unit, utc

pytestmark = pytest.mark.stores

NIGHT = utc(2026, 11, 19, 17, 5)
"""Five past midnight in Jakarta: the 19th has closed."""


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def signer(inside: Flask, data: Path) -> Signer:
    return proof.open_signer(data, NIGHT)


def sealed(place: Place) -> list[tuple[int, str, int]]:
    return [(s.seal.number, s.seal.day.isoformat(), s.seal.size) for s in seals.of_unit(place.unit)]


def unsealed(place: Place) -> int:
    """How many entries no seal covers yet."""
    newest = seals.latest_seal(place.unit)
    return ledger.size(place.unit) - (newest.size if newest else 0)


# ── days ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_day_is_sealed_once_after_its_close(place: Place, signer: Signer, data: Path) -> None:
    for _ in range(3):
        make_rating(place)
    for moment in (NIGHT, NIGHT, NIGHT + timedelta(hours=23)):
        proof.seal_unit(place.unit, signer, data, moment)
    assert sealed(place) == [(1, "2026-11-19", 3)]


def test_a_day_in_another_zone_closes_at_its_own_midnight(inside: Flask, signer: Signer, data: Path) -> None:
    jayapura = make_counter(make_unit("jayapura", zone="Asia/Jayapura"), "j-1")
    proof.seal_unit(jayapura.unit, signer, data, utc(2026, 11, 19, 15, 0))
    assert sealed(jayapura) == [(1, "2026-11-19", 0)]
    assert seals.of_unit(jayapura.unit)[0].seal.root == merkle.EMPTY


def test_days_without_ratings_and_missed_days_are_sealed(place: Place, signer: Signer, data: Path) -> None:
    make_rating(place)
    proof.seal_unit(place.unit, signer, data, NIGHT)
    make_rating(place)
    proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=4))
    assert sealed(place) == [(1, "2026-11-19", 1), *((n, f"2026-11-{18 + n}", 2) for n in range(2, 6))]


def test_after_years_only_the_last_days_are_sealed_one_by_one(place: Place, signer: Signer, data: Path) -> None:
    proof.seal_unit(place.unit, signer, data, NIGHT)
    made = proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=1000))
    assert (len(made), made[-1].day) == (366, date(2029, 8, 15))


def test_a_late_rating_is_in_the_next_seal(place: Place, signer: Signer, data: Path) -> None:
    make_rating(place)
    proof.seal_unit(place.unit, signer, data, NIGHT)
    make_rating(place, given_at=NIGHT - timedelta(hours=10), received_at=NIGHT + timedelta(hours=2))
    assert unsealed(place) == 1
    proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=1))
    assert sealed(place) == [(1, "2026-11-19", 1), (2, "2026-11-20", 2)]
    assert unsealed(place) == 0


# ── what it says ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_seal_says_root_totals_and_what_came_before(place: Place, signer: Signer, data: Path) -> None:
    for n, channel in enumerate(list(ledger.Channel)):
        make_rating(place, channel=channel, given_at=NIGHT + timedelta(hours=n * 12))
        proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(hours=n * 12 + 1))
    leaves = [leaf_hash(entry) for entry in entries(place.unit)]
    before = b""
    for stored in seals.of_unit(place.unit):
        one = stored.seal
        assert one.root == merkle.root(leaves[: one.size])
        assert sum(n for _, n in one.totals) == one.size
        assert one.previous == before
        assert keys.is_signed(signer.public, stored.signature, seal.seal_form(one))
        before = seal.digest(one)
    first, *_, last = (stored.seal for stored in seals.of_unit(place.unit))
    steps = merkle.consistency_proof(leaves[: last.size], first.size)
    assert merkle.verify_consistency(first.size, last.size, steps, first.root, last.root)


def test_each_seal_is_noted_outside_the_store(place: Place, signer: Signer, data: Path) -> None:
    made = proof.seal_unit(place.unit, signer, data, NIGHT)
    assert (data / COPY).read_text() == f"{proof.printed(made[0])}\n"
    (data / COPY).unlink()
    (data / COPY).mkdir()
    assert proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=1)), "that it cannot be noted undoes no seal"


# ── the clock, and company ────────────────────────────────────────────────────────────────────────────────────────


def test_a_clock_that_ran_ahead_leaves_no_day_unsealed(place: Place, signer: Signer, data: Path) -> None:
    proof.seal_unit(place.unit, signer, data, NIGHT)
    proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=30))
    assert len(sealed(place)) == 31
    for days in range(1, 33):
        make_rating(place, given_at=NIGHT + timedelta(days=days - 1))
        for _ in range(2):
            proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=days, minutes=1))
        assert unsealed(place) == 0
    labels = [day for _, day, _ in sealed(place)]
    assert labels[31:] == [(date(2026, 11, 19) + timedelta(days=n)).isoformat() for n in range(1, 33)]


def test_a_clock_that_fell_back_seals_nothing_twice(place: Place, signer: Signer, data: Path) -> None:
    for days in range(3):
        proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=days))
    for back in (timedelta(hours=1), timedelta(days=1), timedelta(days=2)):
        assert proof.seal_unit(place.unit, signer, data, NIGHT + timedelta(days=2) - back) == []


@pytest.mark.parametrize("ratings", [0, 5])
def test_many_workers_seal_once(app: Flask, place: Place, signer: Signer, data: Path, ratings: int) -> None:
    for _ in range(ratings):
        make_rating(place)
    barrier = Barrier(8)

    def try_to(_: int) -> int:
        with app.app_context():
            barrier.wait()
            return len(proof.seal_all(signer, data, NIGHT))

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(try_to, range(8))) == 1
    see_anew()
    assert sealed(place) == [(1, "2026-11-19", ratings)]


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_key_is_made_once_and_readable_by_the_service_alone(inside: Flask, data: Path) -> None:
    first, again = proof.open_signer(data, NIGHT), proof.open_signer(data, NIGHT)
    assert first.public == again.public
    file = data / keys.FOLDER / keys.FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert os.listdir(file.parent) == [keys.FILE]


def test_a_missing_or_foreign_key_is_refused(inside: Flask, signer: Signer, data: Path, tmp_path: Path) -> None:
    file = data / keys.FOLDER / keys.FILE
    kept = file.read_bytes()
    file.unlink()
    with pytest.raises(KeyProblem, match="is missing"):
        proof.open_signer(data, NIGHT)
    file.write_bytes(b"no key")
    with pytest.raises(KeyProblem, match="cannot be read"):
        proof.open_signer(data, NIGHT)
    file.unlink()
    foreign = keys._make(file)
    assert foreign.public_key().public_bytes_raw() != signer.public
    with pytest.raises(KeyProblem, match="is not the key"):
        proof.open_signer(data, NIGHT)
    file.write_bytes(kept)
    assert proof.open_signer(data, NIGHT).public == signer.public


def test_a_new_key_is_endorsed_by_the_old_one_while_it_is_there(inside: Flask, signer: Signer, data: Path) -> None:
    second = keys.renew(data, NIGHT, "rutin")
    (data / keys.FOLDER / keys.FILE).unlink()
    keys.renew(data, NIGHT, "kunci hilang")
    one, two, three = keys.keys()
    assert keys.is_signed(one.public, two.endorsement, seal.key_form(2, second.public, NIGHT, "rutin"))
    assert three.endorsement == b""
    with pytest.raises(KeyProblem, match="needs a reason"):
        keys.renew(data, NIGHT, "  ")
