"""The seals of a unit and the keys behind them: numbers, chain, signatures; and seals that were kept elsewhere."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from kiosk.proof import merkle
from kiosk.proof.given_up import MOST_STATED, GivenUpSeal, newest, read_given_up
from kiosk.proof.keys import is_signed
from kiosk.proof.seal import Seal, digest, fingerprint, from_json, key_form, printed, read_printed, seal_form
from kiosk.proof.seals import Stored
from kiosk.proof.tables import SealKey
from kiosk.proof.verify.fetching import FeedError, is_address, pages
from kiosk.proof.verify.findings import Finding
from kiosk.proof.witnesses import SealWitness


class KeptError(Exception):
    """Kept seals that cannot be read; the text says where."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A seal that was kept elsewhere: what its line says, and the whole seal if the file has it."""

    line: str
    fingerprint: str
    unit: str | None = None
    number: int | None = None
    seal: Seal | None = None


def check(unit: str, seals: Sequence[Stored], keys: Mapping[int, bytes], start: int = 0) -> Iterator[Finding]:
    """Numbers, chain, keys, signatures and frontiers of the seals after number `start`; {number of the key: public key}."""
    before = next((stored for stored in seals if stored.seal.number == start), None)
    for stored in (each for each in seals if each.seal.number > start):
        seal = stored.seal
        values = {"seal": seal.number, "day": seal.day.isoformat()}
        if seal.number != (before.seal.number if before else start) + 1:
            yield Finding("seal-missing", unit, {"seal": (before.seal.number if before else start) + 1, "found": seal.number})
        elif seal.previous != (digest(before.seal) if before else b"") or _shrinks(before, stored):
            yield Finding("seal-chain", unit, values)
        public = keys.get(stored.key_number)
        if public is None:
            yield Finding("seal-key", unit, values)
        elif not is_signed(public, stored.signature, seal_form(seal)):
            yield Finding("seal-signature", unit, values)
        if before and stored.key_number < before.key_number:
            # A key that was followed by another may have fallen into other hands.
            yield Finding("seal-old-key", unit, values | {"key": stored.key_number, "in_force": before.key_number})
        if not frontier_holds(stored):
            yield Finding("seal-frontier", unit, values)
        before = stored


def late(unit: str, seals: Sequence[Stored], start: int = 0) -> Iterator[Finding]:
    """A note for the last of the seals that were made together more than a day late: until then their entries stood under nothing.

    A server that was off for a holiday makes them so; so does somebody who withheld them, and made up what is under them. In Indonesia
    a day closes seven to nine hours before midnight of UTC: at the second midnight after its label it has been closed for a day at least.
    """
    found: dict[datetime, list[Seal]] = {}
    for seal in (stored.seal for stored in seals if stored.seal.number > start):
        if seal.made_at >= datetime.combine(seal.day + timedelta(days=2), time(), UTC):
            found.setdefault(seal.made_at, []).append(seal)
    for made_at, together in found.items():
        first, last = together[0], together[-1]
        values = {"seal": last.number, "day": first.day.isoformat(), "n": len(together), "made": made_at.date().isoformat()}
        yield Finding("seal-late", unit, values)


def frontier_holds(stored: Stored) -> bool:
    """Whether the subtrees that a seal keeps make its root: then a span may begin after it."""
    try:
        return merkle.Frontier.from_bytes(stored.seal.size, stored.frontier).root() == stored.seal.root
    except (ValueError, TypeError):
        return False


def check_keys(keys: Sequence[SealKey]) -> Iterator[Finding]:
    """Findings and notes about keys that followed another one, and about numbers that are missing."""
    for number, key in enumerate(keys, 1):
        if key.number != number:
            yield Finding("key-missing", "", {"key": number, "found": key.number})
            break
    for before, key in zip(keys, keys[1:], strict=False):
        values = {"key": key.number, "before": before.number, "reason": key.reason}
        if not key.endorsement:
            yield Finding("no-endorsement", "", values)
        elif is_signed(before.public, key.endorsement, key_form(key.number, key.public, key.made_at, key.reason)):
            yield Finding("new-key", "", values)
        else:
            yield Finding("endorsement", "", values)


def read_kept(where: str | Path) -> list[Kept]:
    """Seals kept elsewhere: a feed, at its address or saved; JSON of `loket seals --json`; or lines typed from paper, # begins a comment.

    Raises KeptError.
    """
    if isinstance(where, str) and is_address(where):
        return _fed(where)
    file = Path(where)
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KeptError(f"{file} cannot be read: {error}") from error
    if text.lstrip().startswith(("[", "{")):
        return [_kept(record, file) for found in _records(text, file) for record in _seals_in(found)]
    kept = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        read = read_printed(said)
        if read is None:
            raise KeptError(f"{file}:{number}: this is no seal and no fingerprint of 20 letters and digits: {said[:60]}")
        kept.append(Kept(said, read.fingerprint, read.unit, read.number))
    return kept


def kept_seal(seal: Seal) -> Kept:
    """A seal of this store, as one that is kept elsewhere."""
    return Kept(printed(seal), fingerprint(seal), seal.unit, seal.number, seal)


