"""Units from a list (CSV or XLSX): it is said what each row would do before anything is done, and nothing else is done.

Columns: code, name; optional short_name, parent (code of an office), zone (WIB, WITA, WIT or an IANA name), counters (how many), town (what
tells it apart from another one with the same name; where none has it, the town is not used).
A list founds units, renames them, and puts below an office those that have none. It moves nothing, and changes no existing unit's zone or
counters: that has consequences which are seen in the unit's settings.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.clock import ZONE_NAMES
from kiosk.grids import Fault, Grid, GridError, Limits, Line, Reading, read_grid
from kiosk.places.service_points import instruments_of
from kiosk.places.tables import CODE, LONGEST_CODE, LONGEST_SHORT_NAME, LONGEST_TOWN, LONGEST_UNIT_NAME, official_name, told_apart
from kiosk.places.tree import circles, spans, units

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
COLUMNS = ("code", "name", "short_name", "parent", "zone", "counters", "town")
MOST_ROWS = 10_000
LARGEST = 4 * 1024 * 1024
"""Bytes of a list. Ten thousand rows with the longest names are three million."""
LIMITS = Limits(bytes=LARGEST, rows=MOST_ROWS + 100, columns=60, unzipped=32 * 1024 * 1024)
"""A hundred rows more: titles above, and what else is no unit. Of units themselves there are at most MOST_ROWS."""
TITLES = 40
"""Lines among which the header is looked for."""
MOST_COUNTERS = 40
EXAMPLE = """code;name;short_name;parent;zone;counters;town
kanwil-contoh;Kantor Wilayah Contoh;Kanwil Contoh;;WIB;;
kanim-contoh;Kantor Imigrasi Kelas II Contoh;Kanim Contoh;kanwil-contoh;WIB;2;Kota Contoh
"""


@dataclass(frozen=True, slots=True)
class There:
    """A unit of the list that is there already, as it is: `office` is the code of the one above it today, or empty."""

    name: str
    short_name: str
    zone: str
    counters: int
    office: str
    is_placed: bool
    """Whether it belongs to an office today or will later."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list, `line` as a spreadsheet numbers it, and what it would do.

    `deeds` are some of found, rename, join; none: nothing. `left` names what the row asks for but a list does not do: office, zone,
    counters. `wrong` names what is wrong: code, name, long, town, named, twice, parent, zone, counters, circle.
    """

    line: int
    fields: Mapping[str, str]
    there: There | None = None
    deeds: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    wrong: str = ""
    is_shared: bool = False
    """Whether another unit, in the list or there already, has the same official name."""

    @property
    def zone(self) -> str:
        """The zone that the row says as an IANA name; empty: none."""
        return ZONES.get(self.fields["zone"].upper(), self.fields["zone"])

    @property
    def names(self) -> tuple[str, str]:
        """The name and the short name that the unit will have; a list without short names leaves those that there are."""
        name, short_name = self.fields["name"], self.fields["short_name"]
        if self.is_shared and self.fields["town"]:
            name = told_apart(name, self.fields["town"])
        if not short_name and self.there and self.there.short_name != self.there.name:
            short_name = self.there.short_name
        return name, short_name or name


class ListError(Exception):
    """A list that cannot be read at all: "empty", "columns", "long"."""


@dataclass(frozen=True, slots=True)
class UnitList:
    """The rows of a list as they stand in it, {column: text} each with its number; and how the list was read."""

    rows: Sequence[tuple[int, Mapping[str, str]]]
    readings: Sequence[Reading]


def read_list(raw: bytes) -> UnitList:
    """The list of a file. Raises ListError, or GridError for what is wrong with it as a table.

    Titles may stand above the header; columns that are none of ours are passed over, and told.
    """
    try:
        grid = read_grid(raw, lambda cells: len({*COLUMNS} & {cell.casefold() for cell in cells}), LIMITS)
    except GridError as error:
        if error.faults[0].kind in ("empty", "many-rows"):
            raise ListError("empty" if error.faults[0].kind == "empty" else "long") from None
        raise
    names, top = _header(grid.lines)
    if twice := [name for name in COLUMNS if names.count(name) > 1]:
        raise GridError([Fault("repeated-column", grid.lines[top].number, name) for name in twice])
    lines = [(line, _fields(line, names)) for line in grid.lines[top + 1 :]]
    rows = [(line.number, fields) for line, fields in lines if any(fields.values())]
    if len(rows) > MOST_ROWS:
        raise ListError("long")
    if not rows:
        raise ListError("empty")
    if broken := [fault for line, _fields in lines for fault in _broken(line, names, grid)]:
        raise GridError(broken)
    return UnitList(rows, [*grid.readings, *_readings(grid.lines, top, names)])


def _header(lines: Sequence[Line]) -> tuple[list[str], int]:
    """The names of the columns, and the place of the line that has them. Raises ListError "columns"."""
    for top, line in enumerate(lines[:TITLES]):
        names = [" ".join(cell.split()).casefold() for cell in line.cells]
        if {"code", "name"} <= {*names}:
            return names, top
    raise ListError("columns")


def _fields(line: Line, names: Sequence[str]) -> dict[str, str]:
    found = {name: " ".join(cell.split()) for name, cell in zip(names, line.cells, strict=False) if name in COLUMNS}
    return {name: found.get(name, "") for name in COLUMNS}


def _broken(line: Line, names: Sequence[str], grid: Grid) -> list[Fault]:
    """A line's end within a cell of ours: two stray quotes would swallow the rows between them."""
    ours = [cell for name, cell in zip(names, line.cells, strict=False) if name in COLUMNS]
    is_broken = grid.delimiter and any(part.count(grid.delimiter) for cell in ours for part in cell.splitlines()[1:])
    return [Fault("line-break", line.number)] if is_broken else []


