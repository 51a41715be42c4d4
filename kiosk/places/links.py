"""The addresses to rate by phone."""

import secrets

from sqlalchemy import select

from kiosk import codes
from kiosk.places.tables import LINK_ALPHABET, LINK_LENGTH, Counter, Link, Unit
from kiosk.store import reading
from kiosk.store.remembered import Remembered


def typed_link_code(text: str) -> str:
    """A link's code as somebody typed it: capitals, blanks and dashes are for the eye."""
    return codes.plain(text).lower()[:LINK_LENGTH]


_links: Remembered[str, Link | None] = Remembered(lambda found: [found] if found else [], keeps_none=False)


def link(code: str) -> Link | None:
    """As of half a second ago; not to be changed."""
    return _links.get(code, lambda: reading().get(Link, code))


def link_of(counter: Counter, channel: str) -> Link:
    """The counter's link of a channel; every counter has all of LINKS."""
    return reading().scalars(select(Link).where(Link.counter_id == counter.id, Link.channel == channel)).one()


def links_of_counters(unit: Unit, channel: str) -> dict[int, Link]:
    """The same of every counter of the unit: {number of the counter: link}. One query."""
    query = select(Link).where(Link.unit_id == unit.id, Link.counter_id.is_not(None), Link.channel == channel)
    return {link.counter_id: link for link in reading().scalars(query) if link.counter_id is not None}


def link_of_unit(unit: Unit) -> Link:
    """The link of the whole unit, for its own poster."""
    return reading().scalars(select(Link).where(Link.unit_id == unit.id, Link.counter_id.is_(None))).one()


def new_link_code() -> str:
    # 30^7 ≈ 2·10^10: nobody meets another counter's link by mistyping one letter.
    return "".join(secrets.choice(LINK_ALPHABET) for _ in range(LINK_LENGTH))
