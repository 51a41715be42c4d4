"""The record of administrative acts: who did what at which unit, and when. Only ever added to; the store refuses all else.

It is written in the same transaction as the act itself: neither exists without the other.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import and_, or_, select

from kiosk.people import rights
from kiosk.people.tables import Person
from kiosk.places import Unit, letterheads, opening
from kiosk.record import LONGEST, Act, ActPlace
from kiosk.store import reading, writing

A_PAGE = 50
ON_ROLES = ("people.create", "people.grant", "people.revoke")
"""Kinds of acts that are about "name: role"."""


def note(kind: str, by: str, now: datetime, unit: Unit | None = None, about: str = "", *, of: Person | None = None) -> None:
    """Record an act; `of`: the person whose account it was done to."""
    cut = about if len(about) <= LONGEST else f"{about[: LONGEST - 1]}…"
    with writing() as session:
        act = Act(at=now, by=by[:80], unit_id=unit.id if unit else None, kind=kind, about=cut)
        session.add(act)
        session.flush()
        session.add_all(ActPlace(act_id=act.id, unit_id=unit_id) for unit_id in (rights.standing(of) if of else ()))


def state(kind: str, unit: Unit | None) -> Mapping[str, str]:
    """What an act of this kind is about to change, piece by piece; empty where its `about` says it better."""
    if unit and kind == "settings.hours":
        spans = opening.opening_hours(unit)
        return {str(day): ", ".join(f"{opens:%H.%M}–{closes:%H.%M}" for opens, closes in spans[day]) for day in sorted(spans)}
    if unit and kind == "settings.letterhead" and (found := letterheads.own(unit)):
        return {name: str(value) for name in letterheads.NAMES if (value := getattr(found, name))}
    return {}


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """{"0": "08.00–15.00"}, {"0": "08.00–14.00"} → "0: 08.00–15.00 → 08.00–14.00"; what did not change is left out."""
    pieces = [name for name in sorted({*before, *after}) if before.get(name, "") != after.get(name, "")]
    return "; ".join(f"{name}: {_short(before.get(name, ''))} → {_short(after.get(name, ''))}" for name in pieces)


def _short(text: str) -> str:
    one_line = " / ".join(text.splitlines())
    return f"{one_line[:40]}…" if len(one_line) > 41 else one_line or "–"


def acts(units: Collection[Unit] | None, before: int | None = None, limit: int = A_PAGE, *, person: str | None = None) -> Sequence[Act]:
    """The acts at these units, and those on people with a role there; all if `units` is None. The newest first, before number `before`.

    `person`: only what she did, or what was done to her account and roles.
    """
    query = select(Act).order_by(Act.id.desc()).limit(limit)
    if person is not None:
        roles = and_(Act.kind.in_(ON_ROLES), Act.about.startswith(f"{person}: ", autoescape=True))
        query = query.where(or_(Act.by == person, Act.about == person, roles))
    if units is not None:
        ids = [unit.id for unit in units]
        query = query.where(or_(Act.unit_id.in_(ids), Act.id.in_(select(ActPlace.act_id).where(ActPlace.unit_id.in_(ids)))))
    if before is not None:
        query = query.where(Act.id < before)
    return reading().scalars(query).all()
