"""The tallies of a unit: written beside its entries, read by day and month, and what they would be from the entries.

Daily tallies lead with the day, because a page shows days of one unit or one day of all; monthly ones lie in the order of their
sums, for two years of all units. Measured in tools/bench.
"""

from collections import Counter as Tally
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from json import loads
from typing import Any

from sqlalchemy import Table

from kiosk.clock import day_number, day_numbers, day_of_number
from kiosk.instruments.definitions import Index, defined
from kiosk.ledger.entry import Access
from kiosk.ledger.rows import Version, versions
from kiosk.places import Unit
from kiosk.store import Base, Direct, reading_direct
from kiosk.tallies.cells import RAW, RELEASED, Basis, Cells, Parts, stored_as
from kiosk.tallies.spans import Asked, added_up, months_of, span_of
from kiosk.tallies.tables import (
    SCORES,
    DailyChannel,
    DailyPairs,
    DailyTally,
    DailyVisits,
    MonthlyPairs,
    MonthlyTally,
    MonthlyVisits,
    ReleaseWait,
)

TABLES: Mapping[str, Table] = {
    model.__tablename__: Base.metadata.tables[model.__tablename__]
    for model in (DailyTally, MonthlyTally, DailyPairs, MonthlyPairs, DailyVisits, MonthlyVisits, DailyChannel, ReleaseWait)
}
SCORE_COLUMNS = tuple(f"s{score}" for score in SCORES)


def _numbers(raised: int, *bases: Basis) -> str:
    """SQL: these bases as they are stored, by every access; raised by 0 or RELEASED."""
    return ", ".join(str(stored_as(basis + raised, access)) for access in Access for basis in bases)


_RELEASED = (
    f"SELECT unit_id, service_day, {', '.join(f'sum({column})' for column in SCORE_COLUMNS)} FROM daily_tally "
    f"WHERE basis IN ({_numbers(RELEASED, Basis.COUNTED, Basis.COMPLETE)}) AND question = ?"
)
"""What may be shown of a question's counted answers."""

_RELEASED_MONTHS = _RELEASED.replace("service_day", "month").replace("daily", "monthly")

_EVERY_DAY = (
    "WITH RECURSIVE days (day) AS (SELECT min(service_day) FROM {0} UNION ALL "
    "SELECT (SELECT min(service_day) FROM {0} WHERE service_day > day) FROM days WHERE day IS NOT NULL)"
)
"""SQL: every day that a table has, from one to the next in its key. Without, a unit's rows are found by reading those of all units."""

Key = tuple[Any, ...]
Rows = dict[str, dict[Key, list[int]]]
"""{table: {key: values}}, in the order of the table's columns; no row of zeros."""


