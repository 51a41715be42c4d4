"""What a seal says of what lies beside the ledger, and whether it still holds.

What only grows is named by how far it reached and the digest of everything up to there: `acts=1234:…`, `instruments=5:…` of the whole
installation, `served=57:…`, `follow-ups=3.5.9.2:…` of the unit (a number for each table). Whatever is changed, put in or taken out
below that is found by anybody who has a seal that was kept elsewhere. What came after the newest seal is under the next one. A row is
added by an act, so since a seal there are no more new rows than acts.

What changes from day to day is named by the digest of how it stood and the number of the newest act by then, `places=1240:…`,
`holidays=…`, `notices=…` of the unit: where the digest is another one in the next seal, or now, an act between the two numbers must have
done it (two numbers, `1240.1241:…`, where one came while the seal was made). A number is no moment: no wrong clock bends it, and a line
that is put in later comes too late.

The tables belong to rooms above this one as well, so they are named as data (`standing`), and read alike on both databases.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import NamedTuple

from kiosk import record
from kiosk.clock import to_milliseconds
from kiosk.ledger import rows
from kiosk.proof.seal import Seal
from kiosk.proof.standing import GROWING, STANDING, STANDING_ACTS, Part, value
from kiosk.store import Direct, Row

ACTS, INSTRUMENTS = "acts", "instruments"
SETTLED = timedelta(minutes=10)
"""What is younger waits for the next seal: on PostgreSQL a transaction that began before may still bring a row of a lower number."""
EVERY = 2**31 - 1
LENGTH = 32
"""Hexadecimal digits: another record with this digest would take 2^128 tries, two prepared together 2^64."""


class Reach(NamedTuple):
    """What a statement says of what grows: up to these numbers, one a table, this digest."""

    last: tuple[int, ...]
    digest: str

    @classmethod
    def read(cls, value: str) -> "Reach | None":
        """`1234:…`, `3.5.9.2:…`; None for a seal that says nothing of it. What no seal of ours can say is one that never holds."""
        if not value:
            return None
        last, _colon, digest = value.partition(":")
        try:
            return cls(tuple(min(int(each), EVERY) for each in last.split(".")), digest)
        except ValueError:
            return cls((), value)

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.last))}:{self.digest}"


class Difference(NamedTuple):
    """A statement that does not hold: of the seal; of `STANDING`, from it on until `until` (None: until now). `…-added`: what came soon
    after the seal and is not on record."""

    name: str
    seal: Seal
    until: Seal | None = None


def statements(direct: Direct, unit: int, now: datetime) -> tuple[tuple[str, str], ...]:
    """(name, value) of each, for a seal of the unit with this number that is made now. Reads the whole record of acts."""
    settled = to_milliseconds(now - SETTLED)
    # On PostgreSQL an act may come while this is read: with one number an act by then is told, with the other one that may have been seen.
    before, standing, by_then = record.newest(direct), _standing(direct, unit), record.newest(direct)
    found = {
        ACTS: str(_at([record.up_to(direct, record.last_before(direct, settled))])),
        INSTRUMENTS: str(_at([rows.versions(direct)])),
        **{name: str(_at([_grown(direct, part, unit, settled) for part in parts])) for name, parts in GROWING.items()},
        **{name: str(Reach(tuple(sorted({before, by_then})), digest)) for name, digest in standing.items()},
    }
    return tuple(sorted(found.items()))


def differing(direct: Direct, seals: Iterable[Seal]) -> Iterator[Difference]:
    """For acts and instruments the first seal by the time of making, of all units, whose statement does not hold."""
    said = sorted(seals, key=lambda seal: seal.made_at)
    for name, found in ((ACTS, record.up_to(direct, EVERY)), (INSTRUMENTS, rows.versions(direct))):
        yield from _first_wrong(name, said, [found])


def differing_of(direct: Direct, unit: int, seals: Sequence[Seal]) -> Iterator[Difference]:
    """The same for what is the unit's own; `seals` are the unit's, by number."""
    for name, parts in GROWING.items():
        wrong = list(_first_wrong(name, seals, [_rows(direct, part, unit, EVERY) for part in parts]))
        yield from wrong or _added(name, direct, unit, seals)
    present = _standing(direct, unit)
    for name, acts in STANDING_ACTS.items():
        saying = [(seal, said) for seal in seals if (said := Reach.read(dict(seal.statements).get(name, "")))]
        now = Reach((EVERY,), present[name])
        for (seal, then), (until, after) in pairwise([*saying, (None, now)]):
            if seal and then.digest != after.digest and not record.tells_of(direct, acts, unit, _acts(then)[0], _acts(after)[-1]):
                yield Difference(name, seal, until)


def _added(name: str, direct: Direct, unit: int, seals: Sequence[Seal]) -> Iterator[Difference]:
    """The first seal after which there are more rows than acts, counted since the first seal that says how far both reached."""
    parts, reaches = GROWING[name], list[tuple[Seal, tuple[int, ...], tuple[int, ...]]]()
    for seal in seals:
        said = dict(seal.statements)
        until, acts_until = Reach.read(said.get(name, "")), Reach.read(said.get(ACTS, ""))
        if until and acts_until and (len(until.last), len(acts_until.last)) == (len(parts), 1):
            reaches.append((seal, until.last, acts_until.last))
    if not reaches:
        return
    first, above, (acts_above,) = reaches[0]
    # With a clock that was set back, acts of other units may have carried the seal's number past an act whose row it does not reach.
    since = to_milliseconds(first.made_at - SETTLED)
    for n, part in enumerate(parts):
        added = [number for (number,) in direct.all(part.numbers, (unit, above[n]))]
        acts = record.numbers(direct, part.acts, unit, acts_above, since)
        for (seal, *_), (_, row_until, (act_until,)) in pairwise([*reaches, (first, (EVERY,) * len(parts), (EVERY,))]):
            if bisect_right(added, row_until[n]) > bisect_right(acts, act_until):
                yield Difference(f"{name}-added", seal)
                return


def _acts(reach: Reach) -> tuple[int, ...]:
    """The newest act by then: one number, or two where one more came meanwhile. What no seal of ours says is excused by none."""
    return reach.last or (EVERY, 0)


def _standing(direct: Direct, unit: int) -> dict[str, str]:
    """{name: digest of how it stands} of STANDING."""
    return {name: _joined([_at([_rows(direct, part, unit)]).digest for part in parts]) for name, parts in STANDING.items()}


def _grown(direct: Direct, part: Part, unit: int, settled: int) -> Iterator[Row]:
    """The unit's rows, as far as one of before that moment."""
    ((last,),) = direct.all(part.last, (unit, settled))
    return _rows(direct, part, unit, last)


