"""What is said of plans when 30 and 90 days after they were done have closed: on the pages, in the command, and on no wall."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask

from kiosk import followups
from kiosk.findings import DOWN, UP, Finding, Kind, Weight
from kiosk.findings.finding import SAME
from kiosk.followups import Action, Draft, Quarter
from kiosk.places import Place
from kiosk.reports import verdicts
from kiosk.reports.verdicts import kept
from kiosk.web import instruments
from tests.conftest import FixedClock
from tests.make import instrument
from tests.page import PageClient
from tests.reports.test_effects import DAY, TODAY, close, rate

WORSE, LIKE, BETTER = [2, 3] * 20, [2, 3, 3, 4] * 10, [3, 4] * 20
TITLE = "Dua <b>loket</b> & kursi"
"""What people write is shown as it is."""


@pytest.fixture
def place(counter: Place) -> Place:
    """That of the head who signs in."""
    return counter


def play(app: Flask, place: Place, clock: FixedClock, before: list[int], after: list[int], ended: int = 40) -> Action:
    """Ratings of U4 before a plan and since it was done, so many days ago; yesterday has closed."""
    with app.app_context():
        for days_ago, scores in ((ended + 30, before), (ended - 10, after)):
            rate(place, clock, "U4", scores, days_ago)
            close(place, clock, days_ago)
        close(place, clock, 1)
        planned, moment = TODAY - (ended + 20) * DAY, clock() - timedelta(days=ended + 20)
        draft = Draft("Antrean panjang", TITLE, "short", "Seksi Lalu Lintas", Quarter.of(planned))
        number = followups.plan(place.unit, instrument().name, "U4", draft, uuid4(), "kepala", moment, planned)
        followups.set_status(place.unit, number, "done", TODAY - ended * DAY, "", "kepala", clock(), TODAY)
        found = followups.action(place.unit, number)
        assert found
        return found


def said(app: Flask, place: Place, days_ago: int) -> list[Finding]:
    """Of plans, when that day had closed."""
    with app.app_context():
        found = verdicts.of_day(place.unit, TODAY - days_ago * DAY, instruments())
        assert found
        assert not (found.findings and found.since), "since when it is usual is said of days on which nothing is found"
        return [each for each in found.findings if each.kind is Kind.PLAN]


def test_one_that_worked_is_said_for_a_week_from_its_look_on(app: Flask, place: Place, clock: FixedClock) -> None:
    action = play(app, place, clock, WORSE, BETTER)
    (found,) = said(app, place, 10)
    assert (found.direction, found.usual, found.value, found.n) == (UP, 2.5, 3.5, 40)
    assert (found.of, found.element, found.weight) == (str(action.id), "U4", Weight.GOOD)
    assert (found.since, found.last) == (TODAY - 39 * DAY, TODAY - 10 * DAY)
    assert said(app, place, 11) == said(app, place, 3) == []
    assert said(app, place, 4) == [found], "the same days, and not some more each day"


def test_one_that_made_it_worse_needs_watching(app: Flask, place: Place, clock: FixedClock) -> None:
    play(app, place, clock, BETTER, WORSE)
    (found,) = said(app, place, 10)
    assert (found.direction, found.weight) == (DOWN, Weight.WATCH)
    assert found.low is not None
    assert found.high is not None
    assert found.low < -1 < found.high < 0


def test_one_that_changed_nothing_is_said_last_and_after_ninety_days_alone(app: Flask, place: Place, clock: FixedClock) -> None:
    play(app, place, clock, LIKE, LIKE, ended=95)
    assert said(app, place, 65) == []
    (found,) = said(app, place, 5)
    assert (found.direction, found.value, found.usual) == (SAME, 3.0, 3.0)
    assert found.order > max(Finding(kind, UP, 1, 0, TODAY, TODAY, 1).order for kind in Kind)


def test_what_is_kept_with_a_day_is_what_is_made(app: Flask, place: Place, clock: FixedClock) -> None:
    play(app, place, clock, WORSE, BETTER)
    made = said(app, place, 8)
    with app.app_context():
        verdicts.bring_up(place.unit, instruments())
        there = kept.on(place.unit, TODAY - 8 * DAY)
        assert there
        assert list(there.findings) == made != []


def test_what_is_not_released_says_nothing(app: Flask, place: Place, clock: FixedClock) -> None:
    """Twenty-nine since: its page does not compare them either."""
    play(app, place, clock, WORSE, BETTER[:29])
    assert said(app, place, 10) == []


def test_the_pages_say_it_with_the_words_of_the_plan(app: Flask, place: Place, clock: FixedClock, head: PageClient) -> None:
    play(app, place, clock, WORSE, BETTER)
    today = TODAY - 10 * DAY
    sentence = f"Rencana “{TITLE}” berhasil: waktu penyelesaian naik dari 2,50 ke 3,50 (naik 0,"
    assert sentence in head.get(f"/panel/units/kanim/today?day={today}").one(".headline").text
    assert sentence in head.get(f"/panel/units/kanim/period?first={today}&last={today + 2 * DAY}").one(".headline").text
    english = head.get(f"/panel/units/kanim/today?day={today}&language=en").one(".headline").text
    assert f"Plan “{TITLE}” worked: " in english


def test_a_period_in_which_nothing_else_is_found_still_says_how_it_stands(
    app: Flask, place: Place, clock: FixedClock, head: PageClient
) -> None:
    play(app, place, clock, LIKE, LIKE, ended=95)
    page = head.get(f"/panel/units/kanim/period?first={TODAY - 10 * DAY}&last={TODAY - DAY}")
    assert "rencana" not in page.one(".headline__said").text
    assert "belum jelas berubah: 3,00 sebelum, 3,00 sesudah." in page.one(".headline__more").text


def test_whom_a_display_on_the_wall_tells_reads_nobodys_words(app: Flask, place: Place, clock: FixedClock, head: PageClient) -> None:
    play(app, place, clock, WORSE, BETTER, ended=31)
    walls = "/panel/units/kanim/walls"
    made = head.follow(head.submit(head.get(walls), "Buat alamat", name="Ruang tunggu", runs="1"))
    shown = PageClient(app).get(made.words(".address b").removeprefix("https://loket.example"))
    assert "Sebuah rencana berhasil: waktu penyelesaian naik dari 2,50 ke 3,50" in shown.text
    message = head.get(f"/panel/units/kanim/card?day={TODAY - DAY}").text
    assert "Sebuah rencana berhasil" in message
    assert TITLE not in shown.text + message
