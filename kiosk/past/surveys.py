"""Tables of past surveys that were brought in: what a table is, which ones a unit has, and how each stands.

A table is known by its content: who answered what on which day, in whatever order and file. How one comes in and is taken back is
kiosk.recording.surveys; what may be shown of it, kiosk.reports.withholding.imports.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from uuid import UUID, uuid5

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.instruments import Instrument
from kiosk.ledger import imported
from kiosk.places import Unit
from kiosk.store import Base, Day, Moment, reading

TABLES = UUID("6f4d1c8e-8f0a-5e5b-9b0e-2d6a4c1f7a30")
"""Names of tables are numbers below this one (RFC 9562, 5.5)."""
LONGEST_NAME, LONGEST_NOTE = 120, 200
END = 2**31 - 1
"""Above every number of an entry."""


class SurveyImport(Base):
    """A table of a unit, and who brought it in. Rows are added and never changed; what it said is in the ledger, and nowhere else.

    `digest` is that of its content (64 hexadecimal digits); `edition` counts from 0 how often the same one was taken back before. Its
    entries are numbered from `first_seq` on. `respondents` and `answers`: how many there are when it is whole.
    """

    __tablename__ = "survey_import"
    __table_args__ = (UniqueConstraint("unit_id", "instrument", "digest", "edition"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    instrument: Mapped[str] = mapped_column(String(60))
    digest: Mapped[str] = mapped_column(String(64))
    edition: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(LONGEST_NAME))
    respondents: Mapped[int]
    answers: Mapped[int]
    first_day: Mapped[date] = mapped_column(Day)
    last_day: Mapped[date] = mapped_column(Day)
    first_seq: Mapped[int]
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)


class SurveyWithdrawal(Base):
    """Who took a table back, and why. That it was is an entry of the ledger; this row is beside it."""

    __tablename__ = "survey_withdrawal"
    id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[int] = mapped_column(ForeignKey("survey_import.id"), index=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime] = mapped_column(Moment)


Line = tuple[date, Mapping[str, int]]
"""Who answered on a day: {question: score}, one at least."""


@dataclass(frozen=True)
class Table:
    """What a table says, whatever file it came in."""

    instrument: Instrument
    lines: Sequence[Line]

    @cached_property
    def in_order(self) -> Sequence[Line]:
        """By content: a table that was sorted otherwise is the same."""
        return sorted(self.lines, key=_written)

    @cached_property
    def digest(self) -> str:
        whole = hashlib.sha256()
        for line in self.in_order:
            whole.update(_written(line).encode() + b"\n")
        return whole.hexdigest()

    @property
    def answers(self) -> int:
        return sum(len(said) for _day, said in self.lines)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last."""
        days = [day for day, _said in self.lines]
        return min(days), max(days)


def _written(line: Line) -> str:
    day, said = line
    return json.dumps([day.isoformat(), *sorted(said.items())])


@dataclass(frozen=True, slots=True)
class Standing:
    """A table of a unit as it stands. `number`: 1, 2, 3 … in each unit, as they came. `last_seq`: up to which number its entries may lie;
    `stored`: respondents that are in so far.
    """

    number: int
    row: SurveyImport
    last_seq: int
    stored: int
    withdrawn: SurveyWithdrawal | None
    is_taken_back: bool

    @property
    def is_whole(self) -> bool:
        return self.stored == self.row.respondents

    @property
    def counts(self) -> bool:
        """It is whole, and nobody has taken it back."""
        return self.is_whole and not self.is_taken_back

    def meets(self, first: date, last: date) -> bool:
        """Whether any of its days may lie in that span."""
        return self.row.first_day <= last and first <= self.row.last_day


def of_unit(unit: Unit) -> list[Standing]:
    """Every table of the unit, the newest last. A scan of the entries of one that is not known to be whole."""
    found = reading().scalars(select(SurveyImport).where(SurveyImport.unit_id == unit.id).order_by(SurveyImport.id)).all()
    if not found:
        return []
    own = [each.id for each in found]
    withdrawals = reading().scalars(select(SurveyWithdrawal).where(SurveyWithdrawal.import_id.in_(own)))
    withdrawn = {each.import_id: each for each in withdrawals}
    ends = [after.first_seq - 1 for _, after in pairwise(found)]
    each = zip(found, [*ends, END], strict=True)
    return [standing(unit, number, row, end, withdrawn.get(row.id)) for number, (row, end) in enumerate(each, 1)]


def standing(unit: Unit, number: int, row: SurveyImport, last: int = END, withdrawn: SurveyWithdrawal | None = None) -> Standing:
    """How a table stands whose entries lie among those up to number `last`."""
    respondents, until = imported.stored(unit, row.first_seq, last, row.respondents)
    return Standing(number, row, max(until, row.first_seq), respondents, withdrawn, imported.is_there(unit, withdrawal(name(unit, row))))


def numbered(unit: Unit, number: int) -> Standing | None:
    """The unit's table with this number; None: it has none."""
    return next((each for each in of_unit(unit) if each.number == number), None)


def same(unit: Unit, table: Table) -> Standing | None:
    """The table with this content that is there already and was not taken back."""
    wanted = table.instrument.name, table.digest
    return next((each for each in of_unit(unit) if (each.row.instrument, each.row.digest) == wanted and not each.is_taken_back), None)


def of_same_days(unit: Unit, table: Table) -> list[Standing]:
    """Other tables of the unit, not taken back, that have days between the first and the last of this one: it may hold theirs again."""
    others = [each for each in of_unit(unit) if not each.is_taken_back and each.row.digest != table.digest]
    return [each for each in others if each.meets(*table.days)]


def name(unit: Unit, row: SurveyImport) -> UUID:
    """The number below which those of the table's visits and answers lie."""
    return uuid5(TABLES, f"{unit.code}\t{row.instrument}\t{row.digest}\t{row.edition}")


def withdrawal(of: UUID) -> UUID:
    """The number of the entry that takes the table of this name back."""
    return uuid5(of, "withdrawal")
