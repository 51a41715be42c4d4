"""The counters of a unit on a day: how many came, how satisfied they were, and how the tablet is."""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk import places
from kiosk.devices import fleet, reports
from kiosk.places import Counter, Unit
from kiosk.reports.withholding import Share, Visit


@dataclass(frozen=True, slots=True)
class CounterLine:
    counter: Counter
    visits: int
    share: Share | None
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


def counter_lines(unit: Unit, of_day: Sequence[Visit], shares: Mapping[int, Share], now: datetime) -> list[CounterLine]:
    """The unit's counters by code; `shares` is satisfaction by the number of the counter."""
    counters = places.counters(unit)
    states, practising, refused = fleet.states(unit, now), reports.practising(counters), reports.refused(counters)
    visits = Tally(visit.counter_id for visit in of_day)
    lines = []
    for counter in counters:
        state = states.get(counter.id)
        kept, reason = refused.get(counter.id, (0, ""))
        quiet = now - state.last_seen_at if state and state.last_seen_at else None
        lines.append(
            CounterLine(
                counter=counter,
                visits=visits[counter.id],
                share=shares.get(counter.id),
                has_device=state is not None and state.last_seen_at is not None,
                quiet_for=quiet if quiet and quiet > fleet.GREY_AFTER else None,
                lost=state is not None and state.health is fleet.Health.LOST,
                refused=kept,
                reason=reason,
                practising=counter.id in practising and state is not None and fleet.may_practise(state.health),
            )
        )
    return lines
