"""The settings of one unit: its names and place in the tree, when it is open, what it offers, what stands on its documents."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import evidence, ledger, places
from kiosk.clock import latest_day, service_day, written_day
from kiosk.evidence import EvidenceError, VaultError
from kiosk.panel.guard import acting, may, needs
from kiosk.places import PlaceError, Service, Unit, letterheads, opening, registration, service_points, tables, tree
from kiosk.places.letterheads import Letterhead
from kiosk.places.lists import ZONES
from kiosk.places.tables import LETTERHEAD, LONGEST_CODE, LONGEST_NAME, LONGEST_REASON, LONGEST_SHORT_NAME, LONGEST_UNIT_NAME
from kiosk.web import now
from kiosk.web.bodies import takes
from kiosk.web.current import evidence_desk, vault
from kiosk.web.fields import Choice, Day, Field, Flag, Lines, Span, Text, Texts, Typed, Upload, WholeIfAny
from kiosk.web.files import png_file
from kiosk.web.forms import Form, beside
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _
from kiosk.words.evidence import refusal

part = Blueprint("settings", __name__)

WEEKDAYS = range(7)
WORKDAYS = range(5)
SPANS = 2
"""Openings a day that the form has room for: before and after noon."""


class NewCounter(Form):
    prefix = "counter-"
    name = Text(LONGEST_NAME, needed=True, told=lambda: _("Isi nama loket, misalnya Loket 1 · Paspor."))


class UnitName(Form):
    prefix = "unit-"
    name = Text(LONGEST_UNIT_NAME, needed=True, told=lambda: _("Isi nama resmi, paling panjang 200 huruf."))
    short_name = Text(LONGEST_SHORT_NAME)
    zone = Choice(ZONES.values(), needed=False)


class Office(Form):
    prefix = "office-"
    parent = Choice(nothing=True, told=lambda: _("Pilih kantor."))
    since = Day()


class UnitClosure(Form):
    reason = Text(LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya: tampil di tablet dan HP."))


class Hours(Form):
    """The week; `same`: Monday's row stands for all workdays, whatever theirs say."""

    prefix = "hours-"
    same = Flag()

    def week(self) -> dict[int, list[tuple[time, time]]]:
        like = dict.fromkeys(WORKDAYS, 0) if self.same else {}
        spans = {day: [self.value_of(spot(like.get(day, day), n)) for n in range(SPANS)] for day in WEEKDAYS}
        return {day: found for day, of_day in spans.items() if (found := [span for span in of_day if span])}


class Holiday(Form):
    prefix = "holiday-"
    day = Day()
    name = Text(LONGEST_NAME, needed=True, told=lambda: _("Isi nama hari libur."))
    below = Flag()


class NewService(Form):
    prefix = "service-"
    name = Texts(LONGEST_NAME, told=lambda: _("Isi nama layanan."))
    code = Text(LONGEST_CODE, autocapitalize="none", spellcheck="false")


class ServiceName(Form):
    name = Texts(LONGEST_NAME, told=lambda: _("Isi nama layanan."))


class Margins(Text):
    """Four margins of a page, in cm; "": as an office above has it."""

    def read(self, typed: Typed) -> str:
        found = super().read(typed)
        try:
            letterheads.read_margins(found or "2 2 2 2")
        except ValueError:
            raise self._wrong("") from None
        return found


class LetterheadForm(Form):
    since = Day()
    head = Lines(LETTERHEAD["head"])
    address = Text(LETTERHEAD["address"])
    city = Text(LETTERHEAD["city"])
    signatory = Text(LETTERHEAD["signatory"])
    position = Text(LETTERHEAD["position"])
    number = Text(LETTERHEAD["number"])
    capacity = Choice(letterheads.CAPACITIES, needed=False)
    superior = Text(LETTERHEAD["superior"])
    addressee = Lines(LETTERHEAD["addressee"])
    deadline = WholeIfAny(0, letterheads.LONGEST_DEADLINE)
    paper = Choice(letterheads.PAPERS, needed=False)
    font = Choice(letterheads.FONTS, needed=False)
    margins = Margins(LETTERHEAD["margins"], told=lambda: _("Tulis empat angka dalam cm, masing-masing 1,5 sampai 6, misalnya 2 2,5 3 2."))


class Logo(Form):
    prefix = "logo-"
    file = Upload("image/png")


def spot(weekday: int, n: int) -> str:
    """The name of an opening's field: the day, and which opening of the day it is."""
    return f"{weekday}-{n}"


def how_to_write_hours() -> str:
    return _("Tulis jam seperti 08.00 atau 15.30. Setiap jam buka harus sebelum jam tutupnya, dan tidak bertumpuk.")


def openings() -> dict[str, Field[Any]]:
    """The fields of a week."""
    names = [spot(weekday, n) for weekday in WEEKDAYS for n in range(SPANS)]
    return {name: Span(f"opens-{name}", f"closes-{name}", told=how_to_write_hours) for name in names}


@part.get("/units/<unit_code>/settings")
@needs("counters.read")
def show(unit: Unit) -> str:
    return settings_page(unit)


