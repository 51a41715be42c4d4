"""How often findings are false, and how soon a true change is named: simulated years of units whose truth is known.

Visits are Poisson, on five days a week with a rhythm; the unsatisfied of a day vary phi times as much as by chance (beta-binomial);
hours, elements and those served are drawn beside. Where visits themselves are judged, those of each hour and counter vary phi times as
much as by chance (gamma–Poisson). None of it is field data.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import exp
from random import Random
from typing import NamedTuple, TypeVar

from kiosk.findings import crowds, plans
from kiosk.findings.course import every_day
from kiosk.findings.days import Counted, Day, Scored
from kiosk.findings.finding import DOWN, UP, Kind
from kiosk.indices import Sums, difference
from kiosk.indices.sums import own_sum

VISITS = (3, 10, 20, 60, 100)
PHIS = (1.0, 1.5, 2.0)
YEAR = 260
"""Open days."""
BEFORE = 30 * 5
"""Open days until a lasting change has its whole usual: 26 weeks, and the four that it leaves out."""
SATISFIED = 0.9
FIRST = date(2024, 1, 1)
WEEK = (1.15, 1.05, 1.0, 0.95, 0.85)
"""Visits from Monday to Friday, of the mean."""
HOURS: Mapping[int, float] = {8: 0.8, 9: 1.25, 10: 1.5, 11: 1.2, 12: 0.45, 13: 0.95, 14: 0.8, 15: 0.5}
ELEMENTS = tuple(f"U{number}" for number in range(1, 10))
SCORES: Mapping[int, float] = {1: 0.02, 2: 0.08, 3: 0.5, 4: 0.4}
ASKED = 2
"""Elements a visit is asked."""
COUNTERS, SERVICES = ("1", "2", "3", "4"), ("a", "b", "c")
"""Each visit comes to one of them, as it happens."""
RESPONSE, RESPONSE_PHI = 0.4, 2.0
MARKED, MARKED_PHI = 0.02, 2.0
"""Of visits set aside by quality rules."""
SOON = 15
LONGEST = 8 * 5
"""Open days until a lasting change counts as never found."""
CHOSEN, BEFORE_PLAN, UNTIL = 22, 64, (21, 64)
"""Open days: those after which a plan takes up the lowest element, all before it began, and after it was done until each look."""
RISE = 0.2
CROWD_PHIS = (1.0, crowds.PHI, 1.7)
CROWD_WEEKS = 8
DOUBLED = 10
"""The busiest hour."""

Name = TypeVar("Name", int, str)
Change = Callable[[int, float], float]
"""(open day, the usual unsatisfied share) → that day's"""


@dataclass(frozen=True, slots=True)
class Case:
    """A unit with so many visits on an open day, whose days vary phi times as much as by chance."""

    visits: int
    phi: float


def cases() -> Iterator[Case]:
    for visits in VISITS:
        for phi in PHIS:
            yield Case(visits, phi)


def false_episodes(case: Case, years: int, seed: int = 0) -> Counter[tuple[str, str]]:
    """{(kind, direction): episodes} in that many years of a unit in which nothing changes. An episode is a run of days."""
    chance, found = Random(f"{case} false {seed}"), Counter[tuple[str, str]]()  # noqa: S311  # dice, not secrets
    for _ in range(years):
        before: set[tuple[str, str]] = set()
        for number, (_day, findings, _since) in enumerate(every_day(days(chance, case, BEFORE + YEAR))):
            now = {(each.kind.value, each.direction) for each in findings}
            if number >= BEFORE:
                found.update(now - before)
            before = now
    return found


def named_next_morning(case: Case, to: float, runs: int) -> float:
    """How often (0 to 1) a single day on which satisfaction falls to `to` is named as a bad day."""
    chance = Random(f"{case} day {to}")  # noqa: S311
    named = 0
    for run in range(runs):
        last = BEFORE + run % len(WEEK)
        course = list(every_day([*_rated(chance, case, last), *_rated(chance, case, last + 1, lambda _day, _usual: 1 - to)[last:]]))
        named += any(each.kind is Kind.BAD_DAY for each in course[-1][1])
    return named / runs


def days_until_named(case: Case, by: float, runs: int) -> list[int]:
    """After how many open days each of `runs` lasting changes by so much is named; LONGEST + 1: not in eight weeks."""
    chance, kind = Random(f"{case} lasting {by}"), Kind.LASTING_FALL if by < 0 else Kind.LASTING_RISE  # noqa: S311
    found = []
    for _ in range(runs):
        course = every_day(_rated(chance, case, BEFORE + LONGEST, lambda day, usual: usual - by if day >= BEFORE else usual))
        named = (
            number + 1 - BEFORE
            for number, (_day, findings, _since) in enumerate(course)
            if number >= BEFORE and kind in {each.kind for each in findings}
        )
        found.append(next(named, LONGEST + 1))
    return found


