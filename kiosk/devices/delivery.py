"""What a device may still deliver: one rule for single taps, batches, hand-overs, and what a successor brings.

A device delivers what was tapped on it while it was in use. Once it is revoked it has a week for what waited in it: long enough for a
counter without a network over a holiday, short enough that a stolen key ends. A moment that cannot be (before the device was paired, or
still to come) is no moment: the tap is taken as given when it came in, and marked, as long as the device is in use; from a revoked
one it is refused, for nothing shows that it was tapped before the end.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from kiosk.devices.device import Device

CLOCKS_AGREE = timedelta(seconds=10)
"""A tablet's corrected time is as good as its last heartbeat was quick: half the round trip, at most 15 s, is guessed."""
CLOCKS_MAY_DIFFER = timedelta(minutes=5)
"""Further off is no drift: a quartz that is wrong by 100 ppm takes five weeks for that, and each heartbeat corrects it."""
AFTER_ITS_END = timedelta(days=7)


class Delivery(StrEnum):
    """What is to be done with a tap."""

    TAKEN = "taken"
    TIMELESS = "timeless"
    """Taken as of its receipt, and marked."""
    ENDED = "ended"
    """Refused: tapped after the device was revoked, or at no moment that can be known."""
    LATE = "late"
    """Refused: the device was revoked more than a week ago."""


def delivery(device: Device, given_at: datetime, now: datetime, latest: datetime | None = None) -> Delivery:
    """What is to be done with what was tapped on this device at `given_at`, and comes in at `now`.

    `latest`: what can be the present at most, where the server itself is not sure of it.
    """
    possible = device.paired_at - CLOCKS_MAY_DIFFER <= given_at <= (latest or now) + CLOCKS_MAY_DIFFER
    if device.revoked_at is None:
        return Delivery.TAKEN if possible else Delivery.TIMELESS
    if now > device.revoked_at + AFTER_ITS_END:
        return Delivery.LATE
    return Delivery.TAKEN if possible and given_at <= device.revoked_at + CLOCKS_AGREE else Delivery.ENDED
