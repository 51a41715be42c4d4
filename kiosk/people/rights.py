"""Rights: which roles there are, and what a person may look at and look after."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from kiosk import places
from kiosk.people.tables import Grant, Person
from kiosk.places import Unit, tree
from kiosk.store import reading

ROLES = ("admin", "kanwil", "auditor", "head", "operator")


WITH_FIGURES = ("admin", "kanwil", "auditor", "head")


KEEPERS = ("admin", "operator")


FOLLOWERS = ("admin", "kanwil", "head")
"""Who says what is done about a unit's figures: auditors see it, and change nothing."""


AUDITORS = ("admin", "auditor")
"""Who reads the record of acts."""


def covered(person: Person, roles: Collection[str], today: date) -> Sequence[Unit]:
    """All units and offices that one of these roles covers, by code: the nodes it is granted on, and what lies below them."""
    nodes = _nodes(person, roles)
    if None in nodes:
        return places.units()
    below = tree.subtree({node for node in nodes if node is not None}, today)
    return [unit for unit in places.units() if unit.id in below]


class Sight(NamedTuple):
    """What a person may look at and look after, by code: of `units` she sees the figures, `kept` are those she keeps, both with counters;

    `bare` are open units whose figures she would see if they had a counter: an office needs none, nor one that was. `keeps`, `places`
    and `follows` are all that she keeps, administrates and writes follow-ups for, offices too. `moderates`: where she reads what
    visitors wrote before the unit does: the regional office's, and not the unit's own.
    """

    units: Sequence[Unit]
    bare: Sequence[Unit]
    kept: Sequence[Unit]
    keeps: Sequence[Unit]
    places: Sequence[Unit]
    follows: Sequence[Unit]
    moderates: Sequence[Unit]
    audits: bool
    """She may read the record of acts somewhere."""


def sight(person: Person, today: date) -> Sight:
    """All of it at once, as every page of the panel asks for it: three queries, and one for each set of nodes that roles stand on."""
    granted = reading().execute(select(Grant.role, Grant.unit_id).where(Grant.person_id == person.id)).all()
    everything, with_counters = places.units(), {unit.id for unit in tree.units_with_counters()}
    own, below = {node for _, node in granted}, cache(lambda nodes: tree.subtree(nodes, today))

    def by(roles: Collection[str]) -> Sequence[Unit]:
        nodes = frozenset(node for role, node in granted if role in roles)
        return everything if None in nodes else [unit for unit in everything if unit.id in below(nodes)]

    def open_to_visitors(units: Sequence[Unit]) -> Sequence[Unit]:
        return [unit for unit in units if unit.id in with_counters]

    keeps, sees = by(KEEPERS), by(WITH_FIGURES)
    bare = [unit for unit in sees if unit.id not in with_counters and not unit.closed_on and not unit.is_office]
    offices = tree.offices() if bare else frozenset()
    return Sight(
        units=open_to_visitors(sees),
        bare=[unit for unit in bare if unit.id not in offices],
        kept=open_to_visitors(keeps),
        keeps=keeps,
        places=by(("admin",)),
        follows=by(FOLLOWERS),
        moderates=[unit for unit in open_to_visitors(by(("kanwil",))) if unit.id not in own],
        audits=any(role in AUDITORS for role, _ in granted),
    )


def has_role(person: Person, role: str, unit: Unit, today: date) -> bool:
    """Whether the person has this very role on the unit, on an office above it, or on the whole installation."""
    return unit.id in {each.id for each in covered(person, (role,), today)}


def works_at(person: Person, unit: Unit) -> bool:
    """Whether the person is the unit's own: its head or its operator."""
    own = select(Grant.id).where(Grant.person_id == person.id, Grant.unit_id == unit.id, Grant.role.in_(("head", "operator")))
    return reading().scalar(own.limit(1)) is not None


def below(units: Collection[Unit] | None) -> Sequence[Person]:
    """The people whose every role is on one of these units, or whose last one was; everybody if `units` is None. By name."""
    query = select(Person).order_by(func.lower(Person.name))
    if units is not None:
        ids = [unit.id for unit in units]
        anywhere = select(Grant.person_id)
        here, elsewhere = anywhere.where(Grant.unit_id.in_(ids)), anywhere.where(or_(Grant.unit_id.is_(None), Grant.unit_id.not_in(ids)))
        left = and_(Person.left_unit_id.in_(ids), Person.id.not_in(anywhere))
        query = query.where(or_(and_(Person.id.in_(here), Person.id.not_in(elsewhere)), left))
    return reading().scalars(query).all()


def standing(person: Person) -> set[int]:
    """The units and offices (numbers) on which the person has a role; without any, the one where her last role was."""
    nodes = _nodes(person, ROLES)
    return {node for node in nodes or {person.left_unit_id} if node is not None}


def administrates_all(person: Person) -> bool:
    return None in _nodes(person, ("admin",))


def _nodes(person: Person, roles: Collection[str]) -> set[int | None]:
    return set(reading().scalars(select(Grant.unit_id).where(Grant.person_id == person.id, Grant.role.in_(roles))))
