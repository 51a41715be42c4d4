"""Pairing codes: each pairs one tablet with a counter within an hour. Only their hashes are kept."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, ForeignKey, String, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.devices.device import LONGEST_NAME, Device, add, by_token, fitting, hashed
from kiosk.places import Counter, place
from kiosk.store import Base, Moment, reading, writing

PAIRING_LASTS = timedelta(hours=1)
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


class Pairing(Base):
    """A code that pairs one tablet within an hour; a demonstration's code pairs any number while it lasts."""

    __tablename__ = "pairing"
    id: Mapped[int] = mapped_column(primary_key=True)
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"))
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    reusable: Mapped[bool]
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), server_default="")
    replaces_id: Mapped[int | None]
    """The device that the new one replaces."""


@dataclass(frozen=True, slots=True)
class PairingFor:
    """What a code is for, and whether it has been used."""

    counter_id: int
    expires_at: datetime
    used_at: datetime | None


def begin_pairing(
    counter: Counter,
    now: datetime,
    *,
    lasts: timedelta = PAIRING_LASTS,
    reusable: bool = False,
    name: str = "",
    replaces: Device | None = None,
) -> str:
    """A code such as K7QF-2M9D that pairs a tablet with the counter (see `pair`). Raises DeviceError for a name that would not fit."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    with writing() as session:
        session.add(
            Pairing(
                counter_id=counter.id,
                code_hash=hashed(code),
                expires_at=now + lasts,
                used_at=None,
                reusable=reusable,
                name=fitting(name, LONGEST_NAME),
                replaces_id=replaces.id if replaces else None,
            )
        )
    return f"{code[:4]}-{code[4:]}"


def pairing_for(code: str) -> PairingFor | None:
    """What the code is for; None if there is no such code."""
    pairing = _by_code(code)
    return PairingFor(pairing.counter_id, pairing.expires_at, pairing.used_at) if pairing else None


def is_good(code: str, now: datetime) -> bool:
    """Whether `pair` would take the code now. Uses nothing up."""
    pairing = _by_code(code)
    return pairing is not None and pairing.expires_at > now and (pairing.reusable or pairing.used_at is None)


def pair(code: str, now: datetime, before: str | None = None) -> str | None:
    """The new device's token; None if the code is unknown, spent or too old.

    `before`: the token that this tablet held until now. Its device becomes the new one's predecessor, so that what still waits
    on the tablet is delivered for the counter where it was tapped; not in another unit, whose ledger is none of the new one's business.
    """
    with writing() as session:
        pairing = _by_code(code)
        if pairing is None or pairing.expires_at <= now or (pairing.used_at and not pairing.reusable):
            return None
        # Of several tablets that use it at once, one finds it unused.
        unused = (Pairing.id == pairing.id, or_(Pairing.reusable, Pairing.used_at.is_(None)))
        used = session.execute(update(Pairing).where(*unused).values(used_at=now))
        if not cast(CursorResult[Any], used).rowcount:
            return None
        replaced = session.get(Device, pairing.replaces_id) if pairing.replaces_id else None
        own = by_token(before) if before else None
        if own and place(own.counter_id).unit.id != place(pairing.counter_id).unit.id:
            own = None
        return add(pairing.counter_id, now, name=pairing.name, replaces=replaced or own)


def _by_code(code: str) -> Pairing | None:
    typed = "".join(c for c in code.upper() if c.isalnum())
    return reading().scalar(select(Pairing).where(Pairing.code_hash == hashed(typed)))
