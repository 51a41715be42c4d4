"""The tables of follow-ups. Rows are only ever added: a plan that changes is a new plan with its reason, a status a new row."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.store import Base, Day, Moment

LONGEST_TEXT = 1000
LONGEST_RESPONSIBLE = 200
LONGEST_REASON = 300
LONGEST_LINK = 500

PLANNED, UNDER_WAY, DONE, DROPPED = STATUSES = ("planned", "under-way", "done", "dropped")
OPEN = (PLANNED, UNDER_WAY)
HORIZONS = ("short", "medium", "long")
"""Under 12 months, 12 to 24, over 24. Source: the plan's form of PermenPANRB 14/2017 (domain 1.9, recalled)."""


class FollowUp(Base):
    """Something to be done about one unsur at a unit: that it exists, since when, and who entered it.

    `instrument` is a version's name (ikm-ipk-2021@1), `element` the code of an unsur of it: together they name it for ever.
    """

    __tablename__ = "follow_up"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    instrument: Mapped[str] = mapped_column(String(60))
    element: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class Plan(Base):
    """What is to be done, why, by whom, and in which quarter it is due; the newest holds. `reason`: why it changed."""

    __tablename__ = "follow_up_plan"
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    cause: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    action: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    horizon: Mapped[str] = mapped_column(String(10))
    responsible: Mapped[str] = mapped_column(String(LONGEST_RESPONSIBLE))
    due_year: Mapped[int]
    due_quarter: Mapped[int]
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class Status(Base):
    """How far it is, as of a day of the unit; the newest row holds."""

    __tablename__ = "follow_up_status"
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    status: Mapped[str] = mapped_column(String(10))
    day: Mapped[date] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class Evidence(Base):
    """What shows that it was done: words, or where it is to be seen, or both."""

    __tablename__ = "follow_up_evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
    words: Mapped[str] = mapped_column(String(LONGEST_TEXT))
    link: Mapped[str] = mapped_column(String(LONGEST_LINK))
    day: Mapped[date] = mapped_column(Day)
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


class ToldVisitors(Base):
    """A notice to visitors that tells of the follow-up."""

    __tablename__ = "follow_up_notice"
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True, autoincrement=False)
    follow_up_id: Mapped[int] = mapped_column(ForeignKey("follow_up.id"), index=True)
