"""The tap's way to the store: one durable transaction on the driver's own cursor, without a session.

The session costs half a millisecond of CPU for each insert, which is more than everything else that a tap does.
"""

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kiosk.store.opening import engine_beside

Row = tuple[Any, ...]

# SQLite takes 32,766 variables in a statement, PostgreSQL 65,535.
MOST_VARIABLES = 500
ROWS_AT_ONCE = 2000
ROWS_TOGETHER = 32


class Direct:
    """A driver's cursor in an open transaction. Statements are written with ? for their values, on both databases."""

    def __init__(self, cursor: Any, dialect: str) -> None:
        self._cursor = cursor
        self.postgresql = dialect == "postgresql"

    def all(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of a query."""
        found: list[Row] = self._cursor.execute(self._dialect(statement), values).fetchall()
        return found

    def ask(self, statement: str, values: Sequence[object] = ()) -> Callable[[], list[Row]]:
        """Ask now; what is returned gives the rows. Questions asked one after the other go to PostgreSQL together (see `committing`)."""
        cursor = self._cursor.connection.cursor()
        cursor.execute(self._dialect(statement), values)
        return cursor.fetchall  # type: ignore[no-any-return]

    def all_in(self, statement: str, values: Iterable[object], *before: object) -> Iterator[Row]:
        """Every row of a query that ends with IN (…): `values` stand in it, `before` are the values ahead of it."""
        listed = list(values)
        for start in range(0, len(listed), MOST_VARIABLES):
            some = listed[start : start + MOST_VARIABLES]
            marks = ", ".join("?" * len(some))
            yield from self.all(statement.replace("(…)", f"({marks})"), (*before, *some))

    def stream(self, statement: str, values: Sequence[object] = ()) -> Generator[Row, None, None]:
        """Every row of a query, a few at a time. On PostgreSQL a cursor of the server's, so that nothing piles up here."""
        if self.postgresql:
            with self._cursor.connection.cursor(name="stream") as cursor:
                cursor.itersize = ROWS_AT_ONCE
                yield from cursor.execute(self._dialect(statement), values)
            return
        cursor = self._cursor.connection.cursor()
        try:
            cursor.execute(statement, values)
            while found := cursor.fetchmany(ROWS_AT_ONCE):
                yield from found
        finally:
            cursor.close()

    def run(self, statement: str, values: Sequence[object] = ()) -> None:
        self._cursor.execute(self._dialect(statement), values)

    def insert(self, into: str, rows: Sequence[Sequence[object]], otherwise: str = "", *, where: str = "") -> None:
        """INSERT INTO `into` VALUES all rows, then what `otherwise` says (ON CONFLICT …); no statement for no rows.

        `where`: a condition on column1, column2 … of a row, as the tables stood before the statement; what does not meet it is left out.
        Many rows in one statement: between statements Python lets another thread run, and waits to be let in again.
        """
        for start in range(0, len(rows), ROWS_TOGETHER):
            some = rows[start : start + ROWS_TOGETHER]
            self.run(_inserting(into, len(some[0]), len(some), otherwise, where), [value for row in some for value in row])

    def many(self, statement: str, rows: Sequence[Sequence[object]]) -> None:
        """The statement once for each row."""
        if rows:
            self._cursor.executemany(self._dialect(statement), rows)

    def _dialect(self, statement: str) -> str:
        return _with_format_marks(statement) if self.postgresql else statement


@lru_cache(maxsize=512)
def _inserting(into: str, columns: int, rows: int, otherwise: str, where: str) -> str:
    row = f"({', '.join('?' * columns)})"
    values = f"VALUES {', '.join([row] * rows)}"
    return f"INSERT INTO {into} {f'SELECT * FROM ({values}) AS new WHERE {where}' if where else values} {otherwise}"  # noqa: S608  # our own


@lru_cache(maxsize=512)
def _with_format_marks(statement: str) -> str:
    return statement.replace("?", "%s")


@contextmanager
def committing(engine: Engine) -> Iterator[Direct]:
    """One durable transaction: committed (fsync) when the block ends, rolled back when it raises. Wants `write_lock` held.

    PostgreSQL is waited for when rows are read, and at the end: what is only run is sent meanwhile. A tap is two ways there and back, one
    to read and one to write, and an error of a statement is raised at the next of them.
    """
    connection = engine.raw_connection()
    try:
        direct = Direct(connection.cursor(), engine.dialect.name)
        with (_sent_together if direct.postgresql else _at_once)(connection.driver_connection, direct):
            yield direct
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.close()


@contextmanager
def _at_once(connection: Any, direct: Direct) -> Iterator[None]:
    direct.run("BEGIN IMMEDIATE")
    yield
    connection.commit()


@contextmanager
def _sent_together(connection: Any, direct: Direct) -> Iterator[None]:
    """Source: PostgreSQL, "Pipeline Mode". The pipeline ends by waiting for all, the COMMIT too; after an error nothing of it is done."""
    connection.autocommit = True  # the driver would wait for a BEGIN of its own
    try:
        with ExitStack() as end, connection.pipeline():
            direct.run("BEGIN")
            yield
            direct.run("COMMIT")
            end.enter_context(connection.bounded())
    finally:
        connection.rollback()
        connection.autocommit = False


@contextmanager
def beside(engine: Engine) -> Iterator[Direct]:
    """For a question or two to the store, on a connection of its own: no session begins, and no transaction stays open."""
    connection = engine.raw_connection()
    try:
        yield Direct(connection.cursor(), engine.dialect.name)
    finally:
        connection.close()


@contextmanager
def snapshot(url: str) -> Iterator[Direct]:
    """A reading transaction of its own on any store, which sees one state of it throughout. For processes beside the server."""
    engine = engine_beside(url)
    connection = engine.raw_connection()
    try:
        direct = Direct(connection.cursor(), engine.dialect.name)
        direct.run("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" if direct.postgresql else "BEGIN")
        yield direct
    finally:
        connection.rollback()
        connection.close()
        engine.dispose()


def joining(session: Session) -> Direct:
    """The same cursor within the transaction that a session has open."""
    session.flush()
    connection = session.connection()
    return Direct(connection.connection.cursor(), connection.dialect.name)
