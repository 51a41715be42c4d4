"""What may leave the building: the hashes of a ledger for anybody, its opened rows for an auditor. docs/export.md describes both."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO, TextIO

from kiosk.ledger import Channel, imported, leaves
from kiosk.ledger.answers import Answer, of_days, opened
from kiosk.ledger.entry import CHANNELS
from kiosk.ledger.extent import days_with_answers
from kiosk.places import Unit
from kiosk.proof.keys import keys
from kiosk.proof.seal import to_json
from kiosk.proof.seals import Stored, of_unit
from kiosk.proof.tables import SealKey
from kiosk.store import see_anew

FORMAT = 1
COLUMNS = ("day", "counter", "service", "channel", "instrument", "question", "score", "language", "assisted", "marks", "rules", "stands")


def export_hashes(unit: Unit, file: BinaryIO, now: datetime) -> int:
    """Write keys, seals and leaf hashes of the unit's ledger as JSON Lines; returns how many entries. One state of the store."""
    see_anew()
    entries = leaves.count(unit)
    whole = hashlib.sha256()
    for record in _records(unit, entries, now):
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        whole.update(line)
        file.write(line)
    file.write(json.dumps({"type": "end", "sha256": whole.hexdigest()}, separators=(",", ":")).encode() + b"\n")
    return entries


def export_rows(unit: Unit, file: TextIO) -> int:
    """Write every rating opened, as CSV; returns how many. For an auditor.

    Without number, visit, answer, hash, nonce and times, and sorted by what is in them: so no row can be joined with a visitor, with its
    neighbours, or with a hash. `stands` is true unless a later tap replaced it, or the table that it came with was taken back.
    """
    see_anew()
    span = days_with_answers(unit)
    gone = imported.taken_back(unit)
    standing = {each.seq for each in of_days(unit, *span) if not _is_among(gone, each)} if span else set()
    rows = sorted(_row(row, stands=seq in standing) for seq, row in opened(unit))
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return len(rows)


def _is_among(tables: Sequence[tuple[int, int]], answer: Answer) -> bool:
    return answer.channel is Channel.IMPORT and any(first <= answer.seq <= last for first, last in tables)


def _records(unit: Unit, entries: int, now: datetime) -> Iterator[Mapping[str, Any]]:
    yield {"type": "ledger", "format": FORMAT, "unit": unit.code, "exported_at": _moment(now), "entries": entries}
    yield from map(key_record, keys())
    yield from map(seal_record, of_unit(unit))
    for leaf in leaves.leaves(unit):
        yield {"type": "leaf", "seq": leaf.seq, "leaf": leaf.leaf.hex()}


def key_record(key: SealKey) -> Mapping[str, Any]:
    """A public key, as a line of the export."""
    return {
        "type": "key",
        "number": key.number,
        "public": key.public.hex(),
        "made_at": _moment(key.made_at),
        "reason": key.reason,
        "endorsement": key.endorsement.hex(),
    }


def seal_record(stored: Stored) -> Mapping[str, Any]:
    """A seal, as a line of the export."""
    return {"type": "seal", **to_json(stored.seal, stored.signature)}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _row(entry: tuple[Any, ...], *, stands: bool) -> tuple[str, ...]:
    day, counter, service, channel, instrument, question, score, language, assisted, marks, rules = entry
    said = (instrument, question, score, language, int(assisted), marks, rules, int(stands))
    return (day.isoformat(), counter, service, CHANNELS[channel - 1].value, *map(str, said))
