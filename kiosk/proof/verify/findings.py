"""What a verification found. Which attack each kind betrays stands in SECURITY.md, what is said of it in kiosk.words.findings."""

from dataclasses import dataclass
from typing import Any

NOTES = ("no-endorsement", "new-key", "other-unit")
"""Kinds that are worth knowing, and nothing is wrong."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or worth knowing (its kind is one of NOTES): of a unit, or of the store if that is empty."""

    kind: str
    unit: str
    values: dict[str, Any]
