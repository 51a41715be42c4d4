"""Nothing is used that the oldest Python promised lacks: mypy names what came with a later minor version, this what a later patch brought.

mypy reads the standard library's own list of what came when (typeshed), with arguments and by types, so no further lint is needed. It knows
no patch releases: Debian 12 has 3.11.2, and `tarfile` got its filters with 3.11.4. CI runs all tests on that very interpreter (.ci/run).
"""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OLDEST = PROJECT["project"]["requires-python"].removeprefix(">=")
CODE = sorted(file for folder in ("kiosk", "tools", "tests", "deploy") for file in (ROOT / folder).rglob("*.py"))

# "What's new" of Python 3.11, from 3.11.3 on: {function: arguments that it did not have in 3.11.2}.
LATER_ARGUMENTS = {
    "extract": {"filter"},
    "extractall": {"filter"},
    "unpack_archive": {"filter"},
    "getaddresses": {"strict"},
    "parseaddr": {"strict"},
}
LATER_NAMES = {"data_filter", "tar_filter", "fully_trusted_filter", "extraction_filter", "FilterError", "GetReparseDeferralEnabled"}


def later(code: str) -> Iterator[str]:
    """What the code uses that Python 3.11.2 has not."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            given = {keyword.arg for keyword in node.keywords}
            yield from (f"{called}({argument}=…)" for argument in sorted(LATER_ARGUMENTS.get(called, set()) & given))
        elif isinstance(node, ast.Attribute) and node.attr in LATER_NAMES:
            yield node.attr


def test_mypy_and_ruff_look_at_the_oldest_python() -> None:
    assert PROJECT["tool"]["mypy"]["python_version"] == OLDEST
    assert "target-version" not in PROJECT["tool"]["ruff"], "ruff takes it from requires-python"


def test_mypy_names_what_is_newer(tmp_path: Path) -> None:
    """The net holds: one function and one argument of Python 3.12."""
    file = tmp_path / "newer.py"
    file.write_text(
        "import itertools, pathlib\nprint(itertools.batched([1], 1))\nprint(pathlib.Path().exists(follow_symlinks=False))\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--config-file", str(ROOT / "pyproject.toml"), f"--cache-dir={tmp_path}", str(file)]
    found = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert found.returncode == 1
    assert "batched" in found.stdout
    assert "follow_symlinks" in found.stdout


def test_no_patch_release_is_needed() -> None:
    assert len(CODE) > 400
    found = {file.relative_to(ROOT).as_posix(): list(later(file.read_text(encoding="utf-8"))) for file in CODE}
    assert not {name: used for name, used in found.items() if used}, "Debian 12's Python 3.11.2 has none of these; write it without"


def test_a_later_argument_is_seen() -> None:
    assert list(later('archive.extractall(place, filter="data")')) == ["extractall(filter=…)"]
    assert list(later("tarfile.data_filter")) == ["data_filter"]
    assert list(later("archive.extractall(place)")) == []
