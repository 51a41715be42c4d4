"""A device that rests, with a message for visitors. A pause is a row: who, when, why; resuming ends it. Taps ask its `Standing`."""

from datetime import datetime

from sqlalchemy import select

from kiosk.devices.device import LONGEST_MESSAGE, Device, DevicePause, fitting
from kiosk.store import reading, writing


def pause_of(device: Device) -> DevicePause | None:
    """The pause in force, or None."""
    query = select(DevicePause).where(DevicePause.device_id == device.id, DevicePause.resumed_at.is_(None))
    return reading().scalars(query.order_by(DevicePause.id.desc()).limit(1)).first()


def pause(device: Device, message: str, by: str, now: datetime) -> None:
    """Let the device rest. One that rests already shows the new message. Raises DeviceError for one that would not fit."""
    told = fitting(message, LONGEST_MESSAGE)
    with writing() as session:
        resume(device, now)
        session.add(DevicePause(device_id=device.id, paused_at=now, resumed_at=None, message=told, by=by[:80]))


def resume(device: Device, now: datetime) -> None:
    with writing():
        if current := pause_of(device):
            current.resumed_at = now
