#!/usr/bin/env python3
"""Check the exported ledger of a unit without trusting, or having, the program that made it.

    python3 verify_ledger.py kanim.jsonl
    python3 verify_ledger.py kanim.jsonl --against kept.txt
    python3 verify_ledger.py kanim.jsonl --against https://loket.example/u/kanim/seals.json

Needs Python 3.11 and `pip install cryptography`, nothing else. On purpose it imports no line of Suara Loket and writes again what
kiosk/proof/merkle.py and seal.py do: two programs that were written apart and agree. Who trusts neither can write a third, in any
language, from docs/export.md (the file) and these formulas. ‖ joins bytes, → is a tab, bytes are written in lower hexadecimal,
moments are whole milliseconds since 1970 UTC.

    leaf         given; it is SHA-256(00 ‖ canonical form of an entry), and the entries are not in the export
    root         of no leaf: SHA-256(""); of one: the leaf; of n: SHA-256(01 ‖ root of the first k ‖ root of the others), where k is
                 the largest power of two below n (RFC 6962, 2.1)
    key          the first 8 bytes of SHA-256(public key)
    seal form    seal1 → unit → number → day → size → root → previous → totals → made_at → key; totals: "channel:n", by number,
                 separated by a space. With statements: seal2 → the same → statements; "name=value", by name, separated by a space
    digest       SHA-256(seal form); the `previous` of a seal is the digest of the one before, in the first it is empty
    signature    Ed25519 over the seal form
    endorsement  Ed25519 by the key before, over: key1 → number → public key → made_at → reason
    fingerprint  the first 100 bits of the digest, in base 32 with the digits 0123456789ABCDEFGHJKMNPQRSTVWXYZ

What it can find: any leaf changed, added, taken away or moved below a seal. What it cannot: a whole history made anew by somebody who
has the key. That shows only against seals kept elsewhere (--against), on paper, by the regional office, in a tablet, by
anybody who follows the public feed of seals.

Exit status: 0 nothing is wrong, 1 something is, 2 something could not be checked.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    sys.stdout.write("Could not check: the package `cryptography` is missing; pip install cryptography\n")
    sys.exit(2)

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ORDER = ("ledger", "key", "seal", "leaf")
# What a field that is text must look like. Anything looser would give one seal two forms.
TEXTS = {
    "unit": r"[!-~]+",
    "exported_at": r"[!-~]*",
    "day": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "reason": r"[^\t\r\n]*",
    "made_at": r"[0-9T:.+-]+Z?",
    "key": r"[0-9a-f]{16}",
    "leaf": r"[0-9a-f]{64}",
    "root": r"[0-9a-f]{64}",
    "public": r"[0-9a-f]{64}",
    "sha256": r"[0-9a-f]{64}",
    "previous": r"([0-9a-f]{64})?",
    "signature": r"[0-9a-f]{128}",
    "endorsement": r"([0-9a-f]{128})?",
}
PRINTED = re.compile(r"segel\s+(\S+)\s+([1-9][0-9]{0,8})\s+\S+\s+(.+)", re.IGNORECASE)
# Two characters of a fingerprint fit by chance once in 2**80: who is that near has mistyped.
TYPING_ERRORS = 2
# Seals that stand here are named one by one up to so many; a feed has thousands.
NAMED_AT_MOST = 20
# What a page of a feed has at most (bytes), how many pages, and how long one is waited for (seconds).
LARGEST_PAGE, MOST_PAGES, SECONDS = 8 * 1024 * 1024, 200, 30

Record = dict[str, Any]


class CannotCheck(Exception):
    """What was given cannot be read, so nothing can be said about it."""


@dataclass
class Findings:
    """Sentences; `standing` has those about seals kept elsewhere that stand in this history."""

    wrong: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    standing: list[str] = field(default_factory=list)

    @property
    def exit_status(self) -> int:
        return 1 if self.wrong else 2 if self.unchecked else 0


# ── fields, keys, seals ───────────────────────────────────────────────────────────────────────────────────────────


def text(record: Record, name: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or not re.fullmatch(TEXTS[name], value):
        raise CannotCheck(f"{name} cannot be {value!r}")
    return value


def whole(record: Record, name: str, least: int = 0) -> int:
    value = record.get(name)
    if type(value) is not int or value < least:
        raise CannotCheck(f"{name} cannot be {value!r}")
    return value


def statements(record: Record) -> str:
    said = record["statements"]
    if not isinstance(said, dict) or not said:
        raise CannotCheck(f"statements cannot be {said!r}")
    for name, value in said.items():
        if not re.fullmatch("[a-z][a-z0-9-]*", name) or not isinstance(value, str) or not re.fullmatch("[0-9A-Za-z._:-]+", value):
            raise CannotCheck(f"statements cannot have {name!r}: {value!r}")
    return " ".join(f"{name}={said[name]}" for name in sorted(said))


def milliseconds(record: Record) -> int:
    try:
        return (datetime.fromisoformat(text(record, "made_at")) - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    except (ValueError, TypeError, OverflowError) as error:  # TypeError: it does not say which zone
        raise CannotCheck(f"made_at cannot be {record['made_at']!r}") from error


@dataclass(frozen=True)
class Key:
    number: int
    public: bytes
    endorsement: bytes
    form: bytes

    @classmethod
    def read(cls, record: Record) -> "Key":
        number, public = whole(record, "number", 1), text(record, "public")
        form = f"key1\t{number}\t{public}\t{milliseconds(record)}\t{text(record, 'reason')}"
        return cls(number, bytes.fromhex(public), bytes.fromhex(text(record, "endorsement")), form.encode())

    @property
    def id(self) -> str:
        return sha256(self.public).hexdigest()[:16]

    def signed(self, signature: bytes, form: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, form)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Seal:
    unit: str
    number: int
    day: str
    size: int
    root: bytes
    previous: str
    key: str
    signature: bytes
    form: bytes

    @classmethod
    def read(cls, record: Record) -> "Seal":
        unit, number, day, size = text(record, "unit"), whole(record, "number", 1), text(record, "day"), whole(record, "size")
        root, previous, key = text(record, "root"), text(record, "previous"), text(record, "key")
        totals = record.get("totals")
        if not isinstance(totals, dict) or not all(re.fullmatch("0|[1-9][0-9]*", channel) for channel in totals):
            raise CannotCheck(f"totals cannot be {totals!r}")
        written = " ".join(f"{channel}:{whole(totals, channel)}" for channel in sorted(totals, key=int))
        form = f"seal1\t{unit}\t{number}\t{day}\t{size}\t{root}\t{previous}\t{written}\t{milliseconds(record)}\t{key}"
        if "statements" in record:
            form = f"seal2{form.removeprefix('seal1')}\t{statements(record)}"
        return cls(unit, number, day, size, bytes.fromhex(root), previous, key, bytes.fromhex(text(record, "signature")), form.encode())

    @cached_property
    def digest(self) -> str:
        return sha256(self.form).hexdigest()

    @cached_property
    def fingerprint(self) -> str:
        bits = int(self.digest, 16) >> 156  # 256 bits less the first 100
        return grouped("".join(DIGITS[bits >> shift & 31] for shift in range(95, -1, -5)))

    def __str__(self) -> str:
        return f"{self.number} of {self.day}"


def grouped(code: str) -> str:
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


# ── the export ────────────────────────────────────────────────────────────────────────────────────────────────────


def parsed(line: bytes | str) -> Record:
    """A line as a JSON object. ValueError if it is none."""
    try:
        record = json.loads(line)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(record, dict):
        raise ValueError("not an object")
    return record


def records(path: Path, wrong: list[str]) -> Iterator[tuple[int, Record]]:
    """(line number, record) for each line, in the order of the format; then whether the file is whole, which its end line says."""
    before, stage, whole_lines = sha256(), 0, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                record = parsed(line)
            except ValueError as error:
                if not line.endswith(b"\n"):
                    break  # cut off in the middle of a line
                raise CannotCheck(f"line {number} is not a JSON object ({error})") from error
            kind = record.get("type")
            if kind == "end":
                wrong.extend(at_the_end(record, before.hexdigest(), file.read(1)))
                return
            if kind not in ORDER[stage:] or (kind == "ledger") != (number == 1):
                raise CannotCheck(f"line {number} has type {kind!r}, which cannot stand there")
            stage = ORDER.index(kind)
            before.update(line)
            whole_lines = number
            yield number, record
    if not whole_lines:
        raise CannotCheck("it holds no line of an export")
    wrong.append(f"The file is not whole: it stops after line {whole_lines}, without an end line. Fetch it again before anything else.")


def at_the_end(record: Record, digest: str, more: bytes) -> Iterator[str]:
    if text(record, "sha256") != digest:
        yield "The file was changed after it was written: its SHA-256 is not the one in its end line."
    if more:
        yield "Something follows the end line of the file."


class Ledger:
    """The export as it is read, line by line: it keeps keys, seals and the roots of log₂ n subtrees, never the leaves."""

    def __init__(self, findings: Findings) -> None:
        self.wrong, self.warnings = findings.wrong, findings.warnings
        self.unit, self.exported_at, self.entries = "", "", 0
        self.keys: list[Key] = []
        self.seals: list[Seal] = []
        self.leaves = 0
        self.gap = False
        self.subtrees: list[bytes] = []  # roots of full subtrees, biggest first
        self.due: dict[int, list[Seal]] = defaultdict(list)  # by size: seals whose root has not been compared yet
        self.agreeing: list[Seal] = []
        self.differing: list[Seal] = []

    def read(self, path: Path) -> None:
        take = {"ledger": self.take_ledger, "key": self.take_key, "seal": self.take_seal, "leaf": self.take_leaf}
        for number, record in records(path, self.wrong):
            try:
                take[record["type"]](record)
            except CannotCheck as error:
                raise CannotCheck(f"line {number}: {error}") from error
        self.finish()

    def take_ledger(self, record: Record) -> None:
        if record.get("format") != 1:
            raise CannotCheck(f"this program reads format 1, not {record.get('format')!r}")
        self.unit, self.exported_at, self.entries = text(record, "unit"), text(record, "exported_at"), whole(record, "entries")

    def take_key(self, record: Record) -> None:
        key, number = Key.read(record), len(self.keys) + 1
        if key.number != number:
            self.wrong.append(f"Key {number} is missing: key {key.number} stands in its place.")
        elif key.endorsement and (number == 1 or not self.keys[-1].signed(key.endorsement, key.form)):
            self.wrong.append(f"The endorsement of key {number} does not hold: it was not signed with the key before.")
        elif number > 1 and not key.endorsement:
            self.warnings.append(f"key {number} was not endorsed by key {number - 1}: compare seals kept elsewhere.")
        self.keys.append(key)

    def take_seal(self, record: Record) -> None:
        seal, before = Seal.read(record), self.seals[-1] if self.seals else None
        expected, previous, least = (before.number + 1, before.digest, before.size) if before else (1, "", 0)
        if seal.unit != self.unit:
            self.wrong.append(f"Seal {seal} is of unit {seal.unit}, not of {self.unit}.")
        if seal.number != expected:
            self.wrong.append(f"Seal {expected} is missing: seal {seal} stands in its place.")
        elif seal.previous != previous:
            self.wrong.append(
                f"Seal {seal} was not made after seal {before} that stands before it." if before else f"Seal {seal} is not a first one."
            )
        if seal.size < least:
            self.wrong.append(f"Seal {seal} covers {seal.size} leaves, fewer than the {least} of the one before.")
        if seal.size > self.entries:
            self.wrong.append(f"Seal {seal} covers {seal.size} leaves, but the export says that there are {self.entries}.")
        self.check_signature(seal, before)
        self.seals.append(seal)
        self.due[seal.size].append(seal)
        self.compare_roots()

    def key_of(self, seal: Seal) -> Key | None:
        return next((key for key in self.keys if key.id == seal.key), None)

    def check_signature(self, seal: Seal, before: Seal | None) -> None:
        key, former = self.key_of(seal), self.key_of(before) if before else None
        if key is None:
            self.wrong.append(f"Seal {seal} names key {seal.key}, which is not in the export.")
        elif not key.signed(seal.signature, seal.form):
            self.wrong.append(f"The signature of seal {seal} does not hold: the seal was changed, or not signed with key {key.number}.")
        elif former and key.number < former.number:
            self.wrong.append(f"Seal {seal} was signed with key {key.number} when key {former.number} was in use already.")

    def take_leaf(self, record: Record) -> None:
        self.leaves += 1
        leaf, seq = bytes.fromhex(text(record, "leaf")), record.get("seq")
        if self.gap or seq != self.leaves:
            if not self.gap:
                self.wrong.append(f"Leaf {self.leaves} is missing: leaf {seq!r} stands in its place. Later seals could not be compared.")
            self.gap = True
            return
        self.subtrees.append(leaf)
        size = self.leaves
        while size % 2 == 0:  # two subtrees as big as each other have come together
            right = self.subtrees.pop()
            self.subtrees[-1] = sha256(b"\x01" + self.subtrees[-1] + right).digest()
            size //= 2
        if self.leaves in self.due:
            self.compare_roots()

    def compare_roots(self) -> None:
        """The root of the leaves so far against the seals that cover just these."""
        root = self.subtrees[-1] if self.subtrees else sha256(b"").digest()
        for subtree in self.subtrees[-2::-1]:
            root = sha256(b"\x01" + subtree + root).digest()
        for seal in self.due.pop(self.leaves, ()):
            (self.agreeing if seal.root == root else self.differing).append(seal)

    def finish(self) -> None:
        """What can be said only when all has been read."""
        if self.leaves != self.entries:
            self.wrong.append(f"The export says that there are {self.entries} leaves, but holds {self.leaves}.")
        if self.due and not self.gap:
            first = min((seal for seals in self.due.values() for seal in seals), key=lambda seal: seal.number)
            self.wrong.append(f"Seal {first} covers {first.size} leaves, but only {self.leaves} are here.")
        sound = max((seal.number for seal in self.agreeing), default=0)
        for seal in [seal for seal in self.differing if seal.number < sound]:
            self.wrong.append(f"The root in seal {seal} is not that of the first {seal.size} leaves, but later seals agree with them.")
        for seal in [seal for seal in self.differing if seal.number > sound][:1]:
            since = max((each.size for each in self.agreeing if each.number < seal.number), default=0)
            self.wrong.append(
                f"From seal {seal} on, the leaves are not those that were sealed: what was changed, added or taken away "
                f"lies among leaves {since + 1} to {seal.size}."
            )


# ── seals kept elsewhere ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Kept:
    """A seal that somebody kept: whole, or as much of it as was printed."""

    where: str
    fingerprint: str
    unit: str | None = None
    number: int | None = None
    seal: Seal | None = None


class Careful(HTTPRedirectHandler):
    """Goes on only where nobody on the way can put other seals in."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        must_be_safe(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def is_address(where: str) -> bool:
    return where.lower().startswith(("https://", "http://"))


