"""Recording: how an answer of any channel gets into the ledger, durably, once, and with what its marks say."""

from kiosk.recording.intake import has_just_failed, must_have_room, record, rehearse
from kiosk.recording.outcomes import Closed, Conflict, Failed, NoRoom, Outcome, Recorded, Spent, Unavailable

__all__ = [
    "Closed",
    "Conflict",
    "Failed",
    "NoRoom",
    "Outcome",
    "Recorded",
    "Spent",
    "Unavailable",
    "has_just_failed",
    "must_have_room",
    "record",
    "rehearse",
]
