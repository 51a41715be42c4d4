"""Every form of the panel says at the field what is wrong, in the reader's language, and keeps all that was typed.

The fields are those that the forms declare, so a new field is covered by itself; a new form needs a line in FORMS.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from bs4.element import Tag
from flask import Flask

from kiosk import panel
from kiosk.panel.account import account, people
from kiosk.panel.patterns import Pattern
from kiosk.panel.setup import codes, counters, devices, places, settings, walls
from kiosk.panel.tasks import desk, filings, followups, imports, issued, notices, papers, publications, served, words
from kiosk.past.surveys import Table
from kiosk.places import Place, service_points
from kiosk.recording import surveys
from kiosk.visitors import comments
from kiosk.web import now
from kiosk.web.fields import Choice, Day, DayIfAny, Digit, Field, Hidden, Span, Text, Texts, Whole, WholeIfAny
from kiosk.web.forms import Form
from tests.conftest import signed_in
from tests.make import (
    PASSWORD,
    instrument,
    make_follow_up,
    make_issued_report,
    make_note,
    make_person,
    make_photo,
    make_published,
    make_unit,
)
from tests.page import Page, PageClient
from tests.page import words as words_of

assert panel, "all of its forms are declared by now"

TODAY = date(2026, 11, 19)
UNIT = "/panel/units/kanim"
SETTINGS = f"{UNIT}/settings"
ONE = f"{UNIT}/follow-ups/1"
OCTOBER = f"{UNIT}/reports/skm?kind=month&day=2026-10-01"
SKM = instrument("skm-2017")
PUBLISHED, SEMESTER = f"{UNIT}/publications", "kind=semester&day=2026-01-01"
STRANGE = "SEGEL kanim 3 2026-11-17 K7QF-2M9D-0WXR-5TYH-81ZC"
"""A seal that is not in the ledger."""


@dataclass(frozen=True)
class Row:
    """Where a form stands, and where it goes below that page; `sent` are choices that it needs to be whole, and `who` may send it."""

    page: str
    to: str = ""
    who: str = "admin"
    sent: tuple[tuple[str, str], ...] = ()
    more: Callable[[], dict[str, Field[Any]]] = dict


FORMS: dict[type[Form], Row] = {
    account.Confirmation: Row("/panel/account/second-factor", "/code"),
    codes.NewTickets: Row(f"{UNIT}/codes", f"{UNIT}/tickets"),
    codes.SurveyAddress: Row(f"{UNIT}/codes", f"{UNIT}/official-survey"),
    counters.Asking: Row(f"{UNIT}/counters/kanim-1"),
    counters.CounterClosure: Row(f"{UNIT}/counters/kanim-1", "/closure"),
    devices.Dismissal: Row(f"{UNIT}/devices", "/witness-dismissal", sent=(("line", STRANGE),)),
    devices.NewTablet: Row(f"{UNIT}/devices"),
    devices.OperatorPin: Row(f"{UNIT}/devices", f"{UNIT}/operator-pin"),
    devices.Pause: Row(f"{UNIT}/devices/1", "/pause"),
    devices.TabletName: Row(f"{UNIT}/devices/1", "/name"),
    filings.ReportInputs: Row(f"{UNIT}/reports", "?kind=semester&day=2026-01-01", who="kanwil"),
    issued.Issuing: Row(OCTOBER, OCTOBER),
    issued.ScanWithdrawal: Row(OCTOBER, f"{UNIT}/reports/issued/1/scans/1/withdrawal"),
    followups.ChangedPlan: Row(f"{ONE}/plans/new", f"{ONE}/plans"),
    followups.NewEvidence: Row(ONE, "/evidence"),
    followups.NewPlan: Row(f"{UNIT}/follow-ups/new", f"{UNIT}/follow-ups", sent=(("element", "ikm-ipk-2021@1/U4"),)),
    followups.NextStatus: Row(ONE, "/statuses"),
    followups.Postponement: Row(ONE, "/postponement"),
    imports.OldReport: Row(f"{UNIT}/imports", "/typed", who="kanwil", sent=(("of", "skm-2017"),), more=lambda: imports.asking(SKM)),
    imports.SurveyTable: Row(f"{UNIT}/imports", who="kanwil", sent=(("instrument", "skm-2017"), ("order", "list"))),
    imports.Withdrawal: Row(f"{UNIT}/imports", "/1/withdrawal", who="kanwil"),
    notices.Announcement: Row(f"{UNIT}/notices"),
    papers.Entry: Row(f"{UNIT}/papers", who="kanwil", more=lambda: papers.asking(instrument().questions[:3])),
    people.Granting: Row("/panel/people/1", "/grants", sent=(("role", "head"), ("unit", "kanim"))),
    people.NewPerson: Row("/panel/people", sent=(("role", "head"), ("unit", "kanim"))),
    places.NewPlace: Row("/panel/places"),
    publications.NewNote: Row(PUBLISHED, "/notes", who="head"),
    publications.NewResult: Row(f"{PUBLISHED}/preview?{SEMESTER}", f"{PUBLISHED}?{SEMESTER}", who="head"),
    publications.PhotoWithdrawal: Row(f"{PUBLISHED}/notes/1", "/photo/withdrawal", who="head"),
    publications.Retraction: Row(f"{PUBLISHED}/notes/1", "/retraction", who="head"),
    publications.Withdrawal: Row(f"{UNIT}/publications/1", "/withdrawal", who="head"),
    served.ServedOfDay: Row(f"{UNIT}/served"),
    settings.Holiday: Row(SETTINGS, "/holidays"),
    settings.Hours: Row(SETTINGS, "/hours", sent=(("same", ""),), more=settings.openings),
    settings.LetterheadForm: Row(SETTINGS, "/letterhead"),
    settings.NewCounter: Row(SETTINGS, f"{UNIT}/counters"),
    settings.NewService: Row(SETTINGS, "/services"),
    settings.Office: Row(SETTINGS, "/office", sent=(("parent", "kanwil"),)),
    settings.ServiceName: Row(SETTINGS, "/services/paspor"),
    settings.UnitClosure: Row(SETTINGS, "/closure"),
    settings.UnitName: Row(SETTINGS, "/name"),
    walls.NewWall: Row(f"{UNIT}/walls"),
    desk.Verdict: Row("/panel/desk", f"{UNIT}/desk/1/verdict", who="kanwil", sent=(("verdict", "withhold"),)),
    words.Verdict: Row(f"{UNIT}/words", "/1/verdict", who="kanwil", sent=(("verdict", "withhold"),)),
}


EMPTY: dict[type[Field[Any]], list[str]] = {Day: [""], Whole: [""], DayIfAny: [], WholeIfAny: []}
"""Whether nothing is wrong too."""


def wrong_in(field: Field[Any]) -> Iterator[tuple[str, str]]:
    """(input, what cannot be there)"""
    first, *_others = field.inputs
    match field:
        case Texts():
            yield from [(first, " "), *((where, "x" * (field.longest + 1)) for where in field.inputs)]
        case Text():
            yield from [(first, "x" * (field.longest + 1)), *[(first, " ")][: field.needed]]
        case Day() | DayIfAny():
            yield from ((first, text) for text in (*EMPTY[type(field)], "2026-02-30", "1066-10-14", "kemarin"))
        case Whole() | WholeIfAny():
            yield from ((first, text) for text in (*EMPTY[type(field)], "x", "-1", "²", str(field.most + 1), "9" * 99))
        case Digit():
            yield from ((first, text) for text in ("x", str(max(field.digits) + 1)))
        case Choice() if field.among and field.needed:
            yield from ((first, text) for text in ("", "nonesuch"))
        case Span():
            yield from ((first, text) for text in ("pagi", "25.00"))


def declared(of: type[Form] = Form) -> Iterator[type[Form]]:
    for each in of.__subclasses__():
        yield from declared(each)
        if each.__module__.startswith("kiosk.panel.") and not each.__subclasses__():
            yield each


def of_row(form: type[Form], row: Row) -> Form:
    return form(more=row.more())


CASES = [
    pytest.param(form, where, text, id=f"{form.__name__}-{where}-{text[:12] or 'nothing'}")
    for form, row in FORMS.items()
    for field in of_row(form, row).fields.values()
    for where, text in wrong_in(field)
]


def test_every_form_that_can_be_refused_is_tried() -> None:
    can_be = {each for each in declared() if any(True for field in each.declared.values() for _wrong in wrong_in(field))}
    assert can_be - {Pattern} <= FORMS.keys(), "a new form needs a line in FORMS: its page, and where it is sent"
    assert len(CASES) > 120


@pytest.fixture
def clients(app: Flask, counter: Place, tablet: PageClient) -> Callable[[str], PageClient]:
    """A unit with one of everything; and the person who is asked for."""
    with app.app_context():
        service_points.offer_service(counter.unit, "paspor", "Paspor")
        make_unit("kanwil", name="Kantor Wilayah")
        make_follow_up(counter.unit)
        make_issued_report(counter.unit)
        make_published(counter.unit)
        make_photo(counter.unit, make_note(counter.unit))
        tablet.browser.post("/counter/heartbeats", json={"seals": [STRANGE]})
        comments.write(counter.unit, "Ruang tunggu panas", "id", uuid4(), TODAY)
        table = Table(SKM, [(date(2021, 3, 5), dict.fromkeys(SKM.codes("ikm"), 4))])
        surveys.begin(counter.unit, table, "skm.csv", "", make_person("kanwil-lama", "kanwil"), now())

    def client(role: str) -> PageClient:
        with app.app_context():
            return signed_in(app, make_person(role, role))

    return client


@pytest.mark.parametrize(("form", "where", "text"), CASES)
def test_what_is_wrong_stands_at_the_field_and_nothing_typed_is_lost(
    clients: Callable[[str], PageClient], form: type[Form], where: str, text: str
) -> None:
    row, client = FORMS[form], clients(FORMS[form].who)
    address = row.to if row.to.startswith("/panel") else row.page + row.to
    if form is account.Confirmation:
        client.submit(client.get("/panel/account"), "Aktifkan", current=PASSWORD)
    before = drawn(client.get(row.page), address)
    blank = of_row(form, row)
    sent = {**whole(before, blank), **dict(row.sent), where: text}
    sentences = []
    for language, says in (("id", "Salah: "), ("en", "Error: ")):
        client.browser.get(f"/panel/account?language={language}")  # other tests read that page
        page = client.post(address, sent, status=422)
        assert words_of(page.soup.title or page.one("title")).startswith(says)
        after = drawn(page, address)
        (field,) = after.select(f'[name="{where}"]')
        assert field.get("aria-invalid") == "true", f"{where} is what is wrong: {page.words('main')}"
        (said,) = [each for each in page.select(".error") if each["id"] in str(field["aria-describedby"]).split()]
        sentences.append(words_of(said))
        there = values(after)
        lost = [name for name in blank.inputs if is_typed(blank.field_of(name), name, where) and there.get(name, "") != sent.get(name, "")]
        assert not lost, "this was typed"
    assert all(sentences)
    assert sentences[0] != sentences[1], "each in the reader's language"


def is_typed(field: Field[Any], name: str, where: str) -> bool:
    """Whether it is shown again: neither a secret, nor a choice that the page never offered, nor what nobody types."""
    return field.kept and not isinstance(field, Hidden) and not (isinstance(field, Choice) and name == where)


def drawn(page: Page, address: str) -> Tag:
    found = page.select(f'form[method=post][action="{address}"]')
    # Where some are buttons alone, the one in which something is typed.
    (form,) = found if len(found) == 1 else [each for each in found if each.select("input:not([type=hidden]), textarea")]
    return form


def whole(form: Tag, blank: Form) -> dict[str, str]:
    """What the form would send once everything that it needs was filled in."""
    found = values(form)
    for name, field in blank.fields.items():
        usual = {Day: "2026-12-25", Whole: "20"}.get(type(field), "Contoh" if getattr(field, "needed", True) else "")
        if isinstance(field, Text | Texts | Day | Whole) and not found.get(name):
            found[name] = usual
    return found


def values(form: Tag) -> dict[str, str]:
    """What the form would send if its button were pressed now."""
    found = {
        str(each["name"]): str(each.get("value", ""))
        for each in form.select("input[name]")
        if each.get("type") not in ("checkbox", "radio", "password", "file") or each.has_attr("checked")
    }
    found |= {str(each["name"]): each.get_text().removeprefix("\n") for each in form.select("textarea[name]")}
    for each in form.select("select[name]"):
        chosen = each.select("option[selected]") or each.select("option:not([disabled])")
        found |= {str(each["name"]): str(option["value"]) for option in chosen[:1]}
    return found
