"""The tallies as the entries say they must be: made again for a store that had none, and for `verify` to compare."""

from bisect import bisect_left
from collections.abc import Sequence
from contextlib import closing
from itertools import groupby
from operator import itemgetter

from kiosk.ledger import rows
from kiosk.ledger.entry import IMPORT
from kiosk.quality.rules import reach
from kiosk.store import Direct, Row
from kiosk.tallies import releases, tally
from kiosk.tallies.cells import Cells, Standing, standing
from kiosk.tallies.fives import PULSE

_VISIT, _QUESTION = itemgetter(0), itemgetter(3)


def cells(direct: Direct, unit_id: int, sealed: Sequence[releases.Closing]) -> Cells:
    """What the unit's tallies must hold, given its seals by number.

    Streams the entries; memory grows with days, not with entries.
    """
    parts = tally.parts(direct)
    sizes = [seal.size for seal in sealed]
    # What came between two seals, and after the last one.
    spans = [Cells(parts) for _ in range(len(sealed) + 1)]
    read = 0
    with closing(rows.by_visit(direct, unit_id)) as stream:
        for _, own in groupby(stream, key=_VISIT):
            visit = sorted(own, key=_QUESTION)
            read += len(visit)
            if not _add_usual(visit, spans, sizes):
                _add(visit, spans, sizes)
    # They were read through an index; one that leaves entries out would leave them out of every figure.
    there = rows.count(direct, unit_id)
    if read != there:
        raise ValueError(f"the index of visits shows {read} of {there} entries; make it again (REINDEX)")
    with closing(rows.arrivals(direct, unit_id, 0, PULSE)) as arrivals:
        shown = releases.shown_by_span(arrivals, sealed)
    found, pool, waits = Cells(parts), Cells(parts), dict[releases.Group, releases.Wait]()
    for span, seal, of_fives in zip(spans, sealed, shown, strict=False):
        found.absorb(span)
        pool.absorb(span, day=0)
        found.absorb(releases.close(pool, parts, seal, waits, of_fives))
    found.absorb(spans[-1])
    return found


def _add_usual(visit: Sequence[Row], spans: Sequence[Cells], sizes: Sequence[int]) -> bool:
    """The quick way, for a visit as nearly all are: each question once and unmarked, on one day, between two seals. False for any other."""
    _, numbers, instruments, questions, scores, _, days, marks, channels = zip(*visit, strict=True)
    span = bisect_left(sizes, min(numbers))
    if any(marks) or len({*days}) > 1 or len({*questions}) < len(questions) or bisect_left(sizes, max(numbers)) > span:
        return False
    if IMPORT in channels:
        return {*channels} == {IMPORT}  # a table of a past survey is in no tally
    spans[span].add_scores(days[0], (instruments, questions, (0,) * len(visit), channels), scores)
    return True


def _add(visit: Sequence[Row], spans: Sequence[Cells], sizes: Sequence[int]) -> None:
    """Add a visit to the span in which its entries came; for one that went on after a seal, what it changed in each."""
    answers = [Standing(seq, inst, code, n, at, day, reach(marks), way) for _, seq, inst, code, n, at, day, marks, way in visit]
    numbers = [answer.seq for answer in answers]
    first, last = bisect_left(sizes, min(numbers)), bisect_left(sizes, max(numbers))
    for number in range(first, last + 1):
        until = answers if number == last else [a for a in answers if a.seq <= sizes[number]]
        spans[number].add(standing(until))
        if number > first and (before := [a for a in answers if a.seq <= sizes[number - 1]]):
            spans[number].add(standing(before), -1)
