"""The tablets of a demonstration: nobody carries them, and they are alive for as long as its server is."""

from datetime import datetime

from sqlalchemy import update

from kiosk.devices.device import Device, add
from kiosk.places import Counter
from kiosk.store import writing

NAME = "Tablet contoh"


def put_up(counter: Counter, now: datetime) -> None:
    """A tablet whose token nobody knows."""
    add(counter.id, now, name=NAME)


def speak(now: datetime) -> None:
    """Let all of them have spoken just now. In a demonstration alone: elsewhere a tablet that is called so is one."""
    with writing() as session:
        session.execute(update(Device).where(Device.name == NAME, Device.revoked_at.is_(None)).values(last_seen_at=now))
