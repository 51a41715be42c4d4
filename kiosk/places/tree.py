"""The tree of offices and units, with dates: to which office a unit belonged on which day."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import and_, or_, select

from kiosk.places.tables import Affiliation, Counter, PlaceError, Unit
from kiosk.store import reading, writing


def units() -> Sequence[Unit]:
    """Every unit and office, by code."""
    return reading().scalars(select(Unit).order_by(Unit.code)).all()


def units_with_counters() -> Sequence[Unit]:
    """The units that have counters, by code."""
    return reading().scalars(select(Unit).where(Unit.id.in_(select(Counter.unit_id))).order_by(Unit.code)).all()


def unit_by_code(code: str) -> Unit | None:
    return reading().scalar(select(Unit).where(Unit.code == code))


def unit(unit_id: int) -> Unit:
    return reading().get_one(Unit, unit_id)


def subtree(nodes: Collection[int], day: date) -> set[int]:
    """The numbers of these units and offices, and of all that belonged to them on that day, directly or not."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    children: dict[int, list[int]] = {}
    for unit_id, parent_id in reading().execute(select(Affiliation.unit_id, Affiliation.parent_id).where(in_force)):
        children.setdefault(parent_id, []).append(unit_id)
    found, ahead = set[int](), list(nodes)
    while ahead:
        node = ahead.pop()
        if node not in found:
            found.add(node)
            ahead += children.get(node, [])
    return found


def parent_at(unit: Unit, day: date) -> Unit | None:
    """The office that the unit belonged to on that day."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    query = select(Unit).join(Affiliation, Affiliation.parent_id == Unit.id).where(Affiliation.unit_id == unit.id, in_force)
    return reading().scalars(query.order_by(Affiliation.since.desc()).limit(1)).first()


def offices_above(units: Collection[Unit], day: date) -> Sequence[Unit]:
    """The offices that these units belonged to on that day, by code. One query."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    above = select(Affiliation.parent_id).where(Affiliation.unit_id.in_([unit.id for unit in units]), in_force)
    return reading().scalars(select(Unit).where(Unit.id.in_(above)).order_by(Unit.code)).all()


def parents(unit: Unit) -> list[tuple[Unit, date, date | None]]:
    """All offices that the unit has belonged to, oldest first."""
    query = select(Unit, Affiliation.since, Affiliation.until).join(Affiliation, Affiliation.parent_id == Unit.id)
    rows = reading().execute(query.where(Affiliation.unit_id == unit.id).order_by(Affiliation.since))
    return [(parent, since, until) for parent, since, until in rows]


def affiliate(unit: Unit, parent: Unit, since: date, until: date | None = None) -> None:
    with writing() as session:
        session.add(Affiliation(unit_id=unit.id, parent_id=parent.id, since=since, until=until))


def move(unit: Unit, parent: Unit | None, since: date) -> None:
    """From that day on the unit belongs to another office, or to none; what was before stays. Source: the split of 2024.

    Raises PlaceError "circle" if the office lies below the unit, "before" if the unit came to its present office later.
    """
    if parent is not None and parent.id in subtree({unit.id}, since):
        raise PlaceError("circle")
    with writing() as session:
        open_ended = select(Affiliation).where(Affiliation.unit_id == unit.id, Affiliation.until.is_(None))
        current = session.scalars(open_ended.order_by(Affiliation.since.desc())).first()
        if current and current.since > since:
            raise PlaceError("before")
        if current and current.since == since:
            session.delete(current)
            session.flush()
        elif current:
            current.until = since
        if parent is not None:
            affiliate(unit, parent, since)


def branches(nodes: Collection[Unit], day: date) -> list[tuple[int, Unit]]:
    """These units and offices as a tree, [(depth, unit)]: each below its office of that day, if that is among them."""
    known = {unit.id for unit in nodes}
    above = {unit.id: parent.id if (parent := parent_at(unit, day)) and parent.id in known else None for unit in nodes}
    rows: list[tuple[int, Unit]] = []

    def grow(office: int | None, depth: int) -> None:
        for unit in nodes:
            if above[unit.id] == office:
                rows.append((depth, unit))
                grow(unit.id, depth + 1)

    grow(None, 0)
    return rows
