"""The migrated schema is the one that the classes map, on both databases."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from flask import Flask

from kiosk.store import Base
from kiosk.store.tables import db


def differences() -> list[object]:
    with db.engine.connect() as connection:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), Base.metadata))


@pytest.mark.stores
def test_the_schema_is_the_mapped_one(inside: Flask) -> None:
    assert differences() == [], "write a revision in kiosk/store/migrations/versions, or put the class right"
