"""A device that rests, with a message for visitors. A pause is a row: who, when, why; resuming ends it."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.devices.device import Device, fitting
from kiosk.store import Base, Moment, reading, writing

LONGEST_MESSAGE = 120


class DevicePause(Base):
    """From a moment until another (None: still). `message` is shown on the tablet as it is; empty: our own words."""

    __tablename__ = "device_pause"
    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    paused_at: Mapped[datetime] = mapped_column(Moment)
    resumed_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(String(LONGEST_MESSAGE))
    by: Mapped[str] = mapped_column(String(80))


def pause_of(device: Device) -> DevicePause | None:
    """The pause in force, or None."""
    query = select(DevicePause).where(DevicePause.device_id == device.id, DevicePause.resumed_at.is_(None))
    return reading().scalars(query.order_by(DevicePause.id.desc()).limit(1)).first()


def was_paused(device: Device, moment: datetime) -> bool:
    """Whether the device rested at that moment."""
    in_force = (DevicePause.paused_at <= moment, or_(DevicePause.resumed_at.is_(None), DevicePause.resumed_at > moment))
    return reading().scalar(select(DevicePause.id).where(DevicePause.device_id == device.id, *in_force).limit(1)) is not None


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
