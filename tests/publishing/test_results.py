"""What is published stays as it was: versions, corrections, withdrawals; and what may be published at all."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask

from kiosk import places, publishing
from kiosk.documents import Filed
from kiosk.indices.periods import around, free
from kiosk.instruments import load_all
from kiosk.places import Place, registration
from kiosk.publishing import PublishingError, results, shown
from kiosk.publishing.content import canonical
from tests.conftest import FixedClock
from tests.make import make_published, make_unit
from tests.panel.test_periods import months, visits

__all__ = ["months", "visits"]

OCTOBER = date(2026, 10, 1)


@pytest.fixture
def office(app: Flask, counter: Place, months: None) -> Iterator[Place]:
    """Within the application, with October's and November's visits."""
    with app.app_context():
        yield counter


def test_a_result_keeps_its_bytes_and_its_digest(inside: Flask, counter: Place) -> None:
    make_published(counter.unit)
    (edition,) = publishing.editions(counter.unit)
    assert edition.result.sha256 == hashlib.sha256(edition.result.content).digest()
    assert canonical(json.loads(edition.result.content)) == edition.result.content


@pytest.mark.stores
def test_a_correction_is_a_new_version_with_a_reason(inside: Flask, counter: Place) -> None:
    assert make_published(counter.unit, reason="") == 1
    with pytest.raises(PublishingError, match="again"):
        make_published(counter.unit)
    registration.rename_unit(counter.unit, "Kantor Baru")
    renamed = places.unit_by_id(counter.unit.id)
    with pytest.raises(PublishingError, match="reason"):
        make_published(renamed, reason=" ")
    assert make_published(renamed, reason="Nama kantor berubah") == 2
    held = publishing.held(counter.unit)
    assert held.newest
    assert (held.newest.number, held.newest.result.reason) == (2, "Nama kantor berubah")
    assert [each.number for each in held.earlier] == [1]
    assert b"Kantor Baru" not in held.earlier[0].result.content


@pytest.mark.stores
def test_the_page_is_that_of_the_period_that_ended_last(inside: Flask, counter: Place) -> None:
    make_published(counter.unit, "month", OCTOBER)
    make_published(counter.unit, "semester", date(2026, 1, 1))
    held = publishing.held(counter.unit)
    assert held.newest
    assert (held.newest.period.kind, [each.period.kind for each in held.others]) == ("month", ["semester"])
    assert set(results.newest_of_units([counter.unit])) == {counter.unit.id}
    assert results.newest_of_units([counter.unit])[counter.unit.id].number == held.newest.number


@pytest.mark.stores
def test_what_is_withdrawn_stays_known_and_is_withdrawn_once(inside: Flask, counter: Place, clock: FixedClock) -> None:
    make_published(counter.unit)
    with pytest.raises(PublishingError, match="reason"):
        publishing.withdraw(counter.unit, 1, "", "kepala", clock())
    publishing.withdraw(counter.unit, 1, "Salah periode", "kepala", clock())
    with pytest.raises(PublishingError, match="again"):
        publishing.withdraw(counter.unit, 1, "Lagi", "kepala", clock())
    newest = publishing.held(counter.unit).newest
    assert newest
    assert newest.withdrawal
    assert newest.withdrawal.reason == "Salah periode"
    assert make_published(counter.unit, reason="Sudah benar") == 2, "it may be published again"
    with pytest.raises(LookupError):
        publishing.withdraw(make_unit("lain"), 1, "x", "kepala", clock())


@pytest.mark.parametrize(
    "period", [around("month", date(2026, 11, 1)), around("week", OCTOBER), around("day", OCTOBER), free(OCTOBER, date(2026, 10, 9))]
)
def test_only_whole_periods_that_are_over_can_be_published(inside: Flask, counter: Place, clock: FixedClock, period: object) -> None:
    """Of any two days a head could choose her best ones."""
    assert isinstance(period, type(around("day", OCTOBER)))
    with pytest.raises(PublishingError, match="period"):
        publishing.publish(counter.unit, period, ["ikm"], b"{}", "", "kepala", clock(), clock().date())
    with pytest.raises(PublishingError, match="parts"):
        publishing.publish(counter.unit, around("month", OCTOBER), [], b"{}", "", "kepala", clock(), clock().date())


def test_figures_are_those_of_the_units_report(office: Place, clock: FixedClock) -> None:
    filed = Filed(office.unit, around("month", OCTOBER), clock().date(), load_all())
    found = shown.read(publishing.composed(filed, publishing.parts_of(filed.instrument), None))
    share = filed.report.satisfaction
    assert share
    assert found.satisfaction
    assert (found.satisfaction.satisfied, found.satisfaction.n) == (share.satisfied, share.n) == (30, 60)
    assert [index.figure is None for index in found.indices] == [figure is None for figure in filed.report.indices.values()]
    assert found.participation
    assert (found.participation.rated_of_served, found.participation.served) == (60, 100)


def test_an_index_is_published_whole_or_not_at_all(office: Place, clock: FixedClock) -> None:
    filed = Filed(office.unit, around("month", OCTOBER), clock().date(), load_all())
    content = json.loads(publishing.composed(filed, ["ipk"], None))
    assert set(content["indices"]["ikm"]) == {"name", "short", "published"}
    assert content["left_out"] == ["ikm", "participation", "done"]
    assert content["satisfaction"]["n"] == 60, "what is said first cannot be left out"
    assert "participation" not in content


def test_what_is_withheld_is_null_in_what_is_published(office: Place, clock: FixedClock) -> None:
    filed = Filed(office.unit, around("month", date(2026, 9, 1)), clock().date(), load_all())
    content = json.loads(publishing.composed(filed, publishing.parts_of(filed.instrument), None))
    assert content["satisfaction"] == {"satisfied": None, "n": None, "low": None, "high": None, "withheld": True}
    for index in content["indices"].values():
        assert index["value"] is None
        assert index["withheld"]
        assert index["elements"] == []
