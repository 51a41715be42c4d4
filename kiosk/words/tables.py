"""What is said of a table that somebody hands in: what is wrong with it, what is doubtful, and how it was read."""

from kiosk.grids import Fault, Reading
from kiosk.words.catalogue import N_
from kiosk.words.catalogue import gettext as _

FAULTS = {
    "unreadable": N_("tidak dapat dibaca: %(found)s"),
    "empty": N_("kosong; baris pertama harus berisi judul kolom"),
    "large": N_("terlalu besar: paling besar %(found)s MB, sesudah dibuka dari bentuk terkompresnya"),
    "many-rows": N_("baris %(row)s: terlalu banyak baris, paling banyak %(found)s"),
    "many-columns": N_("baris %(row)s: terlalu banyak kolom, paling banyak %(found)s"),
    "long-cell": N_("baris %(row)s: ada sel yang lebih panjang dari %(found)s huruf"),
    "old-workbook": N_("buku kerja Excel lama (.xls) atau berkata sandi; simpan sebagai XLSX tanpa sandi, atau CSV"),
    "not-workbook": N_("bukan buku kerja XLSX yang utuh (%(found)s)"),
    "no-value": N_("baris %(row)s, kolom %(column)s: rumus %(found)s belum dihitung; buka dengan program lembar kerja, lalu simpan"),
    "not-text": N_("bukan teks UTF-8 atau Windows-1252 (baris %(row)s)"),
    "not-table": N_("baris %(row)s: bukan tabel yang utuh (%(found)s)"),
    "missing-column": N_("baris %(row)s: kolom %(column)s tidak ada"),
    "unknown-column": N_("baris %(row)s: kolom %(column)s (ke-%(found)s) tidak dikenal"),
    "repeated-column": N_("baris %(row)s: kolom %(column)s ada dua kali"),
    "other-question": N_(
        "baris %(row)s: kolom %(column)s menyebut unsur %(found)s; apakah nomornya nomor lembar kuesioner (--order form)?"
    ),
    "line-break": N_("baris %(row)s: ada pindah baris di dalam sel; tanda kutip yang tidak ditutup?"),
    "short": N_("baris %(row)s: hanya %(found)s sel, terpotong?"),
    "long": N_("baris %(row)s: ada %(found)s sel, lebih dari judulnya"),
    "bad-cell": N_("baris %(row)s, kolom %(column)s: %(found)s bukan nilai 1–4"),
    "unsure": N_("baris %(row)s, %(found)s: responden atau ringkasan (jumlah, rata-rata)? Tidak dapat dipastikan"),
    "no-respondent": N_("tidak ada baris responden di bawah judul kolom (baris %(row)s)"),
    "no-such-row": N_("baris %(row)s tidak ada di bawah judul kolom"),
    "said-twice": N_("baris %(row)s disebut responden dan juga ringkasan"),
    "no-day-column": N_("tidak ada kolom tanggal (judul kolom di baris %(row)s); sebutkan tanggal surveinya"),
    "no-day": N_("baris %(row)s, kolom %(column)s: tanggalnya kosong"),
    "late-day": N_("baris %(row)s, kolom %(column)s: %(found)s belum tiba"),
    "day-order": N_(
        "baris %(row)s, kolom %(column)s: %(found)s, tanggal atau bulan dahulu? Tidak ada sel di kolom ini yang menunjukkannya"
    ),
    "same-days": N_("survei dari hari yang sama sudah ada, nomor %(found)s; apakah tabel ini memuat survei lain?"),
    "repeated-respondent": N_("baris %(row)s, kolom %(column)s: %(found)s sudah ada di baris %(first)s; keduanya dihitung"),
    "bad-value": N_("baris %(row)s, kolom %(column)s: %(found)s tidak dapat dipakai di sini"),
    "bad-date": N_("baris %(row)s, kolom %(column)s: %(found)s bukan tanggal; tulis seperti 2026-11-02"),
    "bad-number": N_("baris %(row)s, kolom %(column)s: %(found)s bukan bilangan yang dapat dipakai di sini"),
    "day-twice": N_("baris %(row)s: %(found)s sudah ada di baris %(first)s"),
    "day-and-hours": N_("baris %(row)s: tanggal ini sudah ada tanpa jam, atau ada dengan jam; pilih salah satu"),
    "more-satisfied": N_("baris %(row)s, kolom %(column)s: %(found)s puas, padahal hanya %(first)s yang menilai"),
    "no-element": N_("baris %(row)s, kolom %(column)s: ada isi, padahal kolom element kosong"),
    "of-element": N_("baris %(row)s, kolom %(column)s: baris sebuah unsur; kolom ini harus kosong"),
    "no-such-sums": N_("baris %(row)s, kolom %(column)s: tidak ada jawaban yang jumlah dan jumlah kuadratnya begini"),
}
READINGS = {
    "windows-1252": N_("bukan UTF-8 (baris %(row)s); dibaca sebagai Windows-1252"),
    "first-sheet": N_("lembar pertama dibaca, %(found)s; %(first)s lembar lain tidak"),
    "titles": N_("baris %(row)s–%(first)s di atas judul kolom dilewati: %(found)s"),
    "two-headers": N_("judul kolom: baris %(row)s dan %(first)s bersama"),
    "second-header": N_("baris %(row)s dianggap lanjutan judul kolom"),
    "column-numbers": N_("baris %(row)s dianggap nomor kolom, bukan responden"),
    "number-column": N_("kolom %(column)s dibaca sebagai nomor responden"),
    "no-number": N_("tidak ada kolom nomor responden; setiap baris satu responden"),
    "question-column": N_("kolom %(column)s dibaca sebagai %(found)s"),
    "day-column": N_("kolom %(column)s dibaca sebagai tanggal"),
    "skipped-column": N_("kolom %(column)s dilewati"),
    "summary": N_("baris %(row)s, %(found)s, dianggap bukan responden: benar?"),
    "note": N_("baris %(row)s, %(found)s, tidak berisi nilai dan dianggap bukan responden: benar?"),
    "left-out": N_("baris %(row)s dilewati atas permintaan"),
    "header-again": N_("baris %(row)s mengulang judul kolom dan dilewati"),
    "short": N_("baris %(row)s: hanya %(found)s sel; sisanya dibaca sebagai tidak dijawab: benar?"),
    "dash": N_("sel %(found)s dibaca sebagai tidak dijawab: %(first)s sel, mulai baris %(row)s"),
    "words": N_("jawaban dengan kata dibaca sebagai nilai: %(found)s; %(first)s sel, mulai baris %(row)s"),
    "letters": N_("huruf dibaca menurut lembar kuesioner: %(found)s; %(first)s sel, mulai baris %(row)s"),
    "decimals": N_("sel seperti %(found)s dibaca sebagai bilangan bulat: %(first)s sel, mulai baris %(row)s"),
}
BROKEN = {
    "unexpected end of data": N_("tanda kutip yang tidak ditutup"),
    "field larger than field limit (131072)": N_("sel terlalu panjang, atau tanda kutip yang tidak ditutup"),
}
"""What the reader of CSV says, in English alone."""
LISTED = 400
"""Letters of a list of many cells."""
QUOTED = (
    "bad-cell",
    "bad-value",
    "bad-date",
    "bad-number",
    "repeated-respondent",
    "late-day",
    "day-order",
    "no-value",
    "unsure",
    "first-sheet",
    "titles",
    "summary",
    "note",
    "dash",
    "decimals",
)


def fault(found: Fault) -> str:
    """What is wrong, and where; a cell is quoted by its beginning."""
    return _(FAULTS[found.kind], **_values(found))


def reading(found: Reading) -> str:
    """How something was read that could be read otherwise."""
    return _(READINGS[found.kind], **_values(found))


def _values(found: Fault | Reading) -> dict[str, object]:
    most = LISTED if found.kind in ("words", "letters") else 40
    cell = _(BROKEN[found.found]) if found.kind == "not-table" and found.found in BROKEN else _safe(found.found, most)
    quoted = f"“{cell}”" if found.kind in QUOTED else cell
    return {"row": found.row, "column": _safe(found.column) or "“”", "found": quoted, "first": found.first}


def _safe(text: str, most: int = 40) -> str:
    """A cell may hold anything, 2 MB of emoji or orders to the terminal included; its beginning tells which it is."""
    short = text if len(text) <= most else text[:most] + "…"
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in short)
