"""What people may be shown of the tallies: batches that close with a service day and are never cut again. Source: design 3.6.

With each seal, what has come into the tallies since becomes a batch under the seal's day, if it is large enough; if not, it
waits for a later one. Figures are sums of whole batches. So no figure, and no difference of any two, tells what fewer than
`least` visitors said to a question, whichever days somebody chooses and however often she looks; late taps and corrections
wait like any others. A batch in which all say the same still tells what each of them said: accepted, and said on the page.

Who adds ratings of her own knows what they say, and reads what is left. So what is large enough is a rule with a version:

1. All answers count alike.
2. What anybody may give at will helps nobody over a threshold (statistics C). Tablets are one access, tickets and hand-overs another,
   and each waits for itself: `least` answers to each question from two days, or twice as many from one. Open links come along
   with either, where each question that they answer is in it. A unit to which nothing else comes releases them with the last
   day of a month, from LEAST_OPEN on: that protects nobody from added ratings, and its page says so.

The rule in force stands in each seal, for what comes after it (`STATEMENT`); a seal without says 1, and before the first seal it
is the newest. So what a rule has cut stays as it is, and `verify` makes each batch again by its own.

A batch stands in the tallies' own tables beside what it was made of, its basis raised by RELEASED. It follows from the entries
and the seals alone, so that `verify` can make it again.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from itertools import groupby
from typing import Any, NamedTuple

from kiosk.clock import day_of_number
from kiosk.instruments.definitions import INTEGRITY, LEAST, SATISFACTION
from kiosk.ledger import rows
from kiosk.ledger.entry import ACCESS, Access
from kiosk.store import Direct
from kiosk.tallies import tally
from kiosk.tallies.cells import RELEASED, Basis, Cells, Parts, access_of, basis_of, stored_as
from kiosk.tallies.fives import FIVE, PULSE, Arrival, fives
from kiosk.tallies.tables import SCORES

LEAST_SATISFACTION, LEAST_INTEGRITY = LEAST[SATISFACTION], LEAST[INTEGRITY]
LEAST_OPEN = 30
"""Answers to each question, of satisfaction and of integrity, where open links are all there is."""
RULE = 2
STATEMENT = "releases"
"""What a seal says of it: `releases=2`."""

Group = tuple[int, str, int]
"""(instrument, index, basis as stored), or (0, question, basis) of a question outside of indices: what is released together."""
Asked = Mapping[Group, Counter[str]]
"""{group: {question: answers that wait}}"""
VISITS = (Access.COUNTER, Access.GIVEN)
"""The accesses that take a visit."""


class Closing(NamedTuple):
    """A seal, as far as batches go."""

    size: int
    """Entries covered."""
    day: int
    """Its label, YYYYMMDD."""
    rule: int
    """Which rule says what closes with it: what the seal before says of it."""


class Wait(NamedTuple):
    """What has become of a group since it was last released."""

    n: int
    """Answers that wait, of all its questions."""
    days: int
    """With how many seals there were more of them."""
    shown: int
    """Of pulses: how many visits were shown already, by fives."""


def rule_in(statements: Iterable[tuple[str, str]]) -> int:
    """The rule that a seal's statements put in force for what comes after it. ValueError for one that is not known here."""
    said = dict(statements).get(STATEMENT, "1")
    if said not in map(str, _RULES):
        raise ValueError(f"a seal names rule {said} of releases, which a newer program knows")
    return int(said)


def least(group: Group, parts: Parts) -> int:
    """How many answers each question of a batch has at least. Outside of indices the pulse alone says nothing of integrity."""
    _, name, _ = group
    return parts.indices.get(name, LEAST_SATISFACTION if name == PULSE else LEAST_INTEGRITY)


