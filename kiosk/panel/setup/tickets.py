"""Batches of single-use tickets: made, printed, given to a queue machine, withdrawn. Their tokens are shown to nobody but printers."""

import csv
import io
from datetime import date

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places, printing
from kiosk.clock import service_day
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.codes import codes_page, counter_or_404, typed_address
from kiosk.places import Unit, installation
from kiosk.visitors import tickets
from kiosk.visitors.tickets import TicketBatch, TicketError
from kiosk.web import Malformed, now, public_url
from kiosk.web.answers import read_uuid
from kiosk.web.errors import refused
from kiosk.web.files import csv_file, pdf_file
from kiosk.words.catalogue import gettext as _

part = Blueprint("tickets", __name__)


@part.post("/units/<unit_code>/tickets")
@needs("counters.keep")
def create(unit: Unit) -> AnyResponse:
    counter = counter_or_404(unit, request.form.get("counter", ""))
    try:
        form = read_uuid(request.form, "form")
    except Malformed:
        abort(404)
    try:
        with acting("tickets.make", unit, f"{counter.code}: {_count()}"):
            made = tickets.make_batch(counter, _count(), _day("valid_from"), _day("valid_until"), g.person.name, now(), form)
    except TicketError as error:
        if str(error) == "again":
            flash(_("Kartu ini sudah dibuat; tidak dibuat dua kali."))
            return redirect(url_for("panel.codes.index", unit_code=unit.code) + "#tickets", code=303)
        told = {
            "count": _("Jumlah kartu %(fewest)s sampai %(most)s.", fewest=tickets.FEWEST, most=tickets.MOST),
            "days": _("Isi kedua tanggal; tanggal akhir tidak sebelum tanggal mulai."),
            "past": _("Tanggal akhir sudah lewat; kartu itu tidak akan pernah berlaku."),
        }.get(str(error), _("Nomor kumpulan kartu sudah habis."))
        return codes_page(unit, 422, ticket_error=told)
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
    """A batch of the unit; none is handed out where no address is known that its codes could lead to."""
    return (tickets.batch(unit, number) if public_url() else None) or abort(404)


def _over() -> Response:
    return refused(410, _("Kumpulan kartu ini sudah berakhir"), _("Masa berlakunya lewat atau kartunya ditarik. Buat kumpulan baru."))


def _address(token: str) -> str:
    return public_url() + url_for("tickets.show", token=token)


def _count() -> int:
    text = request.form.get("count", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0


def _day(field: str) -> date:
    try:
        found = date.fromisoformat(request.form.get(field, ""))
    except ValueError:
        raise TicketError("days") from None
    if not 2000 <= found.year <= 2100:
        raise TicketError("days")
    return found
