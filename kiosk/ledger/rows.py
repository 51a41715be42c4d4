"""Entries as rows, on the driver's cursor: for those who append, add up, seal and verify. The only place with SQL on these tables.

Units, counters and instruments stand by their numbers, identifiers as 16 bytes, moments as milliseconds, days as YYYYMMDD.
"""

import secrets
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from itertools import chain, islice, zip_longest
from typing import Any, NamedTuple

from kiosk.ledger.entry import OWN, SEED_BYTES
from kiosk.ledger.tables import EntryRow
from kiosk.store import Direct, Row
from kiosk.store.direct import MOST_VARIABLES
from kiosk.store.register import VERSION

COLUMNS = EntryRow.__table__.columns.keys()
"""Columns of an entry, in the order in which `insert` wants their values and `whole` gives them."""
_NAMES = ", ".join(COLUMNS)
_HEADS = f"SELECT unit_id, size, seed, {VERSION} FROM ledger_head WHERE unit_id IN (…) ORDER BY unit_id"  # our own
_DAYS = "ledger_day (unit_id, service_day, first_seq, last_seq)"

Spans = Mapping[int, tuple[int, int]]
"""{day: (first, last number of an entry of it)}"""


class Head(NamedTuple):
    """Where a unit's ledger ends, and the secret that its nonces are derived from."""

    unit_id: int
    size: int
    seed: bytes


class Version(NamedTuple):
    """A registered version of an instrument; `parts` is JSON {part: [question, …]}."""

    number: int
    name: str
    digest: str
    parts: str


def versions(direct: Direct) -> tuple[Version, ...]:
    """All registered versions of instruments, in the order in which they came."""
    return tuple(Version(*row) for row in direct.all("SELECT id, name, digest, parts FROM instrument_version ORDER BY id"))


# ── heads ─────────────────────────────────────────────────────────────────────────────────────────────────────────


class Heads(NamedTuple):
    """The register's number, {unit: head of its ledger}, and the units whose ledger begins just now."""

    register: int
    of_units: dict[int, Head]
    begun: Sequence[int]


def lock_heads(direct: Direct, units: Sequence[int]) -> Callable[[], Heads]:
    """Ask for the heads; on PostgreSQL no other writer gets past these rows until we commit."""
    query = f"{_HEADS} FOR UPDATE" if direct.postgresql else _HEADS
    asked = [direct.ask(query.replace("(…)", f"({', '.join('?' * len(some))})"), some) for some in _some(units)]

    def locked() -> Heads:
        found = [row for each in asked for row in each()]
        begun = sorted(set(units) - {row[0] for row in found})
        if begun:
            # On PostgreSQL two may try at once: one inserts, the other waits for it and then locks.
            new = [(unit, 0, 0, secrets.token_bytes(SEED_BYTES)) for unit in begun]
            direct.insert("ledger_head (unit_id, size, tallied, seed)", new, "ON CONFLICT DO NOTHING")
            found += direct.all_in(query, begun)
        return Heads(max(row[3] for row in found), {row[0]: Head(*row[:3]) for row in found}, begun)

    return locked


def move_head(direct: Direct, head: Head, added: int) -> None:
    """That many entries have come after the head, and the tallies have taken them in."""
    direct.run("UPDATE ledger_head SET size = ?, tallied = tallied + ? WHERE unit_id = ?", (head.size + added, added, head.unit_id))


def head(direct: Direct, unit_id: int) -> tuple[int, int]:
    """How many entries the head says there are, and how many of them the tallies hold; (0, 0) without a head."""
    rows = direct.all("SELECT size, tallied FROM ledger_head WHERE unit_id = ?", (unit_id,))
    return (rows[0][0], rows[0][1]) if rows else (0, 0)


def behind(direct: Direct) -> list[int]:
    """The units whose tallies do not hold all entries."""
    return [row[0] for row in direct.all("SELECT unit_id FROM ledger_head WHERE tallied < size ORDER BY unit_id")]


def catch_up(direct: Direct, unit_id: int) -> None:
    """The unit's tallies hold all of its entries."""
    direct.run("UPDATE ledger_head SET tallied = size WHERE unit_id = ?", (unit_id,))


def seeds(direct: Direct) -> dict[int, bytes]:
    """{unit: the secret of its nonces}"""
    return dict(direct.all("SELECT unit_id, seed FROM ledger_head"))


# ── appending ─────────────────────────────────────────────────────────────────────────────────────────────────────


def insert(direct: Direct, rows: Sequence[Row]) -> None:
    """Append entries, each the values of COLUMNS."""
    direct.insert(f"entry ({_NAMES})", rows)


