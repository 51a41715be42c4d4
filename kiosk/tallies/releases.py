"""What people may be shown of the tallies: batches that close with a service day and are never cut again. Source: design 3.6.

With each seal, what has come into the tallies since becomes a batch under the seal's day, if it is large enough; if not, it
waits for a later one. Figures are sums of whole batches. So no figure, and no difference of any two, tells what fewer than
`least` visitors said to a question, whichever days somebody chooses and however often she looks; late taps and corrections
wait like any others. A batch in which all say the same still tells what each of them said: accepted, and said on the page.

A batch stands in the tallies' own tables beside what it was made of, its basis raised by RELEASED. It follows from the entries
and the seals alone, so that `verify` can make it again.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from typing import Any

from kiosk.instruments.definitions import INTEGRITY, LEAST, SATISFACTION
from kiosk.ledger import rows
from kiosk.store import Direct
from kiosk.tallies import tally
from kiosk.tallies.cells import RELEASED, Basis, Cells, Parts
from kiosk.tallies.fives import FIVE, PULSE, fives
from kiosk.tallies.tables import SCORES

LEAST_SATISFACTION, LEAST_INTEGRITY = LEAST[SATISFACTION], LEAST[INTEGRITY]

Group = tuple[int, str, int]
"""(instrument, index, basis), or (0, question, basis) of a question outside of indices: what is released together."""


PULSES: Group = (0, PULSE, Basis.COUNTED)


def least(group: Group, parts: Parts) -> int:
    """How many answers each question of a batch has at least. Outside of indices the pulse alone says nothing of integrity."""
    _, name, _ = group
    return parts.indices.get(name, LEAST_SATISFACTION if name == PULSE else LEAST_INTEGRITY)


def release(direct: Direct, unit_id: int, day: int, sealed: Sequence[tuple[int, int]]) -> None:
    """Put what waits in the unit's tallies, where it is enough, under `day` (YYYYMMDD). Wants the ledger locked.

    `sealed`: [(entries covered, day)] of the unit's seals.
    """
    parts = tally.parts(direct)
    tally.write(direct, {unit_id: close(_waiting(direct, unit_id, parts), parts, day, _shown(direct, unit_id, sealed))})


def close(pool: Cells, parts: Parts, day: int, shown: int) -> Cells:
    """Take every group that is large enough out of what waits; it is returned as a batch of that day. Pure except for the pool.

    `shown`: how many of the waiting visits' pulses were shown already, by fives. What the batch has besides is five at least
    too, or else the difference would tell of fewer: a visit that came as the fifth may have been set aside since.
    """
    counts: defaultdict[Group, Counter[str]] = defaultdict(Counter)
    for (_, instrument, question, basis, _score), n in pool.scores.items():
        if n:
            counts[_group(parts, instrument, question, basis)][question] += n
    ripe = {group for group, questions in counts.items() if min(questions.values()) >= least(group, parts)}
    if shown and counts[PULSES][PULSE] - shown < LEAST_SATISFACTION:
        ripe.discard(PULSES)
    batch = Cells(parts)
    for key in [key for key in pool.scores if _group(parts, key[1], key[2], key[3]) in ripe]:
        _, instrument, question, basis, score = key
        batch.scores[day, instrument, question, basis + RELEASED, score] = pool.scores.pop(key)
    for pair in [pair for pair in pool.pairs if _group(parts, pair[1], pair[2], pair[4]) in ripe]:
        _, instrument, a, b, basis = pair
        batch.pairs[day, instrument, a, b, basis + RELEASED] = pool.pairs.pop(pair)
    for visit in [visit for visit in pool.visits if visit[1:] in ripe]:
        _, instrument, part, basis = visit
        batch.visits[day, instrument, part, basis + RELEASED] = pool.visits.pop(visit)
    return batch


def _shown(direct: Direct, unit_id: int, sealed: Sequence[tuple[int, int]]) -> int:
    """How many visits are in the fives that were shown since pulses were last released. Day by day, as they were shown."""
    last = "SELECT max(service_day) FROM daily_tally WHERE unit_id = ? AND question = ? AND basis = ?"
    ((day,),) = direct.all(last, (unit_id, PULSE, Basis.COUNTED + RELEASED))
    since = max((size for size, label in sealed if label == day), default=0)
    sizes = sorted({size for size, _ in sealed if size > since})
    with closing(rows.arrivals(direct, unit_id, since, PULSE)) as arrivals:
        return sum(shown_by_span(arrivals, sizes))


def shown_by_span(arrivals: Iterable[tuple[Any, ...]], sizes: Sequence[int]) -> list[int]:
    """How many visits were shown by fives between each two seals, from (number, visit, counter) in order; none after the last."""
    shown = [0] * len(sizes)
    for span, own in groupby(arrivals, key=lambda row: bisect_left(sizes, row[0])):
        if span < len(sizes):
            shown[span] = FIVE * sum(1 for _ in fives((bytes(visit), counter) for _, visit, counter in own))
    return shown


def _group(parts: Parts, instrument: int, question: str, basis: int) -> Group:
    part = parts.part[instrument, question]
    return (instrument, part, basis) if part in parts.indices else (0, question, basis)


def _waiting(direct: Direct, unit_id: int, parts: Parts) -> Cells:
    """All that was ever tallied less all that was ever released, as of no day."""
    pool = Cells(parts)
    for instrument, question, basis, *vector in _differences(direct, unit_id, "monthly_tally", ("question",), tally.SCORE_COLUMNS):
        for score, n in zip(SCORES, vector, strict=True):
            if n:
                pool.scores[0, instrument, question, basis, score] = n
    for instrument, a, b, basis, *sums in _differences(direct, unit_id, "monthly_pairs", ("a", "b"), ("n", "x", "y", "xy")):
        if any(sums):
            pool.pairs[0, instrument, a, b, basis] = sums
    for instrument, part, basis, n in _differences(direct, unit_id, "monthly_visits", ("part",), ("n",)):
        if n:
            pool.visits[0, instrument, part, basis] = n
    return pool


def _differences(direct: Direct, unit_id: int, table: str, keys: tuple[str, ...], values: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
    plain = f"basis - {RELEASED} * (basis / {RELEASED})"  # a remainder, in words that both databases and their drivers take
    by = ", ".join(("instrument_id", *keys, plain))
    sums = ", ".join(f"sum(CASE WHEN basis < {RELEASED} THEN {value} ELSE -{value} END)" for value in values)
    for row in direct.all(f"SELECT {by}, {sums} FROM {table} WHERE unit_id = ? GROUP BY {by}", (unit_id,)):  # noqa: S608  # our own names
        yield *row[: -len(values)], *map(int, row[-len(values) :])
