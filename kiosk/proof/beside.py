"""What a seal says of what lies beside the ledger: how the record of acts, and the list of instruments, stood when it was made.

Both only grow. So a statement names how far it reaches and the digest of everything up to there: `acts=1234:…`, `instruments=5:…`.
Whatever is changed, put in or taken out below that is found by anybody who has a seal that was kept elsewhere. What came after the
newest seal is under the next one.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple

from kiosk import record
from kiosk.clock import to_milliseconds
from kiosk.ledger import rows
from kiosk.proof.seal import Seal
from kiosk.store import Direct, Row

ACTS, INSTRUMENTS = "acts", "instruments"
SETTLED = timedelta(minutes=10)
"""Acts younger than this wait for the next seal: on PostgreSQL a transaction that began before may still bring one of a lower number."""
EVERY = 2**31 - 1
LENGTH = 32
"""Hexadecimal digits: another record with this digest would take 2^128 tries, two prepared together 2^64."""


class Reach(NamedTuple):
    """What a statement says: up to this number, this digest."""

    last: int
    digest: str


def statements(direct: Direct, now: datetime) -> tuple[tuple[str, str], ...]:
    """(name, value) of each, for a seal that is made now. Reads the whole record of acts."""
    found = {
        ACTS: _at(record.up_to(direct, record.last_before(direct, to_milliseconds(now - SETTLED)))),
        INSTRUMENTS: _at(rows.versions(direct)),
    }
    return tuple((name, f"{reach.last}:{reach.digest}") for name, reach in sorted(found.items()))


def differing(direct: Direct, seals: Iterable[Seal]) -> Iterator[tuple[str, Seal]]:
    """(name of the statement, the first seal by the time of making whose statement does not hold), for each name that has one."""
    said = sorted(seals, key=lambda seal: seal.made_at)
    for name, found in ((ACTS, record.up_to(direct, EVERY)), (INSTRUMENTS, rows.versions(direct))):
        reaches = {seal: reach for seal in said if (reach := _read(dict(seal.statements).get(name, "")))}
        digests = dict(_digests(found, {reach.last for reach in reaches.values()}))
        wrong = next((seal for seal, reach in reaches.items() if digests.get(reach.last) != reach.digest), None)
        if wrong:
            yield name, wrong


def _read(value: str) -> Reach | None:
    """`1234:…`; None for a seal that says nothing of it."""
    last, colon, digest = value.partition(":")
    return Reach(int(last), digest) if colon else None


def _at(found: Iterable[Row]) -> Reach:
    reach = Reach(0, sha256().hexdigest()[:LENGTH])
    for last, digest in _digests(found):
        reach = Reach(last, digest)
    return reach


def _digests(found: Iterable[Row], wanted: set[int] | None = None) -> Iterator[tuple[int, str]]:
    """(number, digest of all rows up to it) of those wanted, or of the last one; rows begin with their number, and come by it."""
    growing, last = sha256(), 0
    if wanted and 0 in wanted:
        yield 0, growing.hexdigest()[:LENGTH]
    for row in found:
        growing.update(json.dumps(list(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        last = row[0]
        if wanted and last in wanted:
            yield last, growing.hexdigest()[:LENGTH]
    if wanted is None:
        yield last, growing.hexdigest()[:LENGTH]
