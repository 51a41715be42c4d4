"""Backups are whole, verified and rotated; one is put back, but not to before a seal that nobody has looked at."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from kiosk import devices, ledger, places, proof
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.cli.archive import unpack
from kiosk.clock import system_clock
from kiosk.config import read_settings
from kiosk.evidence import Vault
from kiosk.people import acts
from kiosk.places import Place
from kiosk.proof import seals, witnesses
from kiosk.store import writing_direct
from kiosk.store.opening import open_to_serve
from kiosk.store.tables import db
from kiosk.web.current import timekeeper
from tests import postgres as postgresql
from tests.conftest import AppMaker
from tests.make import make_counter, make_device, make_issued_report, make_rating, make_unit, utc

NIGHT = utc(2026, 11, 18, 17, 5)


class Box:
    """An installation on SQLite, day by day."""

    def __init__(self, app: Flask) -> None:
        self.app, self.data = app, app.extensions["settings"].data
        with app.app_context():
            make_counter(make_unit("kanim"), "kanim-1")
        self.day = 0
        self.live_a_day()

    def place(self) -> Place:
        found = places.place_by_counter_code("kanim-1")
        assert found
        return found

    def live_a_day(self) -> None:
        with self.app.app_context():
            for n in range(5):
                make_rating(self.place(), given_at=NIGHT + timedelta(days=self.day, hours=-n - 1))
            moment = NIGHT + timedelta(days=self.day)
            proof.seal_unit(self.place().unit, proof.open_signer(self.data, NIGHT), self.data, moment)
            db.engine.dispose()
        self.day += 1

    def size(self) -> int:
        app = create_app(read_settings({}, data=self.data))
        with app.app_context():
            size = ledger.size(self.place().unit)
            db.engine.dispose()
        return size

    def loket(self, *words: str) -> int:
        return main(["--data", str(self.data), *words])


@pytest.fixture
def box(make_app: AppMaker) -> Box:
    return Box(make_app())


def backup(box: Box, capsys: pytest.CaptureFixture[str]) -> Path:
    assert box.loket("backup") == 0
    return Path(capsys.readouterr().out.strip())


def given_up(told: str) -> list[str]:
    """The options that a refusal names."""
    return [word for name in re.findall(r"--give-up (\S+)", told) for word in ("--give-up", name)]


def unpacked(file: Path, place: Path) -> None:
    with file.open("rb") as opened:
        unpack(opened, file, place)


def test_a_backup_holds_all_but_the_signing_key(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = backup(box, capsys)
    assert file.parent == box.data / "backups"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with tarfile.open(file) as archive:
        assert sorted(archive.getnames()) == ["loket.sqlite3", "seals.txt", "secret.key"]
    unpacked(file, tmp_path)
    with closing(sqlite3.connect(tmp_path / "loket.sqlite3")) as copy:
        assert copy.execute("SELECT count(*) FROM entry").fetchone() == (5,)
    assert box.loket("verify", "--file", str(tmp_path / "loket.sqlite3")) == 0
    assert os.listdir(box.data / "backups") == [file.name], "nothing unfinished remains"


def test_old_backups_go(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"loket-2026010{number}T000000Z.tar").touch()
    (tmp_path / "other.tar").touch()
    assert box.loket("backup", "--to", str(tmp_path), "--keep", "3") == 0
    kept = sorted(file.name for file in tmp_path.glob("*.tar"))
    assert kept[:2] == ["loket-20260102T000000Z.tar", "loket-20260103T000000Z.tar"]
    assert (len(kept), kept[-1]) == (4, "other.tar")


def test_a_ledger_that_does_not_verify_makes_no_backup(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    with box.app.app_context(), writing_direct() as direct:
        direct.run("UPDATE monthly_tally SET s4 = 99")
    assert box.loket("backup") == 2
    assert "does not verify" in capsys.readouterr().err
    assert os.listdir(box.data / "backups") == []


def test_a_tablets_word_stops_no_backup(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    """Anybody who holds a tablet's key can invent a seal: it is said, and verify is not clean until somebody has looked at it."""
    with box.app.app_context():
        device = devices.by_token(make_device(box.place().counter))
        assert device
        strange = "SEGEL kanim 9 2026-11-18 K7QF-2M9D-0WXR-5TYH-81ZC"
        assert witnesses.note_witness(box.place().unit, device.id, [strange], NIGHT) == [strange]
        db.engine.dispose()
    assert box.loket("backup") == 0
    said = capsys.readouterr()
    assert "doubtful" in said.err
    assert strange in said.err
    assert box.loket("verify", "--language", "en") == 1
    assert "DOUBTFUL" in capsys.readouterr().out
    assert box.loket("restore", said.out.strip()) == 0
    assert "doubtful" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_said(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert box.loket("backup", "--to", str(tmp_path / "file" / "x")) == 2
    assert "could not be written" in capsys.readouterr().err


def test_a_backup_comes_back_on_a_new_machine(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = backup(box, capsys)
    new = tmp_path / "new"
    assert main(["--data", str(new), "restore", str(file)]) == 0
    assert main(["--data", str(new), "verify"]) == 0
    assert (new / "secret.key").read_text() == (box.data / "secret.key").read_text()
    assert main(["--data", str(new), "seals", "make"]) == 2, "the signing key is not in the backup"
    assert "Copy the key from its safe place" in capsys.readouterr().err


def test_an_old_backup_says_that_the_clock_wants_a_word(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    with box.app.app_context():
        timekeeper().accept(system_clock() - timedelta(days=20))
        db.engine.dispose()
    file = backup(box, capsys)
    assert box.loket("restore", str(file)) == 0
    assert "20 days after what was believed last" in capsys.readouterr().err


def test_the_same_state_comes_back(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    assert box.loket("restore", str(backup(box, capsys))) == 0
    assert box.size() == 5
    assert box.loket("verify") == 0


def test_going_back_behind_a_seal_needs_its_name(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    file = backup(box, capsys)
    box.live_a_day()
    assert box.loket("restore", str(file)) == 2
    told = capsys.readouterr().err
    assert "what came after it would be lost" in told
    name = told.rsplit("--give-up ", 1)[1].strip()
    assert box.size() == 10, "nothing was touched"
    assert box.loket("restore", str(file), "--give-up", "AAAA-BBBB-CCCC-DDDD-EEEE") == 2
    capsys.readouterr()
    assert box.loket("restore", str(file), "--give-up", name.lower()) == 0
    assert box.size() == 5
    (aside,) = box.data.glob("before-restore-*")
    assert {"loket.sqlite3", "seals.txt"} <= set(os.listdir(aside)), "what was there is kept"
    assert box.loket("verify") == 0
    assert box.loket("verify", "--against", str(aside / "seals.txt")) == 1


def test_what_tablets_saw_of_seals_that_were_given_up_is_expected(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    """Else no backup could ever be put back after a seal was shown: the ledger would stay doubtful, for each tablet repeats what it saw."""
    with box.app.app_context():
        device = devices.by_token(make_device(box.place().counter, NIGHT))
        assert device
        db.engine.dispose()
    file = backup(box, capsys)
    box.live_a_day()
    with box.app.app_context():
        shown = proof.latest_seal(box.place().unit)
        assert shown
        db.engine.dispose()
    box.loket("restore", str(file))
    for _ in range(2):  # once more, as after a restore that did not help
        assert box.loket("restore", str(file), *given_up(capsys.readouterr().err), "--give-up", proof.fingerprint(shown)) == 0
    with box.app.app_context():
        unit = box.place().unit
        assert witnesses.note_witness(unit, device.id, [proof.printed(shown)], NIGHT) == []
        assert witnesses.note_witness(unit, device.id, ["SEGEL kanim 2 2026-11-19 AAAA-BBBB-CCCC-DDDD-EEEE"], NIGHT), "any other is none"
        assert [act.about for act in acts.acts(None)] == [f"2 {proof.fingerprint(shown)}"]
        with writing_direct() as direct:
            direct.run("DELETE FROM seal_witness WHERE fingerprint LIKE 'AAAA%'")
        db.engine.dispose()
    box.day = 1
    box.live_a_day()
    assert box.loket("verify", "--language", "en") == 0
    assert f"seals up to 2 ({proof.fingerprint(shown)}) were given up" in capsys.readouterr().out
    with box.app.app_context():
        first, second = seals.of_unit(box.place().unit)
        said = f"2:{proof.fingerprint(shown)}"
        assert (dict(first.seal.statements).get("given-up"), dict(second.seal.statements).get("given-up")) == (None, said)
        db.engine.dispose()


def test_a_lost_store_is_compared_by_the_copy_of_its_seals(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    file = backup(box, capsys)
    box.live_a_day()
    (box.data / "loket.sqlite3").write_bytes(b"no database at all" * 1000)
    assert box.loket("restore", str(file)) == 2
    told = capsys.readouterr().err
    assert "SEGEL kanim 2" in told
    seal, unsealed = given_up(told)[1::2]
    assert box.loket("restore", str(file), "--give-up", seal) == 2, "nobody knows what came after it"
    assert box.loket("restore", str(file), "--give-up", unsealed) == 2
    assert box.loket("restore", str(file), "--give-up", seal, "--give-up", unsealed) == 0


def test_unsealed_ratings_are_not_lost_unseen_either(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    file = backup(box, capsys)
    with box.app.app_context():
        make_rating(box.place(), given_at=NIGHT + timedelta(hours=3))
        db.engine.dispose()
    assert box.loket("restore", str(file)) == 2
    assert "6 entries; in the backup seal 1, 5 entries" in capsys.readouterr().err


def test_a_server_in_use_is_not_replaced(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    file = backup(box, capsys)
    with open_to_serve(box.app.extensions["settings"]):
        assert box.loket("restore", str(file)) == 2
    assert "stop it first" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"no archive", b"\0" * 10240])
def test_what_is_no_backup_is_refused(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.tar").write_bytes(content)
    assert box.loket("restore", str(tmp_path / "x.tar")) == 2
    assert "cannot be read as a backup" in (err := capsys.readouterr().err) or "holds no store" in err


def test_a_damaged_backup_is_refused(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    unpacked(backup(box, capsys), tmp_path)
    with closing(sqlite3.connect(tmp_path / "loket.sqlite3")) as copy:
        copy.execute("UPDATE daily_visits SET n = n + 1")
        copy.commit()
    with tarfile.open(tmp_path / "bent.tar", "w") as archive:
        archive.add(tmp_path / "loket.sqlite3", "loket.sqlite3")
    assert box.loket("restore", str(tmp_path / "bent.tar")) == 2
    assert "does not verify" in capsys.readouterr().err
    assert box.size() == 5


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def postgres_box(postgres_template: str, make_app: AppMaker) -> Box:
    return Box(make_app(database_url=postgresql.make_anew(postgres_template, "box", postgresql.TEMPLATE)))


def test_on_postgresql_a_backup_comes_back_into_an_empty_database(
    postgres_box: Box, postgres: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box, old = postgres_box, postgresql.database(postgres, "box")
    monkeypatch.setenv("LOKET_DATABASE_URL", old)
    file = backup(box, capsys)
    with tarfile.open(file) as archive:
        assert sorted(archive.getnames()) == ["loket.pgdump", "seals.txt", "secret.key"]
    assert box.loket("restore", str(file)) == 2
    assert "is not empty" in capsys.readouterr().err
    monkeypatch.setenv("LOKET_DATABASE_URL", postgresql.make_anew(postgres, "box_new"))
    assert box.loket("restore", str(file)) == 2
    assert "To give them up: --give-up unsealed" in capsys.readouterr().err, "the other database may hold more than its last seal says"
    assert box.loket("restore", str(file), "--give-up", "unsealed") == 0
    assert box.loket("verify") == 0
    assert "5 entri diperiksa" in capsys.readouterr().out


def test_on_postgresql_going_back_behind_a_seal_needs_its_name(
    postgres_box: Box, postgres: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = postgres_box
    monkeypatch.setenv("LOKET_DATABASE_URL", postgresql.database(postgres, "box"))
    file = backup(box, capsys)
    box.live_a_day()
    monkeypatch.setenv("LOKET_DATABASE_URL", postgresql.make_anew(postgres, "box_new"))
    for _ in range(2):
        assert box.loket("restore", str(file)) == 2
        told = capsys.readouterr().err
        assert "SEGEL kanim 2" in told, "the database is empty again, and can be restored to"
    assert box.loket("verify") == 2, "nothing of the old history is there to be served"
    assert "there is no ledger here" in capsys.readouterr().err
    assert box.loket("restore", str(file), *given_up(told)) == 0
    assert box.loket("verify") == 0
    assert box.loket("places") == 0


def test_on_postgresql_a_restore_that_was_killed_is_not_served(
    postgres_box: Box, postgres: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    box = postgres_box
    monkeypatch.setenv("LOKET_DATABASE_URL", postgresql.database(postgres, "box"))
    file = backup(box, capsys)
    new = postgresql.make_anew(postgres, "box_new")
    monkeypatch.setenv("LOKET_DATABASE_URL", new)
    script = f"""
import os
from kiosk.cli import main, restore
restore._must_be_clean = lambda report: os.kill(os.getpid(), 9)
main(["--data", {str(box.data)!r}, "restore", {str(file)!r}])
"""
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", script], env=os.environ | {"PYTHONPATH": str(root)}, capture_output=True).returncode == -9
    capsys.readouterr()
    for words in (("start", "--port", "8651"), ("places",), ("seals", "make"), ("backup",)):
        assert box.loket(*words) == 2
        assert "has not ended" in capsys.readouterr().err
    assert box.loket("restore", str(file)) == 2
    assert "create a new one" in capsys.readouterr().err


def test_a_backup_of_another_history_is_refused(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Two boxes from one beginning: what one has sealed is not what the other has."""
    begun = backup(box, capsys)
    other = tmp_path / "other"
    assert main(["--data", str(other), "restore", str(begun)]) == 0
    (other / "keys").mkdir(mode=0o700)
    (other / "keys" / "seal.key").write_bytes((box.data / "keys" / "seal.key").read_bytes())
    (other / "keys" / "seal.key").chmod(0o600)
    elsewhere = Box.__new__(Box)
    elsewhere.app, elsewhere.data, elsewhere.day = create_app(read_settings({}, data=other)), other, 1
    elsewhere.live_a_day()
    box.live_a_day()
    capsys.readouterr()
    foreign = backup(elsewhere, capsys)
    assert box.loket("restore", str(foreign)) == 2
    told = capsys.readouterr().err
    assert "of another history" in told
    assert "SEGEL kanim 2" in told
    assert box.size() == 10


def test_a_full_disk_leaves_the_old_store_in_its_place(
    box: Box, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backup(box, capsys)

    def full(_from: object, _to: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("kiosk.store.backup.files.copy", full)
        assert box.loket("restore", str(file)) == 2
    assert "Nothing was changed" in capsys.readouterr().err
    assert box.size() == 5
    assert not list(box.data.glob("draft-*"))


def test_a_damaged_index_is_found_before_a_restore(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = backup(box, capsys)
    unpacked(file, tmp_path)
    store = tmp_path / "loket.sqlite3"
    with closing(sqlite3.connect(store)) as copy:
        ((page,),) = copy.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_entry_2'").fetchall()
        ((size,),) = copy.execute("PRAGMA page_size").fetchall()
    content = bytearray(store.read_bytes())
    content[(page - 1) * size + 8 : page * size] = bytes(size - 8)
    store.write_bytes(content)
    with tarfile.open(file, "w") as archive:
        archive.add(store, store.name)
    assert box.loket("restore", str(file)) == 2
    assert "damaged" in capsys.readouterr().err
    assert box.size() == 5


def test_a_torn_line_in_the_copy_of_the_seals_stops_nothing(box: Box, capsys: pytest.CaptureFixture[str]) -> None:
    with (box.data / "seals.txt").open("a") as copy:
        copy.write("SEGEL kanim 9 20")
    assert box.loket("verify") == 0
    assert "is no seal, and is passed over" in capsys.readouterr().err
    assert box.loket("restore", str(backup(box, capsys))) == 0


def test_seals_kept_elsewhere_that_cannot_be_read_are_named(box: Box, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "typed.txt").write_text("nonsense")
    assert box.loket("restore", str(backup(box, capsys)), "--against", str(tmp_path / "typed.txt")) == 2
    told = capsys.readouterr().err
    assert "typed.txt:1" in told
    assert "as a backup" not in told


def test_files_come_back_with_the_store(make_app: AppMaker, tmp_path: Path) -> None:
    """Those that were issued and handed in, by their hash; what came since stays."""
    box = Box(make_app())
    with box.app.app_context():
        found = make_issued_report(box.place().unit)
    before = {each: Vault(box.data).read(each) for each in Vault(box.data).all()}
    assert len(before) == 5, "three of a report, a photograph and its thumbnail"
    assert main(["--data", str(box.data), "backup", "--to", str(tmp_path)]) == 0
    (archive,) = tmp_path.glob("*.tar")
    vault = Vault(box.data)
    vault.erase(found.pdf)
    vault.path(found.figures).write_bytes(b"changed")
    later = vault.keep(b"since")
    assert main(["--data", str(box.data), "restore", str(archive)]) == 0
    assert {each: vault.read(each) for each in vault.all()} == before | {later: b"since"}


def test_a_file_that_is_gone_or_changed_is_named(make_app: AppMaker, capsys: pytest.CaptureFixture[str]) -> None:
    box = Box(make_app())
    with box.app.app_context():
        found = make_issued_report(box.place().unit)
        box.live_a_day()
    assert main(["--data", str(box.data), "verify"]) == 0
    vault = Vault(box.data)
    vault.erase(found.pdf)
    vault.path(found.figures).write_bytes(b"changed")
    assert main(["--data", str(box.data), "verify", "--language", "en"]) == 1
    out = capsys.readouterr().out
    for digest in (found.pdf, found.figures):
        assert f"the file files/{digest[:2]}/{digest} is missing or changed" in out
