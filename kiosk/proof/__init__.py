"""Proof: seals over the ledger, receipts for visits, witnesses and exports, so that nobody can bend a number unnoticed."""

from kiosk.proof.keys import KeyProblem, Signer, open_signer
from kiosk.proof.seal import Seal, fingerprint, printed, read_printed
from kiosk.proof.sealing import seal_all, seal_unit
from kiosk.proof.seals import latest_seal, seal_of, seal_of_day
from kiosk.proof.units import units_with_ledger

__all__ = [
    "KeyProblem",
    "Seal",
    "Signer",
    "fingerprint",
    "latest_seal",
    "open_signer",
    "printed",
    "read_printed",
    "seal_all",
    "seal_of",
    "seal_of_day",
    "seal_unit",
    "units_with_ledger",
]
