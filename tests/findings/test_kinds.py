"""Each kind of finding: one that must be named, one just as far as it must not be, and what is said with it."""

from dataclasses import replace
from datetime import date

import pytest

from kiosk.findings import DOWN, UP, Counted, Day, Kind, Scored, every_day
from kiosk.findings.limits import LIMITS
from kiosk.findings.silence import longest
from tests.findings.days import found, last, open_day, steady, then


def test_nothing_is_said_of_usual_days() -> None:
    assert not [findings for _, findings, _ in every_day(steady(300)) if findings]


def test_nothing_is_usual_in_the_first_weeks() -> None:
    assert last(then(steady(19), (20, 2))) == []
    assert Kind.BAD_DAY in found(then(steady(25), (20, 2)))


def test_a_bad_day_is_named_next_morning() -> None:
    day = found(then(steady(150), (20, 11)))[Kind.BAD_DAY]
    assert (day.direction, day.value, day.n, day.since, day.last) == (DOWN, 0.55, 20, open_day(150), open_day(150))
    assert day.usual == pytest.approx(0.9, abs=0.01)
    assert day.low is not None
    assert day.high is not None
    assert day.low < 0.55 - day.usual < day.high < 0


def test_a_day_that_happens_is_not() -> None:
    assert not last(then(steady(150), (20, 16)))


def test_a_bad_day_that_is_a_record_is_one_finding() -> None:
    days = then(steady(150), (20, 11), *[(20, 18)] * 60, (20, 11))
    first, again = found(days[:151])[Kind.BAD_DAY], found(days)[Kind.BAD_DAY]
    assert first.record == open_day(20), "the worst of all that were held against a usual"
    assert Kind.RECORD not in found(days[:151])
    assert again.record is None, "as bad as one before is no record"


def test_a_record_names_the_last_day_that_was_no_better() -> None:
    days = then(steady(150), (20, 11), *[(20, 18)] * 60, (20, 10))
    assert found(days)[Kind.BAD_DAY].record == open_day(20), "no day was as bad"
    days[30] = replace(days[30], satisfied=9)
    assert found(days)[Kind.BAD_DAY].record is None, "a worse one lies within the year"


def test_a_good_day() -> None:
    glad = then(steady(150, total=60, unsatisfied=(12, 13, 11, 12, 12)), (60, 60))
    assert found(glad)[Kind.GOOD_DAY].direction == UP


def test_five_days_that_are_each_no_alarm() -> None:
    days = then(steady(150), *[(20, 15)] * 5)
    five = found(days)[Kind.FIVE_DAYS]
    assert (five.direction, five.value, five.n, five.since, five.last) == (DOWN, 0.75, 100, open_day(150), open_day(154))
    assert Kind.BAD_DAY not in found(days)


def test_a_lasting_fall_ends_when_it_is_over() -> None:
    days = then(steady(200), *[(20, 16)] * 25, *[(20, 18)] * 100)
    by_day = [{each.kind for each in findings} for _, findings, _ in every_day(days)]
    fell = found(days[:225])[Kind.LASTING_FALL]
    assert fell.since == open_day(200)
    assert fell.value == pytest.approx(0.8, abs=0.005)
    assert fell.usual == pytest.approx(0.9, abs=0.005)
    assert Kind.LASTING_FALL not in by_day[201]
    assert Kind.LASTING_FALL not in by_day[-1]


def test_a_lasting_rise() -> None:
    days = then(steady(200, unsatisfied=(4, 5, 3, 4, 4)), *[(20, 19)] * 30)
    rise = found(days)[Kind.LASTING_RISE]
    assert rise.direction == UP
    assert rise.low is not None
    assert rise.low > 0


def test_thirty_days_against_the_thirty_before() -> None:
    days = then(steady(150, total=60, unsatisfied=(6,)), *[(60, 51)] * 22)
    thirty = found(days)[Kind.THIRTY_DAYS]
    assert (thirty.value, thirty.usual, thirty.n) == (0.85, 0.9, 1320)
    assert (thirty.since, thirty.last) == (open_day(150), open_day(171))


def elements(lowest: float) -> dict[str, Scored]:
    """Ten answers to each of nine elements, half 3 and half 4; U4's mean as asked, with the same spread."""
    usual = Scored(10, 35, 125)
    n, mean = 10, lowest
    return {f"U{i}": usual for i in range(1, 10)} | {"U4": Scored(n, n * mean, n * (mean**2 + 0.25))}


