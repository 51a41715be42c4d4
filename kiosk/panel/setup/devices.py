"""The tablets of a unit: how each is, and what their operator does with them."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import devices, places
from kiosk.devices import DeviceError, fleet, pauses, pins
from kiosk.devices.fleet import Tablet
from kiosk.panel.guard import acting, needs
from kiosk.places import Counter, Unit, opening
from kiosk.proof import witnesses
from kiosk.reports import response
from kiosk.web import now, number, page_or_part
from kiosk.words.catalogue import gettext as _

part = Blueprint("devices", __name__)


@part.get("/units/<unit_code>/devices")
@needs("counters.read")
def index(unit: Unit) -> Response:
    return _index(unit)


@part.post("/units/<unit_code>/devices")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    """A pairing code for a new tablet, or for one that takes the place of another."""
    replaced = _tablet_or_none(unit, request.form.get("replaces", ""))
    counter = replaced.counter if replaced else _counter_or_404(unit, request.form.get("counter", ""))
    name = request.form.get("name", "") or (replaced.device.name if replaced else "")
    with acting("devices.pairing", unit, counter.code):
        code = devices.begin_pairing(counter, now(), name=name, replaces=replaced.device if replaced else None)
    return redirect(url_for("panel.pairings.show", unit_code=unit.code, code=code), code=303)


@part.get("/units/<unit_code>/devices/<int:number>")
@needs("counters.read")
def show(unit: Unit, number: int) -> str:
    counters = places.counters(unit)
    return render_template("panel/devices/show.html", unit=unit, tablet=_tablet_or_404(unit, number), counters=counters, now=now())


@part.post("/units/<unit_code>/devices/<int:number>/name")
@needs("counters.keep")
def rename(unit: Unit, number: int) -> AnyResponse:
    return _changed(unit, number, "rename", lambda tablet, _unit: devices.rename(tablet.device, request.form.get("name", "")))


@part.post("/units/<unit_code>/devices/<int:number>/place")
@needs("counters.keep")
def move(unit: Unit, number: int) -> AnyResponse:
    def to_its_counter(tablet: Tablet, unit: Unit) -> None:
        devices.move(tablet.device, _counter_or_404(unit, request.form.get("counter", "")), now())

    return _changed(unit, number, "move", to_its_counter)


@part.post("/units/<unit_code>/devices/<int:number>/pause")
@needs("counters.keep")
def pause(unit: Unit, number: int) -> AnyResponse:
    message = request.form.get("message", "")
    return _changed(unit, number, "pause", lambda tablet, _unit: pauses.pause(tablet.device, message, g.person.name, now()))


@part.post("/units/<unit_code>/devices/<int:number>/resumption")
@needs("counters.keep")
def resume(unit: Unit, number: int) -> AnyResponse:
    return _changed(unit, number, "resume", lambda tablet, _unit: pauses.resume(tablet.device, now()))


@part.post("/units/<unit_code>/devices/<int:number>/revocation")
@needs("counters.keep")
def revoke(unit: Unit, number: int) -> AnyResponse:
    return _changed(unit, number, "revoke", lambda tablet, _unit: devices.revoke(tablet.device, now()))


@part.post("/units/<unit_code>/operator-pin")
@needs("counters.keep")
def set_pin(unit: Unit) -> AnyResponse:
    try:
        with acting("devices.pin", unit):
            pins.set_pin(unit, request.form.get("pin", ""), now())
    except DeviceError as error:
        if str(error) == "plain":
            return _index(unit, 422, _("PIN ini mudah ditebak: jangan angka yang sama atau berurutan."))
        return _index(unit, 422, _("PIN terdiri dari enam angka."))
    flash(_("PIN tersimpan. Tablet mengenalnya dalam satu menit.") if devices.of_unit(unit) else _("PIN tersimpan."))
    return redirect(url_for("panel.devices.index", unit_code=unit.code), code=303)


def _index(unit: Unit, status: int = 200, pin_error: str | None = None) -> Response:
    return page_or_part(
        "panel/devices/index.html",
        "panel/devices/_fleet.html",
        status,
        unit=unit,
        tablets=fleet.tablets_of(unit, now()),
        counters=places.counters(unit),
        contradicted=witnesses.contradicted(unit),
        unserved=response.unserved(unit, opening.hours(unit), now()),
        has_pin=pins.pin_of(unit) is not None,
        pin_error=pin_error,
    )


def _changed(unit: Unit, number: int, kind: str, change: Callable[[Tablet, Unit], None]) -> AnyResponse:
    """Do it to a tablet in use, and show the tablet again."""
    tablet = _tablet_or_404(unit, number)
    if tablet.device.revoked_at:
        flash(_("Tablet ini sudah dicabut. Pasangkan lagi bila akan dipakai."))
    else:
        with acting(f"devices.{kind}", unit, tablet.device.name or str(number)):
            change(tablet, unit)
        flash(_("Tersimpan. Tablet mengikutinya dalam satu menit, setelah ada jaringan."))
    return redirect(url_for("panel.devices.show", unit_code=unit.code, number=number), code=303)


def _tablet_or_404(unit: Unit, number: int) -> Tablet:
    return fleet.tablet(unit, number, now()) or abort(404)


def _tablet_or_none(unit: Unit, text: str) -> Tablet | None:
    found = number(text)
    return None if found is None else _tablet_or_404(unit, found)


def _counter_or_404(unit: Unit, code: str) -> Counter:
    return next((counter for counter in places.counters(unit) if counter.code == code), None) or abort(404)
