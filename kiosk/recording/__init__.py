"""Recording: how an answer of any channel gets into the ledger, durably, once, and with what its marks say."""

from kiosk.recording.intake import has_just_failed, record, rehearse
from kiosk.recording.outcomes import Closed, Conflict, Failed, Outcome, Recorded, Spent, Unavailable

__all__ = [
    "Closed",
    "Conflict",
    "Failed",
    "Outcome",
    "Recorded",
    "Spent",
    "Unavailable",
    "has_just_failed",
    "record",
    "rehearse",
]
