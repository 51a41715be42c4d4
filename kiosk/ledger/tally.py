"""The tallies of a unit: written beside its entries, read by day and month, and what they would be from the entries.

Daily tallies lead with the day, for a page shows days of one unit or one day of all; monthly ones lie in the order of their
sums, for two years of all units. Measured in kiosk/bench.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from itertools import chain
from json import loads
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, select

from kiosk.ledger.cells import RAW, RELEASED, Basis, Cells, Parts
from kiosk.ledger.entry import CHANNELS, Channel
from kiosk.ledger.tables import (
    SCORES,
    DailyChannel,
    DailyPairs,
    DailyTally,
    DailyVisits,
    InstrumentVersion,
    MonthlyPairs,
    MonthlyTally,
    MonthlyVisits,
)
from kiosk.places import Unit
from kiosk.store import Base, Direct, reading

TABLES: Mapping[str, Table] = {
    model.__tablename__: Base.metadata.tables[model.__tablename__]
    for model in (DailyTally, MonthlyTally, DailyPairs, MonthlyPairs, DailyVisits, MonthlyVisits, DailyChannel)
}
SCORE_COLUMNS = tuple(f"s{score}" for score in SCORES)

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


def tallies(unit: Unit, first: date, last: date) -> Tallies:
    """The unit's service days `first` to `last`. Six quick queries, whole months from the monthly tallies."""
    return _read(first, last, unit.id, 0).get(unit.id, Tallies())


