"""Findings: what differs from the usual, so that a reader should know of it, at a stated rate of false alarms.

From a table of days (`Day`) to the findings of each (`every_day`), worst first. What is said of one is in `kiosk.words.verdicts`; how
often each is false, and how soon a true change is named, is in docs/findings.md, which `loket simulate findings` makes.
"""

from kiosk.findings.course import Found, every_day, of_day
from kiosk.findings.days import Counted, Day, Scored
from kiosk.findings.finding import DOWN, UP, Finding, Kind, Names, Weight
from kiosk.findings.limits import LIMITS, Limits
from kiosk.findings.table import read_days

__all__ = [
    "DOWN",
    "LIMITS",
    "UP",
    "Counted",
    "Day",
    "Finding",
    "Found",
    "Kind",
    "Limits",
    "Names",
    "Scored",
    "Weight",
    "every_day",
    "of_day",
    "read_days",
]
