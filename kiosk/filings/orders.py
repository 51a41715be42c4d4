"""Reports that take longer than anybody waits: ordered on a page, made beside the server, kept as files for a month.

An order is what is asked for, on a day: the same again on that day is the same order, so that two presses make one report. Nothing of
an order is evidence. It can be made anew, so it is not in backups.
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy import String, Text, delete, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import files
from kiosk.indices.periods import Period, spanning
from kiosk.places import Unit, unit_by_code
from kiosk.store import Base, Day, Moment, reading, writing

FOLDER = "orders"
"""In the data folder: `<digest>.pdf` and `<digest>.xlsx`."""
SUFFIXES = (".pdf", ".xlsx")
KEPT = timedelta(days=30)
MOST_TRIES = 3
"""A server may be stopped in the middle of an order, or the disk be full for an hour; what fails three times fails by itself."""


class ReportOrder(Base):
    """A report on several units, ordered; `digest`: SHA-256 of what is asked for, its address."""

    __tablename__ = "report_order"
    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    codes: Mapped[str] = mapped_column(Text)
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    language: Mapped[str] = mapped_column(String(5))
    ordered_at: Mapped[datetime] = mapped_column(Moment)
    ordered_by: Mapped[str] = mapped_column(String(80))
    done: Mapped[int]
    """Units whose figures are there."""
    tries: Mapped[int]
    made_at: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def units(self) -> Sequence[str]:
        """Their codes, in the order of the report."""
        return self.codes.split()

    @property
    def period(self) -> Period:
        return spanning(self.first, self.last)

    @property
    def failed(self) -> bool:
        return self.made_at is None and self.tries > MOST_TRIES

    @property
    def percent(self) -> int:
        """0 to 100. The papers are the last hundredth."""
        return 100 if self.made_at else self.done * 99 // len(self.units)


def place(units: Sequence[Unit], period: Period, language: str, by: str, now: datetime, today: date) -> ReportOrder:
    """The order, made or not, for these units as they are asked for today; one that failed is tried again."""
    codes = " ".join(each.code for each in units)
    said = f"monitoring {codes} {period.first} {period.last} {language} {today}"
    digest = hashlib.sha256(said.encode()).hexdigest()
    with writing() as session:
        found = session.scalars(select(ReportOrder).filter_by(digest=digest).with_for_update()).one_or_none()
        if found is None:
            asked = {"codes": codes, "first": period.first, "last": period.last, "language": language}
            found = ReportOrder(digest=digest, **asked, ordered_at=now, ordered_by=by, done=0, tries=0)
            session.add(found)
        elif found.failed:
            found.tries = found.done = 0
    return found


def renew(digest: str) -> None:
    """Make it once more, from the figures as they stand then; not while it is being made."""
    with writing() as session:
        over = or_(ReportOrder.made_at.is_not(None), ReportOrder.tries > MOST_TRIES)
        session.execute(update(ReportOrder).filter_by(digest=digest).where(over).values(made_at=None, done=0, tries=0))


def by_digest(digest: str) -> ReportOrder | None:
    return reading().scalars(select(ReportOrder).filter_by(digest=digest)).one_or_none()


def latest(codes: frozenset[str]) -> Sequence[ReportOrder]:
    """Those of which every unit is among the codes, the newest first."""
    found = reading().scalars(select(ReportOrder).order_by(ReportOrder.id.desc()))
    return [each for each in found if codes.issuperset(each.units)]


def waiting() -> Sequence[ReportOrder]:
    """Those to be made, the oldest first."""
    asked = select(ReportOrder).where(ReportOrder.made_at.is_(None), ReportOrder.tries <= MOST_TRIES)
    return reading().scalars(asked.order_by(ReportOrder.id)).all()


def begin(digest: str) -> bool:
    """Counts a try. False: one more would be one too many, and the order has failed."""
    with writing() as session:
        tries = ReportOrder.tries + 1
        session.execute(update(ReportOrder).filter_by(digest=digest).values(done=0, tries=tries))
        return bool(session.scalar(select(ReportOrder.tries <= MOST_TRIES).filter_by(digest=digest)))


def step(digest: str, done: int) -> None:
    with writing() as session:
        session.execute(update(ReportOrder).filter_by(digest=digest).values(done=done))


def finish(digest: str, now: datetime) -> None:
    with writing() as session:
        session.execute(update(ReportOrder).filter_by(digest=digest).values(made_at=now))


def units_of(order: ReportOrder) -> Iterator[Unit]:
    """Those that are still there."""
    return filter(None, map(unit_by_code, order.units))


def file_of(data: Path, digest: str, suffix: str) -> Path:
    return data / FOLDER / f"{digest}{suffix}"


def keep(data: Path, digest: str, suffix: str, content: bytes) -> None:
    """OSError: no room."""
    file = file_of(data, digest, suffix)
    files.make_folder(file.parent)
    files.write(file, content)


def forget(data: Path, now: datetime) -> None:
    """Orders of a month ago go, with their files, and files whose order is gone."""
    with writing() as session:
        session.execute(delete(ReportOrder).where(ReportOrder.ordered_at < now - KEPT))
    kept = set(reading().scalars(select(ReportOrder.digest)))
    for file in (data / FOLDER).glob("*"):
        if file.stem not in kept:
            file.unlink(missing_ok=True)
