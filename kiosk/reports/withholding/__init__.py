"""What may be seen of a unit, and when. Every score on its way to a page, a card, a print or an export comes through here.

Source: design 3.6. Counts of visits and answers are always shown. Scores are not, until nobody can be read from them:

- a day that is over, and any period: whole batches of the ledger (see kiosk.tallies.releases), at least five answers to each
  question of satisfaction, ten of integrity, from two days, or twice as many from one, never cut again; open links help nobody
  over these numbers;
- the day that runs: satisfaction alone, by whole steps: five visits that followed each other at one counter, all by tablet or all
  by ticket and hand-over, frozen as they stood when five more of these had come somewhere in the unit;
- by hour, counter, channel and service: satisfaction alone, of days that are over, by the very same steps;
- of marks that tell what was said: whole months that are over, as the seal of their last day found them, of ten visits and more;
- of what should improve: batches of sealed days by the same rule as satisfaction's, of sums that hold nothing of a visit;
- of who answers: whole months that are over, one question at a time, put together until ten have answered it who did not come by
  an open link.

Two tables of the same answers could be subtracted from each other, and from the day's total: with cells of five in each, one
visitor may be left. Here all of them are sums of the same indivisible fives, and what a day has besides is five at least, so
that whatever is added and subtracted, no fewer than five remain.
"""

from kiosk.reports.withholding.always import Counts, Visit, counts, set_aside, visits
from kiosk.reports.withholding.batches import (
    Share,
    satisfaction,
    satisfaction_by_day,
    share_of,
    shown,
    together,
)
from kiosk.reports.withholding.by_fives import running
from kiosk.reports.withholding.months import profile

__all__ = [
    "Counts",
    "Share",
    "Visit",
    "counts",
    "profile",
    "running",
    "satisfaction",
    "satisfaction_by_day",
    "set_aside",
    "share_of",
    "shown",
    "together",
    "visits",
]
