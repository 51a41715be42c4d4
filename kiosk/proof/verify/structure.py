"""Whether the store is built as the program builds it: what was added to it may keep an answer out, or show another in its place.

A unique index that refuses low scores, a view in the place of a table, a check that lets no entry in. What there must be stands in
structure.json beside this file, so that a command need not load every room to know its tables; a test compares it with these and with
what the migrations make (tests/rules/test_schema.py).
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import CheckConstraint, Inspector, MetaData, Table, UniqueConstraint, inspect
from sqlalchemy.engine.interfaces import ReflectedIndex

from kiosk.proof.verify.findings import Finding
from kiosk.store import engine
from kiosk.store.backup import ON_TRIAL

FILE = Path(__file__).with_name("structure.json")
BESIDE = {"alembic_version", ON_TRIAL}
"""A table of the tool that brings schemas up to date, and what is there while a restore is checked."""

CONSTRAINTS = (CheckConstraint, UniqueConstraint)
"""Those that can refuse a row for what it says. Foreign keys have gone by other names in stores that are older."""

Made = dict[str, dict[str, dict[str, Any]]]
"""{table: {"columns": {name: may be empty}, "indexes": {name: [columns, is unique, leaves rows out]}, "constraints": {name: 1}}}"""


def check() -> Iterator[Finding]:
    """A finding for each table, column, index, constraint or view that is missing, differs or was added."""
    wanted: Made = json.loads(FILE.read_text(encoding="utf-8"))
    with engine().connect() as connection:
        there = inspect(connection)
        tables = set(there.get_table_names()) - BESIDE
        for name in sorted({*tables, *there.get_view_names()} - wanted.keys()):
            yield Finding("schema-strange", "", {"name": name})
        for name, made in wanted.items():
            if name in tables:
                yield from _differences(name, made, _found(there, name))
            else:
                yield Finding("schema-missing", "", {"name": name})


def _differences(table: str, made: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> Iterator[Finding]:
    for part in made:
        for name in sorted(made[part].keys() | found[part].keys()):
            if made[part].get(name) != found[part].get(name):
                kind = "missing" if name not in found[part] else "changed" if name in made[part] else "strange"
                yield Finding(f"schema-{kind}", "", {"name": f"{table}.{name}"})


def _found(there: Inspector, table: str) -> dict[str, dict[str, Any]]:
    indexes = [index for index in there.get_indexes(table) if not index.get("duplicates_constraint")]
    return {
        "columns": {column["name"]: bool(column["nullable"]) for column in there.get_columns(table)},
        "indexes": {str(index["name"]): [index["column_names"], bool(index["unique"]), _leaves_out(index)] for index in indexes},
        "constraints": {str(each["name"]): 1 for each in [*there.get_check_constraints(table), *there.get_unique_constraints(table)]},
    }


def _leaves_out(index: ReflectedIndex) -> bool:
    return any("where" in option for option in index.get("dialect_options", {}))


def made_of(metadata: MetaData) -> Made:
    """The same from the program's own classes, all of which must be loaded."""
    return {name: _made(table) for name, table in metadata.tables.items()}


def written(made: Made) -> str:
    """As it stands in the file, a line for each table."""
    return "{\n" + ",\n".join(f" {json.dumps(table)}: {json.dumps(made[table])}" for table in sorted(made)) + "\n}\n"


def _made(table: Table) -> dict[str, dict[str, Any]]:
    return {
        "columns": {column.name: bool(column.nullable) for column in table.columns},
        "indexes": {
            str(index.name): [[c.name for c in index.columns], bool(index.unique), index.dialect_options["sqlite"]["where"] is not None]
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        },
        "constraints": dict.fromkeys(sorted(str(each.name) for each in table.constraints if isinstance(each, CONSTRAINTS)), 1),
    }
