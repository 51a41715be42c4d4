"""What is said of a table of responses that cannot be read, or that is doubtful."""

from kiosk.instruments.responses import Fault
from kiosk.words.catalogue import N_
from kiosk.words.catalogue import gettext as _

FAULTS = {
    "unreadable": N_("tidak dapat dibaca: %(found)s"),
    "empty": N_("kosong; baris pertama harus berisi judul kolom"),
    "not-text": N_("bukan teks UTF-8 (baris %(row)s)"),
    "not-table": N_("baris %(row)s: bukan tabel yang utuh (%(found)s)"),
    "missing-column": N_("baris %(row)s: kolom %(column)s tidak ada"),
    "unknown-column": N_("baris %(row)s: kolom %(column)s (ke-%(found)s) tidak dikenal"),
    "repeated-column": N_("baris %(row)s: kolom %(column)s ada dua kali"),
    "line-break": N_("baris %(row)s: ada pindah baris di dalam sel; tanda kutip yang tidak ditutup?"),
    "short": N_("baris %(row)s: hanya %(found)s sel, terpotong?"),
    "long": N_("baris %(row)s: ada %(found)s sel, lebih dari judulnya"),
    "bad-cell": N_("baris %(row)s, kolom %(column)s: %(found)s bukan nilai 1–4"),
    "repeated-respondent": N_("baris %(row)s, kolom %(column)s: %(found)s sudah ada di baris %(first)s; keduanya dihitung"),
}


def fault(found: Fault) -> str:
    """What is wrong, and where; a cell is quoted by its beginning."""
    cell = f"“{_safe(found.found)}”" if found.kind in ("bad-cell", "repeated-respondent") else _safe(found.found)
    return _(FAULTS[found.kind], row=found.row, column=_safe(found.column) or "“”", found=cell, first=found.first)


def _safe(text: str) -> str:
    """A cell may hold anything, 2 MB of emoji or orders to the terminal included; its beginning tells which it is."""
    short = text if len(text) <= 40 else text[:40] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short)