@dataclass(slots=True)
class Tallies:
    """Standing answers of a unit's service days, by the name of the instrument's version and by basis (see `Basis`)."""

    scores: defaultdict[tuple[str, str, int], dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    """{(instrument, question, basis): {score: n}}; only scores that occur."""
    pairs: dict[tuple[str, str, str, int], tuple[int, int, int, int]] = field(default_factory=dict)
    """{(instrument, a, b, basis): (n, Σx, Σy, Σxy)} with a < b of one index."""
    visits: dict[tuple[str, str, int], int] = field(default_factory=dict)
    """{(instrument, part, basis): n}; instrument and part empty: visits that answered anything."""

    def answers(self, *bases: Basis) -> int:
        """How many answers stand on one of these bases; raw, if none is given."""
        return sum(sum(counts.values()) for (_, _, basis), counts in self.scores.items() if basis in (bases or RAW))

    def visits_of(self, instrument: str = "", part: str = "", *bases: Basis) -> int:
        """How many visits answered something of the part (of anything) on one of these bases; raw, if none is given."""
        return sum(n for (i, p, basis), n in self.visits.items() if (i, p) == (instrument, part) and basis in (bases or RAW))


def of_unit(unit: Unit, first: date, last: date) -> Tallies:
    """The unit's service days `first` to `last`. Three quick queries, whole months from the monthly tallies."""
    return _read(first, last, unit.id, 0).get(unit.id, Tallies())


def of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same for every unit that has any: {number of the unit: tallies}."""
    return _read(first, last, None, 0)


def released(unit: Unit, first: date, last: date) -> Tallies:
    """What may be shown of the unit: the batches that closed with the days `first` to `last`. Visits are those of indices alone."""
    return _read(first, last, unit.id, RELEASED).get(unit.id, Tallies())


def released_of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same for every unit that has any: {number of the unit: tallies}."""
    return _read(first, last, None, RELEASED)


def last_month_released(unit: Unit, question: str, before: date) -> date | None:
    """The first day of the last month before that day's in which a question had a batch; None: there is none. One query."""
    query = (
        "SELECT max(month) FROM monthly_tally WHERE unit_id = ? AND question = ? AND month < ? "
        f"AND basis IN ({_numbers(RELEASED, Basis.COUNTED, Basis.COMPLETE)})"
    )
    ((month,),) = reading_direct().all(query, (unit.id, question, before.year * 100 + before.month))
    return date(month // 100, month % 100, 1) if month else None


def released_by_day(unit: Unit, first: date, last: date, question: str) -> dict[date, dict[int, int]]:
    """The counted answers to a question in each batch, by the day with which it closed: {day: {score: n}}."""
    query = f"{_RELEASED} AND unit_id = ? AND service_day IN (…) GROUP BY unit_id, service_day"
    rows = reading_direct().all_in(query, day_numbers(first, last), question, unit.id)
    return {day_of_number(day): _occurring(counts) for _, day, *counts in rows}


def released_by_day_of_units(first: date, last: date, question: str) -> dict[int, dict[date, dict[int, int]]]:
    """The same as `released_by_day` of every unit: {number of the unit: {day: {score: n}}}. One query."""
    query = f"{_RELEASED} AND service_day BETWEEN ? AND ? GROUP BY unit_id, service_day"
    found: dict[int, dict[date, dict[int, int]]] = {}
    for unit, day, *counts in reading_direct().all(query, (question, day_number(first), day_number(last))):
        found.setdefault(unit, {})[day_of_number(day)] = _occurring(counts)
    return found


def released_by_month_of_units(first: date, last: date, question: str) -> dict[int, dict[date, dict[int, int]]]:
    """The same by months, each under its first day; of the first and the last month what lies in the span. Three queries at most."""
    found: defaultdict[int, dict[date, dict[int, int]]] = defaultdict(dict)
    whole = [start for start, end in months_of(first, last) if first <= start and end <= last]
    if whole:
        query = f"{_RELEASED_MONTHS} AND month BETWEEN ? AND ? GROUP BY unit_id, month"
        months = [each.year * 100 + each.month for each in (whole[0], whole[-1])]
        for unit, month, *counts in reading_direct().all(query, (question, *months)):
            found[unit][date(month // 100, month % 100, 1)] = _occurring(counts)
    for start, end in months_of(first, last):
        if start not in whole:
            for unit, days in released_by_day_of_units(max(first, start), min(last, end), question).items():
                found[unit][start] = dict(sum(map(Tally, days.values()), Tally[int]()))
    return found


def rows(unit_id: int, cells: Cells) -> Rows:
    """The rows of the tables that these cells are."""
    found: Rows = {name: {} for name in TABLES}
    for (day, instrument, question, basis, score), n in cells.scores.items():
        for name, key in (
            ("daily_tally", (day, unit_id, instrument, question, basis)),
            ("monthly_tally", (unit_id, instrument, question, basis, day // 100)),
        ):
            vector = found[name].get(key)
            if vector is None:
                vector = found[name][key] = [0] * len(SCORES)
            vector[score] += n
    for (day, instrument, a, b, basis), sums in cells.pairs.items():
        _add(found["daily_pairs"], (day, unit_id, instrument, a, b, basis), sums)
        _add(found["monthly_pairs"], (unit_id, instrument, a, b, basis, day // 100), sums)
    for (day, instrument, part, basis), n in cells.visits.items():
        _add(found["daily_visits"], (day, unit_id, instrument, part, basis), (n,))
        _add(found["monthly_visits"], (unit_id, instrument, part, basis, day // 100), (n,))
    for (day, channel, basis), n in cells.channels.items():
        _add(found["daily_channel"], (day, unit_id, channel, basis), (n,))
    for (instrument, name, basis), wait in cells.waits.items():
        _add(found["release_wait"], (unit_id, instrument, name, basis), wait)
    return {name: {key: values for key, values in each.items() if any(values)} for name, each in found.items()}


def write(direct: Direct, changes: Mapping[int, Cells]) -> None:
    """Add {unit: cells} to the tables, each row touched once, in the order of its key."""
    write_rows(direct, [rows(unit_id, cells) for unit_id, cells in changes.items()])


def write_rows(direct: Direct, of_ledgers: Sequence[Rows]) -> None:
    """Add rows of several units to the tables."""
    for name in TABLES:
        together = sorted(chain.from_iterable(each[name].items() for each in of_ledgers))
        direct.insert(_into(name), [(*key, *values) for key, values in together], _adding(name))


def stored(direct: Direct, unit_id: int) -> Rows:
    """The unit's rows as they stand."""
    found: Rows = {}
    for name, table in TABLES.items():
        keys, columns = table.primary_key.columns.keys(), ", ".join(table.columns.keys())
        days, of_days = (_EVERY_DAY.format(name), "AND service_day IN (SELECT day FROM days)") if keys[0] == "service_day" else ("", "")
        read = direct.all(f"{days} SELECT {columns} FROM {name} WHERE unit_id = ? {of_days}", (unit_id,))
        found[name] = {row[: len(keys)]: list(row[len(keys) :]) for row in read if any(row[len(keys) :])}
    return found


def waits(direct: Direct, unit_id: int) -> dict[tuple[int, str, int], tuple[int, int, int]]:
    """{(instrument, name, basis): (n, days, shown)} of the unit's groups, as its last seal left them."""
    query = "SELECT instrument_id, name, basis, n, days, shown FROM release_wait WHERE unit_id = ?"
    return {(instrument, name, basis): (n, days, shown) for instrument, name, basis, n, days, shown in direct.all(query, (unit_id,))}


def replace(direct: Direct, unit_id: int, cells: Cells) -> None:
    """Let the unit's tables hold these cells and nothing else."""
    for name in TABLES:
        direct.run(f"DELETE FROM {name} WHERE unit_id = ?", (unit_id,))
    write(direct, {unit_id: cells})


def parts(direct: Direct) -> Parts:
    """What each question of the registered versions counts towards."""
    return parts_of(versions(direct))


def parts_of(registered: tuple[Version, ...]) -> Parts:
    """What each question of these versions counts towards."""
    return _parts_of(registered, tuple(defined().values()))


@lru_cache(maxsize=16)
def _parts_of(registered: tuple[Version, ...], indices: tuple[Index, ...]) -> Parts:
    read = {version.number: loads(version.parts) for version in registered}
    return Parts(
        {(number, question): part for number, parts in read.items() for part, questions in parts.items() for question in questions},
        {(number, part): len(questions) for number, parts in read.items() for part, questions in parts.items()},
        {index.key: index.least for index in indices},
    )


def _add(table: dict[Key, list[int]], key: Key, values: Sequence[int]) -> None:
    there = table.get(key)
    table[key] = list(values) if there is None else [a + b for a, b in zip(there, values, strict=True)]


@cache
def _into(name: str) -> str:
    table = TABLES[name]
    keys = table.primary_key.columns.keys()
    return f"{name} ({', '.join([*keys, *(c for c in table.columns.keys() if c not in keys)])})"


@cache
def _adding(name: str) -> str:
    table = TABLES[name]
    keys = table.primary_key.columns.keys()
    sums = (f"{c} = {name}.{c} + excluded.{c}" for c in table.columns.keys() if c not in keys)
    return f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {', '.join(sums)}"


def _read(first: date, last: date, unit_id: int | None, above: int) -> dict[int, Tallies]:
    """Tallies on the bases from `above` on: 0 for what stands, RELEASED for what may be shown."""
    direct = reading_direct()
    names = {0: "", **{version.number: version.name for version in versions(direct)}}
    found: defaultdict[int, Tallies] = defaultdict(Tallies)

    def sums(kind: str, keys: Sequence[str], values: Sequence[str]) -> Iterable[tuple[Key, list[int]]]:
        asked = Asked(kind, ("unit_id", "instrument_id", *keys, "basis"), values, above)
        return added_up(direct, asked, span_of(first, last), unit_id).items()

    for (unit, instrument, question, basis), counts in sums("tally", ("question",), SCORE_COLUMNS):
        found[unit].scores[names[instrument], question, basis] = _occurring(counts)
    for (unit, instrument, a, b, basis), (n, x, y, xy) in sums("pairs", ("a", "b"), ("n", "x", "y", "xy")):
        found[unit].pairs[names[instrument], a, b, basis] = n, x, y, xy
    for (unit, instrument, part, basis), (n,) in sums("visits", ("part",), ("n",)):
        found[unit].visits[names[instrument], part, basis] = n
    return found


def _occurring(counts: Sequence[Any]) -> dict[int, int]:
    return {score: int(n) for score, n in zip(SCORES, counts, strict=True) if n}
