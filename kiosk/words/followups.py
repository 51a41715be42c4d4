"""What is said of follow-ups: their statuses and horizons, and what is wrong with a field of their forms."""

from kiosk.followups import notices, tables
from kiosk.reports import Effect
from kiosk.words.catalogue import N_, VISITORS, languages_of
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import rounded

HORIZONS = {
    "short": (N_("jangka pendek"), N_("kurang dari 12 bulan")),
    "medium": (N_("jangka menengah"), N_("12–24 bulan")),
    "long": (N_("jangka panjang"), N_("lebih dari 24 bulan")),
}
"""{horizon: (what it is called, how long that is)}"""


def status(code: str) -> str:
    """How far a follow-up has come."""
    return {
        tables.PLANNED: _("direncanakan"),
        tables.UNDER_WAY: _("berjalan"),
        tables.DONE: _("selesai"),
        tables.DROPPED: _("dibatalkan"),
    }.get(code, code)


def horizon(code: str) -> str:
    """How far ahead it is planned."""
    return _(HORIZONS[code][0]) if code in HORIZONS else code


def horizon_at_length(code: str) -> str:
    """The same with how long that is: jangka pendek, kurang dari 12 bulan."""
    return f"{horizon(code)}, {_(HORIZONS[code][1])}" if code in HORIZONS else code


def choice(code: str) -> str:
    """Which follow-ups a list is asked for."""
    return {
        "all": _("Semua"),
        "open": _("Belum selesai"),
        "overdue": _("Lewat waktu"),
        "done": _("Selesai"),
        "dropped": _("Dibatalkan"),
    }.get(code, code)


def effect(found: Effect) -> str:
    """What came of a follow-up: up or down only where a test says so."""
    if not found.difference:
        return _("belum cukup jawaban")
    if not found.is_real:
        return _("belum terlihat beda")
    value = found.difference.value
    return _("naik %(size)s", size=rounded(value)) if value > 0 else _("turun %(size)s", size=rounded(-value))


def fault(field: str) -> str:
    """What is wrong with a field of a follow-up's forms."""
    day = _("Isi tanggal yang tidak lewat hari ini, paling lama setahun lalu.")
    sentences = {
        "element": _("Pilih unsur."),
        "cause": _("Tulis penyebabnya, paling panjang %(most)s huruf.", most=tables.LONGEST_TEXT),
        "action": _("Tulis apa yang akan dilakukan, paling panjang %(most)s huruf.", most=tables.LONGEST_TEXT),
        "responsible": _("Tulis seksi atau jabatan, paling panjang %(most)s huruf.", most=tables.LONGEST_RESPONSIBLE),
        "horizon": _("Pilih jangka yang sampai ke waktu itu."),
        "due": _("Pilih triwulan yang belum lewat."),
        "reason": _("Tulis alasannya, paling panjang %(most)s huruf.", most=tables.LONGEST_REASON),
        "why": _("Tulis alasannya, paling panjang %(most)s huruf.", most=tables.LONGEST_REASON),
        "status": _("Pilih status."),
        "day": day + " " + _("Selesai tidak sebelum mulai berjalan."),
        "shown_on": day,
        "words": _("Tulis buktinya atau isi tautannya; paling panjang %(most)s huruf.", most=tables.LONGEST_TEXT),
        "link": _("Isi alamat lengkap yang dimulai dengan https://."),
        **{f"text_{code}": _("Paling banyak %(most)s huruf.", most=notices.LONGEST) for code in languages_of(VISITORS)},
        "text": _("Isi kabar 1 sampai %(most)s huruf.", most=notices.LONGEST),
        "since": _("Isi tanggal mulai."),
        "until": _("Isi tanggal akhir, tidak sebelum tanggal mulai."),
        "told": _("Masih ada kabar yang tampil. Tarik dahulu."),
        "closed": _("Tindak lanjut ini sudah selesai atau dibatalkan. Buka lagi lewat status."),
        "not-begun": _("Kabar diterbitkan setelah tindak lanjut berjalan atau selesai."),
    }
    return sentences[field]
