"""A span of a unit's entries against the seals over it. Spans are checked apart, each in a process of its own.

A seal's root is bound to its frontier, the roots of its full subtrees. So a reader who trusts a seal may begin after it: the entries up to
the next seal, added to its frontier, must make the next root. What is wrong is then named to the day.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice, repeat

from kiosk.ledger import rows
from kiosk.places import service_points
from kiosk.proof import merkle
from kiosk.proof.seals import Stored
from kiosk.proof.verify.findings import Finding
from kiosk.proof.verify.hashing import NO_ENTRY, Codes, Leaves
from kiosk.store import Direct, Row
from kiosk.store.direct import snapshot

LONGEST_GAP = 1_000_000
"""Entries after a longer gap are not looked at: the gap says enough, and somebody may have made it to keep us busy."""
MOST_NAMED = 1000
"""This many findings of a span are kept."""

CHANNEL = 6
"""The place of the channel in such a row."""


@dataclass(frozen=True, slots=True)
class Span:
    """Entries after `start` (None: from the first) up to number `until`, with the seals over them, by number."""

    unit_id: int
    unit: str
    start: Stored | None
    seals: Sequence[Stored]
    until: int


@dataclass(slots=True)
class Checked:
    entries: int = 0
    findings: list[Finding] = field(default_factory=list)


def codes(direct: Direct) -> Codes:
    return Codes(
        service_points.codes_of_counters(direct),
        service_points.codes_of_services(direct),
        {version.number: version.name for version in rows.versions(direct)},
        rows.seeds(direct),
    )


def check(url: str, span: Span, known: Codes) -> Checked:
    """Numbers, hashes, roots and totals of the span."""
    found = Checked()
    with snapshot(url) as direct:
        with closing(rows.whole(direct, span.unit_id, span.start.seal.size if span.start else 0, span.until)) as entries:
            _Walk(span, known, found).through(entries)
    return found


class _Walk:
    """Entry by entry: the number, the hash; seal by seal: the root, the totals."""

    def __init__(self, span: Span, known: Codes, found: Checked) -> None:
        self._span, self._found = span, found
        self._hashed = Leaves(span.unit_id, span.unit, known)
        self._begin(span.start)

    def _begin(self, at: Stored | None) -> None:
        self._frontier = merkle.Frontier.from_bytes(at.seal.size, at.frontier) if at else merkle.Frontier()
        self._totals = dict(at.seal.totals) if at else {}
        self._first = self._frontier.size + 1

    def through(self, rows: Iterator[Row]) -> None:
        leaves = self._leaves(rows)
        for stored in self._span.seals:
            self._frontier.extend(islice(leaves, max(0, stored.seal.size - self._frontier.size)))
            if self._frontier.size < stored.seal.size:
                return  # the rest is gone; the caller that knows the seals says that it is short
            self._compare(stored)
        for _ in leaves:
            """What no seal covers yet: its numbers and hashes."""

    def _compare(self, stored: Stored) -> None:
        seal = stored.seal
        values = {"seal": seal.number, "day": seal.day.isoformat(), "first": self._first, "last": seal.size}
        root = self._frontier.root()
        if root != seal.root:
            self._report("seal-root", **values)
        if self._totals != dict(seal.totals):
            self._report("seal-totals", **values)
        self._first = seal.size + 1
        if root != seal.root or self._totals != dict(seal.totals):
            # Go on from what was sealed, so that one wrong day does not make all later ones look wrong.
            self._begin(stored)

    def _leaves(self, rows: Iterator[Row]) -> Iterator[bytes]:
        """The stored leaf of each entry, after its number and content were checked against it."""
        expected, leaf_of, empty = self._frontier.size, self._hashed.of, bytes(merkle.HASH_BYTES)
        for row in rows:
            if row[0] != expected + 1:
                self._report("entry-missing", first=expected + 1, last=row[0] - 1)
                if row[0] - expected > LONGEST_GAP:
                    return
                # Placeholders: the numbers after the gap stay where they are.
                yield from repeat(empty, row[0] - expected - 1)
            expected = row[0]
            self._found.entries += 1
            self._totals[row[CHANNEL]] = self._totals.get(row[CHANNEL], 0) + 1
            leaf = row[-1]
            if leaf_of(row) != leaf or leaf == NO_ENTRY:
                self._report("entry-changed", entry=row[0])
                leaf = leaf if isinstance(leaf, bytes) and len(leaf) == merkle.HASH_BYTES else empty
            yield leaf

    def _report(self, kind: str, **values: object) -> None:
        if len(self._found.findings) < MOST_NAMED:
            self._found.findings.append(Finding(kind, self._span.unit, values))
