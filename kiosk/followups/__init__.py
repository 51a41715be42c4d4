"""Follow-ups (tindak lanjut): what a unit does about the elements its visitors rate lowest, by when, and what shows that it was done.

Nothing is edited: plans, statuses and evidence are rows with who and when, and the newest holds.
"""

from kiosk.followups.changes import Draft, FollowUpError, Unchanged, plan, set_status
from kiosk.followups.quarters import Quarter
from kiosk.followups.register import Action, Element, action, element, of_unit

__all__ = [
    "Action",
    "Draft",
    "Element",
    "FollowUpError",
    "Quarter",
    "Unchanged",
    "action",
    "element",
    "of_unit",
    "plan",
    "set_status",
]
