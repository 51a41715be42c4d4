"""Where else a unit told of a result: medium, day, place or address. Evaluators count them, and ask for what shows each.

A note is never edited. One that was wrong is taken back with a reason, and stays in the list as that. A photograph shows what it says; one
that was wrong is withdrawn, and another can be handed in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select

from kiosk.evidence import Evidence
from kiosk.evidence.tables import EvidenceWithdrawal
from kiosk.followups.changes import is_address
from kiosk.indices.periods import Period, spanning
from kiosk.places import Unit
from kiosk.publishing.media import Medium, media
from kiosk.publishing.results import PublishingError
from kiosk.publishing.tables import LONGEST_PLACE, LONGEST_REASON, NoteRetraction, PublicationNote, PublicationPhoto
from kiosk.store import reading, writing


class Photo(NamedTuple):
    """A photograph; `withdrawn`: it is no longer relied on, and its file is erased."""

    file: Evidence
    withdrawn: EvidenceWithdrawal | None


@dataclass(frozen=True, slots=True)
class Note:
    """A note, why it was taken back, if it was, and all its photographs, the oldest first."""

    row: PublicationNote
    retraction: NoteRetraction | None
    photos: Sequence[Photo] = ()

    @property
    def photo(self) -> Evidence | None:
        """The one that shows it."""
        return next((each.file for each in self.photos if not each.withdrawn), None)

    @property
    def wants_photo(self) -> bool:
        """Whether one can be added."""
        return self.photo is None and self.retraction is None

    @property
    def period(self) -> Period:
        return spanning(self.row.first, self.row.last)

    @property
    def medium(self) -> Medium:
        """As the list has it now; electronic or not as it was noted."""
        found = media().get(self.row.medium)
        return Medium(self.row.medium, found.name if found else {"id": self.row.medium}, self.row.electronic)


def of_unit(unit: Unit) -> list[Note]:
    """All notes of the unit, the newest first. Two queries."""
    query = select(PublicationNote, NoteRetraction).outerjoin(NoteRetraction, NoteRetraction.note_id == PublicationNote.id)
    rows = reading().execute(query.where(PublicationNote.unit_id == unit.id).order_by(PublicationNote.id.desc()))
    photos = _photos(unit)
    return [Note(row, retraction, photos.get(row.id, ())) for row, retraction in rows]


def _photos(unit: Unit) -> dict[int, list[Photo]]:
    """{number of a note: its photographs, the oldest first}"""
    asked = (
        select(PublicationPhoto.note_id, Evidence, EvidenceWithdrawal)
        .join(Evidence, Evidence.id == PublicationPhoto.evidence_id)
        .outerjoin(EvidenceWithdrawal, EvidenceWithdrawal.evidence_id == Evidence.id)
        .where(Evidence.unit_id == unit.id)
    )
    found: dict[int, list[Photo]] = {}
    for note, file, withdrawn in reading().execute(asked.order_by(PublicationPhoto.id)):
        found.setdefault(note, []).append(Photo(file, withdrawn))
    return found


def standing(notes: Sequence[Note], period: Period) -> list[Note]:
    """Those that were not taken back and tell of this period, or of one within it."""
    return [each for each in notes if each.retraction is None and period.first <= each.row.first and each.row.last <= period.last]


def note(unit: Unit, period: Period, medium: str, day: date, where: str, link: str, by: str, now: datetime, today: date) -> int:
    """Note that the period's result was told there on that day; its number. Raises PublishingError, naming the field."""
    where, link = " ".join(where.split()), link.strip()
    if medium not in media():
        raise PublishingError("medium")
    if not period.last < day <= today:
        raise PublishingError("day")
    if not (where or link) or len(where) > LONGEST_PLACE:
        raise PublishingError("place")
    if link and not is_address(link):
        raise PublishingError("link")
    with writing() as session:
        made = PublicationNote(
            unit_id=unit.id,
            first=period.first,
            last=period.last,
            medium=medium,
            electronic=media()[medium].electronic,
            day=day,
            place=where,
            link=link,
            made_at=now,
            made_by=by[:80],
        )
        session.add(made)
        session.flush()
        return made.id


def add_photo(unit: Unit, number: int, photo: Evidence) -> None:
    """Show by this picture what the note says. Raises PublishingError: it wants none; LookupError if the unit has no such note."""
    with writing() as session:
        found = note_of(unit, number)
        if found is None:
            raise LookupError(number)
        if not found.wants_photo:
            raise PublishingError("again")
        session.add(PublicationPhoto(note_id=number, evidence_id=photo.id, made_at=photo.made_at))


def note_of(unit: Unit, number: int) -> Note | None:
    return next((each for each in of_unit(unit) if each.row.id == number), None)


def retract(unit: Unit, number: int, reason: str, by: str, now: datetime) -> None:
    """Take a note back. Raises PublishingError; LookupError if the unit has no such note."""
    tidy = " ".join(reason.split())
    if not 0 < len(tidy) <= LONGEST_REASON:
        raise PublishingError("reason")
    with writing() as session:
        found = note_of(unit, number)
        if found is None:
            raise LookupError(number)
        if found.retraction:
            raise PublishingError("again")
        session.add(NoteRetraction(note_id=number, reason=tidy, made_at=now, made_by=by[:80]))
