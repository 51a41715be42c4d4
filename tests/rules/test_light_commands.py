"""A command imports what it needs and nothing else: hundreds are started by the tests alone, and all rooms together take two seconds."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from tools.bench.processes import free_port

HEAVY = (
    "alembic",
    "cryptography",
    "flask",
    "flask_security",
    "gunicorn",
    "openpyxl",
    "psycopg",
    "sqlalchemy",
    "sqlalchemy.dialects.postgresql",
    "typst",
    "xlsxwriter",
)
RUN = f"""
import json, sys
from kiosk.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]), file=sys.stderr)
sys.exit(code)
"""


UNTIL_LOADED = "from kiosk.running.serving import Server\nServer.run = Server.load\n"
"""A server that ends where it would fork its workers."""


def imported(*words: str, before: str = "") -> set[str]:
    """Which of HEAVY a command has imported in the end, once the lines of `before` have been run. It must succeed."""
    done = subprocess.run([sys.executable, "-c", before + RUN, *words], capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stderr.splitlines()[-1]))


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("sample", "2360"), ("sample", "2360", "--language", "en")], ids=" ".join)
def test_what_asks_no_store_imports_none(words: tuple[str, ...]) -> None:
    assert not imported(*words), "kiosk/cli/__init__.py names the commands; their modules are imported when they are asked for"


def test_a_table_of_responses_is_computed_without_a_store(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    dice = Random(1)
    lines = [[f"U{unsur}" for unsur in range(1, 10)], *([str(dice.randint(2, 4)) for _ in range(9)] for _ in range(100))]
    table.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    assert not imported("compute", str(table), "--instrument", "skm-2017", "--against", str(table))


def test_findings_of_a_table_need_no_store(tmp_path: Path) -> None:
    table = tmp_path / "days.csv"
    table.write_text("date,total,satisfied\n2026-11-02,20,18\n", encoding="utf-8")
    assert not imported("findings", "--table", str(table))


@pytest.mark.parametrize("command", ["places", "seals", "verify"])
def test_what_asks_an_up_to_date_store_imports_no_more_than_its_own(command: str, migrated_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(migrated_folder, tmp_path / "data")
    needed = {"cryptography", "flask", "sqlalchemy"}
    assert not imported("--data", str(data), command) - needed, (
        "no alembic while nothing is to be migrated, no psycopg for a file, no doors (kiosk.app) for what serves nobody"
    )


def test_a_server_on_a_file_loads_what_its_pages_need(migrated_folder: Path, tmp_path: Path) -> None:
    data = shutil.copytree(migrated_folder, tmp_path / "data")
    first = ("--admin", "admin", "--unit", "kanim", "--unit-name", "Kantor Imigrasi Uji")
    needed = {"cryptography", "flask", "flask_security", "gunicorn", "sqlalchemy"}
    found = imported("--data", str(data), "start", "--port", str(free_port()), *first, before=UNTIL_LOADED)
    assert found >= needed, "the server must have been loaded for this test to mean anything"
    assert found == needed, "each megabyte is there in every worker: import it in the function that needs it, and say there what it takes"
