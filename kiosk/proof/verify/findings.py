"""What a verification can find wrong, in both languages. SECURITY.md says which attack each of these betrays."""

from dataclasses import dataclass
from typing import Any

SENTENCES = {
    # The entries themselves.
    "entry-missing": {
        "id": "entri {first}–{last} tidak ada",
        "en": "entries {first}–{last} are missing",
    },
    "entry-changed": {
        "id": "entri {entry} tidak cocok dengan sidik hash-nya: isinya diubah sesudah dicatat",
        "en": "entry {entry} does not match its hash: it was changed after it was recorded",
    },
    "entries-short": {
        "id": "segel {seal} mencakup {size} entri, tetapi buku hanya berisi {found}",
        "en": "seal {seal} covers {size} entries, but the ledger has only {found}",
    },
    "head": {
        "id": "kepala buku menyebut {size} entri, tetapi yang ada {found}",
        "en": "the head of the ledger says {size} entries, but there are {found}",
    },
    "unreadable": {
        "id": "{what} berisi sesuatu yang tidak pernah dicatat aplikasi ini ({error}): ada yang diubah dari luar",
        "en": "{what} hold what this application never writes ({error}): they were changed from outside",
    },
    # Seals.
    "seal-missing": {
        "id": "segel {seal} tidak ada (berikutnya {found})",
        "en": "seal {seal} is missing (the next one is {found})",
    },
    "seal-unreadable": {
        "id": "segel {seal} berisi sesuatu yang tidak mungkin ada dalam segel: segel ini diubah",
        "en": "seal {seal} holds what no seal can hold: it was changed",
    },
    "seal-chain": {
        "id": "segel {seal} ({day}) tidak menyambung ke segel sebelumnya: salah satu diganti",
        "en": "seal {seal} ({day}) does not follow the seal before it: one of them was replaced",
    },
    "seal-key": {
        "id": "segel {seal} ({day}) ditandatangani dengan kunci yang tidak dikenal",
        "en": "seal {seal} ({day}) is signed with an unknown key",
    },
    "seal-signature": {
        "id": "segel {seal} ({day}): tanda tangannya tidak sah, jadi segel ini diubah",
        "en": "seal {seal} ({day}): its signature is not valid, so this seal was changed",
    },
    "seal-root": {
        "id": "segel {seal} ({day}): entri {first}–{last} bukan yang disegel",
        "en": "seal {seal} ({day}): entries {first}–{last} are not those that were sealed",
    },
    "seal-totals": {
        "id": "segel {seal} ({day}): jumlah tiap saluran tidak cocok dengan entri {first}–{last}",
        "en": "seal {seal} ({day}): its totals do not match entries {first}–{last}",
    },
    "seal-old-key": {
        "id": "segel {seal} ({day}) ditandatangani dengan kunci {key}, padahal kunci {in_force} sudah berlaku",
        "en": "seal {seal} ({day}) is signed with key {key}, though key {in_force} was in force already",
    },
    "seal-frontier": {
        "id": "segel {seal} ({day}): catatan pohonnya tidak cocok dengan akarnya",
        "en": "seal {seal} ({day}): what it keeps of its tree does not match its root",
    },
    # Tallies and what else is derived.
    "tally": {
        "id": "rekap {table} {cell}: tertulis {stored}, menurut entri {made}",
        "en": "tally {table} {cell}: it says {stored}, the entries make {made}",
    },
    "tally-more": {
        "id": "dan {n} sel rekap lain yang tidak cocok",
        "en": "and {n} more cells of tallies that do not match",
    },
    "tally-behind": {
        "id": "rekap memuat {found} dari {size} entri",
        "en": "the tallies hold {found} of {size} entries",
    },
    "day-span": {
        "id": "rentang nomor hari {day}: tertulis {stored}, menurut entri {made}",
        "en": "the span of numbers of {day}: it says {stored}, the entries make {made}",
    },
    # The store.
    "trigger": {
        "id": "penjaga {name} di basis data tidak terpasang sebagaimana mestinya",
        "en": "the database's trigger {name} is not in place as it should be",
    },
    "endorsement": {
        "id": "kunci {key} mengaku disahkan oleh kunci {before}, tetapi tanda tangannya tidak sah",
        "en": "key {key} claims to be endorsed by key {before}, but that signature is not valid",
    },
    "trigger-strange": {
        "id": "penjaga {name} di basis data bukan buatan aplikasi ini: ia dapat mengubah atau menelan entri",
        "en": "the database's trigger {name} is none of ours: it can change or swallow entries",
    },
    "key-missing": {
        "id": "kunci {key} tidak ada (berikutnya {found})",
        "en": "key {key} is missing (the next one is {found})",
    },
    "instrument": {
        "id": "instrumen {name} di basis data berbeda dari berkasnya: bagian atau kata-katanya diubah",
        "en": "instrument {name} in the database differs from its file: its parts or words were changed",
    },
    # Seals kept elsewhere.
    "kept-nowhere": {
        "id": "sidik {line} bukan segel mana pun di basis data ini: riwayat ditulis ulang, atau salah ketik",
        "en": "the kept fingerprint {line} is no seal of this store: history was written anew, or it is mistyped",
    },
    "kept-unit": {
        "id": "segel simpanan {line}: tidak ada unit {name} di sini; namanya diganti, buku dihapus, atau segel ini milik instalasi lain",
        "en": "the kept seal {line}: there is no unit {name} here; renamed, removed, or another installation's seal",
    },
    "kept-missing": {
        "id": "segel simpanan {line} tidak ada di buku ini; segel {last} masih cocok: riwayat berbeda sesudah segel {last}",
        "en": "the kept seal {line} is not in this ledger, while seal {last} agrees: history differs after seal {last}",
    },
    "kept-unknown": {
        "id": "segel simpanan {line} tidak ada di buku ini: riwayat sampai segel {seal} ditulis ulang",
        "en": "the kept seal {line} is not in this ledger: history up to seal {seal} was written anew",
    },
}
NOTES = {
    "no-endorsement": {
        "id": "kunci {key} tidak disahkan oleh kunci sebelumnya (alasan: {reason}): bandingkan dengan segel yang disimpan di luar",
        "en": "key {key} was not endorsed by the one before (reason: {reason}): compare seals that were kept elsewhere",
    },
    "new-key": {
        "id": "kunci {key} menggantikan kunci {before}, yang mengesahkannya (alasan: {reason})",
        "en": "key {key} followed key {before}, which endorsed it (reason: {reason})",
    },
    "other-unit": {
        "id": "segel simpanan {line} milik unit lain dan tidak dibandingkan",
        "en": "the kept seal {line} is another unit's and was not compared",
    },
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (kind of SENTENCES) or worth knowing (of NOTES): of a unit, or of the store if that is empty."""

    kind: str
    unit: str
    values: dict[str, Any]

    def sentence(self, language: str) -> str:
        text = (SENTENCES | NOTES)[self.kind][language].format(**self.values)
        return f"{self.unit}: {text}" if self.unit else text
