"""Databases on a PostgreSQL that the bench may use: each office has one, copied from that of the first, and gone with its folder."""

import secrets
from contextlib import suppress
from dataclasses import dataclass

import psycopg
from sqlalchemy.engine import make_url

from kiosk.refusals import Refusal

PREFIX = "loket_bench_"


@dataclass(frozen=True, slots=True)
class Database:
    """One of the bench's own: its name, and the server's address, whose role may make databases."""

    server: str
    name: str

    @property
    def url(self) -> str:
        return make_url(self.server).set(database=self.name).render_as_string(hide_password=False)

    def copied(self) -> "Database":
        return make(self.server, f'TEMPLATE "{self.name}"')

    def drop(self) -> None:
        with suppress(psycopg.OperationalError):  # the server is gone, and it with it
            _run(self.server, f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')


def make(server: str, like: str = "") -> Database:
    """A new one. Refusal if the server does not answer, or its role may not."""
    made = Database(server, PREFIX + secrets.token_hex(6))
    try:
        _run(server, f'CREATE DATABASE "{made.name}" {like}')
    except psycopg.Error as error:
        raise Refusal(f"the bench cannot make a database on this PostgreSQL: {str(error).strip()}") from error
    return made


def version(server: str) -> str:
    with psycopg.connect(server) as connection:
        return ".".join(str(connection.info.server_version // 10**n % 100) for n in (4, 0))


def _run(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)
