"""What stands on documents: from a day on, and from an office above where the unit says nothing of its own."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from kiosk.places import PlaceError, Unit, letterheads, tree
from kiosk.places.letterheads import Letterhead
from tests.make import make_unit

DAY = date(2026, 11, 19)


@pytest.fixture
def office(app: Flask, unit: Unit) -> Iterator[Unit]:
    """The unit below an office, below a ministry."""
    with app.app_context():
        ministry, office = make_unit("kementerian", name="Kementerian"), make_unit("kanwil", name="Kanwil")
        tree.affiliate(office, ministry, date(2020, 1, 1))
        tree.affiliate(unit, office, date(2020, 1, 1))
        letterheads.say(ministry, date(2020, 1, 1), Letterhead(head="KEMENTERIAN", paper="f4", signatory="Menteri"))
        yield office


def test_nobody_has_said_anything(office: Unit, unit: Unit) -> None:
    assert letterheads.own(unit) is None
    assert letterheads.in_force(make_unit("lepas"), DAY) is None


def test_what_an_office_says_holds_below_it_except_who_signs_where(office: Unit, unit: Unit) -> None:
    letterheads.say(office, date(2020, 1, 1), Letterhead(addressee="Menteri", deadline=10, city="Pangkalpinang", signatory="Kakanwil"))
    letterheads.say(unit, date(2020, 1, 1), Letterhead(addressee="Kakanwil", signatory="Siti"))
    found = letterheads.in_force(unit, DAY)
    assert found == Letterhead(head="KEMENTERIAN", paper="f4", addressee="Kakanwil", deadline=10, signatory="Siti")
    assert found.lines(unit) == ["KEMENTERIAN", unit.name]


def test_a_letterhead_holds_from_its_day_on(office: Unit, unit: Unit) -> None:
    letterheads.say(unit, date(2026, 1, 1), Letterhead(signatory="Siti"))
    letterheads.say(unit, date(2026, 11, 1), Letterhead(signatory="Budi"))
    letterheads.say(unit, date(2026, 11, 1), Letterhead(signatory="Budi Santoso"))
    signed = [letterheads.own(unit, day) for day in (date(2025, 12, 31), date(2026, 10, 31), date(2026, 11, 1))]
    assert [each and each.signatory for each in signed] == [None, "Siti", "Budi Santoso"], "the last word on a day holds"
    letterheads.say(unit, date(2027, 1, 1), Letterhead(signatory="Rina"))
    there = letterheads.in_force(unit, DAY)
    assert there
    assert there.signatory == "Budi Santoso"


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        (Letterhead(position="Kepala"), ["Kepala"]),
        (Letterhead(position="Kepala", capacity="Plt."), ["Plt. Kepala"]),
        (
            Letterhead(position="Kepala Divisi", capacity="a.n.", superior="Kepala Kantor Wilayah"),
            ["a.n. Kepala Kantor Wilayah", "Kepala Divisi"],
        ),
        (Letterhead(position="Kepala\nLapas", capacity="Plh."), ["Plh. Kepala", "Lapas"]),
        (Letterhead(), []),
    ],
)
def test_it_is_said_for_whom_she_signs(said: Letterhead, lines: list[str]) -> None:
    assert said.signs_as == lines


@pytest.mark.parametrize("text", ["", "2 2 2", "2 2 2 2 2", "1 2 2 2", "2 2 2 7", "2 2 2 x", "2 2 2 nan", "2 2 2 inf"])
def test_margins_are_four_that_a_page_can_have(text: str) -> None:
    with pytest.raises(ValueError, match=r"margins|could not convert|no number"):
        letterheads.read_margins(text)


def test_what_does_not_fit_is_refused(office: Unit, unit: Unit) -> None:
    with pytest.raises(PlaceError, match="city is longer than 60 letters"):
        letterheads.say(unit, DAY, Letterhead(city="x" * 61))
