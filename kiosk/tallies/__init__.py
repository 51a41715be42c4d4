"""Tallies: what visits add up to, by day and month, and what of it has been released in batches. Kept in the transaction of the entry."""

from kiosk.tallies.cells import RAW, Basis
from kiosk.tallies.fives import PULSE
from kiosk.tallies.releases import LEAST_INTEGRITY, LEAST_SATISFACTION
from kiosk.tallies.tally import (
    Tallies,
    of_unit,
    of_units,
    released,
    released_by_day,
    released_of_units,
)
from kiosk.tallies.visits import set_aside_by_day, visits_by_channel, visits_by_day

__all__ = [
    "Basis",
    "LEAST_INTEGRITY",
    "LEAST_SATISFACTION",
    "PULSE",
    "RAW",
    "Tallies",
    "of_unit",
    "of_units",
    "released",
    "released_by_day",
    "released_of_units",
    "set_aside_by_day",
    "visits_by_channel",
    "visits_by_day",
]
