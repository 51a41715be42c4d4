"""A store of the last schema that was made in steps becomes one of the baseline: its names and notices get their languages.

Everything else stays as it is, byte for byte.
"""

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, String, column, select, table, text

from kiosk.store.texts import INDONESIAN, Texts

FROM, TO = "0020", "0021"
OLDER = frozenset(f"{number:04}" for number in range(1, 20))
BRINGS_TO_FROM = "324525e"
"""The last commit that knew the steps, and so brings older stores to FROM."""

RENAMED = {"counter": ("name", "names"), "service": ("name", "names"), "notice": ("text", "texts")}
"""{table: (its Indonesian column, what it is called now)}; the English one bore the same name with _en."""


def convert(connection: Connection) -> None:
    """Within the caller's transaction, on SQLite with foreign keys off: there the three tables are made anew, with the same numbers."""
    operations = Operations(MigrationContext.configure(connection))
    for name, (old, new) in RENAMED.items():
        texts = _texts(connection, name, old)
        with operations.batch_alter_table(name) as changed:
            changed.alter_column(old, new_column_name=new, type_=String())
            changed.drop_column(f"{old}_en")
        target = table(name, column("id"), column(new))
        for number, each in texts.items():
            connection.execute(target.update().where(target.c.id == number).values({new: each.stored}))
    connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": TO})


def _texts(connection: Connection, name: str, old: str) -> dict[int, Texts]:
    """{number of the row: its texts}"""
    source = table(name, column("id"), column(old), column(f"{old}_en"))
    rows = connection.execute(select(source.c.id, source.c[old], source.c[f"{old}_en"])).all()
    # Empty names were not refused once.
    named = {number: (indonesian.strip() or english.strip() or "–", english) for number, indonesian, english in rows}
    return {number: Texts({INDONESIAN: indonesian, "en": english}) for number, (indonesian, english) in named.items()}
