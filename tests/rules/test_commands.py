"""What the papers tell people to type is a command that there is, and stands as one."""

import re
from pathlib import Path

import pytest

from kiosk.cli import main

ROOT = Path(__file__).parents[2]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "deploy").rglob("*.md")])
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
OF_THE_SCRIPT = ("check", "test")
"""What ./loket itself does, before the program."""


def code(text: str) -> list[str]:
    """The lines of a paper that are set as code: fenced, or a paragraph indented by four.

    An indented line within a paragraph is no code: the entries of a list within a list are wrapped so.
    """
    fenced = [line for block in FENCE.findall(text) for line in block.splitlines()[1:-1]]
    paragraphs = re.split(r"\n[ \t]*\n", FENCE.sub("", text))
    indented = (each.strip("\n") for each in paragraphs if each.lstrip("\n").startswith("    "))
    return fenced + [line.strip() for paragraph in indented for line in paragraph.splitlines()]


def typed(text: str) -> list[list[str]]:
    """The words of every `./loket …` among them, without its comment."""
    found = (re.search(r"\./loket (\S.*)", line.partition("#")[0]) for line in code(text))
    return [match[1].split() for match in found if match]


COMMANDS = sorted({tuple(words) for paper in PAPERS for words in typed(paper.read_text()) if words[0] not in OF_THE_SCRIPT})


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_command_is_set_as_code(paper: Path) -> None:
    prose = [line for line in FENCE.sub("", paper.read_text(encoding="utf-8")).splitlines() if line.startswith(("./loket", "loket "))]
    assert not prose, "fence it (```sh), or indent each of its lines by four: it is read as prose"


def test_there_are_commands() -> None:
    assert {"start", "compute", "verify", "backup", "demo"} <= {words[0] for words in COMMANDS}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_and_its_options_exist(words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    verbs = [word for word in words[:2] if re.fullmatch(r"[a-z][a-z-]*", word)]
    with pytest.raises(SystemExit) as ended:
        main([*verbs, "--help"])
    told = capsys.readouterr().out
    assert ended.value.code == 0
    for option in (word for word in words if word.startswith("-")):
        assert re.search(rf"{re.escape(option)}\b", told), f"loket {' '.join(verbs)} knows no {option}"
