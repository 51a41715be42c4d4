"""What answers mean: pure arithmetic on counts and scores, exact where it is graded. Standard library only, no I/O.

It is a library: what the regulations and the design ask for is here, whether a page shows it yet or not.
"""

from kiosk.indices.comparisons import Difference, benjamini_hochberg, difference, holm
from kiosk.indices.grades import GRADE_TABLES, Grade
from kiosk.indices.index import FEWEST_ANSWERS, half_up
from kiosk.indices.integrity_zone import THRESHOLDS
from kiosk.indices.intervals import Estimate, clustered_index, wilson
from kiosk.indices.sample_size import krejcie_morgan, response_rate
from kiosk.indices.sums import Sums

__all__ = [
    "Difference",
    "Estimate",
    "FEWEST_ANSWERS",
    "GRADE_TABLES",
    "Grade",
    "Sums",
    "THRESHOLDS",
    "clustered_index",
    "difference",
    "half_up",
    "benjamini_hochberg",
    "holm",
    "krejcie_morgan",
    "response_rate",
    "wilson",
]
