"""Rights: which roles there are, what each of them lets a person do, and where.

A role is granted on a node of the tree of offices and units and covers what lies below that node today. Anybody who adds a role adds
a line to ROLES; anybody who adds a right adds it to CAPABILITIES, gives it to roles, and names it at a route (`needs`).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select

from kiosk.people.tables import Grant, Person
from kiosk.places import Unit, tree
from kiosk.store import reading, reading_direct
from kiosk.store.remembered import Remembered


class Capability(NamedTuple):
    """One thing that a person may do at a unit, and the rules that hold for it whichever role gives it."""

    lets: str
    """What it lets her do, in words."""
    looking: str = ""
    """The capability that lets her look on: to her it is forbidden, and to everybody else the unit does not exist."""
    at_offices: bool = False
    """It reaches offices and units without counters too; the others are about what visitors said, which only counters bring."""
    not_own: bool = False
    """Nobody has it at a node where she has a role: the rated unit's own people must not do this."""


CAPABILITIES: Mapping[str, Capability] = {
    "figures.read": Capability("see a unit's figures: of a day, of a period, beside another's; what was set aside; cards and seals"),
    "walls.keep": Capability("put up and end the displays on a unit's walls", looking="figures.read"),
    "papers.type": Capability("type in the forms that visitors filled on paper", looking="figures.read", not_own=True),
    "imports.write": Capability(
        "bring in tables of past surveys, type results of old reports, and take either back", looking="figures.read", not_own=True
    ),
    "words.read": Capability("read the visitors' words that a moderator passed on"),
    "words.moderate": Capability("read what visitors wrote before the unit does, and judge it", looking="words.read", not_own=True),
    "followups.read": Capability("read what is done about a unit's low elements, and what came of it"),
    "followups.write": Capability("plan, change and finish what is done about a low element", looking="followups.read"),
    "filings.write": Capability("enter what a report needs before it is handed in", looking="figures.read"),
    "filings.issue": Capability("issue a report: freeze it, number it, add the signed paper", looking="figures.read"),
    "results.publish": Capability(
        "publish a unit's results, correct and withdraw them; note where they were published", looking="figures.read"
    ),
    "counters.read": Capability("look at tablets, codes, notices, settings and numbers served; print posters and empty forms"),
    "counters.keep": Capability(
        "look after counters, tablets, tickets, notices, hours and numbers served", looking="counters.read", at_offices=True
    ),
    "places.manage": Capability(
        "found, name, move and close offices and units; set their letterheads", looking="counters.read", at_offices=True
    ),
    "people.manage": Capability("invite people, give and take roles, end sign-ins", at_offices=True),
    "acts.read": Capability("read the record of who did what", at_offices=True),
    "entries.export": Capability("write every entry of a ledger to a file (loket export-ledger --rows)", at_offices=True),
}

READS = frozenset({"figures.read", "words.read", "followups.read", "counters.read"})
"""What everybody who sees figures may read."""

ROLES: Mapping[str, frozenset[str]] = {
    "admin": READS
    | {
        "followups.write",
        "filings.write",
        "filings.issue",
        "results.publish",
        "imports.write",
        "walls.keep",
        "counters.keep",
        "places.manage",
        "people.manage",
        "acts.read",
    },
    "kanwil": READS | {"followups.write", "filings.write", "imports.write", "walls.keep", "words.moderate", "papers.type"},
    "auditor": READS | {"acts.read", "entries.export"},
    "head": READS | {"followups.write", "filings.write", "filings.issue", "results.publish", "walls.keep"},
    "operator": frozenset({"counters.read", "counters.keep"}),
}
"""Which role gives which capabilities, in the order in which people are shown roles. Source: design 3.8."""