def _readings(lines: Sequence[Line], top: int, names: Sequence[str]) -> list[Reading]:
    row = lines[top].number
    above = " ".join(cell for cell in lines[0].cells if cell)
    titles = [Reading("titles", lines[0].number, found=above, first=lines[top - 1].number)] if top else []
    others = zip(names, lines[top].cells, strict=True)
    return titles + [Reading("skipped-column", row, " ".join(title.split())) for name, title in others if name and name not in COLUMNS]


def judged(rows: Sequence[tuple[int, Mapping[str, str]]], today: date) -> list[Row]:
    """Every row with what it would do as things stand."""
    return _without_circles(_judged([Row(line, fields) for line, fields in rows], today), today)


def _judged(rows: Sequence[Row], today: date) -> list[Row]:
    there = _there(today)
    codes, above = {*there, *(row.fields["code"] for row in rows)}, set[str]()
    names = {unit.name.casefold() for unit in units() if not unit.closed_on}
    officially: dict[str, set[str]] = {}
    for code, name in (*_official_names(), *((row.fields["code"], official_name(row.fields["name"])) for row in rows)):
        officially.setdefault(name, set()).add(code)
    judged = []
    for row in rows:
        is_shared = len(officially[official_name(row.fields["name"])]) > 1
        row = replace(row, there=there.get(row.fields["code"]), is_shared=is_shared)
        row = replace(row, wrong=_fault(row, above, codes, names))
        judged.append(row if row.wrong else _decided(row))
        above.add(row.fields["code"])
        names.add(row.names[0].casefold())
    return judged


def _official_names() -> list[tuple[str, str]]:
    """(code, official name) of every unit that goes on."""
    return [(unit.code, official_name(unit.name)) for unit in units() if not unit.closed_on]


def _there(today: date) -> dict[str, There]:
    everything = units()
    codes = {unit.id: unit.code for unit in everything}
    numbers = {unit: len(found) for unit, found in instruments_of(everything).items()}
    placed: dict[int, str] = {}
    for unit_id, office, since, until in spans():
        if until is None or until > today:
            placed[unit_id] = codes[office] if since <= today else placed.get(unit_id, "")
    return {
        unit.code: There(unit.name, unit.short_name, unit.zone, numbers[unit.id], placed.get(unit.id, ""), unit.id in placed)
        for unit in everything
    }


def _fault(row: Row, above: set[str], codes: set[str], names: set[str]) -> str:
    """What is wrong with a row by itself, and against the codes above it, all codes and all names. Empty: nothing."""
    code, zone, number = row.fields["code"], row.fields["zone"], row.fields["counters"] or "0"
    wrong = (
        ("code", not CODE.fullmatch(code) or len(code) > LONGEST_CODE),
        ("twice", code in above),
        ("name", not row.fields["name"]),
        ("long", len(row.names[0]) > LONGEST_UNIT_NAME or len(row.fields["short_name"]) > LONGEST_SHORT_NAME),
        ("town", len(row.fields["town"]) > LONGEST_TOWN or bool(set("()") & set(row.fields["town"]))),
        ("named", row.there is None and row.names[0].casefold() in names),
        ("parent", bool(row.fields["parent"]) and row.fields["parent"] not in codes),
        ("circle", row.fields["parent"] == code),
        ("zone", bool(zone) and zone.upper() not in ZONES and zone not in ZONES.values()),
        ("counters", not (number.isascii() and number.isdigit() and len(number) < 4 and int(number) <= MOST_COUNTERS)),
    )
    return next((why for why, is_wrong in wrong if is_wrong), "")


def _decided(row: Row) -> Row:
    """The row with what it does, and what it asks for in vain."""
    there, office, number = row.there, row.fields["parent"], row.fields["counters"]
    if there is None:
        return replace(row, deeds=("found",))
    deeds = (
        ("rename", row.names != (there.name, there.short_name)),
        ("join", bool(office) and not there.is_placed),
    )
    left = (
        ("office", bool(office) and there.is_placed and office != there.office),
        ("zone", bool(row.zone) and ZONE_NAMES.get(row.zone) != ZONE_NAMES.get(there.zone, there.zone)),
        ("counters", bool(number) and int(number) != there.counters),
    )
    return replace(row, deeds=tuple(name for name, is_so in deeds if is_so), left=tuple(name for name, is_so in left if is_so))


def _without_circles(rows: Sequence[Row], today: date) -> list[Row]:
    """Mark rows as wrong that, together or with what is there, would put a unit below itself, today or when a dated move comes."""
    codes = {unit.id: unit.code for unit in units()}
    is_there = [(codes[unit_id], codes[office], since, until) for unit_id, office, since, until in spans()]
    said = {row.fields["code"]: row.fields["parent"] for row in rows if row.fields["parent"] and {"found", "join"} & set(row.deeds)}
    round_about = circles([*is_there, *((code, office, today, None) for code, office in said.items())], today)
    in_vain = [row.fields["code"] in round_about and row.fields["code"] in said and not row.wrong for row in rows]
    return [replace(row, deeds=(), left=(), wrong="circle") if is_so else row for row, is_so in zip(rows, in_vain, strict=True)]


def fingerprint(rows: Sequence[Row]) -> str:
    """A digest of all that the rows would do as things stand: somebody who agrees to it agrees to that and nothing else."""
    said = "\n".join(repr((row.line, dict(row.fields), row.names, row.there, row.deeds, row.left, row.wrong)) for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()
