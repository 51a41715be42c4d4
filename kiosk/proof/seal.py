"""A seal: a signed head of a unit's ledger, as bytes, as a fingerprint that people can type, as a line on paper and as JSON.

The form of a seal and of a key is frozen: it is what was signed, and deploy/verify_ledger.py makes it again on its own.
Nothing here signs, stores or asks the time.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any, NamedTuple

from kiosk import codes
from kiosk.clock import to_milliseconds

FORMAT, FORMAT_WITH_STATEMENTS = "seal1", "seal2"
KEY_FORMAT = "key1"
KEY_ID_BYTES = 8
SIGNATURE_BYTES = 64
# Characters of 5 bits. Another history for a seal that has been printed would take 2**100 tries. Two histories prepared together
# so that their fingerprints are alike would take 2**50: this does not concern anyone who compares whole seals (JSON).
FINGERPRINT_LENGTH = 20


_NAME, _VALUE = re.compile(r"[a-z][a-z0-9-]*"), re.compile(r"[0-9A-Za-z._:-]+")


@dataclass(frozen=True, slots=True)
class Seal:
    """What is signed about a unit's ledger after a service day has closed. ValueError, naming the field, if it cannot be one."""

    unit: str
    """The unit's code."""
    number: int
    """1, 2, 3 … in each unit, without gaps."""
    day: date
    """The service day that was closed: a label. The seal covers whatever entries had arrived."""
    size: int
    """How many entries it covers, from the first on."""
    root: bytes
    """The root of the Merkle tree over their leaf hashes."""
    previous: bytes
    """The digest of the seal before; empty in the first."""
    totals: tuple[tuple[int, int], ...]
    """How many covered entries came by each channel: (its place in CHANNELS, n). Never by score: that would tell a quiet day's scores."""
    made_at: datetime
    """Kept in whole milliseconds."""
    key: bytes
    """Which key signed it (`key_id`)."""
    statements: tuple[tuple[str, str], ...] = ()
    """What else is signed with it, (name, value) by name: a rule in force, a digest. Seals of format 1 had none."""

    def __post_init__(self) -> None:
        channels = [channel for channel, _ in self.totals]
        right = {
            "unit": self.unit and not re.search(r"\s", self.unit),
            "number": self.number >= 1,
            "day": not isinstance(self.day, datetime),
            "size": self.size >= 0,
            "root": len(self.root) == 32,
            "previous": len(self.previous) == (32 if self.number > 1 else 0),
            "totals": channels == sorted(set(channels)) and all(channel >= 0 and n >= 0 for channel, n in self.totals),
            "made_at": self.made_at.tzinfo,
            "key": len(self.key) == KEY_ID_BYTES,
            "statements": [name for name, _ in self.statements] == sorted({name for name, _ in self.statements})
            and all(_NAME.fullmatch(name) and _VALUE.fullmatch(value) for name, value in self.statements),
        }
        for field, holds in right.items():
            if not holds:
                raise ValueError(f"a seal cannot have {field} {getattr(self, field)!r}")


def seal_form(seal: Seal) -> bytes:
    """The bytes that are signed: ten fields separated by a tab, in UTF-8, without a line end. Frozen.

    seal1, unit, number, day (YYYY-MM-DD), size, root, previous (both hexadecimal), totals as channel:n separated by a space,
    made_at in whole milliseconds since 1970 UTC, key (hexadecimal). A seal with statements says seal2, and an eleventh field
    holds them as name=value separated by a space.
    """
    statements = written_statements(seal)
    fields = (
        FORMAT_WITH_STATEMENTS if statements else FORMAT,
        seal.unit,
        seal.number,
        seal.day.isoformat(),
        seal.size,
        seal.root.hex(),
        seal.previous.hex(),
        " ".join(f"{channel}:{n}" for channel, n in seal.totals),
        to_milliseconds(seal.made_at),
        seal.key.hex(),
        *([statements] if statements else []),
    )
    return "\t".join(map(str, fields)).encode()


def written_statements(seal: Seal) -> str:
    """As they are signed and stored: `name=value`, separated by a space."""
    return " ".join(f"{name}={value}" for name, value in seal.statements)


def read_statements(written: str) -> tuple[tuple[str, str], ...]:
    """The reverse. ValueError for what has no `=`."""
    return tuple((name, value) for name, value in (each.split("=") for each in written.split()))


def digest(seal: Seal) -> bytes:
    """SHA-256 of the form, 32 bytes: what the next seal holds as `previous`."""
    return sha256(seal_form(seal)).digest()


# ── keys ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def key_id(public: bytes) -> bytes:
    """The first 8 bytes of the SHA-256 of a raw Ed25519 public key (32 bytes)."""
    return sha256(public).digest()[:KEY_ID_BYTES]


def key_form(number: int, public: bytes, made_at: datetime, reason: str) -> bytes:
    """The bytes with which a key is endorsed: the former key signs this form of the next. Frozen.

    key1, number (1, 2, 3 …), public key (hexadecimal), milliseconds since 1970 UTC, reason; separated by a tab, without a line
    end. ValueError for a reason that has a tab or a line end, which would let two keys have one form.
    """
    if re.search(r"[\t\r\n]", reason):
        raise ValueError("the reason for a key is one line without tabs")
    return f"{KEY_FORMAT}\t{number}\t{public.hex()}\t{to_milliseconds(made_at)}\t{reason}".encode()


