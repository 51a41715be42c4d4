"""Words: everything said in the reader's language, on pages, on paper, in files and in commands. No Flask.

`say` names a thing; whatever else is said of it is in the module of its subject.
"""

from functools import singledispatch
from typing import Any

from kiosk.followups import Quarter
from kiosk.grids import Fault, Reading
from kiosk.indices.periods import Period
from kiosk.ledger import Channel
from kiosk.people.acts import Act
from kiosk.proof.verify import Finding
from kiosk.reports import Effect, IndexFigure
from kiosk.reports.changes import Change
from kiosk.reports.region import UnitLine
from kiosk.words import acts, codes, figures, findings, followups, periods, tables, units
from kiosk.words.catalogue import in_language, language

__all__ = ["in_language", "language", "say"]


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
_say.register(Change, figures.change)
_say.register(Channel, codes.channel)
_say.register(Effect, followups.effect)
_say.register(Fault, tables.fault)
_say.register(Finding, findings.finding)
_say.register(IndexFigure, figures.index)
_say.register(Period, periods.period)
_say.register(Quarter, periods.quarter)
_say.register(Reading, tables.reading)
_say.register(UnitLine, units.needs)
