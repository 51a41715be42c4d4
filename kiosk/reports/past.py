"""What a unit knows from before, for its trend: tables of past surveys that were brought in, and results of old reports that were typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kiosk.figures import IndexFigure
from kiosk.instruments import Catalogue, Instrument
from kiosk.past import typed
from kiosk.places import Unit
from kiosk.reports.withholding import imports

SHOWN = 12
"""Results from before that a trend shows: six years of half-years, or one year of months."""


@dataclass(frozen=True, slots=True)
class Past:
    """One index of a past survey. `figure`: from a table; None where it is withheld, or was typed. `value` on 25–100; None: withheld."""

    index: str
    instrument: Instrument
    first: date
    last: date
    respondents: int
    value: Decimal | None
    figure: IndexFigure | None
    number: int | None
    """Of the table; None: typed from an old report."""
    source: str
    """The table's file, or what the report is called."""

    @property
    def is_typed(self) -> bool:
        return self.number is None


def of_unit(unit: Unit, catalogue: Catalogue) -> list[Past]:
    """By their days, each index for itself."""
    return sorted(
        [*_imported(unit, catalogue), *_typed(unit, catalogue)], key=lambda each: (each.first, each.last, each.is_typed, each.index)
    )


def until(unit: Unit, last: date, catalogue: Catalogue) -> list[Past]:
    """The newest SHOWN of those that have begun by that day."""
    return [each for each in of_unit(unit, catalogue) if each.first <= last][-SHOWN:]


def _imported(unit: Unit, catalogue: Catalogue) -> list[Past]:
    return [
        Past(
            index,
            found.instrument,
            found.standing.row.first_day,
            found.standing.row.last_day,
            figure.n if figure else found.standing.row.respondents,
            figure.value if figure else None,
            figure,
            found.standing.number,
            found.standing.row.file_name,
        )
        for found in imports.shown(unit, catalogue)
        for index, figure in found.indices.items()
    ]


def _typed(unit: Unit, catalogue: Catalogue) -> list[Past]:
    versions: Mapping[str, Instrument] = {each.name: each for each in catalogue.all()}
    return [
        Past(each.index, versions[each.instrument], each.first, each.last, each.respondents, each.value, None, None, each.source)
        for each in typed.results_of(unit)
        if each.instrument in versions
    ]
