"""`loket audio`: what *Dengarkan* plays, read by a free voice (espeak-ng) and packed (opusenc). For those who change questions.

A recording of the same name replaces the voice and is never overwritten. The list beside the files says what was
read and what the voice made, so that a text that has changed is noticed.
"""

import argparse
import json
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from kiosk.folders import STATIC
from kiosk.instruments import Instrument, Question, load_all
from kiosk.refusals import Refusal
from kiosk.running.streams import say

FOLDER = STATIC / "audio"
LIST = "spoken.json"
"""{path: {"text": what was read, "made": SHA-256 of what the voice made}}, sorted by path."""
# Words a minute, pitch, and the pause between words (10 ms): slow and clear, for a loud hall and an elderly ear.
VOICE = ("-s", "140", "-p", "45", "-g", "4")
KBITS = "14"


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where they lie (default static/audio)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    if missing := [tool for tool in ("espeak-ng", "opusenc") if shutil.which(tool) is None]:
        raise Refusal(f"{' and '.join(missing)} not found (Debian: apt-get install espeak-ng opus-tools)")
    known = _known(asked.folder)
    spoken: dict[str, dict[str, str]] = {}
    for path, language, text in _wanted():
        spoken[path] = _made(asked.folder, path, language, text, known.get(path))
    asked.folder.mkdir(parents=True, exist_ok=True)
    (asked.folder / LIST).write_text(json.dumps(dict(sorted(spoken.items())), ensure_ascii=False, indent=1) + "\n")
    say(f"{len(spoken)} files, {sum((asked.folder / path).stat().st_size for path in spoken) // 1024} KiB")
    return 0


def _wanted() -> list[tuple[str, str, str]]:
    """(path, language, text) of every question that a tablet may ask, as often as its words differ."""
    found: dict[str, tuple[str, str]] = {}
    for instrument in load_all().all():
        for question, language in _questions(instrument):
            found[question.audio(language)] = language, question.spoken(language)
    return [(path, *rest) for path, rest in sorted(found.items())]


def _questions(instrument: Instrument) -> list[tuple[Question, str]]:
    beside = (instrument.wish,) if instrument.wish else ()
    asked = (question for question in (*instrument.questions, *beside) if is_asked_aloud(question))
    return [(question, language) for question in asked for language in instrument.languages]


def is_asked_aloud(question: Question) -> bool:
    """The control question and the profile are asked on phones and on paper only."""
    return question.of_index is not None or question.index == "pulse" or (question.is_wish and len(question.scores) > 1)


def _known(folder: Path) -> dict[str, dict[str, str]]:
    file = folder / LIST
    known: dict[str, dict[str, str]] = json.loads(file.read_text()) if file.exists() else {}
    return known


def _made(folder: Path, path: str, language: str, text: str, known: dict[str, str] | None) -> dict[str, str]:
    """The file's line in the list, after making the file if that is needed and allowed."""
    file = folder / path
    there = sha256(file.read_bytes()).hexdigest() if file.exists() else None
    if there and known and known["text"] == text:
        return known
    if there and (known is None or known["made"] != there):
        say(f"{path} is a recording and stays as it is; its text is now: {text}")
        return {"text": text, "made": known["made"] if known else ""}
    file.parent.mkdir(parents=True, exist_ok=True)
    voice = subprocess.run(["espeak-ng", "-v", language, *VOICE, "--stdout"], input=text.encode(), stdout=subprocess.PIPE, check=True)  # noqa: S603, S607
    subprocess.run(  # noqa: S603  # our own words through a fixed program
        ["opusenc", "--quiet", "--bitrate", KBITS, "--serial", "1", "--discard-comments", "-", str(file)],  # noqa: S607
        input=voice.stdout,
        check=True,
    )
    return {"text": text, "made": sha256(file.read_bytes()).hexdigest()}
