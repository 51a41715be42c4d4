"""The tablets of a unit: how each is, and what their operator does with them."""

from collections.abc import Callable

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import devices, places
from kiosk.devices import DeviceError, fleet, pauses, pins
from kiosk.devices.device import LONGEST_MESSAGE, LONGEST_NAME
from kiosk.devices.fleet import Tablet
from kiosk.panel.guard import acting, needs
from kiosk.places import Counter, Unit, opening
from kiosk.proof import witnesses
from kiosk.reports import response
from kiosk.web import now, number, page_or_part
from kiosk.web.fields import Choice, Hidden, Text
from kiosk.web.forms import Form, beside
from kiosk.words.catalogue import gettext as _

part = Blueprint("devices", __name__)

LONGEST_PIN = 6


class NewTablet(Form):
    """A tablet at a counter; `replaces` is the number of the one that it replaces, taking over its counter and name."""

    counter = Choice(needed=False)
    name = Text(LONGEST_NAME)
    replaces = Hidden()


class TabletName(Form):
    name = Text(LONGEST_NAME)


class TabletPlace(Form):
    counter = Choice(needed=False)


class Pause(Form):
    message = Text(LONGEST_MESSAGE)


class Pin(Text):
    """Not shown again to somebody who looks over a shoulder."""

    kept = False


class Dismissal(Form):
    """Of what tablets say of a seal: its printed line."""

    line = Choice()
    reason = Text(witnesses.LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya."))


class OperatorPin(Form):
    pin = Pin(LONGEST_PIN, needed=True, told=lambda: _("PIN terdiri dari enam angka."), inputmode="numeric")


@part.get("/units/<unit_code>/devices")
@needs("counters.read")
def index(unit: Unit) -> Response:
    return _index(unit)


@part.post("/units/<unit_code>/devices")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    """A pairing code for a new tablet, or for one that replaces another."""
    form = NewTablet.sent()
    replaced = _tablet_or_none(unit, form.replaces)
    counter = replaced.counter if replaced else _counter_or_404(unit, form.shows("counter"))
    if not form.ok:
        return _index(unit, form)
    name = form.name or (replaced.device.name if replaced else "")
    with acting("devices.pairing", unit, counter.code):
        code = devices.begin_pairing(counter, now(), name=name, replaces=replaced.device if replaced else None)
    return redirect(url_for("panel.pairings.show", unit_code=unit.code, code=code), code=303)


@part.get("/units/<unit_code>/devices/<int:number>")
@needs("counters.read")
def show(unit: Unit, number: int) -> str:
    return _show(unit, _tablet_or_404(unit, number))


@part.post("/units/<unit_code>/devices/<int:number>/name")
@needs("counters.keep")
def rename(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form = TabletName.sent()
    return _changed(unit, number, "rename", lambda tablet: devices.rename(tablet.device, form.name), form)


@part.post("/units/<unit_code>/devices/<int:number>/place")
@needs("counters.keep")
def move(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form = TabletPlace.sent()
    return _changed(unit, number, "move", lambda tablet: devices.move(tablet.device, _counter_or_404(unit, form.counter), now()), form)


@part.post("/units/<unit_code>/devices/<int:number>/pause")
@needs("counters.keep")
def pause(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form = Pause.sent()
    return _changed(unit, number, "pause", lambda tablet: pauses.pause(tablet.device, form.message, g.person.name, now()), form)


@part.post("/units/<unit_code>/devices/<int:number>/resumption")
@needs("counters.keep")
def resume(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    return _changed(unit, number, "resume", lambda tablet: pauses.resume(tablet.device, now()))


@part.post("/units/<unit_code>/devices/<int:number>/revocation")
@needs("counters.keep")
def revoke(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    return _changed(unit, number, "revoke", lambda tablet: devices.revoke(tablet.device, now()))


@part.post("/units/<unit_code>/operator-pin")
@needs("counters.keep")
def set_pin(unit: Unit) -> AnyResponse:
    form = OperatorPin.sent()
    if not form.ok:
        return _index(unit, form)
    try:
        with acting("devices.pin", unit):
            pins.set_pin(unit, form.pin, now())
    except DeviceError as error:
        plain = _("PIN ini mudah ditebak: jangan angka yang sama atau berurutan.")
        return _index(unit, form.refuse("pin", plain if str(error) == "plain" else _("PIN terdiri dari enam angka.")))
    flash(_("PIN tersimpan. Tablet mengenalnya dalam satu menit.") if devices.of_unit(unit) else _("PIN tersimpan."))
    return redirect(url_for("panel.devices.index", unit_code=unit.code), code=303)


@part.post("/units/<unit_code>/devices/witness-dismissal")
@needs("places.manage")
def dismiss(unit: Unit) -> AnyResponse:
    """Dismiss what tablets say of a seal that is not in the ledger."""
    form = Dismissal.sent()
    if not form.ok:
        return _index(unit, form)
    with acting("devices.dismissal", unit, f"{form.line}: {form.reason}"):
        witnesses.dismiss(unit, form.line, by=g.person.name, reason=form.reason, now=now()) or abort(404)
    flash(_("Dikesampingkan. Alasannya ada di Catatan tindakan."))
    return redirect(url_for("panel.devices.index", unit_code=unit.code), code=303)


def _index(unit: Unit, sent: Form | None = None) -> Response:
    return page_or_part(
        "panel/devices/index.html",
        "panel/devices/_fleet.html",
        422 if sent else 200,
        **beside(sent, pin=OperatorPin(), tablet=NewTablet(), dismissal=Dismissal()),
        unit=unit,
        tablets=fleet.tablets_of(unit, now()),
        counters=places.counters(unit),
        contradicted=witnesses.contradicted(unit),
        unserved=response.unserved(unit, opening.hours(unit), now()),
        has_pin=pins.pin_of(unit) is not None,
    )


def _show(unit: Unit, tablet: Tablet, sent: Form | None = None) -> str:
    here = {"name": tablet.device.name}, {"counter": tablet.counter.code}
    return render_template(
        "panel/devices/show.html",
        **beside(sent, name=TabletName(here[0]), place=TabletPlace(here[1]), pause=Pause()),
        unit=unit,
        tablet=tablet,
        counters=places.counters(unit),
        now=now(),
    )


def _changed(
    unit: Unit, number: int, kind: str, change: Callable[[Tablet], None], form: Form | None = None
) -> AnyResponse | tuple[str, int]:
    """Do it to a tablet in use, and show the tablet again."""
    tablet = _tablet_or_404(unit, number)
    if tablet.device.revoked_at:
        flash(_("Tablet ini sudah dicabut. Pasangkan lagi bila akan dipakai."))
    elif form and not form.ok:
        return _show(unit, tablet, form), 422
    else:
        with acting(f"devices.{kind}", unit, tablet.device.name or str(number)):
            change(tablet)
        flash(_("Tersimpan. Tablet mengikutinya dalam satu menit, setelah ada jaringan."))
    return redirect(url_for("panel.devices.show", unit_code=unit.code, number=number), code=303)


def _tablet_or_404(unit: Unit, number: int) -> Tablet:
    return fleet.tablet(unit, number, now()) or abort(404)


def _tablet_or_none(unit: Unit, text: str) -> Tablet | None:
    found = number(text)
    return None if found is None else _tablet_or_404(unit, found)


def _counter_or_404(unit: Unit, code: str) -> Counter:
    return next((counter for counter in places.counters(unit) if counter.code == code), None) or abort(404)
