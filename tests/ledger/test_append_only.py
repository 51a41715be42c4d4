"""Nobody edits: the store refuses to change, remove or slip in an entry, whatever the statement."""

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from kiosk.ledger import answers
from kiosk.ledger.tables import EntryRow
from kiosk.places import Place
from kiosk.store import reading, writing
from tests.make import make_counter, make_rating, make_unit

COLUMNS = EntryRow.__table__.columns.keys()
NEW = "substr(leaf, 1, 16)"
"""Sixteen bytes that no answer has yet."""


def inserted(verb: str = "INSERT", **changes: str) -> str:
    """A copy of the first entry with some columns replaced by SQL."""
    return f"{verb} INTO entry ({', '.join(COLUMNS)}) SELECT {', '.join(changes.get(c, c) for c in COLUMNS)} FROM entry WHERE seq = 1"


@pytest.fixture
def place(inside: Flask) -> Place:
    """A counter with two entries."""
    place = make_counter(make_unit("kanim"), "kanim-1")
    for score in (1, 2):
        make_rating(place, "S0", score)
    return place


def refuses(place: Place, statement: str) -> None:
    before = list(answers.entries(place.unit))
    with pytest.raises(DBAPIError, match="append-only"), writing() as session:
        session.execute(text(statement))
    assert list(answers.entries(place.unit)) == before


@pytest.mark.stores
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE entry SET score = 4",
        "UPDATE entry SET seq = 9 WHERE seq = 2",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = 2",
        inserted(seq="4", answer=NEW),
        inserted(seq="0", answer=NEW),
        inserted(seq="2", answer=NEW),
        inserted(score="4") + " ON CONFLICT DO NOTHING",
    ],
)
def test_the_store_refuses_every_change(place: Place, statement: str) -> None:
    refuses(place, statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE OR REPLACE entry SET seq = 1 WHERE seq = 2",
        inserted("REPLACE", score="4"),
        inserted("INSERT OR REPLACE", seq="3"),
        inserted("INSERT OR REPLACE", seq="2", answer=NEW),
        inserted(score="4") + " ON CONFLICT DO UPDATE SET score = 4",
    ],
)
def test_sqlite_refuses_to_replace(place: Place, statement: str) -> None:
    refuses(place, statement)


@pytest.mark.stores
def test_postgresql_refuses_to_truncate(place: Place, backend: str) -> None:
    # SQLite has no TRUNCATE; there it is no statement at all.
    with pytest.raises(DBAPIError, match="append-only" if backend == "postgresql" else "syntax error"), writing() as session:
        session.execute(text("TRUNCATE entry"))


@pytest.mark.stores
def test_the_next_entry_may_be_inserted(place: Place) -> None:
    """The contrast to the refusals above: it is not the statement's form that is refused."""
    with writing() as session:
        session.execute(text(inserted(seq="3", answer=NEW)))
    assert reading().scalar(text("SELECT count(*) FROM entry")) == 3
