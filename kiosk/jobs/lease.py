"""Leases: timed work is done once, however many workers and servers there are.

A worker that asks by its own name renews the lease round by round, which settles who does the work. A name that nobody has
(`secrets.token_hex(8)`) renews nothing, which settles how seldom: forgetting, every ten minutes. What is done once a day asks in
that way, in the round of the one worker, until the next time. A length of a whole day would come a round later each day:

    morning = …                                    # the first 07.00 in the office's zone that is later than `now`
    if lease.take("morning-mail", secrets.token_hex(8), now, morning - now):
        send()

The first time is at once, at whatever hour; a clock that is set back over the hour lets it be done again. Work that fails after it has the
lease is left out that day: work that must not be left out, or done twice, asks the store what is missing, as sealing does.
"""

from datetime import datetime, timedelta

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Moment, writing
from kiosk.store.direct import joining

LONGEST_NAME = 20
"""Characters."""


class Lease(Base):
    """Who does a timed task just now, and until when nobody else does."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime] = mapped_column(Moment)


def take(name: str, holder: str, now: datetime, length: timedelta) -> bool:
    """Whether `holder` has the lease from now on, for `length`.

    It may renew its own; a dead one's ends by itself. One that ends later than twice `length` from now was taken while the clock was ahead,
    and does not count: once would not do, for who waits here for another asked a moment before the other took it. ValueError for a name
    that is too long: PostgreSQL would refuse it, and SQLite would not.
    """
    if len(name) > LONGEST_NAME:
        raise ValueError(f"the name of a lease has at most {LONGEST_NAME} characters: {name!r}")
    with writing() as session:
        if session.get(Lease, name) is None:
            # Two servers may ask for the first time at once: PostgreSQL lets the second one wait here for the first. It ended long ago.
            joining(session).insert("lease (name, holder, until)", [(name, "", 0)], "ON CONFLICT DO NOTHING")
        lease = session.get_one(Lease, name, with_for_update=True, populate_existing=True)
        if lease.holder != holder and now < lease.until <= now + 2 * length:
            return False
        lease.holder, lease.until = holder, now + length
        return True


def give_back(name: str, holder: str, now: datetime) -> None:
    """End the holder's own lease: the work is done, and the next need not wait."""
    with writing() as session:
        lease = session.get(Lease, name, with_for_update=True, populate_existing=True)
        if lease and lease.holder == holder:
            lease.until = now