def must_be_safe(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "::1", "localhost")):
        raise CannotCheck(f"{address} is not https: what comes from there may have been changed on the way")


def fetched(address: str) -> Record:
    """A page of a feed. CannotCheck: there is none at that address."""
    must_be_safe(address)
    try:
        with build_opener(Careful).open(address, timeout=SECONDS) as answer:
            body = answer.read(LARGEST_PAGE)
    except (OSError, HTTPException, ValueError) as error:
        raise CannotCheck(f"{address} cannot be reached: {error}") from error
    try:
        page = parsed(body)
    except ValueError as error:
        raise CannotCheck(f"{address} is no JSON object, so no feed of seals") from error
    if not isinstance(page.get("seals"), list):
        raise CannotCheck(f"{address} is JSON, but no feed of seals")
    return page


def fed_items(address: str) -> Iterator[tuple[str, Any]]:
    """(which seal, the seal) of all pages of a feed."""
    last = 0
    for _page in range(MOST_PAGES):
        page = fetched(address)
        yield from seals_in(address, page)
        if not page.get("next"):
            return
        following = urljoin(address, str(page["next"]))
        newest = max(
            (each["number"] for each in page["seals"] if isinstance(each, dict) and isinstance(each.get("number"), int)), default=0
        )
        if newest <= last or urlsplit(following)[:2] != urlsplit(address)[:2]:
            break
        last, address = newest, following
    raise CannotCheck(f"the pages of {address} do not go on from seal to seal")


