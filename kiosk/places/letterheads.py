"""What stands on the documents of a unit or office: its letterhead, who signs, to whom they go, and how they look; each from a day on.

What an office has said holds for all below it that say nothing of their own; where a document is signed and by whom is each one's own.
Nothing is edited: a row is added, and the one that began last holds.
"""

import re
from dataclasses import dataclass, fields, replace
from datetime import date

from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import tree
from kiosk.places.tables import LETTERHEAD, PlaceError, Unit
from kiosk.store import Base, Day, reading, writing

CAPACITIES = ("a.n.", "Plt.", "Plh.")
"""How somebody signs who is not the head: on behalf of (atas nama), acting (pelaksana tugas), by the day (pelaksana harian).
Source: naskah-dinas.md."""
PAPERS = ("a4", "f4")
FONTS = ("sans-11", "sans-12", "serif-12")
"""A family and its size in points. Source: naskah-dinas.md (Arial 11 or 12); reports.md 1 (Times New Roman 12)."""
LEAST_MARGIN, MOST_MARGIN = 1.5, 6.0
"""Centimetres."""
LONGEST_DEADLINE = 365
INHERITED = ("head", "logo", "addressee", "deadline", "paper", "font", "margins")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`number`: NIP. `capacity`: one of CAPACITIES, or "": she is the head; `superior`: for whom she signs (a.n.). `logo`: number of a
    picture in evidence. `deadline`: days after a period in which its report is due. `margins`: cm above, below, left, right. What is
    empty, 0 or None nobody has said."""

    head: str = ""
    address: str = ""
    city: str = ""
    signatory: str = ""
    position: str = ""
    number: str = ""
    capacity: str = ""
    superior: str = ""
    addressee: str = ""
    deadline: int | None = None
    paper: str = ""
    font: str = ""
    margins: str = ""
    logo: int | None = None

    def lines(self, unit: Unit) -> list[str]:
        """The head's lines, from the highest office to the unit, which is always named."""
        found = [line.strip() for line in self.head.splitlines() if line.strip()]
        return found if any(unit.name.casefold() in line.casefold() for line in found) else [*found, unit.name]

    @property
    def signs_as(self) -> list[str]:
        """a.n. Kepala Kantor Wilayah / Kepala Divisi; Plt. Kepala; Kepala."""
        own = [line for line in self.position.splitlines() if line]
        if self.capacity == "a.n." and self.superior:
            return [f"a.n. {self.superior}", *own]
        return [f"{self.capacity} {line}".strip() if at == 0 else line for at, line in enumerate(own)]

    @property
    def four_margins(self) -> tuple[float, float, float, float] | None:
        return read_margins(self.margins) if self.margins else None


class LetterheadRow(Base):
    """What a unit has said from a day on."""

    __tablename__ = "document_profile"
    __table_args__ = (Index("ix_document_profile_unit_id_since", "unit_id", "since"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    since: Mapped[date] = mapped_column(Day)
    head: Mapped[str] = mapped_column(String(LETTERHEAD["head"]))
    address: Mapped[str] = mapped_column(String(LETTERHEAD["address"]))
    city: Mapped[str] = mapped_column(String(LETTERHEAD["city"]))
    signatory: Mapped[str] = mapped_column(String(LETTERHEAD["signatory"]))
    position: Mapped[str] = mapped_column(String(LETTERHEAD["position"]))
    number: Mapped[str] = mapped_column(String(LETTERHEAD["number"]))
    capacity: Mapped[str] = mapped_column(String(10))
    superior: Mapped[str] = mapped_column(String(LETTERHEAD["superior"]))
    addressee: Mapped[str] = mapped_column(String(LETTERHEAD["addressee"]))
    deadline: Mapped[int | None]
    paper: Mapped[str] = mapped_column(String(10))
    font: Mapped[str] = mapped_column(String(10))
    margins: Mapped[str] = mapped_column(String(LETTERHEAD["margins"]))
    logo: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))


NAMES = tuple(field.name for field in fields(Letterhead))


def read_margins(text: str) -> tuple[float, float, float, float]:
    """Four numbers in cm: above, below, left, right. ValueError for anything else.

    >>> read_margins("2 2,5 3 2"), read_margins("2.0; 2.5; 3.0; 2.0")
    ((2.0, 2.5, 3.0, 2.0), (2.0, 2.5, 3.0, 2.0))
    """
    found = [float(each.replace(",", ".")) for each in re.split(r"[\s;]+", text.strip())]
    if len(found) != 4 or not all(LEAST_MARGIN <= each <= MOST_MARGIN for each in found):
        raise ValueError(f"{text!r} are no four margins of {LEAST_MARGIN} to {MOST_MARGIN} cm")
    above, below, left, right = found
    return above, below, left, right


def own(unit: Unit, day: date | None = None) -> Letterhead | None:
    """What the unit itself has said, as it holds on that day; without a day what it said last. None: nothing."""
    asked = select(LetterheadRow).filter_by(unit_id=unit.id).order_by(LetterheadRow.since.desc(), LetterheadRow.id.desc())
    if day:
        asked = asked.where(LetterheadRow.since <= day)
    found = reading().scalars(asked.limit(1)).first()
    return Letterhead(**{name: getattr(found, name) for name in NAMES}) if found else None


def in_force(unit: Unit, day: date) -> Letterhead | None:
    """The same, with what the offices above it say where it says nothing. None: nobody has said anything."""
    found, seen, above = own(unit, day), {unit.id}, tree.parent_at(unit, day)
    # A circle that somebody made behind our back must not hide the page on which it is undone.
    while above and above.id not in seen:
        seen.add(above.id)
        if inherited := own(above, day):
            found = found or Letterhead()
            found = replace(found, **{name: getattr(found, name) or getattr(inherited, name) for name in INHERITED})
        above = tree.parent_at(above, day)
    return found


def say(unit: Unit, since: date, said: Letterhead) -> None:
    """From that day on this holds. Raises PlaceError for what does not fit."""
    for name, longest in LETTERHEAD.items():
        if len(getattr(said, name)) > longest:
            raise PlaceError(f"{name} is longer than {longest} letters")
    with writing() as session:
        session.add(LetterheadRow(unit_id=unit.id, since=since, **{name: getattr(said, name) for name in NAMES}))
