"""The results that a unit has published, version by version: what holds, what was corrected, what was withdrawn and why."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from kiosk.indices.periods import MONTHS, Period, spanning
from kiosk.places import Unit
from kiosk.publishing.tables import LONGEST_REASON, PublishedResult, ResultWithdrawal
from kiosk.store import reading, writing

KINDS = tuple(MONTHS)
"""Kinds of periods that can be published: months, quarters, semesters, years. Of any two days a head could choose her best ones."""


class PublishingError(Exception):
    """What cannot be published; the text is the name of what is wrong, "period", "parts", "reason"; "again": it is there already."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of a result, and its withdrawal if there is one."""

    result: PublishedResult
    withdrawal: ResultWithdrawal | None

    @property
    def number(self) -> int:
        return self.result.number

    @property
    def period(self) -> Period:
        return spanning(self.result.first, self.result.last)

    @property
    def parts(self) -> Sequence[str]:
        return self.result.parts.split()


@dataclass(frozen=True, slots=True)
class Held:
    """What holds of a unit's results: of each period its newest version. `newest` is of the period that ended last, the page's own."""

    newest: Edition | None
    others: Sequence[Edition]
    """Of the other periods, the last one first."""
    earlier: Sequence[Edition]
    """Older versions of the page's own period, the newest first."""


def editions(unit: Unit) -> list[Edition]:
    """All that the unit ever published, the newest first. One query."""
    query = select(PublishedResult, ResultWithdrawal).outerjoin(ResultWithdrawal, ResultWithdrawal.result_id == PublishedResult.id)
    rows = reading().execute(query.where(PublishedResult.unit_id == unit.id).order_by(PublishedResult.number.desc()))
    return [Edition(result, withdrawal) for result, withdrawal in rows]


def edition(unit: Unit, number: int) -> Edition | None:
    return next((each for each in editions(unit) if each.number == number), None)


def held(unit: Unit) -> Held:
    found = editions(unit)
    of_periods: dict[tuple[date, date], list[Edition]] = {}
    for each in found:
        of_periods.setdefault((each.result.first, each.result.last), []).append(each)
    ordered = sorted(of_periods.values(), key=lambda versions: (versions[0].result.last, versions[0].number), reverse=True)
    if not ordered:
        return Held(None, (), ())
    own, *others = ordered
    return Held(own[0], [versions[0] for versions in others], own[1:])


def newest_of_units(units: Collection[Unit]) -> Mapping[int, Edition]:
    """{number of a unit: the version that its page shows}; units that have published nothing are absent. One query."""
    query = select(PublishedResult, ResultWithdrawal).outerjoin(ResultWithdrawal, ResultWithdrawal.result_id == PublishedResult.id)
    own = query.where(PublishedResult.unit_id.in_([unit.id for unit in units]))
    # The newest version of a period comes last, and so does the period that ended last.
    rows = reading().execute(own.order_by(PublishedResult.last, PublishedResult.number))
    return {result.unit_id: Edition(result, withdrawal) for result, withdrawal in rows}


def can_be_published(period: Period, today: date) -> bool:
    """Once it is over, and only as a whole."""
    return period.kind in KINDS and period.last < today


def publish(unit: Unit, period: Period, parts: Sequence[str], content: bytes, reason: str, by: str, now: datetime, today: date) -> int:
    """Show this result from now on; its number. A period that was published before needs a reason. Raises PublishingError."""
    if not can_be_published(period, today):
        raise PublishingError("period")
    if not parts:
        raise PublishingError("parts")
    with writing() as session:
        before = [each for each in editions(unit) if (each.result.first, each.result.last) == (period.first, period.last)]
        if before and before[0].withdrawal is None and before[0].result.content == content:
            raise PublishingError("again")
        newest = session.scalar(select(func.max(PublishedResult.number)).where(PublishedResult.unit_id == unit.id))
        made = PublishedResult(
            unit_id=unit.id,
            number=(newest or 0) + 1,
            first=period.first,
            last=period.last,
            parts=" ".join(parts),
            content=content,
            sha256=hashlib.sha256(content).digest(),
            reason=_reason(reason) if before else "",
            made_at=now,
            made_by=by[:80],
        )
        session.add(made)
        session.flush()
        return made.number


def withdraw(unit: Unit, number: int, reason: str, by: str, now: datetime) -> None:
    """Show a version no more, and say why. Raises PublishingError; LookupError if there is no such version."""
    with writing() as session:
        found = edition(unit, number)
        if found is None:
            raise LookupError(number)
        if found.withdrawal:
            raise PublishingError("again")
        session.add(ResultWithdrawal(result_id=found.result.id, reason=_reason(reason), made_at=now, made_by=by[:80]))


def _reason(text: str) -> str:
    tidy = " ".join(text.split())
    if not 0 < len(tidy) <= LONGEST_REASON:
        raise PublishingError("reason")
    return tidy
