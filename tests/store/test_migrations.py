"""A store of the last schema made in steps is converted, whole or not at all; older ones are refused and stay as they are."""

import errno
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import inspect, text

from kiosk import people, places, proof
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.config import read_settings
from kiosk.followups import notices
from kiosk.ledger import answers, leaf_hash
from kiosk.proof.verify import verify
from kiosk.running.session import prepare_store
from kiosk.store import Direct, Row, StoreError, upgrade, writing_direct
from kiosk.store.opening import FILE, database_url
from kiosk.store.schema import is_migrated, migrate_store
from kiosk.store.tables import db
from kiosk.tallies import tally
from kiosk.tallies.cells import RELEASED
from tests import postgres as postgresql
from tests.rules.test_schema import differences
from tests.store import revision_0020
from tests.tallies.test_tallies import agree

pytestmark = pytest.mark.stores

RENAMED = ("counter", "service", "notice")
CALLED_NOW = {"letterhead": "document_profile"}
COPIES = "before-*"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def url(request: pytest.FixtureRequest, backend: str, data: Path) -> str | None:
    """The address of the old store on PostgreSQL; on SQLite it lies in the data folder, and there is none."""
    if backend == "sqlite":
        revision_0020.on_sqlite(data)
        return None
    address = postgresql.make_anew(request.getfixturevalue("postgres"), "old")
    revision_0020.on_postgresql(address)
    data.mkdir()
    return address


@pytest.fixture
def old(url: str | None, data: Path) -> Iterator[Flask]:
    app = create_app(read_settings({}, data=data, database_url=url))
    with app.app_context():
        yield app
        close()


def close() -> None:
    db.session.remove()
    db.engine.dispose()


Rows = dict[str, list[dict[str, str]]]


def rows() -> Rows:
    """Everything in the store, byte for byte: {table: its rows}."""
    with db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = {table: connection.execute(text(f'SELECT * FROM "{table}"')).mappings() for table in tables}
        return {table: sorted(({name: repr(cell) for name, cell in row.items()} for row in found[table]), key=repr) for table in tables}


def kept(before: Rows, now: Rows) -> bool:
    """Whether all that a conversion does not touch is there, byte for byte. Later revisions may have brought more tables and columns.

    Tallies are made again from the entries (`test_batches_are_kept_by_access_and_stay_as_they_were_cut`).
    """
    for table in before.keys() - {*RENAMED, *tally.TABLES, "alembic_version"}:
        columns = [column for column in before[table][0] if column != "tallied"] if before[table] else []
        there = sorted(({column: row[column] for column in columns} for row in now[CALLED_NOW.get(table, table)]), key=repr)
        if table == "instrument_version":  # a later program knows more questionnaires
            there = there[: len(before[table])]
        assert there == sorted(({column: row[column] for column in columns} for row in before[table]), key=repr), table
    return True


def set_revision(number: str) -> None:
    with writing_direct() as direct:
        direct.run("UPDATE alembic_version SET version_num = ?", (number,))
    db.session.remove()


# ── the conversion ────────────────────────────────────────────────────────────────────────────────────────────────


def test_entries_seals_and_batches_stay_byte_for_byte(old: Flask, data: Path) -> None:
    before = rows()
    assert len(before["entry"]) == revision_0020.ENTRIES
    assert len(before["seal"]) == revision_0020.SEALS
    assert before["alembic_version"] == [{"version_num": "'0020'"}]
    migrate_store(data)
    assert kept(before, rows())
    assert is_migrated()
    with writing_direct() as direct:
        assert direct.all(f"SELECT count(*) FROM daily_tally WHERE basis >= {RELEASED}")[0][0] > 0, "batches were released"


