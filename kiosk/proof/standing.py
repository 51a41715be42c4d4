"""Which tables beside the ledger a seal speaks of, column by column.

This is a format, as that of an entry is: a column that comes later is not in it, a table that comes later has a name of its own, and a
column that goes makes another name (`places2`), so that what was sealed before can still be compared.
"""

from dataclasses import dataclass
from datetime import date, time

_OWN = "unit_id = ?"
_FOLLOW_UP = "follow_up_id IN (SELECT id FROM follow_up WHERE unit_id = ?)"
_PLANNED = "follow-ups.create"
_HANDED_IN = ("filings.scan", "publications.photo", "settings.logo")
"""Acts that hand in a file."""
_RESULT = "result_id IN (SELECT id FROM published_result WHERE unit_id = ?)"
_NOTE = "note_id IN (SELECT id FROM publication_note WHERE unit_id = ?)"
_COUNTER = "counter_id IN (SELECT id FROM counter WHERE unit_id = ?)"


@dataclass(frozen=True, slots=True)
class Part:
    """The columns of a table, its key first; which of its rows are the unit's; and of what only grows, when a row was made, and by which
    acts: each adds one row at most."""

    table: str
    columns: str
    own: str = _OWN
    made: str = ""
    acts: tuple[str, ...] = ()

    @property
    def rows(self) -> str:
        """The unit's rows by their key; of what grows, as far as a number."""
        columns, until = ", ".join(self.columns.split()), " AND id <= ?" if self.made else ""
        return f"SELECT {columns} FROM {self.table} WHERE {self.own}{until} ORDER BY {columns}"  # noqa: S608  # the names below

    @property
    def numbers(self) -> str:
        """The numbers of the unit's rows above one, by number."""
        return f"SELECT id FROM {self.table} WHERE {self.own} AND id > ? ORDER BY id"  # noqa: S608  # the names below

    @property
    def last(self) -> str:
        """The highest number of what was made before a moment (milliseconds); 0: nothing was."""
        return f"SELECT coalesce(max(id), 0) FROM {self.table} WHERE {self.own} AND {self.made} < ?"  # noqa: S608  # the names below


GROWING = {
    "served": (Part("served_count", "id day served entered_by entered_at", made="entered_at", acts=("served.enter",)),),
    "follow-ups": (
        Part("follow_up", "id instrument element made_at made_by", made="made_at", acts=(_PLANNED,)),
        Part(
            "follow_up_plan",
            "id follow_up_id cause action horizon responsible due_year due_quarter reason made_at made_by",
            _FOLLOW_UP,
            made="made_at",
            acts=(_PLANNED, "follow-ups.plan", "follow-ups.postpone"),
        ),
        Part(
            "follow_up_status",
            "id follow_up_id status day reason made_at made_by",
            _FOLLOW_UP,
            made="made_at",
            acts=(_PLANNED, "follow-ups.status"),
        ),
        Part(
            "follow_up_evidence",
            "id follow_up_id words link day made_at made_by",
            _FOLLOW_UP,
            made="made_at",
            acts=("follow-ups.evidence",),
        ),
    ),
    "reports": (
        Part(
            "issued_report",
            "id kind first last version year serial code title language pdf xlsx figures seal open reason made_at made_by",
            made="made_at",
            acts=("filings.issue",),
        ),
        Part(
            "signed_scan",
            "id report_id evidence_id made_at",
            "report_id IN (SELECT id FROM issued_report WHERE unit_id = ?)",
            made="made_at",
            acts=("filings.scan",),
        ),
    ),
    "evidence": (
        Part("evidence", "id sha256 thumbnail media size words made_at made_by", made="made_at", acts=_HANDED_IN),
        Part(
            "evidence_withdrawal",
            "id evidence_id reason made_at made_by",
            "evidence_id IN (SELECT id FROM evidence WHERE unit_id = ?)",
            made="made_at",
            acts=("filings.scan-withdrawal", "publications.photo-withdrawal"),
        ),
    ),
    "imports": (
        Part(
            "survey_import",
            "id instrument digest edition file_name respondents answers first_day last_day first_seq note person_id made_by made_at",
            made="made_at",
            acts=("imports.create",),
        ),
        Part(
            "survey_withdrawal",
            "id import_id reason made_by made_at",
            "import_id IN (SELECT id FROM survey_import WHERE unit_id = ?)",
            made="made_at",
            acts=("imports.withdraw",),
        ),
        Part(
            "typed_result",
            "id instrument part first last respondents value elements source made_at made_by",
            made="made_at",
            acts=("imports.type", "imports.untype"),
        ),
    ),
    "published": (
        Part(
            "published_result",
            "id number first last parts content sha256 reason made_at made_by",
            made="made_at",
            acts=("results.publish",),
        ),
        Part("result_withdrawal", "id result_id reason made_at made_by", _RESULT, made="made_at", acts=("results.withdraw",)),
        Part(
            "publication_note",
            "id first last medium electronic day place link made_at made_by",
            made="made_at",
            acts=("publications.note",),
        ),
        Part("publication_note_retraction", "id note_id reason made_at made_by", _NOTE, made="made_at", acts=("publications.retract",)),
    ),
    "photos": (Part("publication_photo", "id note_id evidence_id made_at", _NOTE, made="made_at", acts=("publications.photo",)),),
}
"""Rows are only ever added, each by an act."""

STANDING = {
    "places": (
        Part("unit", "id code name short_name kind zone closed_on", "id = ?"),
        Part("affiliation", "id parent_id since until"),
        Part("service", "id code names"),
        Part("counter", "id code names instrument plan"),
        Part("counter_service", "counter_id service_id", _COUNTER),
        Part("counter_closure", "id counter_id closed_at reopened_at reason", _COUNTER),
        Part("opening_hours", "id weekday opens closes"),
    ),
    "holidays": (Part("holiday", "day name"),),
    "notices": (
        Part("notice", "id texts since until made_at made_by withdrawn_at"),
        Part("follow_up_notice", "notice_id follow_up_id", _FOLLOW_UP),
    ),
}
"""Rows come, change and go, each time by an act."""

STANDING_ACTS = {
    "places": (
        *(f"settings.{each}" for each in ("name", "office", "close", "reopen", "hours", "service")),
        *(f"counters.{each}" for each in ("create", "change", "close", "reopen")),
    ),
    "holidays": ("settings.holiday", "settings.holiday-removal"),
    "notices": ("notices.publish", "notices.withdraw"),
}
"""The acts that change it. No other excuses a change."""


def value(stored: object) -> object:
    """As JSON can say it, whichever database it comes from. Bytes no program of ours has stored; SQLite takes them in any column.

    >>> value(True), value(date(2026, 11, 19)), value(time(8)), value("08:00:00.000000"), value(None), value(b"a")
    (1, '2026-11-19', '08:00:00.000000', '08:00:00.000000', None, "x'61'")
    """
    if isinstance(stored, bytes | memoryview):
        return f"x'{bytes(stored).hex()}'"
    if isinstance(stored, bool):
        return int(stored)
    if isinstance(stored, time):
        return stored.isoformat("microseconds")
    return stored.isoformat() if isinstance(stored, date) else stored
