"""Figures of past surveys that were brought in: of a whole table, or none. They stand by themselves and in no other figure.

A table is one batch that nothing cuts: no day, no counter and no period of it is shown, so there is nothing to subtract. Of an index
there are as many answers to each question as of any batch, else it is withheld. One that was taken back shows nothing any more; who
saw its figures before has seen them. Who brings a table in has read it, and could not be kept from reading others by it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.figures import IndexFigure, of_visits
from kiosk.instruments import Catalogue, Instrument
from kiosk.ledger import imported
from kiosk.past import surveys
from kiosk.past.surveys import Standing
from kiosk.places import Unit

MOST_REMEMBERED = 500


@dataclass(frozen=True, slots=True)
class Imported:
    """A table that counts, and the indices of its questionnaire; None while one of its questions has too few answers."""

    standing: Standing
    instrument: Instrument
    indices: Mapping[str, IndexFigure | None]


_made: dict[tuple[str, str, str], Mapping[str, IndexFigure | None]] = {}
"""{(questionnaire, its digest, the table's): indices}: what a table says follows from these, whichever unit has it."""


def shown(unit: Unit, catalogue: Catalogue) -> list[Imported]:
    """The unit's tables that are whole and were not taken back, the first brought in first."""
    found = []
    for each in surveys.of_unit(unit):
        if each.counts:
            key, _at, version = each.row.instrument.rpartition("@")
            instrument = catalogue.version(key, int(version))
            found.append(Imported(each, instrument, _indices(unit, each, instrument)))
    return found


def _indices(unit: Unit, table: Standing, instrument: Instrument) -> Mapping[str, IndexFigure | None]:
    key = instrument.name, instrument.digest, table.row.digest
    if key not in _made:
        if len(_made) >= MOST_REMEMBERED:
            _made.clear()
        made = of_visits(imported.visits(unit, table.row.first_seq, table.last_seq), instrument).indices
        _made[key] = {index: figure if figure and _is_enough(figure) else None for index, figure in made.items()}
    return _made[key]


def _is_enough(figure: IndexFigure) -> bool:
    return all(each.n >= figure.index.fewest_answers for each in figure.questions)
