"""The ledger: what was answered. Entries are numbered per unit without gaps and only ever added; a change is a new entry."""

from kiosk.ledger.entry import Channel, Entry, Kind, canonical_form, leaf_hash, new_id, read_receipt, receipt_code
from kiosk.ledger.extent import size
from kiosk.ledger.rating import Rating

__all__ = [
    "Channel",
    "Entry",
    "Kind",
    "Rating",
    "canonical_form",
    "leaf_hash",
    "new_id",
    "read_receipt",
    "receipt_code",
    "size",
]
