""" "Kamu bilang, kami lakukan": short notices of what a unit changed because of what visitors said, with the days they are shown.

A notice is never edited, only withdrawn: what visitors read stays known.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.store import Base, Day, Moment, reading, writing
from kiosk.store.remembered import Remembered
from kiosk.store.texts import INDONESIAN, Texts, TextsColumn, key_of

LONGEST = 90
"""Characters: one line of the start screen, two on a narrow tablet."""


class NoticeError(Exception):
    """A notice that cannot be made; the text is the name of the field that is wrong: "text", "text_en" and so on, "until"."""


class Notice(Base):
    """Shown from `since` to `until`, both included, in the unit's own days; not any more once it is withdrawn."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    texts: Mapped[Texts] = mapped_column(TextsColumn)
    since: Mapped[date] = mapped_column(Day)
    until: Mapped[date] = mapped_column(Day)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


def of_unit(unit: Unit) -> Sequence[Notice]:
    """All notices of the unit, the newest first."""
    return reading().scalars(select(Notice).where(Notice.unit_id == unit.id).order_by(Notice.id.desc())).all()


_shown: Remembered[tuple[int, date], Notice | None] = Remembered(lambda found: [found] if found else [], keeps_none=True)


def shown_on(unit: Unit, day: date) -> Notice | None:
    """The notice of that day; several take turns, day by day. None: there is nothing to say. As of half a second ago, not to be changed."""
    return _shown.get((unit.id, day), lambda: _in_turn(unit, day))


def _in_turn(unit: Unit, day: date) -> Notice | None:
    in_force = (Notice.unit_id == unit.id, Notice.since <= day, Notice.until >= day, Notice.withdrawn_at.is_(None))
    found = reading().scalars(select(Notice).where(*in_force).order_by(Notice.id)).all()
    return found[day.toordinal() % len(found)] if found else None


def notice(unit: Unit, notice_id: int) -> Notice | None:
    found = reading().get(Notice, notice_id)
    return found if found and found.unit_id == unit.id else None


def publish(unit: Unit, texts: Mapping[str, str], since: date, until: date, by: str, now: datetime) -> Notice:
    """A new notice. Anybody who reads a language without words of its own is shown the Indonesian ones. Raises NoticeError."""
    tidy = {language: " ".join(text.split()) for language, text in texts.items()}
    if not tidy.get(INDONESIAN):
        raise NoticeError(key_of("text", INDONESIAN))
    for language, text in tidy.items():
        if len(text) > LONGEST:
            raise NoticeError(key_of("text", language))
    if until < since:
        raise NoticeError("until")
    with writing() as session:
        made = Notice(unit_id=unit.id, texts=Texts(tidy), since=since, until=until, made_at=now, made_by=by[:80], withdrawn_at=None)
        session.add(made)
        session.flush()
        return made


def withdraw(notice: Notice, now: datetime) -> None:
    """Not shown any more. Once is enough; a second time changes nothing."""
    with writing() as session:
        found = session.get_one(Notice, notice.id)
        found.withdrawn_at = found.withdrawn_at or now
