"""Units from a list (CSV): it is said what each row would do before anything is done, and nothing else is done.

Columns: code, name; optional short_name, parent (code of an office), zone (WIB, WITA, WIT or an IANA name), counters (how many).
A list founds units, renames them, and puts below an office those that have none. It moves nothing, and changes no existing unit's zone or
counters: that has consequences which are seen in the unit's settings.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kiosk.clock import ZONE_NAMES
from kiosk.places.registration import found_unit, rename_unit
from kiosk.places.service_points import counters, instruments_of, next_code, open_counter
from kiosk.places.tables import CODE, LONGEST_CODE, LONGEST_SHORT_NAME, LONGEST_UNIT_NAME, Unit
from kiosk.places.tree import affiliate, circles, spans, unit_by_code, units
from kiosk.store import writing

ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}
COLUMNS = ("code", "name", "short_name", "parent", "zone", "counters")
MOST_ROWS = 500
MOST_COUNTERS = 40
EXAMPLE = """code;name;short_name;parent;zone;counters
kanwil-contoh;Kantor Wilayah Contoh;Kanwil Contoh;;WIB;
kanim-contoh;Kantor Imigrasi Kelas II Contoh;Kanim Contoh;kanwil-contoh;WIB;2
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
    counters. `wrong` names what is wrong: code, name, long, named, twice, parent, zone, counters, circle.
    """

    line: int
    fields: Mapping[str, str]
    there: There | None = None
    deeds: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    wrong: str = ""

    @property
    def zone(self) -> str:
        """The zone that the row says as an IANA name; empty: none."""
        return ZONES.get(self.fields["zone"].upper(), self.fields["zone"])

    @property
    def names(self) -> tuple[str, str]:
        """The name and the short name that the unit will have; a list without short names leaves those that there are."""
        name, short_name = self.fields["name"], self.fields["short_name"]
        if not short_name and self.there and self.there.short_name != self.there.name:
            short_name = self.there.short_name
        return name, short_name or name


class ListError(Exception):
    """A list that cannot be read at all: "empty", "columns", "long"."""


def read_units(text: str, today: date) -> list[Row]:
    """Every row with what it would do. Raises ListError."""
    first = text.lstrip("\ufeff").partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=max(",;\t", key=first.count))
    reader.fieldnames = [str(name).strip().lower() for name in reader.fieldnames or ()]
    if not {"code", "name"} <= set(reader.fieldnames):
        raise ListError("columns" if text.strip() else "empty")
    rows: list[Row] = []
    for each in reader:
        fields = {name: " ".join((each.get(name) or "").split()) for name in COLUMNS}
        if any(fields.values()):
            rows.append(Row(reader.line_num, fields))
        if len(rows) > MOST_ROWS:
            raise ListError("long")
    if not rows:
        raise ListError("empty")
    return _without_circles(_judged(rows, today), today)


def _judged(rows: Sequence[Row], today: date) -> list[Row]:
    there = _there(today)
    codes, above = {*there, *(row.fields["code"] for row in rows)}, set[str]()
    names = {unit.name.casefold() for unit in units() if not unit.closed_on}
    judged = []
    for row in rows:
        row = replace(row, there=there.get(row.fields["code"]))
        row = replace(row, wrong=_fault(row, above, codes, names))
        judged.append(row if row.wrong else _decided(row))
        above.add(row.fields["code"])
        names.add(row.fields["name"].casefold())
    return judged


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
        ("long", len(row.fields["name"]) > LONGEST_UNIT_NAME or len(row.fields["short_name"]) > LONGEST_SHORT_NAME),
        ("named", row.there is None and row.fields["name"].casefold() in names),
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
    said = "\n".join(repr((row.line, dict(row.fields), row.there, row.deeds, row.left, row.wrong)) for row in rows)
    return hashlib.sha256(said.encode()).hexdigest()


def found_units(rows: Sequence[Row], today: date, instrument: str, plan: str) -> Iterator[tuple[str, Unit, str]]:
    """Do what the rows say, all of it or nothing; wrong rows must be gone. Yields each thing done: (deed, unit, what it was done to)."""
    with writing():
        for row in rows:
            name, short_name = row.names
            if "found" in row.deeds:
                unit = found_unit(row.fields["code"], name, zone=row.zone or "Asia/Jakarta", short_name=short_name)
                _open(unit, row, instrument, plan)
                yield "found", unit, unit.code
        # After all are founded: an office may come after the units that it is to have.
        for row in rows:
            there, office = unit_by_code(row.fields["code"]), unit_by_code(row.fields["parent"])
            if "rename" in row.deeds and there:
                rename_unit(there, *row.names)
                yield "rename", there, row.names[0]
            if {"join", "found"} & set(row.deeds) and there and office:
                affiliate(there, office, today)
                if "join" in row.deeds:
                    yield "join", there, f"{office.code} {today}"


def _open(unit: Unit, row: Row, instrument: str, plan: str) -> None:
    for n in range(int(row.fields["counters"] or 0)):
        code = next_code(unit, [counter.code for counter in counters(unit)])
        open_counter(unit, code, {"id": f"Loket {n + 1}", "en": f"Counter {n + 1}"}, instrument=instrument, plan=plan)
