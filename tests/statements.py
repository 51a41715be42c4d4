"""What a store is asked, statement by statement, whichever way it is asked: SQLite says so itself.

What is remembered of the register stands while the statements are counted: a slow machine asks again after half a second, and the
count would be the machine's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from math import inf

import pytest
from flask import Flask
from sqlalchemy import event
from sqlalchemy.orm import Session

from kiosk.store.tables import db


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Every statement within the block, as it comes; transactions begin and end in it, too, and a session that is begun is "SESSION"."""
    said: list[str] = []

    def listen(connection: object, *_: object) -> None:
        connection.set_trace_callback(said.append)  # type: ignore[attr-defined]

    def note(_session: Session, *_: object) -> None:
        said.append("SESSION")

    with app.app_context():
        engine = db.engine
    event.listen(engine, "checkout", listen)
    event.listen(db.session, "after_begin", note)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("kiosk.store.register.BELIEVED_FOR", inf)
            patch.setattr("kiosk.store.remembered.LASTS", inf)
            yield said
    finally:
        event.remove(engine, "checkout", listen)
        event.remove(db.session, "after_begin", note)


def reads(said: list[str]) -> list[str]:
    return [each for each in said if each.startswith("SELECT")]


def writes(said: list[str]) -> list[str]:
    """The tables that are written, as often as they are. A statement that starts a trigger is said twice, one after the other."""
    once = [each for before, each in pairwise(["", *said]) if each != before]
    found = [each.split() for each in once if each.startswith(("INSERT", "UPDATE", "DELETE"))]
    return [words[1] if words[0] == "UPDATE" else words[2] for words in found]
