"""The findings of a period that somebody asks for: against the period before, and among its own elements."""

from collections.abc import Iterator, Sequence

from kiosk.findings import DOWN, LIMITS, UP, Finding, Kind
from kiosk.findings.spans import between
from kiosk.instruments.definitions import SATISFACTION
from kiosk.reports.changes import Change, spread
from kiosk.reports.periods import PeriodReport


def of_period(report: PeriodReport, before: PeriodReport | None, changes: Sequence[Change]) -> list[Finding]:
    """Worst first. `before`: the period before, if it has figures, and `changes` of this one against it. Two queries."""
    found = [*_satisfaction(report, before), *_indices(report, before, changes), *_lowest(report)]
    return sorted(found, key=lambda each: each.order)


def _satisfaction(report: PeriodReport, before: PeriodReport | None) -> Iterator[Finding]:
    """By as much as days differ, and not by counts alone: see kiosk.findings.usual."""
    if before is None or report.satisfaction is None or before.satisfaction is None:
        return
    found = between(Kind.SPAN, report.days, before.days, spread(report.days, before.days), LIMITS)
    if found:
        yield found


def _indices(report: PeriodReport, before: PeriodReport | None, changes: Sequence[Change]) -> Iterator[Finding]:
    for change in changes:
        now, then = report.indices.get(change.kind), before.indices.get(change.kind) if before else None
        if change.kind == SATISFACTION or change.element or not (change.is_real and now and then):
            continue
        direction = DOWN if now.value < then.value else UP
        span = report.period.first, report.until
        yield Finding(
            Kind.INDEX, direction, float(now.value), float(then.value), *span, now.n, change.low, change.high, of=change.kind, p=change.p
        )


def _lowest(report: PeriodReport) -> Iterator[Finding]:
    """Of each index, the element below the others, beside the mean of these."""
    for lines in report.elements.values():
        for line in lines:
            if lowest := line.lowest:
                means = float(lowest.mean), float(lowest.others)
                yield Finding(Kind.ELEMENT, DOWN, *means, report.period.first, report.until, line.n, of=line.unsur, p=lowest.p)
