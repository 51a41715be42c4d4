"""Units from a list (CSV): what each row would do is said before anything is done.

Columns: code, name; optional short_name, parent (code of an office), zone (WIB, WITA, WIT or an IANA name), counters (how many).
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.places.counters import counters, next_code, open_counter
from kiosk.places.tables import CODE, LONGEST_CODE, Unit
from kiosk.places.tree import affiliate, parent_at, unit_by_code, units
from kiosk.places.units import found_unit, rename_unit
from kiosk.store import writing

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
COLUMNS = ("code", "name", "short_name", "parent", "zone", "counters")
MOST_ROWS = 500
MOST_COUNTERS = 40


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list, `line` as a spreadsheet numbers it, and what it would do.

    `deed` is found, rename, nothing, or wrong; `why` then names what is wrong: code, name, twice, parent, zone, counters.
    """

    line: int
    fields: Mapping[str, str]
    deed: str
    why: str = ""


class ListError(Exception):
    """A list that cannot be read at all: "empty", "columns", "long"."""


def read_units(text: str) -> list[Row]:
    """Every row with what it would do. Raises ListError."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=max(",;\t", key=first.count))
    reader.fieldnames = [str(name).strip().lower() for name in reader.fieldnames or ()]
    if not {"code", "name"} <= set(reader.fieldnames):
        raise ListError("columns" if text.strip() else "empty")
    rows: list[Row] = []
    codes = {unit.code for unit in units()}
    for each in reader:
        fields = {name: (each.get(name) or "").strip() for name in COLUMNS}
        if any(fields.values()):
            rows.append(_judged(reader.line_num, fields, rows, codes))
        if len(rows) > MOST_ROWS:
            raise ListError("long")
    if not rows:
        raise ListError("empty")
    return rows


def _judged(line: int, fields: Mapping[str, str], before: Sequence[Row], codes: set[str]) -> Row:
    code, listed = fields["code"], {row.fields["code"] for row in before}
    zone, number = fields["zone"], fields["counters"] or "0"
    wrong = (
        ("code", not CODE.fullmatch(code) or len(code) > LONGEST_CODE),
        ("twice", code in listed),
        ("name", not fields["name"]),
        ("parent", bool(fields["parent"]) and fields["parent"] not in codes | listed),
        ("zone", bool(zone) and zone.upper() not in ZONES and zone not in ZONES.values()),
        ("counters", not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) <= MOST_COUNTERS)),
    )
    for why, is_wrong in wrong:
        if is_wrong:
            return Row(line, fields, "wrong", why)
    there = unit_by_code(code)
    if there is None:
        return Row(line, fields, "found")
    return Row(line, fields, "nothing" if (there.name, there.short_name) == _names(fields) else "rename")


def _names(fields: Mapping[str, str]) -> tuple[str, str]:
    return fields["name"], fields["short_name"] or fields["name"]


def found_units(rows: Sequence[Row], today: date, instrument: str, plan: str) -> int:
    """Do what the rows say, all of it or nothing; wrong rows must be gone. Returns how many units were founded or renamed."""
    done = 0
    with writing():
        for row in rows:
            name, short_name = _names(row.fields)
            there = unit_by_code(row.fields["code"])
            if row.deed == "rename" and there:
                rename_unit(there, name, short_name)
            elif row.deed == "found":
                zone = ZONES.get(row.fields["zone"].upper(), row.fields["zone"]) or "Asia/Jakarta"
                _open(found_unit(row.fields["code"], name, zone=zone, short_name=short_name), row, instrument, plan)
            done += row.deed in ("found", "rename")
        for row in rows:
            unit, parent = unit_by_code(row.fields["code"]), unit_by_code(row.fields["parent"])
            if unit and parent and parent_at(unit, today) is None:
                affiliate(unit, parent, today)
    return done


def _open(unit: Unit, row: Row, instrument: str, plan: str) -> None:
    for n in range(int(row.fields["counters"] or 0)):
        code = next_code(unit, [counter.code for counter in counters(unit)])
        open_counter(unit, code, f"Loket {n + 1}", name_en=f"Counter {n + 1}", instrument=instrument, plan=plan)
