"""Reports that were issued: frozen files, numbered, each version a row. Nothing of it is changed; a correction is a further version.

A report's number ("No. terbitan") is the product's own and no number of a letter. Its code leads anybody who holds the paper to a page
that says whether it is the newest version, and what the file's hash is.
"""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kiosk import codes
from kiosk.evidence import Evidence, Vault
from kiosk.evidence.tables import EvidenceWithdrawal
from kiosk.indices.periods import Period, spanning
from kiosk.places import Unit
from kiosk.store import Base, Day, Moment, reading, writing

CODE_LENGTH = 12
"""Characters of a code, which is kept as it is written, in groups of four: 60 bits, so that none is found by trying."""
LONGEST_REASON = 300


class IssueError(Exception):
    """ "stale": another version was issued meanwhile; "reason": a correction needs one; "room": the disk is full."""


class IssuedReport(Base):
    """A version of a report of a unit's period. The hashes name files of the vault; what a kind has not is None."""

    __tablename__ = "issued_report"
    __table_args__ = (
        UniqueConstraint("unit_id", "kind", "first", "last", "version", name="uq_issued_report_version"),
        UniqueConstraint("unit_id", "year", "serial", name="uq_issued_report_serial"),
        Index("ix_issued_report_code", "code", unique=True),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(String(40))
    first: Mapped[date] = mapped_column(Day)
    last: Mapped[date] = mapped_column(Day)
    version: Mapped[int]
    year: Mapped[int]
    """That of its issue, in the unit's zone."""
    serial: Mapped[int]
    """The n-th that the unit issued in that year."""
    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    language: Mapped[str] = mapped_column(String(8))
    pdf: Mapped[str] = mapped_column(String(64))
    xlsx: Mapped[str | None] = mapped_column(String(64))
    figures: Mapped[str] = mapped_column(String(64))
    seal: Mapped[str] = mapped_column(String(64))
    """The fingerprint of the unit's newest seal by then; "": there was none."""
    open: Mapped[bool]
    """Whether anybody may read the file."""
    reason: Mapped[str] = mapped_column(String(LONGEST_REASON))
    """Of a correction; the first version has none."""
    made_at: Mapped[datetime] = mapped_column(Moment)
    made_by: Mapped[str] = mapped_column(String(80))

    @property
    def period(self) -> Period:
        return spanning(self.first, self.last)


class SignedScan(Base):
    """The paper that was signed, photographed or scanned, beside the file that was frozen before."""

    __tablename__ = "signed_scan"
    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("issued_report.id"), index=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"))
    made_at: Mapped[datetime] = mapped_column(Moment)


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a version says of itself before it is made: these stand in its file."""

    version: int
    year: int
    serial: int
    code: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """The files of a version. `figures`: JSON."""

    pdf: bytes
    xlsx: bytes | None
    figures: bytes


def number(unit: Unit, found: IssuedReport | Numbered) -> str:
    """No. terbitan: LAPAS-TANJUNGPANDAN/2026/003."""
    return f"{unit.code.upper()}/{found.year}/{found.serial:03}"


def place_for(unit: Unit, kind: str, period: Period, today: date) -> Numbered:
    """Where the next version of this report stands."""
    serial = reading().scalar(select(func.max(IssuedReport.serial)).filter_by(unit_id=unit.id, year=today.year)) or 0
    newest = newest_of(unit, kind, period)
    code = codes.write(secrets.randbits(codes.BITS * CODE_LENGTH), CODE_LENGTH)
    return Numbered(newest.version + 1 if newest else 1, today.year, serial + 1, code)


def issue(
    unit: Unit,
    kind: str,
    period: Period,
    at: Numbered,
    frozen: Frozen,
    vault: Vault,
    *,
    title: str,
    language: str,
    seal: str,
    open_to_all: bool,
    reason: str,
    by: str,
    now: datetime,
) -> IssuedReport:
    """The version is there from now on. Its files are on the disk before its row is. Raises IssueError."""
    if at.version > 1 and not reason:
        raise IssueError("reason")
    try:
        pdf, figures = vault.keep(frozen.pdf), vault.keep(frozen.figures)
        xlsx = vault.keep(frozen.xlsx) if frozen.xlsx else None
    except OSError as error:
        raise IssueError("room") from error
    with writing() as session:
        session.get_one(Unit, unit.id, with_for_update=True)
        newest = newest_of(unit, kind, period)
        taken = session.scalar(select(IssuedReport.id).filter_by(unit_id=unit.id, year=at.year, serial=at.serial))
        if taken is not None or (newest.version if newest else 0) != at.version - 1:
            raise IssueError("stale")
        found = IssuedReport(
            unit_id=unit.id,
            kind=kind,
            first=period.first,
            last=period.last,
            version=at.version,
            year=at.year,
            serial=at.serial,
            code=at.code,
            title=title,
            language=language,
            pdf=pdf,
            xlsx=xlsx,
            figures=figures,
            seal=seal,
            open=open_to_all,
            reason=reason,
            made_at=now,
            made_by=by,
        )
        session.add(found)
        session.flush()
    return found


def newest_of(unit: Unit, kind: str, period: Period) -> IssuedReport | None:
    """The version that holds."""
    versions = select(IssuedReport).filter_by(unit_id=unit.id, kind=kind, first=period.first, last=period.last)
    return reading().scalars(versions.order_by(IssuedReport.version.desc()).limit(1)).first()


def of_unit(unit: Unit) -> Sequence[IssuedReport]:
    """All that the unit issued, the newest first."""
    return reading().scalars(select(IssuedReport).filter_by(unit_id=unit.id).order_by(IssuedReport.id.desc())).all()


def open_to_all(unit: Unit) -> list[IssuedReport]:
    """Of each report the version that holds, where anybody may read it, the newest first. One of before does not stand in for it."""
    newest: dict[tuple[str, date, date], IssuedReport] = {}
    for each in of_unit(unit):
        newest.setdefault((each.kind, each.first, each.last), each)
    return [each for each in newest.values() if each.open]


def find(unit: Unit, report: int) -> IssuedReport | None:
    found = reading().get(IssuedReport, report)
    return found if found and found.unit_id == unit.id else None


def by_code(text: str) -> IssuedReport | None:
    """The version with the code that somebody typed; None: there is none."""
    known = codes.read(text, CODE_LENGTH)
    if known is None:
        return None
    return reading().scalars(select(IssuedReport).filter_by(code=codes.write(known, CODE_LENGTH))).first()


def with_file(digest: str) -> IssuedReport | None:
    """The version that a file with this SHA-256 belongs to, as PDF, workbook, figures or signed scan."""
    hashes = (IssuedReport.pdf == digest) | (IssuedReport.xlsx == digest) | (IssuedReport.figures == digest)
    scanned = select(SignedScan.report_id).join(Evidence, Evidence.id == SignedScan.evidence_id).where(Evidence.sha256 == digest)
    return reading().scalars(select(IssuedReport).where(hashes | IssuedReport.id.in_(scanned)).limit(1)).first()


def versions(found: IssuedReport) -> Sequence[IssuedReport]:
    """All versions of the same report, the first one first."""
    same = {"unit_id": found.unit_id, "kind": found.kind, "first": found.first, "last": found.last}
    return reading().scalars(select(IssuedReport).filter_by(**same).order_by(IssuedReport.version)).all()


def not_whole(vault: Vault) -> Iterator[tuple[IssuedReport, str]]:
    """Each version of which a file is not what it was, with its hash. Reads every file."""
    for each in reading().scalars(select(IssuedReport).order_by(IssuedReport.id)):
        yield from ((each, digest) for digest in (each.pdf, each.xlsx, each.figures) if digest and not vault.has(digest))


def add_scan(found: IssuedReport, scan: Evidence) -> None:
    """The signed paper of this version; another one is added, and none replaced."""
    with writing() as session:
        session.add(SignedScan(report_id=found.id, evidence_id=scan.id, made_at=scan.made_at))


class Scan(NamedTuple):
    """A signed paper; `withdrawn`: it is no longer relied on, and its file is erased."""

    file: Evidence
    withdrawn: EvidenceWithdrawal | None


def scans(reports: Sequence[IssuedReport]) -> dict[int, list[Scan]]:
    """{number of a report: its signed papers, oldest first}"""
    asked = (
        select(SignedScan.report_id, Evidence, EvidenceWithdrawal)
        .join(Evidence, Evidence.id == SignedScan.evidence_id)
        .outerjoin(EvidenceWithdrawal, EvidenceWithdrawal.evidence_id == Evidence.id)
        .where(SignedScan.report_id.in_([each.id for each in reports]))
    )
    found: dict[int, list[Scan]] = {}
    for report, file, withdrawn in reading().execute(asked.order_by(SignedScan.id)):
        found.setdefault(report, []).append(Scan(file, withdrawn))
    return found
