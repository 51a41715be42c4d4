"""The simulation of docs/coverage.md: its cases make sense, its numbers come again, and the table keeps what design 3.6 asks."""

from collections import Counter
from pathlib import Path

import pytest

from kiosk.indices import FEWEST_ANSWERS
from kiosk.indices.coverage import CORRELATIONS, SKEWS, VISITS, Case, cases, coverage, mixed_plans, plans

TABLE = Path(__file__).parents[2] / "docs" / "coverage.md"
ALL_PLANS = plans() | mixed_plans()
CASES, MIXED = list(cases(plans())), list(cases(mixed_plans()))
# A few of each plan, one that needs each rule of an interval among them; all of them take minutes.
CHEAP = [
    Case("one unsur", "mixed", 0.0, 10),
    Case("one unsur", "very glad", 0.0, 30),
    Case("one unsur", "split", 0.0, 20),
    Case("ikm:1 of 7", "usual", 0.0, 50),
    Case("ipk:1 of 5", "very glad", 0.0, 30),
    Case("ipk:1 of 5", "glad", 0.0, 100),
    Case("ikm:3 of 7", "glad", 0.5, 20),
    Case("ikm:all of 9", "very glad", 0.25, 50),
    Case("ikm:all of 9", "mixed", 0.5, 10),
]


@pytest.mark.parametrize("case", [*CASES, *MIXED], ids=str)
def test_every_question_of_a_case_has_enough_answers(case: Case) -> None:
    turns = ALL_PLANS[case.plan]
    asked = Counter(question for visit in range(case.visits) for question in turns[visit % len(turns)])
    assert set(asked) == {question for turn in turns for question in turn}
    assert min(asked.values()) >= FEWEST_ANSWERS


def test_no_case_is_missing_or_there_twice() -> None:
    assert len(set(CASES)) == len(CASES)
    assert {case.plan for case in CASES} == set(plans())
    assert {case.skew for case in CASES} == set(SKEWS)
    assert {case.visits for case in CASES} == set(VISITS)
    assert {case.plan for case in MIXED} == set(mixed_plans())
    # Two answers of one visitor can only hang together where a visit has two.
    assert {case.correlation for case in CASES if case.plan in ("one unsur", "ikm:1 of 7", "ipk:1 of 5")} == {0.0}
    assert {case.correlation for case in CASES if case.plan == "ikm:all of 9"} == set(CORRELATIONS)


def test_the_same_case_gives_the_same_numbers() -> None:
    case = Case("ikm:3 of 7", "mixed", 0.25, 20)
    assert coverage(case, 50) == coverage(case, 50)
    assert coverage(case, 50) != coverage(Case("ikm:3 of 7", "mixed", 0.5, 20), 50)


@pytest.mark.parametrize("case", CHEAP, ids=str)
def test_the_interval_holds_the_truth(case: Case) -> None:
    found = coverage(case, 1000)
    assert case in CASES
    assert found.held + found.above + found.below == found.samples == 1000
    # The numbers are the same every time; 1,000 samples of another draw would waver by 0.8 points.
    assert found.share >= 0.93


# ── the tables that are published ─────────────────────────────────────────────────────────────────────────────────


def published() -> dict[Case, float]:
    """{case: per cent} of every table of the page; a cell with – waits for answers and is left out."""
    shares: dict[Case, float] = {}
    visits: list[int] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        plan, *cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if plan == "plan":
            visits = [int(cell.removeprefix("n = ")) for cell in cells[2:]]
        elif plan in ALL_PLANS and cells:
            skew, correlation, *row = cells
            found = zip(visits, row, strict=True)
            shares |= {Case(plan, skew, float(correlation), n): float(share) for n, share in found if share != "–"}
    return shares


@pytest.mark.skipif(not TABLE.exists(), reason="docs/coverage.md is not written yet")
def test_the_published_tables_have_exactly_these_cases() -> None:
    found = list(published())
    assert [case for case in found if case.plan in plans()] == CASES
    assert [case for case in found if case.plan in mixed_plans()] in ([], MIXED)


@pytest.mark.skipif(not TABLE.exists(), reason="docs/coverage.md is not written yet")
def test_the_published_intervals_hold_what_they_promise() -> None:
    found = {case: share for case, share in published().items() if case.plan in plans()}
    assert {case: share for case, share in found.items() if share < 93.0} == {}
    assert {case: share for case, share in found.items() if case.visits >= 100 and not 94.0 <= share <= 96.0} == {}
