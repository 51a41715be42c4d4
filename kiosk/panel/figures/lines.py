"""Lines through a period, and two sides of each element, as plain coordinates for SVG templates. No styling, no words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple

from kiosk.reports.course import Event, Piece
from kiosk.reports.elements import ElementLine
from kiosk.reports.withholding import Share

LINE = (600.0, 150.0)
MARGIN = 26.0
"""From the left and right edge to the first and last point."""
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25)
MOST_TICKS = 5
MOST_VALUES = 13
"""Points that have room for their values."""
LETTERS = "abcdefgh"


class Value(NamedTuple):
    """A figure with its interval, in the unit of its axis."""

    value: float
    low: float
    high: float


class Point(NamedTuple):
    piece: Piece
    value: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Series:
    """Points in the order of time; `lines` and `bands` are broken where a piece has no figure."""

    points: Sequence[Point]
    lines: Sequence[str]
    bands: Sequence[str]


@dataclass(frozen=True, slots=True)
class LineChart:
    """In a box of 600 × 150. `ticks`: (value, y); `slots`: (piece, x); `events`: (letter, x, event)."""

    series: Sequence[Series]
    ticks: Sequence[tuple[float, float]]
    slots: Sequence[tuple[Piece, float]]
    events: Sequence[tuple[str, float, Event]]
    told: bool
    """There is room for each point's value."""

    @property
    def places(self) -> int:
        """Decimals of the ticks."""
        return int(any(round(value) != value for value, _ in self.ticks))


def of_share(share: Share | None) -> Value | None:
    """In per cent."""
    return Value(float(100 * share.value), 100 * share.low, 100 * share.high) if share else None


def of_satisfaction(piece: Piece) -> Value | None:
    return of_share(piece.satisfaction)


def of_index(key: str) -> Callable[[Piece], Value | None]:
    """On 25–100."""

    def value(piece: Piece) -> Value | None:
        figure = piece.indices.get(key)
        return Value(*map(float, (figure.value, figure.low, figure.high))) if figure else None

    return value


def of_element(key: str, unsur: str) -> Callable[[Piece], Value | None]:
    """On 1–4."""

    def value(piece: Piece) -> Value | None:
        line = piece.elements[key].get(unsur)
        return Value(*map(float, (line.mean, line.low, line.high))) if line else None

    return value


def line_chart(
    sides: Sequence[Sequence[Piece]], value: Callable[[Piece], Value | None], events: Iterable[Event] = (), most: float = 100
) -> LineChart | None:
    """Each side's pieces as one series, on one axis that ends at `most` at the latest; None with fewer than two points of any side."""
    known = [[(n, piece, found) for n, piece in enumerate(pieces) if (found := value(piece))] for pieces in sides]
    if not known or max(map(len, known)) < 2:
        return None
    every = [found for side in known for _, _, found in side]
    bottom, top, step = _axis(min(each.low for each in every), max(each.high for each in every), most)
    width, height = LINE
    many = max(map(len, sides))

    def x(n: float) -> float:
        return round(MARGIN + n / max(many - 1, 1) * (width - 2 * MARGIN), 1)

    def y(at: float) -> float:
        return round(height - (at - bottom) / (top - bottom) * height, 1)

    ticks = [(bottom + n * step, y(bottom + n * step)) for n in range(round((top - bottom) / step) + 1)]
    longest = max(sides, key=len)
    return LineChart(
        series=[_series(side, x, y) for side in known],
        ticks=ticks,
        slots=[(piece, x(n)) for n, piece in enumerate(longest)],
        events=[(letter, x(_at(event, longest)), event) for letter, event in zip(LETTERS, events, strict=False)],
        told=many <= MOST_VALUES,
    )


