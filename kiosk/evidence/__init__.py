"""Evidence: files that people hand in, checked, kept beside the store by their hash, and named there by rows that are only added."""

from kiosk.evidence.accepting import ACCEPTED, LARGEST, EvidenceError, Media
from kiosk.evidence.tables import Desk, Evidence, by_number, erase, hand_in, not_whole, withdraw
from kiosk.evidence.vault import FOLDER, Vault, VaultError

__all__ = [
    "ACCEPTED",
    "FOLDER",
    "LARGEST",
    "Desk",
    "Evidence",
    "EvidenceError",
    "Media",
    "Vault",
    "VaultError",
    "by_number",
    "erase",
    "hand_in",
    "not_whole",
    "withdraw",
]
