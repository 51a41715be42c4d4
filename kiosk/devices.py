"""Paired tablets: pairing codes, device tokens, when each was last seen. A tablet has no account and no password.

Only hashes of codes and tokens are kept, so who reads the database cannot act as a tablet.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Counter, Place, Unit, place
from kiosk.store import Base, Moment, changes, reading, writing

PAIRING_LASTS = timedelta(hours=1)
SEEN_AT_MOST_EVERY = timedelta(minutes=1)
QUIET_AFTER = timedelta(minutes=5)
CODE_LENGTH = 8
KNOWN_FOR = 5.0
"""Seconds that a device and its place are remembered between requests."""
MOST_KEPT = 1000


class Device(Base):
    """A paired tablet, at one counter."""

    __tablename__ = "device"
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    paired_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    last_seen_at: Mapped[datetime | None] = mapped_column(Moment)


class Pairing(Base):
    """A code that pairs one tablet within an hour; a demonstration's code pairs any number while it lasts."""

    __tablename__ = "pairing"
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    reusable: Mapped[bool]


@dataclass(frozen=True, slots=True)
class DeviceState:
    """Whether a counter has a tablet, and when it last spoke."""

    counter_id: int
    last_seen_at: datetime | None


def by_token(token: str) -> Device | None:
    """The device that holds this token, a revoked one too: what was tapped before may still be delivered."""
    return reading().scalar(select(Device).where(Device.token_hash == _hash(token)))


@dataclass(frozen=True, slots=True)
class Standing:
    """A device and where it stands, as of the last few seconds."""

    device: Device
    place: Place


_kept: dict[tuple[str, int], tuple[float, Standing]] = {}


def standing(token: str) -> Standing | None:
    """The device that holds this token, and its place: from this process's memory for five seconds, then asked again.

    What this process itself changes is known at once; what another one changes (a device revoked, a counter's plan) is known
    here five seconds later. Whether the counter is closed is judged by the ledger as of the tap, without this memory.
    """
    key, moment = (token, changes()), monotonic()
    kept = _kept.get(key)
    if kept and moment - kept[0] < KNOWN_FOR:
        return kept[1]
    device = by_token(token)
    if device is None:
        return None
    if len(_kept) >= MOST_KEPT:
        _kept.clear()
    found = Standing(device, place(device.counter_id))
    _kept[key] = moment, found
    return found


def states(unit: Unit) -> dict[int, DeviceState]:
    """The latest seen unrevoked tablet of each counter of the unit that has one."""
    query = select(Device).join(Counter, Counter.id == Device.counter_id)
    found: Sequence[Device] = (
        reading().scalars(query.where(Counter.unit_id == unit.id, Device.revoked_at.is_(None)).order_by(Device.id)).all()
    )
    latest: dict[int, DeviceState] = {}
    for device in found:
        seen, before = device.last_seen_at, latest.get(device.counter_id)
        if before is None or (seen and (before.last_seen_at is None or seen > before.last_seen_at)):
            latest[device.counter_id] = DeviceState(device.counter_id, seen)
    return latest


def begin_pairing(counter: Counter, now: datetime, *, lasts: timedelta = PAIRING_LASTS, reusable: bool = False) -> str:
    """A code such as K7QF-2M9D that pairs a tablet with the counter (see `pair`)."""
    code = "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(CODE_LENGTH))
    with writing() as session:
        session.add(Pairing(counter_id=counter.id, code_hash=_hash(code), expires_at=now + lasts, used_at=None, reusable=reusable))
    return f"{code[:4]}-{code[4:]}"


def pair(code: str, now: datetime) -> str | None:
    """The new device's token; None if the code is unknown, spent or too old."""
    typed = "".join(c for c in code.upper() if c.isalnum())
    with writing() as session:
        pairing = session.scalar(select(Pairing).where(Pairing.code_hash == _hash(typed)))
        if pairing is None or pairing.expires_at <= now or (pairing.used_at and not pairing.reusable):
            return None
        pairing.used_at = now
        return _add(pairing.counter_id, now)


def pair_by_token(counter: Counter, now: datetime) -> str:
    """A device at the counter at once, without a code: for whoever holds the server. Returns its token."""
    return _add(counter.id, now)


def revoke(device: Device, now: datetime) -> None:
    """From now on the device's taps are refused; those from before are still taken."""
    with writing() as session:
        session.merge(device).revoked_at = now


def seen(device: Device, now: datetime) -> None:
    """Note that the device spoke; written at most once a minute."""
    if device.last_seen_at and now - device.last_seen_at < SEEN_AT_MOST_EVERY:
        return
    with writing() as session:
        session.merge(device).last_seen_at = now


def _add(counter_id: int, now: datetime) -> str:
    token = secrets.token_urlsafe(32)
    with writing() as session:
        session.add(Device(counter_id=counter_id, token_hash=_hash(token), paired_at=now, revoked_at=None, last_seen_at=None))
    return token


def _hash(secret: str) -> str:
    # A plain hash is enough: the tokens are 256 random bits, and a pairing code lives an hour behind a rate of a few
    # guesses a second: 30^8 = 6.6·10^11 codes.
    return hashlib.sha256(secret.encode()).hexdigest()
