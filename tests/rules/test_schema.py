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


@pytest.mark.stores
def test_a_new_store_is_built_as_verify_wants_it(inside: Flask) -> None:
    assert list(structure.check()) == []


@pytest.mark.stores
def test_the_schema_is_the_mapped_one(inside: Flask) -> None:
    assert differences() == [], "write a revision in kiosk/store/migrations/versions, or put the class right"
