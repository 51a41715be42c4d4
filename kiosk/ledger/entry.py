"""An entry of the ledger, and its canonical form: the exact bytes that are hashed, and later sealed.

Format 1 is one line of UTF-8 text: 22 fields in a fixed order, separated by a tab, without a line end. No field can hold a tab
(codes, numbers and identifiers only), so the form is unambiguous and can be made again in any language. A field without a
value is empty. The leaf hash is that of RFC 6962, section 2.1: SHA-256 over a zero byte and the canonical form.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from kiosk import codes
from kiosk.clock import to_milliseconds

FORMAT = 1
NONCE_BYTES = 16
SEED_BYTES = 32


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
    WITHDRAWAL = "withdrawal"
    """That a table of a past survey is taken back: its entries, numbered `about` to `extra`, count for nothing from then on."""


# Rows hold the place in these lists, from 1 on: new ones go to the end.
CHANNELS = (Channel.TABLET, Channel.SCREEN, Channel.POSTER, Channel.HANDOFF, Channel.TICKET, Channel.PAPER, Channel.IMPORT)
KINDS = (Kind.RATING, Kind.WITHDRAWAL)
RATING, WITHDRAWAL = (KINDS.index(kind) + 1 for kind in KINDS)
BROUGHT = (Channel.PAPER, Channel.IMPORT)
"""Channels through which others bring in what visitors answered long before. They are shown apart, and no rule judges them."""
APART = frozenset(CHANNELS.index(channel) + 1 for channel in BROUGHT)
"""The numbers of these channels."""
IMPORT = CHANNELS.index(Channel.IMPORT) + 1
"""The number of the one through which tables of past surveys come. A table is shown whole or not at all, so it is in no tally."""


class Access(IntEnum):
    """How somebody comes to give an answer. What anybody may give at will stands apart from what takes a visit."""

    COUNTER = 0
    """At a tablet. What others bring in stands here too; its basis keeps it apart."""
    GIVEN = 1
    """By a ticket, or a code that a tablet hands over."""
    OPEN = 2
    """By a link that anyone may follow as often as she likes."""


ACCESS = {
    CHANNELS.index(channel) + 1: access
    for access, channels in {
        Access.COUNTER: (Channel.TABLET, Channel.PAPER, Channel.IMPORT),
        Access.GIVEN: (Channel.TICKET, Channel.HANDOFF),
        Access.OPEN: (Channel.SCREEN, Channel.POSTER),
    }.items()
    for channel in channels
}
"""{number of a channel: its access}"""


def access_by(channel: Channel) -> Access:
    return ACCESS[CHANNELS.index(channel) + 1]


OWN = f"channel NOT IN ({', '.join(map(str, sorted(APART)))})"
"""SQL for stored entries: all but those that others brought in."""


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
    """As good as random, so that nobody who has the hash alone can find the score by trying four (see `nonce`)."""
    about: int | None = None
    """The number of the entry that this one speaks of, the first of several; none in a rating."""
    extra: str = ""
    """Of a withdrawal the number of the last entry that it speaks of. Empty in a rating."""


def canonical_form(entry: Entry) -> bytes:
    """The bytes of format 1. Moments are whole milliseconds since 1970 UTC, the day is YYYY-MM-DD, the nonce hexadecimal."""
    return form(
        entry.unit,
        entry.seq,
        entry.kind,
        str(entry.answer),
        str(entry.visit),
        entry.counter,
        entry.service,
        entry.channel,
        entry.instrument,
        entry.question,
        entry.score,
        entry.language,
        entry.assisted,
        to_milliseconds(entry.given_at),
        to_milliseconds(entry.received_at),
        entry.service_day.isoformat(),
        entry.marks,
        entry.rules,
        entry.nonce.hex(),
        entry.about,
        entry.extra,
    )


def form(
    unit: str,
    seq: int,
    kind: str,
    answer: str,
    visit: str,
    counter: str,
    service: str,
    channel: str,
    instrument: str,
    question: str,
    score: int,
    language: str,
    assisted: bool,
    given_at: int,
    received_at: int,
    service_day: str,
    marks: str,
    rules: int,
    nonce: str,
    about: int | None,
    extra: str,
) -> bytes:
    """The same from values that are written already, as a program that hashes millions of rows has them."""
    return (
        f"{FORMAT}\t{unit}\t{seq}\t{kind}\t{answer}\t{visit}\t{counter}\t{service}\t{channel}\t{instrument}\t{question}\t{score}\t"
        f"{language}\t{assisted:d}\t{given_at}\t{received_at}\t{service_day}\t{marks}\t{rules}\t{nonce}\t"
        f"{'' if about is None else about}\t{extra}"
    ).encode()


def nonce(seed: bytes, answer: bytes) -> bytes:
    """The nonce of an answer (its id as 16 bytes): keyed BLAKE2b with the seed of its unit's ledger, 16 bytes. Source: RFC 7693.

    A keyed hash is a pseudorandom function: without the seed, which never leaves the store, it cannot be told from random
    bytes; and it need not be stored with each entry.
    """
    return hashlib.blake2b(answer, key=seed, digest_size=NONCE_BYTES).digest()


def leaf_hash(entry: Entry) -> bytes:
    """SHA-256(0x00 ‖ canonical form), 32 bytes. Source: RFC 6962, 2.1."""
    return hashlib.sha256(b"\x00" + canonical_form(entry)).digest()


RECEIPT_LENGTH = 8


def receipt_code(visit: UUID) -> str:
    """The code of a visit's receipt, such as K7QF-2M9D: its 16 bytes folded onto 5 by exclusive or, in base 32.

    It is derived from the visit's id alone, so a tablet can show it without network (static/js/counter/receipt.js does the
    same). 40 bits: among a million visits, a mistyped code meets another visit once in a million tries.

    >>> receipt_code(UUID("01934f5e-7d3a-7c21-9f00-5a6b7c8d9e0f"))
    'DT21-4K73'
    """
    return codes.write(receipt_number(visit.bytes), RECEIPT_LENGTH)


def receipt_number(visit: bytes) -> int:
    """The same as a number of 40 bits."""
    folded = bytearray(5)
    for place, byte in enumerate(visit):
        folded[place % 5] ^= byte
    return int.from_bytes(folded)


def read_receipt(text: str) -> int | None:
    """The number of a code as somebody typed it; None if it can be none.

    >>> read_receipt("dt2i 4k73") == receipt_number(UUID("01934f5e-7d3a-7c21-9f00-5a6b7c8d9e0f").bytes)
    True
    """
    return codes.read(text, RECEIPT_LENGTH)


def new_id(moment: datetime) -> UUID:
    """A UUIDv7 (RFC 9562, 5.7): 48 bits of milliseconds, then random. Time-ordered, so its index grows at one end."""
    random = int.from_bytes(secrets.token_bytes(10))
    value = (to_milliseconds(moment) & (1 << 48) - 1) << 80 | 7 << 76 | (random >> 68 & 0xFFF) << 64 | 2 << 62 | random & (1 << 62) - 1
    return UUID(int=value)