class Plans(NamedTuple):
    """How often (0 to 1) one of the looks at a plan says that its element rose, or fell: for one that changes nothing, for any element
    and for the lowest of nine like ones; and for one after which the mean is RISE higher.
    """

    any_rose: float
    any_fell: float
    lowest_rose: float
    lowest_fell: float
    found: float


def plans_named(case: Case, runs: int) -> Plans:
    """Of so many plans for each, one a year."""
    chance = Random(f"{case} plans")  # noqa: S311
    like, lowest, better = (
        [_said(chance, case, chosen_from, rise) for _ in range(runs)] for chosen_from, rise in ((1, 0.0), (len(ELEMENTS), 0.0), (1, RISE))
    )
    return Plans(
        any_rose=sum(UP in said for said in like) / runs,
        any_fell=sum(DOWN in said for said in like) / runs,
        lowest_rose=sum(UP in said for said in lowest) / runs,
        lowest_fell=sum(DOWN in said for said in lowest) / runs,
        found=sum(UP in said for said in better) / runs,
    )


def _said(chance: Random, case: Case, chosen_from: int, rise: float) -> set[str | None]:
    """What the looks at one plan say. It is for the lowest of so many like elements."""
    chosen = min((_answers(chance, case, CHOSEN, 0.0) for _ in range(chosen_from)), key=_mean)
    before = chosen + _answers(chance, case, BEFORE_PLAN - CHOSEN, 0.0)
    after, said, looked_at = Counter[int](), set(), 0
    for look, days in zip(plans.LOOKS, UNTIL, strict=True):
        after, looked_at = after + _answers(chance, case, days - looked_at, rise), days
        found = difference(_sums(before), _sums(after), {ELEMENTS[0]: Fraction(1)})
        said.add(plans.direction(plans.Looked(1, FIRST, look, found), ()))
    return said


def _answers(chance: Random, case: Case, n: int, rise: float) -> Counter[int]:
    """{score: answers} to one element on n open days, of those who are asked it; the unsatisfied of a day vary as ever."""
    found = Counter[int]()
    raised = rise / sum(share for score, share in SCORES.items() if score < max(SCORES))
    for number in range(n):
        visits = case.visits * WEEK[number % 5]
        share = _share(chance, visits, 1 - SATISFIED, case.phi)
        low = {score: of / (1 - SATISFIED) * share for score, of in SCORES.items() if score < 3}
        high = {score: of / SATISFIED * (1 - share) for score, of in SCORES.items() if score >= 3}
        drawn = chance.choices([*SCORES], [*(low | high).values()], k=_poisson(chance, visits * ASKED / len(ELEMENTS)))
        found.update(min(score + (raised > 0 and chance.random() < raised), max(SCORES)) for score in drawn)
    return found


def _mean(answers: Counter[int]) -> float:
    return sum(score * n for score, n in answers.items()) / max(answers.total(), 1)


def _sums(answers: Counter[int]) -> Sums:
    return Sums(answers.total(), {(ELEMENTS[0], ELEMENTS[0]): own_sum(answers)} if answers else {})


class Named(NamedTuple):
    """How often (0 to 1) a usual day names an hour, or a counter, as unlike the usual; and a day names its hour with twice the visits."""

    hours: float
    counters: float
    doubled: float


def crowd_cases() -> Iterator[Case]:
    """Here phi is that of the visits of an hour, or of a counter."""
    for visits in VISITS:
        for phi in CROWD_PHIS:
            yield Case(visits, phi)


def crowds_named(case: Case, days: int) -> Named:
    """Of so many days for each; as it stands when the day is over."""
    chance = Random(f"{case} crowds")  # noqa: S311
    counters = dict.fromkeys(COUNTERS, 1.0)
    return Named(
        sum(bool(_crowds(chance, case, number, HOURS)) for number in range(days)) / days,
        sum(bool(_crowds(chance, case, number, counters)) for number in range(days)) / days,
        sum(DOUBLED in _crowds(chance, case, number, HOURS, {DOUBLED: 2}) for number in range(days)) / days,
    )