def seals_in(where: str, page: Record) -> Iterator[tuple[str, Any]]:
    for n, each in enumerate(page["seals"], 1):
        yield (f"seal {each['number']}" if isinstance(each, dict) and "number" in each else f"{where}, item {n}"), each


def kept_items(where: str) -> Iterator[tuple[str, Any]]:
    """(where, a line or a JSON value) of a feed, for a JSON list, one JSON object, or lines; only typed ones have # for comments."""
    if is_address(where):
        yield from fed_items(where)
        return
    for place, item in items_of(Path(where)):
        record = parsed(item) if isinstance(item, str) and item.startswith('{"') and '"seals"' in item else item
        if isinstance(record, dict) and isinstance(record.get("seals"), list):  # a page of a feed that was saved
            yield from seals_in(place, record)
        else:
            yield place, item


def items_of(path: Path) -> Iterator[tuple[str, Any]]:
    with path.open(encoding="utf-8-sig") as file:
        start = file.readline().strip()
        file.seek(0)
        if start.startswith("[") or start == "{":
            listed = json.load(file)
            yield from ((f"item {n}", item) for n, item in enumerate(listed if isinstance(listed, list) else [listed], 1))
            return
        for n, line in enumerate(file, 1):
            item = line.strip() if line.lstrip().startswith("{") else line.partition("#")[0].strip()
            if item:
                yield f"line {n}", item


