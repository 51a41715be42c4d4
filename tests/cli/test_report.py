"""`loket report`: the figures of a report for programs, its files, and what it refuses."""

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import openpyxl
import pytest

from kiosk import filings, recording
from kiosk.app import create_app
from kiosk.cli import main
from kiosk.config import read_settings
from kiosk.documents.outline import FOLDER as OURS
from kiosk.indices.periods import around
from kiosk.ledger import Rating
from kiosk.places import Place
from kiosk.store.tables import db
from tests.conftest import FixedClock
from tests.make import make_counter, make_seal, make_unit, rating, utc

OCTOBER = ("--from", "2026-10-01", "--to", "2026-10-31")
Loket = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(migrated_folder: Path, tmp_path: Path) -> Path:
    """A unit with forty visits of the 14th of October that said 4, and what was entered for its report."""
    folder = Path(shutil.copytree(migrated_folder, tmp_path / "data"))
    clock = FixedClock(utc(2026, 10, 14, 4))
    app = create_app(read_settings({}, data=folder), clock)
    with app.app_context():
        place = make_counter(make_unit("kanim", name="Kantor Imigrasi Uji"), "kanim-1")
        recording.record([each for _ in range(40) for each in _visit(place, clock)], clock())
        for day in (15, 16):
            clock.set(utc(2026, 10, day, 4))
            make_seal(place.unit, clock())
        inputs = filings.Inputs(population=500)
        filings.enter(place.unit, around("month", date(2026, 10, 1)), inputs, "kepala", clock(), clock().date())
        db.engine.dispose()
    return folder


def _visit(place: Place, clock: FixedClock) -> list[Rating]:
    number, codes = uuid4(), ("S0", *(f"U{n}" for n in range(1, 8)), *(f"K{n}" for n in range(1, 6)))
    return [rating(place, code, 3 if code == "U4" else 4, visit=number, given_at=clock()) for code in codes]


@pytest.fixture
def loket(data: Path, capsys: pytest.CaptureFixture[str]) -> Loket:
    def run(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--data", str(data), "report", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_it_prints_every_figure_by_stable_keys(loket: Loket) -> None:
    code, out, _ = loket("skm", "kanim", *OCTOBER, "--json")
    found = json.loads(out)
    assert code == 0
    # (6 × 4 + 3) / 7 × 25 = 96.43
    assert (found["indices"]["ikm"]["value"], found["indices"]["ikm"]["grade"], found["indices"]["ikm"]["n"]) == ("96.43", "A", 40)
    assert found["questions"]["U4"]["nrr"] == "3.0000"
    assert found["questions"]["U4"]["nrr_weighted"] == "0.4286"
    assert found["sample"] == {"population": 500, "minimum": 217, "actual": 40, "enough": False}, "as somebody entered it"
    assert (found["outline"], found["forum_on"]) == ("skm@1", None)


def test_an_option_comes_before_what_is_entered(loket: Loket) -> None:
    _, out, _ = loket("skm", "kanim", *OCTOBER, "--json", "--population", 50, "--forum", "2026-11-02")
    found = json.loads(out)
    assert (found["sample"]["minimum"], found["forum_on"]) == (44, "2026-11-02")


def test_it_writes_files_by_their_names(loket: Loket, tmp_path: Path) -> None:
    pdf, xlsx = tmp_path / "a.pdf", tmp_path / "B.XLSX"
    assert loket("skm", "kanim", *OCTOBER, "-o", pdf)[0] == loket("skm", "kanim", *OCTOBER, "-o", xlsx, "--language", "en")[0] == 0
    assert pdf.read_bytes().startswith(b"%PDF")
    assert openpyxl.load_workbook(xlsx).worksheets[0]["A1"].value == "Satisfaction survey report, October 2026"


def test_it_lists_the_kinds(loket: Loket) -> None:
    code, out, _ = loket("--list")
    assert code == 0
    kinds = ("skm", "spkp-spak", "tindak-lanjut", "harian", "pengantar", "poster", "maklumat", "monitoring")
    assert [line.split()[:2] for line in out.splitlines()] == [[kind, f"{kind}@1"] for kind in kinds]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("skm",), "of which unit"),
        (("poem", "kanim", *OCTOBER, "--json"), "there is no report 'poem'; there are skm, spkp-spak, tindak-lanjut"),
        (("skm", "nix", *OCTOBER, "--json"), "there is no unit 'nix'"),
        (("skm", "kanim", *OCTOBER), "say what to make of it"),
        (("skm", "kanim", *OCTOBER, "-o", "a.txt"), "a.txt is neither a .pdf nor a .xlsx"),
        (("skm", "kanim", "--json"), "needs both --from and --to"),
        (("skm", "kanim", "--from", "2026-10-31", "--to", "2026-10-01", "--json"), "is no period"),
        (("skm", "kanim", "--from", "2999-01-01", "--to", "2999-01-31", "--json"), "no day from 2999-01-01 on is over yet"),
        (("skm", "kanim", "--from", "kemarin", "--to", "2026-10-31", "--json"), "'kemarin' is no day"),
        (("skm", "kanim", *OCTOBER, "--json", "--population", "0"), "a population has one person at least"),
        (("skm", "kanim", "lapas", *OCTOBER, "--json"), "a report 'skm' is of one unit; monitoring is of several"),
        (("poster", "kanim", *OCTOBER, "-o", "a.xlsx"), "poster is a paper alone"),
        (("harian", "kanim", *OCTOBER, "-o", "a.pdf"), "harian is of one day"),
        (("monitoring", "kanim", "nix", *OCTOBER, "--json"), "there is no unit 'nix'"),
    ],
)
def test_what_cannot_be_made_is_said_in_a_sentence(loket: Loket, words: tuple[str, ...], reason: str) -> None:
    code, out, said = loket(*words)
    assert (code, out) == (2, "")
    assert reason in said


def test_an_outline_that_cannot_be_used_is_named_with_its_line(loket: Loket, data: Path) -> None:
    (data / "documents").mkdir()
    (data / "documents" / "skm.toml").write_text('kind = "skm"\n', encoding="utf-8")
    code, _, said = loket("--list")
    assert code == 2
    assert "documents/skm.toml:1: source is missing" in said


def test_an_office_tries_its_own_outline_before_it_is_used(loket: Loket, data: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    text = (OURS / "skm.toml").read_text(encoding="utf-8").replace("LAPORAN", "BUKU LAPORAN", 1)
    assert "BUKU LAPORAN" in text
    (mine / "skm.toml").write_text(text, encoding="utf-8")
    tried, used = tmp_path / "tried.pdf", tmp_path / "used.pdf"
    assert loket("skm", "kanim", *OCTOBER, "--outlines", mine, "-o", tried)[0] == loket("skm", "kanim", *OCTOBER, "-o", used)[0] == 0
    said = [subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout for file in (tried, used)]
    assert ["BUKU LAPORAN" in each for each in said] == [True, False]
    code, _, refused = loket("--list", "--outlines", tmp_path / "nowhere")
    assert (code, refused) == (2, f"loket: {tmp_path / 'nowhere'} is no folder\n")
