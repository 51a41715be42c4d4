"""What figures say to a unit's follow-ups: which elements to take up, and whether those taken up are rated differently since.

From released batches alone (see `withholding`): a batch that closes in a window may hold answers that waited since some days before.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk import followups, indices
from kiosk.followups import Action, Element
from kiosk.instruments import Catalogue
from kiosk.places import Unit
from kiosk.reports import withholding
from kiosk.reports.elements import ElementLine, elements
from kiosk.reports.figures import index_answers, main_instrument
from kiosk.tallies import Basis

A_DAY = timedelta(days=1)
WINDOW = timedelta(days=30)
COMPARED = timedelta(days=90)
PROPOSED = 2
"""This many of an index's elements are proposed: more would be no priority."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An element among the lowest of its index over the window, and the open follow-ups that it has already."""

    index: str
    instrument: str
    line: ElementLine
    taken_up: Sequence[Action]


@dataclass(frozen=True, slots=True)
class Side:
    """The answers to one element on these days: None with fewer than 5 of them."""

    first: date
    last: date
    estimate: indices.Estimate | None


@dataclass(frozen=True, slots=True)
class Effect:
    """An element before a follow-up and after it was done. `difference` is None with too few answers to compare.

    `p` is corrected after Holm with all follow-ups of the unit that were done in the same year.
    """

    before: Side
    after: Side
    difference: indices.Difference | None
    p: float | None

    @property
    def is_real(self) -> bool:
        """Whether a test says that it went up or down."""
        return self.difference is not None and self.p is not None and self.difference.is_real(self.p)


def proposals(unit: Unit, actions: Iterable[Action], today: date, catalogue: Catalogue) -> list[Proposal]:
    """The lowest elements of each index over the 30 days before today; none for an index whose elements are all alike."""
    instrument = main_instrument(unit, catalogue)
    window = withholding.shown(unit, today - WINDOW, today - A_DAY)
    taken_up = [each for each in actions if each.is_open]
    found = []
    for index in instrument.indices:
        lines = sorted(elements(window, instrument, index.key), key=lambda line: line.estimate.mean)
        for line in [each for each in lines if each.estimate.mean < lines[-1].estimate.mean][:PROPOSED]:
            same = [each for each in taken_up if each.element == line.unsur and each.instrument == instrument.name]
            found.append(Proposal(index.key, instrument.name, line, same))
    return found


def of_actions(unit: Unit, actions: Iterable[Action], today: date, catalogue: Catalogue) -> Mapping[int, Effect]:
    """{number: before and after} of those that are done, whose element is known. Twelve queries each."""
    found: dict[int, Effect] = {}
    years: defaultdict[int, list[int]] = defaultdict(list)
    for action in actions:
        effect = before_and_after(unit, action, today, catalogue)
        if action.finished_on and effect:
            found[action.id] = effect
            years[action.finished_on.year].append(action.id)
    for numbers in years.values():
        tested = [(number, change) for number in numbers if (change := found[number].difference)]
        for (number, change), p in zip(tested, indices.holm([change.p for _, change in tested]), strict=True):
            found[number] = Effect(found[number].before, found[number].after, change, p)
    return found


def before_and_after(unit: Unit, action: Action, today: date, catalogue: Catalogue) -> Effect | None:
    """The 90 days before it began, against up to 90 days after it was done, and no later than `today`, which is not over; its p is not
    corrected. None: it is not done, or its element is not known. Twelve queries.
    """
    element, done, began = followups.element(catalogue, action.instrument, action.element), action.finished_on, action.began_on
    if element is None or done is None:
        return None
    before, of_before = _side(unit, element, began - COMPARED, began - A_DAY)
    after, of_after = _side(unit, element, done + A_DAY, min(done + COMPARED, today - A_DAY))
    return Effect(before, after, indices.difference(of_before, of_after, element.weights), None)


def _side(unit: Unit, element: Element, first: date, last: date) -> tuple[Side, indices.Sums]:
    window = withholding.shown(unit, first, last)
    sums = index_answers(window, element.instrument, element.index, Basis.COUNTED, Basis.COMPLETE).sums.of(element.questions)
    return Side(first, last, indices.clustered_index(sums, element.weights)), sums
