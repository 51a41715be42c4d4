"""What answers mean: pure arithmetic on counts and scores, exact where it is graded. Standard library only, no I/O."""

from kiosk.indices.comparisons import holm, lowest_element
from kiosk.indices.grades import GRADE_TABLES, IKM_2017, IPK_EQUAL_WIDTH, Grade, GradeTable
from kiosk.indices.index import FEWEST_ANSWERS, converted, half_up, weighted_mean
from kiosk.indices.intervals import Element, Estimate, clustered_index, clustered_mean, floor, wilson
from kiosk.indices.nrr import answered, nrr
from kiosk.indices.student import student_t, student_t_tails
from kiosk.indices.visits import Visits

__all__ = [
    "FEWEST_ANSWERS",
    "GRADE_TABLES",
    "IKM_2017",
    "IPK_EQUAL_WIDTH",
    "Element",
    "Estimate",
    "Grade",
    "GradeTable",
    "Visits",
    "answered",
    "clustered_index",
    "clustered_mean",
    "converted",
    "floor",
    "half_up",
    "holm",
    "lowest_element",
    "nrr",
    "student_t",
    "student_t_tails",
    "weighted_mean",
    "wilson",
]
