"""How often somebody without an account or a tablet may ask, by the address she comes from.

An office, a hall or a mobile network shares one address, so this is no limit for people: it bounds what one program can use of the
processor. Addresses are kept in this process's memory until the minute is over, as digests under a key that nobody has, and nowhere else.
"""

import hashlib
import secrets
from collections import Counter
from datetime import datetime
from ipaddress import IPv6Address, ip_address

from flask import Response, current_app, request

from kiosk.web.current import now
from kiosk.web.errors import refused
from kiosk.words.catalogue import gettext as _

MOST_A_MINUTE = 1200
"""Requests to one process. A visit by phone makes about ten, so 120 people can answer behind one address in the same minute."""
MOST_ADDRESSES = 20_000
"""Addresses that are told apart within a minute; those that come later share one."""


class Rates:
    """What each address has asked for in the minute that runs."""

    def __init__(self) -> None:
        self._minute: datetime | None = None
        self._key = b""
        self._asked: Counter[bytes] = Counter()

    def allows(self, address: str, moment: datetime) -> bool:
        """Count one more request of the address, and say whether it may be answered."""
        minute = moment.replace(second=0, microsecond=0)
        if minute != self._minute:
            self._minute, self._key, self._asked = minute, secrets.token_bytes(16), Counter()
        asked = hashlib.blake2b(whose(address).encode(), key=self._key, digest_size=8).digest()
        if asked not in self._asked and len(self._asked) >= MOST_ADDRESSES:
            asked = b""
        self._asked[asked] += 1
        return self._asked[asked] <= MOST_A_MINUTE


def whose(address: str) -> str:
    """The address, or of IPv6 its network: one subscriber has 2^64 addresses in that (RFC 6177).

    >>> whose("192.0.2.7"), whose("2001:db8::7:1"), whose("")
    ('192.0.2.7', '2001:db8::', '')
    """
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    return str(IPv6Address(int(found) >> 64 << 64)) if isinstance(found, IPv6Address) else str(found)


def limit() -> Response | None:
    """For a door to strangers: 429 for whom asks more often than a hall full of people."""
    rates: Rates = current_app.extensions.setdefault("rates", Rates())
    if rates.allows(request.remote_addr or "", now()):
        return None
    answer = refused(
        429, _("Terlalu banyak permintaan"), _("Dari jaringan ini terlalu banyak permintaan sekaligus. Coba lagi sebentar lagi.")
    )
    answer.headers["Retry-After"] = "60"
    return answer
