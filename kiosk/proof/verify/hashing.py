"""The leaf hash that a stored row must have. Rows of a unit are hashed by the million, so the usual ones have a quick way.

`leaf_of` says it readably, for any row. `Leaves` says the same in two thirds of the time, as far as a row holds only numbers where
numbers belong; whatever is unusual goes the readable way. A test compares the two.
"""

from binascii import hexlify
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256
from struct import Struct
from typing import Any

from kiosk.ledger.entry import CHANNELS, FORMAT, KINDS, NONCE_BYTES, form, nonce
from kiosk.store import Row

MOST_REMEMBERED = 20_000
"""Texts, at 250 bytes each. A unit has some 1,500 at 4 counters, 14 questions, 4 scores and 7 channels; nobody makes us keep more."""

NO_ENTRY = b""
"""The leaf hash of a row that holds what no entry can hold."""

ID_BYTES = 16

_What = tuple[int, int, int | None, int, int, str, int, str, int]
"""Kind, counter, service, channel, instrument, question, score, language, whether assisted."""


@dataclass(frozen=True, slots=True)
class Codes:
    """What entries hold only by number, or not at all: codes, and the seeds of their nonces, by unit."""

    counters: Mapping[int, str]
    services: Mapping[int, str]
    instruments: Mapping[int, str]
    seeds: Mapping[int, bytes]


def leaf_of(row: Row, unit_id: int, unit: str, known: Codes) -> bytes:
    """The leaf hash of a stored row; NO_ENTRY if the row holds what no entry can hold."""
    seq, kind, answer, visit, counter, service, channel, instrument, question, score, language, assisted, *rest = row
    given_at, received_at, day, marks, rules, kept_nonce, about, extra, _ = rest
    try:
        content = form(
            unit,
            seq,
            _at(KINDS, kind),
            _uuid(answer.hex()),
            _uuid(visit.hex()),
            known.counters[counter],
            "" if service is None else known.services[service],
            _at(CHANNELS, channel),
            known.instruments[instrument],
            question,
            score,
            language,
            assisted,
            given_at,
            received_at,
            _day(day),
            marks,
            rules,
            (kept_nonce or nonce(known.seeds[unit_id], answer)).hex(),
            about,
            extra,
        )
    except (LookupError, TypeError, ValueError, AttributeError):
        return NO_ENTRY
    return sha256(b"\x00" + content).digest()


# The digits of an answer's id, a visit's, and a nonce.
_DIGITS = Struct("8s4s4s4s12s8s4s4s4s12s32s").unpack
_ID = b"%b-%b-%b-%b-%b"
# What follows the unit: number and kind; who; what, and when; nonce.
_AFTER_UNIT = b"%%d\t%%b\t%b\t%b\t%%b\t%%d\t%%d\t%%b\t%%b\t\t" % (_ID, _ID)


class Leaves:
    """The leaf hashes of one unit's rows. Texts that many rows share are made once."""

    def __init__(self, unit_id: int, unit: str, known: Codes) -> None:
        self._unit_id, self._unit, self._known = unit_id, unit, known
        # All rows begin alike. A copy of a hash that has begun takes less time than to begin one.
        self._begun = sha256(f"\x00{FORMAT}\t{unit}\t".encode())
        self._whats: dict[_What, tuple[bytes, bytes]] = {}
        self._whens: dict[tuple[int, str, int], bytes] = {}
        seed = known.seeds.get(unit_id)
        is_key = isinstance(seed, bytes) and len(seed) <= blake2b.MAX_KEY_SIZE
        self._keyed = blake2b(key=seed or b"", digest_size=NONCE_BYTES) if is_key else None

    def of(self, row: Row) -> bytes:
        """The leaf hash of a stored row; NO_ENTRY if the row holds what no entry can hold."""
        return self._quickly(row) or leaf_of(row, self._unit_id, self._unit, self._known)

    def _quickly(self, row: Row) -> bytes:
        """The same; empty for a row that is not as nearly all rows are."""
        seq, kind, answer, visit, counter, service, channel, instrument, question, score, language, assisted = row[:12]
        given_at, received_at, day, marks, rules, kept_nonce, about, extra = row[12:-1]
        # 4 and 4.0 are one key and two texts, so types are looked at before texts are looked up. PostgreSQL says True for 1.
        if not (
            type(seq) is type(kind) is type(counter) is type(channel) is type(instrument) is type(score) is int
            and type(given_at) is type(received_at) is type(day) is type(rules) is int
            and type(question) is type(language) is type(marks) is str
            and (type(assisted) is int or type(assisted) is bool)
            and (service is None or type(service) is int)
            and type(answer) is type(visit) is bytes
            and len(answer) == len(visit) == ID_BYTES
            and kept_nonce is None is about
            and extra == ""
            and self._keyed
        ):
            return b""
        what, when = (kind, counter, service, channel, instrument, question, score, language, assisted), (day, marks, rules)
        try:
            kind_text, what_text = self._whats.get(what) or self._what(what)
            when_text = self._whens.get(when) or self._when(when)
        except (LookupError, ValueError):
            return b""
        nonce = self._keyed.copy()
        nonce.update(answer)
        a, b, c, d, e, v, w, x, y, z, digits = _DIGITS(hexlify(answer + visit + nonce.digest()))
        hashed = self._begun.copy()
        hashed.update(_AFTER_UNIT % (seq, kind_text, a, b, c, d, e, v, w, x, y, z, what_text, given_at, received_at, when_text, digits))
        return hashed.digest()

    def _what(self, what: _What) -> tuple[bytes, bytes]:
        kind, counter, service, channel, instrument, question, score, language, assisted = what
        known, given = self._known, "" if service is None else self._known.services[service]
        text = f"{known.counters[counter]}\t{given}\t{_at(CHANNELS, channel)}\t{known.instruments[instrument]}\t{question}\t{score}\t"
        _make_room(self._whats)
        found = self._whats[what] = _at(KINDS, kind).encode(), f"{text}{language}\t{assisted:d}".encode()
        return found

    def _when(self, when: tuple[int, str, int]) -> bytes:
        day, marks, rules = when
        _make_room(self._whens)
        found = self._whens[when] = f"{_day(day)}\t{marks}\t{rules}".encode()
        return found


def _make_room(remembered: dict[Any, Any]) -> None:
    if len(remembered) >= MOST_REMEMBERED:
        remembered.clear()


def _at(names: Sequence[str], place: int) -> str:
    """What a row's number stands for, from 1 on. A negative one would count from the end, and be a second way to say the same."""
    if place < 1:
        raise ValueError
    return names[place - 1]


def _uuid(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@lru_cache(maxsize=4096, typed=True)  # 20261119.0 is the same day, and another text
def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
