"""What a unit's plans have done: each looked at when thirty and when ninety days after it was done have closed (kiosk.findings.plans).

As its own page does, from batches alone (`kiosk.reports.effects`). A plan that is entered as done after the day of a look has no such
look on the days that were kept; the next one, or the page of a period, tells it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from kiosk import followups
from kiosk.findings import Finding, Kind, plans
from kiosk.findings.plans import LOOKS, SAID_FOR, Looked
from kiosk.followups import Action
from kiosk.instruments import Catalogue
from kiosk.places import Unit
from kiosk.reports import effects
from kiosk.reports.effects import Effect
from kiosk.reports.figures import main_instrument

A_DAY = timedelta(days=1)


def of_days(unit: Unit, first: date, last: date, catalogue: Catalogue) -> dict[date, list[Finding]]:
    """{day: what is said when it closes}, of the days from `first` to `last`: each look on its day and some after."""
    found: dict[date, list[Finding]] = {}
    for closes, finding in _found(unit, first - SAID_FOR + A_DAY, last, catalogue):
        for number in range(SAID_FOR.days):
            if first <= (day := closes + number * A_DAY) <= last:
                found.setdefault(day, []).append(finding)
    return found


def of_span(unit: Unit, first: date, last: date, catalogue: Catalogue) -> list[Finding]:
    """Of each plan what the last of its looks within these days says."""
    newest = {finding.of: finding for _closes, finding in _found(unit, first, last, catalogue)}
    return list(newest.values())


def _found(unit: Unit, first: date, last: date, catalogue: Catalogue) -> list[tuple[date, Finding]]:
    """Each look of these days that says something, oldest first."""
    seen = _seen(unit, first, last, catalogue)
    looks = [look for look, _, _ in seen]
    found = []
    for look, action, effect in seen:
        if look.closes >= first and (finding := _finding(look, looks, action, effect)):
            found.append((look.closes, finding))
    return sorted(found, key=lambda each: (each[0], int(each[1].of)))


def _seen(unit: Unit, first: date, last: date, catalogue: Catalogue) -> list[tuple[Looked, Action, Effect]]:
    """All looks up to the last day at plans of the years that have one from the first day on. Five queries, and twelve for each."""
    name = main_instrument(unit, catalogue).name
    done = [(each, each.finished_on) for each in followups.of_unit(unit) if each.finished_on and each.instrument == name]
    years = {on.year for _, on in done for look in LOOKS if first <= on + look <= last}
    seen = []
    for action, on in done:
        for look in [each for each in LOOKS if on.year in years and on + each <= last]:
            if effect := effects.before_and_after(unit, action, on + look + A_DAY, catalogue):
                seen.append((Looked(action.id, on, look, effect.difference), action, effect))
    return seen


def _finding(look: Looked, looks: Sequence[Looked], action: Action, effect: Effect) -> Finding | None:
    direction, before, after = plans.direction(look, looks), effect.before.estimate, effect.after.estimate
    if direction is None or not (look.difference and before and after):
        return None
    return Finding(
        Kind.PLAN,
        direction,
        float(after.mean),
        float(before.mean),
        effect.after.first,
        effect.after.last,
        after.visits,
        look.difference.low,
        look.difference.high,
        of=str(action.id),
        element=action.element,
    )
