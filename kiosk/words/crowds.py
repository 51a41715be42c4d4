"""What is said of an hour or a counter with more or fewer visits than usual."""

from functools import singledispatch
from typing import Any

from kiosk.reports.counters import CounterLine
from kiosk.reports.hours import Exceptional
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.numbers import nearest, whole


@singledispatch
def crowd(found: Any) -> str:
    """Lebih ramai pukul 10–12: 31 kunjungan, biasanya 18. TypeError for what has no visits."""
    raise TypeError(f"no visits are said of a {type(found).__name__}")


@crowd.register
def _of_hours(found: Exceptional) -> str:
    asked = {"from": found.first, "to": found.last + 1, "n": whole(found.visits), "usual": nearest(found.usual)}
    if found.is_more:
        return _("Lebih ramai pukul %(from)s–%(to)s: %(n)s kunjungan, biasanya %(usual)s", **asked)
    return _("Lebih sepi pukul %(from)s–%(to)s: %(n)s kunjungan, biasanya %(usual)s", **asked)


@crowd.register
def _of_counter(found: CounterLine) -> str:
    usual = found.usual or 0.0
    asked = {"counter": in_text(found.counter.names), "n": whole(found.visits), "usual": nearest(usual)}
    if found.visits > usual:
        return _("%(counter)s lebih ramai: %(n)s kunjungan, biasanya %(usual)s", **asked)
    return _("%(counter)s lebih sepi: %(n)s kunjungan, biasanya %(usual)s", **asked)
