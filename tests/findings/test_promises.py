"""docs/findings.md keeps what is asked of findings, and comes from the simulation: a few of its cells are made again."""

from math import ceil
from pathlib import Path

import pytest

from kiosk.findings import simulated
from kiosk.findings.crowds import PHI
from kiosk.findings.simulated import Case

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "findings.md"
PANEL = ROOT / "templates" / "panel"
HOW = PANEL / "today" / "how"
MOST_A_YEAR = 9.0
MOST_BAD_DAYS = 3.7
"""A year, with phi up to 2."""


def tables() -> list[list[list[str]]]:
    """The tables of the page, each as rows of cells."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [rows for rows in found if rows]


FALSE, SOON, PLANS, CROWDS = tables()[-4:]


def of(rows: list[list[str]]) -> dict[Case, dict[str, str]]:
    return {Case(int(row[0]), float(row[1])): dict(zip(rows[0], row, strict=True)) for row in rows[2:]}


def test_every_case_has_a_row() -> None:
    assert list(of(FALSE)) == list(of(SOON)) == list(of(PLANS)) == list(simulated.cases())
    assert list(of(CROWDS)) == list(simulated.crowd_cases())


@pytest.mark.parametrize("case", [case for case in simulated.cases() if case.phi <= 1.5], ids=str)
def test_all_kinds_together_are_false_nine_times_a_year_at_most(case: Case) -> None:
    assert float(of(FALSE)[case]["all"]) <= MOST_A_YEAR


def test_a_unit_has_no_more_false_bad_days_than_were_promised() -> None:
    assert max(float(row["bad-day"]) for row in of(FALSE).values()) <= MOST_BAD_DAYS


def test_a_day_and_a_fall_are_named_soon_enough() -> None:
    row = of(SOON)[Case(60, 1.5)]
    assert float(row["90 → 70"].rstrip("%")) >= 80
    assert float(row["-7"].split("(")[1].rstrip("%)")) >= 85


def crowds(column: str, phi: float) -> float:
    """The most of all sizes, in per cent."""
    return max(float(row[column].rstrip("%")) for case, row in of(CROWDS).items() if case.phi == phi)


def test_five_of_a_hundred_usual_days_at_most_name_an_hour_or_a_counter() -> None:
    assert max(crowds("names an hour", PHI), crowds("names a counter", PHI)) <= 5
    assert crowds("names an hour", 1.7) > 5, "the page shows where the promise ends"


def false_plans(row: dict[str, str], of: str) -> float:
    return sum(float(row[f"{of}: {how}"].rstrip("%")) for how in ("rose", "fell"))


def test_five_of_a_hundred_plans_that_change_nothing_are_named_at_most() -> None:
    assert max(false_plans(row, each) for row in of(PLANS).values() for each in ("any", "the lowest")) <= 5


def test_how_it_is_computed_says_what_was_measured() -> None:
    doubled = of(CROWDS)[Case(60, PHI)]["names a doubled hour"]
    said = " ".join((HOW / "_hours.html").read_text(encoding="utf-8").split()).replace('" "', "")
    assert f"paling banyak {ceil(crowds('names an hour', PHI))} dari 100 hari menyebut jam" in said
    assert f"dan {ceil(crowds('names a counter', PHI))} menyebut loket" in said
    assert f"(bila φ 1,7: {crowds('names an hour', 1.7):.0f} dan {crowds('names a counter', 1.7):.0f})" in said
    assert f"disebut pada {float(doubled.rstrip('%')):.0f} dari 100 hari di unit dengan 60 kunjungan" in said
    assert f"paling banyak {MOST_A_YEAR:.0f} kali setahun" in (HOW / "_verdict.html").read_text(encoding="utf-8")
    plan = " ".join((PANEL / "_plan_method.html").read_text(encoding="utf-8").split()).replace('" "', "")
    most = max(false_plans(row, "the lowest") for row in of(PLANS).values())
    assert f"Dari 100 rencana yang tidak mengubah apa-apa paling banyak {ceil(most)} disebut" in plan


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
    usual_days = simulated.crowds_named(Case(60, PHI), 200)
    assert abs(usual_days.doubled - float(of(CROWDS)[Case(60, PHI)]["names a doubled hour"].rstrip("%")) / 100) < 0.15
    assert usual_days.hours < 0.1
    plans = simulated.plans_named(Case(20, 1.5), 60)
    assert abs(plans.found - float(of(PLANS)[Case(20, 1.5)]["+0.2: rose"].rstrip("%")) / 100) < 0.2
    assert plans.lowest_rose < 0.15