def _crowds(chance: Random, case: Case, number: int, weights: Mapping[Name, float], times: Mapping[Name, int] | None = None) -> set[Name]:
    """What is unlike the same weekday of the weeks before, on the open day of that number; `times` as many came there as usual."""
    visits = case.visits * WEEK[number % 5] / sum(weights.values())
    # As on the page, days on which nobody rated are not among the usual ones.
    before = [day for _ in range(CROWD_WEEKS) if any((day := _visits(chance, case.phi, visits, weights)).values())]
    today = _visits(chance, case.phi, visits, {name: weight * (times or {}).get(name, 1) for name, weight in weights.items()})
    usual = {name: sum(day[name] for day in before) / len(before) for name in weights} if before else {}
    return set(crowds.unlike(today, usual, len(before)))


def _visits(chance: Random, phi: float, visits: float, weights: Mapping[Name, float]) -> dict[Name, int]:
    """Visits of a day, gamma–Poisson: the mean's own variance is phi − 1 times itself."""
    return {
        name: _poisson(chance, chance.gammavariate(visits * weight / (phi - 1), phi - 1) if phi > 1 else visits * weight)
        for name, weight in weights.items()
    }


def days(chance: Random, case: Case, n: int) -> list[Day]:
    """A table of n open days on which nothing changes, with hours, elements, and how many were served."""
    return [_with_all(chance, day) for day in _rated(chance, case, n)]


def _rated(chance: Random, case: Case, n: int, change: Change = lambda _day, usual: usual) -> list[Day]:
    """The same with nothing but how many rated, and how many of them were satisfied."""
    found = []
    for number in range(n):
        day = FIRST + timedelta(days=number // 5 * 7 + number % 5)
        came = _poisson(chance, case.visits * WEEK[number % 5])
        unsatisfied = _varied(chance, came, change(number, 1 - SATISFIED), case.phi)
        found.append(Day(day, came, came - unsatisfied))
    return found


def _with_all(chance: Random, day: Day) -> Day:
    at = _cells(chance, day, [*HOURS], [*HOURS.values()])
    counters, services = (_cells(chance, day, names, [1.0] * len(names)) for names in (COUNTERS, SERVICES))
    return replace(
        day,
        served=_served(chance, day.total),
        marked=_varied(chance, day.total, MARKED, MARKED_PHI),
        hours=at,
        counters=counters,
        services=services,
        elements=_elements(chance, day.total),
    )


def _cells(chance: Random, day: Day, names: Sequence[Name], weights: Sequence[float]) -> dict[Name, Counted]:
    """Where the visits came, and the unsatisfied among them: as chance has it."""
    places = chance.choices(names, weights, k=day.total)
    total, unsatisfied = Counter(places), Counter(chance.sample(places, day.unsatisfied))
    return {name: Counted(n, n - unsatisfied[name]) for name, n in total.items()}


def _elements(chance: Random, n: int) -> dict[str, Scored]:
    drawn = Counter(zip(chance.choices(ELEMENTS, k=ASKED * n), chance.choices([*SCORES], [*SCORES.values()], k=ASKED * n), strict=True))
    found: dict[str, Scored] = {}
    for (element, score), times in drawn.items():
        before = found.get(element, Scored(0, 0, 0))
        found[element] = Scored(before.n + times, before.sum + times * score, before.sumsq + times * score**2)
    return found


def _served(chance: Random, rated: int) -> int:
    """How many were served if so many rated: as many more as chance and the day make it."""
    if not rated:
        return 0
    spread = (RESPONSE_PHI * rated * (1 - RESPONSE)) ** 0.5 / RESPONSE
    return max(rated, round(chance.gauss(rated / RESPONSE, spread)))


def _poisson(chance: Random, mean: float) -> int:
    """Knuth's method; as many dice as visits."""
    left, product, n = exp(-mean), chance.random(), 0
    while product > left:
        product *= chance.random()
        n += 1
    return n


def _varied(chance: Random, n: int, share: float, phi: float) -> int:
    """k of n, with phi times the binomial variance: beta-binomial with the correlation (phi − 1)/(n − 1), at most 0.9."""
    share = _share(chance, n, share, phi)
    return sum(chance.random() < share for _ in range(n))


def _share(chance: Random, n: float, share: float, phi: float) -> float:
    """A day's own."""
    if phi <= 1 or n <= 1:
        return share
    correlation = min(0.9, (phi - 1) / (n - 1))
    weight = (1 - correlation) / correlation
    return chance.betavariate(share * weight, (1 - share) * weight)


def median_and_late(found: Sequence[int]) -> tuple[int, int]:
    """The median, and what nine of ten do not exceed."""
    ordered = sorted(found)
    return ordered[(len(ordered) - 1) // 2], ordered[min(len(ordered) - 1, 9 * len(ordered) // 10)]
