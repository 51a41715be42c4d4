"""What answers mean: pure arithmetic on counts and scores, exact where it is graded. Standard library only, no I/O.

It is a library: what the regulations and the design ask for is here, whether a page shows it yet or not.
"""

from kiosk.indices.comparisons import Difference, Lowest, difference, holm, lowest_element, share_difference
from kiosk.indices.conversions import CONVERSIONS, LINEAR, PROPORTIONAL, Conversion
from kiosk.indices.exact_tests import binomial_test, fisher_exact
from kiosk.indices.grades import FEWEST_GRADED, GRADE_TABLES, IKM_2017, IKM_EQUAL_WIDTH, IPK_EQUAL_WIDTH, Grade, GradeTable
from kiosk.indices.index import FEWEST_ANSWERS, converted, half_up, printed_weight, weighted_mean, with_printed_weights
from kiosk.indices.integrity_zone import THRESHOLDS, Threshold
from kiosk.indices.intervals import NORMAL_95, Estimate, Rule, clustered_index, floor, wilson
from kiosk.indices.nrr import answered, nrr
from kiosk.indices.sample_size import finite_population, krejcie_morgan, margin, response_rate
from kiosk.indices.student import student_t, student_t_tails
from kiosk.indices.sums import PairSum, Sums, Visits, own_sum, sums

__all__ = [
    "CONVERSIONS",
    "FEWEST_ANSWERS",
    "FEWEST_GRADED",
    "GRADE_TABLES",
    "IKM_2017",
    "IKM_EQUAL_WIDTH",
    "IPK_EQUAL_WIDTH",
    "LINEAR",
    "NORMAL_95",
    "PROPORTIONAL",
    "THRESHOLDS",
    "Conversion",
    "Difference",
    "Estimate",
    "Grade",
    "GradeTable",
    "Lowest",
    "PairSum",
    "Rule",
    "Sums",
    "Threshold",
    "Visits",
    "answered",
    "binomial_test",
    "clustered_index",
    "converted",
    "difference",
    "finite_population",
    "fisher_exact",
    "floor",
    "half_up",
    "holm",
    "krejcie_morgan",
    "lowest_element",
    "margin",
    "nrr",
    "printed_weight",
    "response_rate",
    "share_difference",
    "student_t",
    "student_t_tails",
    "own_sum",
    "sums",
    "weighted_mean",
    "wilson",
    "with_printed_weights",
]