def tallies_of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same of every unit that has any: {number of the unit: tallies}."""
    return _read(first, last, None, 0)


def released(unit: Unit, first: date, last: date) -> Tallies:
    """What may be shown of the unit: the batches that closed with the days `first` to `last`. Visits are those of indices alone."""
    return _read(first, last, unit.id, RELEASED).get(unit.id, Tallies())


def released_of_units(first: date, last: date) -> Mapping[int, Tallies]:
    """The same of every unit that has any: {number of the unit: tallies}."""
    return _read(first, last, None, RELEASED)


def released_by_day(unit: Unit, first: date, last: date, question: str) -> dict[date, dict[int, int]]:
    """The counted answers to a question in each batch, by the day with which it closed: {day: {score: n}}."""
    table = TABLES[DailyTally.__tablename__].c
    query = select(table.service_day, *(func.sum(table[name]) for name in SCORE_COLUMNS)).where(
        table.service_day.in_(list(_days(first, last))),
        table.unit_id == unit.id,
        table.question == question,
        table.basis.in_((Basis.COUNTED + RELEASED, Basis.COMPLETE + RELEASED)),
    )
    rows = reading().execute(query.group_by(table.service_day))
    return {day: _occurring(counts) for day, *counts in rows}


def released_by_day_of_units(first: date, last: date, question: str) -> dict[int, dict[date, dict[int, int]]]:
    """The same as `released_by_day` of every unit: {number of the unit: {day: {score: n}}}. One query."""
    table = TABLES[DailyTally.__tablename__].c
    query = select(table.unit_id, table.service_day, *(func.sum(table[name]) for name in SCORE_COLUMNS)).where(
        table.service_day.in_(list(_days(first, last))),
        table.question == question,
        table.basis.in_((Basis.COUNTED + RELEASED, Basis.COMPLETE + RELEASED)),
    )
    found: dict[int, dict[date, dict[int, int]]] = {}
    for unit, day, *counts in reading().execute(query.group_by(table.unit_id, table.service_day)):
        found.setdefault(unit, {})[day] = _occurring(counts)
    return found


def visits_of_units(first: date, last: date) -> dict[int, int]:
    """How many visits answered anything on those days, marked ones too, by the number of the unit. One query."""
    table = TABLES[DailyVisits.__tablename__].c
    within = table.service_day.in_(list(_days(first, last)))
    query = select(table.unit_id, func.sum(table.n)).where(within, table.part == "", table.basis.in_(RAW))
    return {unit: int(n) for unit, n in reading().execute(query.group_by(table.unit_id))}


def visits_by_day_of_units(first: date, last: date) -> dict[int, dict[date, int]]:
    """The same as `visits_by_day` of every unit: {number of the unit: {day: n}}. One query."""
    table = TABLES[DailyVisits.__tablename__].c
    within = table.service_day.in_(list(_days(first, last)))
    query = select(table.unit_id, table.service_day, func.sum(table.n)).where(within, table.part == "", table.basis.in_(RAW))
    found: dict[int, dict[date, int]] = {}
    for unit, day, n in reading().execute(query.group_by(table.unit_id, table.service_day)):
        found.setdefault(unit, {})[day] = int(n)
    return found


def visits_by_day(unit: Unit, first: date, last: date) -> dict[date, int]:
    """How many visits answered anything on each service day, marked ones too, but none that others brought in. One query."""
    table = TABLES[DailyVisits.__tablename__].c
    query = select(table.service_day, func.sum(table.n)).where(
        table.service_day.in_(list(_days(first, last))), table.unit_id == unit.id, table.part == "", table.basis.in_(RAW)
    )
    return {day: int(n) for day, n in reading().execute(query.group_by(table.service_day))}


def visits_by_channel(unit: Unit, first: date, last: date) -> dict[tuple[Channel, Basis], int]:
    """How many visits answered by each channel on those service days, counted, set aside or apart: {(channel, basis): n}.

    One that began on a tablet and went on on a phone stands under both. One query.
    """
    table = TABLES[DailyChannel.__tablename__].c
    within = table.service_day.in_(list(_days(first, last)))
    query = select(table.channel, table.basis, func.sum(table.n)).where(within, table.unit_id == unit.id)
    rows = reading().execute(query.group_by(table.channel, table.basis))
    return {(CHANNELS[channel - 1], Basis(basis)): int(n) for channel, basis, n in rows if n}


def rows(unit_id: int, cells: Cells) -> Rows:
    """The rows of the tables that these cells are."""
    found: Rows = {name: {} for name in TABLES}
    for (day, instrument, question, basis, score), n in cells.scores.items():
        vector = [0] * len(SCORES)
        vector[score] = n
        _add(found["daily_tally"], (day, unit_id, instrument, question, basis), vector)
        _add(found["monthly_tally"], (unit_id, instrument, question, basis, day // 100), vector)
    for (day, instrument, a, b, basis), sums in cells.pairs.items():
        _add(found["daily_pairs"], (day, unit_id, instrument, a, b, basis), sums)
        _add(found["monthly_pairs"], (unit_id, instrument, a, b, basis, day // 100), sums)
    for (day, instrument, part, basis), n in cells.visits.items():
        _add(found["daily_visits"], (day, unit_id, instrument, part, basis), (n,))
        _add(found["monthly_visits"], (unit_id, instrument, part, basis, day // 100), (n,))
    for (day, channel, basis), n in cells.channels.items():
        _add(found["daily_channel"], (day, unit_id, channel, basis), (n,))
    return {name: {key: values for key, values in each.items() if any(values)} for name, each in found.items()}


def write(direct: Direct, changes: Mapping[int, Cells]) -> None:
    """Add {unit: cells} to the tables, each row touched once, in the order of its key."""
    of_units = [rows(unit_id, cells) for unit_id, cells in changes.items()]
    for name in TABLES:
        together = sorted(chain.from_iterable(each[name].items() for each in of_units))
        direct.insert(_into(name), [(*key, *values) for key, values in together], _adding(name))


def stored(direct: Direct, unit_id: int) -> Rows:
    """The unit's rows as they stand."""
    found: Rows = {}
    for name, table in TABLES.items():
        key, columns = len(table.primary_key), ", ".join(table.columns.keys())
        read = direct.all(f"SELECT {columns} FROM {name} WHERE unit_id = ?", (unit_id,))  # noqa: S608  # our own names
        found[name] = {row[:key]: list(row[key:]) for row in read if any(row[key:])}
    return found


def replace(direct: Direct, unit_id: int, cells: Cells) -> None:
    """Let the unit's tables hold these cells and nothing else."""
    for name in TABLES:
        direct.run(f"DELETE FROM {name} WHERE unit_id = ?", (unit_id,))  # noqa: S608  # our own names
    write(direct, {unit_id: cells})


def parts(direct: Direct) -> Parts:
    """What each question of the registered versions counts towards."""
    return parts_of(tuple(direct.all("SELECT id, name, parts FROM instrument_version ORDER BY id")))


