"""When a finding is named: the constants, as data. Each trades false alarms for days until a true change is named.

Source: statistics of simulated units (docs/findings.md, made by `loket simulate findings`). Not yet tried on the ratings of real
units: once there are some, other limits may stand here, and that page is made again.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """p are one-sided, Z in standard errors, spans in open days unless said otherwise."""

    usual_days: int = 40
    """The usual of a day, and of five: eight weeks of five days."""
    fewest_days: int = 20
    """With fewer behind it nothing is usual yet."""
    phi_days: int = 130
    """How much days differ is known from half a year: eight weeks know too little of it, and every alarm hangs on it."""
    bad_day: float = 0.007
    bad_day_busy: float = 0.009
    """Of a place with `busy` visits on a usual day or more: there it finds what it is worth, and elsewhere hardly anything."""
    busy: float = 40.0
    good_day: float = 0.0025
    five: int = 5
    five_low: float = 0.0012
    five_high: float = 0.002
    five_without_last: float = 0.2
    """So improbable must the four days before the last one be."""
    month: int = 22
    """Of thirty days against the thirty before."""
    thirty: float = 2.75
    record_days: int = 260
    record: float = 0.05
    record_fewest: int = 120
    """With fewer days behind it, no day is a record."""
    lasting_weight: float = 0.05
    """What a new day weighs in the moving average."""
    lasting_fall: float = 2.45
    lasting_rise: float = 2.6
    lasting_days: int = 4
    """Open days since it began: what is shorter is a day's finding."""
    lasting_weeks: int = 26
    """Weeks of the usual of a lasting change …"""
    lasting_gap: int = 4
    """… which ends so many weeks ago, so that the change itself is not in it."""
    participation_weight: float = 0.2
    participation: float = 2.8
    marked_weight: float = 0.2
    marked: float = 3.4
    fewest_marked: int = 5
    element: float = 0.05
    """Of all elements together (Bonferroni)."""
    hour: float = 0.02
    hour_days: int = 28
    """Calendar days up to the end of a month."""
    counter: float = 0.02
    service: float = 0.02
    weekday: float = 0.02
    weekday_days: int = 56
    fewest_in_cell: int = 10
    """Fewer ratings in an hour or on a weekday are not compared."""
    silent_a_year: float = 1.0
    """False alarms that a counter may give by chance in 260 days."""
    day_factor: float = 0.3
    """The least that days are taken to differ in how many come: the standard deviation over the mean."""


LIMITS = Limits()
