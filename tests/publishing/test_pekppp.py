"""Indicators 6 to 9 of the evaluation: each step from both sides, and the data behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask

from kiosk.documents import Filed
from kiosk.filings import Inputs
from kiosk.indices.periods import around
from kiosk.instruments import load_all
from kiosk.places import Place
from kiosk.publishing import PublishingError, notes, pekppp
from kiosk.publishing.media import media
from kiosk.publishing.notes import Note
from tests.conftest import FixedClock
from tests.make import make_note, make_unit

SEMESTER = around("semester", date(2026, 1, 1))


@dataclass(frozen=True)
class Stand:
    """What pekppp asks of a report, as a test says it: plans as (status, day on which it was done, whether something shows it)."""

    visits: int = 100
    official: bool = True
    enough: bool | None = True
    plans: tuple[tuple[str, date | None, bool], ...] = ()
    signed: date | None = date(2026, 7, 31)
    media: tuple[str, ...] = ()
    published: bool = False
    values: list[int | None] = field(default_factory=list)

    def evaluated(self) -> list[int | None]:
        planned = [SimpleNamespace(status=SimpleNamespace(status=s), finished_on=d, evidence=[1] if e else []) for s, d, e in self.plans]
        done = [each for each in planned if each.finished_on]
        filed = SimpleNamespace(
            report=SimpleNamespace(counts=SimpleNamespace(visits=self.visits)),
            leading=SimpleNamespace(official=self.official),
            enough=self.enough,
            planned=planned,
            done=done,
            done_share=Fraction(len(done), len(planned)) if planned else None,
            inputs=Inputs(signed_on=self.signed),
        )
        told = [SimpleNamespace(row=SimpleNamespace(medium=code), medium=media()[code]) for code in self.media]
        found = pekppp.evaluated(cast(Filed, filed), cast(list[Note], told), published=self.published)
        return [standing.value for standing in found.standings]


PLANNED, DONE = ("planned", None, False), ("done", date(2026, 8, 31), True)
BOARD, SOCIAL = "papan-pengumuman", "media-sosial"


@pytest.mark.parametrize(
    ("stand", "value"),
    [
        (Stand(visits=0), 0),
        (Stand(official=False), 1),
        (Stand(enough=None), 1),
        (Stand(enough=False), 1),
        (Stand(), 2),
        (Stand(published=True), 2),  # electronic alone: the step before is missing
        (Stand(media=(BOARD,)), 3),
        (Stand(media=(BOARD, SOCIAL)), 4),
        (Stand(media=(BOARD,), published=True), 4),
        (Stand(media=(BOARD,), published=True, plans=(PLANNED,)), 4),
        (Stand(media=(BOARD,), published=True, plans=(("under-way", None, False),)), 5),
        (Stand(media=(BOARD,), published=True, plans=(PLANNED, DONE)), 5),
    ],
)
def test_the_survey(stand: Stand, value: int) -> None:
    assert stand.evaluated()[0] == value


@pytest.mark.parametrize(
    ("used", "published", "value"),
    [
        ((), False, 0),
        ((), True, 1),
        (("situs-web",), True, 1),
        ((BOARD, BOARD), False, 1),
        (tuple(media())[:4], True, 5),
        (tuple(media())[:5], False, 5),
    ],
)
def test_the_media_are_counted_once_each(used: tuple[str, ...], published: bool, value: int) -> None:
    assert Stand(media=used, published=published).evaluated()[1] == value


@pytest.mark.parametrize(
    ("done", "planned", "value"),
    [(0, 0, 0), (0, 3, 1), (2, 7, 2), (3, 10, 3), (4, 5, 3), (5, 6, 4), (6, 6, 5)],
)
def test_how_many_were_carried_out(done: int, planned: int, value: int) -> None:
    assert Stand(plans=(DONE,) * done + (PLANNED,) * (planned - done)).evaluated()[2] == value


def test_all_done_without_what_shows_it_is_not_the_best() -> None:
    assert Stand(plans=(DONE, ("done", date(2026, 8, 1), False))).evaluated()[2] == 4


@pytest.mark.parametrize(
    ("last", "value"),
    [
        (date(2026, 8, 31), 5),
        (date(2026, 9, 1), 4),
        (date(2026, 10, 31), 4),
        (date(2026, 11, 1), 3),
        (date(2027, 1, 31), 3),
        (date(2027, 2, 1), 2),
        (date(2027, 4, 30), 2),
        (date(2027, 5, 1), 1),
        (date(2027, 7, 31), 1),
        (date(2027, 8, 1), 0),
    ],
)
def test_how_soon_all_was_done(last: date, value: int) -> None:
    """The report is of 31 July 2026."""
    stand = Stand(plans=(DONE, ("done", last, True)))
    assert stand.evaluated()[3] == value
    assert replace(stand, signed=None).evaluated()[3] is None, "nobody knows since when"
    assert replace(stand, plans=(*stand.plans, PLANNED)).evaluated()[3] == 0


def test_every_step_is_said_in_both_languages_and_its_source_too() -> None:
    filed = Stand()
    assert filed.evaluated()
    found, source, certainty = pekppp._read()
    assert [(each.number, each.weight) for each in found] == [(6, 17), (7, 7), (8, 7), (9, 7)]
    for indicator in found:
        assert (len(indicator.steps), len(indicator.lacks)) == (6, 5)
        assert all(set(texts) == {"id", "en"} for texts in (*indicator.steps, *indicator.lacks, indicator.name))
    assert set(source) == set(certainty) == {"id", "en"}


# ── notes ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def place(app: Flask, counter: Place) -> Iterator[Place]:
    with app.app_context():
        yield counter


def note(place: Place, clock: FixedClock, **changes: Any) -> int:
    given: dict[str, Any] = {"medium": BOARD, "day": clock().date(), "where": "Ruang tunggu", "link": ""} | changes
    return notes.note(place.unit, SEMESTER, given["medium"], given["day"], given["where"], given["link"], "kepala", clock(), clock().date())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"medium": "burung merpati"}, "medium"),
        ({"day": date(2026, 6, 30)}, "day"),
        ({"day": date(2026, 11, 20)}, "day"),
        ({"where": " "}, "place"),
        ({"where": "x" * 201}, "place"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "ftp://loket.example/"}, "link"),
        ({"link": "https://"}, "link"),
    ],
)
def test_what_cannot_be_noted(place: Place, clock: FixedClock, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(PublishingError, match=field):
        note(place, clock, **changes)


def test_a_note_counts_for_its_period_and_for_those_that_hold_it(place: Place, clock: FixedClock) -> None:
    note(place, clock, link="https://loket.example/ikm", where="")
    found = notes.of_unit(place.unit)
    assert [len(notes.standing(found, around(kind, date(2026, 1, 1)))) for kind in ("semester", "year", "quarter")] == [1, 1, 0]


@pytest.mark.stores
def test_a_note_that_was_wrong_stays_and_counts_no_more(place: Place, clock: FixedClock) -> None:
    number = make_note(place.unit)
    with pytest.raises(PublishingError, match="reason"):
        notes.retract(place.unit, number, " ", "kepala", clock())
    notes.retract(place.unit, number, "Belum dipasang", "kepala", clock())
    with pytest.raises(PublishingError, match="again"):
        notes.retract(place.unit, number, "Lagi", "kepala", clock())
    with pytest.raises(LookupError):
        notes.retract(make_unit("lain"), number, "x", "kepala", clock())
    (found,) = notes.of_unit(place.unit)
    assert found.retraction
    assert notes.standing([found], SEMESTER) == []


def test_a_unit_without_anything_stands_at_nothing(place: Place, clock: FixedClock) -> None:
    filed = Filed(place.unit, SEMESTER, clock().date(), load_all())
    assert [each.value for each in pekppp.evaluated(filed, [], published=False).standings] == [0, 0, 0, 0]
