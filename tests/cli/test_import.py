"""`loket import`: a table in the ledger as `loket compute` reads it; what it refuses, and that the same again stores nothing."""

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from kiosk import places
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.config import read_settings
from kiosk.recording import surveys as bringing
from kiosk.reports import past
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.make import entries, make_counter, make_person, make_unit, utc

CODES = [f"U{n}" for n in range(1, 10)]
Loket = Callable[..., tuple[int, str, str]]


def rows(many: int = 12) -> list[list[str]]:
    """No, day and nine answers of each respondent."""
    return [[str(n), f"{n + 1:02}/03/2021", *(str(1 + (n * (place + 3)) % 4) for place in range(9))] for n in range(1, many + 1)]


def csv(given: list[list[str]], delimiter: str = ";", title: str = "Tanggal") -> str:
    return "\n".join(delimiter.join(line) for line in [["No", title, *CODES], *given]) + "\n"


@pytest.fixture
def data(migrated_folder: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "data"))
    app = create_app(read_settings({}, data=folder), FixedClock(utc(2026, 10, 14, 4)))
    with app.app_context():
        unit = make_unit("kanim")
        make_counter(unit, "kanim-1")
        make_person("kanwil", "kanwil")
        make_person("kepala", "head", unit)
        make_unit("kosong")
        db.engine.dispose()
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Its last day is the 13th, so that the column tells which number is the day."""
    made = tmp_path / "skm-2021.csv"
    made.write_text(csv(rows()), encoding="utf-8")
    return made


@pytest.fixture
def loket(data: Path, capsys: pytest.CaptureFixture[str]) -> Loket:
    def run(*arguments: object, command: str = "import") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--data", str(data), command, *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def bring(loket: Loket) -> Callable[..., dict[str, object]]:
    """What --json says of a table of kanim's; with `wrong`, of one that is refused."""

    def run(file: Path, *more: object, wrong: bool = False) -> dict[str, object]:
        code, out, _err = loket("kanim", file, "--instrument", "skm-2017", "--as", "kanwil", "--json", *more)
        assert code == (2 if wrong else 0), out
        return dict(json.loads(out))

    return run


def stored(data: Path) -> int:
    """How many entries kanim's ledger has."""
    app = create_app(read_settings({}, data=data), FixedClock(utc(2026, 10, 14, 5)))
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        found = len(entries(unit))
        db.engine.dispose()
    return found


def test_a_table_is_stored_and_told(loket: Loket, data: Path, file: Path) -> None:
    code, out, err = loket("kanim", file, "--instrument", "skm-2017", "--as", "kanwil")
    assert code == 0
    assert out.splitlines()[-1] == "12 responden dibaca, 12 disimpan."
    assert "kolom Tanggal dibaca sebagai tanggal" in out
    assert stored(data) == 12 * 9


def test_it_says_what_compute_says_of_the_same_table(loket: Loket, data: Path, file: Path, bring: Callable[..., dict[str, object]]) -> None:
    bring(file)
    computed = json.loads(loket(file, "--instrument", "skm-2017", "--json", command="compute")[1])
    app = create_app(read_settings({}, data=data), FixedClock(utc(2026, 10, 14, 5)))
    with app.app_context():
        unit = places.unit_by_code("kanim")
        assert unit
        (found,) = past.of_unit(unit, app.extensions["instruments"])
        assert found.figure
        assert str(found.value) == computed["indices"]["ikm"]["value"]
        assert [str(found.figure.low), str(found.figure.high), found.figure.n] == [
            computed["indices"]["ikm"][key] for key in ("low", "high", "n")
        ]
        db.engine.dispose()


def test_the_same_again_stores_nothing_in_whatever_file(
    file: Path, data: Path, tmp_path: Path, bring: Callable[..., dict[str, object]]
) -> None:
    assert bring(file)["stored"] == 12
    book = openpyxl.Workbook()
    assert book.active
    for line in [["No", "Tanggal", *CODES], *rows()]:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line])
    raw = io.BytesIO()
    book.save(raw)
    for n, content in enumerate((csv(rows()[::-1], ","), csv(rows(), "\t"), raw.getvalue())):
        again = tmp_path / f"again-{n}"
        again.write_bytes(content if isinstance(content, bytes) else content.encode("utf-16" if "\t" in content else "utf-8"))
        assert bring(again)["stored"] == 0
    assert stored(data) == 12 * 9


def test_a_rehearsal_stores_nothing(file: Path, data: Path, bring: Callable[..., dict[str, object]]) -> None:
    said = bring(file, "--dry-run")
    assert (said["read"], said["stored"], said["to_store"]) == (12, 0, 12)
    assert stored(data) == 0


