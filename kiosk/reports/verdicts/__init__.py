"""The verdict on a unit: what differs from its usual, as of a day that has closed (see kiosk.findings).

Made from batches that may be shown and counts that always are, so it says no more than they do.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from kiosk import followups, places
from kiosk.findings import Finding, Found, Kind, Names, every_day
from kiosk.instruments import Catalogue
from kiosk.places import Unit
from kiosk.proof import latest_seal
from kiosk.reports.figures import main_instrument
from kiosk.reports.verdicts import days, kept, plans
from kiosk.reports.verdicts.kept import newest_of_units

__all__ = ["bring_up", "names", "newest_of_units", "of_day", "titles"]

LONGEST = timedelta(weeks=105)
"""Days that were closed longer ago than two years are not made up for."""


def of_day(unit: Unit, day: date, catalogue: Catalogue) -> Found | None:
    """As of that day, or the newest one that is sealed if it still runs; None while the unit has no day that is.

    As it was kept when the day closed; if it was not, made now: about 0.1 s.
    """
    seal = latest_seal(unit)
    if seal is None:
        return None
    until = min(day, seal.day)
    if (there := kept.on(unit, until)) is not None:
        return there
    made = list(_course(unit, until, until, catalogue))
    return made[-1] if made else None


def bring_up(unit: Unit, catalogue: Catalogue) -> int:
    """Keep the verdict of each day that was sealed since the last one kept; how many there were."""
    seal, last = latest_seal(unit), kept.last_day(unit)
    if seal is None or (last and last >= seal.day):
        return 0
    first = max(last + timedelta(days=1) if last else date.min, seal.day - LONGEST)
    made = list(_course(unit, first, seal.day, catalogue))
    kept.keep(unit, made)
    return len(made)


def names(unit: Unit, catalogue: Catalogue) -> Names:
    """The names of the unit's elements, counters and services, as its findings call them."""
    instrument = main_instrument(unit, catalogue)
    found: dict[tuple[Kind, str], Mapping[str, str]] = {}
    for index in instrument.indices:
        of_index = instrument.elements(index.key)
        found |= {(Kind.ELEMENT, element): instrument.need(codes[0]).name for element, codes in of_index.items()}
    found |= {(Kind.COUNTER, str(each.id)): each.names for each in places.counters(unit)}
    return found | {(Kind.SERVICE, str(each.id)): each.names for each in places.services(unit)}


def titles(unit: Unit) -> Names:
    """What the unit's plans are, in its own words: for those who may read its register, and on no wall and no card."""
    return {(Kind.PLAN, str(each.id)): {"id": each.plan.action} for each in followups.of_unit(unit)}


def _course(unit: Unit, first: date, until: date, catalogue: Catalogue) -> Iterator[Found]:
    """Of each calendar day from `first` on; one on which the unit is closed has what the day before it had."""
    known = every_day(days.of_unit(unit, first, until, latest_seal(unit), catalogue))
    of_plans = plans.of_days(unit, first, until, catalogue)
    before: Found | None = None
    for found in known:
        if before:
            yield from _between(before, found.day, first, of_plans)
        before = found
    if before:
        yield from _between(before, until + timedelta(days=1), first, of_plans)


def _between(found: Found, end: date, first: date, of_plans: Mapping[date, Sequence[Finding]]) -> Iterator[Found]:
    """What was found on a day, for each day until the next open one, from `first` on; with what is said of plans on each of them."""
    for number in range((end - found.day).days):
        if (day := found.day + timedelta(days=number)) >= first:
            findings = sorted([*found.findings, *of_plans.get(day, ())], key=lambda each: each.order)
            yield Found(day, findings, None if findings else found.since)
