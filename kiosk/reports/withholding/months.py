"""Whole months that are over: who answered, and marks that tell what was said. Months have no visit in common, and never change."""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kiosk.ledger import answers
from kiosk.ledger.entry import Access
from kiosk.places import Unit
from kiosk.proof import seals
from kiosk.quality import rules
from kiosk.tallies import LEAST_INTEGRITY
from kiosk.tallies.releases import LEAST_OPEN, RULE, VISITS
from kiosk.visitors import profiles

LEAST_PROFILE = 10


@dataclass(frozen=True, slots=True)
class MarkedMonth:
    """Covers a month that is over: {mark: (visits with it, of how many that could have it)}; None visits where these are under `least`."""

    first: date
    visits: Mapping[str, tuple[int | None, int]]
    least: int = LEAST_INTEGRITY


def marked_by_words(unit: Unit, month: date) -> MarkedMonth | None:
    """Visits of a month (any day of it) marked for what was said, as its last day's seal found them; None before that seal."""
    first, last = month.replace(day=1), (month.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    until = seals.size_when_closed(unit, last)
    if until is None:
        return None
    found = {mark: set[bytes]() for mark in rules.BY_WORDS}
    for answer in answers.marked(unit, first, last, until):
        for mark in answer.marks & rules.BY_WORDS:
            found[mark].add(answer.visit)
    rule = next((seal.rule for seal in seals.closings_of(unit) if seal.size == until), RULE)
    visits: dict[str, tuple[int | None, int]] = {}
    for mark, question in rules.ANSWERS_TO.items():
        asked = answers.visits_asked(unit, question, first, last, until)
        told = _told(Tally(asked.values()), LEAST_INTEGRITY) if rule > 1 else {*Access} if len(asked) >= LEAST_INTEGRITY else set()
        among = {visit for visit, access in asked.items() if access in told}
        visits[mark] = (len(found[mark] & among), len(among)) if among else (None, len(asked))
    return MarkedMonth(first, visits)


def _told(waiting: Mapping[Access, int], least: int) -> set[Access]:
    """Which of those who came by each access may be told of together: see kiosk.tallies.releases, rule 2."""
    ripe = {access for access in VISITS if waiting.get(access, 0) >= least}
    alone = waiting.get(Access.OPEN, 0) >= LEAST_OPEN and not any(waiting.get(access) for access in VISITS)
    return {*ripe, Access.OPEN} if ripe or alone else set()


def profile(unit: Unit, first: date, last: date) -> Mapping[str, Mapping[int, int]]:
    """{question: {score: n}} of who answered in these days, as far as they are whole months; all of them must be over.

    Each question's months are put together, from the first one ever, until ten have answered it by one access that takes a visit;
    the batch stands under its last month. Open links come along, or wait for LEAST_OPEN where they are all there is. So no two
    spans differ by fewer than ten, whatever anybody adds by links, and a question with too few is absent.
    """
    found: defaultdict[str, Tally[int]] = defaultdict(Tally)
    for month, question, scores in _profile_batches(profiles.of_months(unit, _month(last + timedelta(days=1)) - 1)):
        if first <= date(month // 100, month % 100, 1):
            found[question].update(scores)
    return found


def _month(day: date) -> int:
    return day.year * 100 + day.month


def _profile_batches(months: Mapping[int, Mapping[str, Mapping[Access, Mapping[int, int]]]]) -> Iterable[tuple[int, str, Tally[int]]]:
    waiting: defaultdict[str, defaultdict[Access, Tally[int]]] = defaultdict(lambda: defaultdict(Tally))
    for month, questions in months.items():
        for question, by_access in questions.items():
            of_question = waiting[question]
            for access, scores in by_access.items():
                of_question[access].update(scores)
            told = _told({access: each.total() for access, each in of_question.items()}, LEAST_PROFILE)
            if told:
                yield month, question, sum((of_question.pop(access, Tally()) for access in told), Tally())
