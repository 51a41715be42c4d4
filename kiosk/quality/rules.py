"""Rules that mark a rating when it comes in, and what they mark it with. They mark, and never refuse or drop.

What is marked is left out of counted figures, and stays in raw ones. Rules are judged once, at intake; an entry says which
VERSION of them judged it, and is never judged again.

Marks of a whole visit, from its first answer to its last, whenever the mark falls:

- `repeat`: by an open link (a code on a screen or a poster, which anyone may scan as often as she likes) the same phone has
  rated this unit on this service day already. The phone keeps the mark itself (see kiosk.phone.again); a visitor who clears it, or uses two
  phones, goes unnoticed.
- `flood`: more visits by open links at one counter in one clock hour than people can be served there. An officer who needs two
  minutes for each serves 30 in an hour, MOST_PER_HOUR; the 31st visit of that hour and those after it are marked. A counter
  where 15 in an hour scan the code (Poisson) passes 30 once in five thousand hours; someone who votes by a program can add 30
  an hour at most that are not marked. Visits by ticket are counted apart under the same cap: anybody who makes tickets could spend a batch
  of 500 with a program, and no counter serves more; and a flood of the open code sets no ticket aside. So are visits that begin by a
  hand-over: anybody who holds a tablet's key can make those. The hour is that of the tap. Only
  the phone says how long its tap has waited (two hours at most), so a visit that claims more than WAITED is counted into the hour of its
  receipt as well, and is marked if either has too many: 100 posts in one minute cannot be passed off as three hours'. Where 15 in an hour
  scan and 1.5 more come late from the hours before, more than 30 (Poisson, mean 16.5) are one hour in a thousand.
- `straight`: all questions of a full questionnaire (LEAST_ALIKE or more) with one score, at less than A_GLANCE each. A question
  has eight words or more, and reading runs at four words a second: two seconds, before any thought. A visitor who is glad of everything
  answers alike too, but takes her time, and is not marked.
- `told`: she answered "yes" to the control question, whether anyone of the staff had asked for good answers.

Marks of a single answer:

- `quick`: it came less than QUICKEST after another answer of the same visit. A tablet takes no tap in the first 500 ms of a
  screen; 400 leaves room for its timer. So this is no finger on our pages, but a program.
- `hours`: tapped on a tablet more than half an hour before the unit opens or an hour after it closes; a unit without hours is
  always open. A visitor who came in before closing is still served, and rates.
- `paused`: tapped on a tablet that its operator had paused, which shows no questions.
- `clock`: nobody knows when it was given, and the entry's time is that of its receipt. A tablet said that it was tapped before the
  tablet was paired, or at a time to come (kiosk.devices.delivery): no tap of ours says that, for a tablet knows when it was paired.
  Or a phone sent it while the server's own clock was not believed (kiosk.timekeeping).
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

VERSION = 5
"""Version of the rules: 1 had only `repeat` and `flood`; up to 2 `flood` left tickets alone and believed how long a tap had waited; up
to 3 it left hand-overs alone, and any moment was believed; up to 4 so was the server's own clock."""

REPEAT, FLOOD, STRAIGHT, TOLD = "repeat", "flood", "straight", "told"
QUICK, HOURS, PAUSED, CLOCK = "quick", "hours", "paused", "clock"
OF_VISIT = (REPEAT, FLOOD, STRAIGHT, TOLD)
OF_ANSWER = (QUICK, HOURS, PAUSED, CLOCK)
MARKS = (*OF_VISIT, *OF_ANSWER)
CONTROL = "C1"
ANSWERS_TO: Mapping[str, str | None] = {STRAIGHT: None, TOLD: CONTROL}
"""{mark that tells what a visitor said: the question that brings it, or None if any visit can have it}: what its number is shown out of."""
BY_WORDS = frozenset(ANSWERS_TO)
"""Their number is withheld like figures of integrity; that of the others is shown at once."""
FROM_THE_START = frozenset({REPEAT, FLOOD})
"""Known when a visit begins: its later answers carry them too."""

OPEN_CHANNELS = ("screen", "poster")
"""Channels whose link is open to everyone."""
TICKETS, HANDOFFS = "ticket", "handoff"

MOST_PER_HOUR = 30
AN_HOUR = 3600 * 1000
WAITED = 5 * 60 * 1000
"""Milliseconds that a tap may wait in a phone and be counted into its own hour alone: a dead spot, not a lie worth telling."""
QUICKEST = 400
"""Milliseconds between two answers of a visit."""
A_GLANCE = 1500
"""Milliseconds for each answer of a questionnaire, on average."""
LEAST_ALIKE = 7
BEFORE_OPENING, AFTER_CLOSING = 30, 60
"""Minutes."""

Week = Mapping[int, Sequence[tuple[int, int]]]
"""{weekday (0 Monday): [(opens, closes)]} in minutes since midnight."""


class Given(NamedTuple):
    """An answer of a visit as the rules see it: `part` is what it counts towards, `given_at` milliseconds."""

    question: str
    part: str
    score: int
    given_at: int


@cache
def reach(marks: str) -> int:
    """How far an entry's marks reach: 0 it has none, 1 this answer, 2 the whole visit."""
    return 0 if not marks else 2 if any(mark in OF_VISIT for mark in marks.split()) else 1


def marks_of(given: Given, before: Sequence[Given], whole: Mapping[str, int]) -> list[str]:
    """What an answer is marked with for its own sake, after those that its visit has given before.

    `whole`: {index: how many questions its instrument has of it}, for every index that there is.
    """
    found = []
    if any(each.question != given.question and abs(given.given_at - each.given_at) < QUICKEST for each in before):
        found.append(QUICK)
    if given.part == "control" and given.score == 1:
        found.append(TOLD)
    if _is_straight([*before, given], whole):
        found.append(STRAIGHT)
    return found


def _is_straight(answers: Iterable[Given], whole: Mapping[str, int]) -> bool:
    last = {each.question: each for each in answers if each.part in whole}
    if len(last) < max(sum(whole.values()), LEAST_ALIKE) or len({each.score for each in last.values()}) > 1:
        return False
    moments = [each.given_at for each in last.values()]
    return max(moments) - min(moments) < A_GLANCE * (len(last) - 1)


def is_outside(week: Week, weekday: int, minute: int) -> bool:
    """Whether a minute of a weekday lies well outside the opening hours."""
    spans = week.get(weekday, ())
    return bool(week) and not any(opens - BEFORE_OPENING <= minute < closes + AFTER_CLOSING for opens, closes in spans)