class Sight:
    """What one person may do, and where, today.

    Every page of the panel asks for it, so it is kept for all who are granted the same, as long as the places stay as they are.
    """

    def __init__(self, granted: Collection[tuple[str, int | None]], today: date) -> None:
        """`granted`: (role, number of the node; None: the whole installation)."""
        known = tree.known()
        self._granted = granted
        # By number, in the order of their codes: what follows is asked for each of hundreds of units.
        self._all = {unit.id: unit for unit in known.units}
        self._with_counters = known.with_counters
        self._offices = frozenset(office for _unit, office, _since, _until in known.spans)
        self._below = cache(lambda nodes: frozenset(known.below([node for node in nodes if node is not None], today)))
        self._reached: dict[str, frozenset[int]] = {}
        self._units: dict[tuple[str, bool], Sequence[Unit]] = {}

    def may(self, capability: str, unit: Unit | None = None) -> bool:
        """Whether she may do it at this unit; without a unit: anywhere. KeyError: there is no such capability."""
        if unit:
            return unit.id in self._reach(capability)
        # Where her own units are all that she has, she may do nothing of what nobody may do at her own.
        return bool(self._reach(capability) if CAPABILITIES[capability].not_own else self._nodes(capability, *_deeds(capability)))

    def everywhere(self, capability: str) -> bool:
        """Whether she may do it in the whole installation, units that do not exist yet included."""
        return None in self._nodes(capability, *_deeds(capability))

    def holds(self, role: str, node: int | None) -> bool:
        """Whether she has every right that this role gives there; None: in the whole installation."""
        given = ROLES.get(role, frozenset())
        if node is None:
            return all(None in self._nodes(each) for each in given)
        return all(node in self._covered(each) for each in given)

    def units(self, capability: str, *, with_counters: bool = False) -> Sequence[Unit]:
        """Where she may do it, by code; if so asked, only units that have counters."""
        asked = capability, with_counters
        if asked not in self._units:
            reached = self._reach(capability) & self._with_counters if with_counters else self._reach(capability)
            self._units[asked] = tuple(unit for number, unit in self._all.items() if number in reached)
        return self._units[asked]

    def visible(self, capability: str) -> Sequence[Unit]:
        """Where she may do it or look on, by code."""
        return self.units(CAPABILITIES[capability].looking or capability)

    def waiting(self) -> Sequence[Unit]:
        """Open units whose figures she will see once they have a counter, by code. Offices need none, nor does a former office."""
        covered = self._covered("figures.read") - self._with_counters
        bare = [unit for number, unit in self._all.items() if number in covered and not unit.closed_on and not unit.is_office]
        return [unit for unit in bare if unit.id not in self._offices]

    def _nodes(self, *capabilities: str) -> frozenset[int | None]:
        """The nodes of her roles that give one of these."""
        for each in capabilities:
            if each not in CAPABILITIES:
                raise KeyError(f"there is no capability {each!r}")
        return frozenset(node for role, node in self._granted if not ROLES.get(role, frozenset()).isdisjoint(capabilities))

    def _covered(self, capability: str) -> frozenset[int]:
        nodes = self._nodes(capability)
        if None in nodes:
            return frozenset(self._all)
        return self._below(nodes) if nodes else frozenset()

    def _reach(self, capability: str) -> frozenset[int]:
        """Where she may do it: below her roles' nodes, by the capability's own rules. What she may do, she may look at too."""
        if capability not in self._reached:
            found, rules = self._covered(capability), CAPABILITIES[capability]
            if not rules.at_offices:
                found &= self._with_counters
            if rules.not_own:
                found -= {node for _role, node in self._granted}
            self._reached[capability] = found.union(*map(self._reach, _deeds(capability)))
        return self._reached[capability]


def _deeds(capability: str) -> list[str]:
    """The capabilities that this one lets a person look on at."""
    return [name for name, other in CAPABILITIES.items() if other.looking == capability]


_sights: Remembered[tuple[frozenset[tuple[str, int | None]], date], Sight] = Remembered(lambda _found: (), keeps_none=True, most=200)
"""By what is granted: a role that was taken away is never among it."""


def sight(person: Person, today: date) -> Sight:
    """What this person may do, and where: her roles as of now, the places as of half a second ago."""
    rows = reading_direct().all("SELECT role, unit_id FROM grant_of_role WHERE person_id = ?", (person.id,))
    granted = frozenset((role, node) for role, node in rows)
    return _sights.get((granted, today), lambda: Sight(granted, today))


def may_stand_in(her: Sight, person: Person) -> bool:
    """Whether she may be handed what makes her that person, such as an invitation to a new password: it gives her no right that she lacks.

    So nobody becomes her own auditor: no other role may write out every entry.
    """
    granted = reading().execute(select(Grant.role, Grant.unit_id).where(Grant.person_id == person.id)).all()
    return all(her.holds(role, node) for role, node in granted)


def has_head(unit: Unit) -> bool:
    """Whether somebody may look at the unit's figures as its head."""
    query = select(Grant.id).join(Person, Person.id == Grant.person_id).where(Grant.unit_id == unit.id, Grant.role == "head", Person.active)
    return reading().scalar(query.limit(1)) is not None


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
    nodes = set(reading().scalars(select(Grant.unit_id).where(Grant.person_id == person.id)))
    return {node for node in nodes or {person.left_unit_id} if node is not None}
