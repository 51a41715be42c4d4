"""What is said of a finding: figure, comparison, certainty, in that order; and of a day on which there is none."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from textwrap import shorten

from kiosk.findings import DOWN, UP, Finding, Found, Kind, Names
from kiosk.indices import half_up
from kiosk.words import dates
from kiosk.words.catalogue import DEFAULT, in_text
from kiosk.words.catalogue import gettext as _
from kiosk.words.numbers import nearest, percent, rounded

A_DAY = timedelta(days=1)


def verdict(found: Finding, names: Names | None = None) -> str:
    """One sentence. `names` of what it is of, if that is more than its key."""
    if found.kind is Kind.PLAN:
        return plan(found, names or {})
    if names and (found.kind, found.of) in names:
        found = replace(found, of=in_text(names[found.kind, found.of]))
    return _SAID[found.kind](found)


def said(found: Found, names: Names | None = None) -> list[str]:
    """A sentence for each finding, worst first; where there is none, one that says so, and since when."""
    if found.findings:
        return [verdict(each, names) for each in found.findings]
    if found.since:
        return [_("Seperti biasa sejak %(day)s.", day=dates.day(found.since))]
    return [_("Belum dapat dikatakan apa yang biasa: perlu 20 hari buka dengan penilaian.")]


def _day(found: Finding) -> str:
    said = _("Kepuasan %(day)s %(value)s %%, biasanya %(usual)s %%", day=dates.weekday(found.last), **_shares(found))
    return f"{said}{_as_record(found)}."


def _as_record(found: Finding) -> str:
    if found.record is None:
        return ""
    day = dates.day(found.record)
    return _(": terendah sejak %(day)s", day=day) if found.direction == DOWN else _(": tertinggi sejak %(day)s", day=day)


def _five_days(found: Finding) -> str:
    return _("Kepuasan lima hari terakhir %(value)s %%, biasanya %(usual)s %% (%(change)s).", **_shares(found), change=by(found))


def _lasting(found: Finding) -> str:
    asked = {"day": dates.day(found.since), **_shares(found), "change": by(found)}
    if found.direction == DOWN and found.is_back:
        said = _("Kepuasan sempat turun dari %(usual)s %% ke %(value)s %% sejak %(day)s (%(change)s)", **asked)
    elif found.direction == DOWN:
        said = _("Kepuasan turun dari %(usual)s %% ke %(value)s %% sejak %(day)s (%(change)s)", **asked)
    else:
        said = _("Kepuasan naik dari %(usual)s %% ke %(value)s %% sejak %(day)s (%(change)s)", **asked)
    if found.lately is None or percent(found.lately) == percent(found.value):
        return f"{said}."
    if found.is_back:
        return _("%(said)s; lima hari terakhir kembali %(lately)s %%.", said=said, lately=percent(found.lately))
    return _("%(said)s; lima hari terakhir %(lately)s %%.", said=said, lately=percent(found.lately))


def _thirty_days(found: Finding) -> str:
    return _("Kepuasan 30 hari terakhir %(value)s %%, 30 hari sebelumnya %(usual)s %% (%(change)s).", **_shares(found), change=by(found))


def _element(found: Finding) -> str:
    return _(
        "Bulan %(month)s unsur %(element)s %(value)s, rata-rata unsur lain %(usual)s (%(change)s).",
        month=dates.month(found.last),
        element=found.of,
        value=rounded(found.value),
        usual=rounded(found.usual),
        change=by(found, points=False),
    )


LONGEST_TITLE = 60
"""Letters of a plan's own words, which may be a thousand."""


def plan(found: Finding, names: Names) -> str:
    """Rencana “Dua loket” berhasil: waktu pelayanan naik dari 3,02 ke 3,31 (naik 0,12–0,46). Without its words, it is a plan."""
    title = names.get((Kind.PLAN, found.of))
    said = _("rencana “%(title)s”", title=_title(in_text(title))) if title else _("sebuah rencana")
    element = in_text(names.get((Kind.ELEMENT, found.element), {DEFAULT: found.element}))
    asked = {"element": within(element), "value": rounded(found.value), "usual": rounded(found.usual), "change": by(found, points=False)}
    if found.direction == UP:
        said = said[:1].upper() + said[1:]
        return _("%(plan)s berhasil: %(element)s naik dari %(usual)s ke %(value)s (%(change)s).", plan=said, **asked)
    asked |= {"plan": said, "day": dates.day(found.since - A_DAY)}
    if found.direction == DOWN:
        return _("Sejak %(plan)s selesai %(day)s, %(element)s turun dari %(usual)s ke %(value)s (%(change)s).", **asked)
    return _("Sejak %(plan)s selesai %(day)s, %(element)s belum jelas berubah: %(usual)s sebelum, %(value)s sesudah.", **asked)


