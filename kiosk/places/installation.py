"""What kind of installation a data folder holds: a demonstration or the real thing. The two never share a folder."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Moment, reading, writing
from kiosk.store.remembered import Remembered


class Installation(Base):
    """The one row that says what this store is; absent until it is founded."""

    __tablename__ = "installation"
    id: Mapped[int] = mapped_column(primary_key=True)
    demo: Mapped[bool]
    founded_at: Mapped[datetime] = mapped_column(Moment)
    secret: Mapped[str | None]
    """A digest of the key that its servers share; None until one has started."""


def founded() -> Installation | None:
    return reading().get(Installation, 1)


class AlreadyFounded(Exception):
    """Somebody else has said what this store is."""


def found(now: datetime, *, demo: bool) -> None:
    """Say once what this store is. Raises AlreadyFounded if that was said before."""
    with writing() as session:
        session.add(Installation(id=1, demo=demo, founded_at=now))
        try:
            session.flush()
        except IntegrityError as error:
            raise AlreadyFounded from error


_founded: Remembered[None, Installation | None] = Remembered(lambda found: [found] if found else [], keeps_none=True)


def is_demo() -> bool:
    row = _founded.get(None, founded)
    return row is not None and row.demo


def keeps_secret(mark: str, *, renew: bool) -> bool:
    """Whether the servers of this store work with the key of this digest. The first one that asks, or `renew`, says which it is.

    A store that is not founded yet has none, and takes any.
    """
    there = founded()
    if there is None or there.secret == mark:
        return True
    with writing() as session:
        row = session.get_one(Installation, 1, populate_existing=True, with_for_update=True)
        if row.secret is None or renew:
            row.secret = mark
        return row.secret == mark
