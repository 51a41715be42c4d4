"""From the standing answers of visits to the cells of the tallies: what each answer, pair and visit counts as. Pure.

What happens to a visit is never worked out case by case: its cells before are taken back, its cells after are added. So a
tap, a correction, one over midnight and the last answer of a questionnaire are the same to a tally, and so is making it
again from the entries.

A visit over midnight counts on each of its days, and its answers hang together within a day: then days add up.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from kiosk.ledger.entry import ACCESS, APART, IMPORT, Access

EVERYTHING = (0, "")
"""Instrument and part under which a visit is counted whatever it answered."""


class Basis(IntEnum):
    """What an answer may be used for. Counted are the first two, raw the first three.

    A table of a past survey is on none of them: cut into days it could be subtracted from itself, so it is shown whole or not at all,
    from its entries (kiosk.reports.withholding.imports).
    """

    COUNTED = 0
    COMPLETE = 1
    """Counted, and its visit answered every question of the index that day."""
    ASIDE = 2
    """Set aside by a quality rule."""
    APART = 3
    """Brought in by others, from paper: shown apart, and in no other figure."""


RAW = (Basis.COUNTED, Basis.COMPLETE, Basis.ASIDE)

WHOLE_VISIT = 2
"""The reach of a mark that sets aside all that its visit answered."""


# The tables keep one number for what an answer may be used for: the basis in the two lowest bits, then whether it is released,
# then its access.
RELEASED = 1 << 2
"""Added to a basis: the same, in a batch that may be shown (see kiosk.tallies.releases)."""
_ACCESS_AT = 3
_BASES = tuple(Basis)


def stored_as(basis: int, access: int) -> int:
    """The number that the tables keep for a basis (released or not) of this access."""
    return basis | access << _ACCESS_AT


@lru_cache(maxsize=64)  # asked for each group of each batch, and an enumeration takes its time
def basis_of(number: int) -> Basis:
    return _BASES[number & RELEASED - 1]


@lru_cache(maxsize=64)
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


@dataclass(frozen=True, slots=True)
class Parts:
    """What each question counts towards, by the number of its instrument's version."""

    part: Mapping[tuple[int, str], str]
    """{(instrument, question): part}"""
    questions: Mapping[tuple[int, str], int]
    """{(instrument, part): how many questions it has}"""
    indices: Mapping[str, int]
    """{part: how many answers to each of its questions a batch has at least} of those whose answers hang together in an interval."""
    shapes: "Shapes" = field(default_factory=dict, repr=False, compare=False)
    """What was worked out of visits so far, for those that are alike."""


class Shape(NamedTuple):
    """What a visit's answers of one day count as, whatever their scores are. Answers are named by their place among them."""

    scores: Sequence[tuple[int, str, int]]
    """(instrument, question, basis) of each answer."""
    pairs: Sequence[tuple[int, int, int, str, str, int]]
    """(place, place, instrument, a, b, basis)"""
    visits: Sequence[tuple[int, str, int]]
    """(instrument, part, basis)"""
    channels: Sequence[tuple[int, int]]
    """(channel, basis)"""


