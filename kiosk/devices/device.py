"""A paired tablet: its token, the counters where it stands and stood, and which one it replaced."""

import hashlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Counter, Place, Unit, place
from kiosk.store import Base, Moment, reading, writing
from kiosk.store.remembered import Remembered

SEEN_AT_MOST_EVERY = timedelta(minutes=1)
LONGEST_NAME = 60
LONGEST_MESSAGE = 120


class DeviceError(Exception):
    """What cannot be done with a device; the text says why."""


class Device(Base):
    """A paired tablet, at one counter."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), server_default="")
    """What its operator calls it; may be empty."""


class DeviceMove(Base):
    """A device left a counter for another at that moment. What was tapped before belongs to the one it left."""

    __tablename__ = "device_move"
    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    left_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    moved_at: Mapped[datetime] = mapped_column(Moment)


class DeviceSuccession(Base):
    """A device replaced another, and may deliver what was tapped on it."""

    __tablename__ = "device_succession"
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    replaced_id: Mapped[int] = mapped_column(ForeignKey("device.id"))


class DevicePause(Base):
    """From a moment until another (None: still). `message` is shown on the tablet as it is; empty: our own words."""

    __tablename__ = "device_pause"
    id: Mapped[int] = mapped_column(primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), index=True)
    paused_at: Mapped[datetime] = mapped_column(Moment)
    resumed_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(String(LONGEST_MESSAGE))
    by: Mapped[str] = mapped_column(String(80))


@dataclass(frozen=True, slots=True)
class Standing:
    """A device and where it stands, as of the last few seconds; where it stood, when it rested; and the devices that it replaced, by id."""

    device: Device
    place: Place
    left: Sequence[tuple[datetime, Place]] = ()
    """Its earlier places, each with the moment it left, oldest first."""
    rests: Sequence[tuple[datetime, datetime | None]] = ()
    """When it was paused, and when that ended (None: not yet)."""
    replaced: "Mapping[int, Standing]" = field(default_factory=dict)

    def rows(self) -> Iterator[Base]:
        """Every row that it is made of."""
        yield self.device
        for stood in (self.place, *(left for _moved_at, left in self.left)):
            yield from (stood.unit, stood.counter, *stood.services)

    def place_at(self, moment: datetime) -> Place:
        """Where it stood at that moment."""
        return next((place for moved_at, place in self.left if moment < moved_at), self.place)

    def was_paused(self, moment: datetime) -> bool:
        """Whether it rested at that moment."""
        return any(since <= moment and (until is None or moment < until) for since, until in self.rests)


def by_token(token: str) -> Device | None:
    """The device that holds this token, a revoked one too: what was tapped before may still be delivered."""
    return reading().scalar(select(Device).where(Device.token_hash == hashed(token)))


def by_id(device_id: int) -> Device | None:
    return reading().get(Device, device_id)


def of_unit(unit: Unit) -> Sequence[Device]:
    """All devices at the unit's counters, revoked ones too, in the order of pairing."""
    query = select(Device).join(Counter, Counter.id == Device.counter_id).where(Counter.unit_id == unit.id)
    return reading().scalars(query.order_by(Device.id)).all()


def of_units(units: Sequence[Unit]) -> dict[int, list[Device]]:
    """The same for several units: {number of the unit: devices}; one query."""
    query = select(Counter.unit_id, Device).join(Counter, Counter.id == Device.counter_id)
    found: dict[int, list[Device]] = {unit.id: [] for unit in units}
    for unit, device in reading().execute(query.where(Counter.unit_id.in_(found)).order_by(Device.id)):
        found[unit].append(device)
    return found


_standings: Remembered[str, Standing | None] = Remembered(
    lambda found: chain.from_iterable(each.rows() for each in (found, *found.replaced.values())) if found else (), keeps_none=False
)


def standing(token: str) -> Standing | None:
    """The device that holds this token, and its place, as of half a second ago.

    Whether the counter is closed is judged by the ledger as of the tap, without this memory.
    """
    return _standings.get(token, lambda: _ask(token))