@lru_cache(maxsize=16)
def parts_of(versions: tuple[tuple[int, str, str], ...]) -> Parts:
    """What each question counts towards, from the rows (id, name, parts) of the registered versions."""
    read = {number: loads(parts) for number, _, parts in versions}
    return Parts(
        {(number, question): part for number, parts in read.items() for part, questions in parts.items() for question in questions},
        {(number, part): len(questions) for number, parts in read.items() for part, questions in parts.items()},
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
    """Of the bases from `above` on: 0 for what stands, RELEASED for what may be shown."""
    names = {row.id: row.name for row in reading().execute(select(InstrumentVersion.id, InstrumentVersion.name))} | {0: ""}
    found: defaultdict[int, Tallies] = defaultdict(Tallies)
    for unit, instrument, question, basis, *counts in _sums("tally", ("question", "basis"), SCORE_COLUMNS, first, last, unit_id, above):
        for score, n in _occurring(counts).items():
            there = found[unit].scores[names[instrument], question, basis - above]
            there[score] = there.get(score, 0) + n
    for unit, instrument, a, b, basis, *sums in _sums("pairs", ("a", "b", "basis"), ("n", "x", "y", "xy"), first, last, unit_id, above):
        before = found[unit].pairs.get((names[instrument], a, b, basis - above), (0, 0, 0, 0))
        found[unit].pairs[names[instrument], a, b, basis - above] = tuple(int(n) + m for n, m in zip(sums, before, strict=True))  # type: ignore[assignment]
    for unit, instrument, part, basis, n in _sums("visits", ("part", "basis"), ("n",), first, last, unit_id, above):
        here = names[instrument], part, basis - above
        found[unit].visits[here] = found[unit].visits.get(here, 0) + int(n)
    return found


def _occurring(counts: Sequence[Any]) -> dict[int, int]:
    return {score: int(n) for score, n in zip(SCORES, counts, strict=True) if n}


def _sums(
    kind: str, keys: Sequence[str], values: Sequence[str], first: date, last: date, unit_id: int | None, above: int
) -> Iterator[Sequence[Any]]:
    """(unit, instrument, *keys, *sums): of the days at both ends, and of the whole months between them."""
    days, months = _spans(first, last)
    daily, monthly = TABLES[f"daily_{kind}"], TABLES[f"monthly_{kind}"]
    for start, end in days:
        # One unit's days are found one by one; those of all units lie together.
        of_days = daily.c.service_day.between(start, end) if unit_id is None else daily.c.service_day.in_(list(_days(start, end)))
        within = and_(of_days, daily.c.basis.between(above, above + 3))
        yield from reading().execute(_summed(daily, keys, values, within, unit_id))
    if months:
        within = and_(monthly.c.month.between(*months), monthly.c.basis.between(above, above + 3))
        yield from reading().execute(_summed(monthly, keys, values, within, unit_id))


def _summed(table: Table, keys: Sequence[str], values: Sequence[str], within: ColumnElement[bool], unit_id: int | None) -> Select[Any]:
    by = [table.c[name] for name in ("unit_id", "instrument_id", *keys)]
    query = select(*by, *(func.sum(table.c[name]) for name in values)).where(within).group_by(*by)
    return query if unit_id is None else query.where(table.c.unit_id == unit_id)


def _spans(first: date, last: date) -> tuple[list[tuple[date, date]], tuple[int, int] | None]:
    """The days before, and after, the whole months of a period, and those months (YYYYMM).

    >>> _spans(date(2026, 1, 15), date(2026, 4, 1))
    ([(datetime.date(2026, 1, 15), datetime.date(2026, 1, 31)), (datetime.date(2026, 4, 1), datetime.date(2026, 4, 1))], (202602, 202603))
    """
    whole_from = first if first.day == 1 else _month_after(first)
    whole_until = _month_after(last) if (last + timedelta(days=1)).day == 1 else last.replace(day=1)
    if whole_from >= whole_until:
        return ([(first, last)] if first <= last else []), None
    end = whole_until - timedelta(days=1)
    days = [(first, whole_from - timedelta(days=1)), (whole_until, last)]
    return [(a, b) for a, b in days if a <= b], (whole_from.year * 100 + whole_from.month, end.year * 100 + end.month)


def _month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
