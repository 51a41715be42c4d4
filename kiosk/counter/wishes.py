"""What visitors say should improve, as tablets bring it: judged like their taps, added up, and forgotten."""

from collections.abc import Sequence

from kiosk import places
from kiosk.clock import service_day
from kiosk.counter import verdicts
from kiosk.counter.taps import Wish
from kiosk.counter.verdicts import Refusal
from kiosk.ledger import Channel
from kiosk.ledger.entry import Access
from kiosk.recording import Closed, must_have_room
from kiosk.store import writing
from kiosk.visitors import wishes
from kiosk.web import now
from kiosk.web.secret import once_of


def judge(brought: Sequence[Wish]) -> list[Refusal | None]:
    """None: it may come in. A counter that was closed in the register when the visitor tapped takes no wish either."""
    return [_refusal(each) for each in brought]


def add(brought: Sequence[Wish]) -> list[Refusal | None]:
    """The same, and what may come in is added up, in one transaction. The same visit is added once, however often it is brought."""
    if not brought:
        return []
    must_have_room(Channel.TABLET)
    with writing():
        refusals = judge(brought)
        for each, refusal in zip(brought, refusals, strict=True):
            if each.counts and not refusal:
                unit = each.place.unit
                form = once_of(each.visit, "the wish of a visit")
                wishes.add(unit, each.chosen, each.instrument, Access.COUNTER, form, service_day(now(), unit.zone))
    return refusals


def _refusal(brought: Wish) -> Refusal | None:
    closure = places.closure_at(brought.place.counter.id, brought.given_at)
    return verdicts.of_ledger(Closed(closure.closed_at, closure.reason)) if closure else None
