"""What is said of what should improve: whether asking it seems to change the answers after it."""

from kiosk.reports.wishes import Influence
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.dates import day
from kiosk.words.numbers import rounded


def influence(found: Influence) -> str:
    """The leading index's mean since it is asked and before, with the interval of their difference; never more than was measured."""
    own = found.difference
    values = {"since": day(found.since), "index": in_text(found.index.short)}
    if found.is_real:
        near, far = sorted((abs(own.low), abs(own.high)))
        values |= {"mean": rounded(found.mean), "before": rounded(found.mean - own.value), "near": rounded(near), "far": rounded(far)}
        if own.value < 0:
            told = _(
                "Sejak ditanyakan (%(since)s), rata-rata %(index)s turun dari %(before)s ke %(mean)s (turun %(near)s–%(far)s).", **values
            )
        else:
            told = _(
                "Sejak ditanyakan (%(since)s), rata-rata %(index)s naik dari %(before)s ke %(mean)s (naik %(near)s–%(far)s).", **values
            )
    else:
        values |= {"down": rounded(max(0.0, -own.low)), "up": rounded(max(0.0, own.high))}
        told = _(
            "Sejak ditanyakan (%(since)s), rata-rata %(index)s belum dapat dikatakan berubah: paling jauh turun %(down)s atau naik %(up)s.",
            **values,
        )
    now, before = (rounded(value, 1) for value in (found.answers, found.answers_before))
    beside = _(
        "Dibanding 90 hari sebelumnya. Jawaban per kunjungan %(now)s, sebelumnya %(before)s. Hal lain yang berubah ikut terhitung.",
        now=now,
        before=before,
    )
    return f"{told} {beside}"
