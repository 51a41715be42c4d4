"""Rights: where a role reaches, what two roles of one person do to each other, and what asking costs."""

from datetime import date

import pytest
from flask import Flask

from kiosk import people, places
from kiosk.people import Person, Sight, accounts, rights
from kiosk.people.rights import CAPABILITIES, ROLES
from kiosk.places import Unit, registration, tree
from kiosk.store import see_anew
from tests.make import make_counter, make_person, make_unit, utc
from tests.statements import reads, statements

pytestmark = pytest.mark.usefixtures("inside")

TODAY = date(2026, 11, 19)


@pytest.fixture
def office() -> Unit:
    """An office with three units: open with a counter, open and still without one, closed without one."""
    office = places.found_unit("kanwil-uji", "Kanwil Uji", kind="office")
    for code in ("kanim", "kosong", "tutup"):
        tree.affiliate(make_unit(code, name=code), office, date(2026, 1, 1))
    make_counter(unit("kanim"))
    registration.close_unit(unit("tutup"), TODAY, utc(2026, 11, 19, 1), "digabung")
    return office


def unit(code: str) -> Unit:
    found = places.unit_by_code(code)
    assert found
    return found


def sight_of(person: Person) -> Sight:
    return people.sight(person, TODAY)


def where(person: Person, capability: str) -> list[str]:
    return [each.code for each in sight_of(person).units(capability)]


def test_figures_are_where_counters_are_and_setting_up_is_everywhere_below(office: Unit) -> None:
    person = make_person("admin", "admin", office)
    everything = ["kanim", "kanwil-uji", "kosong", "tutup"]
    found = {capability: where(person, capability) for capability in ROLES["admin"]}
    below = {capability for capability, codes in found.items() if codes == everything}
    at_counters = {capability for capability, codes in found.items() if codes == ["kanim"]}
    assert below >= {"counters.read", "counters.keep", "places.manage", "people.manage", "acts.read"}
    assert at_counters >= {"figures.read", "followups.read", "followups.write", "walls.keep", "words.read"}
    assert below | at_counters == set(found), "there is no third way"
    assert [each.code for each in sight_of(person).waiting()] == ["kosong"], "closed units and offices wait for no counter"


def test_who_only_looks_sees_no_unit_without_counters(office: Unit) -> None:
    assert where(make_person("kanwil", "kanwil", office), "counters.read") == ["kanim"]
    assert where(make_person("operator", "operator", office), "counters.read") == ["kanim", "kanwil-uji", "kosong", "tutup"]


@pytest.mark.parametrize("own", ROLES)
def test_a_moderator_with_any_role_at_the_unit_itself_moderates_it_no_more(office: Unit, own: str) -> None:
    make_counter(unit("kosong"))
    person = make_person("orang", "kanwil", office)
    people.grant(person, own, unit("kanim"))
    for capability in ("words.moderate", "papers.type"):
        assert where(person, capability) == ["kosong"]
    assert where(person, "figures.read") == ["kanim", "kosong"]


def test_what_one_may_do_one_may_look_at(office: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rights.ROLES, "gardener", frozenset({"followups.write"}))
    sight = sight_of(make_person("orang", "gardener", office))
    assert sight.may("followups.read", unit("kanim"))
    assert sight.may("followups.read")
    assert not sight.may("figures.read")


def test_the_whole_installation_is_more_than_all_its_units(office: Unit) -> None:
    above, all_too = make_person("satu", "admin", office), make_person("dua", "admin")
    assert where(above, "places.manage") == where(all_too, "places.manage")
    assert (sight_of(above).everywhere("places.manage"), sight_of(all_too).everywhere("places.manage")) == (False, True)
    assert not sight_of(all_too).everywhere("words.moderate")


def test_a_role_that_is_gone_gives_nothing_and_is_still_listed(office: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(rights.ROLES, "gardener", frozenset({"figures.read"}))
        person = make_person("orang", "gardener", office)
    people.grant(person, "operator", unit("kanim"))
    assert where(person, "figures.read") == []
    assert [grant.role for grant, _node in people.grants(person)] == ["operator", "gardener"]


def test_what_there_is_not_is_asked_for_in_vain(office: Unit) -> None:
    sight = sight_of(make_person("admin", "admin"))
    for asked in (lambda: sight.may("figures.raed"), lambda: sight.units("figures.raed"), lambda: sight.everywhere("figures.raed")):
        with pytest.raises(KeyError, match=r"figures\.raed"):
            asked()


def test_the_places_are_asked_for_once_and_her_roles_each_time(app: Flask, office: Unit) -> None:
    person = make_person("orang", "kanwil", office)
    people.grant(person, "operator", unit("kanim"))
    asked = []
    for _ in range(2):
        see_anew()
        with statements(app) as said:
            sight = sight_of(person)
            for capability in CAPABILITIES:
                sight.units(capability)
                sight.may(capability)
        asked.append(reads(said))
    assert [len(said) for said in asked] == [5, 1], asked


def test_what_was_taken_away_is_gone_at_once(office: Unit) -> None:
    person = make_person("orang", "kanwil", office)
    people.grant(person, "operator", unit("kanim"))
    assert sight_of(person).may("counters.keep")
    (grant,) = (grant for grant, _unit in accounts.grants(person) if grant.role == "operator")
    accounts.revoke(person, grant.id)
    assert not sight_of(person).may("counters.keep")
    tree.move(unit("kanim"), None, TODAY)
    assert "kanim" not in [each.code for each in sight_of(person).units("figures.read")]