def test_batches_are_kept_by_access_and_stay_as_they_were_cut(old: Flask) -> None:
    def batches(direct: Direct) -> list[Row]:
        of_all = "basis & 7"  # without the access
        sums = ", ".join(f"sum({column})" for column in tally.SCORE_COLUMNS)
        key = f"service_day, unit_id, instrument_id, question, {of_all}"
        return direct.all(f"SELECT {key}, {sums} FROM daily_tally GROUP BY {key} ORDER BY {key}")

    with writing_direct() as direct:
        before = batches(direct)
    prepare_store(old)
    with writing_direct() as direct:
        assert batches(direct) == before
        assert direct.all(f"SELECT count(*) FROM daily_tally WHERE basis > {2 * RELEASED}")[0][0] > 0, "not by tablets alone"
        assert direct.all("SELECT count(*) FROM release_wait")[0][0] > 0


def test_what_was_converted_verifies_and_serves(old: Flask) -> None:
    prepare_store(old)
    units = proof.units_with_ledger()
    assert [unit.code for unit in units] == ["kanim", "lapas"]
    assert verify(database_url(old.extensions["settings"]), units).findings == []
    for code in ("kanim-1", "lapas-1"):
        place = places.place_by_counter_code(code)
        assert place
        assert agree(place)
        assert all(leaf == leaf_hash(entry) for entry, leaf in answers.entries(place.unit))


def test_names_and_notices_get_their_languages(old: Flask, data: Path) -> None:
    migrate_store(data)
    unit = places.unit_by_code("kanim")
    assert unit
    assert [dict(counter.names) for counter in places.counters(unit)] == [
        {"id": "Loket 1 · Paspor", "en": "Counter 1 · Passports"},
        {"id": 'Loket "2" · Jum\'at \\ 監'},
    ]
    assert [dict(service.names) for service in places.services(unit)] == [{"id": "Izin tinggal"}, {"id": "Paspor", "en": "Passports"}]
    assert [dict(notice.texts) for notice in reversed(notices.of_unit(unit))] == [
        {"id": "Antrean dibuka 07.30", "en": "The queue opens at 7.30"},
        {"id": "x" * 90, "en": "y" * 90},
        {"id": "Petugas kini dua"},
    ]
    with writing_direct() as direct:
        assert direct.all("SELECT names FROM counter WHERE id = 1") == [('{"id": "Loket 1 · Paspor", "en": "Counter 1 · Passports"}',)]


def test_accounts_whose_names_are_one_stay_two(old: Flask, data: Path) -> None:
    """Compared letter by letter they were two; the later one's name gets its number."""
    columns = "name, email, password, active, must_change, fs_uniquifier"
    with writing_direct() as direct:
        for name, email in (("\u00e9mile", "Strasse@kantor.example"), ("\u00c9MILE", None)):
            direct.run(f"INSERT INTO person ({columns}) VALUES (?, ?, 'x', ?, ?, ?)", (name, email, True, False, name))
    db.session.remove()
    migrate_store(data)
    first, second = people.by_name("E\u0301mile"), people.by_name("strasse@KANTOR.example")
    assert first
    assert second
    assert first.id == second.id
    assert people.by_name(f"\u00e9mile ({first.id + 1})")


def test_a_copy_was_made_before(old: Flask, data: Path, backend: str, request: pytest.FixtureRequest) -> None:
    before = rows()
    copy = migrate_store(data)
    assert [copy] == list(data.glob(COPIES))
    assert copy
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    close()
    if backend == "sqlite":
        shutil.copy(copy, data / FILE)
    else:
        address = postgresql.make_anew(request.getfixturevalue("postgres"), "old")
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={address}", str(copy)], check=True)
    assert rows() == before


