"""Rules that mark a rating when it comes in, and what they mark it with. They mark, and never refuse or drop.

So far for open links alone (a code on a screen or a poster, which anyone may scan as often as she likes):

- `repeat`: the same phone has rated this unit on this service day already. The phone keeps the mark itself (see
  kiosk.phone.again); who clears it, or uses two phones, is not seen.
- `flood`: more visits by open links at one counter in one clock hour than people can be served there. An officer who needs two
  minutes for each serves 30 in an hour, MOST_PER_HOUR; the 31st visit of that hour and those after it are marked. A counter
  where 15 in an hour scan the code (Poisson) passes 30 once in five thousand hours; someone who votes by a program can add 30
  an hour at most that are not marked.

What is marked is left out of counted figures, and stays in raw ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Direct

VERSION = 1
"""Of the rules; an entry says which version judged it."""

REPEAT = "repeat"
FLOOD = "flood"
MARKS = (REPEAT, FLOOD)

OPEN_CHANNELS = ("screen", "poster")
"""Channels whose link is open to everyone."""

MOST_PER_HOUR = 30
AN_HOUR = 3600 * 1000


class OpenLinkHour(Base):
    """How many visits began by open links at a counter within a clock hour (`hour`: hours since 1970 UTC) of corrected tap time."""

    __tablename__ = "open_link_hour"
    __table_args__ = {"sqlite_with_rowid": False}
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    visits: Mapped[int]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A visit that begins by an open link: its id, its counter and its first tap in milliseconds since 1970 UTC."""

    visit: bytes
    counter_id: int
    given_at: int

    @property
    def hour(self) -> int:
        return self.given_at // AN_HOUR


def flooding(direct: Direct, beginnings: Iterable[Beginning]) -> set[bytes]:
    """Count these visits, and say which of them are too many for their hour. Wants the unit's ledger locked."""
    hours: dict[tuple[int, int], list[bytes]] = {}
    for beginning in beginnings:
        hours.setdefault((beginning.counter_id, beginning.hour), []).append(beginning.visit)
    found: set[bytes] = set()
    for (counter_id, hour), visits in sorted(hours.items()):
        rows = direct.all("SELECT visits FROM open_link_hour WHERE counter_id = ? AND hour = ?", (counter_id, hour))
        before = rows[0][0] if rows else 0
        found.update(visits[max(0, MOST_PER_HOUR - before) :])
        adding = "ON CONFLICT (counter_id, hour) DO UPDATE SET visits = open_link_hour.visits + excluded.visits"
        direct.insert("open_link_hour (counter_id, hour, visits)", [(counter_id, hour, len(visits))], adding)
    return found
