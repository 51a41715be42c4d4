"""What stands on the sheet of a day that is over, from the very figures of its page. In the language that is spoken."""

from kiosk.documents.filed import Filed
from kiosk.documents.tables import of_index
from kiosk.printing.documents import Column, DataTable, Listing
from kiosk.proof import fingerprint
from kiosk.reports.withholding import Share
from kiosk.words import verdicts
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.codes import channel
from kiosk.words.figures import basis, listed
from kiosk.words.numbers import decimals, nearest, percent, whole

DASH = "–"


def seal(filed: Filed) -> str:
    """The fingerprint of the day's seal; "": it has none, or the document is of several days."""
    found = filed.day.seal if filed.day else None
    return fingerprint(found) if found else ""


def counted(filed: Filed, caption: str) -> DataTable | None:
    today = filed.day
    if today is None:
        return None
    served, usual = today.response.served, today.usual_satisfaction
    rows = [
        (_("Kunjungan yang menilai"), whole(today.visits), "" if today.usual_visits is None else nearest(today.usual_visits)),
        (_("Yang dilayani"), whole(served.count) if served else _("belum diisi"), ""),
        (_("Puas atau sangat puas"), _share(today.satisfaction), "" if usual is None else f"{percent(usual)} %"),
        (_("Jawaban tercatat"), whole(today.answers), ""),
        (_("Jawaban disisihkan"), whole(today.set_aside), ""),
        (_("Kunjungan yang dibantu mengisi"), whole(today.assisted), ""),
        (_("Cara menilai"), listed(f"{channel(each)} {whole(n)}" for each, n in today.channels.items()) if today.channels else DASH, ""),
    ]
    columns = [Column(_("Pokok"), wide=True), Column(_("hari ini"), "end", wide=True), Column(_("biasanya"), "end")]
    return DataTable(caption, columns, [(asked, said, usual or DASH) for asked, said, usual in rows])


def _share(share: Share | None) -> str:
    return _("%(share)s %% dari %(n)s", share=percent(share.value), n=whole(share.n)) if share else _("belum dapat ditampilkan")


def findings(filed: Filed, _caption: str) -> Listing | None:
    today = filed.day
    if today is None or today.verdict is None:
        return None
    return Listing(verdicts.said(today.verdict, today.names_with_plans), "a")


def counters(filed: Filed, caption: str) -> DataTable | None:
    found = filed.day.counters if filed.day else []
    rows = [(in_text(each.counter.names), whole(each.visits), DASH if each.usual is None else nearest(each.usual)) for each in found]
    columns = [Column(_("Loket"), wide=True), Column(_("kunjungan"), "end"), Column(_("biasanya"), "end")]
    return DataTable(caption, columns, rows) if rows else None


def indices(filed: Filed, caption: str) -> DataTable | None:
    """Of the thirty days up to this one: a day alone has too few answers for an index."""
    today = filed.day
    found = [each for each in today.indices.values() if each] if today else []
    rows = [(in_text(each.index.short), decimals(each.value), of_index(each), whole(each.n), basis(each)) for each in found]
    columns = [
        Column(_("Indeks"), wide=True),
        Column(_("nilai"), "end"),
        Column(_("mutu")),
        Column(_("responden"), "end"),
        Column(_("dasar")),
    ]
    return DataTable(caption, columns, rows) if rows else None
