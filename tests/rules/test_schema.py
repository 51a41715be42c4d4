"""The migrated schema is the one that the classes map, on both databases."""

from importlib import import_module
from pkgutil import walk_packages

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask

import kiosk
from kiosk.store import Base
from kiosk.store.schema import REVISIONS, newest
from kiosk.store.tables import db


def differences() -> list[object]:
    # A class is mapped when its module is imported, and no command imports all of them.
    for module in walk_packages(kiosk.__path__, "kiosk."):
        if not module.name.startswith(("kiosk.__main__", "kiosk.store.migrations")):
            import_module(module.name)
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata))


def test_the_newest_revision_is_the_one_that_alembic_leads_to() -> None:
    assert ScriptDirectory(str(REVISIONS)).get_current_head() == newest(), "a revision's file begins with its number, the next one"


@pytest.mark.stores
def test_the_schema_is_the_mapped_one(inside: Flask) -> None:
    assert differences() == [], "write a revision in kiosk/store/migrations/versions, or put the class right"
