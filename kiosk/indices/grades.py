"""What an index is called (mutu): tables of grades as data. No gaps: a value is rounded first, then graded."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kiosk.indices.index import half_up

LOWEST, HIGHEST = Decimal(25), Decimal(100)

FEWEST_GRADED = 30
"""With fewer visits no grade is shown: "belum cukup" (design 3.6; the 30 respondents that the ministries ask for)."""


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from `lowest` (on 25–100, inclusive) up to the next grade's lowest, with its words."""

    letter: str
    lowest: Decimal
    indonesian: str
    english: str
    quoted: bool = False
    """Its words are a verdict that is nobody's to award: they stand where the regulation is quoted, and elsewhere it is "Mutu A"."""


@dataclass(frozen=True, slots=True)
class GradeTable:
    """Grades, worst first, with where they come from and how sure that is."""

    name: str
    source: str
    certainty: str
    grades: tuple[Grade, ...]

    def grade(self, value: Fraction | Decimal | float) -> Grade:
        """The grade of an index on 25–100, rounded half up to two decimals first. ValueError outside 25–100.

        >>> IKM_2017.grade(Fraction(35322, 10000) * 25).letter  # 88,305 → 88,31
        'A'
        """
        rounded = half_up(value, 2)
        if not LOWEST <= rounded <= HIGHEST:
            raise ValueError(f"{rounded} is not on the scale from {LOWEST} to {HIGHEST}")
        return next(grade for grade in reversed(self.grades) if rounded >= grade.lowest)

    def between(self, low: Fraction | Decimal | float, high: Fraction | Decimal | float) -> tuple[Grade, ...]:
        """The grades that an interval (25–100) touches, worst first; one alone means that the grade is certain enough.

        >>> [grade.letter for grade in IKM_2017.between(Decimal("86.10"), Decimal("91.40"))]
        ['B', 'A']
        """
        first, last = self.grades.index(self.grade(low)), self.grades.index(self.grade(high))
        return self.grades[first : last + 1]

    def shown(self, low: Fraction | Decimal | float, high: Fraction | Decimal | float, visits: int) -> tuple[Grade, ...]:
        """What people may be told: the grades that the interval touches; none ("belum cukup") with fewer than 30 visits.

        >>> [g.letter for g in IKM_2017.shown(86, 91, 30)], IKM_2017.shown(86, 87, 29)
        (['B', 'A'], ())
        """
        return self.between(low, high) if visits >= FEWEST_GRADED else ()


IKM_2017 = GradeTable(
    name="IKM",
    # The regulation's column of means has gaps (2,5996–2,60; 3,064–3,0644; 3,532–3,5324). The converted column, used
    # here on the rounded value, has none: 64,99 D, 65,00 C, 76,60 C, 76,61 B, 88,30 B, 88,31 A.
    source="PermenPANRB 14/2017, annex",
    certainty="verified",
    grades=(
        Grade("D", Decimal("25.00"), "Tidak baik", "Poor"),
        Grade("C", Decimal("65.00"), "Kurang baik", "Below standard"),
        Grade("B", Decimal("76.61"), "Baik", "Good"),
        Grade("A", Decimal("88.31"), "Sangat baik", "Very good"),
    ),
)

IKM_EQUAL_WIDTH = GradeTable(
    name="IKM",
    source="KEP/25/M.PAN/2/2004 and PermenPAN 16/2014, for reports of their time",
    certainty="values verified in use; the attribution is recalled",
    grades=(
        Grade("D", Decimal("25.00"), "Tidak baik", "Poor"),
        Grade("C", Decimal("43.76"), "Kurang baik", "Below standard"),
        Grade("B", Decimal("62.51"), "Baik", "Good"),
        Grade("A", Decimal("81.26"), "Sangat baik", "Very good"),
    ),
)

IPK_EQUAL_WIDTH = GradeTable(
    name="IPK",
    source="Equal widths of KEP/25/M.PAN/2/2004, with the labels used for IPK on four points",
    certainty="values and labels verified in use; that the ministry's survey uses exactly these is recalled",
    grades=(
        Grade("D", Decimal("25.00"), "Tidak bersih dari korupsi", "Not clean of corruption", quoted=True),
        Grade("C", Decimal("43.76"), "Kurang bersih dari korupsi", "Not very clean of corruption", quoted=True),
        Grade("B", Decimal("62.51"), "Cukup bersih dari korupsi", "Fairly clean of corruption", quoted=True),
        Grade("A", Decimal("81.26"), "Bersih dari korupsi", "Clean of corruption", quoted=True),
    ),
)

GRADE_TABLES = {"ikm-2017": IKM_2017, "ipk-equal-width": IPK_EQUAL_WIDTH}
"""The tables in use, by the key with which an index names its own."""