def test_the_schema_is_that_of_a_new_store(old: Flask, data: Path, backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    migrate_store(data)
    assert differences() == []
    converted = described()
    close()
    new = postgresql.make_anew(request.getfixturevalue("postgres"), "new") if backend == "postgresql" else None
    with create_app(read_settings({}, data=tmp_path / "new", database_url=new)).app_context():
        assert migrate_store(tmp_path / "new") is None, "there was nothing to copy"
        made = described()
        close()
    assert converted == made


def described() -> Any:
    """All that a schema says, except how it is written."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            address = db.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
            dumped = subprocess.run(["pg_dump", "--schema-only", "--no-owner", address], check=True, capture_output=True, text=True).stdout
            # The tokens of \restrict and \unrestrict are drawn for each dump.
            return re.sub(r"^\\.*\n", "", dumped, flags=re.MULTILINE)

        def asked(question: str, name: str) -> list[Any]:
            return sorted(map(repr, connection.execute(text(f"SELECT * FROM pragma_{question}('{name}')")).all()))

        found: dict[str, Any] = {}
        for kind, name, sql in connection.execute(text("SELECT type, name, sql FROM sqlite_schema")).all():
            if kind == "table":
                found[name] = asked("table_xinfo", name), sorted(re.sub(r"^\(\d+, ", "", each) for each in asked("foreign_key_list", name))
                found[name] += asked("index_list", name), asked("table_list", name)
            else:
                found[name] = asked("index_xinfo", name) if kind == "index" else sql
        return found | {"statistics": connection.execute(text("SELECT * FROM sqlite_stat1")).all()}


# ── twice, half, and at once ──────────────────────────────────────────────────────────────────────────────────────


def test_twice_is_harmless(old: Flask, data: Path) -> None:
    migrate_store(data)
    after = rows()
    assert migrate_store(data) is None
    assert rows() == after
    assert len(list(data.glob(COPIES))) == 1


def test_two_that_start_at_once_convert_once(url: str | None, data: Path) -> None:
    environment = {**os.environ, "LOKET_DATA": str(data), "LOKET_DATABASE_URL": url or ""}
    command = [sys.executable, "-m", "kiosk", "places"]
    both = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [each.communicate(timeout=60) for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert said[0][0] == said[1][0]
    assert sum("brought up to date" in err for _out, err in said) == len(list(data.glob(COPIES))) == 1


def test_one_that_breaks_off_changes_nothing(old: Flask, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, alter = rows(), Operations.batch_alter_table

    def breaks_off(self: Operations, name: str, **more: Any) -> Any:
        if name == "notice":
            raise KeyboardInterrupt
        return alter(self, name, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Operations, "batch_alter_table", breaks_off)
        with pytest.raises(KeyboardInterrupt):
            migrate_store(data)
    assert rows() == before
    assert not is_migrated()
    assert list(data.glob(COPIES)) == [], "who starts again and again does not fill the disk"
    prepare_store(old)
    assert kept(before, rows())


def test_a_copy_that_was_killed_is_taken_for_none_and_goes(old: Flask, data: Path) -> None:
    (data / "draft-before-0021-20261119T070000Z.sqlite3").write_bytes(b"half")
    assert list(data.glob(COPIES)) == []
    copy = migrate_store(data)
    assert list(data.glob(COPIES)) == [copy]
    assert not list(data.glob("draft-*"))


def test_references_are_watched_again_afterwards(old: Flask, data: Path, backend: str) -> None:
    migrate_store(data)
    if backend == "sqlite":
        with db.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_without_room_for_a_copy_nothing_is_changed(old: Flask, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows()

    def full(_engine: object, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(upgrade, "copy_store", full)
    with pytest.raises(StoreError, match=r"no copy of it could be made .*No space left"):
        migrate_store(data)
    assert rows() == before


# ── what is refused ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("revision", "sentence"),
    [
        ("0001", "at revision 0001, and this version takes stores from 0020 on. Start it once with the version of commit 324525e"),
        ("0019", "at revision 0019, and this version takes stores from 0020 on"),
        ("9999", "at revision 9999, which a newer version made"),
    ],
)
def test_another_revision_is_refused_and_untouched(
    old: Flask,
    data: Path,
    revision: str,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    url: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_revision(revision)
    before = rows()
    monkeypatch.setenv("LOKET_DATABASE_URL", url or "")
    assert main(["--data", str(data), "places"]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.endswith("Nothing was changed\n")
    assert rows() == before
    assert list(data.glob(COPIES)) == []


# ── backups ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def backup(old: Flask, tmp_path: Path, data: Path, url: str | None) -> Path:
    """As the version before made it."""
    file, store = tmp_path / "loket-20261121T000000Z.tar", tmp_path / ("loket.pgdump" if url else FILE)
    close()
    if url:
        subprocess.run(["pg_dump", "--format=custom", "--no-owner", f"--file={store}", url], check=True)
    else:
        with closing(sqlite3.connect(data / FILE)) as from_, closing(sqlite3.connect(store)) as to:
            from_.backup(to)
            to.execute("PRAGMA journal_mode=DELETE")
    with tarfile.open(file, "w") as archive:
        archive.add(store, store.name)
    return file


@pytest.fixture
def elsewhere(tmp_path: Path, url: str | None, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new data folder, and on PostgreSQL an empty database for it."""
    monkeypatch.setenv("LOKET_DATABASE_URL", postgresql.make_anew(request.getfixturevalue("postgres"), "elsewhere") if url else "")
    return tmp_path / "elsewhere"


def test_a_backup_of_before_comes_back_converted(backup: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bytes_before = backup.read_bytes()
    assert main(["--data", str(elsewhere), "restore", str(backup)]) == 0, capsys.readouterr().err
    assert backup.read_bytes() == bytes_before
    assert main(["--data", str(elsewhere), "verify"]) == 0
    counted = re.findall(r"(\d+) entri diperiksa", capsys.readouterr().out)
    assert sum(map(int, counted)) == revision_0020.ENTRIES
    assert main(["--data", str(elsewhere), "places"]) == 0
    assert "kanim-1\tLoket 1 · Paspor\n" in capsys.readouterr().out


def test_what_came_after_it_is_not_given_up_unseen(
    backup: Path, data: Path, url: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Though the store that is there was not converted yet either."""
    if url:
        pytest.skip("on PostgreSQL a backup goes into an empty database only")
    with closing(sqlite3.connect(data / FILE)) as there:
        there.execute("UPDATE ledger_head SET size = size + 1 WHERE unit_id = 2")
        there.commit()
    monkeypatch.setenv("LOKET_DATABASE_URL", "")
    assert main(["--data", str(data), "restore", str(backup)]) == 2
    said = capsys.readouterr().err
    assert "what came after it would be lost" in said
    assert "kanim: here SEGEL kanim 4" in said


def test_without_room_for_a_copy_nothing_is_given_up_unseen(
    backup: Path, data: Path, url: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A store that cannot be copied can be read all the same: what it has may be all there is."""
    if url:
        pytest.skip("on PostgreSQL a backup goes into an empty database only")

    def full(_engine: object, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(upgrade, "copy_store", full)
    monkeypatch.setenv("LOKET_DATABASE_URL", "")
    before = (data / FILE).read_bytes()
    assert main(["--data", str(data), "restore", str(backup)]) == 2
    assert "no copy of it could be made" in capsys.readouterr().err
    assert (data / FILE).read_bytes() == before


def test_a_hand_in_the_database_is_left_to_be_found(old: Flask, data: Path, backend: str) -> None:
    """A counter whose unit has gone: the store must be converted before `loket verify` can judge it. PostgreSQL allows no such row."""
    if backend == "postgresql":
        pytest.skip("no such rows")
    close()
    with closing(sqlite3.connect(data / FILE)) as there:
        there.execute("UPDATE counter SET unit_id = 99 WHERE id = 3")
        there.commit()
    before = rows()
    migrate_store(data)
    assert kept(before, rows())
    with writing_direct() as direct:
        assert direct.all("SELECT unit_id FROM counter WHERE id = 3") == [(99,)]


def test_an_older_backup_is_refused(
    old: Flask, request: pytest.FixtureRequest, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_revision("0012")
    file: Path = request.getfixturevalue("backup")
    assert main(["--data", str(elsewhere), "restore", str(file)]) == 2
    assert "at revision 0012, and this version takes stores from 0020 on" in capsys.readouterr().err
    assert not (elsewhere / FILE).exists()
