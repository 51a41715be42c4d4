"""The tables of what is published. Rows are only ever added, each by an act; seals speak of all of them (kiosk.proof.standing)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.followups.tables import LONGEST_LINK
from kiosk.store import Base, Day, Moment

LONGEST_REASON = 300
LONGEST_PARTS = 200
LONGEST_PLACE = 200


class PublishedResult(Base):
    """A unit's result of a period as it was published: its number in the unit, the parts that were chosen (by a space), and the very bytes.

    `content` is canonical JSON (kiosk.publishing.content), `sha256` its digest. `reason`: why it corrects the version before; empty in the
    first of a period.
    """

    __tablename__ = "published_result"
    __table_args__ = (UniqueConstraint("unit_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    number: Mapped[int]
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    parts: Mapped[str] = mapped_column(String(LONGEST_PARTS))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    sha256: Mapped[bytes] = mapped_column(LargeBinary(32))
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class ResultWithdrawal(Base):
    """A version is shown no more, since when and why; that it was there, and this, is shown for ever."""

    __tablename__ = "result_withdrawal"
    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("published_result.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class PublicationNote(Base):
    """A unit told of the result of a period elsewhere: by a medium of media.toml, electronic or not, on a day, at a place or address."""

    __tablename__ = "publication_note"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    medium: Mapped[str] = mapped_column(String(40))
    electronic: Mapped[bool]
    day: Mapped[date] = mapped_column(Day)
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    link: Mapped[str] = mapped_column(String(LONGEST_LINK))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class NoteRetraction(Base):
    """A note was wrong, and why."""

    __tablename__ = "publication_note_retraction"
    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("publication_note.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class PublicationPhoto(Base):
    """What shows that the unit told of it there: a picture that was handed in. One at a time: the next comes once this one is withdrawn."""

    __tablename__ = "publication_photo"
    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("publication_note.id"), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)
