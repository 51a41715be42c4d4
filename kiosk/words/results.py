"""What is said first of a period, and of two units or periods side by side: what differs, worst first; if nothing does, how it stands."""

from collections.abc import Sequence

from kiosk.findings import DOWN, Finding, Kind
from kiosk.findings.finding import SAME
from kiosk.indices.periods import Period
from kiosk.instruments.definitions import SATISFACTION
from kiosk.reports import PeriodReport
from kiosk.reports.changes import Change
from kiosk.reports.course import Event
from kiosk.reports.results import Results
from kiosk.reports.where import Below
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, ngettext
from kiosk.words.dates import weekday_of
from kiosk.words.figures import graded, index_name, listed
from kiosk.words.numbers import decimals, percent, rounded, whole
from kiosk.words.periods import period as period_title
from kiosk.words.verdicts import by, plan, within

MOST_NAMED = 3
"""Elements that one sentence names of each of two sides."""


def verdict(results: Results) -> list[str]:
    """Sentences, the worst finding first; one at least."""
    report, before = results.report, results.before
    found = [
        plan(each, results.names) if each.kind is Kind.PLAN else _finding(each, report, before.period if before else report.period.before())
        for each in results.findings
    ]
    # A plan that has changed nothing says nothing of how the period stands.
    if all(each.direction == SAME for each in results.findings):
        return [_as_it_stands(report, before), *found]
    return found


def _finding(found: Finding, report: PeriodReport, before: Period) -> str:
    if found.kind is Kind.ELEMENT:
        name = next(in_text(line.name) for lines in report.elements.values() for line in lines if line.unsur == found.of)
        return _(
            "%(element)s jelas tertinggal: %(value)s, unsur lain rata-rata %(others)s.",
            element=name,
            value=rounded(found.value),
            others=rounded(found.usual),
        )
    asked = {"before": period_title(before), "change": by(found, points=found.kind is Kind.SPAN)}
    if found.kind is Kind.SPAN:
        asked |= {"value": percent(found.value), "usual": percent(found.usual)}
        if found.direction == DOWN:
            return _("Kepuasan turun dari %(usual)s %% (%(before)s) ke %(value)s %% (%(change)s).", **asked)
        return _("Kepuasan naik dari %(usual)s %% (%(before)s) ke %(value)s %% (%(change)s).", **asked)
    asked |= {"value": rounded(found.value), "usual": rounded(found.usual), "index": index_name(found.of)}
    if found.direction == DOWN:
        return _("%(index)s turun dari %(usual)s (%(before)s) ke %(value)s (%(change)s).", **asked)
    return _("%(index)s naik dari %(usual)s (%(before)s) ke %(value)s (%(change)s).", **asked)


def _as_it_stands(report: PeriodReport, before: PeriodReport | None) -> str:
    figures = [
        _("%(index)s %(value)s (%(grade)s)", index=index_name(key), value=decimals(figure.value), grade=graded(figure))
        for key, figure in report.indices.items()
        if figure
    ]
    if report.satisfaction:
        figures.insert(0, _("kepuasan %(share)s %%", share=percent(report.satisfaction.value)))
    if not figures:
        n = report.counts.visits
        if n:
            return ngettext("%(n)s kunjungan; nilainya belum cukup.", "%(n)s kunjungan; nilainya belum cukup.", n, n=whole(n))
        return _("Belum ada yang menilai dalam periode ini.")
    said = listed(figures)
    said = said[0].upper() + said[1:]
    if before is None:
        return f"{said}."
    earlier = [f"{index_name(key)} {decimals(figure.value)}" for key, figure in before.indices.items() if figure]
    if before.satisfaction:
        earlier.insert(0, _("kepuasan %(share)s %%", share=percent(before.satisfaction.value)))
    return _(
        "%(figures)s: belum dapat dikatakan berbeda dari %(before)s (%(earlier)s).",
        figures=said,
        before=period_title(before.period),
        earlier=", ".join(earlier),
    )


def event(found: Event) -> str:
    """What changed at a unit: buka Loket 4; tindak lanjut selesai: antrean lewat HP."""
    return {
        "counters.create": _("loket dibuka: %(what)s", what=found.about),
        "counters.change": _("loket diganti: %(what)s", what=found.about),
        "counters.close": _("loket ditutup: %(what)s", what=found.about),
        "counters.reopen": _("loket dibuka lagi: %(what)s", what=found.about),
        "office": _("masuk kantor %(what)s", what=found.about),
        "questionnaire": _("kuesioner baru: %(what)s", what=found.about),
        "follow-up": _("tindak lanjut selesai: %(what)s", what=found.about),
    }[found.kind]


