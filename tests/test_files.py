"""Files outlive a power cut: content on the disk before the name, the name on the disk before anybody is told."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk import files
from kiosk.cli import main

Events = list[tuple[str, str]]


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Events:
    """What the system is asked for, in order: ("to disk", name of a file or folder) and ("in place", name)."""
    found: Events = []
    fsync, replace, link, rename = os.fsync, os.replace, os.link, os.rename

    def noted(what: Callable[..., None]) -> Callable[..., None]:
        def call(source: os.PathLike[str], target: os.PathLike[str]) -> None:
            what(source, target)
            found.append(("in place", Path(target).name))

        return call

    def to_disk(descriptor: int) -> None:
        found.append(("to disk", Path(os.readlink(f"/proc/self/fd/{descriptor}")).name.partition("-")[0]))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", to_disk)
    for name, what in (("replace", replace), ("link", link), ("rename", rename)):
        monkeypatch.setattr(os, name, noted(what))
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    return tmp_path / "folder"


@pytest.mark.parametrize("write", [files.write, files.write_once])
def test_content_then_name_then_folder(events: Events, folder: Path, write: Callable[[Path, str], None]) -> None:
    write(folder / "secret.key", "é" * 3)
    assert events == [("to disk", "draft"), ("in place", "secret.key"), ("to disk", "folder")]
    assert (folder / "secret.key").read_text(encoding="utf-8") == "ééé"
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600
    assert os.listdir(folder) == ["secret.key"]


def test_a_copy_is_as_durable(events: Events, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "from").write_bytes(b"x" * 3_000_000)
    files.copy(tmp_path / "from", folder / "to")
    assert events == [("to disk", "draft"), ("in place", "to"), ("to disk", "folder")]
    assert (folder / "to").stat().st_size == 3_000_000


def test_moving_brings_both_folders_to_the_disk(events: Events, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "from").touch()
    files.move(tmp_path / "from", folder / "to")
    assert events == [("in place", "to"), ("to disk", "folder"), ("to disk", tmp_path.name.partition("-")[0])]


def test_new_folders_are_brought_to_the_disk_by_those_above(events: Events, folder: Path) -> None:
    files.make_folder(folder / "a" / "b")
    assert events == [("to disk", "folder"), ("to disk", "a")]
    assert stat.S_IMODE((folder / "a" / "b").stat().st_mode) == 0o700
    files.make_folder(folder / "a" / "b")
    assert len(events) == 2


def test_what_fails_leaves_what_was_there(folder: Path) -> None:
    files.write(folder / "x", "before")
    with pytest.raises(OSError, match="full"), files.drafted(folder / "x") as draft:  # noqa: PT012  # both halves are meant
        draft.write(b"half")
        raise OSError(28, "full")
    assert (folder / "x").read_text() == "before"
    assert os.listdir(folder) == ["x"]


def test_the_first_one_stays(folder: Path) -> None:
    files.write_once(folder / "x", "first")
    files.write_once(folder / "x", "second")
    assert (folder / "x").read_text() == "first"


@pytest.mark.parametrize(("there", "after"), [(None, "new\n"), ("", "new\n"), ("old\n", "old\nnew\n"), ("old\nto", "old\nto\nnew\n")])
def test_a_torn_line_swallows_no_other(events: Events, folder: Path, there: str | None, after: str) -> None:
    if there is not None:
        (folder / "seals.txt").write_text(there)
    files.append(folder / "seals.txt", "new\n")
    assert (folder / "seals.txt").read_text() == after
    assert events == [("to disk", "seals.txt"), *([] if there else [("to disk", "folder")])]


def test_a_folder_where_a_file_stands_is_an_error(folder: Path) -> None:
    (folder / "file").touch()
    with pytest.raises(NotADirectoryError):
        files.make_folder(folder / "file")


def test_what_a_command_made_is_on_the_disk_before_it_says_so(events: Events, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = folder / "data"
    assert main(["--data", str(data), "places", "add-unit", "kanim", "Kanim"]) == 0
    assert events[0] == ("to disk", "folder"), "the data folder's own name"
    made = events.index(("in place", "secret.key"))
    assert events[made - 1 : made + 2] == [("to disk", "draft"), ("in place", "secret.key"), ("to disk", "data")]
    capsys.readouterr()
    assert main(["--data", str(data), "backup"]) == 0
    name = Path(capsys.readouterr().out.strip()).name
    packed, named = events.index(("in place", "archive.tar")), events.index(("in place", name))
    assert events[packed - 1] == ("to disk", "draft"), "the archive's content"
    assert events[named + 1] == ("to disk", "backups"), "and its name in the folder of backups"
    assert packed < named
    assert events.index(("to disk", "data"), made + 2) < named, "the folder of backups is in the data folder for good"
