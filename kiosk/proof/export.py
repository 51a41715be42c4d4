"""What may leave the building: the hashes of a ledger for anybody, its opened rows for an auditor. docs/export.md describes both."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, BinaryIO, TextIO

from kiosk.ledger import leaves
from kiosk.ledger.answers import of_days, opened
from kiosk.ledger.entry import CHANNELS
from kiosk.ledger.extent import days_with_answers
from kiosk.places import Unit
from kiosk.proof.keys import keys
from kiosk.proof.seal import to_json
from kiosk.proof.seals import of_unit
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
    """Write every entry opened, as CSV; returns how many. For an auditor.

    Without number, visit, answer, hash, nonce and times, and sorted by what is in them: so no row can be joined with a visitor, with its
    neighbours, or with a hash. `stands` is true unless a later tap replaced it.
    """
    see_anew()
    span = days_with_answers(unit)
    standing = {answer.seq for answer in of_days(unit, *span)} if span else set()
    rows = sorted(_row(row, stands=seq in standing) for seq, row in opened(unit))
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return len(rows)


def _records(unit: Unit, entries: int, now: datetime) -> Iterator[Mapping[str, Any]]:
    yield {"type": "ledger", "format": FORMAT, "unit": unit.code, "exported_at": _moment(now), "entries": entries}
    for key in keys():
        yield {
            "type": "key",
            "number": key.number,
            "public": key.public.hex(),
            "made_at": _moment(key.made_at),
            "reason": key.reason,
            "endorsement": key.endorsement.hex(),
        }
    for stored in of_unit(unit):
        yield {"type": "seal", **to_json(stored.seal, stored.signature)}
    for leaf in leaves.leaves(unit):
        yield {"type": "leaf", "seq": leaf.seq, "leaf": leaf.leaf.hex()}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _row(entry: tuple[Any, ...], *, stands: bool) -> tuple[str, ...]:
    day, counter, service, channel, instrument, question, score, language, assisted, marks, rules = entry
    said = (instrument, question, score, language, int(assisted), marks, rules, int(stands))
    return (day.isoformat(), counter, service, CHANNELS[channel - 1].value, *map(str, said))
