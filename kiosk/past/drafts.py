"""A table of a past survey between being looked at and being stored: what it says, and nothing else of the file.

It is kept in the store, so that a page that was closed, or a server that stopped, goes on where it was. Of each person and unit there is
one that was not begun; one that is done is gone.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.instruments import Catalogue
from kiosk.past.surveys import LONGEST_NAME, LONGEST_NOTE, Table
from kiosk.people import Person
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing


class SurveyDraft(Base):
    """`content` is JSON, [[day, {question: score}], …]; `import_id` the table on record, once it is begun."""

    __tablename__ = "survey_draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    instrument: Mapped[str] = mapped_column(String(60))
    file_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    content: Mapped[str]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("survey_import.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


def keep(unit: Unit, table: Table, file_name: str, note: str, person: Person, now: datetime) -> SurveyDraft:
    """Keep a table that was looked at, in place of the same person's before that was never begun."""
    lines = [(day.isoformat(), dict(said)) for day, said in table.lines]
    with writing() as session:
        own = SurveyDraft.unit_id == unit.id, SurveyDraft.person_id == person.id, SurveyDraft.import_id.is_(None)
        session.execute(delete(SurveyDraft).where(*own))
        made = SurveyDraft(
            unit_id=unit.id,
            instrument=table.instrument.name,
            file_name=file_name[:LONGEST_NAME],
            note=note[:LONGEST_NOTE],
            content=json.dumps(lines, separators=(",", ":")),
            import_id=None,
            person_id=person.id,
            made_at=now,
        )
        session.add(made)
        session.flush()
        return made


def numbered(unit: Unit, number: int) -> SurveyDraft | None:
    found = reading().get(SurveyDraft, number)
    return found if found and found.unit_id == unit.id else None


def unfinished(unit: Unit) -> list[SurveyDraft]:
    """Those of the unit that were begun and are not done, the oldest first."""
    query = select(SurveyDraft).where(SurveyDraft.unit_id == unit.id, SurveyDraft.import_id.is_not(None)).order_by(SurveyDraft.id)
    return list(reading().scalars(query))


def table_of(draft: SurveyDraft, catalogue: Catalogue) -> Table:
    """KeyError: its questionnaire is no more."""
    key, _at, version = draft.instrument.rpartition("@")
    lines: list[tuple[str, Mapping[str, int]]] = json.loads(draft.content)
    return Table(catalogue.version(key, int(version)), [(date.fromisoformat(day), said) for day, said in lines])


def end(draft: SurveyDraft) -> None:
    """It is stored, or taken back: nothing of it is needed any more."""
    with writing() as session:
        session.execute(delete(SurveyDraft).where(SurveyDraft.id == draft.id))
