"""What is drawn in a report, what is missing in it, and where it is signed; None where there is none. In the language that is spoken."""

from datetime import date

from kiosk.documents.filed import Filed
from kiosk.documents.tables import MISSING
from kiosk.indices.grades import HIGHEST, LOWEST, GradeTable
from kiosk.places.letterheads import Letterhead
from kiosk.printing.documents import Bar, Bars, Gap, Run, Signature
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.dates import day
from kiosk.words.figures import listed
from kiosk.words.numbers import decimals, nearest
from kiosk.words.periods import period as period_title


def element_bars(filed: Filed, caption: str) -> Bars | None:
    figure = filed.leading
    if figure is None:
        return None
    found = Filed.elements(figure)
    bars = [Bar(in_text(each.name), float(each.value), decimals(each.value), each.code == filed.behind) for each in found]
    told = _("Nilai unit %(value)s", value=decimals(figure.value))
    note = _(
        "Sumbu dimulai dari 25, nilai terendah yang mungkin. Huruf di atas: batas mutu menurut %(source)s.", source=figure.table.source
    )
    alt = listed(f"{bar.name} {bar.text}" for bar in bars)
    return Bars(caption, alt, bars, float(LOWEST), float(HIGHEST), bounds_of(figure.table), (float(figure.value), told), note)


def trend_run(filed: Filed, caption: str) -> Run | None:
    points = [(period_title(period), float(figure.value), decimals(figure.value)) for period, figure in filed.trend]
    if len(points) < 2:
        return None
    alt = listed(f"{label} {text}" for label, _value, text in points)
    values = [value for _label, value, _text in points]
    least, most = (min(values) - 5) // 5 * 5, min(-(-(max(values) + 2) // 5) * 5, 100.0)
    least = max(least, float(LOWEST))
    return Run(caption, alt, points, least, most, _("Sumbu dari %(least)s sampai %(most)s.", least=nearest(least), most=nearest(most)))


def gap_population(filed: Filed, _caption: str) -> Gap | None:
    return None if filed.population else Gap(_("Belum diisi: populasi (jumlah yang dilayani), untuk jumlah responden minimum."))


def gap_forum(filed: Filed, _caption: str) -> Gap | None:
    return None if filed.inputs.forum_on else Gap(_("Belum diisi: tanggal Forum Konsultasi Publik (FKP)."))


def gap_signatory(filed: Filed, _caption: str) -> Gap | None:
    return nobody_signs(filed.letterhead)


def head(filed: Filed, _caption: str) -> Signature:
    return signed_by(filed.letterhead, place_and_day(filed.letterhead, filed.inputs.signed_on))


def place_and_day(head: Letterhead | None, signed: date | None) -> str:
    """Tanjungpandan, 3 Juli 2026"""
    return f"{head.city if head and head.city else MISSING}, {day(signed) if signed else MISSING}"


def signed_by(head: Letterhead | None, place: str) -> Signature:
    head = head or Letterhead()
    number = _("NIP %(number)s", number=head.number) if head.number else ""
    return Signature(place, head.signs_as or [MISSING], head.signatory or MISSING, number)


def nobody_signs(head: Letterhead | None) -> Gap | None:
    return None if head and head.signatory else Gap(_("Belum diisi: nama dan jabatan penanda tangan (Pengaturan unit, Kop surat)."))


def bounds_of(table: GradeTable) -> list[tuple[float, str, str]]:
    """Where each grade begins on a chart's scale, that as printed, and its letter."""
    return [(float(lowest), decimals(lowest), each.letter) for each in table.grades for lowest in [max(each.lowest, LOWEST)]]
