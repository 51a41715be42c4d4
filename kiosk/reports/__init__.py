"""The numbers of a page or a document: ledger, places and instruments go in, indices come out. Nothing about how it looks."""

from kiosk.reports.arrivals import Arrivals, arrivals
from kiosk.reports.counters import CounterLine
from kiosk.reports.figures import Figures, IndexFigure, PeriodFigures, QuestionFigure, apart, figures, main_instrument, period, responded
from kiosk.reports.hours import Hour
from kiosk.reports.marks import Marks, marks
from kiosk.reports.region import Region, UnitLine, region
from kiosk.reports.response import Response, response, responses
from kiosk.reports.today import DayShare, ElementLine, LeftOut, Today, today
from kiosk.reports.withholding import Share

__all__ = [
    "Arrivals",
    "CounterLine",
    "DayShare",
    "ElementLine",
    "Figures",
    "Hour",
    "IndexFigure",
    "LeftOut",
    "Marks",
    "PeriodFigures",
    "QuestionFigure",
    "Region",
    "Response",
    "Share",
    "Today",
    "UnitLine",
    "apart",
    "arrivals",
    "figures",
    "main_instrument",
    "marks",
    "region",
    "period",
    "responded",
    "response",
    "responses",
    "today",
]