Kinds = tuple[tuple[int, ...], tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""Of answers of one visit and day, by question, all but the scores: their instruments, questions, how far their marks reach, channels."""
Shapes = dict[Kinds, Shape]
MOST_SHAPES = 4096
"""This many are remembered, at 2 kB each. Visits of a plan of four, two of them drawn from 7 and 5, are 35 and those that stop early."""


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
        """Add a visit's standing answers, or with −1 take them back. What came with a table of a past survey is in no tally."""
        if IMPORT in [answer.channel for answer in visit]:
            visit = [answer for answer in visit if answer.channel != IMPORT]
        if WHOLE_VISIT in [answer.aside for answer in visit]:
            visit = [answer._replace(aside=WHOLE_VISIT) for answer in visit]
        days = {answer.day for answer in visit}
        for day in days:
            self._add_day(day, visit if len(days) == 1 else [a for a in visit if a.day == day], sign)

    def absorb(self, other: "Cells", day: int | None = None) -> None:
        """Add the cells of another, all as of one day if it is given."""
        for score, n in other.scores.items():
            self.scores[score if day is None else (day, *score[1:])] += n
        for pair, sums in other.pairs.items():
            there = self.pairs[pair if day is None else (day, *pair[1:])]
            there[:] = [a + b for a, b in zip(there, sums, strict=True)]
        for visit, n in other.visits.items():
            self.visits[visit if day is None else (day, *visit[1:])] += n
        for channel, n in other.channels.items():
            self.channels[channel if day is None else (day, *channel[1:])] += n
        for group, wait in other.waits.items():
            self.waits[group][:] = [a + b for a, b in zip(self.waits[group], wait, strict=True)]

    def _add_day(self, day: int, answers: Collection[Standing], sign: int) -> None:
        _, instruments, questions, scores, _, _, asides, channels = zip(*sorted(answers, key=_question), strict=True)
        self.add_scores(day, (instruments, questions, asides, channels), scores, sign)

    def add_scores(self, day: int, kinds: Kinds, said: Sequence[int], sign: int = 1) -> None:
        """Add what a visit answered on one day: what kinds of answers they are, and their scores."""
        shape = self._parts.shapes.get(kinds) or _remembered(self._parts, kinds)
        # `get` and not +=: for a key that is not there yet a Counter calls a function.
        scores, visits, channels = self.scores, self.visits, self.channels
        for (instrument, question, basis), n in zip(shape.scores, said, strict=True):
            score = day, instrument, question, basis, n
            scores[score] = scores.get(score, 0) + sign
        for first, second, instrument, a, b, basis in shape.pairs:
            x, y = said[first], said[second]
            sums = self.pairs[day, instrument, a, b, basis]
            sums[0] += sign
            sums[1] += sign * x
            sums[2] += sign * y
            sums[3] += sign * x * y
        for instrument, part, basis in shape.visits:
            visit = day, instrument, part, basis
            visits[visit] = visits.get(visit, 0) + sign
        for way, basis in shape.channels:
            channel = day, way, basis
            channels[channel] = channels.get(channel, 0) + sign


def _question(answer: Standing) -> str:
    return answer.question


# ── what visits count as ──────────────────────────────────────────────────────────────────────────────────────────


def _remembered(parts: Parts, kinds: Kinds) -> Shape:
    if len(parts.shapes) >= MOST_SHAPES:
        parts.shapes.clear()
    answers = [Standing(0, instrument, question, 0, 0, 0, *rest) for instrument, question, *rest in zip(*kinds, strict=True)]
    shape = parts.shapes[kinds] = _shape(parts, answers)
    return shape


def _shape(parts: Parts, answers: Sequence[Standing]) -> Shape:
    """What these answers of one day count as, worked out; they come by question."""
    visits = [(*EVERYTHING, int(min(map(_basis, answers))))]
    channels = [(way, int(min(_basis(a) for a in answers if a.channel == way))) for way in {a.channel for a in answers}]
    bases = [stored_as(_basis(a), ACCESS[a.channel]) for a in answers]
    groups: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for place, answer in enumerate(answers):
        part = parts.part[answer.instrument, answer.question]
        if part in parts.indices:
            groups[answer.instrument, part].append(place)
    pairs = []
    for (instrument, part), places in groups.items():
        own = [answers[place] for place in places]
        complete = sum(_basis(a) is Basis.COUNTED for a in own) == parts.questions[instrument, part]
        # Who began at a tablet and went on by phone has come by the way that is easier to come by.
        access = max(ACCESS[a.channel] for a in own)
        for place in places:
            bases[place] = stored_as(Basis.COMPLETE if complete else _basis(answers[place]), access)
        visits.append((instrument, part, min(bases[place] for place in places)))
        for a, b in combinations(places, 2):
            pairs.append((a, b, instrument, answers[a].question, answers[b].question, max(bases[a], bases[b])))
    return Shape([(a.instrument, a.question, basis) for a, basis in zip(answers, bases, strict=True)], pairs, visits, channels)


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