def _title(action: str) -> str:
    """What is to be done, often written as a sentence, as a name.

    >>> _title("Dua  loket.")
    'Dua loket'
    """
    return shorten(action, LONGEST_TITLE, placeholder=" …").rstrip(".")


def within(name: str) -> str:
    """The name of an element within a sentence, where it is no title: waktu pelayanan."""
    return name[:1].lower() + name[1:]


def _place(found: Finding) -> str:
    """A counter, or a service."""
    asked = {"place": found.of, **_shares(found), "change": by(found)}
    if found.kind is Kind.SERVICE:
        return _("Kepuasan layanan %(place)s: %(value)s %%, layanan lain %(usual)s %% (%(change)s).", **asked)
    return _("Kepuasan di %(place)s: %(value)s %%, di tempat lain %(usual)s %% (%(change)s).", **asked)


def _hour(found: Finding) -> str:
    hour = int(found.of)
    return _(
        "Pukul %(from)s–%(to)s kepuasan %(value)s %%, jam lain %(usual)s %% (%(change)s).",
        **{"from": hour, "to": hour + 1},
        **_shares(found),
        change=by(found),
    )


def _weekday(found: Finding) -> str:
    return _(
        "Tiap %(day)s kepuasan %(value)s %%, hari lain %(usual)s %% (%(change)s).",
        day=dates.weekday_of(int(found.of)),
        **_shares(found),
        change=by(found),
    )


def _participation(found: Finding) -> str:
    return _(
        "Yang menilai turun dari %(usual)s %% ke %(value)s %% dari yang dilayani sejak %(day)s (%(change)s).",
        **_shares(found),
        day=dates.day(found.since),
        change=by(found),
    )


def _over_served(found: Finding) -> str:
    return _(
        "%(day)s yang menilai %(rated)s orang, lebih banyak daripada yang dilayani: periksa jumlah yang dilayani.",
        day=dates.weekday(found.last),
        rated=found.n,
    )


def _marked(found: Finding) -> str:
    return _(
        "%(value)s %% kunjungan ditandai sejak %(day)s, biasanya %(usual)s %% (%(change)s).",
        **_shares(found),
        day=dates.day(found.since),
        change=by(found),
    )


def _silent(found: Finding) -> str:
    return _("Tidak ada penilaian sejak %(day)s; biasanya sudah sekitar %(usual)s.", day=dates.day(found.since), usual=nearest(found.usual))


def _shares(found: Finding) -> Mapping[str, str]:
    return {"value": percent(found.value), "usual": percent(found.usual)}


def by(found: Finding, *, points: bool = True) -> str:
    """turun 3–10 poin; both ends as they lie away from 0."""
    # Every kind that is said so has an interval.
    near, far = sorted((found.low or 0.0, found.high or 0.0), key=abs)
    towards = found.value < found.usual
    if (near < 0) is not (far < 0):
        near = 0.0
    ends = [percent(abs(end)) if points else rounded(abs(end)) for end in (near, far)]
    between = ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"
    if found.kind in (Kind.INDEX, Kind.PLAN):
        return _("turun %(by)s", by=between) if towards else _("naik %(by)s", by=between)
    if not points:
        return _("lebih rendah %(by)s", by=between) if towards else _("lebih tinggi %(by)s", by=between)
    if half_up(abs(near), 6) == 0:
        return _("turun sampai %(by)s poin", by=ends[1]) if towards else _("naik sampai %(by)s poin", by=ends[1])
    return _("turun %(by)s poin", by=between) if towards else _("naik %(by)s poin", by=between)


_SAID: Mapping[Kind, Callable[[Finding], str]] = {
    Kind.SILENT: _silent,
    Kind.PARTICIPATION: _participation,
    Kind.OVER_SERVED: _over_served,
    Kind.MARKED: _marked,
    Kind.COUNTER: _place,
    Kind.SERVICE: _place,
    Kind.LASTING_FALL: _lasting,
    Kind.LASTING_RISE: _lasting,
    Kind.FIVE_DAYS: _five_days,
    Kind.BAD_DAY: _day,
    Kind.GOOD_DAY: _day,
    Kind.ELEMENT: _element,
    Kind.HOUR: _hour,
    Kind.WEEKDAY: _weekday,
    Kind.THIRTY_DAYS: _thirty_days,
    Kind.RECORD: _day,
}
