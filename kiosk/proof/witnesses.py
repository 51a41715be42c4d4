"""Tablets as witnesses: each keeps the seals that it was shown, and reports them back. What they saw must still be there.

A rewritten history has other seals, and the tablets at the counters still hold the old ones: somebody who rewrites it would have to take
every tablet too. A row here is only what a tablet said; the tablet says it again after the row is gone.

It is a word and no proof: a tablet has no signature of ours over what it was shown, and anybody who holds its key can invent a seal. So
what contradicts the ledger is a warning until an administrator has looked at it and dismisses it with a reason, which the record of
acts keeps; it never stops a backup. A revoked tablet is not heard.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.proof.given_up import is_given_up
from kiosk.proof.seal import FINGERPRINT_LENGTH, Printed, fingerprint, read_printed
from kiosk.proof.seals import seal_of
from kiosk.store import Base, Moment, reading, writing

LONGEST_LINE = 120
MOST_AT_ONCE = 400
MOST_STRANGE = 20
"""Seals that are not in the ledger are kept from each device; a rewritten history shows with one."""
MOST_SEALS = 2**31 - 1
LONGEST_REASON = 200


class SealWitness(Base):
    """A device was shown this seal, and first said so at that moment."""

    __tablename__ = "seal_witness"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH + FINGERPRINT_LENGTH // 4), primary_key=True)
    device_id: Mapped[int] = mapped_column(ForeignKey("device.id"), primary_key=True)
    line: Mapped[str] = mapped_column(String(LONGEST_LINE))
    said_at: Mapped[datetime] = mapped_column(Moment)
    dismissed_at: Mapped[datetime | None] = mapped_column(Moment)
    dismissed_by: Mapped[str | None] = mapped_column(String(80))
    reason: Mapped[str | None] = mapped_column(String(LONGEST_REASON))


def note_witness(unit: Unit, device_id: int, lines: Sequence[str], now: datetime) -> list[str]:
    """Note what a tablet of the unit reports: printed lines of seals. Returns those that are not in this ledger and were not given up.

    Lines that are not a seal of this unit are passed over. What a device says beyond MOST_STRANGE is returned and not kept.
    """
    read = [(line.strip(), found) for line in lines[:MOST_AT_ONCE] if len(line) <= LONGEST_LINE and (found := read_printed(line))]
    own = {line: found for line, found in read if found.unit == unit.code and found.number is not None and found.number <= MOST_SEALS}
    strange = [line for line, found in own.items() if not _stands(unit, found)]
    room = MOST_STRANGE - sum(each.device_id == device_id for each in contradicted(unit, dismissed=True)) if strange else 0
    with writing() as session:
        for line, found in own.items():
            key = (unit.id, found.number, found.fingerprint, device_id)
            if session.get(SealWitness, key) is None:
                if line in strange:
                    room -= 1
                    if room < 0:
                        continue
                names = ("unit_id", "number", "fingerprint", "device_id")
                session.add(SealWitness(**dict(zip(names, key, strict=True)), line=line, said_at=now))
    return strange


def of_unit(unit: Unit) -> Sequence[SealWitness]:
    """All that the unit's tablets have reported, by number."""
    order = (SealWitness.number, SealWitness.fingerprint, SealWitness.device_id)
    return reading().scalars(select(SealWitness).where(SealWitness.unit_id == unit.id).order_by(*order)).all()


def contradicted(unit: Unit, *, dismissed: bool = False) -> list[SealWitness]:
    """What tablets were shown and this ledger neither holds nor gave up: its history was rewritten, or set back, or a tablet lies.

    `dismissed`: what an administrator has dismissed, too.
    """
    return [w for w in of_unit(unit) if (dismissed or w.dismissed_at is None) and not _is(unit, w.number, w.fingerprint)]


def dismiss(unit: Unit, line: str, *, by: str, reason: str, now: datetime) -> bool:
    """From now on nobody is warned of what tablets say of the seal with this printed line. False: nobody was, or it is in the ledger."""
    with writing():
        found = [each for each in contradicted(unit) if each.line == line]
        for each in found:
            each.dismissed_at, each.dismissed_by, each.reason = now, by, reason
    return bool(found)


def _stands(unit: Unit, found: Printed) -> bool:
    return found.number is not None and _is(unit, found.number, found.fingerprint)


def _is(unit: Unit, number: int, said: str) -> bool:
    seal = seal_of(unit, number)
    return (seal is not None and fingerprint(seal) == said) or is_given_up(unit, number, said)
