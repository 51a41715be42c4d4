"""Words of the panel for codes that stand in the store, or that a noun refuses with: kinds of acts, browsers, faults."""

import re
from datetime import date

from flask import Blueprint
from flask_babel import gettext as _

from kiosk.followups import Quarter, notices, tables
from kiosk.people.acts import ON_ROLES, Act
from kiosk.visitors import comments
from kiosk.web.forms import fields_of
from kiosk.web.words import day, weekday

part = Blueprint("wording", __name__)

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""First match wins: browsers name those that they resemble too."""


@part.app_template_filter()
def browser(user_agent: str) -> str:
    """ "Mozilla/5.0 (Windows NT 10.0…) … Chrome/131…" → "Chrome, Windows"."""
    found = [next((name for sign, name in signs if re.search(sign, user_agent)), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Peramban lain")


@part.app_template_filter()
def act_name(kind: str) -> str:
    """What an act is called; an unknown one by its code."""
    names: dict[str, str] = {
        "account.password": _("Mengganti kata sandi"),
        "account.second-factor": _("Mengaktifkan kode HP"),
        "account.second-factor-end": _("Mematikan kode HP"),
        "account.recovery-codes": _("Membuat kode pemulihan baru"),
        "account.sign-ins-end": _("Mengeluarkan perangkat"),
        "account.welcome": _("Menerima undangan"),
        "people.create": _("Mengundang orang"),
        "people.invite": _("Membuat undangan baru"),
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
        "papers.enter": _("Memasukkan formulir kertas"),
        "served.enter": _("Mengisi jumlah yang dilayani"),
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
        "first-steps.dismiss": _("Menyembunyikan langkah pertama"),
        "first-steps.return": _("Menampilkan lagi langkah pertama"),
        "counters.create": _("Membuka loket"),
        "counters.change": _("Mengganti loket"),
        "counters.close": _("Menutup loket"),
        "counters.reopen": _("Membuka lagi loket"),
    }
    return names.get(kind, kind)


@part.app_template_filter()
def act_about(act: Act) -> str:
    """What an act was about, in words: roles, verdicts, statuses and days are written down by their codes."""
    first, _colon, rest = act.about.partition(": ")
    if act.kind in ON_ROLES and rest:
        name, _colon, role = act.about.rpartition(": ")
        return f"{name}: {role_name(role)}"
    if act.kind in ("settings.hours", "settings.letterhead"):
        return "; ".join(_changed(each) for each in act.about.split("; "))
    if act.kind in ("settings.holiday", "settings.holiday-removal", "settings.office", "served.enter"):
        return re.sub(r"\b\d{4}-\d\d-\d\d\b", _day, act.about)
    begins: dict[str, str] = {
        "words.judge": _("pesan %(number)s", number=first),
        "tickets.withdraw": _("kumpulan %(number)s", number=first),
        "places.list": _("%(n)s unit", n=first),
        **dict.fromkeys((f"follow-ups.{each}" for each in ("status", "postpone", "plan", "evidence")), _("nomor %(number)s", number=first)),
    }
    if act.kind in begins:
        return begins[act.kind] + (f": {_said(rest)}" if rest else "")
    return str(_("%(words)s kartu", words=act.about)) if act.kind == "tickets.make" else act.about


def role_name(role: str) -> str:
    """What a role is called; an unknown one by its code."""
    names: dict[str, str] = {
        "admin": _("Administrator"),
        "kanwil": _("Kantor wilayah"),
        "auditor": _("Auditor"),
        "head": _("Kepala"),
        "operator": _("Operator"),
    }
    return names.get(role, role)


def _said(words: str) -> str:
    """ "under-way · words" → "berjalan · words"; so are a verdict and a quarter (2026-4)."""
    first, dot, rest = words.partition(" · ")
    names: dict[str, str] = {
        comments.PASS: _("diteruskan"),
        comments.WITHHOLD: _("tidak diteruskan"),
        tables.PLANNED: _("direncanakan"),
        tables.UNDER_WAY: _("berjalan"),
        tables.DONE: _("selesai"),
        tables.DROPPED: _("dibatalkan"),
    }
    if quarter := Quarter.read(first):
        names[first] = _("TW %(quarter)s %(year)s", quarter=quarter.roman, year=quarter.year)
    return names.get(first, first) + dot + rest


def _changed(text: str) -> str:
    """ "0: 08.00–15.00 → –" → "Senin: 08.00–15.00 → –"; a line of the letterhead by its name."""
    first, colon, rest = text.partition(": ")
    # 1 January 2024 was a Monday.
    names: dict[str, str] = {str(n): weekday(date(2024, 1, 1 + n)) for n in range(7)} | {
        "head": _("Baris kop surat"),
        "address": _("Alamat dan kontak"),
        "city": _("Tempat tanda tangan"),
        "signatory": _("Nama penanda tangan"),
        "position": _("Jabatan"),
        "number": _("NIP"),
    }
    return names.get(first, first) + colon + rest


def _day(found: re.Match[str]) -> str:
    try:
        return day(date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def follow_up_fault(field: str) -> str:
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
        **dict.fromkeys(fields_of("text"), _("Paling banyak %(most)s huruf.", most=notices.LONGEST)),
        "text": _("Isi kabar 1 sampai %(most)s huruf.", most=notices.LONGEST),
        "since": _("Isi tanggal mulai."),
        "until": _("Isi tanggal akhir, tidak sebelum tanggal mulai."),
        "told": _("Masih ada kabar yang tampil. Tarik dahulu."),
        "closed": _("Tindak lanjut ini sudah selesai atau dibatalkan. Buka lagi lewat status."),
        "not-begun": _("Kabar diterbitkan setelah tindak lanjut berjalan atau selesai."),
    }
    return str(sentences[field])
