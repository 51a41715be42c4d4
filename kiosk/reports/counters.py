"""The counters of a unit on a day: how many came, how satisfied they were, and how the tablet is."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk import places
from kiosk.devices import fleet, reports
from kiosk.findings.crowds import unlike
from kiosk.places import Counter, Unit
from kiosk.reports.withholding import Visit


@dataclass(frozen=True, slots=True)
class CounterLine:
    counter: Counter
    visits: int
    usual: float | None
    """Visits of the same weekday in the weeks before, while the day runs up to this time of day; None: not known yet."""
    stands_out: bool
    """It is unlike its usual."""
    closed: bool
    """It is closed in the register."""
    has_device: bool
    quiet_for: timedelta | None
    """How long the tablet has not spoken; None while it does, or if there is none."""
    lost: bool
    """Silent for half an hour in which the unit was open."""
    refused: int
    """Answers that its tablets keep because the server refused them; `reason` is the latest one's."""
    reason: str
    practising: bool
    """Its tablet last said that it is in practice mode, and has not been lost since: nothing is stored."""


def counter_lines(unit: Unit, of_day: Sequence[Visit], weekdays: Sequence[Mapping[int, int]], now: datetime) -> list[CounterLine]:
    """The unit's counters by code; `weekdays` are visits by the number of the counter, one for each of the same weekdays before."""
    counters = places.counters(unit)
    states, practising, refused = fleet.states(unit, now), reports.practising(counters), reports.refused(counters)
    visits, weeks = Tally(visit.counter_id for visit in of_day), len(weekdays)
    usual = {each.id: sum(day.get(each.id, 0) for day in weekdays) / weeks for each in counters} if weeks >= 2 else {}
    found = unlike(visits, usual, weeks)
    lines = []
    for counter in counters:
        state = states.get(counter.id)
        kept, reason = refused.get(counter.id, (0, ""))
        quiet = now - state.last_seen_at if state and state.last_seen_at else None
        lines.append(
            CounterLine(
                counter=counter,
                visits=visits[counter.id],
                usual=usual.get(counter.id),
                stands_out=counter.id in found,
                closed=places.closure_at(counter.id, now) is not None,
                has_device=state is not None and state.last_seen_at is not None,
                quiet_for=quiet if quiet and quiet > fleet.GREY_AFTER else None,
                lost=state is not None and state.health is fleet.Health.LOST,
                refused=kept,
                reason=reason,
                practising=counter.id in practising and state is not None and fleet.may_practise(state.health),
            )
        )
    return lines
