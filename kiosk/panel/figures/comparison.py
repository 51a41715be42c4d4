"""Bandingkan: two units in one period, or one unit in two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from flask import Blueprint, Response, abort, g, render_template, request

from kiosk import reports
from kiosk.indices.periods import Period
from kiosk.panel.figures import sheets, spans
from kiosk.panel.figures.lines import dumbbell_chart, line_chart, of_index, of_satisfaction
from kiosk.panel.figures.periods import results
from kiosk.panel.guard import admitted, needs
from kiosk.places import Unit
from kiosk.reports import Results
from kiosk.reports.changes import Change
from kiosk.reports.elements import ElementLine
from kiosk.words.periods import period as period_title
from kiosk.words.results import told_apart

part = Blueprint("comparison", __name__)

EARLIER = {":before": Period.before, ":year": Period.a_year_before}
"""{what the address says for the second side: the same unit's earlier period}. No unit's code has a colon."""


class Row(NamedTuple):
    """An element on both sides; `place`: its number among all, from 0."""

    place: int
    change: Change
    sides: Sequence[ElementLine | None]


@dataclass(frozen=True)
class Comparison:
    """Two sides: two units, or one unit in two periods (the earlier one second). `b`: what the address says of the second."""

    one: Results
    other: Results
    b: str

    @property
    def of_one_unit(self) -> bool:
        return self.one.unit == self.other.unit

    @property
    def names(self) -> tuple[str, str]:
        if self.of_one_unit:
            return period_title(self.one.period), period_title(self.other.period)
        return told_apart(self.one.unit.short_name, self.other.unit.short_name)

    @property
    def alike(self) -> bool:
        """Both were asked the same questions."""
        return self.one.report.instrument.name == self.other.report.instrument.name

    @cached_property
    def changes(self) -> Sequence[Change]:
        """How the second side differs from the first."""
        return reports.compared((self.one.report, self.other.report))[0]

    @property
    def rows(self) -> Sequence[Row]:
        """Elements by index, what differs clearly and most first."""
        sides = [self._lines(each) for each in (self.one, self.other)]
        changes = sorted(
            (change for change in self.changes if change.element),
            key=lambda each: (not each.is_real, -abs(each.value or 0)),
        )
        found = [(change, [lines.get((change.kind, change.element.unsur)) for lines in sides]) for change in changes if change.element]
        return [Row(place, change, both) for place, (change, both) in enumerate(found)]

    @staticmethod
    def _lines(of: Results) -> Mapping[tuple[str, str], ElementLine]:
        return {(index, line.unsur): line for index, lines in of.report.elements.items() for line in lines}


@part.get("/comparison")
@needs("figures.read", refusal=404)
def show() -> str | tuple[str, int]:
    choices = g.sight.units("figures.read")
    found, error = _asked(choices)
    page = render_template(
        "panel/periods/comparison.html",
        found=found,
        choices=choices,
        dumbbell_chart=dumbbell_chart,
        line_chart=line_chart,
        of_index=of_index,
        of_satisfaction=of_satisfaction,
        **spans.frame(found.one.unit, found.one.period, error),
    )
    return (page, 422) if error else page


@part.get("/comparison.csv", defaults={"suffix": "csv"})
@part.get("/comparison.xlsx", defaults={"suffix": "xlsx"})
@needs("figures.read", refusal=404)
def download(suffix: str) -> Response:
    found, error = _asked(g.sight.units("figures.read"))
    if error:
        abort(404)
    period = found.one.period
    beside = "" if found.of_one_unit else f"{found.one.unit.code}-"
    name = f"{beside}{sheets.file_name(found.other.unit, min(period.first, found.other.period.first), period.last)}"
    return sheets.download(sheets.of_comparison(found.one.report, found.other.report, found.changes, found.names), suffix, name)


def _asked(choices: Sequence[Unit]) -> tuple[Comparison, str]:
    """The units asked for (?a=, ?b=), else the first two that the person sees; 404 if she sees fewer, and for others' units."""
    if len(choices) < 2:
        abort(404)
    a, b = request.args.get("a"), request.args.get("b")
    second = admitted("figures.read", b) if b and b not in EARLIER else None
    first = admitted("figures.read", a) if a else next(unit for unit in choices if unit != second)
    period, error = spans.asked(first)
    if b in EARLIER or second == first:
        # Somebody who chooses a unit twice means the unit and its past.
        b = b if b in EARLIER else ":before"
        return Comparison(results(first, period), results(first, EARLIER[b](period)), b), error
    second = second or next(unit for unit in choices if unit != first)
    return Comparison(results(first, period), results(second, period), second.code), error
