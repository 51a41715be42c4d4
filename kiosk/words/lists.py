"""What is said of a list of units: what is wrong with a row, and what a row asks for in vain, because a list does not do that."""

from kiosk.places.lists import MOST_COUNTERS, Row
from kiosk.words.catalogue import gettext as _
from kiosk.words.dates import zone_name


def fault(row: Row) -> str:
    """What is wrong with the row."""
    return {
        "code": _("kode tidak sah: huruf kecil, angka, tanda hubung"),
        "twice": _("kode ini sudah ada di atas"),
        "name": _("nama kosong"),
        "named": _("nama ini sudah ada; isi kolom town (kota, kabupaten, atau kode) agar dapat dibedakan"),
        "town": _("town paling panjang 60 huruf, tanpa tanda kurung"),
        "long": _("nama paling panjang 200 huruf, nama pendek 60"),
        "parent": _("kantor %(code)s tidak ada", code=row.fields["parent"]),
        "zone": _("zona waktu tidak dikenal: WIB, WITA, WIT"),
        "counters": _("jumlah loket 0 sampai %(most)s", most=MOST_COUNTERS),
        "circle": _("melingkar: %(code)s akan berada di bawah dirinya sendiri", code=row.fields["code"]),
    }[row.wrong]


def in_vain(row: Row) -> list[str]:
    """What the row asks for that a list does not change on an existing unit, and where that is done instead."""
    there = row.there
    if there is None:
        return []
    sentences = {
        "office": _("pindah kantor: lewat Pengaturan, tidak di sini; tetap di bawah %(office)s", office=there.office or "–"),
        "zone": _("zona waktu: lewat Pengaturan, tidak di sini; tetap %(zone)s", zone=zone_name(there.zone)),
        "counters": _("jumlah loket: lewat Pengaturan, tidak di sini; tetap %(n)s", n=there.counters),
    }
    return [sentences[what] for what in row.left]


def left_out(why: str) -> str:
    """Why a row that somebody agreed to was not done after all: the tree was changed meanwhile."""
    return {
        "there": _("kode ini sementara itu sudah dipakai"),
        "placed": _("unit ini sementara itu sudah di bawah kantor lain"),
        "office": _("kantornya tidak ada"),
        "circle": _("akan berada di bawah dirinya sendiri"),
    }[why]
