"""What a tablet reports of itself every minute: what waits in it, which version it shows, how wrong its clock is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.devices.delivery import CLOCKS_MAY_DIFFER
from kiosk.devices.device import Device
from kiosk.places import Counter
from kiosk.store import Base, Moment, reading, reading_direct, writing

FRESH = timedelta(minutes=2)
"""A tablet reports every minute; one report may be missed."""


class DeviceReport(Base):
    """A device's latest report; each replaces the one before."""

    __tablename__ = "device_report"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    reported_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[str] = mapped_column(String(24))
    current: Mapped[bool]
    queued: Mapped[int]
    oldest_at: Mapped[datetime | None] = mapped_column(Moment)
    refused: Mapped[int]
    reason: Mapped[str] = mapped_column(String(200))
    stores: Mapped[bool]
    offset_ms: Mapped[int] = mapped_column(BigInteger)
    resting: Mapped[bool]
    practising: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Reported:
    """What a device says. `offset_ms`: its clock behind ours, in milliseconds (negative: ahead)."""

    edition: str
    current: bool
    """Whether that is the newest edition of its page."""
    queued: int
    oldest_at: datetime | None
    """When the oldest waiting answer was tapped."""
    refused: int
    """Answers that were refused, and are kept on the tablet; `reason` is the latest one's."""
    reason: str
    stores: bool
    """False: the browser's storage is full or broken, and each answer goes out directly."""
    offset_ms: int
    resting: bool
    """Paused by the operator at the tablet itself."""
    practising: bool
    """In practice mode: it stores nothing."""


def note_report(device: Device, said: Reported, now: datetime) -> None:
    with writing() as session:
        session.merge(DeviceReport(device_id=device.id, reported_at=now, **asdict(said)))
        session.get_one(Device, device.id).last_seen_at = now


def clocks(now: datetime, says: datetime) -> tuple[int, int]:
    """How many tablets in use show the same time as a clock that says `says`, and how many another; of those heard in the last minutes."""
    heard = select(DeviceReport.reported_at, DeviceReport.offset_ms).join(Device, Device.id == DeviceReport.device_id)
    # An offset of nothing is that of a tablet that did not say what its clock shows.
    fresh = Device.revoked_at.is_(None), DeviceReport.reported_at.between(now - FRESH, now + FRESH), DeviceReport.offset_ms != 0
    shown = [at - timedelta(milliseconds=offset) + (now - at) for at, offset in reading().execute(heard.where(*fresh))]
    same = sum(abs(says - each) <= CLOCKS_MAY_DIFFER for each in shown)
    return same, len(shown) - same


def practising(counters: Sequence[Counter]) -> set[int]:
    """The numbers of those counters whose tablet last said that it is in practice mode."""
    said = "FROM device_report JOIN device ON device.id = device_id WHERE practising AND revoked_at IS NULL"
    found = reading_direct().all_in(f"SELECT counter_id {said} AND counter_id IN (…)", [counter.id for counter in counters])
    return {counter for (counter,) in found}


def refused(counters: Sequence[Counter]) -> dict[int, tuple[int, str]]:
    """{number of the counter: (answers that its tablets keep because they were refused, the latest reason)}, of those that keep any."""
    kept = "FROM device_report JOIN device ON device.id = device_id WHERE refused > 0 AND counter_id IN (…) ORDER BY reported_at"
    found: dict[int, tuple[int, str]] = {}
    for counter, n, reason in reading_direct().all_in(f"SELECT counter_id, refused, reason {kept}", [counter.id for counter in counters]):
        found[counter] = found.get(counter, (0, ""))[0] + n, reason
    return found


def report_of(device: Device) -> DeviceReport | None:
    """Its latest report; None if it never made one."""
    return reading().get(DeviceReport, device.id)
