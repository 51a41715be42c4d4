"""Batches of single-use tickets: made, printed, given to a queue machine, withdrawn. Their tokens are shown to nobody but printers."""

import csv
import io

from flask import Blueprint, Response, abort, flash, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places, printing
from kiosk.clock import service_day
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.codes import NewTickets, codes_page, counter_or_404, typed_address
from kiosk.places import Unit, installation
from kiosk.visitors import tickets
from kiosk.visitors.tickets import TicketBatch, TicketError
from kiosk.web import now, public_url
from kiosk.web.errors import refused
from kiosk.web.files import csv_file, pdf_file
from kiosk.web.forms import WHOLE
from kiosk.words.catalogue import gettext as _

part = Blueprint("tickets", __name__)


@part.post("/units/<unit_code>/tickets")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    form = NewTickets.sent()
    counter = counter_or_404(unit, form.shows("counter"))
    if not form.ok:
        return codes_page(unit, form)
    try:
        with acting("tickets.make", unit, f"{counter.code}: {form.count}"):
            made = tickets.make_batch(counter, form.count, form.valid_from, form.valid_until, g.person.name, now(), form.form)
    except TicketError as error:
        if str(error) == "again":
            flash(_("Kartu ini sudah dibuat; tidak dibuat dua kali."))
            return redirect(url_for("panel.codes.index", unit_code=unit.code) + "#tickets", code=303)
        where, told = {
            "days": ("valid_until", _("Tanggal akhir tidak sebelum tanggal mulai.")),
            "past": ("valid_until", _("Tanggal akhir sudah lewat; kartu itu tidak akan pernah berlaku.")),
        }.get(str(error), (WHOLE, _("Nomor kumpulan kartu sudah habis.")))
        return codes_page(unit, form.refuse(where, told))
    flash(_("%(n)s kartu siap dicetak.", n=made.count))
    return redirect(url_for("panel.codes.index", unit_code=unit.code) + "#tickets", code=303)


@part.get("/units/<unit_code>/tickets/<int:number>.pdf")
@needs("counters.keep")
def sheet(unit: Unit, number: int) -> Response:
    batch = _batch_or_404(unit, number)
    if batch.is_over(service_day(now(), unit.zone)):
        return _over()
    counter = places.place(batch.counter_id).counter
    made = printing.TicketSheet(
        unit=unit.name,
        counter=counter.names["id"],
        counter_en=counter.names.in_("en"),
        address=typed_address(),
        valid_until=batch.valid_until,
        tickets=[(token, _address(token)) for token in tickets.to_hand_out(batch)],
        is_demo=installation.is_demo(),
    )
    return pdf_file(printing.ticket_sheets(made), f"kartu-{unit.code}-{batch.id}")


@part.get("/units/<unit_code>/tickets/<int:number>.csv")
@needs("counters.keep")
def table(unit: Unit, number: int) -> Response:
    batch = _batch_or_404(unit, number)
    if batch.is_over(service_day(now(), unit.zone)):
        return _over()
    counter = places.place(batch.counter_id).counter
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("number", "token", "address", "counter", "valid_from", "valid_until"))
    # The number is that of the row, and says nothing of the token's serial.
    for number, token in enumerate(tickets.to_hand_out(batch), 1):
        rows.writerow((number, token, _address(token), counter.code, batch.valid_from.isoformat(), batch.valid_until.isoformat()))
    return csv_file(out.getvalue(), f"kartu-{unit.code}-{batch.id}")


@part.post("/units/<unit_code>/tickets/<int:number>/withdrawal")
@needs("counters.keep")
def withdraw(unit: Unit, number: int) -> AnyResponse:
    batch = _batch_or_404(unit, number)
    with acting("tickets.withdraw", unit, str(batch.id)):
        tickets.withdraw(batch, now())
    flash(_("Kumpulan kartu ditarik. Kartu yang belum dipakai tidak berlaku lagi."))
    return redirect(url_for("panel.codes.index", unit_code=unit.code) + "#tickets", code=303)


def _batch_or_404(unit: Unit, number: int) -> TicketBatch:
    """A batch of the unit; none is handed out while no address is known that its codes could lead to."""
    return (tickets.batch(unit, number) if public_url() else None) or abort(404)


def _over() -> Response:
    return refused(410, _("Kumpulan kartu ini sudah berakhir"), _("Masa berlakunya lewat atau kartunya ditarik. Buat kumpulan baru."))


def _address(token: str) -> str:
    return public_url() + url_for("tickets.show", token=token)
