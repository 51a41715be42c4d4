"""Files by their hash beside the store: whole, once, erased when withdrawn, within a quota, seen by a scanner."""

import io
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from kiosk import evidence
from kiosk.evidence import Desk, EvidenceError, Vault, VaultError, scanner, tables
from kiosk.places import Unit
from tests.conftest import FixedClock


def photo(shade: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), (shade, 0, 0)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def stored(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Vault(tmp_path), 10**6)


def test_a_file_is_kept_once_for_the_service_alone(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    digest = vault.keep(b"words")
    assert (vault.keep(b"words"), list(vault.all()), vault.read(digest)) == (digest, [digest], b"words")
    assert stat.S_IMODE(vault.path(digest).stat().st_mode) == 0o600
    vault.path(digest).write_bytes(b"changed")
    with pytest.raises(VaultError, match="damaged"):
        vault.read(digest)
    assert vault.read(vault.keep(b"words")) == b"words", "whole again"
    vault.erase(digest)
    vault.erase(digest)
    with pytest.raises(VaultError, match="missing"):
        vault.read(digest)


@pytest.mark.parametrize("name", ["../../etc/passwd", "ab", "A" * 64, "0" * 63 + "/"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="is no SHA-256"):
        Vault(tmp_path).path(name)


@pytest.mark.usefixtures("stored")
def test_withdrawing_leaves_the_row_and_erases_the_file(desk: Desk, unit: Unit, clock: FixedClock) -> None:
    first = evidence.hand_in(unit, photo(), desk, by="kepala", now=clock())
    twin = evidence.hand_in(unit, photo(), desk, by="kepala", now=clock())
    assert [each.id for each in tables.live(unit)] == [twin.id, first.id]
    evidence.erase(first, desk.vault)
    assert desk.vault.read(first.sha256), "nothing is erased that was not withdrawn"
    evidence.withdraw(first, reason="salah", by="kepala", now=clock())
    evidence.erase(first, desk.vault)
    assert desk.vault.read(twin.sha256), "the other one stands for the same file"
    for _ in range(2):
        evidence.withdraw(twin, reason="salah", by="kepala", now=clock())
        evidence.erase(twin, desk.vault)
    assert list(desk.vault.all()) == []
    assert (tables.live(unit), tables.kept(unit), evidence.by_number(twin.id)) == ([], 0, None)


@pytest.mark.usefixtures("stored")
def test_a_unit_has_its_own_room(desk: Desk, unit: Unit, clock: FixedClock) -> None:
    evidence.hand_in(unit, photo(1), desk, by="kepala", now=clock())
    full = Desk(desk.vault, 2 * tables.kept(unit) - 1)
    with pytest.raises(EvidenceError, match="quota"):
        evidence.hand_in(unit, photo(2), full, by="kepala", now=clock())
    assert len(tables.live(unit)) == 1


@pytest.mark.usefixtures("stored")
def test_what_is_not_there_any_more_is_named(desk: Desk, unit: Unit, clock: FixedClock) -> None:
    found = evidence.hand_in(unit, photo(), desk, by="kepala", now=clock())
    assert list(evidence.not_whole(desk.vault)) == []
    desk.vault.erase(found.sha256)
    assert [(each.id, digest) for each, digest in evidence.not_whole(desk.vault)] == [(found.id, found.sha256)]


def test_a_full_disk_leaves_no_row(stored: None, desk: Desk, unit: Unit, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kiosk.files.write", full)
    with pytest.raises(EvidenceError, match="room"):
        evidence.hand_in(unit, photo(), desk, by="kepala", now=clock())
    assert tables.live(unit) == []


def test_a_scanner_has_a_word() -> None:
    scanner.scan(b"clean", "grep -qv virus")
    for command, why in (("grep -qv virus", "unsafe"), ("no-such-scanner", "scanner"), ("sh -c 'exit 2'", "scanner"), ("'", "scanner")):
        with pytest.raises(EvidenceError, match=why):
            scanner.scan(b"virus", command)
