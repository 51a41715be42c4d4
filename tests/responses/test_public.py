"""Twelve tables of public surveys go in as found, by `loket compute` and by `loket import`, and say what their respondents said."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.cli import main
from kiosk.config import read_settings
from kiosk.figures import of_visits
from kiosk.instruments import Instrument, load_all
from kiosk.responses import Days, ResponsesError, read_responses
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.make import make_counter, make_person, make_unit, utc

HERE = Path(__file__).parent / "public"
SKM, ZI = load_all().current("skm-2017"), load_all().current("spkp-spak-2021")
MANY = 8
SAID_DAY = date(2024, 3, 1)
"""Said where a table has none."""
DATED = ("01", "05", "06", "10", "11", "12")
"""Those that have a column of days."""
FORM_ORDER = ("02",)
SUMMARIES = {"03": 3, "04": 7, "08": 3, "09": 3}
"""How many rows are sums, means and indices."""
FILES = sorted(file for file in HERE.glob("*.*") if file.suffix in (".csv", ".xlsx") and not file.name.startswith("13"))


def instrument_of(file: Path) -> Instrument:
    return ZI if file.name.startswith("04") else SKM


def answers(number: int, instrument: Instrument) -> dict[str, int]:
    """What the respondent with this number said."""
    codes, step = [q.code for q in instrument.questions if q.of_index], 2 if instrument is ZI else 3
    return {code: 1 + (number * (place + step) + number // 3) % 4 for place, code in enumerate(codes)}


def options(file: Path) -> list[str]:
    return ["--order", "form"] if file.name[:2] in FORM_ORDER else []


def test_there_are_twelve() -> None:
    assert len(FILES) == 12
    assert all(f"`{file.name}`" in (HERE / "README.md").read_text(encoding="utf-8") for file in HERE.glob("*-*.*"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_respondent_said_what_she_said_on_her_day(file: Path) -> None:
    instrument = instrument_of(file)
    found = read_responses(file, instrument, form_order=bool(options(file)), days=Days(date(2026, 1, 1), SAID_DAY))
    assert [each.answers for each in found.respondents] == [answers(n, instrument) for n in range(1, MANY + 1)]
    days = [date(2024, 3, 4) + timedelta(days=2 * n) if file.name[:2] in DATED else SAID_DAY for n in range(1, MANY + 1)]
    assert [each.day for each in found.respondents] == days
    assert len(found.passed_over) == SUMMARIES.get(file.name[:2], 0)
    assert not found.doubts


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_compute_says_their_index(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    instrument = instrument_of(file)
    assert main(["compute", str(file), "--instrument", instrument.key, "--json", *options(file)]) == 0
    said = json.loads(capsys.readouterr().out)
    wanted = of_visits([answers(n, instrument) for n in range(1, MANY + 1)], instrument).indices
    assert {key: figure["value"] for key, figure in said["indices"].items()} == {
        key: str(each.value) for key, each in wanted.items() if each
    }
    assert said["respondents"] == MANY


def test_import_takes_all_of_them_and_none_twice(migrated_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = Path(shutil.copytree(migrated_folder, tmp_path / "data"))
    app = create_app(read_settings({}, data=data), FixedClock(utc(2026, 10, 14, 4)))
    with app.app_context():
        for file in FILES:
            make_counter(make_unit(f"kanim-{file.name[:2]}"))
        make_person("kanwil", "kanwil")
        db.engine.dispose()
    for stored in (MANY, 0):
        for file in FILES:
            day = [] if file.name[:2] in DATED else ["--day", SAID_DAY.isoformat()]
            asked = [f"kanim-{file.name[:2]}", str(file), "--instrument", instrument_of(file).key, "--as", "kanwil", "--json"]
            capsys.readouterr()
            assert main(["--data", str(data), "import", *asked, *day, *options(file)]) == 0
            said = json.loads(capsys.readouterr().out)
            assert (said["read"], said["stored"], said["faults"], said["questions"]) == (MANY, stored, [], []), file.name


def test_one_on_another_scale_is_refused_with_what_is_missing() -> None:
    with pytest.raises(ResponsesError) as refusal:
        read_responses(HERE / "13-formulir-desa.csv", SKM)
    missing = {fault.column for fault in refusal.value.faults if fault.kind == "missing-column"}
    assert {"U5", "U8", "U9"} <= missing


def test_the_printed_forms_order_is_told_by_its_names() -> None:
    with pytest.raises(ResponsesError) as refusal:
        read_responses(HERE / "02-data-survei-mentah.xlsx", SKM)
    assert {fault.kind for fault in refusal.value.faults} == {"other-question"}
