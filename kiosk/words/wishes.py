"""What is said of what should improve: whether asking it seems to change the answers after it."""

from kiosk.indices import half_up
from kiosk.reports.wishes import Influence
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.dates import day
from kiosk.words.numbers import decimals, rounded


def influence(found: Influence) -> str:
    """The leading index's mean since it is asked and before, with the interval of their difference; never more than was measured."""
    by, low, high = (decimals(half_up(value, 2)) for value in (found.difference.value, found.difference.low, found.difference.high))
    index, since = in_text(found.index.short), day(found.since)
    values = {"since": since, "index": index, "by": by, "low": low, "high": high}
    if found.is_real:
        told = _(
            "Sejak ditanyakan (%(since)s), rata-rata %(index)s (1–4) berubah %(by)s (%(low)s sampai %(high)s) dari 90 hari sebelumnya.",
            **values,
        )
    else:
        told = _(
            "Sejak ditanyakan (%(since)s), rata-rata %(index)s (1–4) belum dapat dikatakan berubah: %(by)s (%(low)s sampai %(high)s).",
            **values,
        )
    now, before = (rounded(value, 1) for value in (found.answers, found.answers_before))
    beside = _(
        "Jawaban per kunjungan %(now)s, sebelumnya %(before)s. Hal lain yang berubah sejak itu ikut terhitung.", now=now, before=before
    )
    return f"{told} {beside}"
