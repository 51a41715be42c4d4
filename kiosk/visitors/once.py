"""Forms that count once: what a page was sent with is remembered for a few days, so that sending it again changes nothing.

For what leaves no trace of its own (a word to the unit, a profile that is only added up). The ledger needs none of this.
"""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Uuid, bindparam, delete, text, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day, writing

KEPT_FOR = timedelta(days=3)


class FormOnce(Base):
    """A form that has come in: a number drawn for its page or made with the server's key, which is in no other table."""

    __tablename__ = "form_once"
    # In the order of its random numbers, and not of their arrival.
    __table_args__ = {"sqlite_with_rowid": False}
    form: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    day: Mapped[date] = mapped_column(Day)


def first_time(form: UUID, today: date) -> bool:
    """Whether this form comes for the first time. To be asked within the transaction that does what it says."""
    insert = text("INSERT INTO form_once (form, day) VALUES (:form, :day) ON CONFLICT (form) DO NOTHING RETURNING day")
    with writing() as session:
        new = session.execute(insert.bindparams(bindparam("form", form, Uuid), bindparam("day", today, Day)))
        return new.first() is not None


def forget(today: date) -> None:
    """Forms that nobody will send again."""
    with writing() as session:
        session.execute(delete(FormOnce).where(FormOnce.day < today - KEPT_FOR))
        # As kiosk.visitors.comments.forget: no row keeps the number of the transaction that made it.
        session.execute(update(FormOnce).values(day=FormOnce.day))
