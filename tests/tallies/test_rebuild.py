"""The quick way to add a visit's rows against the readable one; both are what `verify` trusts."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any

import pytest

from kiosk.proof.seals import NEVER_WRITTEN
from kiosk.quality.rules import MARKS
from kiosk.store import Row
from kiosk.tallies import rebuild, tally
from kiosk.tallies.cells import Cells, Parts

PULSE, OTHER = 4, 5
"""Numbers of instruments' versions."""
IKM, IPK = [f"U{n}" for n in range(1, 4)], ["K1", "K2"]
PARTS = Parts(
    {(PULSE, "S0"): "pulse", (OTHER, "C1"): "control"} | {(OTHER, code): "ikm" for code in IKM} | {(OTHER, code): "ipk" for code in IPK},
    {(PULSE, "pulse"): 1, (OTHER, "control"): 1, (OTHER, "ikm"): 3, (OTHER, "ipk"): 2},
    {"ikm": 5, "ipk": 5},
)
SIZES = [40, 40, 90]
"""Of three seals; entries up to number 130 come in four spans."""
NAMES = ("visit", "seq", "instrument", "question", "score", "given_at", "day", "marks", "channel")

Add = Callable[[Sequence[Row], Sequence[Cells], Sequence[int]], object]


def visit_of(dice: Random) -> list[Row]:
    """The rows of a visit as `rebuild` has them, by question: now and then it corrects itself, is marked, goes on another day."""
    first, day, channel, found = dice.randint(1, 120), dice.choice([20261119, 20261120]), dice.randint(1, 7), list[Row]()
    codes = dice.sample(["S0", "C1", *IKM, *IPK], dice.randint(1, 7))
    for n, code in enumerate(codes + (dice.choices(codes, k=1) if dice.random() < 0.2 else [])):
        other_day, other_channel, marked = (dice.random() < 0.03 for _ in range(3))
        number, given_at = first + n * dice.choice([1, 1, 1, 1, 9]), dice.randrange(10**12)
        marks = " ".join(dice.sample(MARKS, 2)) if marked else ""
        what = PULSE if code == "S0" else OTHER, code, dice.randint(1, 4), given_at, day + other_day, marks
        found.append((b"visit", number, *what, dice.randint(1, 7) if other_channel else channel))
    return sorted(found, key=lambda row: row[3])


def made(add: Add, visits: Sequence[Sequence[Row]]) -> list[tally.Rows]:
    """What the tables of each span hold after these visits."""
    spans = [Cells(PARTS) for _ in range(len(SIZES) + 1)]
    for visit in visits:
        assert add(visit, spans, SIZES) in (True, None)
    return [tally.rows(1, span) for span in spans]


def test_both_ways_add_the_same() -> None:
    dice = Random(137)
    visits = [visit_of(dice) for _ in range(3000)]
    spare = [Cells(PARTS) for _ in range(len(SIZES) + 1)]
    usual = [visit for visit in visits if rebuild._add_usual(visit, spare, SIZES)]
    assert 1000 < len(usual) < 2500, "some go either way, or there is nothing to compare"
    assert made(rebuild._add_usual, usual) == made(rebuild._add, usual)
    for visit in usual:
        assert made(rebuild._add_usual, [visit]) == made(rebuild._add, [visit])


def test_what_is_not_usual_goes_the_readable_way() -> None:
    row = b"visit", 1, OTHER, "U1", 3, 0, 20261119, "", 1

    def and_then(**other: Any) -> bool:
        spans = [Cells(PARTS) for _ in range(len(SIZES) + 1)]
        second = tuple({**dict(zip(NAMES, row, strict=True)), "seq": 2, "question": "U2", **other}.values())
        added = rebuild._add_usual([row, second], spans, SIZES)
        assert added or not any(span.scores for span in spans), "what is not taken leaves nothing behind"
        return added

    assert and_then()
    assert and_then(seq=40)
    assert not and_then(seq=41), "after the next seal"
    assert not and_then(day=20261120)
    assert not and_then(question="U1"), "a correction"
    assert not and_then(marks="quick")


STRANGE: tuple[Any, ...] = (None, 0, -1, 2, 2.0, True, 2**70, 1e300, "", "2", "x", b"", b"2", b"S0")


@pytest.mark.parametrize("name", NAMES[2:])
def test_a_strange_value_is_the_same_to_both_ways(name: str) -> None:
    """Whatever SQLite may hold in a column: both add the same, or both say that no program of ours has written it."""

    def outcome(add: Add, visit: Sequence[Row]) -> object:
        try:
            return made(add, [visit])
        except NEVER_WRITTEN:
            return "never written"

    dice = Random(138)
    for visit in (visit_of(dice) for _ in range(30)):
        for value in STRANGE:
            changed = list(visit[0])
            changed[NAMES.index(name)] = value
            rows = [tuple(changed), *visit[1:]]
            try:
                taken = rebuild._add_usual(rows, [Cells(PARTS) for _ in range(len(SIZES) + 1)], SIZES)
            except NEVER_WRITTEN:
                taken = True
            assert not taken or outcome(rebuild._add_usual, rows) == outcome(rebuild._add, rows), (value, visit)
