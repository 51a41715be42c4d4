"""What is said of the rules that mark a rating: what a mark is called, why it is given, and the arithmetic behind it."""

from typing import NamedTuple

from kiosk.quality import rules
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import rounded


class Said(NamedTuple):
    """A rule in words."""

    name: str
    why: str
    arithmetic: str


def mark(code: str) -> Said:
    """The rule that gives this mark."""
    return {
        rules.REPEAT: lambda: Said(
            _("Ulang dari HP yang sama"),
            _(
                "HP yang sama sudah menilai unit ini hari itu lewat kode terbuka. Tandanya disimpan HP itu sendiri; "
                "yang menghapusnya tidak terlihat."
            ),
            _("1 HP × 1 hari = 1 kunjungan"),
        ),
        rules.FLOOD: lambda: Said(
            _("Terlalu banyak dalam satu jam"),
            _(
                "Kunjungan ke-%(n)s dan seterusnya dalam satu jam di satu loket; lewat kode terbuka, lewat kartu, dan yang "
                "dipindahkan ke HP sebelum jawaban pertama dihitung sendiri-sendiri. Yang tiba lebih dari 5 menit setelah diketuk juga "
                "dihitung pada jam tibanya.",
                n=rules.MOST_PER_HOUR + 1,
            ),
            _("60 menit ÷ 2 menit tiap orang = %(n)s kunjungan sejam", n=rules.MOST_PER_HOUR),
        ),
        rules.STRAIGHT: lambda: Said(
            _("Semua sama dan terlalu cepat"),
            _(
                "Kuesioner lengkap dengan satu nilai untuk semua pertanyaan, rata-rata kurang dari %(n)s detik tiap jawaban. Yang puas "
                "dengan semuanya tetapi membaca tidak ditandai.",
                n=rounded(rules.A_GLANCE / 1000, 1),
            ),
            _("8 kata ÷ 4 kata sedetik = 2 detik untuk membaca saja"),
        ),
        rules.TOLD: lambda: Said(
            _("Diminta memberi jawaban bagus"),
            _("Menjawab “Ya” atas pertanyaan apakah ada petugas yang meminta jawaban bagus. Seluruh kunjungannya disisihkan."),
            _("tidak ada ambang"),
        ),
        rules.QUICK: lambda: Said(
            _("Lebih cepat dari jari"),
            _("Kurang dari %(n)s detik sesudah jawaban lain dalam kunjungan yang sama.", n=rounded(rules.QUICKEST / 1000, 1)),
            _("layar tablet menolak ketukan 0,5 detik pertama; 0,1 detik disisakan untuk jamnya"),
        ),
        rules.HOURS: lambda: Said(
            _("Di luar jam buka"),
            _(
                "Diketuk di tablet lebih dari %(before)s menit sebelum buka atau %(after)s menit sesudah tutup.",
                before=rules.BEFORE_OPENING,
                after=rules.AFTER_CLOSING,
            ),
            _("yang masuk sebelum tutup masih dilayani dan menilai"),
        ),
        rules.PAUSED: lambda: Said(
            _("Tablet sedang dijeda"),
            _("Diketuk di tablet yang sedang dijeda operator, jadi tidak menampilkan pertanyaan."),
            _("tidak ada ambang"),
        ),
        rules.CLOCK: lambda: Said(
            _("Waktu yang tidak mungkin"),
            _(
                "Tablet menyebut waktu sebelum ia dipasangkan, atau yang belum tiba; atau jam server sendiri sedang tidak dipercaya. "
                "Dicatat dengan waktu tibanya di server."
            ),
            _("selisih jam sampai 5 menit dibiarkan"),
        ),
    }[code]()