def read_kept(kept_at: str, unchecked: list[str]) -> Iterator[Kept]:
    """Every seal that was kept there; other lines of an export are passed over."""
    for where, item in kept_items(kept_at):
        try:
            record = parsed(item) if isinstance(item, str) and item.startswith("{") else item
            if not isinstance(record, dict):
                yield typed(where, str(record))
            elif record.get("type", "seal") == "seal":
                seal = Seal.read(record)
                yield Kept(where, seal.fingerprint, seal.unit, seal.number, seal)
        except (ValueError, CannotCheck) as error:
            unchecked.append(f"{called(kept_at)}, {where}: {error}.")


def called(kept_at: str) -> str:
    return kept_at if is_address(kept_at) else Path(kept_at).name


def typed(where: str, line: str) -> Kept:
    """SEGEL unit number day fingerprint, or only the fingerprint, as people type it."""
    found = PRINTED.fullmatch(line)
    code = re.sub(r"[\s\-‐‑‒–—−_.]+", "", found[3] if found else line).upper().translate(str.maketrans("OIL", "011"))
    # "SEGEL kanim 17 2026-11-19" without its fingerprint has 20 characters, too.
    cut_off = not found and re.match(r"segel\s", line, re.IGNORECASE)
    if cut_off or len(code) != 20 or not set(code) <= set(DIGITS):
        raise CannotCheck(f"{line!r} is neither a seal nor a fingerprint")
    return Kept(where, grouped(code), found[1].lower(), int(found[2])) if found else Kept(where, grouped(code))


