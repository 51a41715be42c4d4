"""Which units have a ledger: those that have counters, and those that ever had entries, seals or a head.

A unit that lost its counters, by decree or by a hand in the database, keeps its history, and that is sealed and verified on.
"""

from collections.abc import Sequence

from sqlalchemy import or_, select

from kiosk.ledger.tables import EntryRow, LedgerHead
from kiosk.places import Counter, Unit
from kiosk.proof.tables import SealRow
from kiosk.store import reading


def units_with_ledger() -> Sequence[Unit]:
    """By code."""
    somewhere = [Unit.id.in_(select(table.unit_id)) for table in (Counter, EntryRow, SealRow, LedgerHead)]
    return reading().scalars(select(Unit).where(or_(*somewhere)).order_by(Unit.code)).all()