def release(direct: Direct, unit_id: int, sealed: Sequence[Closing]) -> None:
    """Put what waits in the unit's tallies, where it is enough, under the day of the last of these seals. Wants the ledger locked."""
    parts, now = tally.parts(direct), sealed[-1]
    before = sealed[-2].size if len(sealed) > 1 else 0
    with closing(rows.arrivals(direct, unit_id, before, PULSE)) as arrivals:
        shown = shown_by_span(arrivals, [now])[0]
    waits = {group: Wait(*values) for group, values in tally.waits(direct, unit_id).items()}
    tally.write(direct, {unit_id: close(_pool(direct, unit_id, parts), parts, now, waits, shown)})


def close(pool: Cells, parts: Parts, now: Closing, waits: dict[Group, Wait], shown: Mapping[Access, int]) -> Cells:
    """Take every group that is large enough out of what waits; returned as a batch of that day. Pure, but for `pool` and `waits`.

    `waits` is as the seal before left it, and is brought up to this one; the change is in the batch's cells too. `shown`: how many
    visits' pulses were shown by fives since that seal. What a batch has besides those shown is five at least too, or else the
    difference would tell of fewer: a visit that came as the fifth may have been set aside since.
    """
    asked: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    groups: dict[tuple[int, str, int], Group] = {}
    for (_, instrument, question, number, _score), n in pool.scores.items():
        group = groups.get((instrument, question, number))
        if group is None:
            group = groups[instrument, question, number] = _group(parts, instrument, question, number)
        if n:
            asked[group][question] += n
    since = {group: _wait(group, asked, waits, shown) for group in {*asked, *waits, *(map(_pulses, shown))}}
    ripe = _RULES[now.rule](asked, since, parts, now.day)
    batch = Cells(parts)
    for group in since:
        left = Wait(0, 0, 0) if group in ripe else since[group]
        batch.waits[group][:] = [a - b for a, b in zip(left, waits.get(group, (0, 0, 0)), strict=True)]
        waits[group] = left
    for key in [key for key in pool.scores if groups[key[1:4]] in ripe]:
        _, instrument, question, number, score = key
        batch.scores[now.day, instrument, question, number | RELEASED, score] = pool.scores.pop(key)
    for pair in [pair for pair in pool.pairs if _group(parts, pair[1], pair[2], pair[4]) in ripe]:
        _, instrument, a, b, number = pair
        batch.pairs[now.day, instrument, a, b, number | RELEASED] = pool.pairs.pop(pair)
    for visit in [visit for visit in pool.visits if visit[1:] in ripe]:
        _, instrument, part, number = visit
        batch.visits[now.day, instrument, part, number | RELEASED] = pool.visits.pop(visit)
    return batch


def _wait(group: Group, asked: Asked, waits: Mapping[Group, Wait], shown: Mapping[Access, int]) -> Wait:
    before, n = waits.get(group, Wait(0, 0, 0)), asked[group].total() if group in asked else 0
    more = shown.get(access_of(group[2]), 0) if group == _pulses(access_of(group[2])) else 0
    return Wait(n, (before.days + (n > before.n)) if n else 0, before.shown + more)


def _pulses(access: Access) -> Group:
    return 0, PULSE, stored_as(Basis.COUNTED, access)


# ── the rules ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _together(asked: Asked, waits: Mapping[Group, Wait], parts: Parts, _day: int) -> Collection[Group]:
    """Rule 1: `least` answers to each question, by any access."""
    ripe: set[Group] = set()
    for kind, groups in _by_kind(asked).items():
        questions = Counter[str]()
        for group in groups.values():
            questions.update(asked[group])
        shown = sum(wait.shown for (*of, number), wait in waits.items() if (*of, basis_of(number)) == kind)
        if _is_enough(questions, least(kind, parts), shown):
            ripe |= {*groups.values()}
    return ripe


def _by_access(asked: Asked, waits: Mapping[Group, Wait], parts: Parts, day: int) -> Collection[Group]:
    """Rule 2: each access that takes a visit for itself; open links along with them, or by the month where they are all there is."""
    ripe: set[Group] = set()
    for groups in _by_kind(asked).values():
        own = {groups[access] for access in VISITS if access in groups}
        closing_now = {group for group in own if _is_enough_of_one(group, asked[group], waits[group], parts)}
        ripe |= closing_now
        open_ = groups.get(Access.OPEN)
        if open_ is None:
            continue
        if asked[open_].keys() <= {question for group in closing_now for question in asked[group]}:
            ripe.add(open_)
        elif not own and _ends_a_month(day) and _is_enough(asked[open_], LEAST_OPEN, waits[open_].shown):
            ripe.add(open_)
    return ripe


