"""What an outline of a report may name: the values of its texts, the facts that blocks stand on, its tables, charts and gaps.

In the language that is spoken. A value that is missing is "……", as on a form, and never made up.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

from kiosk.documents import day_sheet, drawn, letters, tables
from kiosk.documents.filed import Filed, FiledElement
from kiosk.documents.outline import Vocabulary
from kiosk.documents.pieces import Pieces
from kiosk.documents.tables import MISSING, of_index, population_of, verdict, with_words
from kiosk.figures import IndexFigure
from kiosk.indices import Grade
from kiosk.places import Unit
from kiosk.places.letterheads import Letterhead
from kiosk.printing.documents import Block
from kiosk.words.catalogue import in_text
from kiosk.words.codes import channel
from kiosk.words.dates import between, day
from kiosk.words.figures import listed
from kiosk.words.numbers import decimals, percent, whole
from kiosk.words.periods import period as period_title


class Contents(Pieces):
    """All of a unit's report."""

    def __init__(self, filed: Filed) -> None:
        self.filed = filed

    @cached_property
    def values(self) -> Mapping[str, str]:
        return {name: say(self) or MISSING for name, say in VALUES.items()}

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset(name for name, holds in FACTS.items() if holds(self.filed))

    @property
    def unit(self) -> Unit:
        return self.filed.unit

    @property
    def letterhead(self) -> Letterhead | None:
        return self.filed.letterhead

    @property
    def figure(self) -> IndexFigure | None:
        return self.filed.leading

    def of_figure(self, say: Callable[[IndexFigure], str]) -> str:
        return say(self.figure) if self.figure else ""

    @property
    def next(self) -> Grade | None:
        """The grade above that of the index; None at the best one."""
        figure = self.figure
        return next((each for each in figure.table.grades if each.lowest > figure.value), None) if figure else None

    def short_of_next(self) -> str:
        return decimals(self.next.lowest - self.figure.value) if self.figure and self.next else ""

    def next_grade(self) -> str:
        return with_words(self.next) if self.next else ""

    def named(self, elements: Sequence[FiledElement]) -> str:
        """waktu penyelesaian (74,20), konsultasi/pengaduan (81,83) dan prosedur/alur (82,10)"""
        return listed(f"{in_text(each.name).lower()} ({decimals(each.value)})" for each in elements) if elements else ""

    def older(self, which: int) -> str:
        older = self.figure.as_on_older_sheets if self.figure else None
        return decimals((older[1], older[2])[which]) if older else ""

    def block(self, kind: str, name: str, caption: str) -> Block | None:
        return FIGURES[kind][name](self.filed, caption)


VALUES: Mapping[str, Callable[[Contents], str]] = {
    "unit": lambda c: c.filed.unit.name,
    "period": lambda c: period_title(c.filed.period),
    "days": lambda c: between(c.filed.period.first, c.filed.period.last),
    "year": lambda c: str(c.filed.period.last.year),
    "until": lambda c: day(c.filed.report.until),
    "questionnaire": lambda c: in_text(c.filed.instrument.title),
    "legal_basis": lambda c: c.filed.instrument.legal_basis,
    "visits": lambda c: whole(c.filed.report.counts.visits),
    "answers": lambda c: whole(c.filed.report.counts.answers),
    "set_aside": lambda c: whole(c.filed.report.counts.set_aside),
    "ways": lambda c: listed(channel(each) for each in c.filed.report.channels) if c.filed.report.channels else "",
    "index": lambda c: in_text(c.filed.instrument.leading.short) if c.filed.instrument.leading else "",
    "index_name": lambda c: in_text(c.filed.instrument.leading.name) if c.filed.instrument.leading else "",
    "elements": lambda c: c.of_figure(lambda figure: whole(len(Filed.elements(figure)))),
    "value": lambda c: c.of_figure(lambda figure: decimals(figure.value)),
    "low": lambda c: c.of_figure(lambda figure: decimals(figure.low)),
    "high": lambda c: c.of_figure(lambda figure: decimals(figure.high)),
    "mean": lambda c: c.of_figure(lambda figure: decimals(figure.mean, 4)),
    "grade": lambda c: c.of_figure(lambda figure: with_words(figure.grade)),
    "respondents": lambda c: whole(c.filed.respondents),
    "short": Contents.short_of_next,
    "next_grade": Contents.next_grade,
    "lowest": lambda c: c.of_figure(lambda figure: c.named(c.filed.lowest(figure))),
    "highest": lambda c: c.of_figure(lambda figure: c.named(c.filed.highest(figure))),
    "behind": lambda c: c.of_figure(lambda figure: c.named([each for each in Filed.elements(figure) if each.code == c.filed.behind])),
    "population": lambda c: whole(c.filed.population.count) if c.filed.population else "",
    "population_of": lambda c: population_of(c.filed),
    "minimum": lambda c: whole(c.filed.population.minimum) if c.filed.population else "",
    "verdict": lambda c: verdict(c.filed),
    "older_weight": lambda c: c.older(0),
    "older_value": lambda c: c.older(1),
    "forum_on": lambda c: day(c.filed.inputs.forum_on) if c.filed.inputs.forum_on else "",
    "plans": lambda c: whole(len(c.filed.planned)),
    "done": lambda c: whole(len(c.filed.done)),
    "done_share": lambda c: f"{percent(c.filed.done_share)} %" if c.filed.done_share is not None else "",
    "overdue": lambda c: whole(len(c.filed.overdue)),
    "months": lambda c: whole(c.filed.months_since),
    "today": lambda c: day(c.filed.today),
    "place_and_day": lambda c: drawn.place_and_day(c.filed.letterhead, c.filed.inputs.signed_on),
    "seal": lambda c: day_sheet.seal(c.filed),
    "others": lambda c: (
        listed(f"{in_text(figure.index.short)} {decimals(figure.value)} ({of_index(figure)})" for figure in c.filed.others)
        if c.filed.others
        else ""
    ),
}

