"""From the first schema to the newest with ratings in it: the same entries, tallies made, and whole or not at all."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from alembic import op
from flask import Flask

from kiosk import places
from kiosk.app import create_app
from kiosk.cli.session import prepare_store
from kiosk.config import read_settings
from kiosk.ledger import Channel, Entry, Kind, answers, leaf_hash
from kiosk.proof.verify import verify
from kiosk.reports import first_steps
from kiosk.store import writing_direct
from kiosk.store.opening import database_url, is_migrated, migrate_store
from kiosk.store.tables import db
from kiosk.visitors import tickets
from kiosk.web import instruments
from tests import postgres as postgresql
from tests.make import tally, utc
from tests.tallies.test_tallies import agree

pytestmark = pytest.mark.stores

MOMENT = utc(2026, 11, 19, 3)
CODES = ("S0", "U1", "K1")


@pytest.fixture
def old(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> Iterator[Flask]:
    """A store of the first schema with twelve entries of four visits."""
    url = postgresql.make_anew(request.getfixturevalue("postgres"), "old") if backend == "postgresql" else None
    app = create_app(read_settings({}, data=tmp_path / "data", database_url=url))
    with app.app_context():
        migrate_store("0001")
        fill()
        yield app
        db.session.remove()
        db.engine.dispose()


UNIT, COUNTER = 7, 9


def fill() -> None:
    """In the words of the first schema: today's classes know more columns than it had."""
    entries = [entry(seq, visit) for visit in range(4) for seq in range(visit * 3 + 1, visit * 3 + 4)]
    digests = {instrument.name: instrument.digest for instrument in instruments().all()}
    # Numbers that the store's own counting does not reach.
    numbers = {"pulse@1": 101, "ikm-ipk-2021@1": 102}
    with writing_direct() as direct:
        unit = (UNIT, "kanim", "Kantor Imigrasi Kelas II TPI Uji", "Imigrasi Uji", "unit", "Asia/Jakarta")
        direct.insert("unit (id, code, name, short_name, kind, zone)", [unit])
        counter = (COUNTER, UNIT, "kanim-1", "Loket 1", "Counter 1", "ikm-ipk-2021", "S0 I0 ikm:1 ipk:1", True)
        direct.insert("counter (id, unit_id, code, name, name_en, instrument, plan, shows_qr)", [counter])
        direct.insert("instrument_version (id, name, digest)", [(number, name, digests[name]) for name, number in numbers.items()])
        direct.run("INSERT INTO ledger_head (unit_id, size) VALUES (?, 12)", (UNIT,))
        direct.insert("entry", [row(each, numbers[each.instrument]) for each in entries])


def entry(seq: int, visit: int) -> Entry:
    question = CODES[(seq - 1) % 3]
    return Entry(
        unit="kanim",
        seq=seq,
        kind=Kind.RATING,
        answer=uuid4(),
        visit=VISITS[visit],
        counter="kanim-1",
        service="",
        channel=(Channel.TABLET, Channel.POSTER)[visit % 2],
        instrument="pulse@1" if question == "S0" else "ikm-ipk-2021@1",
        question=question,
        score=1 + seq % 4,
        language="id",
        assisted=False,
        given_at=MOMENT + timedelta(seconds=seq),
        received_at=MOMENT + timedelta(seconds=seq, milliseconds=300),
        service_day=MOMENT.date(),
        marks="",
        rules=0,
        nonce=uuid4().bytes,
    )


VISITS = [uuid4() for _ in range(4)]


def row(each: Entry, instrument: int) -> tuple[object, ...]:
    """As the first schema held it: kind and channel in words, the nonce beside."""
    given, received = (int(moment.timestamp() * 1000) for moment in (each.given_at, each.received_at))
    head = (UNIT, each.seq, each.kind.value, each.answer.bytes, each.visit.bytes, COUNTER, None, each.channel.value)
    said = (instrument, each.question, each.score, each.language, each.assisted, given, received, 20261119, "", 0)
    return (*head, *said, each.nonce, None, "", leaf_hash(each))


def whole_and_new(app: Flask) -> None:
    place = places.place_by_counter_code("kanim-1")
    assert place
    stored = list(answers.entries(place.unit))
    assert [e.seq for e, _ in stored] == list(range(1, 13))
    assert all(leaf == leaf_hash(e) for e, leaf in stored), "every entry says what it said"
    assert {e.channel for e, _ in stored} == {Channel.TABLET, Channel.POSTER}
    assert agree(place)
    assert sum(sum(counts.values()) for counts in tally(place.unit, MOMENT.date()).values()) == 12
    assert [a.seq for a in answers.of_days(place.unit, MOMENT.date(), MOMENT.date())] == list(range(1, 13))
    assert verify(database_url(app.extensions["settings"]), [place.unit]).findings == []


def test_entries_stay_and_tallies_are_made(old: Flask) -> None:
    prepare_store(old)
    whole_and_new(old)


def test_a_unit_that_was_rated_before_is_not_told_how_to_begin(old: Flask) -> None:
    prepare_store(old)
    steps = first_steps.of(places.unit_by_id(UNIT), MOMENT, MOMENT.date())
    assert steps
    assert steps.dismissed
    assert steps.dismissed.by == ""


def test_people_and_their_roles_come_along(old: Flask) -> None:
    migrate_store("0015")
    with writing_direct() as direct:
        unit_id = direct.all("SELECT id FROM unit")[0][0]
        direct.run("INSERT INTO person (id, name, password, active, fs_uniquifier) VALUES (7, 'kepala', '!', true, 'kepala')")
        direct.run("INSERT INTO grant_of_role (id, person_id, role, unit_id) VALUES (7, 7, 'head', ?)", (unit_id,))
    migrate_store()
    with writing_direct() as direct:
        assert direct.all("SELECT name, left_unit_id FROM person WHERE id = 7") == [("kepala", None)]


def test_tickets_that_were_used_stay_used(old: Flask) -> None:
    migrate_store("0018")
    columns = "id, unit_id, counter_id, count, valid_from, valid_until, secret, spent, made_at, made_by, used_when_over"
    batch = (UNIT, COUNTER, 9, 20261119, 20261119)
    with writing_direct() as direct:
        direct.insert(
            f"ticket_batch ({columns})", [(1, *batch, b"s" * 32, b"\x82\x01", 0, "petugas", None), (2, *batch, b"", b"", 0, "petugas", 5)]
        )
    migrate_store()
    found = {batch.id: batch for batch in tickets.batches(places.unit_by_id(UNIT))}
    assert {number: batch.used for number, batch in found.items()} == {1: 3, 2: 5}
    assert [serial for serial in range(9) if found[1].has_spent(serial)] == [1, 7, 8]


def test_a_migration_that_breaks_off_changes_nothing(old: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    create_table: Callable[..., object] = op.create_table

    def breaks_off(name: str, *columns: object, **more: object) -> object:
        if name == "lease":
            raise KeyboardInterrupt
        return create_table(name, *columns, **more)

    with monkeypatch.context() as patch:
        patch.setattr(op, "create_table", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            migrate_store()
    assert not is_migrated()
    with writing_direct() as direct:
        assert direct.all("SELECT count(*) FROM entry WHERE kind = 'rating'") == [(12,)]
    prepare_store(old)
    whole_and_new(old)
