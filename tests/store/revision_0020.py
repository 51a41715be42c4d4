"""A store as the last of the twenty steps left it, from the dumps beside this file; they hold all that the steps made.

In it: an office and two units, counters and services with and without English names, five days of ratings of which four are
sealed, batches released, a batch of tickets, people, a follow-up with its notice, and two more notices.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import psycopg

from kiosk.store.opening import FILE

FOLDER = Path(__file__).parent
ENTRIES, SEALS = 217, 8


def on_sqlite(data: Path) -> None:
    """Make it the store of this data folder."""
    data.mkdir(mode=0o700, parents=True)
    with closing(sqlite3.connect(data / FILE)) as connection:
        connection.executescript((FOLDER / "revision_0020.sqlite.sql").read_text())
        connection.execute("PRAGMA journal_mode=WAL")


def on_postgresql(address: str) -> None:
    """Fill an empty database with it."""
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute((FOLDER / "revision_0020.postgresql.sql").read_bytes())
