"""docs/findings.md keeps what is asked of findings, and comes from the simulation: a few of its cells are made again."""

from pathlib import Path

import pytest

from kiosk.findings import simulated
from kiosk.findings.simulated import Case

PAGE = Path(__file__).parents[2] / "docs" / "findings.md"
MOST_A_YEAR = 9.0


def tables() -> list[list[list[str]]]:
    """The tables of the page, each as rows of cells."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [rows for rows in found if rows]


FALSE, SOON = tables()[-2:]


def of(rows: list[list[str]]) -> dict[Case, dict[str, str]]:
    return {Case(int(row[0]), float(row[1])): dict(zip(rows[0], row, strict=True)) for row in rows[2:]}


def test_every_case_has_a_row() -> None:
    assert list(of(FALSE)) == list(of(SOON)) == list(simulated.cases())


@pytest.mark.parametrize("case", [case for case in simulated.cases() if case.phi <= 1.5], ids=str)
def test_all_kinds_together_are_false_nine_times_a_year_at_most(case: Case) -> None:
    assert float(of(FALSE)[case]["all"]) <= MOST_A_YEAR


def test_a_day_and_a_fall_are_named_soon_enough() -> None:
    row = of(SOON)[Case(60, 1.5)]
    assert float(row["90 → 70"].rstrip("%")) >= 80
    assert float(row["-7"].split("(")[1].rstrip("%)")) >= 85


def test_the_page_comes_from_the_simulation() -> None:
    """Twenty years and sixty days are a small part of the page's, so they only come near it."""
    case = Case(20, 1.5)
    years = 20
    found = simulated.false_episodes(case, years)
    assert found == simulated.false_episodes(case, years), "the same dice"
    told = float(of(FALSE)[case]["all"])
    assert abs(found.total() / years - told) < 4 * (told / years) ** 0.5
    named = simulated.named_next_morning(Case(60, 1.5), 0.7, 60)
    assert abs(named - float(of(SOON)[Case(60, 1.5)]["90 → 70"].rstrip("%")) / 100) < 0.2