def test_an_element_below_the_others_is_named_when_the_month_is_over() -> None:
    days = steady(70)
    march = [i for i, day in enumerate(days) if day.date.month == 3]
    days = [replace(day, elements=elements(3.0)) if i in march else day for i, day in enumerate(days)]
    by_day = {each.day: each.findings for each in every_day(days)}
    end, first_of_april = days[march[-1]].date, days[march[-1] + 1].date
    assert Kind.ELEMENT not in {each.kind for each in by_day[end]}
    low = next(each for each in by_day[first_of_april] if each.kind is Kind.ELEMENT)
    assert (low.of, low.value, low.usual) == ("U4", 3.0, 3.5)
    assert (low.since, low.last) == (days[march[0]].date, end)
    assert low.low is not None
    assert low.high is not None
    assert low.low < -0.5 < low.high < 0


@pytest.mark.parametrize("of", ["few", "all alike"])
def test_an_element_is_not_named_for_nothing(of: str) -> None:
    few = {"U1": Scored(4, 4, 4), "U2": Scored(400, 1600, 6400)}
    days = [replace(day, elements=few if of == "few" and day.date.day == 2 else elements(3.5) if of != "few" else {}) for day in steady(70)]
    assert not [each for _, findings, _ in every_day(days) for each in findings if each.kind is Kind.ELEMENT]


def test_an_hour_and_a_weekday_below_the_others() -> None:
    def day(number: int) -> Day:
        worse = number % 5 == 1
        hours = {8: Counted(20, 18), 10: Counted(20, 12 if worse else 14), 13: Counted(20, 18)}
        return Day(open_day(number), 60, sum(each.satisfied for each in hours.values()) - (9 if worse else 0), hours=hours)

    days = [day(number) for number in range(90)]
    named = found(days)
    assert (named[Kind.HOUR].of, named[Kind.WEEKDAY].of) == ("10", "1")
    assert named[Kind.HOUR].usual == pytest.approx(0.9)
    assert named[Kind.HOUR].last < days[-1].date.replace(day=1), "of the weeks up to the end of a month"


def test_fewer_of_those_served_rate() -> None:
    days = [replace(day, served=50) for day in then(steady(200), *[(10, 9)] * 15)]
    fallen = found(days)[Kind.PARTICIPATION]
    assert (fallen.value, fallen.direction) == (pytest.approx(0.2), DOWN)
    assert fallen.usual == pytest.approx(0.4, abs=0.005)
    assert fallen.since == open_day(200)


def test_more_rated_than_were_served() -> None:
    days = [replace(day, served=50) for day in steady(60)]
    over = found([*days, Day(open_day(60), 20, 18, served=12)])[Kind.OVER_SERVED]
    assert (over.n, over.value) == (20, pytest.approx(20 / 12))
    assert found([*days, Day(open_day(60), 2, 2, served=0)])[Kind.OVER_SERVED].n == 2


def test_a_silent_place() -> None:
    three = steady(60, total=3, unsatisfied=(0,))
    by_day = [{each.kind for each in findings} for _, findings, _ in every_day(then(three, *[(0, 0)] * 4))]
    assert Kind.SILENT not in by_day[62], "two days without any happen at three a day"
    silence = found(then(three, *[(0, 0)] * 4))[Kind.SILENT]
    assert (silence.since, silence.last, silence.usual) == (open_day(60), open_day(63), pytest.approx(12))
    assert Kind.SILENT in {each.kind for each in last(then(steady(60), (0, 0)))}, "at twenty a day, one is enough"
    assert not last(then(steady(60), (0, 0), (20, 18)))


def test_days_of_unknown_counts_are_not_silent() -> None:
    days = [*steady(60), Day(open_day(60), elements={"U1": Scored(1, 4, 16)}, counted=False)]
    assert not last(days)


def test_the_longest_pause_is_exceeded_once_a_year() -> None:
    # (1 + Λ/k)^−k = 1/(260·m)
    for mean in (3, 20, 100):
        k = 1 / 0.3**2
        assert (1 + longest(mean, k, LIMITS) / k) ** -k == pytest.approx(1 / (260 * mean))


def test_what_comes_later_changes_nothing() -> None:
    days = then(steady(180), (20, 11), *[(20, 15)] * 20, *[(0, 0)] * 2, *[(20, 19)] * 40)
    whole = {each.day: each.findings for each in every_day(days)}
    for until in (150, 181, 195, 203):
        assert list(last(days[:until])) == list(whole[days[until - 1].date])


def test_the_worst_comes_first() -> None:
    days = [replace(day, served=50) for day in then(steady(200), *[(20, 15)] * 20, (60, 20))]
    kinds = [each.kind for each in last(days)]
    assert kinds[0] is Kind.OVER_SERVED
    assert kinds.index(Kind.LASTING_FALL) < kinds.index(Kind.FIVE_DAYS) < kinds.index(Kind.BAD_DAY)
    assert days[-1].date > date(2026, 10, 1)
