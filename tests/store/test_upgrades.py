"""An upgrade by a later version: the store is copied first, and an upgrade that fails leaves it as it was."""

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.places import Place
from kiosk.store import StoreError, schema
from kiosk.store.schema import is_migrated, migrate_store
from kiosk.store.tables import db
from tests.make import make_rating

pytestmark = pytest.mark.stores

LATER = """
import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = {before!r}
branch_labels = depends_on = None


def upgrade() -> None:
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    op.execute({more!r})
"""


def release(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str) -> None:
    """A version that has one more revision than ours, which also runs the statement `more`."""
    before = schema.newest()
    shutil.copytree(schema.REVISIONS, folder, dirs_exist_ok=True)
    (folder / "versions" / "9001_later.py").write_text(LATER.format(before=before, more=more))
    monkeypatch.setattr(schema, "REVISIONS", folder)


def tables() -> list[str]:
    with db.engine.connect() as connection:
        return inspect(connection).get_table_names()


def entries() -> int:
    with db.engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM entry")).scalar_one())


def test_a_store_is_copied_before_a_later_version_changes_it(
    inside: Flask, counter: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_rating(counter)
    db.session.remove()
    assert migrate_store(tmp_path) is None, "it is of this version"
    release(tmp_path / "later", monkeypatch, "SELECT 1")
    assert not is_migrated()
    copy = migrate_store(tmp_path)
    assert copy
    assert copy.name.startswith("before-9001-")
    assert copy.stat().st_size > 10_000
    assert is_migrated()
    assert "later" in tables()
    assert entries() == 1
    assert migrate_store(tmp_path) is None, "once"


def test_an_upgrade_that_fails_changes_nothing_and_leaves_no_copy(
    inside: Flask, counter: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_rating(counter)
    db.session.remove()
    release(tmp_path / "later", monkeypatch, "INSERT INTO nowhere VALUES (1)")
    with pytest.raises((StoreError, DBAPIError)):
        migrate_store(tmp_path)
    assert "later" not in tables()
    assert entries() == 1
    assert not is_migrated()
    assert list(tmp_path.glob("before-*")) == []