def compare(ledger: Ledger, kept_at: str, findings: Findings) -> tuple[int | None, int | None]:
    """Whether each kept seal stands in this history: the number of the last that agrees before they part, and of the first missing."""
    found = list(read_kept(kept_at, findings.unchecked))
    kept = [each for each in found if each.unit in (None, ledger.unit)]
    if not kept:
        others = ", ".join(sorted({each.unit for each in found if each.unit}))
        findings.unchecked.append(f"{called(kept_at)} has no seal of unit {ledger.unit}{others and f', but of {others}'}.")
    standing, missing, said = [], [], []
    by_fingerprint = {seal.fingerprint: seal for seal in ledger.seals}
    for each in kept:
        here = by_fingerprint.get(each.fingerprint)
        if here and (each.seal is None or each.seal.digest == here.digest):
            standing.append(here.number)
            said.append(f"{each.where}: seal {here} stands in this history.")
        elif meant := mistyped(each, ledger):
            findings.unchecked.append(f"{each.where}: {each.fingerprint} is nearly {meant.fingerprint} of seal {meant}: a typing error?")
        else:
            missing.append(each.number)
            findings.wrong.append(f"{each.where}: {absence(each, ledger)}")
    many = f"{len(said)} kept seals stand in this history, from {min(standing, default=0)} to {max(standing, default=0)}."
    findings.standing += said if len(said) <= NAMED_AT_MOST else [many]
    differs_from = min((number for number in missing if number), default=None)
    agrees_to = max((number for number in standing if differs_from is None or number < differs_from), default=None)
    if differs_from:
        since = f"seal {agrees_to} is the last one kept before it, and agrees" if agrees_to else "no earlier one was kept"
        findings.wrong.append(f"The history differs from seal {differs_from} on, which was kept and is not here; {since}.")
    return agrees_to, differs_from


