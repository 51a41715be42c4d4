"""Documents that are filed: their outlines are data, their figures are those of the panel, and they are made as PDF, XLSX and JSON.

An office may keep outlines of its own in its data folder (documents/); those that it has not are ours.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kiosk.documents.contents import VOCABULARY, Contents
from kiosk.documents.filed import Filed
from kiosk.documents.issuing import Issue
from kiosk.documents.outline import FOLDER, Outline, read
from kiosk.documents.stable_keys import as_json
from kiosk.documents.workbook import workbook
from kiosk.documents.writing import document
from kiosk.evidence import Vault, VaultError, by_number
from kiosk.places import installation
from kiosk.printing import documents as printed
from kiosk.printing.posters import DEMO

KINDS = ("skm", "spkp-spak", "tindak-lanjut")


def outlines(folder: Path = FOLDER) -> Mapping[str, Outline]:
    """{kind: its outline}, the folder's own first. Raises InstrumentError, with file, line and reason, if one of them cannot be used."""
    return {kind: read(kind, VOCABULARY, folder) for kind in KINDS}


def made(filed: Filed, of: Outline, suffix: str, vault: Vault, issue: Issue | None = None) -> bytes:
    """The report as a file, ".pdf" or ".xlsx", in the language that is spoken; without an issue it is a draft, and says so. `vault` has
    the logo."""
    contents = Contents(filed)
    if suffix == ".xlsx":
        return workbook(filed, contents.text(of.title), issue)
    demo = DEMO if installation.is_demo() else ""
    return printed.document(document(of, contents, issue, demo=demo, logo=_logo(filed, vault)))


def _logo(filed: Filed, vault: Vault) -> bytes | None:
    """That of the unit, or of an office above it; a file that is gone leaves the head without one."""
    found = by_number(filed.letterhead.logo if filed.letterhead else None)
    with suppress(VaultError):
        return vault.read(found.sha256) if found else None
    return None


def title(filed: Filed, of: Outline) -> str:
    return Contents(filed).text(of.title)


__all__ = ["KINDS", "Filed", "Issue", "Outline", "as_json", "made", "outlines", "title"]
