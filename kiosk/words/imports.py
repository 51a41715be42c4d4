"""What is said of tables of past surveys, and of results of old reports."""

from collections.abc import Sequence

from kiosk.past.surveys import Standing
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import ngettext
from kiosk.words.dates import between
from kiosk.words.numbers import whole


def listed(found: Sequence[Standing]) -> str:
    """Which tables these are: their numbers and days."""
    return ", ".join(f"{each.number} ({between(each.row.first_day, each.row.last_day)})" for each in found)


def origin(number: int | None) -> str:
    """Where a result from before is from: the table with this number, or an old report."""
    return _("diketik dari laporan lama") if number is None else str(_("impor %(number)s", number=number))


def told(read: int, stored: int, missing: int, is_rehearsal: bool) -> str:
    """What became of a table, or would."""
    if is_rehearsal and missing:
        would = ngettext("%(num)s responden akan disimpan.", "%(num)s responden akan disimpan.", missing)
        return str(_("%(read)s responden dibaca. %(would)s", read=whole(read), would=would))
    if not stored:
        return str(_("%(read)s responden dibaca; tidak ada yang baru: tabel ini sudah disimpan.", read=whole(read)))
    return str(_("%(read)s responden dibaca, %(stored)s disimpan.", read=whole(read), stored=whole(stored)))


def refusal(error: str) -> str:
    """Why a table cannot be stored."""
    sentences: dict[str, str] = {
        "empty": _("Tidak ada responden yang menjawab di tabel ini."),
        "no-counter": _("Unit ini belum punya loket."),
        "unfinished": _("Impor lain di unit ini belum selesai: lanjutkan atau tarik dahulu."),
        "gone": _("Impor ini sudah ditarik; periksa tabelnya lagi bila hendak diimpor ulang."),
    }
    return str(sentences.get(error, error))
