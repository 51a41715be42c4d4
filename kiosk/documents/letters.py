"""What stands in a letter, on a poster and in a promise, each from what is filed. In the language that is spoken."""

from kiosk.documents.filed import Filed
from kiosk.documents.tables import MISSING, of_index
from kiosk.printing.documents import Fields, Lines, Listing, Panel
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language
from kiosk.words.figures import basis
from kiosk.words.numbers import decimals, whole
from kiosk.words.periods import period as period_title

ON_A_POSTER = ("P1", "P3")
"""What is told of respondents there: sex and education. Source: publishing-pekppp.md."""


def fields(filed: Filed, _caption: str) -> Fields:
    """Number, kind, enclosures and subject. The number is the office's own, and never made up. Source: naskah-dinas.md."""
    return Fields(
        [
            (_("Nomor"), filed.inputs.letter_number or MISSING),
            (_("Sifat"), _("Biasa")),
            (_("Lampiran"), _("%(n)s berkas", n=whole(len(_enclosed(filed))))),
            (_("Hal"), _("Penyampaian laporan SKM %(period)s", period=period_title(filed.period))),
        ]
    )


def addressee(filed: Filed, _caption: str) -> Lines:
    named = filed.letterhead.addressee if filed.letterhead else ""
    return Lines([_("Yth. %(name)s", name=named.splitlines()[0] if named else MISSING), *named.splitlines()[1:], _("di tempat")])


def enclosed(filed: Filed, _caption: str) -> Listing:
    return Listing(_enclosed(filed))


def _enclosed(filed: Filed) -> list[str]:
    period = period_title(filed.period)
    found = [_("Laporan SKM %(period)s", period=period), _("Lembar pengolahan data (XLSX)")]
    return [*found, _("Laporan tindak lanjut SKM %(period)s", period=period)] if filed.planned else found


def value(filed: Filed, _caption: str) -> Panel | None:
    """The index of a period for a wall: what evaluators look for. Source: publishing-pekppp.md (poster)."""
    figure = filed.leading
    if figure is None:
        return None
    facts = [
        (_("Unit layanan"), [filed.unit.name]),
        (_("Periode"), [period_title(filed.period)]),
        (_("Responden"), [_("%(n)s orang", n=whole(figure.n))]),
    ]
    for line in filed.report.profile:
        if line.question.code in ON_A_POSTER:
            labels = zip(line.question.labels[language()], line.question.scores, strict=True)
            counted = [f"{label}: {whole(line.scores[score])}" for label, score in labels if line.scores.get(score)]
            facts.append((in_text(line.question.name), counted))
    title = _("NILAI %(index)s", index=in_text(figure.index.short))
    about = _("kira-kira %(low)s sampai %(high)s", low=decimals(figure.low), high=decimals(figure.high))
    return Panel(title, decimals(figure.value), [_("Mutu pelayanan %(grade)s", grade=of_index(figure)), f"{basis(figure)}, {about}"], facts)
