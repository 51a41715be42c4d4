"""`say` names a thing, of whichever room: this module knows them all, and so imports most of the house."""

from functools import singledispatch
from typing import Any

from kiosk.figures import IndexFigure
from kiosk.followups import Quarter
from kiosk.grids import Fault, Reading
from kiosk.indices.periods import Period
from kiosk.ledger import Channel
from kiosk.proof.verify import Finding
from kiosk.record import Act
from kiosk.reports import Effect
from kiosk.reports.changes import Change
from kiosk.reports.region import UnitLine
from kiosk.reports.wishes import Influence
from kiosk.words import acts, changes, codes, figures, findings, followups, periods, tables, units, wishes
from kiosk.words.catalogue import in_language


def say(thing: Any, language: str | None = None) -> str:
    """The thing in words, in the language spoken or in the one asked for; a text that is kept in several is said in one of them.

    TypeError for a thing that has no words.
    """
    if language is None:
        return _say(thing)
    with in_language(language):
        return _say(thing)


@singledispatch
def _say(thing: Any) -> str:
    raise TypeError(f"nothing is said of a {type(thing).__name__}; write it down in kiosk/words")


_say.register(Act, acts.about)
_say.register(Change, changes.change)
_say.register(Channel, codes.channel)
_say.register(Effect, followups.effect)
_say.register(Fault, tables.fault)
_say.register(Finding, findings.finding)
_say.register(IndexFigure, figures.index)
_say.register(Period, periods.period)
_say.register(Influence, wishes.influence)
_say.register(Quarter, periods.quarter)
_say.register(Reading, tables.reading)
_say.register(UnitLine, units.needs)
