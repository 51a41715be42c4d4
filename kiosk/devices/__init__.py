"""Tablets: pairing, tokens, where each stands and stood, what each last reported, pauses, the operators' PIN.

A tablet has no account and no password. Only hashes of codes and tokens are kept, so nobody who reads the database can act as a tablet.
"""

from kiosk.devices.device import Device, DeviceError, Standing, by_token, move, of_unit, pair_by_token, rename, revoke, seen, standing
from kiosk.devices.pairing import begin_pairing, pair

__all__ = [
    "Device",
    "DeviceError",
    "Standing",
    "begin_pairing",
    "by_token",
    "move",
    "of_unit",
    "pair",
    "pair_by_token",
    "rename",
    "revoke",
    "seen",
    "standing",
]
