"""What a verification can find wrong. SECURITY.md says which attack each of these betrays."""

from kiosk.proof.verify import Finding
from kiosk.words.catalogue import N_
from kiosk.words.catalogue import gettext as _

SENTENCES = {
    # The entries themselves.
    "entry-missing": N_("entri %(first)s–%(last)s tidak ada"),
    "entry-changed": N_("entri %(entry)s tidak cocok dengan sidik hash-nya: isinya diubah sesudah dicatat"),
    "entries-short": N_("segel %(seal)s mencakup %(size)s entri, tetapi buku hanya berisi %(found)s"),
    "head": N_("kepala buku menyebut %(size)s entri, tetapi yang ada %(found)s"),
    "unreadable": N_("%(what)s berisi sesuatu yang tidak pernah dicatat aplikasi ini (%(error)s): ada yang diubah dari luar"),
    # Seals.
    "seal-missing": N_("segel %(seal)s tidak ada (berikutnya %(found)s)"),
    "seal-unreadable": N_("segel %(seal)s berisi sesuatu yang tidak mungkin ada dalam segel: segel ini diubah"),
    "seal-chain": N_("segel %(seal)s (%(day)s) tidak menyambung ke segel sebelumnya: salah satu diganti"),
    "seal-key": N_("segel %(seal)s (%(day)s) ditandatangani dengan kunci yang tidak dikenal"),
    "seal-signature": N_("segel %(seal)s (%(day)s): tanda tangannya tidak sah, jadi segel ini diubah"),
    "seal-root": N_("segel %(seal)s (%(day)s): entri %(first)s–%(last)s bukan yang disegel"),
    "seal-totals": N_("segel %(seal)s (%(day)s): jumlah tiap saluran tidak cocok dengan entri %(first)s–%(last)s"),
    "seal-old-key": N_("segel %(seal)s (%(day)s) ditandatangani dengan kunci %(key)s, padahal kunci %(in_force)s sudah berlaku"),
    "seal-frontier": N_("segel %(seal)s (%(day)s): catatan pohonnya tidak cocok dengan akarnya"),
    # Tallies and what else is derived.
    "tally": N_("rekap %(table)s %(cell)s: tertulis %(stored)s, menurut entri %(made)s"),
    "tally-more": N_("dan %(n)s sel rekap lain yang tidak cocok"),
    "tally-behind": N_("rekap memuat %(found)s dari %(size)s entri"),
    "day-span": N_("rentang nomor hari %(day)s: tertulis %(stored)s, menurut entri %(made)s"),
    # The store.
    "trigger": N_("penjaga %(name)s di basis data tidak terpasang sebagaimana mestinya"),
    "endorsement": N_("kunci %(key)s mengaku disahkan oleh kunci %(before)s, tetapi tanda tangannya tidak sah"),
    "trigger-strange": N_("penjaga %(name)s di basis data bukan buatan aplikasi ini: ia dapat mengubah atau menelan entri"),
    "key-missing": N_("kunci %(key)s tidak ada (berikutnya %(found)s)"),
    "beside-acts": N_(
        "catatan tindakan sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-instruments": N_("daftar instrumen sampai segel %(seal)s (%(day)s) bukan lagi yang disegel"),
    "beside-served": N_(
        "jumlah yang dilayani sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-follow-ups": N_(
        "tindak lanjut sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-published": N_(
        "yang dipublikasikan sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-published-added": N_("yang dipublikasikan bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-photos": N_(
        "foto publikasi sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-photos-added": N_("foto publikasi bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-served-added": N_("jumlah yang dilayani bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-imports": N_("survei yang diimpor atau hasil laporan lama sampai segel %(seal)s (%(day)s) tidak lagi sama dengan yang disegel"),
    "beside-imports-added": N_(
        "survei yang diimpor atau hasil laporan lama bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"
    ),
    "beside-follow-ups-added": N_("tindak lanjut bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "file-not-whole": N_("berkas %(name)s tidak ada atau berubah; ambil dari cadangan"),
    "beside-reports": N_(
        "laporan terbitan sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-reports-added": N_("laporan terbitan bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-evidence": N_(
        "daftar berkas bukti sampai segel %(seal)s (%(day)s) bukan lagi yang disegel: ada yang diubah, disisipkan, atau dihapus"
    ),
    "beside-evidence-added": N_("daftar berkas bukti bertambah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-places": N_("unit, loket, layanan atau jam buka berubah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-places-between": N_(
        "unit, loket, layanan atau jam buka berubah antara segel %(seal)s (%(day)s) dan %(until)s tanpa tindakan yang tercatat"
    ),
    "beside-holidays": N_("hari libur berubah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-holidays-between": N_("hari libur berubah antara segel %(seal)s (%(day)s) dan %(until)s tanpa tindakan yang tercatat"),
    "given-up-untold": N_("segel %(seal)s (%(fingerprint)s) konon dilepas, padahal pemulihan itu tidak tercatat"),
    "beside-notices": N_("kabar berubah sesudah segel %(seal)s (%(day)s) tanpa tindakan yang tercatat"),
    "beside-notices-between": N_("kabar berubah antara segel %(seal)s (%(day)s) dan %(until)s tanpa tindakan yang tercatat"),
    "given-up-unsaid": N_("segel %(seal)s (%(fingerprint)s) konon dilepas, padahal segel %(saying)s tidak menyatakannya"),
    "given-up-gone": N_("segel %(seal)s menyatakan segel %(gone)s dilepas, padahal catatannya tidak ada"),
    "schema-strange": N_("%(name)s di basis data bukan buatan aplikasi ini: ia dapat menolak atau menyembunyikan jawaban"),
    "schema-missing": N_("%(name)s di basis data tidak ada"),
    "schema-changed": N_("%(name)s di basis data tidak seperti dibuat aplikasi ini"),
    "instrument": N_("instrumen %(name)s di basis data berbeda dari berkasnya: bagian atau kata-katanya diubah"),
    # Seals kept elsewhere.
    "kept-nowhere": N_("sidik %(line)s bukan segel mana pun di basis data ini: riwayat ditulis ulang, atau salah ketik"),
    "kept-unit": N_(
        "segel simpanan %(line)s: tidak ada unit %(name)s di sini; namanya diganti, buku dihapus, atau segel ini milik instalasi lain"
    ),
    "kept-key": N_(
        "segel simpanan %(line)s ditandatangani dengan kunci %(key)s, yang tidak dikenal di sini: segel ini milik instalasi lain, atau "
        "riwayat dibuat baru dengan kunci lain"
    ),
    "kept-missing": N_("segel simpanan %(line)s tidak ada di buku ini; segel %(last)s masih cocok: riwayat berbeda sesudah segel %(last)s"),
    "kept-unknown": N_("segel simpanan %(line)s tidak ada di buku ini: riwayat sampai segel %(seal)s ditulis ulang"),
}
NOTES = {
    "seal-late": N_(
        "%(n)s segel sampai nomor %(seal)s dibuat sekaligus pada %(made)s, hari pertamanya %(day)s: sebelum itu entrinya tidak dijaga segel"
    ),
    "no-endorsement": N_(
        "kunci %(key)s tidak disahkan oleh kunci sebelumnya (alasan: %(reason)s): bandingkan dengan segel yang disimpan di luar"
    ),
    "new-key": N_("kunci %(key)s menggantikan kunci %(before)s, yang mengesahkannya (alasan: %(reason)s)"),
    "given-up": N_(
        "segel sampai %(seal)s (%(fingerprint)s) dilepas ketika cadangan dipulihkan; dinyatakan dalam segel %(stated)s: segel yang "
        "dilihat tablet itu tidak diragukan"
    ),
    "other-unit": N_("segel simpanan %(line)s milik unit lain dan tidak dibandingkan"),
}


def finding(found: Finding) -> str:
    """One sentence, with the unit in front where it is about one."""
    text = _((SENTENCES | NOTES)[found.kind], **found.values)
    return f"{found.unit}: {text}" if found.unit else text
