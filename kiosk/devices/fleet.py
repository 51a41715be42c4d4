"""Which tablets a unit has, and how each is: what is shown to those who keep them alive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from kiosk.devices.device import Device, DevicePause, of_unit, of_units
from kiosk.devices.reports import DeviceReport
from kiosk.places import Counter, Unit
from kiosk.places.opening import Hours, hours, hours_of
from kiosk.places.service_points import counters_of
from kiosk.store import reading

GREY_AFTER = timedelta(minutes=5)
RED_AFTER = timedelta(minutes=30)
"""Counted in opening hours: a tablet that is switched off at night is not missed."""
MANY_QUEUED = 50
LONG_QUEUED = timedelta(hours=24)
CLOCK_OFF = timedelta(minutes=5)


class Health(StrEnum):
    """How a tablet is, worst last."""

    REVOKED = "revoked"
    NEW = "new"  # paired, and not heard from yet
    PAUSED = "paused"
    ALIVE = "alive"
    QUIET = "quiet"  # not heard from for more than five minutes
    LOST = "lost"  # nor for half an hour of opening time


HEALTHS = tuple(Health)


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
    def practises(self) -> bool:
        """It is in practice mode: nothing is stored."""
        return self.report is not None and self.report.practising and may_practise(self.health)

    @property
    def clock_off(self) -> timedelta:
        """How wrong its clock is, without the sign; nothing while that is too little to matter."""
        off = timedelta(milliseconds=abs(self.report.offset_ms)) if self.report else timedelta()
        return off if off > CLOCK_OFF else timedelta()

    @property
    def needs_look(self) -> bool:
        return self.health is Health.LOST or bool(self.troubles)

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


def tablets_of(unit: Unit, now: datetime) -> list[Tablet]:
    """All tablets of the unit: those in use by counter, then the revoked ones, latest first."""
    found = _tablets([unit], of_unit(unit), now)
    return sorted(found, key=lambda t: (t.device.revoked_at is not None, t.counter.code if not t.device.revoked_at else "", -t.device.id))


def in_use(units: Sequence[Unit], now: datetime) -> list[Tablet]:
    """The tablets of several units that are not revoked: what needs a look first, the worst on top, then by counter. Five queries."""
    devices = [device for found in of_units(units).values() for device in found if not device.revoked_at]
    return sorted(_tablets(units, devices, now), key=lambda t: (not t.needs_look, -HEALTHS.index(t.health), t.counter.code, t.device.id))


def _tablets(units: Sequence[Unit], devices: Sequence[Device], now: datetime) -> list[Tablet]:
    of = {counter.id: counter for counter in counters_of(units)}
    ids = {device.id for device in devices}
    reports = {r.device_id: r for r in reading().scalars(select(DeviceReport).where(DeviceReport.device_id.in_(ids)))}
    resting = select(DevicePause).where(DevicePause.device_id.in_(ids), DevicePause.resumed_at.is_(None)).order_by(DevicePause.id)
    pauses = {p.device_id: p for p in reading().scalars(resting)}
    open_at = hours_of(units)
    return [_tablet(d, c := of[d.counter_id], reports.get(d.id), pauses.get(d.id), open_at[c.unit_id], now) for d in devices]


def tablet(unit: Unit, device_id: int, now: datetime) -> Tablet | None:
    """One of them; None if the unit has no such device."""
    return next((each for each in tablets_of(unit, now) if each.device.id == device_id), None)


def states(unit: Unit, now: datetime) -> dict[int, DeviceState]:
    """The latest seen unrevoked tablet of each counter of the unit that has one."""
    return _states(of_unit(unit), hours(unit), now)


def lost_of(units: Sequence[Unit], now: datetime) -> dict[int, int]:
    """How many counters of each unit have a tablet that is lost: {number of the unit: n}. Three queries."""
    open_at, of = hours_of(units), of_units(units)
    return {unit: sum(s.health is Health.LOST for s in _states(of[unit], open_at[unit], now).values()) for unit in of}


def _states(devices: Iterable[Device], open_at: Hours, now: datetime) -> dict[int, DeviceState]:
    latest: dict[int, Device] = {}
    for device in devices:
        if device.revoked_at:
            continue
        before = latest.get(device.counter_id)
        if before is None or (device.last_seen_at and (before.last_seen_at is None or device.last_seen_at > before.last_seen_at)):
            latest[device.counter_id] = device
    return {c: DeviceState(c, d.last_seen_at, health(d, None, open_at, now)) for c, d in latest.items()}


def may_practise(health: Health) -> bool:
    """Whether a tablet that was in practice mode still is, as far as is known: the mode ends with a restart."""
    return health not in (Health.LOST, Health.REVOKED)


def health(device: Device, pause: DevicePause | None, open_at: Hours, now: datetime) -> Health:
    if device.revoked_at:
        return Health.REVOKED
    if device.last_seen_at is None:
        return Health.NEW
    if now - device.last_seen_at > GREY_AFTER:
        return Health.LOST if open_at.open_time(device.last_seen_at, now) > RED_AFTER else Health.QUIET
    return Health.PAUSED if pause else Health.ALIVE


def _tablet(
    device: Device, counter: Counter, report: DeviceReport | None, pause: DevicePause | None, open_at: Hours, now: datetime
) -> Tablet:
    quiet = now - device.last_seen_at if device.last_seen_at else None
    return Tablet(device, counter, health(device, pause, open_at, now), report, pause, quiet if quiet and quiet > GREY_AFTER else None)