@part.post("/units/<unit_code>/settings/name")
@needs("places.manage")
def rename(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = UnitName.sent()
    if form.ok and (twin := tree.unit_by_name(form.name)) and twin.id != unit.id:
        form.refuse("name", _("Sudah ada tempat dengan nama ini."))
    if not form.ok:
        return settings_page(unit, form), 422
    with acting("settings.name", unit, form.name):
        registration.rename_unit(unit, form.name, form.short_name)
        if form.zone not in ("", unit.zone) and not ledger.size(unit):
            registration.set_zone(unit, form.zone)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/office")
@needs("places.manage")
def move(unit: Unit) -> AnyResponse | tuple[str, int]:
    """Move it below another office from a day on, or below none, which is for administrators of everything; its history stays its own."""
    form = Office.sent()
    if not form.ok:
        return settings_page(unit, form), 422
    parent = next((each for each in g.sight.units("places.manage") if each.code == form.parent), None)
    if not form.parent and not g.sight.everywhere("places.manage"):
        abort(403)
    if form.parent and parent is None:
        return settings_page(unit, form.refuse("parent", _("Pilih kantor."))), 422
    try:
        with acting("settings.office", unit, f"{parent.code if parent else '-'} {form.since}"):
            tree.move(unit, parent, form.since)
    except PlaceError as error:
        told = (
            _("Kantor itu berada di bawah unit ini, pada tanggal itu atau sesudahnya.")
            if str(error) == "circle"
            else _("Tanggal sebelum unit masuk kantor yang sekarang.")
        )
        return settings_page(unit, form.refuse("since", told)), 422
    return _saved(unit)


@part.post("/units/<unit_code>/settings/closure")
@needs("places.manage")
def close(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = UnitClosure.sent()
    if not form.ok:
        return settings_page(unit, form), 422
    with acting("settings.close", unit, form.reason):
        registration.close_unit(unit, service_day(now(), unit.zone), now(), form.reason)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/reopening")
@needs("places.manage")
def reopen(unit: Unit) -> AnyResponse:
    with acting("settings.reopen", unit):
        registration.reopen_unit(unit)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/hours")
@needs("counters.keep")
def set_hours(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = _hours_sent()
    if not form.ok:
        return settings_page(unit, form), 422
    try:
        with acting("settings.hours", unit):
            opening.replace_opening_hours(unit, form.week())
    except PlaceError as error:
        # All that can still be wrong is that a day's spans overlap.
        form.refuse(f"opens-{spot(int(str(error)), SPANS - 1)}", how_to_write_hours())
        return settings_page(unit, form), 422
    return _saved(unit)


def _hours_sent() -> Hours:
    """The hours sent. Rows that follow Monday's are hidden, and are not looked at."""
    form = Hours.sent(more=openings())
    if form.same:
        form.forgive(*(spot(weekday, n) for weekday in WORKDAYS[1:] for n in range(SPANS)))
    return form


@part.post("/units/<unit_code>/settings/holidays")
@needs("counters.keep")
def add_holiday(unit: Unit) -> AnyResponse | tuple[str, int]:
    """Add a holiday for this unit; an administrator may add it for all units below at once."""
    form = Holiday.sent()
    if form.ok and form.day < service_day(now(), unit.zone):
        form.refuse("day", _("Tanggal itu sudah lewat."))
    if not form.ok:
        return settings_page(unit, form), 422
    below = tree.subtree({unit.id}, latest_day(now()))
    administered = [each for each in g.sight.units("places.manage") if each.id in below]
    with acting("settings.holiday", unit, f"{form.day} {form.name}"):
        opening.add_holiday((administered if form.below else []) or [unit], form.day, form.name)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/holidays/<day>/removal")
@needs("counters.keep")
def remove_holiday(unit: Unit, day: str) -> AnyResponse:
    found = written_day(day) or abort(404)
    with acting("settings.holiday-removal", unit, day):
        opening.remove_holiday(unit, found)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/services")
@needs("counters.keep")
def offer_service(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = NewService.sent()
    if form.ok and any(each.names[DEFAULT].casefold() == form.name[DEFAULT].casefold() for each in places.services(unit)):
        form.refuse("name", _("Sudah ada layanan dengan nama ini."))
    if not form.ok:
        return settings_page(unit, form), 422
    taken = {service.code for service in places.services(unit)}
    code = form.code or tables.code_for(form.name[DEFAULT], taken)
    try:
        if code in taken:
            raise PlaceError
        with acting("settings.service", unit, form.name[DEFAULT]):
            service_points.offer_service(unit, code, form.name)
    except PlaceError:
        told = _("Kode dari huruf kecil, angka, tanda hubung, yang belum dipakai.")
        return settings_page(unit, form.refuse("code", told)), 422
    return _saved(unit)


@part.post("/units/<unit_code>/settings/services/<code>")
@needs("counters.keep")
def rename_service(unit: Unit, code: str) -> AnyResponse | tuple[str, int]:
    service = next((each for each in places.services(unit) if each.code == code), None) or abort(404)
    form = ServiceName.sent(prefix=_of(service))
    if not form.ok:
        return settings_page(unit, form), 422
    with acting("settings.service", unit, form.name[DEFAULT]):
        service_points.rename_service(service, form.name)
    return _saved(unit)


@part.post("/units/<unit_code>/settings/letterhead")
@needs("places.manage")
def set_letterhead(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = LetterheadForm.sent()
    if not form.ok:
        return settings_page(unit, form), 422
    logo = (letterheads.own(unit) or Letterhead()).logo
    with acting("settings.letterhead", unit):
        said = {name: form.value_of(name) for name in form.fields if name != "since"}
        letterheads.say(unit, form.since, Letterhead(**said, logo=logo))
    return _saved(unit)


@part.post("/units/<unit_code>/settings/logo")
@needs("places.manage")
@takes(evidence.LARGEST)
def set_logo(unit: Unit) -> AnyResponse | tuple[str, int]:
    """A picture for the head of documents."""
    form = Logo.sent()
    try:
        if form.ok:
            with acting("settings.logo", unit):
                desk = evidence_desk()
                found = evidence.hand_in(unit, form.file, desk, by=g.person.name, now=now(), only=(evidence.Media.PNG,))
                said = letterheads.own(unit) or Letterhead()
                letterheads.say(unit, service_day(now(), unit.zone), replace(said, logo=found.id))
            return _saved(unit)
    except EvidenceError as wrong:
        form.refuse("file", refusal(str(wrong)))
    return settings_page(unit, form), 422


@part.post("/units/<unit_code>/settings/logo/removal")
@needs("places.manage")
def remove_logo(unit: Unit) -> AnyResponse:
    with acting("settings.letterhead", unit):
        if said := letterheads.own(unit):
            letterheads.say(unit, service_day(now(), unit.zone), replace(said, logo=None))
    return _saved(unit)


@part.get("/units/<unit_code>/settings/logo.png")
@needs("counters.read")
def logo(unit: Unit) -> Response:
    """The logo that stands on the unit's documents, its own or that of an office above it."""
    said = letterheads.in_force(unit, service_day(now(), unit.zone))
    if not (found := evidence.by_number(said.logo if said else None)):
        abort(404)
    try:
        return png_file(vault().read(found.sha256), f"{unit.code}-logo")
    except VaultError:
        abort(404)


def settings_page(unit: Unit, sent: Form | None = None) -> str:
    """All settings of the unit; `sent`: the form of this page that was refused."""
    today = service_day(now(), unit.zone)
    # Without a short name of its own a unit has the long one, which may be longer than a short name can be.
    own_short_name = "" if unit.short_name == unit.name else unit.short_name
    below, history = tree.subtree({unit.id}, latest_day(now())), tree.parents(unit)
    counters, services, letterhead = places.counters(unit), places.services(unit), letterheads.in_force(unit, today)
    own = letterheads.own(unit) or Letterhead()
    gives = service_points.services_by_counter(unit)
    renaming = {_of(service): ServiceName({"name": service.names}, prefix=_of(service)) for service in services}
    return render_template(
        "panel/settings/show.html",
        **beside(
            sent,
            counter=NewCounter(),
            hours=_hours_of(unit),
            service=NewService(),
            holiday=Holiday(),
            name=UnitName({"name": unit.name, "short_name": own_short_name, "zone": unit.zone}),
            office=Office({"parent": "-", "since": today}),
            letterhead=LetterheadForm({name: getattr(own, name) for name in LetterheadForm.declared if name != "since"} | {"since": today}),
            logo=Logo(),
            closure=UnitClosure(),
            **renaming,
        ),
        unit=unit,
        administered=may("places.manage", unit),
        offices=[each for each in g.sight.units("places.manage") if each.id not in below],
        history=history,
        office=next((parent for parent, _since, until in history if until is None), None),
        all_too=g.sight.everywhere("places.manage"),
        zones=ZONES,
        rated=ledger.size(unit) > 0,
        weekdays=WEEKDAYS,
        spans=range(SPANS),
        holidays=opening.holidays(unit, today),
        services=[(service, _of(service)) for service in services],
        counters=[(counter, gives.get(counter.id, []), places.closure_at(counter.id, now())) for counter in counters],
        letterhead=letterhead,
        own_logo=own.logo,
        fonts=letterheads.FONTS,
        today=today,
    )


def _hours_of(unit: Unit) -> Hours:
    """The week as it is stored."""
    week = opening.opening_hours(unit)
    stored: Mapping[str, object] = {spot(day, n): span for day, spans in week.items() for n, span in enumerate(spans[:SPANS])}
    same = all(week.get(day, []) == week.get(0, []) for day in WORKDAYS)
    return Hours({**stored, "same": same}, more=openings())


def _of(service: Service) -> str:
    return f"service-{service.code}-"


def _saved(unit: Unit) -> AnyResponse:
    flash(_("Tersimpan."))
    return redirect(url_for("panel.settings.show", unit_code=unit.code), code=303)
