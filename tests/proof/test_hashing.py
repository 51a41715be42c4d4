"""The quick way to a row's leaf hash against the readable one, and both against the entry that the row is."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from kiosk.clock import day_number, to_milliseconds
from kiosk.ledger import Entry, leaf_hash
from kiosk.ledger.entry import CHANNELS, KINDS, nonce
from kiosk.ledger.rows import COLUMNS
from kiosk.proof.verify import hashing
from kiosk.proof.verify.hashing import NO_ENTRY, Codes, Leaves, leaf_of
from kiosk.quality.rules import MARKS

UNIT_ID, UNIT = 7, "kanim-100%-%d"
KNOWN = Codes({1: "a", 2: "pañto"}, {3: "paspor"}, {4: "pulse@1", 5: "ikm-ipk-2021@1"}, {UNIT_ID: bytes(range(32))})
NAMES = COLUMNS[1:]
DICE = Random(137)


@dataclass(frozen=True)
class Made:
    entry: Entry
    row: tuple[Any, ...]


def made(dice: Random) -> Made:
    """Any entry that a ledger may hold, and the row that it is stored as."""
    answer, visit = (UUID(int=dice.getrandbits(128)) for _ in range(2))
    tapped = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(milliseconds=dice.randrange(10**11))
    received = tapped + timedelta(milliseconds=dice.randrange(10**8))
    kept = dice.randbytes(16) if dice.random() < 0.2 else None
    counter, service, instrument = dice.choice([1, 2]), dice.choice([None, 3]), dice.choice([4, 5])
    entry = Entry(
        unit=UNIT,
        seq=dice.randint(1, 2**31 - 1),
        kind=dice.choice(KINDS),
        answer=answer,
        visit=visit,
        counter=KNOWN.counters[counter],
        service=KNOWN.services[service] if service else "",
        channel=dice.choice(CHANNELS),
        instrument=KNOWN.instruments[instrument],
        question=dice.choice(["S0", "I0", "U12", "C1"]),
        score=dice.randint(0, 10),
        language=dice.choice(["id", "en", "jv-Latn"]),
        assisted=dice.random() < 0.3,
        given_at=tapped,
        received_at=received,
        service_day=tapped.date(),
        marks=" ".join(dice.sample(MARKS, dice.randint(0, 3))),
        rules=dice.randint(0, 9),
        nonce=kept or nonce(KNOWN.seeds[UNIT_ID], answer.bytes),
        about=dice.randint(1, 99) if dice.random() < 0.2 else None,
        extra=dice.choice(["", "", "", "segel %s é"]),
    )
    numbers = entry.seq, KINDS.index(entry.kind) + 1, answer.bytes, visit.bytes, counter, service, CHANNELS.index(entry.channel) + 1
    said = instrument, entry.question, entry.score, entry.language, dice.choice([int, bool])(entry.assisted)
    moments = to_milliseconds(tapped), to_milliseconds(received), day_number(entry.service_day)
    return Made(entry, (*numbers, *said, *moments, entry.marks, entry.rules, kept, entry.about, entry.extra, leaf_hash(entry)))


def test_both_ways_give_the_leaf_of_the_entry() -> None:
    leaves, quick = Leaves(UNIT_ID, UNIT, KNOWN), 0
    for each in (made(DICE) for _ in range(3000)):
        assert leaf_of(each.row, UNIT_ID, UNIT, KNOWN) == each.row[-1]
        assert leaves.of(each.row) == each.row[-1]
        quick += leaves._quickly(each.row) != b""
    assert 500 < quick < 2500, "some go either way, or there is nothing to compare"


STRANGE: tuple[Any, ...] = (
    None,
    0,
    1,
    -1,
    4,
    4.0,
    20261119.0,
    True,
    2**70,
    1e300,
    "",
    "4",
    "x",
    "id",
    "é\t",
    "\ud800",
    b"",
    b"4",
    bytes(16),
    "x" * 16,
    [],
)


@pytest.mark.parametrize("name", NAMES)
def test_a_strange_value_is_the_same_to_both_ways(name: str) -> None:
    """Whatever SQLite may hold in a column, also where the row before it had an equal value of another type."""
    leaves = Leaves(UNIT_ID, UNIT, KNOWN)
    for each in (made(DICE).row for _ in range(20)):
        assert leaves.of(each) == each[-1]
        for value in (*STRANGE, *([float(each[NAMES.index(name)])] if isinstance(each[NAMES.index(name)], int) else [])):
            changed = list(each)
            changed[NAMES.index(name)] = value
            assert leaves.of(tuple(changed)) == leaf_of(tuple(changed), UNIT_ID, UNIT, KNOWN), value


@pytest.mark.parametrize("seeds", [{}, {UNIT_ID: 5}, {UNIT_ID: "x"}, {UNIT_ID: b""}, {UNIT_ID: bytes(65)}, {UNIT_ID: None}])
def test_a_strange_seed_is_the_same_to_both_ways(seeds: dict[int, Any]) -> None:
    known = Codes(KNOWN.counters, KNOWN.services, KNOWN.instruments, seeds)
    leaves = Leaves(UNIT_ID, UNIT, known)
    for each in (made(DICE).row for _ in range(20)):
        assert leaves.of(each) == leaf_of(each, UNIT_ID, UNIT, known)


def test_what_no_entry_can_hold_has_no_leaf() -> None:
    row = list(made(DICE).row)
    row[NAMES.index("counter_id")] = 99
    assert Leaves(UNIT_ID, UNIT, KNOWN).of(tuple(row)) == NO_ENTRY


def test_no_more_texts_are_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "MOST_REMEMBERED", 3)
    leaves = Leaves(UNIT_ID, UNIT, KNOWN)
    for each in (made(DICE) for _ in range(100)):
        assert leaves.of(each.row) == each.row[-1]
        assert len(leaves._whats) <= 3 >= len(leaves._whens)
