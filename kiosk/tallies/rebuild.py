"""The tallies as the entries say they must be: made again for a store that had none, and for `verify` to compare."""

from bisect import bisect_left
from contextlib import closing
from itertools import groupby

from kiosk.quality.rules import reach
from kiosk.store import Direct
from kiosk.tallies import releases, tally
from kiosk.tallies.cells import RELEASED, Basis, Cells, Standing, standing
from kiosk.tallies.fives import PULSE

Days = dict[int, tuple[int, int]]
"""{day: (first, last number of an entry of it)}"""

# By visit, in the order of the index: a visit at a time is all that must be remembered.
BY_VISIT = (
    "SELECT visit, seq, instrument_id, question, score, given_at, service_day, marks, channel FROM entry WHERE unit_id = ? ORDER BY visit"
)


COUNT_ON_POSTGRESQL = "SELECT count(*) FROM entry WHERE unit_id = ?"
# The table itself, whatever indexes somebody has put beside it: no index of ours holds the leaves.
COUNT_ON_SQLITE = "SELECT count(leaf) FROM entry NOT INDEXED WHERE unit_id = ?"


def cells(direct: Direct, unit_id: int) -> Cells:
    """What the unit's tallies must hold. Streams the entries; memory grows with days, not with entries."""
    parts = tally.parts(direct)
    seals = direct.all("SELECT size, day FROM seal WHERE unit_id = ? ORDER BY number", (unit_id,))
    sizes = [size for size, _ in seals]
    # What came between two seals, and after the last one.
    spans = [Cells(parts) for _ in range(len(seals) + 1)]
    read = 0
    with closing(direct.stream(BY_VISIT, (unit_id,))) as stream:
        for _, rows in groupby(stream, key=lambda row: row[0]):
            visit = [Standing(seq, inst, code, n, at, day, reach(marks), way) for _, seq, inst, code, n, at, day, marks, way in rows]
            read += len(visit)
            _add(visit, spans, sizes)
    # They were read through an index; one that leaves entries out would leave them out of every figure.
    there = direct.all(COUNT_ON_POSTGRESQL if direct.postgresql else COUNT_ON_SQLITE, (unit_id,))[0][0]
    if read != there:
        raise ValueError(f"the index of visits shows {read} of {there} entries; make it again (REINDEX)")
    with closing(direct.stream(releases.ARRIVALS, (unit_id, 0, PULSE))) as arrivals:
        shown = releases.shown_by_span(arrivals, sizes)
    found, pool, waiting = Cells(parts), Cells(parts), 0
    for number, span in enumerate(spans):
        found.absorb(span)
        if number < len(seals) and (span.scores or number == 0):
            pool.absorb(span, day=0)
            waiting += shown[number]
            batch = releases.close(pool, parts, seals[number][1], waiting)
            found.absorb(batch)
            if any(question == PULSE and basis == Basis.COUNTED + RELEASED for _, _, question, basis, _ in batch.scores):
                waiting = 0
    return found


def _add(visit: list[Standing], spans: list[Cells], sizes: list[int]) -> None:
    """Add a visit to the span in which its entries came; of one that went on after a seal, what it changed in each."""
    first, last = bisect_left(sizes, min(a.seq for a in visit)), bisect_left(sizes, max(a.seq for a in visit))
    for number in range(first, last + 1):
        until = visit if number == last else [a for a in visit if a.seq <= sizes[number]]
        spans[number].add(standing(until))
        if number > first and (before := [a for a in visit if a.seq <= sizes[number - 1]]):
            spans[number].add(standing(before), -1)


def days(direct: Direct, unit_id: int) -> Days:
    """Between which numbers the entries of each day lie."""
    query = "SELECT service_day, min(seq), max(seq) FROM entry WHERE unit_id = ? GROUP BY service_day"
    return {day: (first, last) for day, first, last in direct.all(query, (unit_id,))}
