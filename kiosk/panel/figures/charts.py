"""Charts as plain coordinates for SVG templates: one small function per kind, no styling, no words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import ceil

from kiosk.indices import Estimate
from kiosk.indices.grades import HIGHEST, LOWEST, GradeTable
from kiosk.reports import Effect, Region, side_by_side
from kiosk.reports.elements import ElementLine
from kiosk.reports.hours import Hour
from kiosk.reports.region import UnitLine
from kiosk.reports.today import DayShare
from kiosk.reports.withholding import Share


@dataclass(frozen=True, slots=True)
class RunChart:
    """Satisfaction day by day in a box of 200 × 60: a line, the interval's band around it, the last point."""

    line: str
    band: str
    last: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Bar:
    hour: Hour
    x: float
    y: float
    height: float
    usual_y: float | None
    usual_height: float
    is_told: bool
    """Its usual is written above it: once, where the pale bar is the highest of those that no other hides."""


@dataclass(frozen=True, slots=True)
class HoursChart:
    """Visits by hour: all in per cent of a box of any shape, y from its upper edge; `ticks` are (value, y)."""

    bars: Sequence[Bar]
    width: float
    ticks: Sequence[tuple[int, float]]


@dataclass(frozen=True, slots=True)
class Dot:
    element: ElementLine
    y: float
    x: float
    low_x: float
    high_x: float


@dataclass(frozen=True, slots=True)
class ElementsChart:
    """Means with intervals on a piece of the scale that holds them all; `ticks` are (tenths of a score, x)."""

    dots: Sequence[Dot]
    height: float
    ticks: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Span:
    estimate: Estimate
    y: float
    x: float
    low_x: float
    high_x: float


@dataclass(frozen=True, slots=True)
class EffectChart:
    """An element before and after, in the same way."""

    spans: Sequence[Span]
    height: float
    ticks: Sequence[tuple[float, float]]


RUN = (200.0, 60.0)
ELEMENTS_WIDTH = 300.0
ROW = 18.0
SCALE, BAND_GAP = 4.0, 2.0
"""On the scale of an index: the length of one point, and the gap between two grades."""


def run_chart(run: Sequence[DayShare]) -> RunChart | None:
    """None with fewer than two days to draw. The axis runs over the intervals drawn, so a calm month looks calm enough."""
    return shares_chart(tuple(day.share for day in run))


@lru_cache(maxsize=1024)
def shares_chart(run: tuple[Share | None, ...]) -> RunChart | None:
    """The same from shares of consecutive days. None of a hundred units' charts changes before a day closes."""
    known = [(n, share) for n, share in enumerate(run) if share]
    if len(known) < 2:
        return None
    width, height = RUN
    low = min(share.low for _n, share in known)
    high = max(share.high for _n, share in known)
    span = max(high - low, 0.2)

    def at(n: int, value: float) -> tuple[float, float]:
        return round(n / (len(run) - 1) * width, 1), round(height - (value - low) / span * height, 1)

    line = [at(n, float(share.value)) for n, share in known]
    band = [at(n, share.high) for n, share in known] + [at(n, share.low) for n, share in reversed(known)]
    return RunChart(line=_points(line), band=_points(band), last=line[-1])


def hours_chart(hours: Sequence[Hour]) -> HoursChart:
    most = max([h.visits for h in hours] + [h.usual or 0 for h in hours] + [1])
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10**6) if most / s <= 4)
    top = ceil(most / step) * step
    slot = 100 / len(hours)

    def height(visits: float) -> float:
        return round(visits / top * 100, 1)

    def y(visits: float) -> float:
        return round(100 - visits / top * 100, 1)

    told = max((h for h in hours if h.usual and h.usual > h.visits), key=lambda h: h.usual or 0, default=None)
    bars = [
        Bar(
            hour=h,
            x=round(n * slot + slot * 0.15, 1),
            y=y(h.visits),
            height=height(h.visits),
            usual_y=None if h.usual is None else y(h.usual),
            usual_height=height(h.usual or 0),
            is_told=h is told,
        )
        for n, h in enumerate(hours)
    ]
    return HoursChart(bars=bars, width=round(slot * 0.7, 1), ticks=[(value, y(value)) for value in range(0, top + 1, step)])


@dataclass(frozen=True, slots=True)
class Band:
    """A grade on the scale of an index, in a box of 300 × 9."""

    letter: str
    x: float
    width: float


@cache
def grade_bands(table: GradeTable) -> Sequence[Band]:
    """The grades of a table side by side, worst first, with a gap of 2 between them."""
    starts = [float(grade.lowest - LOWEST) * SCALE for grade in table.grades]
    ends = [start - BAND_GAP for start in starts[1:]] + [float(HIGHEST - LOWEST) * SCALE]
    return [
        Band(grade.letter, round(start, 1), round(round(end, 1) - round(start, 1), 1))
        for grade, start, end in zip(table.grades, starts, ends, strict=True)
    ]