def test_a_fault_stops_it_all_unless_the_line_is_left_out(file: Path, data: Path, bring: Callable[..., dict[str, object]]) -> None:
    lines = rows()
    lines[4][5] = "7"
    file.write_text(csv(lines), encoding="utf-8")
    said = bring(file, wrong=True)
    assert said["stored"] == 0
    assert said["faults"] == [
        {"row": 6, "column": "U4", "kind": "bad-cell", "found": "7", "reason": "baris 6, kolom U4: “7” bukan nilai 1–4"},
    ]
    assert stored(data) == 0
    said = bring(file, "--skip-rows", "6")
    assert said["stored"] == 11
    assert said["skipped"] == [{"row": 6, "reason": "baris 6 dilewati atas permintaan"}]


def test_totals_and_empty_lines_are_passed_over_and_told(file: Path, bring: Callable[..., dict[str, object]]) -> None:
    total = ["Jumlah", "", *(str(sum(int(line[n]) for line in rows())) for n in range(2, 11))]
    file.write_text(csv([*rows(), [""] * 11, total]), encoding="utf-8")
    said = bring(file)
    assert (said["read"], said["stored"]) == (12, 12)
    assert said["skipped"] == [{"row": 15, "reason": "baris 15, “Jumlah”, dianggap bukan responden: benar?"}]


def test_a_table_without_a_day_needs_one(file: Path, bring: Callable[..., dict[str, object]]) -> None:
    file.write_text(csv([[line[0], "x", *line[2:]] for line in rows()], title="Nama"), encoding="utf-8")
    said = bring(file, wrong=True)
    assert [(each["kind"], each["options"]) for each in said["questions"]] == [("no-day-column", ["--day DATE"])]  # type: ignore[attr-defined]
    assert bring(file, "--day", "2021-03-05")["stored"] == 12


def test_an_order_of_days_that_nothing_tells_is_asked(file: Path, bring: Callable[..., dict[str, object]]) -> None:
    file.write_text(csv(rows(9)), encoding="utf-8")
    said = bring(file, wrong=True)
    (asked,) = said["questions"]  # type: ignore[misc]
    assert (asked["kind"], asked["options"]) == ("day-order", ["--dates dmy", "--dates mdy"])
    assert bring(file, "--dates", "dmy")["stored"] == 9


def test_another_table_of_the_same_days_is_asked_about(file: Path, bring: Callable[..., dict[str, object]]) -> None:
    bring(file)
    file.write_text(csv(rows(13)), encoding="utf-8")
    said = bring(file, wrong=True)
    assert [each["kind"] for each in said["questions"]] == ["same-days"]  # type: ignore[attr-defined]
    assert bring(file, "--beside-others")["stored"] == 13


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("nirgends", "kanwil", "skm-2017"), "there is no unit 'nirgends'"),
        (("kosong", "kanwil", "skm-2017"), "kosong has no counter yet"),
        (("kanim", "siapa", "skm-2017"), "there is no account 'siapa'"),
        (("kanim", "kepala", "skm-2017"), "kepala may not bring surveys into kanim"),
        (("kanim", "kanwil", "profile"), "there is no instrument 'profile' with an index"),
    ],
)
def test_what_is_refused_is_said(loket: Loket, data: Path, file: Path, given: tuple[str, str, str], said: str) -> None:
    unit, person, key = given
    code, _out, err = loket(unit, file, "--instrument", key, "--as", person)
    assert (code, said in err) == (2, True), err
    assert stored(data) == 0


def test_killed_in_the_middle_it_goes_on_and_doubles_nothing(
    data: Path, file: Path, bring: Callable[..., dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bringing, "A_STEP", 5)
    step = bringing.step

    def killed(*given: object) -> int:
        if given[3] == 5:
            raise KeyboardInterrupt
        return step(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as once:
        once.setattr(bringing, "step", killed)
        assert main(["--data", str(data), "import", "kanim", str(file), "--instrument", "skm-2017", "--as", "kanwil"]) == 130
    assert stored(data) == 5 * 9
    assert bring(file)["stored"] == 7
    assert bring(file)["stored"] == 0
    assert stored(data) == 12 * 9


def test_who_answered_nothing_is_told_and_not_stored(file: Path, bring: Callable[..., dict[str, object]]) -> None:
    file.write_text(csv([*rows(), ["13", "14/03/2021", *[""] * 9]]), encoding="utf-8")
    said = bring(file)
    assert (said["read"], said["stored"]) == (13, 12)
    assert said["skipped"] == [{"row": 14, "reason": "tidak menjawab apa pun"}]