def _series(side: Sequence[tuple[int, Piece, Value]], x: Callable[[float], float], y: Callable[[float], float]) -> Series:
    runs: list[list[tuple[int, Piece, Value]]] = []
    for each in side:
        if runs and runs[-1][-1][0] == each[0] - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return Series(
        points=[Point(piece, found.value, x(n), y(found.value)) for n, piece, found in side],
        lines=[_points((x(n), y(found.value)) for n, _, found in run) for run in runs if len(run) > 1],
        bands=[
            _points([*((x(n), y(found.high)) for n, _, found in run), *((x(n), y(found.low)) for n, _, found in reversed(run))])
            for run in runs
            if len(run) > 1
        ],
    )


def _axis(low: float, high: float, most: float) -> tuple[float, float, float]:
    """(bottom, top, step) of round numbers that hold both."""
    step = next(each for each in (*STEPS, 100) if (high - low) / each <= MOST_TICKS - 1)
    bottom, top = floor(low / step) * step, min(ceil(high / step) * step, most)
    return bottom, max(top, bottom + step), step


def _at(event: Event, pieces: Sequence[Piece]) -> float:
    """Where in the row of pieces its day lies; a piece's point stands in its middle."""
    for n, piece in enumerate(pieces):
        if piece.period.first <= event.day <= piece.period.last:
            return n - 0.5 + (event.day - piece.period.first).days / piece.period.days
    return float(len(pieces) - 1)


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure with its interval, in a row of a table: in per cent of the drawing's width, whatever that is."""

    x: float
    low_x: float
    high_x: float


@dataclass(frozen=True, slots=True)
class DotsChart:
    """A dot for each row of a table, None where a row has no figure; `ticks`: (figure, x), `places`: their decimals."""

    dots: Sequence[Dot | None]
    ticks: Sequence[tuple[float, float]]
    places: int


@dataclass(frozen=True, slots=True)
class DumbbellChart:
    """Two sides of each row, in the same way."""

    rows: Sequence[Sequence[Dot | None]]
    ticks: Sequence[tuple[float, float]]
    places: int


SHARES, MEANS = (0.0, 100.0), (1.0, 4.0)
"""Where each scale begins and ends."""
LEAST_SHARES, LEAST_MEANS = 20.0, 1.0
"""Points of per cent, and scores, that an axis holds at least, so that chance differences do not look like cliffs."""


def shares_dots(shares: Sequence[Share | None]) -> DotsChart | None:
    """All on one axis; None without any."""
    return _dots([of_share(share) for share in shares], LEAST_SHARES, SHARES)


def means_dots(lines: Sequence[ElementLine]) -> DotsChart | None:
    """The same of elements, on 1–4."""
    return _dots([_of_line(line) for line in lines], LEAST_MEANS, MEANS)


def dumbbell_chart(rows: Sequence[Sequence[ElementLine | None]]) -> DumbbellChart | None:
    """Each row's sides on one piece of the scale (1–4); None without any figure."""
    sides = [line for row in rows for line in row]
    found = _dots([_of_line(line) for line in sides], 0, MEANS)
    if found is None:
        return None
    each = iter(found.dots)
    return DumbbellChart([[next(each) for _ in row] for row in rows], found.ticks, found.places)


def _of_line(line: ElementLine | None) -> Value | None:
    return Value(*map(float, (line.mean, line.low, line.high))) if line else None


def _dots(figures: Sequence[Value | None], least: float, scale: tuple[float, float]) -> DotsChart | None:
    known = [each for each in figures if each]
    if not known:
        return None
    low, high = min(each.low for each in known), max(each.high for each in known)
    bottom, top, step = _axis(max(min(low, high - least), scale[0]), high, scale[1])

    def x(value: float) -> float:
        return round((value - bottom) / (top - bottom) * 100, 1)

    ticks = [bottom + n * step for n in range(round((top - bottom) / step) + 1)]
    return DotsChart(
        [Dot(*map(x, each)) if each else None for each in figures],
        [(value, x(value)) for value in ticks],
        next(places for places in (0, 1, 2) if all(abs(value - round(value, places)) < 1e-9 for value in ticks) or places == 2),
    )
