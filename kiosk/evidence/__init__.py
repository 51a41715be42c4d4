"""Evidence: files that people hand in, checked, kept beside the store by their hash, and named there by rows that are only added."""

from kiosk.evidence.accepting import ACCEPTED, LARGEST, EvidenceError
from kiosk.evidence.tables import Desk, Evidence, find, hand_in, kept, live, not_whole, withdraw
from kiosk.evidence.vault import FOLDER, Vault, VaultError

__all__ = [
    "ACCEPTED",
    "FOLDER",
    "LARGEST",
    "Desk",
    "Evidence",
    "EvidenceError",
    "Vault",
    "VaultError",
    "find",
    "hand_in",
    "kept",
    "live",
    "not_whole",
    "withdraw",
]
