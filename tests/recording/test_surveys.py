"""Tables of past surveys in the ledger: once, whole or not at all, in no figure of the unit's own, and taken back by an entry."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
from flask import Flask

from kiosk import tallies
from kiosk.figures import of_visits
from kiosk.ledger import Channel, Kind, imported, visits
from kiosk.past.surveys import Line, Table, of_same_days, of_unit
from kiosk.people import Person
from kiosk.places import Place, Unit, counters, service_points
from kiosk.proof.export import export_rows
from kiosk.proof.verify import verify
from kiosk.recording import surveys
from kiosk.recording.surveys import SurveyError
from kiosk.reports import withholding
from kiosk.reports.figures import visits_by_way
from kiosk.store import engine, reading_direct
from kiosk.tallies import tally as tables_of_tallies
from tests.conftest import FixedClock
from tests.make import entries, instrument, make_counter, make_person, make_rating, make_seal, make_unit, tally

SKM = instrument("skm-2017")
CODES = SKM.codes("ikm")
MARCH = date(2021, 3, 1)
pytestmark = pytest.mark.stores


def lines(many: int, first: date = MARCH) -> list[Line]:
    """That many respondents, three a day, each with answers of her own; every seventh left one out."""
    found = []
    for n in range(many):
        said = {code: 1 + (n * (place + 3) + n // 5) % 4 for place, code in enumerate(CODES)}
        if n % 7 == 6:
            del said["U9"]
        found.append((first + timedelta(days=n // 3), said))
    return found


def table(many: int = 20, first: date = MARCH) -> Table:
    return Table(SKM, lines(many, first))


@pytest.fixture
def place(inside: Flask) -> Place:
    return make_counter(make_unit("kanim"), "kanim-1")


@pytest.fixture
def clerk(place: Place) -> Person:
    return make_person("kanwil", "kanwil")


def bring(unit: Unit, given: Table, clerk: Person, clock: FixedClock) -> int:
    """How many respondents came in."""
    return surveys.store(unit, surveys.begin(unit, given, "skm-2021.csv", "", clerk, clock()), given, clock())


@pytest.fixture
def stored(place: Place, clerk: Person, clock: FixedClock) -> Place:
    assert bring(place.unit, table(), clerk, clock) == 20
    return place


def found_by_verification(unit: Unit) -> list[str]:
    report = verify(engine().url.render_as_string(hide_password=False), [unit])
    return [finding.kind for finding in (*report.findings, *report.doubts)]


def test_each_respondent_is_a_visit_of_the_channel(stored: Place) -> None:
    found = entries(stored.unit)
    assert {each.channel for each in found} == {Channel.IMPORT}
    assert len({each.visit for each in found}) == 20
    assert len(found) == table().answers == 20 * 9 - 2
    assert {each.service_day for each in found} == {day for day, _said in lines(20)}
    assert {each.marks for each in found} == {""}


def test_it_says_what_the_table_says_to_the_last_digit(stored: Place) -> None:
    (there,) = of_unit(stored.unit)
    found = of_visits(imported.visits(stored.unit, there.row.first_seq, there.last_seq), SKM)
    assert found == of_visits([said for _day, said in lines(20)], SKM)


def test_it_is_in_no_figure_of_the_units_own(stored: Place) -> None:
    found = tallies.of_unit(stored.unit, MARCH, MARCH + timedelta(days=30))
    assert (found.answers(), found.visits_of(), found.answers(*tallies.Basis)) == (0, 0, 0)
    assert not tally(stored.unit, MARCH, MARCH + timedelta(days=30))
    assert not any(tables_of_tallies.stored(reading_direct(), stored.unit.id).values())


@pytest.mark.parametrize("order", [1, -1])
def test_the_same_again_stores_nothing(stored: Place, clerk: Person, clock: FixedClock, order: int) -> None:
    assert bring(stored.unit, Table(SKM, lines(20)[::order]), clerk, clock) == 0
    assert len(entries(stored.unit)) == table().answers
    assert len(of_unit(stored.unit)) == 1


def test_one_that_was_interrupted_goes_on_where_it_was(
    place: Place, clerk: Person, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "A_STEP", 6)
    begun = surveys.begin(place.unit, table(), "skm.csv", "", clerk, clock())
    assert surveys.step(place.unit, begun.row, table(), 0, clock()) == 6
    (there,) = of_unit(place.unit)
    assert (there.stored, there.is_whole, there.counts) == (6, False, False)
    make_rating(place, "S0", 4)  # a tap comes meanwhile
    with pytest.raises(SurveyError, match="unfinished"):
        surveys.begin(place.unit, table(3, date(2022, 1, 1)), "other.csv", "", clerk, clock())
    assert bring(place.unit, table(), clerk, clock) == 14
    (there,) = of_unit(place.unit)
    assert there.counts
    assert len([each for each in entries(place.unit) if each.channel is Channel.IMPORT]) == table().answers
    assert of_visits(imported.visits(place.unit, there.row.first_seq, there.last_seq), SKM) == of_visits([s for _, s in lines(20)], SKM)


def test_a_step_that_is_sent_twice_is_done_once(place: Place, clerk: Person, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(surveys, "A_STEP", 6)
    begun = surveys.begin(place.unit, table(), "skm.csv", "", clerk, clock())
    assert [surveys.step(place.unit, begun.row, table(), 0, clock()) for _ in (1, 2)] == [6, 6]
    assert of_unit(place.unit)[0].stored == 6


def test_it_is_taken_back_by_an_entry(stored: Place, clerk: Person, clock: FixedClock) -> None:
    (there,) = of_unit(stored.unit)
    assert surveys.withdraw(stored.unit, there, "tabel yang salah", clerk, clock())
    assert not surveys.withdraw(stored.unit, there, "lagi", clerk, clock())
    (there,) = of_unit(stored.unit)
    assert (there.is_taken_back, there.counts) == (True, False)
    assert there.withdrawn
    assert (there.withdrawn.reason, there.withdrawn.made_by) == ("tabel yang salah", "kanwil")
    *before, last = entries(stored.unit)
    assert (last.kind, last.about, last.extra) == (Kind.WITHDRAWAL, 1, str(len(before)))
    assert len(before) == table().answers
    assert imported.taken_back(stored.unit) == [(1, len(before))]


def test_taken_back_it_may_come_again_as_another_one(stored: Place, clerk: Person, clock: FixedClock) -> None:
    (first,) = of_unit(stored.unit)
    surveys.withdraw(stored.unit, first, "salah tahun", clerk, clock())
    assert bring(stored.unit, table(), clerk, clock) == 20
    assert [each.counts for each in of_unit(stored.unit)] == [False, True]
    assert bring(stored.unit, table(), clerk, clock) == 0


def test_half_a_table_can_be_taken_back_and_does_not_go_on(
    place: Place, clerk: Person, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surveys, "A_STEP", 6)
    begun = surveys.begin(place.unit, table(), "skm.csv", "", clerk, clock())
    surveys.step(place.unit, begun.row, table(), 0, clock())
    surveys.withdraw(place.unit, begun, "salah berkas", clerk, clock())
    with pytest.raises(SurveyError, match="gone"):
        surveys.step(place.unit, begun.row, table(), 6, clock())
    assert bring(place.unit, table(9, date(2022, 1, 1)), clerk, clock) == 9


def test_a_verification_finds_nothing_before_and_after(stored: Place, clerk: Person, clock: FixedClock) -> None:
    make_rating(stored, "S0", 4)
    for _ in range(2):
        clock.advance(days=1)
        make_seal(stored.unit)
        assert not found_by_verification(stored.unit)
        (there,) = of_unit(stored.unit)
        surveys.withdraw(stored.unit, there, "salah", clerk, clock())
    clock.advance(days=1)
    make_seal(stored.unit)
    assert not found_by_verification(stored.unit)


def test_an_auditors_rows_say_that_they_count_no_longer(stored: Place, clerk: Person, clock: FixedClock) -> None:
    make_rating(stored, "S0", 4)
    (there,) = of_unit(stored.unit)
    for stands in ("1", "0"):
        out = StringIO()
        assert export_rows(stored.unit, out) == table().answers + 1
        rows = list(csv.DictReader(StringIO(out.getvalue())))
        assert {row["stands"] for row in rows if row["channel"] == "import"} == {stands}
        assert {row["stands"] for row in rows if row["channel"] == "tablet"} == {"1"}
        surveys.withdraw(stored.unit, there, "salah", clerk, clock())


def test_the_unit_is_not_taken_for_one_with_visits_of_those_days(stored: Place) -> None:
    day = lines(1)[0][0]
    assert not withholding.visits(stored.unit, day)
    assert withholding.counts(stored.unit, day, day) == withholding.Counts(0, 0, 0)
    assert not visits_by_way(stored.unit, day, day)
    assert not visits.beginnings(stored.unit, [day])


def test_a_counter_that_was_closed_then_does_not_matter(place: Place, clerk: Person, clock: FixedClock) -> None:
    service_points.close_counter(counters(place.unit)[0], clock() - timedelta(days=10_000), "dibangun")
    assert bring(place.unit, table(), clerk, clock) == 20


def test_other_tables_of_the_same_days_are_told(stored: Place, clerk: Person, clock: FixedClock) -> None:
    assert [each.row.id for each in of_same_days(stored.unit, table(21))] == [of_unit(stored.unit)[0].row.id]
    assert not of_same_days(stored.unit, table(3, date(2022, 1, 1)))
    assert not of_same_days(stored.unit, table())


def test_who_answered_nothing_is_no_table(place: Place, clerk: Person, clock: FixedClock) -> None:
    with pytest.raises(SurveyError, match="empty"):
        surveys.begin(place.unit, Table(SKM, []), "skm.csv", "", clerk, clock())
