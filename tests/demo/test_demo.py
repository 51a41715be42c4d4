"""The demonstration: offices as of their dates, ratings when it is open, the same ones each time."""

from datetime import date, time
from pathlib import Path

import pytest
from flask import Flask

from kiosk import demo, followups, ledger, places, proof, publishing, tallies
from kiosk.demo import Stage, visitors
from kiosk.devices import fleet
from kiosk.followups import register
from kiosk.jobs.timed_work import work
from kiosk.people import acts
from kiosk.places import installation, opening, served, tree
from kiosk.proof.verify import verify
from kiosk.publishing import notes
from kiosk.store.opening import database_url
from kiosk.web import instruments
from tests.conftest import FixedClock
from tests.make import entries, make_counter


@pytest.fixture
def small(inside: Flask) -> Stage:
    """A prison that opens an hour a week: half a year of it is soon rated."""
    unit = places.found_unit("lapas-uji", "Lapas Uji", kind="lapas")
    opening.set_opening_hours(unit, [2], (time(9), time(10)))
    return Stage(unit, tuple(make_counter(unit, f"lapas-uji-{n}").counter for n in (1, 2, 3)))


@pytest.mark.parametrize("unit_code", ["kanim-tanjungpandan", "lapas-tanjungpandan"])
def test_the_units_changed_their_office_in_october_2024(inside: Flask, unit_code: str) -> None:
    demo.build()
    unit = places.unit_by_code(unit_code)
    assert unit
    before, since = (tree.parent_at(unit, d) for d in (date(2024, 10, 20), date(2024, 10, 21)))
    assert before
    assert since
    assert before.name == "Kanwil Kemenkumham Kepulauan Bangka Belitung"
    assert since.name in (
        "Kanwil Ditjen Imigrasi Kepulauan Bangka Belitung",
        "Kanwil Ditjen Pemasyarakatan Kepulauan Bangka Belitung",
    )


def test_the_places_are_those_of_belitung(inside: Flask) -> None:
    names = {stage.unit.name for stage in demo.build()}
    assert names == {"Lapas Kelas IIB Tanjungpandan", "Kantor Imigrasi Kelas II TPI Tanjungpandan"}
    assert {u.zone for u in places.units()} == {"Asia/Jakarta"}
    for unit in tree.units_with_counters():
        for counter in places.counters(unit):
            place = places.place(counter.id)
            assert place.services, f"{counter.code} gives a service"


def test_its_tablets_are_alive_as_long_as_its_server_is(inside: Flask, clock: FixedClock) -> None:
    stages = demo.build()
    counters = {counter.id for stage in stages for counter in stage.counters}
    for is_demo in (False, True):
        if is_demo:
            installation.found(clock(), demo=True)
        clock.advance(days=3)
        work(inside, "worker")
        states = {c: state.health for stage in stages for c, state in fleet.states(stage.unit, clock()).items()}
        assert states == dict.fromkeys(counters, fleet.Health.ALIVE if is_demo else fleet.Health.NEW)


def test_ratings_come_only_while_it_is_open_and_up_to_now(small: Stage, clock: FixedClock) -> None:
    taps = demo.rate(small, clock(), instruments())
    found = entries(small.unit)
    assert len(found) == taps > 50
    assert {e.service_day.weekday() for e in found} == {2}
    assert {e.given_at.hour + 7 for e in found} <= {9, 10}
    assert max(e.given_at for e in found) < clock()


def test_fourteen_months_are_rated(small: Stage, clock: FixedClock) -> None:
    demo.rate(small, clock(), instruments())
    days = {e.service_day for e in entries(small.unit)}
    assert date(2025, 9, 1) <= min(days) < date(2025, 9, 8)
    assert max(days) == date(2026, 11, 18)
    months = {(day.year, day.month) for day in days}
    assert len(months) == 15
    assert {(2026, month) for month in range(1, 7)} < months


def test_the_latest_complete_half_year_is_whole_in_any_month() -> None:
    for today, first in (
        (date(2026, 6, 30), date(2025, 1, 1)),
        (date(2026, 7, 1), date(2025, 5, 1)),
        (date(2026, 1, 31), date(2024, 11, 1)),
    ):
        assert next(iter(visitors._days(today))) == first


def test_the_same_dice_give_the_same_ratings(small: Stage, clock: FixedClock) -> None:
    taps = demo.rate(small, clock(), instruments())
    assert demo.rate(small, clock(), instruments()) == taps
    assert ledger.size(small.unit) == taps, "every rating of the second time was there already"


def test_more_were_served_than_rated_and_their_number_is_entered(small: Stage, clock: FixedClock) -> None:
    demo.rate(small, clock(), instruments())
    days = {e.service_day for e in entries(small.unit) if e.service_day < clock().date()}
    counts = served.of_days(small.unit, min(days), max(days))
    assert set(counts) == days
    for day, count in counts.items():
        assert 0.5 < tallies.of_unit(small.unit, day, day).visits_of() / count.count < 0.8 or count.count < 10


def test_visitors_differ(small: Stage, clock: FixedClock) -> None:
    demo.rate(small, clock(), instruments())
    found = entries(small.unit)
    assert {e.score for e in found} == {1, 2, 3, 4}
    assert {e.channel for e in found} == {"tablet", "screen", "poster"}
    assert len({e.question for e in found}) == 14


def test_what_its_heads_did_is_on_record(inside: Flask, clock: FixedClock, tmp_path: Path) -> None:
    stages, signer = demo.build(), proof.open_signer(tmp_path, clock())
    for stage in stages:
        proof.seal_unit(stage.unit, signer, tmp_path, clock())
        for step in demo.follow_up(stage, clock(), instruments()):
            step.take()
        told = [act.at for act in acts.acts([stage.unit])]
        assert told == sorted(told, reverse=True)
        assert len(told) > 3
    assert verify(database_url(inside.extensions["settings"]), [stage.unit for stage in stages]).findings == []


def test_one_of_them_has_published_and_told_of_it(inside: Flask, clock: FixedClock) -> None:
    immigration, prison = sorted(demo.build(), key=lambda stage: stage.unit.code)
    for stage in (immigration, prison):
        for step in demo.publish(stage, clock(), instruments()):
            step.take()
    (edition,) = publishing.editions(immigration.unit)
    assert (edition.period.kind, edition.result.last) == ("semester", date(2026, 6, 30))
    assert [note.medium.electronic for note in notes.of_unit(immigration.unit)] == [True, False]
    assert [act.kind for act in acts.acts([immigration.unit])] == ["publications.note", "publications.note", "results.publish"]
    assert publishing.editions(prison.unit) == [], "so that the page of one that has nothing yet is seen too"


def test_each_unit_follows_up_and_one_of_them_is_late(inside: Flask, clock: FixedClock) -> None:
    for stage in demo.build():
        for step in demo.follow_up(stage, clock(), instruments()):
            step.take()
        found = followups.of_unit(stage.unit)
        assert {"under-way", "done"} <= {each.status.status for each in found}
        assert all(followups.element(instruments(), each.instrument, each.element) for each in found)
    assert [late for _, late in register.open_counts(clock().date()).values()] == [1, 0]
