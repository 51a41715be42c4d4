"""The numbers of a page or a document: ledger, places and instruments go in, indices come out. Nothing about how it looks."""

from kiosk.reports.changes import compared
from kiosk.reports.effects import Effect, of_actions, proposals
from kiosk.reports.figures import PeriodFigures, main_instrument, period
from kiosk.reports.marks import of_marks
from kiosk.reports.periods import PeriodReport, of_period
from kiosk.reports.region import Region, of_region
from kiosk.reports.results import Results
from kiosk.reports.today import Today, of_today

__all__ = [
    "Effect",
    "PeriodFigures",
    "PeriodReport",
    "Region",
    "Results",
    "Today",
    "compared",
    "main_instrument",
    "of_actions",
    "of_marks",
    "of_period",
    "of_region",
    "of_today",
    "period",
    "proposals",
]