FACTS: Mapping[str, Callable[[Filed], bool]] = {
    "known": lambda filed: filed.leading is not None,
    "official": lambda filed: bool(filed.leading and filed.leading.official),
    "graded": lambda filed: bool(filed.leading and filed.leading.shown),
    "crosses": lambda filed: bool(filed.leading and len(filed.leading.shown) > 1),
    "few": lambda filed: bool(filed.leading and not filed.leading.shown),
    "estimate": lambda filed: bool(filed.leading and not filed.leading.official),
    "runs": lambda filed: filed.report.runs,
    "best": lambda filed: bool(filed.leading and filed.leading.grade is filed.leading.table.grades[-1]),
    "behind": lambda filed: bool(filed.behind),
    "others": lambda filed: bool(filed.others),
    "profile": lambda filed: bool(filed.report.profile),
    "population": lambda filed: filed.population is not None,
    "enough": lambda filed: filed.enough is True,
    "forum": lambda filed: filed.inputs.forum_on is not None,
    "plans": lambda filed: bool(filed.planned),
    "thresholds": lambda filed: bool(filed.thresholds),
    "all_done": lambda filed: bool(filed.planned) and len(filed.done) == len(filed.planned),
    "overdue": lambda filed: bool(filed.overdue),
    "trend": lambda filed: len(filed.trend) > 1,
    "past": lambda filed: bool(filed.past),
    "set_aside": lambda filed: filed.report.counts.set_aside > 0,
    "apart": lambda filed: any(filed.report.apart.values()) or bool(filed.past),
    "older": lambda filed: bool(filed.leading and filed.leading.as_on_older_sheets),
    "sealed": lambda filed: bool(day_sheet.seal(filed)),
}

FIGURES: Mapping[str, Mapping[str, Callable[[Filed, str], Block | None]]] = {
    "table": {
        "sample": tables.sample,
        "krejcie-morgan": tables.sample_sizes,
        "times": tables.times,
        "respondents": tables.respondents,
        "ways": tables.ways,
        "elements": tables.elements,
        "integrity": tables.integrity,
        "data-sheet": tables.data_sheet,
        "trend": tables.trend,
        "plans": tables.plans,
        "progress": tables.progress,
        "thresholds": tables.thresholds,
        "enclosed": letters.enclosed,
        "day": day_sheet.counted,
        "day-findings": day_sheet.findings,
        "day-counters": day_sheet.counters,
        "thirty-days": day_sheet.indices,
    },
    "chart": {"elements": drawn.element_bars, "trend": drawn.trend_run},
    "fields": {"letter": letters.fields, "addressee": letters.addressee},
    "panel": {"value": letters.value},
    "gap": {"population": drawn.gap_population, "forum": drawn.gap_forum, "signatory": drawn.gap_signatory},
    "signature": {"head": drawn.head},
}

VOCABULARY = Vocabulary(VALUES, FACTS, {kind: tuple(names) for kind, names in FIGURES.items()})
"""What outlines of a unit's reports may name."""
