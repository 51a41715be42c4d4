"""`loket simulate replay`: a table of visits becomes a folder of the product's own, each day closed, and what is wrong is named."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from kiosk.cli import main

MONDAY = date(2025, 9, 1)
DAYS = 25
HEADER = "unit,counter,channel,visit,given_at,question,score"


def visits_of(unit: str, satisfied: dict[int, int]) -> list[str]:
    """Twelve visits on each of the open days, of whom eleven are satisfied, or as many as said; each is asked one element."""
    rows = []
    for number in range(DAYS):
        day = MONDAY + timedelta(days=number // 5 * 7 + number % 5)
        for n in range(12):
            at = datetime.combine(day, time(8)) + timedelta(minutes=20 * n)
            score = 4 if n < satisfied.get(number, 11) else 1
            rows.append(f"{unit},{1 + n % 2},tablet,{number}-{n},{at.isoformat()},S0,{score}")
            rows.append(f"{unit},{1 + n % 2},tablet,{number}-{n},{(at + timedelta(seconds=5)).isoformat()},U{1 + (n + number) % 7},{score}")
    return rows


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two units; at one of them the last day is bad."""
    file = tmp_path / "visits.csv"
    file.write_text("\n".join([HEADER, *visits_of("kanim", {DAYS - 1: 3}), *visits_of("lapas", {})]), encoding="utf-8")
    return file


def loket(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main([*map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_a_year_is_played_and_can_be_looked_at(table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, served = tmp_path / "data", tmp_path / "served.csv"
    served.write_text(f"unit,date,served\nkanim,{MONDAY},30\nlapas,{MONDAY},20\n", encoding="utf-8")
    code, _, said = loket(capsys, "simulate", "replay", table, "--served", served, "--data", data)
    assert (code, "1200 ratings of 2 units recorded" in said) == (0, True)
    last = MONDAY + timedelta(days=32)
    _, printed, _ = loket(capsys, "findings", "kanim", "--day", last, "--data", data, "--json")
    assert [each["kind"] for each in json.loads(printed)["findings"]] == ["bad-day"]
    _, usual, _ = loket(capsys, "findings", "lapas", "--day", last, "--data", data)
    assert usual.startswith("Seperti biasa sejak ")
    _, figures, _ = loket(capsys, "figures", "kanim", "--from", MONDAY, "--to", last, "--data", data, "--json")
    assert json.loads(figures)["raw"] == 600
    code, _, doubts = loket(capsys, "verify", "--data", data)
    assert (code, doubts) == (0, ""), "every seal and act is as the product makes it"
    code, _, why = loket(capsys, "simulate", "replay", table, "--data", data)
    assert (code, "is in use already" in why) == (2, True)


@pytest.mark.parametrize(
    ("row", "column", "found"),
    [
        ("Kanim,1,tablet,v,2025-09-01T08:00,S0,4", "unit", "Kanim"),
        ("kanim,1,fax,v,2025-09-01T08:00,S0,4", "channel", "fax"),
        ("kanim,1,tablet,,2025-09-01T08:00,S0,4", "visit", ""),
        ("kanim,1,tablet,v,1 September,S0,4", "given_at", "1 September"),
        ("kanim,1,tablet,v,2999-09-01T08:00,S0,4", "given_at", "2999-09-01T08:00"),
        ("kanim,1,tablet,v,2025-09-01T08:00,Z9,4", "question", "Z9"),
        ("kanim,1,tablet,v,2025-09-01T08:00,S0,5", "score", "5"),
    ],
)
def test_a_fault_is_named_and_nothing_is_made(
    row: str, column: str, found: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visits.csv"
    file.write_text(f"{HEADER}\n{row}\n", encoding="utf-8")
    code, _, said = loket(capsys, "simulate", "replay", file, "--data", tmp_path / "data")
    assert (code, said) == (2, f"baris 2, kolom {column}: “{found}” tidak dapat dipakai di sini\n")
    assert not (tmp_path / "data").exists()


def test_it_wants_a_folder_of_its_own(table: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(capsys, "simulate", "replay", table) == (2, "", "loket: give a new folder for the visits: --data DIR\n")
