"""How much may come by phone: of one visit, and by a link that anybody may open. Far above what people do, and below what fills a disk.

An entry takes some 220 bytes on the disk, so a program that does all it can brings 300 · 40 · 24 · 220 B = 63 MB a day at a counter; at 210
ratings a second it was 4 GB. Tablets and tickets are not bound by these: there are only so many.
"""

from datetime import datetime
from time import monotonic

from kiosk.clock import to_milliseconds
from kiosk.ledger.visits import SoFar
from kiosk.places import Counter
from kiosk.quality import remembered, rules

MOST_VISITS = 300
"""Visits by open links at a counter in an hour. From the 31st on they are marked and count for nothing (quality/rules.py); a hall in which
everybody scans one poster within the hour may hold ten times as many."""
FEW, FRESH = MOST_VISITS // 3, 1.0
"""Below so many visits a count is good for so many seconds: two hundred do not come in one, and from there on each is counted."""
MOST_KEPT = 1000
MOST_ANSWERS = 40
"""Answers of a visit, corrections too. The longest questionnaire asks 17: that leaves room to change each, and six a second time."""


def is_crowded(counter: Counter, given_at: datetime, received_at: datetime) -> bool:
    """Whether no further visit begins at the counter by an open link: in its own hour, or in that in which it comes."""
    hours = {to_milliseconds(moment) // rules.AN_HOUR for moment in (given_at, received_at)}
    return any(_visits(counter.id, hour) >= MOST_VISITS for hour in hours)


_asked: dict[tuple[int, int], tuple[float, int]] = {}


def _visits(counter_id: int, hour: int) -> int:
    """How many have counted into the hour; as of FRESH ago, where it is far from too many."""
    key, moment = (counter_id, hour), monotonic()
    kept = _asked.get(key)
    if kept and moment - kept[0] < FRESH and kept[1] < FEW:
        return kept[1]
    if len(_asked) >= MOST_KEPT:
        _asked.clear()
    found = remembered.open_visits(counter_id, hour)
    _asked[key] = moment, found
    return found


def is_full(visit: SoFar) -> bool:
    """Whether nothing more is taken for this visit."""
    return len(visit.entries) >= MOST_ANSWERS
