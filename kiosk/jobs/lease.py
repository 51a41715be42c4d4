"""Leases: timed work is done once, however many workers and servers there are."""

from datetime import datetime, timedelta

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Moment, writing


class Lease(Base):
    """Who does a timed task just now, and until when nobody else does."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime] = mapped_column(Moment)


def take(name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Whether `holder` has the lease from now on, for `length`. Its own it may renew; a dead one's ends by itself.

    One that ends later than `length` from now was taken while the clock was ahead, and does not count.
    """
    with writing() as session:
        lease = session.get(Lease, name, with_for_update=True)
        if lease is None:
            session.add(Lease(name=name, holder=holder, until=now + length))
            return True
        if lease.holder != holder and now < lease.until <= now + length:
            return False
        lease.holder, lease.until = holder, now + length
        return True
