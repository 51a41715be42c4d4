"""The ledger: what was answered. Entries are numbered per unit without gaps and only ever added; a change is a new entry."""

from kiosk.ledger.answers import Answer, answers, days_with_answers, entries, size, tally, visits
from kiosk.ledger.entry import FORMAT, Channel, Entry, Kind, canonical_form, leaf_hash, new_id, receipt_code
from kiosk.ledger.record import Closed, Conflict, Outcome, Rating, Recorded, note_instruments, record

__all__ = [
    "FORMAT",
    "Answer",
    "Channel",
    "Closed",
    "Conflict",
    "Entry",
    "Kind",
    "Outcome",
    "Rating",
    "Recorded",
    "answers",
    "canonical_form",
    "days_with_answers",
    "entries",
    "leaf_hash",
    "new_id",
    "note_instruments",
    "receipt_code",
    "record",
    "size",
    "tally",
    "visits",
]
