"""`loket findings`: a table and a unit, for programs and for people, and what it refuses."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.cli import main
from tests.findings.days import open_day


@pytest.fixture
def days(tmp_path: Path) -> Path:
    """150 days with 18 of 20 satisfied, then one with 11."""
    rows = [f"{open_day(i)},20,{18 - (i % 5 == 2) + (i % 5 == 1)}" for i in range(150)] + [f"{open_day(150)},20,11"]
    file = tmp_path / "days.csv"
    file.write_text("\n".join(["date,total,satisfied", *rows]), encoding="utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    try:
        code = main(["findings", *map(str, words)])
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_last_day_in_words(days: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, _ = run(capsys, "--table", days)
    assert (code, said) == (0, "Kepuasan Senin 55 %, biasanya 90 %: terendah sejak 2 Februari 2026.\n")
    _, english, _ = run(capsys, "--table", days, "--language", "en")
    assert english == "Satisfaction on Monday 55 %, usually 90 %: the lowest since 2 February 2026.\n"


def test_the_last_day_for_programs(days: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "--table", days, "--json")
    printed = json.loads(said)
    (found,) = printed["findings"]
    assert (printed["date"], printed["usual_since"]) == (f"{open_day(150)}", None)
    assert {key: found[key] for key in ("kind", "direction", "value", "since", "last", "n")} == {
        "kind": "bad-day",
        "direction": "down",
        "value": 55.0,
        "since": f"{open_day(150)}",
        "last": f"{open_day(150)}",
        "n": 20,
    }
    assert 89 < found["usual"] < 91
    assert found["low"] < 55 - found["usual"] < found["high"] < 0
    assert found["text"].startswith("Kepuasan Senin 55 %")


def test_as_of_an_earlier_day(days: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "--table", days, "--as-of", open_day(149) + timedelta(days=2))
    assert said == "Seperti biasa sejak 2 Februari 2026.\n", "the twenty-first day is the first that has a usual"
    _, early, _ = run(capsys, "--table", days, "--as-of", open_day(5))
    assert early == "Belum dapat dikatakan apa yang biasa: perlu 20 hari buka dengan penilaian.\n"
    code, _, why = run(capsys, "--table", days, "--as-of", "2020-01-01")
    assert (code, why) == (2, "loket: the table has no day up to 2020-01-01\n")


def test_every_day_is_a_line(days: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, said, _ = run(capsys, "--table", days, "--every-day")
    lines = [json.loads(line) for line in said.splitlines()]
    assert [date.fromisoformat(line["date"]) for line in lines] == [open_day(i) for i in range(151)]
    assert [line["date"] for line in lines if line["findings"]] == [f"{open_day(150)}"]


def test_faults_are_said_and_nothing_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "days.csv"
    file.write_text("date,total,satisfied\n2026-11-02,20,21\nkemarin,1,1\n", encoding="utf-8")
    code, said, why = run(capsys, "--table", file)
    assert (code, said) == (2, "")
    assert "baris 2, kolom satisfied: 21 puas, padahal hanya 20 yang menilai" in why
    assert "baris 3, kolom date: “kemarin” bukan tanggal; tulis seperti 2026-11-02" in why


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ([], "give a UNIT, or a --table"),
        (["unit", "--table", "x.csv"], "give a UNIT, or a --table"),
        (["unit", "--every-day"], "--as-of and --every-day go with a --table; a unit has --day"),
        (["--table", "x.csv", "--day", "2026-11-02"], "--day goes with a UNIT; a table has --as-of"),
    ],
)
def test_what_cannot_be_asked(words: list[str], why: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, *words) == (2, "", f"loket: {why}\n")


def test_a_unit_that_is_not_there(migrated_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, why = run(capsys, "nowhere", "--data", migrated_folder)
    assert (code, why) == (2, "loket: there is no unit 'nowhere'; `loket places` lists them\n")
