"""Kamu bilang, kami lakukan: shown on their days, each in turn, withdrawn for ever."""

from datetime import date, timedelta

import pytest

from kiosk.followups import notices
from kiosk.followups.notices import NoticeError
from kiosk.places import Unit
from tests.conftest import FixedClock
from tests.make import make_unit

pytestmark = pytest.mark.usefixtures("inside")

TODAY = date(2026, 11, 19)
DAY = timedelta(days=1)


@pytest.fixture
def unit() -> Unit:
    return make_unit()


def publish(unit: Unit, clock: FixedClock, text: str = "Antrean dibuka 07.30", since: date = TODAY, until: date = TODAY) -> notices.Notice:
    return notices.publish(unit, {"id": text}, since, until, "kepala", clock())


def test_a_notice_stands_on_its_days_only(unit: Unit, clock: FixedClock) -> None:
    made = publish(unit, clock, since=TODAY, until=TODAY + DAY)
    shown = [notices.shown_on(unit, TODAY + n * DAY) for n in (-1, 0, 1, 2)]
    assert [each and each.id for each in shown] == [None, made.id, made.id, None]
    assert notices.shown_on(make_unit(), TODAY) is None


def test_several_take_turns_day_by_day(unit: Unit, clock: FixedClock) -> None:
    made = {publish(unit, clock, text, TODAY, TODAY + 9 * DAY).id for text in ("satu", "dua", "tiga")}
    seen = [notices.shown_on(unit, TODAY + n * DAY) for n in range(6)]
    ids = [each.id for each in seen if each]
    assert set(ids[:3]) == made
    assert ids[:3] == ids[3:]


def test_a_withdrawn_one_is_not_shown_and_stays_known(unit: Unit, clock: FixedClock) -> None:
    made = publish(unit, clock)
    notices.withdraw(made, clock())
    clock.advance(hours=1)
    notices.withdraw(made, clock())
    assert notices.shown_on(unit, TODAY) is None
    (found,) = notices.of_unit(unit)
    assert found.withdrawn_at == clock() - timedelta(hours=1)


@pytest.mark.parametrize(
    ("text", "english", "until", "wrong"),
    [
        ("", "", TODAY, "text"),
        (" \n ", "", TODAY, "text"),
        ("x" * 91, "", TODAY, "text"),
        ("x", "x" * 91, TODAY, "text_en"),
        ("x", "", TODAY - DAY, "until"),
    ],
)
def test_what_cannot_be_shown_is_refused(unit: Unit, clock: FixedClock, text: str, english: str, until: date, wrong: str) -> None:
    with pytest.raises(NoticeError, match=wrong):
        notices.publish(unit, {"id": text, "en": english}, TODAY, until, "kepala", clock())
    assert notices.of_unit(unit) == []


def test_ninety_letters_and_emoji_are_kept(unit: Unit, clock: FixedClock) -> None:
    assert publish(unit, clock, "🙂" * 90).texts["id"] == "🙂" * 90
