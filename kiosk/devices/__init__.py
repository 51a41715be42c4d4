"""Tablets: pairing, tokens, where each stands and stood, what each last reported, pauses, the operators' PIN.

A tablet has no account and no password. Only hashes of codes and tokens are kept, so who reads the database cannot act as one.
"""

from kiosk.devices.device import (
    Device,
    DeviceError,
    Standing,
    by_token,
    device,
    move,
    of_unit,
    pair_by_token,
    rename,
    revoke,
    seen,
    standing,
)
from kiosk.devices.fleet import GREY_AFTER, RED_AFTER, DeviceState, Health, Tablet, fleet, lost_of, may_practise, states, tablet
from kiosk.devices.pairing import PAIRING_LASTS, PairingFor, begin_pairing, pair, pairing_for
from kiosk.devices.pauses import LONGEST_MESSAGE, DevicePause, pause, pause_of, resume, was_paused
from kiosk.devices.pins import OperatorPin, pin_of, set_pin
from kiosk.devices.reports import DeviceReport, Reported, note_report, practising, report_of

__all__ = [
    "GREY_AFTER",
    "LONGEST_MESSAGE",
    "PAIRING_LASTS",
    "RED_AFTER",
    "Device",
    "DeviceError",
    "DevicePause",
    "DeviceReport",
    "DeviceState",
    "Health",
    "OperatorPin",
    "PairingFor",
    "Reported",
    "Standing",
    "Tablet",
    "begin_pairing",
    "by_token",
    "device",
    "fleet",
    "move",
    "note_report",
    "of_unit",
    "pair",
    "pair_by_token",
    "pairing_for",
    "pause",
    "pause_of",
    "pin_of",
    "practising",
    "rename",
    "report_of",
    "resume",
    "revoke",
    "seen",
    "set_pin",
    "standing",
    "lost_of",
    "may_practise",
    "states",
    "tablet",
    "was_paused",
]
