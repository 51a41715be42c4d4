"""The ledger: what was answered. Entries are numbered per unit without gaps and only ever added; a change is a new entry."""

from kiosk.ledger.answers import (
    Answer,
    Beginning,
    Standing,
    Tap,
    answers,
    assisted_visits,
    beginning,
    beginnings,
    days_with_answers,
    entries,
    has_visit,
    last_days,
    marked_visits,
    size,
    standing,
    taps,
)
from kiosk.ledger.cells import RAW, Basis
from kiosk.ledger.entry import FORMAT, Channel, Entry, Kind, canonical_form, leaf_hash, new_id, read_receipt, receipt_code
from kiosk.ledger.export import export_hashes, export_rows
from kiosk.ledger.fives import PULSE, fives
from kiosk.ledger.keys import KeyProblem, Signer, open_signer
from kiosk.ledger.keys import renew as renew_key
from kiosk.ledger.rating import Closed, Conflict, Failed, Outcome, Rating, Recorded, Spent, Unavailable
from kiosk.ledger.rebuild import fill as fill_tallies
from kiosk.ledger.receipts import Receipt, receipt_proof, visits_with_receipt
from kiosk.ledger.record import note_instruments, record
from kiosk.ledger.releases import LEAST_INTEGRITY, LEAST_SATISFACTION
from kiosk.ledger.seal import Seal, fingerprint, printed, read_printed
from kiosk.ledger.seal import from_json as seal_from_json
from kiosk.ledger.seal import to_json as seal_to_json
from kiosk.ledger.seals import Stored, latest_seal, seal_all, seal_of, seal_of_day, seal_over, seal_unit, seals, sizes_of_days, unsealed
from kiosk.ledger.tally import (
    Tallies,
    released,
    released_by_day,
    released_by_day_of_units,
    released_of_units,
    tallies,
    tallies_of_units,
    visits_by_channel,
    visits_by_day,
    visits_of_units,
)
from kiosk.ledger.units import units_with_ledger
from kiosk.ledger.witnesses import SealWitness, contradicted, note_witness, witnesses

__all__ = [
    "PULSE",
    "fives",
    "FORMAT",
    "Answer",
    "Basis",
    "Beginning",
    "Channel",
    "Closed",
    "Conflict",
    "Entry",
    "Failed",
    "KeyProblem",
    "Kind",
    "LEAST_INTEGRITY",
    "LEAST_SATISFACTION",
    "Outcome",
    "RAW",
    "Rating",
    "Receipt",
    "Recorded",
    "Seal",
    "SealWitness",
    "Signer",
    "Spent",
    "Standing",
    "Stored",
    "Tap",
    "Tallies",
    "Unavailable",
    "answers",
    "assisted_visits",
    "beginning",
    "beginnings",
    "canonical_form",
    "contradicted",
    "days_with_answers",
    "entries",
    "export_hashes",
    "export_rows",
    "fill_tallies",
    "fingerprint",
    "has_visit",
    "last_days",
    "latest_seal",
    "leaf_hash",
    "marked_visits",
    "new_id",
    "note_instruments",
    "note_witness",
    "open_signer",
    "printed",
    "read_printed",
    "read_receipt",
    "receipt_code",
    "receipt_proof",
    "record",
    "released",
    "released_by_day",
    "released_by_day_of_units",
    "released_of_units",
    "renew_key",
    "seal_of",
    "seal_all",
    "seal_from_json",
    "seal_to_json",
    "seal_of_day",
    "seal_over",
    "seal_unit",
    "seals",
    "size",
    "sizes_of_days",
    "standing",
    "tallies",
    "tallies_of_units",
    "units_with_ledger",
    "taps",
    "unsealed",
    "visits_by_channel",
    "visits_by_day",
    "visits_of_units",
    "visits_with_receipt",
    "witnesses",
]
