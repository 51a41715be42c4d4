"""Rules that remember something from visit to visit: what they remember, and what they mark. Their limits are in kiosk.quality.rules."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.quality import rules
from kiosk.store import Base, Direct, asking


class Tap(NamedTuple):
    """A tap as these rules see it. Moments are milliseconds since 1970 UTC."""

    visit: bytes
    begins: bool
    """It is the first one of its visit."""
    counter_id: int
    channel: str
    question: str
    score: int
    given_at: int
    received_at: int

    @property
    def hours(self) -> set[int]:
        """The hours into which its visit counts."""
        is_late = self.received_at - self.given_at > rules.WAITED
        return {self.given_at // rules.AN_HOUR, (self.received_at if is_late else self.given_at) // rules.AN_HOUR}


class _VisitsOfHour:
    """How many visits of a kind at a counter count into a clock hour (`hour`: hours since 1970 UTC): those that began in it, and those
    that came in it after a long wait. Only their taps pay for it."""

    __table_args__ = {"sqlite_with_rowid": False}
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    visits: Mapped[int]


class OpenLinkHour(_VisitsOfHour, Base):
    """Visits by links that are open to everyone."""

    __tablename__ = "open_link_hour"


class TicketHour(_VisitsOfHour, Base):
    """Visits by ticket."""

    __tablename__ = "ticket_hour"


class HandoffHour(_VisitsOfHour, Base):
    """Visits that a tablet handed over before their first answer."""

    __tablename__ = "handoff_hour"


HOURS_OF = {
    **dict.fromkeys(rules.OPEN_CHANNELS, OpenLinkHour.__tablename__),
    rules.TICKETS: TicketHour.__tablename__,
    rules.HANDOFFS: HandoffHour.__tablename__,
}
"""{channel whose visits are counted by the hour: in which table}"""


SO_FAR = {
    table: f"SELECT visits FROM {table} WHERE counter_id = ? AND hour = ?"  # noqa: S608  # our own names
    for table in HOURS_OF.values()
}


def open_visits(counter_id: int, hour: int) -> int:
    """How many visits by open links have counted into this hour at the counter."""
    with asking() as direct:
        found = direct.all(SO_FAR[OpenLinkHour.__tablename__], (counter_id, hour))
    return int(found[0][0]) if found else 0


def marks_of(direct: Direct, taps: Sequence[Tap]) -> list[list[str]]:
    """Remember these taps, which came in this order, and say what each is marked with. Wants the unit's ledger locked."""
    flooding = _flooding(direct, [tap for tap in taps if tap.begins and tap.channel in HOURS_OF])
    return [[rules.FLOOD] if tap.begins and tap.visit in flooding else [] for tap in taps]


def _flooding(direct: Direct, beginnings: Sequence[Tap]) -> set[bytes]:
    """Count these visits, and say which of them are too many for their hour."""
    hours: dict[tuple[str, int, int], list[bytes]] = {}
    for beginning in beginnings:
        for hour in beginning.hours:
            hours.setdefault((HOURS_OF[beginning.channel], beginning.counter_id, hour), []).append(beginning.visit)
    found: set[bytes] = set()
    for (table, counter_id, hour), visits in sorted(hours.items()):
        rows = direct.all(SO_FAR[table], (counter_id, hour))
        before = rows[0][0] if rows else 0
        found.update(visits[max(0, rules.MOST_PER_HOUR - before) :])
        adding = f"ON CONFLICT (counter_id, hour) DO UPDATE SET visits = {table}.visits + excluded.visits"
        direct.insert(f"{table} (counter_id, hour, visits)", [(counter_id, hour, len(visits))], adding)
    return found
