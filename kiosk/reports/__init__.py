"""The numbers of a page or a document: ledger, places and instruments go in, indices come out. Nothing about how it looks."""

from kiosk.reports.arrivals import Arrivals, arrivals
from kiosk.reports.changes import Change, compared
from kiosk.reports.counters import CounterLine
from kiosk.reports.effects import Effect, Proposal, effects, proposals
from kiosk.reports.elements import ElementLine
from kiosk.reports.figures import Figures, IndexFigure, PeriodFigures, QuestionFigure, apart, figures, main_instrument, period, responded
from kiosk.reports.hours import Hour
from kiosk.reports.marks import Marks, marks
from kiosk.reports.periods import PeriodReport, of_period
from kiosk.reports.region import Region, UnitLine, region
from kiosk.reports.response import Response, response, responses, unserved
from kiosk.reports.today import DayShare, LeftOut, Today, today
from kiosk.reports.withholding import Share

__all__ = [
    "Change",
    "PeriodReport",
    "compared",
    "of_period",
    "Arrivals",
    "CounterLine",
    "DayShare",
    "Effect",
    "ElementLine",
    "Figures",
    "Hour",
    "IndexFigure",
    "LeftOut",
    "Marks",
    "PeriodFigures",
    "Proposal",
    "QuestionFigure",
    "Region",
    "Response",
    "Share",
    "Today",
    "UnitLine",
    "apart",
    "arrivals",
    "effects",
    "figures",
    "main_instrument",
    "marks",
    "region",
    "period",
    "proposals",
    "responded",
    "response",
    "responses",
    "unserved",
    "today",
]