# ── hours of weekdays ─────────────────────────────────────────────────────────────────────────────────────────────


def low_hours(found: Below) -> str:
    """Selasa dan Rabu pukul 10–12: kepuasan 77 %, jam lain 91 %"""
    spans: dict[str, list[int]] = {}
    for weekday in sorted({weekday for weekday, _hour in found.cells}):
        spans.setdefault(_hours([hour for day, hour in found.cells if day == weekday]), []).append(weekday)
    when = [f"{listed(weekday_of(day) for day in days)} {hours}" for hours, days in spans.items()]
    return _(
        "%(when)s: kepuasan %(share)s %%, jam lain %(others)s %%",
        when="; ".join(when),
        share=percent(found.share),
        others=percent(found.others),
    )


def _hours(hours: Sequence[int]) -> str:
    """Those that follow each other as one: pukul 10–12 dan 14–15."""
    runs: list[list[int]] = []
    for hour in sorted(hours):
        if runs and runs[-1][1] == hour:
            runs[-1][1] = hour + 1
        else:
            runs.append([hour, hour + 1])
    return str(_("pukul %(hours)s", hours=listed(f"{first}–{last}" for first, last in runs)))


# ── side by side ──────────────────────────────────────────────────────────────────────────────────────────────────


def side_by_side(changes: Sequence[Change], first: str, second: str) -> str:
    """Imigrasi tertinggal pada waktu; Lapas pada akses informasi. `changes` are of the second side against the first."""
    real = [change for change in changes if change.is_real]
    elements = [change for change in real if change.element]
    behind = {name: _named(elements, sign) for name, sign in ((first, 1), (second, -1))}
    said = {name: what for name, what in behind.items() if what}
    if len(said) == 2:
        one, other = said
        return _("%(one)s tertinggal pada %(what)s; %(other)s pada %(others)s.", one=one, what=said[one], other=other, others=said[other])
    for name, what in said.items():
        return _("%(name)s tertinggal pada %(what)s.", name=name, what=what)
    if real:
        lower = first if (real[0].value or 0) > 0 else second
        what = listed(index_name(change.kind) for change in real if ((change.value or 0) > 0) == ((real[0].value or 0) > 0))
        return _("%(name)s lebih rendah dalam %(what)s.", name=lower, what=what)
    if all(change.value is None for change in changes):
        return _("Belum cukup penilaian untuk membandingkan.")
    return _("%(first)s dan %(second)s: belum dapat dikatakan berbeda.", first=first, second=second)


def told_apart(first: str, second: str) -> tuple[str, str]:
    """Two names without the words at their ends that are the same.

    >>> told_apart("Imigrasi Tanjungpandan", "Lapas Tanjungpandan"), told_apart("Rutan Muntok", "Rutan Muntok")
    (('Imigrasi', 'Lapas'), ('Rutan Muntok', 'Rutan Muntok'))
    """
    one, other = first.split(), second.split()
    while len(one) > 1 and len(other) > 1 and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return (" ".join(one), " ".join(other)) if one != other else (first, second)


def behind(change: Change, first: str, second: str) -> str:
    """Imigrasi lebih rendah 0,37 (0,28–0,46); belum dapat dikatakan. `change` is of the second side against the first."""
    if change.value is None or change.low is None or change.high is None:
        return _("belum cukup untuk dibandingkan")
    if not change.is_real:
        return _("belum dapat dikatakan")
    is_share = change.kind == SATISFACTION
    amounts = (abs(change.value), *sorted((abs(change.low), abs(change.high))))
    value, near, far = (percent(each / 100) if is_share else rounded(each) for each in amounts)
    asked = {"name": first if change.value > 0 else second, "by": value, "near": near, "far": far}
    if is_share:
        return _("%(name)s lebih rendah %(by)s poin (%(near)s–%(far)s)", **asked)
    return _("%(name)s lebih rendah %(by)s (%(near)s–%(far)s)", **asked)


def _named(elements: Sequence[Change], sign: int) -> str:
    """Elements in which the first side is behind (`sign` 1) or the second (−1), the widest gap first."""
    own = sorted((each for each in elements if (each.value or 0) * sign > 0), key=lambda each: -abs(each.value or 0))
    names = [in_text(each.element.name) for each in own[:MOST_NAMED] if each.element]
    if len(own) > MOST_NAMED:
        names.append(ngettext("%(n)s lain", "%(n)s lain", len(own) - MOST_NAMED, n=len(own) - MOST_NAMED))
    return listed([within(name) for name in names]) if names else ""