# ── for people ────────────────────────────────────────────────────────────────────────────────────────────────────


def fingerprint(seal: Seal) -> str:
    """The first 100 bits of the digest in Crockford's base 32, such as K7QF-2M9D-0WXR-5TYH-81ZC: short enough to type from paper."""
    bits = int.from_bytes(digest(seal)) >> 256 - 5 * FINGERPRINT_LENGTH
    return codes.write(bits, FINGERPRINT_LENGTH)


def read_fingerprint(text: str) -> str | None:
    """What somebody typed, as `fingerprint` writes it; None if it can be none.

    >>> read_fingerprint(" k7qf2m9d owxr–5tyh 8lzc ")
    'K7QF-2M9D-0WXR-5TYH-81ZC'
    """
    number = codes.read(text, FINGERPRINT_LENGTH)
    return None if number is None else codes.write(number, FINGERPRINT_LENGTH)


class Printed(NamedTuple):
    """What a line on paper says of a seal. A bare fingerprint says only that."""

    unit: str | None
    number: int | None
    day: date | None
    fingerprint: str


_LINE = re.compile(r"segel\s+(?P<unit>\S+)\s+(?P<number>[1-9][0-9]{0,8})\s+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})\s+(?P<code>.+)", re.I)


def printed(seal: Seal) -> str:
    """The line for paper and QR: SEGEL kanim 17 2026-11-19 K7QF-2M9D-0WXR-5TYH-81ZC."""
    return f"SEGEL {seal.unit} {seal.number} {seal.day.isoformat()} {fingerprint(seal)}"


def read_printed(line: str) -> Printed | None:
    """What somebody typed or scanned, the whole line or only the fingerprint; None if it is neither. Unit codes are lower case."""
    if not re.match(r"\s*segel\s", line, re.I):
        code = read_fingerprint(line)
        return Printed(None, None, None, code) if code else None
    # From here on it is a whole line or nothing: "SEGEL kanim 17 2026-11-19" has as many characters as a fingerprint.
    whole = _LINE.fullmatch(line.strip())
    code = read_fingerprint(whole["code"]) if whole else None
    if not whole or not code:
        return None
    try:
        return Printed(whole["unit"].lower(), int(whole["number"]), date.fromisoformat(whole["day"]), code)
    except ValueError:  # the 31st of February
        return None


# ── for programs ──────────────────────────────────────────────────────────────────────────────────────────────────


def to_json(seal: Seal, signature: bytes) -> dict[str, Any]:
    """Bytes are hexadecimal, the moment is ISO 8601 in UTC with milliseconds, totals {channel: n} with the channel's number as text."""
    return {
        "unit": seal.unit,
        "number": seal.number,
        "day": seal.day.isoformat(),
        "size": seal.size,
        "root": seal.root.hex(),
        "previous": seal.previous.hex(),
        "totals": {str(channel): n for channel, n in seal.totals},
        "made_at": seal.made_at.astimezone(UTC).isoformat(timespec="milliseconds"),
        "key": seal.key.hex(),
        **({"statements": dict(seal.statements)} if seal.statements else {}),
        "signature": signature.hex(),
    }


def from_json(record: Mapping[str, Any]) -> tuple[Seal, bytes]:
    """The seal and its signature, which is not checked here. Other fields are passed over. ValueError, naming the field, if malformed."""
    found = {field: _read(record, field, read) for field, read in _READERS.items() if field in record or field not in _OPTIONAL}
    signature = found.pop("signature")
    return Seal(**found), signature


def _read(record: Mapping[str, Any], field: str, read: Callable[[Any], Any]) -> Any:
    if field not in record:
        raise ValueError(f"the seal has no {field}")
    try:
        return read(record[field])
    except (TypeError, ValueError, AttributeError, OverflowError):
        raise ValueError(f"the seal's {field} cannot be {record[field]!r}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: Any) -> int:
    if type(value) is not int:  # True is an int too
        raise TypeError
    return value


def _day(value: Any) -> date:
    read = date.fromisoformat(value)
    if read.isoformat() != value:  # Python reads 20261119 and 2026-W47-4 too
        raise ValueError
    return read


def _hexadecimal(value: Any) -> bytes:
    read = bytes.fromhex(value)
    if read.hex() != value:  # blanks and capitals would be another form of the same hash
        raise ValueError
    return read


def _signature(value: Any) -> bytes:
    read = _hexadecimal(value)
    if len(read) != SIGNATURE_BYTES:
        raise ValueError
    return read


def _totals(value: Any) -> tuple[tuple[int, int], ...]:
    if any(str(int(channel)) != channel for channel in value):  # 01 and 1 would be one channel
        raise ValueError
    return tuple(sorted((int(channel), _whole(n)) for channel, n in value.items()))


def _statements(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, _text(said)) for name, said in value.items()))


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError
    return moment.astimezone(UTC)


_READERS: dict[str, Callable[[Any], Any]] = {
    "unit": _text,
    "number": _whole,
    "day": _day,
    "size": _whole,
    "root": _hexadecimal,
    "previous": _hexadecimal,
    "totals": _totals,
    "made_at": _moment,
    "key": _hexadecimal,
    "signature": _signature,
    "statements": _statements,
}
_OPTIONAL = {"statements"}
