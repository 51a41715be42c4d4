"""Thresholds of the integrity zone (Zona Integritas, ZI) for the survey indices, as data, and the distance to them."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Threshold:
    """What an award (WBK or WBBM) asks of a survey: `points` of `weight`."""

    award: str
    survey: str
    points: Fraction
    weight: Fraction
    source: str
    certainty: str

    @property
    def verified(self) -> bool:
        """Read in a source, not recalled."""
        return self.certainty.startswith("verified")

    @property
    def mean(self) -> Fraction:
        """The same on 1–4, if points grow with the mean: mean/4 · weight.

        >>> THRESHOLDS[0].mean  # SPAK 15,75 of 17,5
        Fraction(18, 5)
        """
        return 4 * self.points / self.weight

    def points_of(self, mean: Fraction) -> Fraction:
        """The points that a mean (1–4) brings: mean/4 · weight. Source: reports.md 4 (the survey component of the LKE).

        >>> THRESHOLDS[0].points_of(Fraction(18, 5))
        Fraction(63, 4)
        """
        return mean / 4 * self.weight

    def distance(self, mean: Fraction) -> Fraction:
        """How far a mean (1–4) lies above (positive) or below the threshold; 0 is reached.

        >>> THRESHOLDS[0].distance(Fraction(7, 2))
        Fraction(-1, 10)
        """
        return mean - self.mean


SOURCE = "PermenPANRB 90/2021"
LINEAR_IN_THE_MEAN = "; that points grow linearly with the mean is computed, one public program scores in steps"

THRESHOLDS = (
    Threshold("WBK", "SPAK", Fraction("15.75"), Fraction("17.5"), SOURCE, "verified" + LINEAR_IN_THE_MEAN),
    Threshold("WBBM", "SPAK", Fraction("15.75"), Fraction("17.5"), SOURCE, "recalled" + LINEAR_IN_THE_MEAN),
    Threshold("WBK", "SPKP", Fraction("14.00"), Fraction("17.5"), SOURCE, "verified" + LINEAR_IN_THE_MEAN),
    Threshold("WBBM", "SPKP", Fraction("15.75"), Fraction("17.5"), SOURCE, "recalled" + LINEAR_IN_THE_MEAN),
)
