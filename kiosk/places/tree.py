"""The tree of offices and units, with dates: to which office a unit belonged on which day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from sqlalchemy import and_, or_, select

from kiosk.places.tables import Affiliation, Counter, PlaceError, Unit, official_name
from kiosk.store import reading, writing
from kiosk.store.remembered import Remembered

Span = tuple[int, int, date, date | None]
"""(unit, its office, the first day, the day after the last or None): an affiliation."""
K = TypeVar("K", int, str)
"""What identifies a place in a tree: a number, or a code where some have no number yet."""


def units() -> Sequence[Unit]:
    """Every unit and office, by code."""
    return reading().scalars(select(Unit).order_by(Unit.code)).all()


def units_with_counters() -> Sequence[Unit]:
    """The units that have counters, by code."""
    return reading().scalars(select(Unit).where(Unit.id.in_(select(Counter.unit_id))).order_by(Unit.code)).all()


class Places(NamedTuple):
    """Every unit and office, by code; the numbers of those that have counters; and every affiliation there is or was."""

    units: Sequence[Unit]
    with_counters: frozenset[int]
    spans: Sequence[Span]

    def unit(self, number: int) -> Unit:
        """The unit or office of that number. StopIteration if there is none."""
        return next(each for each in self.units if each.id == number)

    def below(self, nodes: Collection[int], day: date) -> set[int]:
        """As `subtree`."""
        return _below(nodes, self._in_force(day))

    def above(self, units: Collection[Unit], day: date) -> Sequence[Unit]:
        """The offices that these units belonged to on that day, by code."""
        below = {unit.id for unit in units}
        offices = {office for unit, office in self._in_force(day) if unit in below}
        return [each for each in self.units if each.id in offices]

    def offices(self, day: date) -> Mapping[int, Unit]:
        """{number of a unit: the office that it belonged to on that day}"""
        of = {each.id: each for each in self.units}
        return {unit: of[office] for unit, office in self._in_force(day)}

    def _in_force(self, day: date) -> Iterator[tuple[int, int]]:
        return ((unit, office) for unit, office, since, until in self.spans if since <= day and (until is None or until > day))


_places: Remembered[None, Places] = Remembered(lambda found: found.units, keeps_none=True)


def known() -> Places:
    """As of half a second ago, not to be changed: every page of the panel asks which units there are."""
    return _places.get(None, lambda: Places(units(), frozenset(unit.id for unit in units_with_counters()), spans()))


def unit_by_code(code: str) -> Unit | None:
    return reading().scalar(select(Unit).where(Unit.code == code))


def unit_by_name(name: str) -> Unit | None:
    """The unit that exists under this official name, in capitals or not."""
    return next((unit for unit in units() if unit.name.casefold() == name.casefold() and not unit.closed_on), None)


def shares_name(name: str) -> bool:
    """Whether a unit that exists has this official name, or had it until a town was put behind it."""
    return any(official_name(unit.name) == official_name(name) and not unit.closed_on for unit in units())


def unit_by_id(unit_id: int) -> Unit:
    return reading().get_one(Unit, unit_id)


def subtree(nodes: Collection[int], day: date) -> set[int]:
    """The numbers of these units and offices, and of all that belonged to them on that day, directly or not."""
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    return _below(nodes, reading().execute(select(Affiliation.unit_id, Affiliation.parent_id).where(in_force)))


def _below(nodes: Collection[int], affiliations: Iterable[Sequence[int]]) -> set[int]:
    """These and all that lies below them, by (unit, its office)."""
    children: dict[int, list[int]] = {}
    for unit_id, parent_id in affiliations:
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


def parents(unit: Unit) -> list[tuple[Unit, date, date | None]]:
    """All offices that the unit has belonged to, oldest first."""
    query = select(Unit, Affiliation.since, Affiliation.until).join(Affiliation, Affiliation.parent_id == Unit.id)
    rows = reading().execute(query.where(Affiliation.unit_id == unit.id).order_by(Affiliation.since))
    return [(parent, since, until) for parent, since, until in rows]


def affiliate(unit: Unit, parent: Unit, since: date, until: date | None = None) -> None:
    """Raises PlaceError "circle" if on any day from then on the unit would lie below itself."""
    with writing() as session:
        session.add(Affiliation(unit_id=unit.id, parent_id=parent.id, since=since, until=until))
        session.flush()
        if unit.id in circles(spans(), since):
            raise PlaceError("circle")


def move(unit: Unit, parent: Unit | None, since: date) -> None:
    """From that day on the unit belongs to another office, or to none; what was before stays. Source: the split of 2024.

    Raises PlaceError "circle" if on any day from then on the office lies below the unit, "before" if the unit came to its
    present office later.
    """
    with writing() as session:
        goes_on = or_(Affiliation.until.is_(None), Affiliation.until > since)
        query = select(Affiliation).where(Affiliation.unit_id == unit.id, goes_on)
        current = session.scalars(query.order_by(Affiliation.since.desc())).first()
        if current and current.since > since:
            raise PlaceError("before")
        if current and current.since == since:
            session.delete(current)
        elif current:
            current.until = since
        session.flush()
        if parent is not None:
            affiliate(unit, parent, since)


def spans() -> list[Span]:
    """Every affiliation there is or was."""
    rows = reading().execute(select(Affiliation.unit_id, Affiliation.parent_id, Affiliation.since, Affiliation.until))
    return [(unit_id, parent_id, since, until) for unit_id, parent_id, since, until in rows]


def circles(spans: Iterable[tuple[K, K, date, date | None]], since: date) -> set[K]:
    """The places that would lie below themselves on that day or a later one: the tree is looked at on each day on which it changes.

    One that leads into a circle without being part of it is not among them. Numbers or codes, as the spans have them.
    """
    ahead = [(unit, office, first, last) for unit, office, first, last in spans if last is None or last > since]
    days = {since} | {day for _unit, _office, first, last in ahead for day in (first, last) if day is not None and day > since}
    found = set[K]()
    for day in days:
        above: dict[K, set[K]] = {}
        for unit, office, first, last in ahead:
            if first <= day and (last is None or last > day):
                above.setdefault(unit, set()).add(office)
        found |= {unit for unit in above if _meets_itself(unit, above)}
    return found


def _meets_itself(unit: K, above: Mapping[K, Collection[K]]) -> bool:
    seen, ahead = set[K](), list(above[unit])
    while ahead:
        office = ahead.pop()
        if office == unit:
            return True
        if office not in seen:
            seen.add(office)
            ahead += above.get(office, ())
    return False


def branches(nodes: Collection[Unit], day: date) -> list[tuple[int, Unit]]:
    """These units and offices as a tree, [(depth, unit)]: each below its office of that day, if that is among them.

    Each of them comes once, whatever the affiliations say: in a circle, which no form makes, one of them is at the top.
    """
    known = {unit.id for unit in nodes}
    in_force = and_(Affiliation.since <= day, or_(Affiliation.until.is_(None), Affiliation.until > day))
    rows = reading().execute(select(Affiliation.unit_id, Affiliation.parent_id).where(in_force).order_by(Affiliation.since))
    above = {unit_id: parent_id for unit_id, parent_id in rows if parent_id in known}
    below: dict[int | None, list[Unit]] = {}
    for unit in nodes:
        below.setdefault(above.get(unit.id), []).append(unit)
    found: dict[int, tuple[int, Unit]] = {}

    def grow(unit: Unit, depth: int) -> None:
        if unit.id not in found:
            found[unit.id] = depth, unit
            for each in below.get(unit.id, []):
                grow(each, depth + 1)

    for unit in (*below.get(None, []), *nodes):
        grow(unit, 0)
    return list(found.values())
