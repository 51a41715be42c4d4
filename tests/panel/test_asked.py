"""What visitors want improved, on the page of a period and in its files: beside the elements, with share and interval."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk.ledger.entry import Access
from kiosk.places import Place, service_points
from kiosk.reports import wishes as reported
from kiosk.visitors import wishes
from kiosk.words import in_language
from kiosk.words.wishes import influence
from tests.conftest import FixedClock
from tests.make import instrument, make_seal
from tests.page import Page, PageClient
from tests.panel.test_periods import visits

HERE = "/panel/units/kanim/period"
ELEMENTS = {f"U{n}": 3 for n in range(1, 8)}


def say(place: Place, day: date, many: int, *chosen: str) -> None:
    for _ in range(many):
        wishes.add(place.unit, chosen, instrument(), Access.COUNTER, uuid4(), day)


@pytest.fixture
def wanted(app: Flask, counter: Place, clock: FixedClock) -> None:
    """12 of October: 9 named time, 3 of them procedure too; 3 said that there is nothing."""
    now = clock()
    with app.app_context():
        clock.set(now.replace(month=10, day=15))
        visits(counter, date(2026, 10, 14), 30, clock, S0=4, **ELEMENTS)
        for many, chosen in ((6, ("U4",)), (3, ("U3", "U4")), (3, ("R0",))):
            say(counter, date(2026, 10, 14), many, *chosen)
        make_seal(counter.unit)
        clock.set(now)
        make_seal(counter.unit)


def table(page: Page) -> list[list[str]]:
    rows = page.select(".asked tbody tr, .asked tfoot tr")
    return [[cell.get_text(" ", strip=True).replace("\xa0", " ") for cell in row.select("th, td:not(.asked__drawn)")] for row in rows]


def test_elements_stand_by_how_many_want_them_beside_their_rating(head: PageClient, wanted: None) -> None:
    page = head.get(f"{HERE}?kind=month&day=2026-10-14")
    found = table(page)
    assert found[0] == ["Waktu penyelesaian", "75 %", "47–91 %", "3,00"]
    assert found[1] == ["Prosedur/alur", "25 %", "9–53 %", "3,00"]
    assert [row[0] for row in found[2:4]] == ["Akses informasi", "Persyaratan"], "equals in the questionnaire's order"
    assert found[-1][:3] == ["Tidak ada", "25 %", "9–53 %"]
    assert "Dari 12 pengunjung yang menjawab" in page.words(".asked")
    text = head.browser.get(f"{HERE}.csv?kind=month&day=2026-10-14").get_data(as_text=True)
    assert "Yang diminta diperbaiki (%);Waktu penyelesaian;75;47;91;12;" in text
    assert "Yang diminta diperbaiki (%);Tidak ada;25;9;53;12;" in text
    english = head.get(f"{HERE}?kind=month&day=2026-10-14&language=en")
    assert "Of 12 visitors who answered" in english.words(".asked")
    assert [row[0] for row in table(english)][::7] == ["Completion time", "Nothing"]


def test_where_nobody_is_asked_nothing_is_said_of_it(head: PageClient, counter: Place) -> None:
    assert head.get(HERE).select(".asked") == []
    assert "diminta" not in head.browser.get(f"{HERE}.csv").get_data(as_text=True)


def test_where_too_few_have_answered_it_says_when_there_is_something(
    app: Flask, head: PageClient, counter: Place, clock: FixedClock
) -> None:
    with app.app_context():
        counter_ = counter.counter
        service_points.change_counter(counter_, counter_.names, instrument=counter_.instrument, plan="S0 R0 I0", shows_qr=True, gives=())
        say(counter, clock().date() - timedelta(days=1), 4, "U1")
        visits(counter, clock().date() - timedelta(days=1), 1, clock, S0=4)
        make_seal(counter.unit)
    page = head.get(HERE)
    assert "Tampil begitu 5 pengunjung dari dua hari" in page.words(".asked")
    assert table(page) == []


def test_days_that_are_not_sealed_wait(head: PageClient, app: Flask, counter: Place, wanted: None, clock: FixedClock) -> None:
    with app.app_context():
        say(counter, clock().date(), 20, "U1")
    assert table(head.get(f"{HERE}?kind=day&day={clock().date()}")) == []


@pytest.mark.parametrize(
    ("later", "said", "english"),
    [
        (3, "rata-rata IKM belum dapat dikatakan berubah: paling jauh turun 0,", "the mean of IKM cannot be said to have changed"),
        (2, "rata-rata IKM turun dari 3,00 ke 2,00 (turun 0,", "the mean of IKM has fallen from 3.00 to 2.00 (down 0."),
    ],
)
def test_whether_it_changes_the_later_answers_is_measured(
    app: Flask, head: PageClient, counter: Place, clock: FixedClock, later: int, said: str, english: str
) -> None:
    now, day = clock(), date(2026, 10, 14)
    with app.app_context():
        clock.set(now.replace(month=10, day=1))
        visits(counter, date(2026, 9, 30), 40, clock, S0=4, **ELEMENTS)
        for passed in (1, 14):
            clock.set(now.replace(month=10, day=passed))
            make_seal(counter.unit)
        clock.set(now.replace(month=10, day=15))
        visits(counter, day, 40, clock, S0=4, **dict.fromkeys(ELEMENTS, later))
        say(counter, day, 12, "U4")
        make_seal(counter.unit)
        clock.set(now)
        make_seal(counter.unit)
        found = reported.of_period(counter.unit, day, day, now.date(), app.extensions["instruments"])
        assert found
        assert found.influence
        assert (found.influence.since, found.influence.answers, found.influence.answers_before) == (day, 8, 8)
        assert found.influence.is_real == (later == 2)
        with in_language("en"):
            assert english in influence(found.influence)
    page = head.get(f"{HERE}?kind=month&day=2026-10-14")
    assert "Sejak ditanyakan (14 Oktober 2026)" in page.words(".asked")
    assert said in page.words(".asked")
    assert "Jawaban per kunjungan 8,0, sebelumnya 8,0" in page.words(".asked")
    text = head.browser.get(f"{HERE}.csv?kind=month&day=2026-10-14").get_data(as_text=True)
    assert f"Sejak R0 ditanyakan;IKM;{'0,00' if later == 3 else '-1,00'};" in text


def test_with_too_few_before_nothing_is_said_of_influence(app: Flask, counter: Place, wanted: None, clock: FixedClock) -> None:
    with app.app_context():
        found = reported.of_period(counter.unit, date(2026, 10, 1), date(2026, 10, 31), clock().date(), app.extensions["instruments"])
        assert found
        assert found.influence is None


def test_before_it_was_asked_nothing_is_said_of_it(app: Flask, head: PageClient, counter: Place, wanted: None, clock: FixedClock) -> None:
    with app.app_context():
        since = wishes.asked_since(counter.unit)
        assert since
    month = (since.replace(day=1) - timedelta(days=1)).replace(day=1)
    assert head.get(f"{HERE}?kind=month&day={since}").select(".asked")
    assert not head.get(f"{HERE}?kind=month&day={month}").select(".asked"), "not what it will never show, nor what came later"
