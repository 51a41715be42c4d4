"""What is drawn in a report, what is missing in it, and where it is signed; None where there is none. In the language that is spoken."""

from kiosk.documents.filed import Filed
from kiosk.documents.tables import MISSING
from kiosk.indices.grades import HIGHEST, LOWEST
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
    bounds = [(float(max(each.lowest, LOWEST)), decimals(max(each.lowest, LOWEST)), each.letter) for each in figure.table.grades]
    told = _("Nilai unit %(value)s", value=decimals(figure.value))
    note = _(
        "Sumbu dimulai dari 25, nilai terendah yang mungkin. Huruf di atas: batas mutu menurut %(source)s.", source=figure.table.source
    )
    alt = listed(f"{bar.name} {bar.text}" for bar in bars)
    return Bars(caption, alt, bars, float(LOWEST), float(HIGHEST), bounds, (float(figure.value), told), note)


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
    head = filed.letterhead
    return None if head and head.signatory else Gap(_("Belum diisi: nama dan jabatan penanda tangan (Pengaturan unit, Kop surat)."))


def head(filed: Filed, _caption: str) -> Signature:
    head, signed = filed.letterhead, filed.inputs.signed_on
    place = f"{head.city if head and head.city else MISSING}, {day(signed) if signed else MISSING}"
    position = (head.signs_as if head else []) or [MISSING]
    number = head.number if head else ""
    return Signature(place, position, (head.signatory if head else "") or MISSING, _("NIP %(number)s", number=number) if number else "")
