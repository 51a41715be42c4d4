"""What a person at a terminal is told about a clock that is not believed."""

from datetime import timedelta

from kiosk.refusals import Refusal
from kiosk.timekeeping import Doubt
from kiosk.web import doubt

WRITTEN = "%Y-%m-%d %H:%M UTC"


def told(found: Doubt) -> str:
    """What is wrong, and what a person can do."""
    return (
        f"The clock says {found.says:{WRITTEN}}, {_distance(found)} what was believed last ({found.present:{WRITTEN}}). Ratings are taken; "
        "nothing is sealed until it is set right, or, if it is right (the server was off for long), until you say so: loket clock accept"
    )


def must_be_believed() -> None:
    """Refuse what cannot be undone on the word of a clock that is not believed."""
    if found := doubt():
        raise Refusal(told(found))


def _distance(found: Doubt) -> str:
    off = abs(found.says - found.present)
    length = f"{off / timedelta(days=1):.0f} days" if off >= timedelta(days=2) else f"{off / timedelta(minutes=1):.0f} minutes"
    return f"{length} {'after' if found.is_ahead else 'before'}"
