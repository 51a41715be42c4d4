"""The ledger: what was answered. Entries are numbered per unit without gaps and only ever added; a change is a new entry."""

from kiosk.ledger.answers import Answer, Quarter, answers, by_quarter, days_with_answers, entries, has_visit, marked_visits, size
from kiosk.ledger.cells import RAW, Basis
from kiosk.ledger.entry import FORMAT, Channel, Entry, Kind, canonical_form, leaf_hash, new_id, read_receipt, receipt_code
from kiosk.ledger.export import export_hashes, export_rows
from kiosk.ledger.keys import KeyProblem, Signer, open_signer
from kiosk.ledger.keys import renew as renew_key
from kiosk.ledger.rating import Closed, Conflict, Failed, Outcome, Rating, Recorded, Spent, Unavailable
from kiosk.ledger.rebuild import fill as fill_tallies
from kiosk.ledger.receipts import Receipt, receipt_proof, visits_with_receipt
from kiosk.ledger.record import note_instruments, record
from kiosk.ledger.seal import Seal, fingerprint, printed, read_printed
from kiosk.ledger.seal import from_json as seal_from_json
from kiosk.ledger.seal import to_json as seal_to_json
from kiosk.ledger.seals import Stored, latest_seal, seal_all, seal_of, seal_of_day, seal_over, seal_unit, seals, unsealed
from kiosk.ledger.tally import Tallies, scores_by_day, tallies, tallies_of_units, visits_by_channel
from kiosk.ledger.units import units_with_ledger
from kiosk.ledger.witnesses import SealWitness, contradicted, note_witness, witnesses

__all__ = [
    "FORMAT",
    "Answer",
    "Basis",
    "Channel",
    "Closed",
    "Conflict",
    "Entry",
    "Failed",
    "KeyProblem",
    "Kind",
    "Outcome",
    "Quarter",
    "RAW",
    "Rating",
    "Receipt",
    "Recorded",
    "Seal",
    "SealWitness",
    "Signer",
    "Spent",
    "Stored",
    "Tallies",
    "Unavailable",
    "answers",
    "by_quarter",
    "canonical_form",
    "contradicted",
    "days_with_answers",
    "entries",
    "export_hashes",
    "export_rows",
    "fill_tallies",
    "fingerprint",
    "has_visit",
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
    "renew_key",
    "scores_by_day",
    "seal_of",
    "seal_all",
    "seal_from_json",
    "seal_to_json",
    "seal_of_day",
    "seal_over",
    "seal_unit",
    "seals",
    "size",
    "tallies",
    "tallies_of_units",
    "units_with_ledger",
    "unsealed",
    "visits_by_channel",
    "visits_with_receipt",
    "witnesses",
]
