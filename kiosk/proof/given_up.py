"""Seals that a restore gave up: a tablet that was shown one of them is right, and the ledger that does not hold it says why.

The next seal of the unit signs which was the newest of them (`STATEMENT`), and so all of them, for each holds the one before. A person who
keeps one on paper is still told that history differs: that is what she keeps it for.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.places import Unit
from kiosk.proof.seal import FINGERPRINT_LENGTH, Seal
from kiosk.store import Base, Moment, reading, writing

STATEMENT = "given-up"
"""What a seal says of it: `given-up=17:K7QF-2M9D-0WXR-5TYH-81ZC`, number and fingerprint; of several restores one after the other, with
dots between them."""
MOST_STATED = 10
"""30 characters each, of 1000 that the column takes."""


class GivenUpSeal(Base):
    """This seal was known where a backup was put back that does not hold it."""

    __tablename__ = "given_up_seal"
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    fingerprint: Mapped[str] = mapped_column(String(FINGERPRINT_LENGTH + FINGERPRINT_LENGTH // 4), primary_key=True)
    given_up_at: Mapped[datetime] = mapped_column(Moment)
    in_seal: Mapped[int | None]
    """The number of the seal that says so; None: the next one will."""


def give_up(unit: Unit, seals: Sequence[tuple[int, str]], now: datetime) -> None:
    """Note seals (number, fingerprint) of the unit that this ledger does not hold."""
    with writing() as session:
        for number, fingerprint in seals:
            session.merge(GivenUpSeal(unit_id=unit.id, number=number, fingerprint=fingerprint, given_up_at=now, in_seal=None))


def of_unit(unit: Unit) -> Sequence[GivenUpSeal]:
    """By the moment of the restore, then by number."""
    order = GivenUpSeal.given_up_at, GivenUpSeal.number, GivenUpSeal.fingerprint
    return reading().scalars(select(GivenUpSeal).where(GivenUpSeal.unit_id == unit.id).order_by(*order)).all()


def is_given_up(unit: Unit, number: int, fingerprint: str) -> bool:
    return reading().get(GivenUpSeal, (unit.id, number, fingerprint)) is not None


def newest(rows: Sequence[GivenUpSeal]) -> list[GivenUpSeal]:
    """The newest of what each restore gave up."""
    return list({each.given_up_at: each for each in rows}.values())


def read_given_up(seal: Seal) -> list[tuple[int, str]]:
    """(number, fingerprint) of each that the seal says was given up."""
    said = dict(seal.statements).get(STATEMENT, "")
    each = (pair.partition(":") for pair in said.split(".") if said)
    return [(int(number) if number.isdecimal() else 0, fingerprint) for number, _colon, fingerprint in each]


def state(unit: Unit, seal: int) -> tuple[tuple[str, str], ...]:
    """What the seal of that number says of what was given up since the one before: a statement or none. Wants the ledger locked."""
    unsaid = [each for each in of_unit(unit) if each.in_seal is None]
    if not unsaid:
        return ()
    with writing() as session:
        mine = GivenUpSeal.unit_id == unit.id, GivenUpSeal.in_seal.is_(None)
        session.execute(update(GivenUpSeal).where(*mine).values(in_seal=seal))
    return ((STATEMENT, ".".join(f"{each.number}:{each.fingerprint}" for each in newest(unsaid)[-MOST_STATED:])),)
