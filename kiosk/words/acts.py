"""What is said of acts: what they are called, and what they were about."""

import re
from datetime import date

from kiosk.followups import Quarter
from kiosk.followups.tables import STATUSES
from kiosk.people.acts import ON_ROLES
from kiosk.record import Act
from kiosk.visitors import comments
from kiosk.words import codes, followups, periods
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import day, weekday_of

WITH_DAYS = (
    *("settings.holiday", "settings.holiday-removal", "settings.office", "served.enter", "filings.enter"),
    *("imports.create", "imports.withdraw", "imports.type", "imports.untype"),
)
"""Kinds of acts that are about something with a day in it."""


def act(kind: str) -> str:
    """What an act is called; an unknown one by its code."""
    return names().get(kind, kind)


def names() -> dict[str, str]:
    """{code: what it is called} of all acts, those too that nobody can do any more: the record keeps them."""
    return {
        "account.password": _("Mengganti kata sandi"),
        "account.second-factor": _("Mengaktifkan kode HP"),
        "account.second-factor-end": _("Mematikan kode HP"),
        "account.recovery-codes": _("Membuat kode pemulihan baru"),
        "account.sign-ins-end": _("Mengeluarkan perangkat"),
        "account.welcome": _("Menerima undangan"),
        "people.create": _("Mengundang orang"),
        "people.invite": _("Membuat undangan baru"),
        "people.password": _("Menyetel kata sandi di server"),
        "people.grant": _("Memberi peran"),
        "people.revoke": _("Mencabut peran"),
        "people.activate": _("Mengaktifkan akun"),
        "people.deactivate": _("Menonaktifkan akun"),
        "people.sign-ins-end": _("Mengeluarkan orang dari semua perangkat"),
        "devices.pairing": _("Membuat kode tablet"),
        "devices.rename": _("Menamai tablet"),
        "devices.move": _("Memindahkan tablet"),
        "devices.pause": _("Menjeda tablet"),
        "devices.resume": _("Memakai tablet lagi"),
        "devices.revoke": _("Mencabut tablet"),
        "devices.dismissal": _("Mengesampingkan laporan segel"),
        "devices.pin": _("Mengganti PIN operator"),
        "notices.publish": _("Menerbitkan kabar"),
        "notices.withdraw": _("Menarik kabar"),
        "walls.create": _("Memasang layar dinding"),
        "walls.end": _("Mengakhiri layar dinding"),
        "follow-ups.create": _("Merencanakan tindak lanjut"),
        "follow-ups.plan": _("Mengubah rencana tindak lanjut"),
        "follow-ups.postpone": _("Memindahkan tindak lanjut ke triwulan lain"),
        "follow-ups.status": _("Mengganti status tindak lanjut"),
        "follow-ups.evidence": _("Menambah bukti tindak lanjut"),
        "survey.address": _("Mengganti alamat survei resmi"),
        "tickets.make": _("Membuat kartu"),
        "tickets.withdraw": _("Menarik kartu"),
        "words.judge": _("Memeriksa pesan"),
        "words.take-back": _("Mengurungkan putusan atas pesan"),
        "papers.enter": _("Memasukkan formulir kertas"),
        "imports.create": _("Mengimpor survei terdahulu"),
        "imports.withdraw": _("Menarik survei yang diimpor"),
        "imports.type": _("Mengetik hasil laporan lama"),
        "imports.untype": _("Menarik hasil laporan lama"),
        "served.enter": _("Mengisi jumlah yang dilayani"),
        "filings.enter": _("Mengisi bahan laporan"),
        "filings.issue": _("Menerbitkan laporan"),
        "filings.scan": _("Menambah pindaian bertanda tangan"),
        "filings.scan-withdrawal": _("Menarik pindaian bertanda tangan"),
        "results.publish": _("Menerbitkan hasil"),
        "results.withdraw": _("Menarik hasil yang terbit"),
        "publications.note": _("Mencatat publikasi"),
        "publications.retract": _("Membatalkan catatan publikasi"),
        "publications.photo": _("Menambah foto publikasi"),
        "publications.photo-withdrawal": _("Menarik foto publikasi"),
        "places.create": _("Mendirikan tempat"),
        "places.list": _("Menyimpan unit dari daftar"),
        "settings.name": _("Mengganti nama unit"),
        "settings.office": _("Memindahkan unit ke kantor lain"),
        "settings.close": _("Menutup unit"),
        "settings.reopen": _("Membuka lagi unit"),
        "settings.hours": _("Mengganti jam buka"),
        "settings.holiday": _("Menambah hari libur"),
        "settings.holiday-removal": _("Menghapus hari libur"),
        "settings.service": _("Mengganti layanan"),
        "settings.letterhead": _("Mengganti kop dan penanda tangan"),
        "settings.logo": _("Mengganti logo"),
        "first-steps.dismiss": _("Menyembunyikan langkah pertama"),
        "first-steps.return": _("Menampilkan lagi langkah pertama"),
        "restore.give-up": _("Melepas segel ketika memulihkan cadangan"),
        "clock.accept": _("Menyatakan jam server benar"),
        "clock.agree": _("Mempercayai jam server menurut jam tablet"),
        "counters.create": _("Membuka loket"),
        "counters.change": _("Mengganti loket"),
        "counters.close": _("Menutup loket"),
        "counters.reopen": _("Membuka lagi loket"),
    }


