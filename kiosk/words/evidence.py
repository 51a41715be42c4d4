"""Why a file that was handed in is not taken."""

from kiosk.words.catalogue import gettext as _


def refusal(code: str) -> str:
    """Of an EvidenceError."""
    return {
        "empty": _("Pilih berkas."),
        "large": _("Berkas ini lebih besar dari 15 MB."),
        "heic": _("Foto HEIC tidak dapat diterima. Simpan sebagai JPEG, lalu kirim lagi."),
        "kind": _("Berkas ini bukan foto (JPEG, PNG, WebP) dan bukan PDF."),
        "damaged": _("Berkas ini rusak atau tidak lengkap."),
        "pixels": _("Berkas ini terlalu besar untuk dibuka dengan aman."),
        "password": _("PDF ini dikunci dengan kata sandi. Simpan tanpa kata sandi."),
        "script": _("PDF ini memuat skrip. Cetak ke PDF, lalu kirim hasilnya."),
        "launch": _("PDF ini menjalankan program. Cetak ke PDF, lalu kirim hasilnya."),
        "attachment": _("PDF ini memuat lampiran berkas lain. Cetak ke PDF, lalu kirim hasilnya."),
        "form": _("PDF ini memuat formulir yang mengirim data. Cetak ke PDF, lalu kirim hasilnya."),
        "media": _("PDF ini memuat suara, video atau gambar bergerak. Cetak ke PDF, lalu kirim hasilnya."),
        "unsafe": _("Pemindai menyatakan berkas ini tidak aman."),
        "scanner": _("Pemindai berkas tidak menjawab. Coba lagi, atau hubungi pengelola server."),
        "not-png": _("Logo harus berkas PNG."),
        "not-picture": _("Kirim foto (JPEG, PNG, WebP), bukan PDF."),
        "quota": _("Tempat untuk berkas unit ini sudah penuh. Hubungi pengelola server."),
        "room": _("Disk server penuh: berkas ini tidak tersimpan. Hubungi pengelola server."),
    }[code]
