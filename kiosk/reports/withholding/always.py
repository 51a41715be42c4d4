"""What is always shown: how many came, answered and were marked for how they came; nothing of what anybody said."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from kiosk import tallies
from kiosk.ledger import Channel
from kiosk.ledger.answers import Answer, MarkedAnswer, marked, of_days
from kiosk.ledger.entry import BROUGHT
from kiosk.places import Unit
from kiosk.quality import rules
from kiosk.tallies import PULSE


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of service days: visits, their answers, and how many of these a rule set aside for how they came. Always shown."""

    visits: int
    answers: int
    set_aside: int


@dataclass(frozen=True, slots=True)
class Visit:
    """That somebody rated: when she began, where, and in which ways; nothing of what she said. Always shown."""

    began_at: datetime
    counter_id: int
    channels: frozenset[Channel]
    apart: bool
    satisfaction: bool
    """She answered the question of satisfaction, and no rule set that answer aside for how it came."""


def counts(unit: Unit, first: date, last: date) -> Counts:
    found = tallies.of_unit(unit, first, last)
    return Counts(found.visits_of(), found.answers(), set_aside(unit, first, last))


def set_aside(unit: Unit, first: date, last: date) -> int:
    """How many answers of these days a rule set aside for how they came."""
    return len({(answer.visit, answer.question) for answer in marked_by_arrival(unit, first, last)})


def only_open(channels: Collection[Channel]) -> bool:
    """Whether those who came on some days, by these channels, all followed links that anyone may follow as often as she likes.

    Then what is shown protects nobody from added ratings: see kiosk.tallies.releases.
    """
    own = set(channels) - set(BROUGHT)
    return bool(own) and own <= {*rules.OPEN_CHANNELS}


def marked_by_arrival(unit: Unit, first: date, last: date) -> list[MarkedAnswer]:
    """What is marked for how it came. Not for what was said: somebody who stands beside a visitor would see what she answers."""
    return [answer for answer in marked(unit, first, last) if answer.marks - rules.BY_WORDS]


def visits(unit: Unit, day: date) -> list[Visit]:
    """Every visit that answered something on the service day, in the order of their arrival."""
    of_visits: dict[bytes, list[Answer]] = defaultdict(list)
    for answer in of_days(unit, day, day):
        # Who answered a past survey came to no counter of ours.
        if answer.channel is not Channel.IMPORT:
            of_visits[answer.visit].append(answer)
    return [
        Visit(
            began_at=min(a.given_at for a in given),
            counter_id=given[0].counter_id,
            channels=frozenset(a.channel for a in given),
            apart=all(a.apart for a in given),
            satisfaction=any(a.question == PULSE and not a.apart and not a.marks - rules.BY_WORDS for a in given),
        )
        for given in of_visits.values()
    ]