def _is_enough_of_one(group: Group, questions: Counter[str], wait: Wait, parts: Parts) -> bool:
    """From one day twice as many: who wants to be alone with somebody must fill her quiet day with nine ratings, or two days."""
    # Who brings answers in from paper has read them: there is nobody to keep them from.
    enough = least(group, parts) * (1 if wait.days > 1 or basis_of(group[2]) is Basis.APART else 2)
    return _is_enough(questions, enough, wait.shown)


def _is_enough(questions: Counter[str], enough: int, shown: int) -> bool:
    return min(questions.values()) >= enough and not (shown and questions.total() - shown < FIVE)


def _ends_a_month(day: int) -> bool:
    return (day_of_number(day) + timedelta(days=1)).day == 1


def _by_kind(asked: Asked) -> Mapping[Group, Mapping[Access, Group]]:
    """Groups that differ by access alone: {that of no access: {access: group}}; those of which something waits."""
    found: defaultdict[Group, dict[Access, Group]] = defaultdict(dict)
    for group in asked:
        instrument, name, number = group
        found[instrument, name, basis_of(number)][access_of(number)] = group
    return found


_RULES = {1: _together, RULE: _by_access}


# ── what was shown, and what waits ────────────────────────────────────────────────────────────────────────────────


def shown_by_span(arrivals: Iterable[tuple[Any, ...]], sealed: Sequence[Closing]) -> list[Counter[Access]]:
    """How many visits were shown by fives between each two seals; none after the last. From rows.arrivals, in order."""
    shown, sizes = [Counter[Access]() for _ in sealed], [seal.size for seal in sealed]
    for span, own in groupby(arrivals, key=lambda row: bisect_left(sizes, row[0])):
        if span < len(sealed):
            came = (Arrival(bytes(visit), counter, channel) for _, visit, counter, channel in own)
            shown[span] = Counter(ACCESS[first.channel] for five in fives(came, sealed[span].rule) for first, *_ in five)
    return shown


def _group(parts: Parts, instrument: int, question: str, number: int) -> Group:
    part = parts.part[instrument, question]
    return (instrument, part, number) if part in parts.indices else (0, question, number)


def _pool(direct: Direct, unit_id: int, parts: Parts) -> Cells:
    """What waits: all that was ever tallied less all that was ever released, as of no day."""
    pool = Cells(parts)
    for instrument, question, number, *vector in _differences(direct, unit_id, "monthly_tally", ("question",), tally.SCORE_COLUMNS):
        for score, n in zip(SCORES, vector, strict=True):
            if n:
                pool.scores[0, instrument, question, number, score] = n
    for instrument, a, b, number, *sums in _differences(direct, unit_id, "monthly_pairs", ("a", "b"), ("n", "x", "y", "xy")):
        if any(sums):
            pool.pairs[0, instrument, a, b, number] = sums
    for instrument, part, number, n in _differences(direct, unit_id, "monthly_visits", ("part",), ("n",)):
        if n:
            pool.visits[0, instrument, part, number] = n
    return pool


def _differences(direct: Direct, unit_id: int, table: str, keys: tuple[str, ...], values: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    by = ", ".join(("instrument_id", *keys, f"(basis & ~{RELEASED})"))
    sums = ", ".join(f"sum(CASE WHEN (basis & {RELEASED}) = 0 THEN {value} ELSE -{value} END)" for value in values)
    for row in direct.all(f"SELECT {by}, {sums} FROM {table} WHERE unit_id = ? GROUP BY {by}", (unit_id,)):  # noqa: S608  # our own names
        yield *row[: -len(values)], *map(int, row[-len(values) :])