def elements_chart(elements: Sequence[ElementLine]) -> ElementsChart | None:
    if not elements:
        return None
    left, right = _piece([(float(e.low), float(e.high)) for e in elements])
    dots = [
        Dot(e, n * ROW + ROW / 2, *(_at(float(value), left, right) for value in (e.mean, e.low, e.high))) for n, e in enumerate(elements)
    ]
    return ElementsChart(dots=dots, height=len(elements) * ROW, ticks=_ticks(left, right))


def effect_chart(effect: Effect) -> EffectChart | None:
    """None while one side has too few answers."""
    sides = [side.estimate for side in (effect.before, effect.after) if side.estimate]
    if len(sides) < 2:
        return None
    left, right = _piece([(each.low, each.high) for each in sides])
    spans = [
        Span(each, n * ROW + ROW / 2, *(_at(float(value), left, right) for value in (each.mean, each.low, each.high)))
        for n, each in enumerate(sides)
    ]
    return EffectChart(spans=spans, height=len(spans) * ROW, ticks=_ticks(left, right))


def _piece(intervals: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The piece of the scale (1–4) that holds them all: half scores as borders, and at least a whole score wide, so that

    chance differences do not look like cliffs.
    """
    left = min(low for low, _ in intervals) // 0.5 * 0.5
    right = min(max(ceil(max(high for _, high in intervals) / 0.5) * 0.5, left + 1), 4.0)
    return max(min(left, right - 1), 1.0), right


def _at(value: float, left: float, right: float) -> float:
    return round((value - left) / (right - left) * ELEMENTS_WIDTH, 1)


def _ticks(left: float, right: float) -> list[tuple[float, float]]:
    return [(half / 2, _at(half / 2, left, right)) for half in range(round(left * 2), round(right * 2) + 1)]


@dataclass(frozen=True, slots=True)
class FunnelPoint:
    """`named`: its name stands beside it, which is so where it differs and no other name is there yet."""

    line: UnitLine
    x: float
    y: float
    named: bool = False

    @property
    def is_right(self) -> bool:
        """Its name stands to its left: there is no room on the other side."""
        return self.x > FUNNEL_TURN


@dataclass(frozen=True, slots=True)
class FunnelChart:
    """Units by their number of ratings and their satisfaction, in a box of 640 × 200; `lines` are the limits, `centre` all together.

    `crowd`: the units that do not differ, as one path of dots, where they are too many to be told apart by their names.
    """

    points: Sequence[FunnelPoint]
    crowd: str
    lines: Sequence[str]
    centre: float
    ticks_x: Sequence[tuple[int, float]]
    ticks_y: Sequence[tuple[int, float]]


FUNNEL = (640.0, 200.0)
FUNNEL_TURN = 420
FUNNEL_LETTER, FUNNEL_LINE = 7.0, 13.0
"""What a letter of a name takes, and a line of text."""
FUNNEL_STEPS = 40
MOST_NAMED = 100


def funnel_chart(region: Region) -> FunnelChart | None:
    """None with fewer than two units to compare."""
    known = [(line, line.satisfaction) for line in region.lines if line.satisfaction]
    if len(known) < 2 or region.together is None:
        return None
    width, height = FUNNEL
    most = max(share.n for _, share in known) * 1.08
    lowest = min(share.satisfied / share.n for _, share in known)
    floor = max(0.0, min(lowest, side_by_side.limits(region.together, round(most / 6))[1][0]) // 0.1 * 0.1)

    def at(n: float, share: float) -> tuple[float, float]:
        return round(n / most * width, 1), round(height - (max(share, floor) - floor) / (1 - floor) * height, 1)

    steps = [max(1, round(most * n / FUNNEL_STEPS)) for n in range(1, FUNNEL_STEPS + 1)]
    sides = [(limit, side) for limit in range(2) for side in range(2)]
    step = next(each for each in (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10**6) if most / each <= 6)
    points = _named([FunnelPoint(line, *at(share.n, share.satisfied / share.n)) for line, share in known])
    told = len(points) <= MOST_NAMED
    return FunnelChart(
        points=[point for point in points if told or point.line.unlike],
        crowd="" if told else "".join(f"M{point.x:.0f} {point.y:.0f}h0" for point in points if not point.line.unlike),
        lines=[_points([at(n, side_by_side.limits(region.together, n)[limit][side]) for n in steps]) for limit, side in sides],
        centre=at(0, float(region.together.value))[1],
        ticks_x=[(n, at(n, 0)[0]) for n in range(step, int(most) + 1, step)],
        ticks_y=[(percent, at(0, percent / 100)[1]) for percent in range(round(floor * 100), 101, 10)],
    )


def _named(points: Sequence[FunnelPoint]) -> list[FunnelPoint]:
    """The same, with names beside those that differ, the lowest first; a name that would run into another is left out."""
    taken: dict[int, tuple[float, float, float]] = {}
    for n, point in sorted(enumerate(points), key=lambda each: -each[1].y):
        length = len(point.line.unit.short_name) * FUNNEL_LETTER
        left = point.x - 9 - length if point.is_right else point.x + 9
        is_free = all(left + length < a or left > b or abs(point.y - y) > FUNNEL_LINE for a, b, y in taken.values())
        if point.line.unlike and is_free:
            taken[n] = left, left + length, point.y
    return [replace(point, named=n in taken) for n, point in enumerate(points)]


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)