def read_copy(file: Path) -> tuple[list[Kept], list[str]]:
    """The copy beside the store (see `seals.COPY`): its seals, and the lines that are not seals, e.g. torn by a power cut."""
    lines = [line for line in file.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    read = [(line, read_printed(line)) for line in lines]
    found = [Kept(line, each.fingerprint, each.unit, each.number) for line, each in read if each and each.unit]
    return found, [line for line, each in read if each is None or each.unit is None]


def reported(said: Sequence[SealWitness]) -> list[Kept]:
    """What tablets were shown, as seals kept elsewhere; without what was dismissed."""
    found = [(each, read_printed(each.line)) for each in said if each.dismissed_at is None]
    return [Kept(f"{each.line} (tablet {each.device_id})", read.fingerprint, read.unit, read.number) for each, read in found if read]


def given_up(unit: str, rows: Sequence[GivenUpSeal], following: int) -> Iterator[Finding]:
    """A note for each restore that went back behind seals; `following`: the number of the seal that is to come."""
    for each in newest(rows):
        yield Finding("given-up", unit, {"seal": each.number, "fingerprint": each.fingerprint, "stated": each.in_seal or following})


def unstated(unit: str, seals: Sequence[Stored], rows: Sequence[GivenUpSeal], told: Collection[str]) -> Iterator[Finding]:
    """What is said to have been given up without an act (`told`: what they were about) or a seal that says so, and the other way round."""
    stated = {stored.seal.number: read_given_up(stored.seal) for stored in seals}
    for each in newest(rows):
        if f"{each.number} {each.fingerprint}" not in told:
            yield Finding("given-up-untold", unit, {"seal": each.number, "fingerprint": each.fingerprint})
    for each in newest(rows)[-MOST_STATED:]:
        if each.in_seal and (each.number, each.fingerprint) not in stated.get(each.in_seal, ()):
            yield Finding("given-up-unsaid", unit, {"seal": each.number, "fingerprint": each.fingerprint, "saying": each.in_seal})
    there = {(each.number, each.fingerprint) for each in rows}
    for number, said in stated.items():
        for each_number, sign in said:
            if (each_number, sign) not in there:
                yield Finding("given-up-gone", unit, {"seal": number, "gone": f"{each_number}:{sign}"})


def expected(reported: Sequence[Kept], rows: Sequence[GivenUpSeal]) -> list[Kept]:
    """What tablets report, without what a restore gave up: they were shown it, and it is known where it went."""
    gone = {(each.number, each.fingerprint) for each in rows}
    return [each for each in reported if (each.number, each.fingerprint) not in gone]


def compare(unit: str, seals: Sequence[Stored], kept: Sequence[Kept], keys: Collection[bytes] = ()) -> Iterator[Finding]:
    """Whether each kept seal is in this history; `keys` are those of this store (`key_id`).

    One that is missing means that history was rewritten from there on, even if every signature is right: a seal says
    what all entries up to it were, and no two histories have one fingerprint. One that another key signed says no more than that.
    """
    own = [each for each in kept if each.unit == unit]
    if not own:
        return
    there = {fingerprint(stored.seal): stored.seal for stored in seals}
    # A bare fingerprint names no unit: where it agrees it helps to say from where on history differs (see also `nowhere`).
    agreed = sorted(there[each.fingerprint].number for each in kept if each.unit in (None, unit) and _agrees(each, there))
    for each in sorted(own, key=lambda kept: kept.number or 0):
        if keys and each.seal and each.seal.key not in keys:
            yield Finding("kept-key", unit, {"line": each.line, "key": each.seal.key.hex()})
        elif not _agrees(each, there):
            before = [number for number in agreed if each.number is None or number < each.number]
            values = {"line": each.line, "seal": each.number or "?", "last": before[-1] if before else 0}
            yield Finding("kept-missing" if before else "kept-unknown", unit, values)


def nowhere(kept: Sequence[Kept], there: Collection[str]) -> Iterator[Finding]:
    """Bare fingerprints that belong to no seal of this store."""
    yield from (Finding("kept-nowhere", "", {"line": each.line}) for each in kept if each.unit is None and each.fingerprint not in there)


def foreign(kept: Sequence[Kept], looked_at: Collection[str], beyond: Collection[str]) -> Iterator[Finding]:
    """Kept seals of other units: a note if the unit is here and was not asked for; a finding if this store knows no such unit."""
    for each in kept:
        if each.unit is not None and each.unit not in looked_at:
            yield Finding("other-unit" if each.unit in beyond else "kept-unit", "", {"line": each.line, "name": each.unit})


def _agrees(kept: Kept, there: Mapping[str, Seal]) -> bool:
    """Whether the seal is there: a whole one is compared bit by bit, one typed from paper by its fingerprint."""
    found = there.get(kept.fingerprint)
    return found is not None and (kept.seal is None or digest(kept.seal) == digest(found))


def _shrinks(before: Stored | None, stored: Stored) -> bool:
    return before is not None and stored.seal.size < before.seal.size


def _records(text: str, file: Path) -> list[Any]:
    try:
        found = json.loads(text)
    except ValueError:
        try:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        except ValueError as error:
            raise KeptError(f"{file} is neither JSON nor lines of seals: {error}") from error
    return found if isinstance(found, list) else [found]


def _fed(address: str) -> list[Kept]:
    """The seals of a feed; one that has none yet proves nothing."""
    try:
        found = [_kept(record, address) for page in pages(address) for record in page["seals"]]
    except FeedError as error:
        raise KeptError(str(error)) from error
    if not found:
        raise KeptError(f"{address}: this feed has no seal yet")
    return found


def _seals_in(record: Any) -> list[Any]:
    """The seals of a page of a feed that somebody saved, which names its keys too; any other record is one itself."""
    return list(record["seals"]) if isinstance(record, dict) and isinstance(record.get("seals"), list) else [record]


def _kept(record: Any, file: Path | str) -> Kept:
    try:
        seal, _ = from_json(record)
    except (ValueError, TypeError, AttributeError) as error:
        raise KeptError(f"{file}: {error}") from error
    return Kept(printed(seal), fingerprint(seal), seal.unit, seal.number, seal)
