"""Grades: each border from both sides (domain.md 1.6 and 2.4), and no gap anywhere."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import GRADE_TABLES, half_up
from kiosk.indices.grades import FEWEST_GRADED, IKM_2017, IKM_EQUAL_WIDTH, IPK_EQUAL_WIDTH, GradeTable
from kiosk.indices.index import converted

TABLES = [IKM_2017, IKM_EQUAL_WIDTH, IPK_EQUAL_WIDTH]


@pytest.mark.parametrize(
    ("mean", "index", "letter"),
    [
        ("1.0000", "25.00", "D"),
        ("2.5997", "64.99", "D"),
        ("2.5998", "65.00", "C"),
        ("3.0641", "76.60", "C"),
        ("3.0642", "76.61", "B"),
        ("3.5321", "88.30", "B"),
        ("3.5322", "88.31", "A"),
        ("4.0000", "100.00", "A"),
    ],
)
def test_ikm_borders(mean: str, index: str, letter: str) -> None:
    value = converted(Fraction(mean))
    assert half_up(value, 2) == Decimal(index)
    assert IKM_2017.grade(value).letter == letter


@pytest.mark.parametrize(
    ("index", "letter"),
    [
        ("25", "D"),
        ("43.75", "D"),
        ("43.76", "C"),
        ("62.50", "C"),
        ("62.51", "B"),
        ("81.25", "B"),
        ("81.26", "A"),
        ("100", "A"),
    ],
)
def test_ipk_borders_which_are_those_of_older_reports_too(index: str, letter: str) -> None:
    assert IPK_EQUAL_WIDTH.grade(Decimal(index)).letter == letter
    assert IKM_EQUAL_WIDTH.grade(Decimal(index)).letter == letter


@pytest.mark.parametrize("mean", ["2.5996", "2.5998", "3.0640", "3.0643", "3.5320", "3.5323"])
def test_what_falls_between_the_printed_means_has_a_grade(mean: str) -> None:
    # "Tidak Ada" in several public programs.
    assert IKM_2017.grade(converted(Fraction(mean))).letter in "ABCD"


def test_words() -> None:
    assert [g.indonesian for g in IKM_2017.grades] == ["Tidak baik", "Kurang baik", "Baik", "Sangat baik"]
    assert IPK_EQUAL_WIDTH.grade(Decimal(90)).indonesian == "Bersih dari korupsi"
    assert all(g.english for table in GRADE_TABLES.values() for g in table.grades)


@pytest.mark.parametrize("value", [Decimal("24.99"), Decimal("100.01"), 0, 4])
def test_what_is_not_on_the_scale_is_refused(value: Decimal) -> None:
    with pytest.raises(ValueError, match="not on the scale"):
        IKM_2017.grade(value)


@pytest.mark.parametrize(
    ("low", "high", "letters"), [("80", "85", "B"), ("86", "90", "BA"), ("60", "100", "DCBA"), ("88.30", "88.31", "BA")]
)
def test_an_interval_touches_its_grades(low: str, high: str, letters: str) -> None:
    assert "".join(g.letter for g in IKM_2017.between(Decimal(low), Decimal(high))) == letters


@pytest.mark.parametrize(
    ("low", "high", "visits", "letters"),
    [
        ("80", "85", 30, "B"),
        ("80", "85", 29, ""),
        ("86", "90", 1000, "BA"),
        ("25", "100", 30, "DCBA"),
        ("100", "100", 0, ""),
        # what is rounded touches the next grade
        ("76.61", "88.304", 99, "B"),
        ("76.61", "88.305", 99, "BA"),
        ("76.604", "80", 99, "CB"),
    ],
)
def test_what_people_are_told(low: str, high: str, visits: int, letters: str) -> None:
    assert "".join(g.letter for g in IKM_2017.shown(Decimal(low), Decimal(high), visits)) == letters


def test_thirty_visits_make_a_grade() -> None:
    assert FEWEST_GRADED == 30


@pytest.mark.parametrize("table", TABLES, ids=["IKM 2017", "IKM 2004", "IPK"])
def test_every_grade_begins_a_hundredth_above_the_one_before(table: GradeTable) -> None:
    assert [g.letter for g in table.grades] == ["D", "C", "B", "A"]
    assert table.grades[0].lowest == 25
    for before, after in zip(table.grades, table.grades[1:], strict=False):
        assert table.grade(after.lowest - Decimal("0.01")) == before
        assert table.grade(after.lowest) == after


@pytest.mark.parametrize("table", TABLES, ids=["IKM 2017", "IKM 2004", "IPK"])
@given(value=st.fractions(min_value=25, max_value=100), other=st.fractions(min_value=25, max_value=100))
def test_there_is_no_gap_and_more_is_never_worse(table: GradeTable, value: Fraction, other: Fraction) -> None:
    lower, higher = sorted((value, other))
    assert table.grades.index(table.grade(lower)) <= table.grades.index(table.grade(higher))
