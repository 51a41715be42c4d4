"""Receipts: from the code that a visitor has to her visit's entries. The code says nothing of her answers, and neither does this."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from kiosk.ledger import leaves
from kiosk.ledger.entry import receipt_number
from kiosk.ledger.rows import first_of_visits
from kiosk.places import Unit, unit_by_id
from kiosk.proof import merkle
from kiosk.proof.keys import keys
from kiosk.proof.seal import Seal, to_json
from kiosk.proof.seals import seal_over, stored_seal
from kiosk.proof.tables import ReceiptRow
from kiosk.store import Direct, reading

INTO = "receipt (code, unit_id, seq)"
AT_ONCE = 20_000
MOST_OF_A_CODE = 4
"""Visits that a code leads to, the first that came. A phone says its visit's number itself, so a program can let any number of visits have
one code; by chance, of ten million visits 45 pairs share one (n²/2 in 2^40), and no three."""
_HAS_ROOM = f"(SELECT count(*) FROM receipt WHERE code = column1) < {MOST_OF_A_CODE}"  # noqa: S608  # our own


@dataclass(frozen=True, slots=True)
class Receipt:
    """A visit that is in the ledger: its unit, the service day of its first entry, and the numbers of all its entries."""

    unit: Unit
    day: date
    numbers: tuple[int, ...]


def visits_with_receipt(code: int) -> Sequence[Receipt]:
    """The visits with that receipt, oldest first. Almost always one or none: see `receipt_code`."""
    query = select(ReceiptRow.unit_id, ReceiptRow.seq).where(ReceiptRow.code == code)
    query = query.order_by(ReceiptRow.unit_id, ReceiptRow.seq).limit(MOST_OF_A_CODE)
    rows = [(unit_by_id(unit_id), seq) for unit_id, seq in reading().execute(query).all()]
    found = sorted(((where, unit) for unit, seq in rows if (where := leaves.whereabouts(unit, seq))), key=lambda each: each[0].received_at)
    return [Receipt(unit, where.service_day, leaves.numbers_of(unit, where.visit)) for where, unit in found]


def receipt_proof(receipt: Receipt) -> dict[str, Any] | None:
    """What proves, without us, that the visit's sealed entries are under their seals; None while none of them is sealed.

    {"unit", "entries": [{"number", "leaf", "seal", "proof": [hash, …]}], "seals": [as to_json], "keys": [{"number", "public"}]};
    hashes are hexadecimal, proofs those of RFC 6962, 2.1.1. Reads the entries between two seals, however long the ledger is.
    """
    covered = [(number, seal) for number in receipt.numbers if (seal := seal_over(receipt.unit, number))]
    if not covered:
        return None
    wanted = {seal.number: seal for _, seal in covered}
    entries = [entry for seal in wanted.values() for entry in _proofs(receipt.unit, seal, [n for n, s in covered if s == seal])]
    signed = [stored for number in wanted if (stored := stored_seal(receipt.unit, number))]
    return {
        "unit": receipt.unit.code,
        "entries": entries,
        "seals": [to_json(stored.seal, stored.signature) for stored in signed],
        "keys": [{"number": key.number, "public": key.public.hex()} for key in keys()],
    }


def _proofs(unit: Unit, seal: Seal, numbers: Sequence[int]) -> list[dict[str, Any]]:
    before = stored_seal(unit, seal.number - 1)
    earlier = merkle.Frontier.from_bytes(before.seal.size, before.frontier) if before else merkle.Frontier()
    hashes = [each.leaf for each in leaves.leaves(unit, earlier.size, seal.size)]
    proofs = merkle.inclusion_proofs_since(earlier, hashes, [number - 1 for number in numbers])
    return [
        {"number": number, "leaf": hashes[number - 1 - earlier.size].hex(), "seal": seal.number, "proof": [each.hex() for each in proof]}
        for number, proof in zip(numbers, proofs, strict=True)
    ]


def note(direct: Direct, unit_id: int, first: Mapping[bytes, int]) -> None:
    """Note the first entries {visit: number} of visits that have just begun, of each code those that came first."""
    _insert(direct, [(receipt_number(visit), unit_id, seq) for visit, seq in first.items()])


def _insert(direct: Direct, rows: Sequence[tuple[int, int, int]]) -> None:
    turns: list[dict[int, tuple[int, int, int]]] = [{} for _ in range(MOST_OF_A_CODE)]
    for row in rows:
        free = next((turn for turn in turns if row[0] not in turn), None)
        if free is not None:
            free[row[0]] = row
    # Of a code one in each statement, which does not see what it inserts itself.
    for turn in turns:
        direct.insert(INTO, list(turn.values()), "ON CONFLICT DO NOTHING", where=_HAS_ROOM)


def replace(direct: Direct, unit_id: int) -> None:
    """Make the unit's receipts anew from its entries."""
    direct.run("DELETE FROM receipt WHERE unit_id = ?", (unit_id,))
    with closing(first_of_visits(direct, unit_id)) as stream:
        rows = [(receipt_number(visit), unit_id, seq) for visit, seq in stream]
    rows.sort()
    for start in range(0, len(rows), AT_ONCE):
        _insert(direct, rows[start : start + AT_ONCE])
