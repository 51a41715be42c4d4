"""The PIN that opens the operator's sheet on a unit's tablets: kept as a slow hash, which the tablets check without network.

It guards against curious visitors, not against anybody who takes a tablet apart: the sheet shows the state of a device and never
a rating, and six digits are a million, which any computer tries in an hour.
"""

import hashlib
import re
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.devices.device import DeviceError
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

PIN_FORM = re.compile(r"[0-9]{6}")
# PBKDF2-HMAC-SHA256 is what a browser's crypto.subtle can do; 100,000 rounds take a cheap tablet about a third of a second.
ROUNDS = 100_000
DIGITS = "0123456789"
TOO_PLAIN = {row[n : n + 6] for row in (DIGITS, DIGITS[::-1]) for n in range(5)} | {digit * 6 for digit in DIGITS}


class OperatorPin(Base):
    """A unit's PIN. `hash` is PBKDF2-HMAC-SHA256 of the six digits, 32 bytes in hex. Source: RFC 8018, 5.2."""

    __tablename__ = "operator_pin"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    salt: Mapped[str] = mapped_column(String(32))
    hash: Mapped[str] = mapped_column(String(64))
    rounds: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(Moment)


def pin_of(unit: Unit) -> OperatorPin | None:
    """None: the unit has not chosen one yet, and the sheet stays closed."""
    return reading().get(OperatorPin, unit.id)


def set_pin(unit: Unit, pin: str, now: datetime) -> None:
    """Raises DeviceError, with its kind as text ("form" or "plain"), for what is no good PIN."""
    if not PIN_FORM.fullmatch(pin):
        raise DeviceError("form")
    if pin in TOO_PLAIN:
        raise DeviceError("plain")
    salt = secrets.token_bytes(16)
    made = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, ROUNDS).hex()
    with writing() as session:
        session.merge(OperatorPin(unit_id=unit.id, salt=salt.hex(), hash=made, rounds=ROUNDS, set_at=now))
