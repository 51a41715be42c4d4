"""What is said of how a unit's figures have changed, or differ from another's."""

from kiosk.indices import half_up
from kiosk.instruments.definitions import SATISFACTION
from kiosk.reports.changes import Change
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import decimals, percent


def change(found: Change, beside: bool = False) -> str:
    """What may be said of a change since before, or (`beside`) of another unit: up or down only where a test says so."""
    if found.value is None or found.low is None or found.high is None:
        return _("belum cukup untuk dibandingkan")
    if not found.is_real:
        return _("belum dapat dikatakan")
    up = found.value > 0
    word = (_("lebih tinggi") if up else _("lebih rendah")) if beside else (_("naik") if up else _("turun"))
    # Both ends lie on the same side of 0, and the word says on which.
    by, near, far = (_amount(found, each) for each in (abs(found.value), *sorted((abs(found.low), abs(found.high)))))
    unit = _(" poin") if found.kind == SATISFACTION else ""
    return _("%(word)s %(by)s%(unit)s (%(low)s–%(high)s)", word=word, by=by, unit=unit, low=near, high=far)


def _amount(found: Change, value: float) -> str:
    return percent(value / 100) if found.kind == SATISFACTION else decimals(half_up(value, 2))
