"""The state of the register, as one number: units, counters, services, hours, links, notices, devices, their pauses.

What is remembered of it goes by this number: one row of the store, drawn anew by the transaction that changes any of these tables, so
that every process of every server learns of it. The transaction that records ratings reads it each time. For everything else what was
read stands for BELIEVED_FOR: no longer may a revoked tablet, a closed counter or a paused device be taken for what it was.
It is drawn and not counted, so that a store that was put back from a backup is never taken for the one of before.

The tables belong to rooms above this one, so they are named as data.
"""

import os
import secrets
from time import monotonic
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BigInteger, Engine, event, inspect, update
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from kiosk.store.direct import beside
from kiosk.store.tables import Base, db

BELIEVED_FOR = 0.5
"""Seconds."""
TABLES = frozenset(
    "unit affiliation service counter counter_service counter_closure opening_hours holiday link document_profile "
    "device device_move device_succession device_pause notice follow_up_notice installation".split()
)
NOT_OF_IT = frozenset({("device", "last_seen_at")})
"""Columns that change all the time, and that nothing hangs on."""
VERSION = "(SELECT version FROM register_version)"
"""For a statement that reads something else, too."""
_CHANGED = "register changed"


class RegisterVersion(Base):
    """The one row."""

    __tablename__ = "register_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(BigInteger)


_known: WeakKeyDictionary[Engine, tuple[float, int]] = WeakKeyDictionary()
os.register_at_fork(after_in_child=_known.clear)


def version() -> int:
    """As of BELIEVED_FOR ago at most; what this process has changed itself it knows at once."""
    known = _known.get(db.engine)
    if known and monotonic() - known[0] < BELIEVED_FOR:
        return known[1]
    with beside(db.engine) as direct:
        ((found,),) = direct.all(f"SELECT {VERSION}")
    return note(db.engine, found)


def note(engine: Engine, version: int) -> int:
    """It is this one just now, says a transaction that has read it."""
    _known[engine] = monotonic(), version
    return version


# ── drawing it ────────────────────────────────────────────────────────────────────────────────────────────────────


def draw_if_changed(session: Session) -> bool:
    """In a transaction that is about to be committed: whether it has changed the register, whose number is then another one."""
    session.flush()
    changed = _CHANGED in session.info
    if changed:
        session.execute(update(RegisterVersion).values(version=secrets.randbits(62)))
    return changed


def ended(session: Session, *, drawn: bool) -> None:
    """The transaction has been committed or rolled back."""
    session.info.pop(_CHANGED, None)
    if drawn:
        _known.pop(db.engine, None)


@event.listens_for(db.session, "after_flush")
def _after_flush(session: Session, _context: object) -> None:
    if any(_is_of_it(row) for row in (*session.new, *session.deleted)) or any(_is_of_it(row) and _differs(row) for row in session.dirty):
        session.info[_CHANGED] = True


@event.listens_for(db.session, "do_orm_execute")
def _after_statement(state: ORMExecuteState) -> None:
    if (
        (state.is_insert or state.is_update or state.is_delete)
        and state.bind_mapper
        and state.bind_mapper.local_table.description in TABLES
    ):
        state.session.info[_CHANGED] = True


def _is_of_it(row: object) -> bool:
    return getattr(row, "__tablename__", "") in TABLES


def _differs(row: Any) -> bool:
    return any(each.history.has_changes() for each in inspect(row).attrs if (row.__tablename__, each.key) not in NOT_OF_IT)