def mistyped(kept: Kept, ledger: Ledger) -> Seal | None:
    """The seal here whose fingerprint somebody probably meant to type."""
    if kept.seal:
        return None
    near = (seal for seal in ledger.seals if sum(map(str.__ne__, seal.fingerprint, kept.fingerprint)) <= TYPING_ERRORS)
    return next(near, None)


def absence(kept: Kept, ledger: Ledger) -> str:
    """What it means that a kept seal does not stand here."""
    last = ledger.seals[-1].number if ledger.seals else 0
    if kept.number and kept.number > last:
        return f"seal {kept.number} is not here: the export ends with seal {last}. It is older, or its end was cut off."
    key = ledger.key_of(kept.seal) if kept.seal else None
    if kept.seal and not key:
        return f"seal {kept.number} was signed with key {kept.seal.key}, which is not in the export: another server's, or all is new."
    if kept.seal and key and key.signed(kept.seal.signature, kept.seal.form):
        return f"seal {kept.number} is another one here, and key {key.number} signed the kept one too: there are two histories."
    name = f"seal {kept.number}" if kept.number else "a seal"
    return f"{name} with fingerprint {kept.fingerprint} does not stand in this history."


# ── what is said ──────────────────────────────────────────────────────────────────────────────────────────────────


def sentences(ledger: Ledger, findings: Findings, against: bool) -> Iterator[str]:
    last = ledger.seals[-1] if ledger.seals else None
    unsealed = ledger.leaves - (last.size if last else 0)
    if ledger.unit:
        counts = f"leaves {ledger.leaves}, seals {len(ledger.seals)}, keys {len(ledger.keys)}"
        yield f"Unit {ledger.unit}, exported {ledger.exported_at}: {counts}."
    yield from findings.standing
    for heading, found in (("Warning", findings.warnings), ("Could not check", findings.unchecked), ("Wrong", findings.wrong)):
        yield from (f"{heading}: {sentence}" for sentence in found)
    if findings.exit_status:
        return
    if last:
        yield f"Nothing is wrong: leaves 1 to {last.size} are those of seal {last}, {last.fingerprint}."
    if unsealed:
        yield f"The last {unsealed} leaves are under no seal yet."
    if not against:
        yield "Whether this is the history that was sealed at the time, only seals kept elsewhere can tell: --against FILE."


def main() -> int:
    parser = argparse.ArgumentParser(description="Check the exported ledger of a unit.", epilog="Exit: 0 right, 1 wrong, 2 unchecked.")
    parser.add_argument("export", type=Path, help="the export, a .jsonl file")
    parser.add_argument("--against", metavar="FILE", help="seals kept elsewhere: a feed's address, JSON, or lines typed from paper")
    parser.add_argument("--json", action="store_true", help="for programs")
    given = parser.parse_args()
    findings = Findings()
    ledger = Ledger(findings)
    agrees_to = differs_from = None
    where = str(given.export)
    try:
        ledger.read(given.export)
        if given.against:
            where = given.against
            agrees_to, differs_from = compare(ledger, where, findings)
    except (CannotCheck, OSError, ValueError, RecursionError) as error:
        findings.unchecked.append(f"{error}." if str(error).startswith(where) else f"{where}: {error}.")
    if given.json:
        counts = {"leaves": ledger.leaves, "seals": len(ledger.seals), "keys": len(ledger.keys)}
        parting = {"agrees_to": agrees_to, "differs_from": differs_from}
        said = json.dumps({"exit": findings.exit_status, "unit": ledger.unit, **counts, **vars(findings), **parting}, indent=2)
    else:
        said = "\n".join(sentences(ledger, findings, bool(given.against)))
    sys.stdout.write(said + "\n")
    return findings.exit_status


if __name__ == "__main__":
    sys.exit(main())
