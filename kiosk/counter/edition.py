"""Which edition of its page a tablet should hold: it changes when any word or picture on any of its screens does."""

import hashlib

from kiosk.clock import service_day
from kiosk.followups import notices
from kiosk.places import Place, channels, links
from kiosk.web import now, public_url
from kiosk.web.assets import code_edition

LENGTH = 12


def edition(place: Place) -> str:
    """Twelve hexadecimal digits over our code (templates, scripts, words) and over all that the screens of this place show."""
    unit, counter = place.unit, place.counter
    today = service_day(now(), unit.zone)
    notice = notices.shown_on(unit, today)
    shown = (
        code_edition(),
        (unit.code, unit.name, unit.zone),
        (counter.code, counter.names, counter.instrument, counter.plan),
        notice.texts if notice else None,
        [each.reach for each in channels.shown_on(today)],
        [(s.code, s.names) for s in place.services],
        (public_url(), links.link_of(counter, "screen").code) if counter.shows_qr else None,
    )
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:LENGTH]
