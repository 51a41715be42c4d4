"""A report that is issued says so: its number, its code, and where anybody who holds it can check it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kiosk.printing.documents import Block, Check, Paragraph
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import day


@dataclass(frozen=True, slots=True)
class Issue:
    """`number`: No. terbitan. `address`: of the page that checks it, `qr` its code as SVG; both empty where no public address is set.
    `seal`: the fingerprint of the unit's newest seal; "": there was none. `reason`: of a correction."""

    number: str
    version: int
    code: str
    issued_on: date
    address: str = ""
    qr: str = ""
    seal: str = ""
    reason: str = ""

    @property
    def said(self) -> str:
        """At the foot of each page."""
        number = _("No. terbitan %(number)s", number=self.number)
        return number if self.version == 1 else _("%(number)s (versi %(version)s)", number=number, version=self.version)

    def blocks(self) -> Sequence[Block]:
        """At the end: how to check it, and what a correction corrects."""
        issued = _("%(number)s, diterbitkan %(day)s.", number=self.said, day=day(self.issued_on))
        seal = _("Segel buku besar terakhir: %(seal)s.", seal=self.seal) if self.seal else ""
        told = " ".join(filter(None, (issued, seal)))
        corrected = [Paragraph(_("Perbaikan atas versi sebelumnya: %(reason)s", reason=self.reason))] if self.reason else []
        if self.qr:
            check = _("Periksa keaslian dan versi terbaru dokumen ini di:")
            return [*corrected, Check(self.qr, [check, self.address, told])]
        return [*corrected, Paragraph(f"{told} {_('Kode: %(code)s.', code=self.code)}")]
