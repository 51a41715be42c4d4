"""The visitors of a store that is filled at once: as mixed as those of the demonstration (`kiosk.demo.visitors`), only faster.

They are asked the default plan: both pulses, one element of each index. What is drawn for a visit comes from dice, not from
its id: every element has the same chance either way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from kiosk.ledger import Channel
from kiosk.ledger.entry import CHANNELS

RATINGS_A_DAY = 137
"""At one unit. In two years 100,010."""
SPREAD = 20
"""Standard deviation of the days' ratings."""

CHANNEL_SHARES = {Channel.TABLET: 84, Channel.SCREEN: 10, Channel.POSTER: 6}
SCORE_SHARES = {1: 3, 2: 9, 3: 40, 4: 48}
STOPS_AFTER_FIRST = 0.22
STOPS = 0.08
CORRECTS = 0.02

OPEN_MS = 8 * 3600 * 1000
DELIVERED_WITHIN_MS = 400

# A draw costs a tenth of `Random.choices` with weights.
_CHANNELS = [CHANNELS.index(channel) + 1 for channel, share in CHANNEL_SHARES.items() for _ in range(share)]
_SCORES = [score for score, share in SCORE_SHARES.items() for _ in range(share)]


class Tap(NamedTuple):
    """An answer as it comes in. Moments are milliseconds since 1970 UTC, ids 16 bytes, places and version numbers."""

    received_at: int
    unit_id: int
    counter_id: int
    visit: bytes
    answer: bytes
    channel: int
    instrument: int
    question: str
    score: int
    given_at: int


@dataclass(frozen=True, slots=True)
class Desk:
    """Where visitors of a unit rate, and what they are asked: one (version's number, question) of each step, in order."""

    unit_id: int
    counters: Sequence[int]
    service_id: int
    steps: Sequence[Sequence[tuple[int, str]]]


def taps(desk: Desk, opens_at: int, dice: Random) -> list[Tap]:
    """All taps of one unit on one day, on average 137, visit by visit; `opens_at` in milliseconds since 1970 UTC."""
    found: list[Tap] = []
    # The last visit goes beyond what is wanted, on average by two taps.
    wanted = dice.gauss(RATINGS_A_DAY - 2, SPREAD)
    while len(found) < wanted:
        _visit(found, desk, opens_at + int(dice.random() * OPEN_MS), dice)
    return found


def _visit(found: list[Tap], desk: Desk, moment: int, dice: Random) -> None:
    random = dice.random
    visit, counter = time_ordered(moment, dice), desk.counters[int(random() * len(desk.counters))]
    channel, stops = _CHANNELS[int(random() * len(_CHANNELS))], STOPS_AFTER_FIRST
    for step in desk.steps:
        instrument, question = step[int(random() * len(step))]
        taps_of_it = 2 if random() < CORRECTS else 1
        for _ in range(taps_of_it):
            moment += 2000 + int(random() * 7000)
            received = moment + 20 + int(random() * DELIVERED_WITHIN_MS)
            score = _SCORES[int(random() * len(_SCORES))]
            answer = time_ordered(moment, dice)
            found.append(Tap(received, desk.unit_id, counter, visit, answer, channel, instrument, question, score, moment))
        if random() < stops:
            return
        stops = STOPS


def time_ordered(moment: int, dice: Random) -> bytes:
    """A UUIDv7 as 16 bytes, from dice. Source: RFC 9562, 5.7."""
    return (moment << 80 | 7 << 76 | dice.getrandbits(12) << 64 | 2 << 62 | dice.getrandbits(62)).to_bytes(16, "big")
