"""What is said of a day that is over, in a few lines: the same on a card, in a message, and in whatever else passes it on.

What may be shown was decided before, in kiosk.reports; here it only gets its words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk import proof
from kiosk.figures import IndexFigure
from kiosk.instruments import Index
from kiosk.reports import Today
from kiosk.words import dates, figures, verdicts
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language
from kiosk.words.numbers import decimals, percent, whole


@dataclass(frozen=True, slots=True)
class FigureSaid:
    """A figure with its name, and what must be said with it, line by line: range, n, grade."""

    name: str
    value: str
    below: Sequence[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """All in words, of `language`: what is found of the day (or empty), how many rated, how many were satisfied, the indices, its seal."""

    unit: str
    day: str
    finding: str
    figures: Sequence[FigureSaid]
    note: str
    seal: str
    language: str
    is_demo: bool = False


def of_day(today: Today, *, is_demo: bool = False) -> Summary:
    """The day in the language spoken. `is_demo`: its figures are made up, and anybody who reads it must be told so."""
    return Summary(
        unit=today.unit.name,
        day=f"{dates.weekday(today.day)}, {dates.day(today.day)}",
        finding=_finding(today),
        figures=[_visits(today), _satisfaction(today), *(_index(each, today.indices[each.key]) for each in today.instrument.indices)],
        note=_("Angka gabungan. Tidak ada jawaban satu orang yang terbaca."),
        seal=_("Segel %(code)s", code=proof.fingerprint(today.seal)) if today.seal and today.seal.size else "",
        language=language(),
        is_demo=is_demo,
    )


def message(said: Summary) -> str:
    """The summary as plain text, a line for each figure. Messengers write what stands between * in bold."""
    lines = [
        f"*{said.unit}*",
        said.day,
        said.finding,
        *(f"{each.name}: {each.value} ({', '.join(each.below)})" for each in said.figures),
        said.note,
        said.seal,
    ]
    demo = [_("Contoh – bukan data sebenarnya")] if said.is_demo else []
    return "\n".join(filter(None, [*demo, *lines]))


def _finding(today: Today) -> str:
    """What the page of the day says first; nothing before anything is usual, and nothing where another day is the newest."""
    found = today.verdict
    if not found or found.day != today.day or not (found.findings or found.since):
        return ""
    return verdicts.said(found, today.names)[0]


def _visits(today: Today) -> FigureSaid:
    rate, served = today.response.rate, today.response.served
    below = _("kunjungan")
    if served and rate is not None and not today.response.impossible:
        below = _("%(rate)s %% dari %(n)s yang dilayani", rate=decimals(rate, 1), n=whole(served.count))
    return FigureSaid(_("Yang menilai"), whole(today.visits), [below])


def _satisfaction(today: Today) -> FigureSaid:
    share = today.satisfaction
    if share is None:
        return FigureSaid(_("Puas, sangat puas"), "–", [_("belum cukup penilaian")])
    likely = _("kira-kira %(low)s–%(high)s %%", low=percent(share.low), high=percent(share.high))
    return FigureSaid(_("Puas, sangat puas"), f"{percent(share.value)} %", [likely, _("dari %(n)s orang", n=whole(share.n))])


def _index(index: Index, figure: IndexFigure | None) -> FigureSaid:
    title = _("%(name)s, 30 hari", name=in_text(index.short))
    if figure is None:
        return FigureSaid(title, "–", [_("belum cukup jawaban")])
    likely = _("kira-kira %(low)s–%(high)s", low=decimals(figure.low), high=decimals(figure.high))
    grade = f"{figures.graded(figure)}, {figures.basis(figure)}"
    return FigureSaid(title, decimals(figure.value), [likely, _("dari %(n)s orang", n=whole(figure.n)), grade])
