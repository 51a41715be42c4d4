"""Places: codes, counters with their links, the tree with its dates, closures and opening hours."""

from datetime import date, time, timedelta

import pytest

from kiosk import places
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.places import PlaceError, links, opening, service_points, tree
from tests.conftest import FixedClock
from tests.make import make_counter, make_unit

pytestmark = pytest.mark.usefixtures("inside")


@pytest.mark.parametrize("code", ["a", "kanim-1", "7", "a" * 40])
def test_small_letters_digits_and_hyphens_make_a_code(code: str) -> None:
    assert make_unit(code).code == code


@pytest.mark.parametrize("code", ["", "Kanim", "kanim 1", "kanim--1", "-kanim", "kanim-", "kanim_1", "é", "a" * 41, "a\n", "../x"])
def test_anything_else_is_no_code(code: str) -> None:
    with pytest.raises(PlaceError, match="cannot be a code"):
        places.found_unit(code, "Unit")
    unit = make_unit()
    with pytest.raises(PlaceError, match="cannot be a code"):
        places.open_counter(unit, code, "Loket", instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN)
    with pytest.raises(PlaceError, match="cannot be a code"):
        service_points.offer_service(unit, code, "Layanan")


def test_a_unit_needs_a_name_and_a_zone_that_exists() -> None:
    with pytest.raises(PlaceError, match="name"):
        places.found_unit("a", "  ")
    with pytest.raises(PlaceError, match="Asia/Jakarta"):
        places.found_unit("a", "Unit", zone="WIB")
    assert places.units() == []


def test_codes_are_given_once() -> None:
    unit, other = make_unit("satu"), make_unit("dua")
    make_counter(unit, "loket-1")
    with pytest.raises(PlaceError, match="already"):
        make_unit("satu")
    with pytest.raises(PlaceError, match="unique in an installation"):
        make_counter(other, "loket-1")


def test_lists_are_by_code() -> None:
    for code in ("b", "c", "a"):
        make_unit(code)
    unit = places.unit_by_code("b")
    assert unit
    for code in ("b-2", "b-10", "b-1"):
        make_counter(unit, code)
    assert [u.code for u in places.units()] == ["a", "b", "c"]
    assert [c.code for c in places.counters(unit)] == ["b-1", "b-10", "b-2"]
    assert [u.code for u in tree.units_with_counters()] == ["b"]


def test_what_is_not_there_is_none() -> None:
    assert places.unit_by_code("x") is None
    assert places.place_by_counter_code("x") is None
    assert links.link("2222222") is None


def test_a_counter_has_two_links_and_a_unit_one() -> None:
    place = make_counter()
    screen, poster = links.link_of(place.counter, "screen"), links.link_of(place.counter, "poster")
    of_unit = links.link_of_unit(place.unit)
    assert len({screen.code, poster.code, of_unit.code}) == 3
    assert (screen.counter_id, poster.counter_id, of_unit.counter_id) == (place.counter.id, place.counter.id, None)
    assert {link.unit_id for link in (screen, poster, of_unit)} == {place.unit.id}
    for link in (screen, poster, of_unit):
        assert len(link.code) == 7
        assert set(link.code) <= set("23456789abcdefghjkmnpqrstvwxyz")
        assert links.link(link.code) is link


def test_a_place_knows_only_its_own_services() -> None:
    unit = make_unit()
    passport, stay = service_points.offer_service(unit, "paspor", "Paspor"), service_points.offer_service(unit, "izin", "Izin")
    both, one = make_counter(unit, gives=[passport, stay]), make_counter(unit, gives=[stay])
    assert [s.code for s in both.services] == ["izin", "paspor"]
    assert [s.code for s in one.services] == ["izin"]


# ── closures ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_closure_lasts_from_its_first_moment_until_the_reopening(clock: FixedClock) -> None:
    counter, closed = make_counter().counter, clock()
    service_points.close_counter(counter, closed, "Renovasi")
    clock.advance(hours=2)
    service_points.reopen_counter(counter, clock())
    instant = timedelta(milliseconds=1)
    moments = (closed - instant, closed, clock() - instant, clock())
    assert [places.closure_at(counter.id, m) is not None for m in moments] == [False, True, True, False]


def test_a_closed_counter_cannot_be_closed_and_an_open_one_not_opened(clock: FixedClock) -> None:
    counter = make_counter().counter
    with pytest.raises(PlaceError, match="is open"):
        service_points.reopen_counter(counter, clock())
    service_points.close_counter(counter, clock(), "Renovasi")
    with pytest.raises(PlaceError, match="closed already"):
        service_points.close_counter(counter, clock(), "Sekali lagi")


def test_closing_needs_a_reason(clock: FixedClock) -> None:
    counter = make_counter().counter
    with pytest.raises(PlaceError, match="reason"):
        service_points.close_counter(counter, clock(), "  ")
    assert places.closure_at(counter.id, clock()) is None


def test_only_that_counter_is_closed(clock: FixedClock) -> None:
    unit = make_unit()
    closed, open_ = make_counter(unit).counter, make_counter(unit).counter
    service_points.close_counter(closed, clock(), "Renovasi")
    assert places.closure_at(closed.id, clock())
    assert places.closure_at(open_.id, clock()) is None


# ── the tree and the week ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_unit_stands_under_the_office_of_the_day() -> None:
    unit, old, new, change = make_unit(), make_unit("lama"), make_unit("baru"), date(2024, 10, 21)
    tree.affiliate(unit, old, date(2000, 1, 1), change)
    tree.affiliate(unit, new, change)
    days = (date(1999, 12, 31), date(2024, 10, 20), change, date(2030, 1, 1))
    assert [p.code if (p := tree.parent_at(unit, d)) else None for d in days] == [None, "lama", "baru", "baru"]
    assert [(p.code, s, u) for p, s, u in tree.parents(unit)] == [
        ("lama", date(2000, 1, 1), change),
        ("baru", change, None),
    ]


def test_hours_with_a_break_are_two_spans_and_a_closed_day_is_absent() -> None:
    unit = make_unit()
    opening.set_opening_hours(unit, [0, 4], (time(13), time(15)), (time(8), time(11, 30)))
    assert opening.opening_hours(unit) == {d: [(time(8), time(11, 30)), (time(13), time(15))] for d in (0, 4)}
    assert opening.opening_hours(make_unit()) == {}
