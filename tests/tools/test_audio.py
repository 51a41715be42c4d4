"""What Dengarkan plays: a file for every question in every language, made from the words that are shown."""

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from kiosk.cli import main
from kiosk.instruments import load_all
from tools import audio
from tools.audio import is_asked_aloud

SPOKEN = json.loads((audio.FOLDER / audio.LIST).read_text())
QUESTIONS = sorted(
    {
        (q.audio(language), q.spoken(language))
        for i in load_all().all()
        for q in (*i.questions, *((i.wish,) if i.wish else ()))
        if is_asked_aloud(q)
        for language in i.languages
    }
)


@pytest.mark.parametrize(("path", "text"), QUESTIONS, ids=[path for path, _ in QUESTIONS])
def test_every_question_can_be_heard_in_its_words(path: str, text: str) -> None:
    assert (audio.FOLDER / path).is_file(), "run ./loket audio"
    assert SPOKEN[path]["text"] == text, "the words have changed: run ./loket audio, or record them again"


def test_nothing_is_shipped_that_nobody_asks_for() -> None:
    there = {file.relative_to(audio.FOLDER).as_posix() for file in audio.FOLDER.rglob("*.ogg")}
    assert there == {path for path, _ in QUESTIONS} == set(SPOKEN)


def test_each_recording_is_small() -> None:
    """At 14 kbit/s a second is 1.75 kB: the voice takes 15 s on average and 19 s at most. Nobody listens for half a minute.

    Except to what should improve: ten answers take 36 s, and an earlier one can be chosen while the voice goes on.
    """
    sizes = {file.relative_to(audio.FOLDER): file.stat().st_size for file in audio.FOLDER.rglob("*.ogg")}
    assert sum(sizes.values()) <= 30_000 * len(sizes)
    assert {name: size for name, size in sizes.items() if size > (65_000 if name.stem == "R0" else 50_000)} == {}


def test_a_recording_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the tools nothing can be made, and nothing needs to be: all is there."""
    folder = tmp_path / "audio"
    shutil.copytree(audio.FOLDER, folder)
    monkeypatch.setattr(audio.shutil, "which", lambda _tool: "/bin/false")
    path = QUESTIONS[0][0]
    (folder / path).write_bytes(b"recorded by a person")
    known = json.loads((folder / audio.LIST).read_text())
    known[path]["text"] = "other words"
    (folder / audio.LIST).write_text(json.dumps(known))
    assert main(["audio", "--folder", str(folder)]) == 0
    assert "is a recording and stays" in capsys.readouterr().err
    assert (folder / path).read_bytes() == b"recorded by a person"
    assert json.loads((folder / audio.LIST).read_text())[path]["made"] != sha256(b"recorded by a person").hexdigest()


def test_without_the_tools_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audio.shutil, "which", lambda _tool: None)
    assert main(["audio", "--folder", str(tmp_path)]) == 2
    assert "apt-get install espeak-ng opus-tools" in capsys.readouterr().err