def about(found: Act) -> str:
    """What an act was about, in words: roles, verdicts, statuses and days are written down by their codes."""
    first, _colon, rest = found.about.partition(": ")
    if found.kind in ON_ROLES and rest:
        name, _colon, role = found.about.rpartition(": ")
        return f"{name}: {codes.role(role)}"
    if found.kind in ("settings.hours", "settings.letterhead"):
        return "; ".join(_changed(each) for each in found.about.split("; "))
    if found.kind in WITH_DAYS:
        return re.sub(r"\b\d{4}-\d\d-\d\d\b", _day, found.about)
    begins: dict[str, str] = {
        "words.judge": _("pesan %(number)s", number=first),
        "words.take-back": _("pesan %(number)s", number=first),
        "tickets.withdraw": _("kumpulan %(number)s", number=first),
        "places.list": _("%(n)s unit", n=first),
        **dict.fromkeys((f"follow-ups.{each}" for each in ("status", "postpone", "plan", "evidence")), _("nomor %(number)s", number=first)),
    }
    if found.kind in begins:
        return begins[found.kind] + (f": {_said(rest)}" if rest else "")
    return str(_("%(words)s kartu", words=found.about)) if found.kind == "tickets.make" else found.about


def verdict(code: str) -> str:
    """What a moderator decided about a message."""
    return {comments.PASS: _("diteruskan"), comments.WITHHOLD: _("tidak diteruskan")}.get(code, code)


def _said(words: str) -> str:
    """ "under-way · words" → "berjalan · words"; so are a verdict and a quarter (2026-4)."""
    first, dot, rest = words.partition(" · ")
    names: dict[str, str] = {
        **{each: verdict(each) for each in (comments.PASS, comments.WITHHOLD)},
        **{status: followups.status(status) for status in STATUSES},
    }
    if due := Quarter.read(first):
        names[first] = periods.quarter(due)
    return names.get(first, first) + dot + rest


def _changed(text: str) -> str:
    """ "0: 08.00–15.00 → –" → "Senin: 08.00–15.00 → –"; a line of the letterhead by its name."""
    first, colon, rest = text.partition(": ")
    names: dict[str, str] = {str(n): weekday_of(n) for n in range(7)} | {
        "head": _("Baris kop surat"),
        "address": _("Alamat dan kontak"),
        "city": _("Tempat tanda tangan"),
        "signatory": _("Nama penanda tangan"),
        "position": _("Jabatan"),
        "number": _("NIP"),
        "capacity": _("Bertindak sebagai"),
        "superior": _("Atas nama"),
        "addressee": _("Ditujukan kepada"),
        "deadline": _("Tenggat"),
        "paper": _("Kertas"),
        "font": _("Huruf"),
        "margins": _("Tepi halaman"),
        "logo": _("Logo"),
    }
    return names.get(first, first) + colon + rest


def _day(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]
