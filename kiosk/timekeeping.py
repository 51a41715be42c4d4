"""Whether the machine's clock is believed, and what time it is while it is not.

A server may come up 400 days ahead, or in 2020, for the seconds until it hears the time from the network. What it did meanwhile
by such a clock could not be undone: hundreds of seals, answers under another year, secrets of tickets erased. So the store
keeps the last moment at which the clock was believed; a server moves it on every minute, and it starts with the newest seal and entry.
The clock is believed while it says no less than that, and not much more:

- BEHIND: time does not go back. Servers of one store that hear the time from a network differ by a second, a quartz without one by
  four seconds a day at 50 ppm, and a clock is set right by minutes at most. Five minutes are also what tablets may differ by.
- AHEAD: from Friday at 16.00 to Monday at 7.00 a server may be off for 63 hours; 72 leave nine to spare. After that nobody is troubled,
  and what a wrong clock can do within it is small: three seals with the days' labels, nothing that a ticket still needs but the
  two days for which its batch is kept after its last.

Longer pauses (the holidays of Lebaran take two weeks) look the same as a wrong clock to the server alone. Tablets have clocks of
their own and say every minute what they show: LEAST_WITNESSES that say the same as the server, and more than say otherwise, are
enough (kiosk.jobs). One is not, for it may be the server's own screen. They are not heard against the past: machines without a battery all
come up with the same wrong time after a power cut. Otherwise a person says so: `loket clock accept`.

While the clock is not believed, time goes on from the last believed moment by the ticks of the process, and whatever asks for the present
(`kiosk.web.now`) is given that. It is never later than the truth, if what was believed was true: so nothing is forgotten early, and
no entry, act or seal bears a time that nobody believes.
"""

from datetime import datetime, timedelta
from time import monotonic
from typing import NamedTuple

from sqlalchemy.orm import Mapped, mapped_column

from kiosk.clock import from_milliseconds, to_milliseconds
from kiosk.store import Base, Moment, reading, writing

BEHIND = timedelta(minutes=5)
AHEAD = timedelta(days=3)
LEAST_WITNESSES = 2


class BelievedTime(Base):
    """The one row that says when the clock was last believed; absent until a server has worked."""

    __tablename__ = "believed_time"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment)


class Doubt(NamedTuple):
    """The clock is not believed."""

    says: datetime
    """What the clock says."""
    present: datetime
    """What is taken for the present: the last believed moment, and as much as this process has seen go by."""

    @property
    def is_ahead(self) -> bool:
        return self.says > self.present


class Timekeeper:
    """What one process knows of the time. It asks the store when it is told to (`learn`), not at every tap."""

    def __init__(self) -> None:
        self._read: datetime | None = None
        self._ticks = 0.0

    def learn(self) -> None:
        """Read what the store holds: another process, or a person, may have moved it."""
        self._take(reading().get(BelievedTime, 1, populate_existing=True))

    def doubt(self, says: datetime) -> Doubt | None:
        """None: the clock that says this is believed, or there is nothing yet to hold it against."""
        if self._read is None:
            return None
        present = self._read + (monotonic() - self._ticks) * timedelta(seconds=1)
        return None if -BEHIND <= says - present <= AHEAD else Doubt(says, present)

    def present(self, says: datetime) -> datetime:
        """What time it is, as far as can be known.

        Where the clock is set back by what is believed, time stands still until it is there again: a day that was sealed stays so.
        """
        doubt = self.doubt(says)
        return doubt.present if doubt else max(says, self._read or says)

    def move_on(self, says: datetime) -> None:
        """Write down how far time has come. One process does so, each minute."""
        with writing() as session:
            # Locked and read anew: what a person has accepted since must not be written over.
            self._take(session.get(BelievedTime, 1, with_for_update=True, populate_existing=True))
            self.accept(self.present(says))

    def accept(self, says: datetime) -> None:
        """Believe this clock from now on, whatever it said before."""
        at = from_milliseconds(to_milliseconds(says))  # as it will be read again
        with writing() as session:
            session.merge(BelievedTime(id=1, at=at))
        self._read, self._ticks = at, monotonic()

    def _take(self, row: BelievedTime | None) -> None:
        if row and row.at != self._read:
            self._read, self._ticks = row.at, monotonic()
