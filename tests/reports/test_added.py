"""Somebody who gives ratings of her own to be left alone with a visitor: what that takes by each channel, as SECURITY.md says it.

Two units differ in one visitor's answers alone. All others are the attacker's, who knows them; so where anything that a page may
show of the two differs, she reads the visitor. There is no weaker unit: nobody else came.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import chain
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import proof, recording
from kiosk.ledger import Channel
from kiosk.ledger.entry import ACCESS, CHANNELS, Access
from kiosk.places import Place
from kiosk.reports import withholding
from kiosk.reports.withholding import by_fives
from tests.conftest import FixedClock
from tests.make import make_counter, make_seal, rating
from tests.month import INDICES, START

TABLET, HANDED, POSTER = Channel.TABLET, Channel.HANDOFF, Channel.POSTER
QUESTIONS = ["S0", "I0", *INDICES[0], *INDICES[1]]
DAYS = 5
"""From a Monday on; the third is the last day of a month."""
A_DAY = 60
"""Her own visits of a day by a program: one in three minutes for three hours, too few for a rule to mark."""

Own = tuple[int, Channel, int]
"""(day, channel, her visits on it)"""


def visit(place: Place, scores: Sequence[int], channel: Channel, minute: int, clock: FixedClock) -> None:
    own = uuid4()
    answers = zip(QUESTIONS, scores, strict=True)
    recording.record([rating(place, code, score, visit=own, channel=channel) for code, score in answers], clock() + timedelta(minutes=1))


def seen(place: Place, day: date) -> tuple[object, object]:
    """What pages may show of satisfaction, and of integrity."""
    first = START.date()
    shown = withholding.shown(place.unit, first, day)
    parts = [{key: scores for key, scores in shown.scores.items() if (key[1][0] in "SU") == satisfaction} for satisfaction in (True, False)]
    moving = withholding.running(place.unit, day, proof.latest_seal(place.unit)), withholding.satisfaction_by_day(place.unit, first, day)
    steps = [step.scores for step in by_fives.steps_of_days(place.unit, first, day)]
    return (parts[0], moving, steps), parts[1]


def read(clock: FixedClock, victim: Channel, *own: Own) -> tuple[bool, bool]:
    """Whether she learns of the visitor's satisfaction, and of what he says of integrity, within these days."""
    worlds = [make_counter(), make_counter()]
    satisfaction = integrity = False

    def look(day: date) -> None:
        nonlocal satisfaction, integrity
        one, other = (seen(place, day) for place in worlds)
        satisfaction, integrity = satisfaction or one[0] != other[0], integrity or one[1] != other[1]

    for n in range(DAYS):
        morning = START + timedelta(days=n, hours=8)
        hers = [(channel, k) for channel, k in chain.from_iterable([(c, k) for k in range(many)] for day, c, many in own if day == n)]
        middle = len(hers) // 2
        for minute, (channel, k) in enumerate([*hers[:middle], *([(victim, -1)] if n == 0 else []), *hers[middle:]]):
            clock.set(morning + timedelta(minutes=3 * minute))
            for place, said in zip(worlds, (1, 4), strict=True):
                scores = [said] * len(QUESTIONS) if k < 0 else [3 + (k + place_) % 2 for place_ in range(len(QUESTIONS))]
                visit(place, scores, channel, minute, clock)
            if minute % 10 == 9:
                look(morning.date())
        look(morning.date())
        clock.set(START + timedelta(days=n + 1, minutes=5))
        for place in worlds:
            make_seal(place.unit)
        look(clock().date())
    return satisfaction, integrity


@pytest.mark.parametrize(
    ("victim", "own", "learned"),
    [
        # What anybody can give at will, and what is of another access, helps her nowhere.
        (TABLET, [(n, POSTER, A_DAY) for n in range(3)], (False, False)),
        (TABLET, [(n, HANDED, A_DAY) for n in range(3)], (False, False)),
        (HANDED, [*((n, POSTER, A_DAY) for n in range(3)), *((n, TABLET, A_DAY) for n in range(3))], (False, False)),
        # Her own visits to a tablet, on the visitor's day: nine for what he says of satisfaction, nineteen for integrity.
        (TABLET, [(0, TABLET, 8)], (False, False)),
        (TABLET, [(0, TABLET, 9)], (True, False)),
        (TABLET, [(0, TABLET, 18)], (True, False)),
        (TABLET, [(0, TABLET, 19)], (True, True)),
        # On two days, on which nobody else may come: four and nine.
        (TABLET, [(0, TABLET, 1), (1, TABLET, 2)], (False, False)),
        (TABLET, [(0, TABLET, 2), (1, TABLET, 2)], (True, False)),
        (TABLET, [(1, TABLET, 8)], (True, False)),
        (TABLET, [(1, TABLET, 9)], (True, True)),
        # The same by tickets and hand-overs.
        (HANDED, [(0, HANDED, 8)], (False, False)),
        (HANDED, [(0, HANDED, 9)], (True, False)),
        # A visitor by an open link is in the batch of others: it takes one visit more, since he fills none.
        (POSTER, [(0, TABLET, 9)], (False, False)),
        (POSTER, [(0, TABLET, 10)], (True, False)),
        (POSTER, [(0, TABLET, 2), (1, TABLET, 2)], (False, False)),
        (POSTER, [(0, TABLET, 2), (1, TABLET, 3)], (True, False)),
        # Where open links are all there is, nothing protects: thirty with the last day of a month.
        (POSTER, [(0, POSTER, 28)], (False, False)),
        (POSTER, [(0, POSTER, 29)], (True, True)),
    ],
)
def test_what_it_takes_to_be_alone_with_a_visitor(
    inside: Flask, clock: FixedClock, victim: Channel, own: list[Own], learned: tuple[bool, bool]
) -> None:
    assert read(clock, victim, *own) == learned


def test_what_the_channels_are() -> None:
    by = {channel: ACCESS[CHANNELS.index(channel) + 1] for channel in Channel}
    assert by[Channel.TICKET] == by[Channel.HANDOFF] == Access.GIVEN
    assert by[Channel.SCREEN] == by[Channel.POSTER] == Access.OPEN
    assert {channel for channel, access in by.items() if access is Access.COUNTER} == {Channel.TABLET, Channel.PAPER, Channel.IMPORT}