def _rows(direct: Direct, part: Part, *values: int) -> Iterator[Row]:
    with closing(direct.stream(part.rows, values)) as found:
        yield from found


def _first_wrong(name: str, seals: Iterable[Seal], tables: Sequence[Iterable[Row]]) -> Iterator[Difference]:
    reaches = {seal: reach for seal in seals if (reach := Reach.read(dict(seal.statements).get(name, "")))}
    digests = [
        dict(_digests(found, {reach.last[n] for reach in reaches.values() if len(reach.last) == len(tables)}))
        for n, found in enumerate(tables)
    ]
    for seal, reach in reaches.items():
        if len(reach.last) != len(tables):
            yield Difference(name, seal)
            return
        there = [each.get(last) for each, last in zip(digests, reach.last, strict=True)]
        if None in there or _joined([each or "" for each in there]) != reach.digest:
            yield Difference(name, seal)
            return


def _at(tables: Sequence[Iterable[Row]]) -> Reach:
    ends = [list(_digests(found))[-1] for found in tables]
    return Reach(tuple(last for last, _ in ends), _joined([digest for _, digest in ends]))


def _joined(digests: Sequence[str]) -> str:
    """One digest of several tables'; of a single one, its own."""
    return digests[0] if len(digests) == 1 else sha256(".".join(digests).encode()).hexdigest()[:LENGTH]


def _digests(found: Iterable[Row], wanted: set[int] | None = None) -> Iterator[tuple[int, str]]:
    """(number, digest of all rows up to it) of those wanted, or of the last one; rows begin with their number, and come by it."""
    growing, last = sha256(), 0
    if wanted and 0 in wanted:
        yield 0, growing.hexdigest()[:LENGTH]
    for row in found:
        growing.update(json.dumps([*map(value, row)], ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        last = row[0]
        if wanted and last in wanted:
            yield last, growing.hexdigest()[:LENGTH]
    if wanted is None:
        yield last, growing.hexdigest()[:LENGTH]
