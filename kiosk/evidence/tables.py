"""Which files were handed in, by a row each. What is withdrawn leaves its row and its hash; the file itself is erased."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk.evidence.accepting import EvidenceError, Media, taken
from kiosk.evidence.scanner import scan
from kiosk.evidence.vault import Vault
from kiosk.places import Unit
from kiosk.store import Base, Moment, reading, writing

LONGEST_WORDS = 200
LONGEST_REASON = 200


class Evidence(Base):
    """A file that somebody handed in for a unit. `words`: what it shows. What it was called on her machine is nobody's business."""

    __tablename__ = "evidence"
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    thumbnail: Mapped[str | None] = mapped_column(String(64))
    media: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))

    @property
    def suffix(self) -> str:
        return Media(self.media).suffix


class EvidenceWithdrawal(Base):
    """That it is no longer relied on, and why."""

    __tablename__ = "evidence_withdrawal"
    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))


_withdrawn = select(EvidenceWithdrawal.evidence_id)


@dataclass(frozen=True, slots=True)
class Desk:
    """Where files are handed in. `quota`: bytes that a unit may keep; `scanner`: a command, "" for none."""

    vault: Vault
    quota: int
    scanner: str = ""


def hand_in(unit: Unit, raw: bytes, desk: Desk, *, by: str, now: datetime, words: str = "", only: Sequence[Media] = ()) -> Evidence:
    """Keep a file for this unit; `only`: of these kinds. It is on the disk before its row is. Raises EvidenceError."""
    file = taken(raw)
    if only and file.media not in only:
        raise EvidenceError("not-png" if only == (Media.PNG,) else "not-picture")
    scan(raw, desk.scanner)
    size = len(file.content) + len(file.thumbnail or b"")
    with writing() as session:
        session.get_one(Unit, unit.id, with_for_update=True)  # two at once would each find room
        if kept(unit) + size > desk.quota:
            raise EvidenceError("quota")
        try:
            digest, small = desk.vault.keep(file.content), desk.vault.keep(file.thumbnail) if file.thumbnail else None
        except OSError as error:
            raise EvidenceError("room") from error
        found = Evidence(
            unit_id=unit.id,
            sha256=digest,
            thumbnail=small,
            media=file.media,
            size=size,
            words=words,
            made_at=now,
            made_by=by,
        )
        session.add(found)
        session.flush()
    return found


def withdraw(found: Evidence, *, reason: str, by: str, now: datetime) -> None:
    """It is no longer relied on; `erase` it once that is in the store. A second time changes nothing."""
    with writing() as session:
        if withdrawal(found) is None:
            session.add(EvidenceWithdrawal(evidence_id=found.id, reason=reason, made_at=now, made_by=by))


def erase(found: Evidence, vault: Vault) -> None:
    """Let the files of what was withdrawn go, unless another row stands for the same ones.

    Never within the transaction that withdraws it: were that undone, the row would name a file that is gone.
    """
    if withdrawal(found) is None:
        return
    for digest in filter(None, (found.sha256, found.thumbnail)):
        still = select(Evidence.id).where((Evidence.sha256 == digest) | (Evidence.thumbnail == digest), Evidence.id.not_in(_withdrawn))
        if reading().scalar(still.limit(1)) is None:
            vault.erase(digest)


def by_number(number: int | None) -> Evidence | None:
    """Of whichever unit, if it was not withdrawn: an office's picture stands for all below it."""
    found = reading().get(Evidence, number) if number else None
    return found if found and withdrawal(found) is None else None


def withdrawal(found: Evidence) -> EvidenceWithdrawal | None:
    return reading().scalars(select(EvidenceWithdrawal).filter_by(evidence_id=found.id)).first()


def live(unit: Unit) -> Sequence[Evidence]:
    """Those that were not withdrawn, the newest first."""
    asked = select(Evidence).filter_by(unit_id=unit.id).where(Evidence.id.not_in(_withdrawn))
    return reading().scalars(asked.order_by(Evidence.id.desc())).all()


def kept(unit: Unit) -> int:
    """Bytes of all that was not withdrawn."""
    asked = select(func.coalesce(func.sum(Evidence.size), 0)).filter_by(unit_id=unit.id).where(Evidence.id.not_in(_withdrawn))
    return int(reading().scalar(asked) or 0)


def not_whole(vault: Vault) -> Iterator[tuple[Evidence, str]]:
    """Each row of which a file is not what it was, with its hash. Reads every file."""
    for each in reading().scalars(select(Evidence).where(Evidence.id.not_in(_withdrawn)).order_by(Evidence.id)):
        yield from ((each, digest) for digest in (each.sha256, each.thumbnail) if digest and not vault.has(digest))
