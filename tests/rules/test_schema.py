"""The migrated schema is the one that the classes map, on both databases."""

import tempfile
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import MetaData

import kiosk
from kiosk.proof.standing import GROWING, STANDING, Part
from kiosk.proof.verify import structure
from kiosk.store import Base
from kiosk.store.schema import REVISIONS, newest
from kiosk.store.tables import db


def every_class() -> MetaData:
    """A class is mapped when its module is imported, and no command imports all of them."""
    for module in walk_packages(kiosk.__path__, "kiosk."):
        if not module.name.startswith(("kiosk.__main__", "kiosk.store.migrations")):
            import_module(module.name)
    return Base.metadata


def differences() -> list[object]:
    metadata = every_class()
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))


def test_the_newest_revision_is_the_one_that_alembic_leads_to() -> None:
    assert ScriptDirectory(str(REVISIONS)).get_current_head() == newest(), "a revision's file begins with its number, the next one"


def test_what_verify_compares_with_is_the_mapped_one() -> None:
    made = structure.written(structure.made_of(every_class()))
    (Path(tempfile.gettempdir()) / structure.FILE.name).write_text(made, encoding="utf-8")
    assert structure.FILE.read_text(encoding="utf-8") == made, f"the right one lies in {tempfile.gettempdir()}: copy it to {structure.FILE}"


UNDER_NO_SEAL = {"unit_id", "counter.shows_qr"}
"""Columns of sealed tables that say nothing: the unit is the one that is asked about."""


@pytest.mark.parametrize("part", [part for parts in (GROWING | STANDING).values() for part in parts], ids=lambda part: part.table)
def test_a_seal_speaks_of_every_column(part: Part) -> None:
    columns = {column.name for column in every_class().tables[part.table].columns}
    said = set(part.columns.split())
    unsaid = {name for name in columns - said if not {name, f"{part.table}.{name}"} & UNDER_NO_SEAL}
    assert said <= columns, "what was sealed before is compared with it still: another name for another set of columns"
    assert not unsaid, f"{part.table}.{unsaid} is new: is it under the seal, by a new name of the statement, or in UNDER_NO_SEAL?"


@pytest.mark.stores
def test_a_new_store_is_built_as_verify_wants_it(inside: Flask) -> None:
    assert list(structure.check()) == []


@pytest.mark.stores
def test_the_schema_is_the_mapped_one(inside: Flask) -> None:
    assert differences() == [], "write a revision in kiosk/store/migrations/versions, or put the class right"