def _ask(token: str) -> Standing | None:
    device = by_token(token)
    return _standing(device, replaced=_replaced(device)) if device else None


def _standing(device: Device, replaced: Mapping[int, Standing]) -> Standing:
    moves = reading().scalars(select(DeviceMove).where(DeviceMove.device_id == device.id).order_by(DeviceMove.moved_at, DeviceMove.id))
    left = tuple((move.moved_at, place(move.left_id)) for move in moves)
    paused = select(DevicePause.paused_at, DevicePause.resumed_at).where(DevicePause.device_id == device.id)
    return Standing(device, place(device.counter_id), left, [(since, until) for since, until in reading().execute(paused)], replaced)


def _replaced(device: Device) -> dict[int, Standing]:
    """All devices that this one and its predecessors replaced."""
    found: dict[int, Standing] = {}
    query = select(Device).join(DeviceSuccession, DeviceSuccession.replaced_id == Device.id)
    last: Device | None = device
    while last and (last := reading().scalar(query.where(DeviceSuccession.device_id == last.id))) and last.id not in found:
        found[last.id] = _standing(last, {})
    return found


def pair_by_token(counter: Counter, now: datetime) -> str:
    """A device at the counter at once, without a code: for the server's operator. Returns its token."""
    return add(counter.id, now)


def add(counter_id: int, now: datetime, *, name: str = "", replaces: Device | None = None) -> str:
    """A new device; the one that it replaces is revoked. Returns its token."""
    token = secrets.token_urlsafe(32)
    with writing() as session:
        made = Device(counter_id=counter_id, token_hash=hashed(token), paired_at=now, revoked_at=None, last_seen_at=None, name=name)
        session.add(made)
        if replaces:
            session.flush()
            session.add(DeviceSuccession(device_id=made.id, replaced_id=replaces.id))
            if replaces.revoked_at is None:
                revoke(replaces, now)
    return token


def revoke(device: Device, now: datetime) -> None:
    """From now on the device's taps are refused; those from before are still taken."""
    with writing() as session:
        session.get_one(Device, device.id).revoked_at = now


def move(device: Device, counter: Counter, now: datetime) -> None:
    """Let the device stand at another counter from now on. What was tapped before stays with the one it leaves."""
    with writing() as session:
        device = session.get_one(Device, device.id)
        if device.revoked_at:
            raise DeviceError(f"device {device.id} is revoked; pair it anew")
        if device.counter_id == counter.id:
            return
        if place(device.counter_id).unit.id != counter.unit_id:
            # Its answers are numbered in its unit's ledger; an answer that waits here would be another one there.
            raise DeviceError("a device stays in its unit; pair it anew for another one")
        session.add(DeviceMove(device_id=device.id, left_id=device.counter_id, moved_at=now))
        device.counter_id = counter.id


def rename(device: Device, name: str) -> None:
    """Raises DeviceError for a name that would not fit."""
    called = fitting(name, LONGEST_NAME)
    with writing() as session:
        session.get_one(Device, device.id).name = called


def fitting(text: str, longest: int) -> str:
    """The text without blanks around it. Raises DeviceError where it is longer than its column."""
    tidy = text.strip()
    if len(tidy) > longest:
        raise DeviceError("long")
    return tidy


def seen(device: Device, now: datetime) -> None:
    """Note that the device spoke; written at most once a minute."""
    if device.last_seen_at and now - device.last_seen_at < SEEN_AT_MOST_EVERY:
        return
    with writing() as session:
        session.get_one(Device, device.id).last_seen_at = now
    device.last_seen_at = now  # a row that is remembered, and no longer of a session


def hashed(secret: str) -> str:
    # A plain hash is enough: the tokens are 256 random bits, and a pairing code lives an hour behind a rate of a few
    # guesses a second: 30^8 = 6.6·10^11 codes.
    return hashlib.sha256(secret.encode()).hexdigest()
