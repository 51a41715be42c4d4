"""From the standing answers of visits to the cells of the tallies: what each answer, pair and visit counts as. Pure.

What happens to a visit is never worked out case by case: its cells before are taken back, its cells after are added. So a
tap, a correction, one over midnight and the last answer of a questionnaire are the same to a tally, and so is making it
again from the entries.

A visit over midnight counts on each of its days, and its answers hang together within a day: then days add up.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import IntEnum
from itertools import combinations
from typing import NamedTuple

from kiosk.ledger.entry import ACCESS, APART, Access

EVERYTHING = (0, "")
"""Instrument and part under which a visit is counted whatever it answered."""


class Basis(IntEnum):
    """What an answer may be used for. Counted are the first two, raw the first three."""

    COUNTED = 0
    COMPLETE = 1
    """Counted, and its visit answered every question of the index that day."""
    ASIDE = 2
    """Set aside by a quality rule."""
    APART = 3
    """Brought in by others, from paper or a file: shown apart, and in no other figure."""


RAW = (Basis.COUNTED, Basis.COMPLETE, Basis.ASIDE)

WHOLE_VISIT = 2
"""The reach of a mark that sets aside all that its visit answered."""


# The tables keep one number for what an answer may be used for: the basis in the two lowest bits, then whether it is released,
# then its access.
RELEASED = 1 << 2
"""Added to a basis: the same, in a batch that may be shown (see kiosk.tallies.releases)."""
_ACCESS_AT = 3


def stored_as(basis: int, access: int) -> int:
    """The number that the tables keep for a basis (released or not) of this access."""
    return basis | access << _ACCESS_AT


def basis_of(number: int) -> Basis:
    return Basis(number & RELEASED - 1)


def access_of(number: int) -> Access:
    return Access(number >> _ACCESS_AT)


class Standing(NamedTuple):
    """An answer that stands: the last tap of its visit for its question. `day` is YYYYMMDD, `given_at` milliseconds.

    `aside` says how far its marks reach: 0 it has none, 1 this answer, 2 its whole visit (see kiosk.quality.rules.reach).
    """

    seq: int
    instrument: int
    question: str
    score: int
    given_at: int
    day: int
    aside: int
    channel: int

    @property
    def apart(self) -> bool:
        return self.channel in APART


class Parts(NamedTuple):
    """What each question counts towards, by the number of its instrument's version."""

    part: Mapping[tuple[int, str], str]
    """{(instrument, question): part}"""
    questions: Mapping[tuple[int, str], int]
    """{(instrument, part): how many questions it has}"""
    indices: Mapping[str, int]
    """{part: how many answers to each of its questions a batch has at least} of those whose answers hang together in an interval."""


class Cells:
    """Sums over visits: `scores` {(day, instrument, question, basis, score): n},
    `pairs` {(day, instrument, a, b, basis): [n, Σx, Σy, Σxy]} with a < b, `visits` {(day, instrument, part, basis): n},
    `channels` {(day, channel, basis): n visits that answered by it}. These bases are numbers as `stored_as` makes them.
    `waits` {(instrument, name, basis): [n, days, shown]}: see kiosk.tallies.releases.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.scores: Counter[tuple[int, int, str, int, int]] = Counter()
        self.pairs: defaultdict[tuple[int, int, str, str, int], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self.visits: Counter[tuple[int, int, str, int]] = Counter()
        self.channels: Counter[tuple[int, int, int]] = Counter()
        self.waits: defaultdict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])

    def add(self, visit: Collection[Standing], sign: int = 1) -> None:
        """Add a visit's standing answers, or with −1 take them back."""
        if any(answer.aside == WHOLE_VISIT for answer in visit):
            visit = [answer._replace(aside=WHOLE_VISIT) for answer in visit]
        days = {answer.day for answer in visit}
        for day in days:
            self._add_day(day, visit if len(days) == 1 else [a for a in visit if a.day == day], sign)

    def absorb(self, other: "Cells", day: int | None = None) -> None:
        """Add the cells of another, all as of one day if it is given."""
        for (its_day, *score), n in other.scores.items():
            self.scores[its_day if day is None else day, *score] += n  # type: ignore[index]
        for (its_day, *pair), sums in other.pairs.items():
            there = self.pairs[its_day if day is None else day, *pair]  # type: ignore[index]
            there[:] = [a + b for a, b in zip(there, sums, strict=True)]
        for (its_day, *visit), n in other.visits.items():
            self.visits[its_day if day is None else day, *visit] += n  # type: ignore[index]
        for (its_day, *channel), n in other.channels.items():
            self.channels[its_day if day is None else day, *channel] += n  # type: ignore[index]
        for group, wait in other.waits.items():
            self.waits[group][:] = [a + b for a, b in zip(self.waits[group], wait, strict=True)]

    def _add_day(self, day: int, answers: Collection[Standing], sign: int) -> None:
        self.visits[day, *EVERYTHING, min(map(_basis, answers))] += sign
        for channel in {a.channel for a in answers}:
            self.channels[day, channel, min(_basis(a) for a in answers if a.channel == channel)] += sign
        groups: dict[tuple[int, str], list[Standing]] = {}
        for answer in answers:
            part = self._parts.part[answer.instrument, answer.question]
            if part in self._parts.indices:
                groups.setdefault((answer.instrument, part), []).append(answer)
            else:
                self._add_score(answer, stored_as(_basis(answer), ACCESS[answer.channel]), sign)
        for group, its_answers in groups.items():
            self._add_index(group, its_answers, sign)

    def _add_index(self, group: tuple[int, str], answers: list[Standing], sign: int) -> None:
        instrument, part = group
        day = answers[0].day
        complete = sum(_basis(a) is Basis.COUNTED for a in answers) == self._parts.questions[group]
        # Who began at a tablet and went on by phone has come by the way that is easier to come by.
        access = max(ACCESS[a.channel] for a in answers)
        bases = {a.question: stored_as(Basis.COMPLETE if complete else _basis(a), access) for a in answers}
        self.visits[day, instrument, part, min(bases.values())] += sign
        for answer in answers:
            self._add_score(answer, bases[answer.question], sign)
        for first, second in combinations(sorted(answers, key=lambda a: a.question), 2):
            both = max(bases[first.question], bases[second.question])
            sums = self.pairs[day, instrument, first.question, second.question, both]
            sums[0] += sign
            sums[1] += sign * first.score
            sums[2] += sign * second.score
            sums[3] += sign * first.score * second.score

    def _add_score(self, answer: Standing, basis: int, sign: int) -> None:
        self.scores[answer.day, answer.instrument, answer.question, basis, answer.score] += sign


def _basis(answer: Standing) -> Basis:
    return Basis.APART if answer.apart else Basis.ASIDE if answer.aside else Basis.COUNTED


def standing(answers: Iterable[Standing]) -> list[Standing]:
    """The answers that stand among any of one visit: for each question the last tap, then the last number.

    The last tap, not the last arrival: what was tapped first may be delivered last.
    """
    last: dict[str, Standing] = {}
    for answer in answers:
        before = last.get(answer.question)
        if before is None or (before.given_at, before.seq) < (answer.given_at, answer.seq):
            last[answer.question] = answer
    return list(last.values())
