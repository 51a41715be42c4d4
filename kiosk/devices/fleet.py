"""Which tablets a unit has, and how each is: what is shown to whoever keeps them alive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select

from kiosk.devices.device import Device, of_unit
from kiosk.devices.pauses import DevicePause
from kiosk.devices.reports import DeviceReport
from kiosk.places import Counter, Unit, counters, open_time, opening_hours
from kiosk.store import reading

GREY_AFTER = timedelta(minutes=5)
RED_AFTER = timedelta(minutes=30)
"""Counted in opening hours: a tablet that is switched off at night is not missed."""
MANY_QUEUED = 50
LONG_QUEUED = timedelta(hours=24)
CLOCK_OFF = timedelta(minutes=5)

Week = Mapping[int, Sequence[tuple[time, time]]]


class Health(StrEnum):
    """How a tablet is, worst last."""

    REVOKED = "revoked"
    NEW = "new"  # paired, and not heard of yet
    PAUSED = "paused"
    ALIVE = "alive"
    QUIET = "quiet"  # not heard of for more than five minutes
    LOST = "lost"  # nor for half an hour in which the unit was open


@dataclass(frozen=True, slots=True)
class DeviceState:
    """Whether a counter has a tablet, when it last spoke, and how it is."""

    counter_id: int
    last_seen_at: datetime | None
    health: Health


@dataclass(frozen=True, slots=True)
class Tablet:
    """A device as its operator sees it."""

    device: Device
    counter: Counter
    health: Health
    report: DeviceReport | None
    pause: DevicePause | None
    quiet_for: timedelta | None

    @property
    def clock_off(self) -> timedelta:
        """How wrong its clock is, without the sign; nothing while that is too little to matter."""
        off = timedelta(milliseconds=abs(self.report.offset_ms)) if self.report else timedelta()
        return off if off > CLOCK_OFF else timedelta()

    @property
    def troubles(self) -> tuple[str, ...]:
        """What is wrong with it beyond silence: "queue", "storage", "refused", "clock"."""
        report = self.report
        if report is None or self.device.revoked_at:
            return ()
        waits_long = report.oldest_at is not None and report.reported_at - report.oldest_at > LONG_QUEUED
        found = {
            "storage": not report.stores,
            "queue": report.queued > MANY_QUEUED or waits_long,
            "refused": report.refused > 0,
            "clock": bool(self.clock_off),
        }
        return tuple(name for name, is_so in found.items() if is_so)


def fleet(unit: Unit, now: datetime) -> list[Tablet]:
    """All tablets of the unit: those in use by counter, then the revoked ones, latest first."""
    of = {counter.id: counter for counter in counters(unit)}
    devices = of_unit(unit)
    ids = [device.id for device in devices]
    reports = {r.device_id: r for r in reading().scalars(select(DeviceReport).where(DeviceReport.device_id.in_(ids)))}
    resting = select(DevicePause).where(DevicePause.device_id.in_(ids), DevicePause.resumed_at.is_(None)).order_by(DevicePause.id)
    pauses = {p.device_id: p for p in reading().scalars(resting)}
    week = opening_hours(unit)
    found = [_tablet(d, of[d.counter_id], reports.get(d.id), pauses.get(d.id), week, unit.zone, now) for d in devices]
    return sorted(found, key=lambda t: (t.device.revoked_at is not None, t.counter.code if not t.device.revoked_at else "", -t.device.id))


def tablet(unit: Unit, device_id: int, now: datetime) -> Tablet | None:
    """One of them; None if the unit has no such device."""
    return next((each for each in fleet(unit, now) if each.device.id == device_id), None)


def states(unit: Unit, now: datetime) -> dict[int, DeviceState]:
    """The latest seen unrevoked tablet of each counter of the unit that has one."""
    week = opening_hours(unit)
    latest: dict[int, Device] = {}
    for device in of_unit(unit):
        if device.revoked_at:
            continue
        before = latest.get(device.counter_id)
        if before is None or (device.last_seen_at and (before.last_seen_at is None or device.last_seen_at > before.last_seen_at)):
            latest[device.counter_id] = device
    return {c: DeviceState(c, d.last_seen_at, health(d, None, week, unit.zone, now)) for c, d in latest.items()}


def health(device: Device, pause: DevicePause | None, week: Week, zone: str, now: datetime) -> Health:
    if device.revoked_at:
        return Health.REVOKED
    if device.last_seen_at is None:
        return Health.NEW
    if now - device.last_seen_at > GREY_AFTER:
        return Health.LOST if open_time(week, zone, device.last_seen_at, now) > RED_AFTER else Health.QUIET
    return Health.PAUSED if pause else Health.ALIVE


def _tablet(
    device: Device, counter: Counter, report: DeviceReport | None, pause: DevicePause | None, week: Week, zone: str, now: datetime
) -> Tablet:
    quiet = now - device.last_seen_at if device.last_seen_at else None
    return Tablet(device, counter, health(device, pause, week, zone, now), report, pause, quiet if quiet and quiet > GREY_AFTER else None)
