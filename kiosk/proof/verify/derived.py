"""What is derived from the entries: tallies, spans of days, the head. Made again, and compared with what is stored."""

from collections.abc import Iterator

from kiosk.ledger import rows
from kiosk.proof.seals import closings
from kiosk.proof.verify.findings import Finding
from kiosk.store import Direct
from kiosk.store.direct import snapshot
from kiosk.tallies import rebuild, tally
from kiosk.tallies.cells import Cells

MOST_NAMED = 20
"""This many wrong cells of a unit are named; beyond that, only how many."""


def check(url: str, unit_id: int, unit: str) -> tuple[int, list[Finding]]:
    """How many cells of tallies were compared, and what is wrong; all in one state of the store."""
    with snapshot(url) as direct:
        stored, made = tally.stored(direct, unit_id), tally.rows(unit_id, cells(direct, unit_id))
        found = list(_cells(stored, made, unit))
        named = found[:MOST_NAMED]
        if len(found) > MOST_NAMED:
            named.append(Finding("tally-more", unit, {"n": len(found) - MOST_NAMED}))
        return sum(map(len, made.values())), [*named, *_days(direct, unit_id, unit), *_head(direct, unit_id, unit)]


def cells(direct: Direct, unit_id: int) -> Cells:
    """What the unit's tallies must hold, made from its entries and seals."""
    return rebuild.cells(direct, unit_id, closings(direct, unit_id))


def _cells(stored: tally.Rows, made: tally.Rows, unit: str) -> Iterator[Finding]:
    for name, table in tally.TABLES.items():
        if stored[name] == made[name]:
            continue
        keys = [column for column in table.primary_key.columns.keys() if column != "unit_id"]
        place = list(table.primary_key.columns.keys()).index("unit_id")
        for key in sorted(stored[name].keys() | made[name].keys()):
            is_, should_be = stored[name].get(key), made[name].get(key)
            if is_ != should_be:
                cell = " ".join(f"{k}={v}" for k, v in zip(keys, key[:place] + key[place + 1 :], strict=True))
                values = {"table": name, "cell": cell, "stored": _written(is_), "made": _written(should_be)}
                yield Finding("tally", unit, values)


def _written(values: list[int] | None) -> str:
    return "–" if values is None else " ".join(map(str, values))


def _days(direct: Direct, unit_id: int, unit: str) -> Iterator[Finding]:
    stored, made = rows.noted_days(direct, unit_id), rows.days(direct, unit_id)
    for day in sorted(stored.keys() | made.keys()):
        if stored.get(day) != made.get(day):
            yield Finding("day-span", unit, {"day": day, "stored": _span(stored.get(day)), "made": _span(made.get(day))})


def _span(span: tuple[int, int] | None) -> str:
    return f"{span[0]}–{span[1]}" if span else "–"


def _head(direct: Direct, unit_id: int, unit: str) -> Iterator[Finding]:
    (entries, last), (size, tallied) = rows.reach(direct, unit_id), rows.head(direct, unit_id)
    if size != last or size != entries:
        yield Finding("head", unit, {"size": size, "found": entries})
    if tallied != size:
        yield Finding("tally-behind", unit, {"size": size, "found": tallied})
