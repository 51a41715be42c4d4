"""Which units have a ledger: those that have counters, and those that ever had entries, seals or a head.

A unit that lost its counters, by decree or by a hand in the database, keeps its history, which is still sealed and verified.
"""

from collections.abc import Sequence

from sqlalchemy import select

from kiosk import places
from kiosk.ledger import leaves
from kiosk.places import Unit, tree
from kiosk.proof.tables import SealRow
from kiosk.store import reading


def units_with_ledger() -> Sequence[Unit]:
    """By code."""
    everything = places.units()
    ids = [unit.id for unit in everything]
    there = {unit.id for unit in tree.units_with_counters()} | leaves.units_with_entries(ids)
    there |= set(reading().scalars(select(SealRow.unit_id).where(SealRow.unit_id.in_(set(ids) - there)).distinct()))
    return [unit for unit in everything if unit.id in there]
