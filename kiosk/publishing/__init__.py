"""Publishing: which results a unit shows to everybody, as they were on that day, and where else it told of them.

Nothing appears by itself, and nothing that was published changes: a correction is a new version, a withdrawal a row with its reason.
"""

from kiosk.publishing.content import composed, parts_of
from kiosk.publishing.results import Edition, PublishingError, editions, held, publish, withdraw

__all__ = ["Edition", "PublishingError", "composed", "editions", "held", "parts_of", "publish", "withdraw"]
