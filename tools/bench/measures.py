"""The arithmetic of the bench: percentiles, and ratios of what was measured within one round."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from statistics import fmean, median
from typing import Any

MEANS = ("rate", "p50_ms", "p99_ms", "cpu_us")


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """What the store holds after a round, beside what the server has acknowledged."""

    acknowledged: int
    stored: int
    missing: int
    """Acknowledged, yet not stored."""
    standing: int
    """The last answer of each visit to each question."""
    tallied: int
    """The sum of the tallies: what stands, each counted once."""

    @property
    def holds(self) -> bool:
        return self.missing == 0 and self.stored >= self.acknowledged and self.stored == self.standing == self.tallied


@dataclass(frozen=True, slots=True)
class Syncs:
    """How often the server told the disk to be sure, and how long that took on average."""

    count: int
    mean_ms: float


@dataclass(frozen=True, slots=True)
class Measurement:
    """One variant under load once."""

    round: int
    variant: str
    connections: int
    requests: int
    """Answered within the measured span."""
    failed: int
    """Answers other than the expected one, and requests without any, from warm-up to end."""
    failure: str
    """The first of them, or empty."""
    rate: float
    """Ratings a second: for taps that is requests a second."""
    p50_ms: float
    p99_ms: float
    cpu_us: float
    """CPU microseconds of the server's processes for each rating."""
    together: int = 1
    """Ratings in a request."""
    store: StoreCheck | None = None
    syncs: Syncs | None = None
    layers: Mapping[str, float] = field(default_factory=dict)
    """{layer: CPU µs of it for each request}, of ours."""

    @property
    def holds(self) -> bool:
        return self.failed == 0 and self.requests > 0 and (self.store is None or self.store.holds)

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"holds": self.holds}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a run says: the median over its rounds, and the values between which they lay."""

    name: str
    median: float
    least: float
    most: float
    target: float
    at_most: bool = False
    """Whether the target is a ceiling; else it is a floor."""

    @property
    def met(self) -> bool:
        return self.median <= self.target if self.at_most else self.median >= self.target

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"met": self.met}


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that at least this share (0–1) of the values does not exceed; 0 if there is none. Nearest rank.

    >>> percentile([4, 1, 3, 2], 0.5), percentile(range(1, 101), 0.99), percentile([], 0.5)
    (2, 99, 0.0)
    """
    ordered = sorted(values)
    rank = -int(-share * len(ordered) // 1)
    return ordered[max(rank, 1) - 1] if ordered else 0.0


def ratios(found: Sequence[Measurement], field: str, above: str, below: str) -> list[float]:
    """For each round, the mean of `field` of variant `above` by that of `below`.

    A B C C B A: each variant's mean lies in the middle of its round, so a machine that grows slower steadily favours none.
    """
    return [_mean(one, field, above) / (_mean(one, field, below) or float("inf")) for one in by_round(found)]


def each_round(found: Sequence[Measurement], field: str, variant: str) -> list[float]:
    """For each round, the mean of `field` of the variant."""
    return [_mean(one, field, variant) for one in by_round(found)]


def figure(name: str, values: Sequence[float], target: float, *, at_most: bool = False) -> Figure:
    return Figure(name, median(values), min(values), max(values), target, at_most)


def by_round(found: Sequence[Measurement]) -> list[list[Measurement]]:
    """The measurements of each round, in order."""
    return [[m for m in found if m.round == number] for number in sorted({m.round for m in found})]


def summary(found: Sequence[Measurement], of: Callable[[Measurement], str]) -> Mapping[str, Mapping[str, float]]:
    """{kind: {field: median over all measurements of the kind}}, in the order in which the kinds first came."""
    kinds = dict.fromkeys(of(m) for m in found)
    return {kind: {field: median(getattr(m, field) for m in found if of(m) == kind) for field in MEANS} for kind in kinds}


def by_layer(found: Sequence[Measurement]) -> dict[str, float]:
    """{layer: median over the measurements that counted it, in CPU µs a request}"""
    counted = [m.layers for m in found if m.layers]
    return {layer: median(each[layer] for each in counted) for layer in (counted[0] if counted else ())}


def _mean(found: Sequence[Measurement], field: str, variant: str) -> float:
    return fmean(getattr(m, field) for m in found if m.variant == variant)
