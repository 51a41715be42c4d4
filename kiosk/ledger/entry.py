"""An entry of the ledger, and its canonical form: the exact bytes that are hashed, and later sealed.

Format 1 is one line of UTF-8 text: 22 fields in a fixed order, separated by a tab, without a line end. No field can hold a tab
(codes, numbers and identifiers only), so the form is unambiguous and can be made again in any language. A field without a
value is empty. The leaf hash is that of RFC 6962, section 2.1: SHA-256 over a zero byte and the canonical form.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from kiosk.clock import to_milliseconds

FORMAT = 1
NONCE_BYTES = 16


class Channel(StrEnum):
    """How an answer came in; told apart for ever."""

    TABLET = "tablet"
    SCREEN = "screen"  # the QR code on a tablet's start screen
    POSTER = "poster"
    HANDOFF = "handoff"
    TICKET = "ticket"
    PAPER = "paper"
    IMPORT = "import"


class Kind(StrEnum):
    """What an entry is."""

    RATING = "rating"


# Rows hold the place in these lists, from 1 on: new ones go to the end.
CHANNELS = (Channel.TABLET, Channel.SCREEN, Channel.POSTER, Channel.HANDOFF, Channel.TICKET, Channel.PAPER, Channel.IMPORT)
KINDS = (Kind.RATING,)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a unit's ledger, with places and instrument by their codes, which never change."""

    unit: str
    seq: int
    """Number within the unit: 1, 2, 3 … without gaps."""
    kind: Kind
    answer: UUID
    visit: UUID
    counter: str
    service: str
    """Code of the service, or empty where a counter gives several and none was named."""
    channel: Channel
    instrument: str
    """The version that the question stands in, e.g. ikm-ipk-2021@1."""
    question: str
    score: int
    language: str
    assisted: bool
    given_at: datetime
    """When the visitor tapped: the device's time, corrected by its known offset."""
    received_at: datetime
    service_day: date
    """The local date of the tap in the unit's zone."""
    marks: str
    """Codes of the quality rules that marked the rating, separated by spaces."""
    rules: int
    """Version of the quality rules that judged; 0: none did."""
    nonce: bytes
    """Random, so that nobody who has the hash alone can find the score by trying four."""
    about: int | None = None
    """For later kinds: the number of the entry that this one speaks of."""
    extra: str = ""
    """Room for later kinds. Empty in a rating."""


def canonical_form(entry: Entry) -> bytes:
    """The bytes of format 1. Moments are whole milliseconds since 1970 UTC, the day is YYYY-MM-DD, the nonce hexadecimal."""
    return (
        f"{FORMAT}\t{entry.unit}\t{entry.seq}\t{entry.kind}\t{entry.answer}\t{entry.visit}\t{entry.counter}\t{entry.service}\t"
        f"{entry.channel}\t{entry.instrument}\t{entry.question}\t{entry.score}\t{entry.language}\t{entry.assisted:d}\t"
        f"{to_milliseconds(entry.given_at)}\t{to_milliseconds(entry.received_at)}\t{entry.service_day.isoformat()}\t"
        f"{entry.marks}\t{entry.rules}\t{entry.nonce.hex()}\t{'' if entry.about is None else entry.about}\t{entry.extra}"
    ).encode()


def leaf_hash(entry: Entry) -> bytes:
    """SHA-256(0x00 ‖ canonical form), 32 bytes. Source: RFC 6962, 2.1."""
    return hashlib.sha256(b"\x00" + canonical_form(entry)).digest()


# Crockford's base 32: no I, L, O, U.
RECEIPT_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def receipt_code(visit: UUID) -> str:
    """The code of a visit's receipt, such as K7QF-2M9D: its 16 bytes folded onto 5 by exclusive or, in base 32.

    It is derived from the visit's id alone, so a tablet can show it without network (static/js/counter/receipt.js does the
    same). 40 bits: among a million visits, a mistyped code meets another visit once in a million tries.

    >>> receipt_code(UUID("01934f5e-7d3a-7c21-9f00-5a6b7c8d9e0f"))
    'DT21-4K73'
    """
    folded = bytearray(5)
    for place, byte in enumerate(visit.bytes):
        folded[place % 5] ^= byte
    bits = int.from_bytes(folded)
    code = "".join(RECEIPT_ALPHABET[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{code[:4]}-{code[4:]}"


def new_id(moment: datetime) -> UUID:
    """A UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then random. Time-ordered, so its index grows at one end."""
    random = int.from_bytes(secrets.token_bytes(10))
    value = (to_milliseconds(moment) & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64 | 2 << 62 | random & (1 << 62) - 1
    return UUID(int=value)
