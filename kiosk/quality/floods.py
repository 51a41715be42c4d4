"""How many visits by open links and tickets came in an hour, counted to tell a flood. The rule stands in kiosk.quality.rules."""

from collections.abc import Iterable

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.quality.rules import MOST_PER_HOUR, OPEN_CHANNELS, TICKETS, Beginning
from kiosk.store import Base, Direct


class OpenLinkHour(Base):
    """How many visits by open links at a counter count into a clock hour (`hour`: hours since 1970 UTC): those that began in it, and
    those that came in it after a long wait."""

    __tablename__ = "open_link_hour"
    __table_args__ = {"sqlite_with_rowid": False}
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    visits: Mapped[int]


class TicketHour(Base):
    """The same of visits by ticket. Only their taps pay for it."""

    __tablename__ = "ticket_hour"
    __table_args__ = {"sqlite_with_rowid": False}
    counter_id: Mapped[int] = mapped_column(ForeignKey("counter.id"), primary_key=True, autoincrement=False)
    hour: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    visits: Mapped[int]


HOURS_OF = {**dict.fromkeys(OPEN_CHANNELS, OpenLinkHour.__tablename__), TICKETS: TicketHour.__tablename__}
"""{channel whose visits are counted by the hour: in which table}"""


SO_FAR = {
    "open_link_hour": "SELECT visits FROM open_link_hour WHERE counter_id = ? AND hour = ?",
    "ticket_hour": "SELECT visits FROM ticket_hour WHERE counter_id = ? AND hour = ?",
}


def flooding(direct: Direct, beginnings: Iterable[Beginning]) -> set[bytes]:
    """Count these visits, and say which of them are too many for their hour. Wants the unit's ledger locked."""
    hours: dict[tuple[str, int, int], list[bytes]] = {}
    for beginning in beginnings:
        for hour in beginning.hours:
            hours.setdefault((HOURS_OF[beginning.channel], beginning.counter_id, hour), []).append(beginning.visit)
    found: set[bytes] = set()
    for (table, counter_id, hour), visits in sorted(hours.items()):
        rows = direct.all(SO_FAR[table], (counter_id, hour))
        before = rows[0][0] if rows else 0
        found.update(visits[max(0, MOST_PER_HOUR - before) :])
        adding = f"ON CONFLICT (counter_id, hour) DO UPDATE SET visits = {table}.visits + excluded.visits"
        direct.insert(f"{table} (counter_id, hour, visits)", [(counter_id, hour, len(visits))], adding)
    return found
