"""The ledger: what was answered. Entries are numbered per unit without gaps and only ever added; a change is a new entry."""

from kiosk.ledger.answers import Answer, Quarter, answers, by_quarter, days_with_answers, entries, size
from kiosk.ledger.cells import Basis
from kiosk.ledger.entry import FORMAT, Channel, Entry, Kind, canonical_form, leaf_hash, new_id, receipt_code
from kiosk.ledger.rating import Closed, Conflict, Failed, Outcome, Rating, Recorded, Unavailable
from kiosk.ledger.rebuild import fill as fill_tallies
from kiosk.ledger.record import note_instruments, record
from kiosk.ledger.tally import Tallies, scores_by_day, tallies, tallies_of_units

__all__ = [
    "FORMAT",
    "Answer",
    "Basis",
    "Channel",
    "Closed",
    "Conflict",
    "Entry",
    "Failed",
    "Kind",
    "Outcome",
    "Quarter",
    "Rating",
    "Recorded",
    "Tallies",
    "Unavailable",
    "answers",
    "by_quarter",
    "canonical_form",
    "days_with_answers",
    "entries",
    "fill_tallies",
    "leaf_hash",
    "new_id",
    "note_instruments",
    "receipt_code",
    "record",
    "scores_by_day",
    "size",
    "tallies",
    "tallies_of_units",
]
