"""How many forms of a kind a unit takes on a day, so that a program cannot fill the place of people.

All visits of a day share so few boxes of so many forms that none of them tells who wrote, and no single one can fill all. Each kind has
boxes of its own: what anybody may bring again and again, by an open link, takes nothing from those who hold a ticket or stand at a tablet.
"""

from datetime import date
from enum import Enum
from uuid import UUID

from sqlalchemy import ForeignKey, bindparam, text
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.store import Base, Day, writing

BOXES = 16


class Kind(Enum):
    """(number of the kind, forms in each of its boxes)"""

    WORDS_OF_GUESTS = 0, 20
    """By ticket, or handed over from a tablet: 320 a day."""
    WORDS_OF_STRANGERS = 1, 5
    """By an open link: 80 a day, where one visitor in ten writes and 300 come."""
    PROFILES_OF_GUESTS = 2, 60
    PROFILES_OF_STRANGERS = 3, 20
    """A profile is a few digits that are added up: 320 a day."""
    WISHES_OF_GUESTS = 4, 60
    WISHES_OF_STRANGERS = 5, 20
    """So is what should improve; at a tablet it is bound by nothing but the tablet."""


class Box(Base):
    """How many forms came on a day from the visits that share a box (sixteen of each kind, one kind after the other); kept for that day."""

    __tablename__ = "comment_box"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    day: Mapped[date] = mapped_column(Day, primary_key=True)
    box: Mapped[int] = mapped_column(primary_key=True)
    n: Mapped[int]


def take(unit: Unit, kind: Kind, visit: UUID, day: date) -> bool:
    """Put one more form of this visit into its box. False: it is full. If one is sent twice, `once` lets in the first."""
    number, most = kind.value
    one_more = text("""
        INSERT INTO comment_box (unit_id, day, box, n) VALUES (:unit, :day, :box, 1)
        ON CONFLICT (unit_id, day, box) DO UPDATE SET n = comment_box.n + 1 RETURNING n
    """).bindparams(bindparam("unit", unit.id), bindparam("day", day, Day), bindparam("box", number * BOXES + visit.int % BOXES))
    with writing() as session:
        return int(session.execute(one_more).scalar_one()) <= most
