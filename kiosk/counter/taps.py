"""Reading a tap that a tablet delivers: who tapped it, and where that device stood when it was tapped.

A tablet may have been moved or replaced while answers waited in it. Each is judged for the device and the counter of its
own moment.
"""

from collections.abc import Mapping
from typing import NamedTuple

from flask import g

from kiosk.counter.verdicts import Refusal, of_device
from kiosk.devices import Standing
from kiosk.devices.pauses import was_paused
from kiosk.ledger import Channel, Rating
from kiosk.quality.rules import PAUSED
from kiosk.web import Malformed, instruments, read_answer
from kiosk.web.answers import read_moment
from kiosk.words.catalogue import gettext as _


class Tap(NamedTuple):
    """A rating as it was tapped; the plan, if it was sent along; and a refusal, if the device may not deliver it."""

    rating: Rating
    codes: tuple[str, ...] | None
    refusal: Refusal | None


def read_tap(fields: Mapping[str, str]) -> Tap:
    """The fields of `read_answer`; optional device (id of the device that was tapped) and assisted (1). Raises Malformed."""
    standing = _tapped(fields.get("device", ""))
    given_at = read_moment(fields, "given_at")
    place = standing.place_at(given_at)
    marks = (PAUSED,) if was_paused(standing.device, given_at) else ()
    instrument = instruments().current(place.counter.instrument)
    rating, codes = read_answer(fields, place, instrument, Channel.TABLET, assisted=fields.get("assisted") == "1", marks=marks)
    # What a successor brings was kept in the same browser before it was paired anew; only the device itself can tap after its end.
    own = standing.device.id == g.device.id
    return Tap(rating, codes, of_device(standing.device, rating) if own else None)


def _tapped(device: str) -> Standing:
    """The device that was tapped: the one that speaks, or one that it replaced."""
    own: Standing = g.standing
    if device in ("", str(own.device.id)):
        return own
    found = next((each for id_, each in own.replaced.items() if str(id_) == device), None)
    if found is None:
        raise Malformed("device", _("bukan tablet ini, dan bukan tablet yang digantikannya."))
    return found
