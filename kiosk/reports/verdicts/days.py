"""A unit's days as findings are made from them: batches that may be shown, counts that always are, a month's cells with its last day."""

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from kiosk import tallies
from kiosk.findings import Counted, Day, Scored
from kiosk.instruments import Catalogue
from kiosk.places import Unit, opening, served
from kiosk.proof import Seal
from kiosk.reports import withholding
from kiosk.reports.figures import main_instrument, official_first
from kiosk.reports.withholding import Share, by_fives

LOOKED_BACK = timedelta(weeks=60)
"""A year of open days for a record; half a year, four weeks and as long again as a moving average remembers for a lasting change."""


def of_unit(unit: Unit, since: date, until: date, newest: Seal | None, catalogue: Catalogue) -> list[Day]:
    """The open days up to `until` that findings from `since` on need, with the cells of the months before each of these.

    Five queries, and three for each month.
    """
    first, months = since - LOOKED_BACK, (until.year - since.year) * 12 + until.month - since.month + 1
    visits, marked = tallies.visits_by_day(unit, first, until), tallies.set_aside_by_day(unit, first, until)
    if not visits:
        return []
    shares, hours = withholding.satisfaction_by_day(unit, first, until), opening.hours(unit)
    counts = served.of_days(unit, first, until)
    days = []
    for day in _each(min(visits), until):
        if hours.on(day) or day in visits or day in shares:
            share, there = shares.get(day), counts.get(day)
            days.append(
                Day(
                    day,
                    total=share.n if share else 0,
                    satisfied=share.satisfied if share else 0,
                    came=visits.get(day, 0),
                    served=there.count if there else None,
                    marked=marked.get(day, 0),
                )
            )
    return _with_months(days, unit, newest, catalogue, months)


def _with_months(days: list[Day], unit: Unit, newest: Seal | None, catalogue: Catalogue, months: int) -> list[Day]:
    """The last day of each of the last months that are over has the month's elements, and the cells of the four weeks up to its end."""
    last_of = {(day.date.year, day.date.month): place for place, day in enumerate(days)}
    over = sorted(last_of)[:-1][-months:] if months else []
    for year, month in over:
        place, end = last_of[year, month], date(year, month, monthrange(year, month)[1])
        cells = by_fives.cells_of_days(unit, end, newest)
        days[place] = replace(
            days[place],
            hours={hour: _counted(share) for hour, share in cells.hours.items()},
            counters={str(number): _counted(share) for number, share in cells.counters.items()},
            services={str(number): _counted(share) for number, share in cells.services.items()},
            elements=_elements(unit, end.replace(day=1), end, catalogue),
        )
    return days


def _elements(unit: Unit, first: date, last: date, catalogue: Catalogue) -> Mapping[str, Scored]:
    """Of the leading index of the unit's questionnaire."""
    instrument = main_instrument(unit, catalogue)
    if instrument.leading is None:
        return {}
    sums = official_first(withholding.shown(unit, first, last), instrument, instrument.leading.key).sums
    found = {}
    for element, codes in instrument.elements(instrument.leading.key).items():
        own = [pair for (a, b), pair in sums.pairs.items() if a == b and a in codes]
        if own:
            found[element] = Scored(sum(pair.n for pair in own), sum(pair.x for pair in own), sum(pair.xy for pair in own))
    return found


def _counted(share: Share) -> Counted:
    return Counted(share.n, share.satisfied)


def _each(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
