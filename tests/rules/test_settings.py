"""docs/operate.md's table of settings says what kiosk/config.py says."""

import re
from pathlib import Path

from kiosk.config import SETTINGS

PAGE = Path(__file__).parents[2] / "docs" / "operate.md"
ROW = re.compile(r"^\| *`(LOKET_[A-Z_]+)` *\| *(?:`([^`]*)`)? *\| *(.*?) *\|$", re.MULTILINE)


def test_the_table_is_complete_and_true() -> None:
    table = {name: (default, sentence) for name, default, sentence in ROW.findall(PAGE.read_text())}
    settings = {s.variable: (s.default, s.sentence) for s in SETTINGS}
    assert table == settings, "write the table of docs/operate.md as kiosk/config.py has it: | `LOKET_NAME` | `default` | sentence |"
