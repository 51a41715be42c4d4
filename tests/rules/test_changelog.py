"""The version is the first heading of the changelog that has one."""

import re
from pathlib import Path

import kiosk

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_the_version_is_the_changelogs() -> None:
    first = re.search(r"^## (\d+\.\d+\.\d+)\b", CHANGELOG.read_text(), re.MULTILINE)
    assert first, "the changelog has a heading such as ## 0.1.0"
    assert first[1] == kiosk.__version__, "write kiosk.__version__ and the changelog's first heading alike"
