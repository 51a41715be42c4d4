"""`loket verify`, `loket seals`, `loket export-ledger`: exit codes, words, JSON, and an outsider's check of the export."""

import csv
import json
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask

from kiosk import proof
from kiosk.cli import main
from kiosk.store import writing_direct
from tests.conftest import AppMaker
from tests.make import PASSWORD, make_counter, make_person, make_rating, make_unit, utc

NIGHT = utc(2026, 11, 18, 17, 5)
OUTSIDER = Path(__file__).parents[2] / "deploy" / "verify_ledger.py"


@pytest.fixture
def data(make_app: AppMaker) -> Path:
    """A data folder with two sealed days of one unit, and an auditor."""
    app: Flask = make_app()
    folder: Path = app.extensions["settings"].data
    with app.app_context():
        place = make_counter(make_unit("kanim"), "kanim-1")
        signer = proof.open_signer(folder, NIGHT)
        for day in (0, 1):
            for n in range(6):
                make_rating(place, "S0" if n % 2 else "K1", 1 + n % 4, given_at=NIGHT + timedelta(days=day, hours=-n))
            proof.seal_unit(place.unit, signer, folder, NIGHT + timedelta(days=day))
        make_person("auditor", "auditor", place.unit)
        make_person("kepala", "head", place.unit)
    return folder


def loket(data: Path, *words: str) -> int:
    return main(["--data", str(data), *words])


def forge(make_app: AppMaker) -> None:
    with make_app().app_context(), writing_direct() as direct:
        direct.run("UPDATE daily_tally SET s4 = s4 + 1")


def test_a_clean_ledger_is_said_to_be_clean(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(data, "verify") == 0
    out = capsys.readouterr().out
    assert "kanim: 12 entri diperiksa, 2 segel (mencakup 12 entri)" in out
    assert out.endswith("Bersih: tidak ada yang salah.\n")
    assert loket(data, "verify", "--language", "en", "--unit", "kanim", "--since", "1") == 0
    assert "kanim: 6 entries checked, 1 seals" in capsys.readouterr().out


def test_what_is_wrong_is_said_and_exits_with_1(data: Path, make_app: AppMaker, capsys: pytest.CaptureFixture[str]) -> None:
    forge(make_app)
    assert loket(data, "verify", "--language", "en") == 1
    assert "WRONG (" in (out := capsys.readouterr().out)
    assert "tally daily_tally service_day=20261118" in out
    assert loket(data, "verify", "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["clean"] is False
    assert {finding["kind"] for finding in found["findings"]} == {"tally"}
    assert found["units"][0]["latest"]["number"] == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--since", "1"], "give --unit too"),
        (["--unit", "x"], "there is no unit 'x'"),
        (["--against", "/nowhere"], "cannot be read"),
        (["--file", "/nowhere"], "there is no file"),
    ],
)
def test_what_cannot_be_checked_exits_with_2(data: Path, capsys: pytest.CaptureFixture[str], words: list[str], told: str) -> None:
    assert loket(data, "verify", *words) == 2
    assert told in capsys.readouterr().err


def test_a_folder_without_a_ledger_exits_with_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(tmp_path / "new", "verify") == 2
    assert "no ledger here" in capsys.readouterr().err


def test_kept_seals_are_compared(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(data, "seals", "--all", "--json") == 0
    (tmp_path / "kept.json").write_text(capsys.readouterr().out)
    assert loket(data, "seals") == 0
    line = capsys.readouterr().out.strip()
    assert line.startswith("SEGEL kanim 2 2026-11-19 ")
    (tmp_path / "typed.txt").write_text(f"{line[-24:]}\n")
    assert loket(data, "verify", "--against", str(tmp_path / "kept.json"), "--against", str(tmp_path / "typed.txt")) == 0
    capsys.readouterr()
    (tmp_path / "other.txt").write_text("SEGEL kanim 2 2026-11-19 AAAA-BBBB-CCCC-DDDD-EEEE\n")
    assert loket(data, "verify", "--language", "en", "--against", str(tmp_path / "other.txt")) == 1
    assert "history differs after seal 1" in capsys.readouterr().out


def test_an_outsider_checks_the_export(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kanim.jsonl"
    assert loket(data, "export-ledger", "kanim", "-o", str(file)) == 0
    assert "12 hashes of kanim written" in capsys.readouterr().err
    checked = subprocess.run([sys.executable, "-P", str(OUTSIDER), str(file), "--json"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert json.loads(checked.stdout)["leaves"] == 12
    assert "score" not in file.read_text()


def test_rows_are_opened_for_an_auditor_alone(data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name, password, code in (("auditor", PASSWORD, 0), ("auditor", "x" * 12, 2), ("kepala", PASSWORD, 2), ("niemand", PASSWORD, 2)):
        monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
        assert loket(data, "export-ledger", "kanim", "--rows", "--as", name) == code, name
        printed = capsys.readouterr()
        if code:
            assert "no auditor of kanim" in printed.err
        else:
            rows = list(csv.DictReader(StringIO(printed.out)))
    assert loket(data, "export-ledger", "kanim", "--rows") == 2
    assert len(rows) == 12
    assert rows == sorted(rows, key=lambda row: list(row.values())), "their order says nothing"
    assert not {"seq", "visit", "answer", "leaf", "nonce", "given_at", "received_at"} & rows[0].keys()
    assert {row["stands"] for row in rows} == {"1"}


def test_seals_make_and_a_new_key(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loket(data, "seals", "make") == 0
    assert "SEGEL kanim 3" in capsys.readouterr().out
    assert loket(data, "seals", "make") == 0
    assert "nothing to seal" in capsys.readouterr().err
    assert loket(data, "seals", "new-key", "--reason", "rutin") == 0
    capsys.readouterr()
    assert loket(data, "verify", "--language", "en") == 0
    assert "key 2 followed key 1, which endorsed it (reason: rutin)" in capsys.readouterr().out
