"""Laporan berkala: what is there and what is missing of a report, what only people know, and the drafts."""

import io
from collections.abc import Iterator
from datetime import date

import openpyxl
import pytest
from flask import Flask

from kiosk import filings
from kiosk.indices.periods import around
from kiosk.people import acts
from kiosk.places import Place
from tests.conftest import FixedClock
from tests.page import PageClient
from tests.panel.test_periods import months, visits

__all__ = ["months", "visits"]

ADDRESS = "/panel/units/kanim/reports"
OCTOBER = f"{ADDRESS}?kind=month&day=2026-10-01"


@pytest.fixture
def stored(app: Flask, counter: Place) -> Iterator[Place]:
    with app.app_context():
        yield counter


def test_it_opens_on_the_semester_that_is_over(head: PageClient, counter: Place) -> None:
    page = head.get(ADDRESS)
    assert page.h1 == "Laporan berkala"
    assert page.select(".head > p")[0].get_text(strip=True) == "Semester I 2026"
    assert "Nilai belum dapat ditampilkan" in page.text


def test_it_says_what_is_there_and_what_is_missing(head: PageClient, months: None) -> None:
    page = head.get(OCTOBER)
    done = [each.get_text(" ", strip=True) for each in page.select(".checks .is-done")]
    missing = [each.get_text(" ", strip=True) for each in page.select(".checks .is-open")]
    assert done == ["Populasi 100 orang dilayani, Oktober 2026"]
    assert [each.split(" ")[0] for each in missing] == ["Responden", "Rencana", "Forum", "Penanda"]


def test_what_is_entered_is_kept_for_these_days_alone(app: Flask, head: PageClient, months: None) -> None:
    page = head.follow(head.submit(head.get(OCTOBER), "Simpan", population="2360", forum_on="2026-11-02", signed_on="2026-12-01"))
    assert "Tersimpan." in page.text
    assert [page.one(f"#{name}")["value"] for name in ("population", "forum_on", "signed_on")] == ["2360", "2026-11-02", "2026-12-01"]
    assert "2.360 orang, diisi di Laporan berkala" in page.text
    assert head.get(f"{ADDRESS}?kind=month&day=2026-09-01").one("#population")["value"] == ""
    with app.app_context():
        (act,) = [each for each in acts.acts(None) if each.kind == "filings.enter"]
        assert (act.by, act.about) == ("kepala", "1–31 Oktober 2026")


def test_the_same_again_is_no_act_and_what_is_emptied_is_gone(app: Flask, head: PageClient, months: None) -> None:
    for population in ("2360", "2360", ""):
        head.follow(head.submit(head.get(OCTOBER), "Simpan", population=population))
    assert head.get(OCTOBER).one("#population")["value"] == ""
    with app.app_context():
        assert sum(each.kind == "filings.enter" for each in acts.acts(None)) == 2


def test_a_consultation_to_come_is_no_consultation(head: PageClient, months: None) -> None:
    answer = head.submit(head.get(OCTOBER), "Simpan", status=422, population="5", forum_on="2027-01-01")
    assert "tidak lewat hari ini" in answer.text
    assert answer.one("#population")["value"] == "5", "nothing that was typed is lost"


def test_an_auditor_reads_and_does_not_enter(auditor: PageClient, months: None) -> None:
    page = auditor.get(OCTOBER)
    assert page.select("form[method=post] #population") == []
    assert auditor.browser.get(f"{ADDRESS}/skm.xlsx?kind=month&day=2026-10-01").status_code == 200


def test_the_workbook_is_of_the_period_that_is_asked_for(head: PageClient, months: None) -> None:
    answer = head.browser.get(f"{ADDRESS}/skm.xlsx?kind=month&day=2026-10-01")
    assert "skm-kanim-2026-10-01-2026-10-31.xlsx" in answer.headers["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.worksheets[0]["A1"].value == "Laporan SKM Oktober 2026"


def test_a_daily_sheet_is_of_a_day_that_is_over(head: PageClient, months: None) -> None:
    def sheet(asked: str) -> tuple[int, str]:
        answer = head.browser.get(f"{ADDRESS}/harian.pdf{asked}")
        return answer.status_code, answer.headers.get("Content-Disposition", "").rpartition("harian-")[2]

    assert sheet("") == (200, 'kanim-2026-11-18.pdf"'), "yesterday's"
    assert sheet("?kind=day&day=2026-10-14") == (200, 'kanim-2026-10-14.pdf"')
    for running_or_longer in ("?kind=day&day=2026-11-19", "?kind=month&day=2026-10-01"):
        assert sheet(running_or_longer)[0] == 404


def test_a_period_that_is_none_is_not_there(head: PageClient, months: None) -> None:
    assert head.get(f"{ADDRESS}?kind=month&day=2027-01-01", status=422).select("#period-error")
    assert head.browser.get(f"{ADDRESS}/skm.pdf?kind=month&day=2027-01-01").status_code == 404


def test_inputs_are_those_of_one_unit_and_period(stored: Place, clock: FixedClock) -> None:
    october, today = around("month", date(2026, 10, 1)), clock().date()
    given = filings.Inputs(population=50)
    assert filings.enter(stored.unit, october, given, "kepala", clock(), today)
    assert not filings.enter(stored.unit, october, given, "kepala", clock(), today)
    assert filings.inputs_of(stored.unit, october) == given
    assert filings.inputs_of(stored.unit, october.before()) == filings.Inputs()
    for wrong in (0, -1, 10**9 + 1):
        with pytest.raises(filings.InputsError):
            filings.enter(stored.unit, october, filings.Inputs(population=wrong), "kepala", clock(), today)
