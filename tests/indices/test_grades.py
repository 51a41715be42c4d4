"""Grades: each border from both sides (domain.md 1.6 and 2.4), and no gap anywhere."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.indices import GRADE_TABLES, IKM_2017, IPK_EQUAL_WIDTH, GradeTable, converted, half_up


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
def test_ipk_borders(index: str, letter: str) -> None:
    assert IPK_EQUAL_WIDTH.grade(Decimal(index)).letter == letter


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


@pytest.mark.parametrize("table", GRADE_TABLES.values(), ids=lambda t: t.name)
@given(value=st.fractions(min_value=25, max_value=100), other=st.fractions(min_value=25, max_value=100))
def test_there_is_no_gap_and_more_is_never_worse(table: GradeTable, value: Fraction, other: Fraction) -> None:
    lower, higher = sorted((value, other))
    assert table.grades.index(table.grade(lower)) <= table.grades.index(table.grade(higher))
