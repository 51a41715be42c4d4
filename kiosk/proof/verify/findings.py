"""What a verification found. SECURITY.md says which attack each kind reveals, kiosk.words.findings how it is worded."""

from dataclasses import dataclass
from typing import Any

NOTES = ("no-endorsement", "new-key", "other-unit", "given-up", "seal-late")
"""Kinds that are worth knowing although nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing (its kind is one of NOTES): about a unit, or about the store if that is empty."""

    kind: str
    unit: str
    values: dict[str, Any]
