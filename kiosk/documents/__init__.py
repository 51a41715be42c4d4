"""Documents that are filed: their outlines are data, their figures are those of the panel, and they are made as PDF, XLSX and JSON.

An office may keep outlines of its own in its data folder (documents/); those that it has not are ours.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.documents.contents import VOCABULARY, Contents
from kiosk.documents.filed import Filed
from kiosk.documents.issuing import Issue
from kiosk.documents.monitored import MONITORED, Monitored, MonitoredContents
from kiosk.documents.outline import FOLDER, Outline, read
from kiosk.documents.stable_keys import as_json, several_as_json
from kiosk.documents.workbook import workbook, workbook_of_several
from kiosk.documents.writing import document
from kiosk.evidence import Vault, VaultError, by_number
from kiosk.places import installation
from kiosk.places.letterheads import Letterhead
from kiosk.printing import documents as printed
from kiosk.printing.posters import DEMO

KINDS = ("skm", "spkp-spak", "tindak-lanjut", "harian", "pengantar", "poster", "maklumat")
"""Of one unit."""
OWN = "documents"
"""In the data folder: an office's own outlines, `<kind>.toml`."""
MONITORING = "monitoring"
"""Of several."""
WITH_WORKBOOK = ("skm", "spkp-spak", "tindak-lanjut")
FROZEN = ("skm", "spkp-spak", "tindak-lanjut", "poster")
"""What a unit issues; the others are signed on paper, or made anew whenever they are wanted."""


def outlines(folder: Path = FOLDER) -> Mapping[str, Outline]:
    """{kind: its outline}, the folder's own first. Raises InstrumentError, with file, line and reason, if one of them cannot be used."""
    return {kind: read(kind, VOCABULARY, folder) for kind in KINDS} | {MONITORING: read(MONITORING, MONITORED, folder)}


def made(filed: Filed, of: Outline, suffix: str, vault: Vault, issue: Issue | None = None, paper: str = "") -> bytes:
    """The report as a file, ".pdf" or ".xlsx", in the language that is spoken; without an issue, what can be issued is a draft, and
    says so. `vault` has the logo; `paper`: another one than the unit's."""
    contents = Contents(filed)
    if suffix == ".xlsx":
        return workbook(filed, contents.text(of.title), issue)
    demo = DEMO if installation.is_demo() else ""
    is_draft = issue is None and of.kind in FROZEN
    return printed.document(document(of, contents, issue, draft=is_draft, demo=demo, logo=_logo(filed.letterhead, vault), paper=paper))


def made_of_several(monitored: Monitored, of: Outline, suffix: str, vault: Vault) -> bytes:
    """The same for the report on several units; it is no draft: nobody but its office has to say that it holds."""
    contents = MonitoredContents(monitored)
    if suffix == ".xlsx":
        return workbook_of_several(monitored.units, contents.text(of.title))
    demo = DEMO if installation.is_demo() else ""
    return printed.document(document(of, contents, demo=demo, logo=_logo(monitored.letterhead, vault)))


def _logo(head: Letterhead | None, vault: Vault) -> bytes | None:
    """That of the unit, or of an office above it; a file that is gone leaves the head without one."""
    found = by_number(head.logo if head else None)
    with suppress(VaultError):
        return vault.read(found.sha256) if found else None
    return None


def title(filed: Filed, of: Outline) -> str:
    return Contents(filed).text(of.title)


__all__ = [
    "FROZEN",
    "KINDS",
    "MONITORING",
    "OWN",
    "WITH_WORKBOOK",
    "Filed",
    "Issue",
    "Monitored",
    "Outline",
    "as_json",
    "made",
    "made_of_several",
    "outlines",
    "several_as_json",
    "title",
]
