"""Reading a tap that a tablet delivers: who tapped it, and where that device stood when it was tapped.

A tablet may have been moved or replaced while answers waited in it. Each is judged for the device and the counter of its
own moment.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from flask import g

from kiosk.counter.verdicts import Refusal, of_delivery
from kiosk.devices import Standing
from kiosk.devices.delivery import Delivery, delivery
from kiosk.instruments import Instrument, Question
from kiosk.ledger import Channel, Rating
from kiosk.places import Place
from kiosk.quality.rules import CLOCK, PAUSED
from kiosk.web import Malformed, instruments, now, read_answer
from kiosk.web.answers import read_moment, read_wish
from kiosk.web.current import latest
from kiosk.words.catalogue import gettext as _


class Wish(NamedTuple):
    """What somebody says should improve (see kiosk.visitors.wishes), as she confirmed it."""

    place: Place
    visit: UUID
    question: Question
    instrument: Instrument
    chosen: tuple[str, ...]
    language: str
    given_at: datetime
    counts: bool
    """Nothing sets it aside: not the device's clock, nor that it was in a pause."""


class Tap(NamedTuple):
    """What was tapped; the plan, if it was sent along; and a refusal, if the device may not deliver it."""

    said: Rating | Wish
    codes: tuple[str, ...] | None
    refusal: Refusal | None


class Came(NamedTuple):
    """When a request came; no tap in it was later than `latest`."""

    now: datetime
    latest: datetime


def just_now() -> Came:
    """Asked once for all that a request brings."""
    return Came(now(), latest())


def read_tap(fields: Mapping[str, str], came: Came) -> Tap:
    """The fields of `read_answer`; optional device (id of the device that was tapped) and assisted (1). Raises Malformed.

    For what should improve: those of `read_wish`.
    """
    standing = _tapped(fields.get("device", ""))
    given_at = read_moment(fields, "given_at")
    found = delivery(standing.device, given_at, came.now, came.latest)
    marks: tuple[str, ...] = ()
    if found is Delivery.TIMELESS:
        given_at, marks = came.now, (CLOCK,)
    if standing.was_paused(given_at):
        marks = (*marks, PAUSED)
    place = standing.place_at(given_at)
    instrument = instruments().current(place.counter.instrument)
    wish = read_wish(fields, instrument)
    if wish:
        visit, chosen, language, codes = wish
        return Tap(
            Wish(place, visit, instrument.need(fields["question"]), instrument, chosen, language, given_at, not marks),
            codes,
            of_delivery(found),
        )
    assisted = fields.get("assisted") == "1"
    rating, codes = read_answer(fields, place, instrument, Channel.TABLET, given_at=given_at, assisted=assisted, marks=marks)
    return Tap(rating, codes, of_delivery(found))


def _tapped(device: str) -> Standing:
    """The device that was tapped: the one that speaks, or one that it replaced."""
    own: Standing = g.standing
    if device in ("", str(own.device.id)):
        return own
    found = next((each for id_, each in own.replaced.items() if str(id_) == device), None)
    if found is None:
        raise Malformed("device", _("bukan tablet ini, dan bukan tablet yang digantikannya."))
    return found
