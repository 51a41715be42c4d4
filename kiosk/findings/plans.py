"""Whether a plan has worked: an element's mean before the plan began, against that after it was done, looked at twice.

Thirty days after it was done, so that those who did it hear of it while it matters; and ninety days after, with all that will ever be
compared, where a plan that changed nothing is told too: earlier that would only say that few have rated. At each look `LEVEL`, far
below 0.05: there are two looks, and a plan is made for the element that was lowest, part of whose lowness was chance that goes away by
itself. At 0.025 seven to ten of a hundred plans without any effect had "worked" so. Plans done in one year share Holm's correction, each
with its newest look. Source: Holm 1979; Galton 1886 (regression to the mean); simulated (docs/findings.md).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from kiosk.findings.finding import DOWN, SAME, UP
from kiosk.indices import Difference, holm

LOOKS = (timedelta(days=30), timedelta(days=90))
"""After it was done, when that day has closed."""
SAID_FOR = timedelta(days=7)
"""A look is said from its day on, so that it is not missed by who was away."""
LEVEL = 0.01


class Looked(NamedTuple):
    """What a look at a plan saw: `difference` of the later mean and the earlier one; None: too few have answered."""

    plan: int
    done: date
    look: timedelta
    difference: Difference | None

    @property
    def closes(self) -> date:
        return self.done + self.look


def direction(own: Looked, looks: Iterable[Looked]) -> str | None:
    """UP, DOWN, or SAME at the last look; None: nothing is said. `looks`: all at plans of the unit, of other years and days too."""
    newest = {own.plan: own}
    for each in sorted(looks, key=lambda each: each.closes):
        if each.difference and each.plan != own.plan and each.done.year == own.done.year and each.closes <= own.closes:
            newest[each.plan] = each
    if own.difference is None:
        return None
    (p, *_others) = holm([each.difference.p for each in newest.values() if each.difference])
    if own.difference.is_real(p, LEVEL):
        return UP if own.difference.value > 0 else DOWN
    # What its own page calls a change, at 0.05, is not called none here.
    return SAME if own.look == LOOKS[-1] and not own.difference.is_real(p) else None
