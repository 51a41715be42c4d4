"""The verdict on a unit: made from what may be shown when a day has closed, kept with it, and on its pages."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from flask import Flask

from kiosk import recording, tallies
from kiosk.clock import service_day
from kiosk.findings import Kind
from kiosk.jobs.timed_work import work
from kiosk.places import Place, Unit, opening, served
from kiosk.proof import latest_seal
from kiosk.reports import region, verdicts, withholding
from kiosk.reports.verdicts import days, kept
from kiosk.web import instruments, now
from tests.conftest import FixedClock
from tests.make import make_counter, make_seal, make_unit, rating
from tests.page import PageClient

ZONE = ZoneInfo("Asia/Jakarta")
FIRST = date(2026, 9, 7)
"""A Monday."""
USUAL, BAD = 18, 9
"""Satisfied of TWENTY."""
TWENTY = 20
DAYS = 40


def open_day(number: int) -> date:
    return FIRST + timedelta(days=number // 5 * 7 + number % 5)


def rate_on(place: Place, day: date, satisfied: int, total: int = TWENTY) -> None:
    """So many rate on that day, a quarter of an hour after each other; every night is sealed, those of a weekend too."""
    make_seal(place.unit, datetime.combine(day, time(7), ZONE))
    begin = datetime.combine(day, time(8), ZONE)
    given = [rating(place, "S0", 4 if n < satisfied else 1, given_at=begin + timedelta(minutes=15 * n)) for n in range(total)]
    recording.record(given, max(each.given_at for each in given))
    make_seal(place.unit, datetime.combine(day + timedelta(days=1), time(0, 10), ZONE))


@pytest.fixture
def unit(app: Flask, clock: FixedClock) -> Unit:
    """A unit with forty usual days, then a bad one; open from Monday to Friday."""
    with app.app_context():
        unit = make_unit("kanim", name="Kantor Imigrasi Kelas II TPI Tanjungpandan")
        opening.set_opening_hours(unit, range(5), (time(8), time(16)))
        place = make_counter(unit, "kanim-1")
        for number in range(DAYS):
            rate_on(place, open_day(number), USUAL - (number % 3 == 0) + (number % 3 == 1))
        rate_on(place, open_day(DAYS), BAD)
    clock.set(datetime.combine(open_day(DAYS) + timedelta(days=1), time(9), ZONE))
    return unit


def test_the_first_bad_day_is_named_next_morning(app: Flask, unit: Unit, head: PageClient) -> None:
    with app.app_context():
        found = verdicts.of_day(unit, service_day(now(), unit.zone), instruments())
        assert found
        assert (found.day, [each.kind for each in found.findings]) == (open_day(DAYS), [Kind.BAD_DAY])
        before = verdicts.of_day(unit, open_day(DAYS - 1), instruments())
        assert before
        assert (before.findings, before.since) == ([], open_day(20))
    page = head.get("/panel/units/kanim/today")
    assert "Kepuasan Senin 45\N{NO-BREAK SPACE}%, biasanya 90\N{NO-BREAK SPACE}%." in page.one(".headline__said").text
    assert "headline--now" in page.one(".headline")["class"]
    usual = head.get(f"/panel/units/kanim/today?day={open_day(DAYS - 1)}")
    assert usual.one(".headline__said").text.strip() == "Seperti biasa sejak 5 Oktober 2026."
    assert "paling banyak 9 kali setahun" in usual.one("#how-verdict").text
    english = head.get("/panel/units/kanim/today?language=en")
    assert "Satisfaction on Monday 45\N{NO-BREAK SPACE}%, usually 90\N{NO-BREAK SPACE}%." in english.one(".headline__said").text


def test_what_is_kept_is_what_is_made(app: Flask, unit: Unit) -> None:
    with app.app_context():
        made = [verdicts.of_day(unit, open_day(number), instruments()) for number in (30, DAYS)]
        assert verdicts.bring_up(unit, instruments()) == (open_day(DAYS) - FIRST).days + 1
        assert [kept.on(unit, open_day(number)) for number in (30, DAYS)] == made
        assert verdicts.bring_up(unit, instruments()) == 0, "once"
        assert kept.newest_of_units([unit], open_day(DAYS)) == {unit.id: made[-1]}
        assert kept.newest_of_units([unit], open_day(DAYS + 1)) == {}
        saturday = kept.on(unit, open_day(34) + timedelta(days=1))
        assert saturday
        assert saturday.since == open_day(20), "a day on which it is closed has what the day before it had"


def test_the_server_keeps_them_once_a_day_is_sealed(app: Flask, unit: Unit) -> None:
    with app.app_context():
        work(app, "worker")
        seal = latest_seal(unit)
        assert seal
        assert kept.last_day(unit) == seal.day


def test_it_says_no_more_than_batches_do(app: Flask, clock: FixedClock) -> None:
    """Four visits a day wait for each other: the days have what was shown with them, and nothing of what waits."""
    with app.app_context():
        place = make_counter(make_unit("lapas"), "lapas-1")
        for number in range(7):
            rate_on(place, open_day(number), 4, total=4)
        until = open_day(6)
        found = days.of_unit(place.unit, until, until, latest_seal(place.unit), instruments())
        shares = withholding.satisfaction_by_day(place.unit, FIRST, until)
        assert {day.date: day.total for day in found if day.total} == {day: share.n for day, share in shares.items()}
        assert sum(day.total for day in found) < sum(day.visits for day in found) == 28
        assert tallies.set_aside_by_day(place.unit, FIRST, until) == {}


def test_a_silent_unit_is_named_to_its_region(app: Flask, unit: Unit, kanwil: PageClient, clock: FixedClock) -> None:
    with app.app_context():
        other = make_counter(make_unit("lapas", name="Lapas Kelas IIB Tanjungpandan"), "lapas-1")
        for number in range(DAYS + 1):
            rate_on(other, open_day(number), USUAL)
    clock.set(datetime.combine(open_day(DAYS + 2), time(9), ZONE))
    with app.app_context():
        for each in (unit, other.unit):
            make_seal(each, now())
            verdicts.bring_up(each, instruments())
        lines = {line.unit.code: line.found for line in region.of_region([unit, other.unit], now(), instruments()).lines}
        assert [each.kind for each in lines["kanim"]] == [Kind.SILENT]
        assert not lines["lapas"], "without opening hours nobody knows that it was open"
    page = kanwil.get("/panel/")
    assert "Tidak ada penilaian sejak 3 November 2026" in page.one(".headline__said").text


def test_without_anything_to_say_the_region_says_so(app: Flask, kanwil: PageClient, clock: FixedClock) -> None:
    with app.app_context():
        for code in ("kanim", "lapas"):
            make_counter(make_unit(code), f"{code}-1")
    assert kanwil.get("/panel/").one(".headline__said").text.strip().startswith("Belum dapat dikatakan")


def test_a_number_served_counts_when_the_next_day_closes(app: Flask, unit: Unit) -> None:
    with app.app_context():
        served.enter(unit, open_day(DAYS), 12, "operator", now(), service_day(now(), unit.zone))
        found = verdicts.of_day(unit, open_day(DAYS), instruments())
        assert found
        assert [each.kind for each in found.findings] == [Kind.OVER_SERVED, Kind.BAD_DAY]
        verdicts.bring_up(unit, instruments())
        served.enter(unit, open_day(DAYS), 40, "operator", now(), service_day(now(), unit.zone))
        assert verdicts.of_day(unit, open_day(DAYS), instruments()) == found, "as it was when the day closed"
