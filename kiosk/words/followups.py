"""What is said of follow-ups: their statuses and horizons, and what is wrong with a field of their forms."""

from kiosk.followups import notices, tables
from kiosk.reports import Effect
from kiosk.words.catalogue import VISITORS, languages_of
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import rounded


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
    return {"short": _("jangka pendek"), "medium": _("jangka menengah"), "long": _("jangka panjang")}.get(code, code)


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