def of_answers_and_visits(
    direct: Direct, unit_id: int, answers: Collection[bytes], visits: Collection[bytes]
) -> Callable[[], Iterator[Row]]:
    """Ask, by number, for (answer, visit, seq, instrument, question, score, given_at, day, marks, channel, whether found by its visit).

    Entries that are one of these answers, and those of these visits; one that is both comes twice. One statement for a tap, by two indexes.
    """
    columns = "answer, visit, seq, instrument_id, question, score, given_at, service_day, marks, channel"
    found = []
    for asked, of in zip_longest(_some(answers), _some(visits), fillvalue=()):
        query = " UNION ALL ".join(
            f"SELECT {columns}, {number} FROM entry WHERE unit_id = ? AND {name} IN ({', '.join('?' * len(some))})"  # our own
            for number, (name, some) in enumerate((("answer", asked), ("visit", of)))
            if some
        )
        owner = (unit_id,)
        found.append(direct.ask(f"{query} ORDER BY 3", [*(owner if asked else ()), *asked, *(owner if of else ()), *of]))
    return lambda: chain.from_iterable(each() for each in found)


def _some(values: Collection[Any]) -> Iterator[tuple[Any, ...]]:
    every = iter(values)
    while some := tuple(islice(every, MOST_VARIABLES // 2)):
        yield some


def visits_there(direct: Direct, unit_id: int, visits: Collection[bytes]) -> set[bytes]:
    """Those of these visits that have answered anything."""
    return {row[0] for row in direct.all_in("SELECT visit FROM entry WHERE unit_id = ? AND visit IN (…)", visits, unit_id)}


# ── days ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def note_days(direct: Direct, unit_id: int, spans: Spans) -> None:
    """Entries of these numbers have come. Numbers only grow, so a day that is known already keeps its first."""
    rows = [(unit_id, day, *span) for day, span in sorted(spans.items())]
    direct.insert(_DAYS, rows, "ON CONFLICT (unit_id, service_day) DO UPDATE SET last_seq = excluded.last_seq")


def replace_days(direct: Direct, unit_id: int, spans: Spans) -> None:
    """Let these be the unit's days, and no others."""
    direct.run("DELETE FROM ledger_day WHERE unit_id = ?", (unit_id,))
    direct.insert(_DAYS, [(unit_id, day, *span) for day, span in sorted(spans.items())])


def noted_days(direct: Direct, unit_id: int) -> Spans:
    """The numbers between which the entries of each day lie, as noted."""
    query = "SELECT service_day, first_seq, last_seq FROM ledger_day WHERE unit_id = ?"
    return {day: (first, last) for day, first, last in direct.all(query, (unit_id,))}


def days(direct: Direct, unit_id: int) -> Spans:
    """The same, from the entries themselves."""
    query = "SELECT service_day, min(seq), max(seq) FROM entry WHERE unit_id = ? GROUP BY service_day"
    return {day: (first, last) for day, first, last in direct.all(query, (unit_id,))}


# ── reading through ───────────────────────────────────────────────────────────────────────────────────────────────


def whole(direct: Direct, unit_id: int, after: int, until: int) -> Generator[Row, None, None]:
    """The values of COLUMNS after the unit, of entries `after` + 1 to `until`, by number. Streamed: close it."""
    names = ", ".join(COLUMNS[1:])
    query = f"SELECT {names} FROM entry WHERE unit_id = ? AND seq > ? AND seq <= ? ORDER BY seq"
    return direct.stream(query, (unit_id, after, until))


def by_visit(direct: Direct, unit_id: int) -> Generator[Row, None, None]:
    """As `of_visits`, for every visit, in the order of the index: only one visit at a time must be remembered. Close it."""
    query = (
        "SELECT visit, seq, instrument_id, question, score, given_at, service_day, marks, channel "
        "FROM entry WHERE unit_id = ? ORDER BY visit"
    )
    return direct.stream(query, (unit_id,))


def first_of_visits(direct: Direct, unit_id: int) -> Generator[Row, None, None]:
    """(visit, number of its first entry) of every visit. Streamed: close it."""
    return direct.stream("SELECT visit, min(seq) FROM entry WHERE unit_id = ? GROUP BY visit", (unit_id,))


def arrivals(direct: Direct, unit_id: int, after: int, question: str) -> Generator[Row, None, None]:
    """(seq, visit, counter, channel) of visitors' own answers to a question that no rule marked, above number `after`. Close it."""
    own = f"unit_id = ? AND seq > ? AND question = ? AND marks = '' AND {OWN}"
    query = f"SELECT seq, visit, counter_id, channel FROM entry WHERE {own} ORDER BY seq"
    return direct.stream(query, (unit_id, after, question))


def count(direct: Direct, unit_id: int) -> int:
    """How many entries the table itself has, whatever indexes somebody has added: no index of ours holds the leaves."""
    table = "count(*) FROM entry" if direct.postgresql else "count(leaf) FROM entry NOT INDEXED"
    return int(direct.all(f"SELECT {table} WHERE unit_id = ?", (unit_id,))[0][0])


def reach(direct: Direct, unit_id: int) -> tuple[int, int]:
    """How many entries there are, and the highest number among them."""
    ((n, last),) = direct.all("SELECT count(*), coalesce(max(seq), 0) FROM entry WHERE unit_id = ?", (unit_id,))
    return n, last


def last_number(direct: Direct, unit_id: int) -> int:
    """The highest number of the unit's entries; 0 without any. One look at the end of its key."""
    return direct.all("SELECT coalesce(max(seq), 0) FROM entry WHERE unit_id = ?", (unit_id,))[0][0]  # type: ignore[no-any-return]
