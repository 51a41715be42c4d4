"""Units from a list: checked first, then saved in steps, of which the page shows how far they are. Each step can be sent twice."""

from datetime import date

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import latest_day
from kiosk.grids import GridError
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.panel.guard import needs
from kiosk.people import acts
from kiosk.places import founding, lists
from kiosk.places.founding import ListOfUnits
from kiosk.places.lists import LARGEST, MOST_ROWS, ListError, Row
from kiosk.store import writing
from kiosk.web import now
from kiosk.web.bodies import takes
from kiosk.web.fields import Hidden, Pasted, Upload
from kiosk.web.files import csv_file
from kiosk.web.forms import Form
from kiosk.words import tables
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import ngettext
from kiosk.words.numbers import whole

part = Blueprint("unit_lists", __name__)

KINDS = {"found": "places.create", "rename": "settings.name", "join": "settings.office", founding.PLACED: "settings.office"}
"""{what a list does to a unit: how the record of acts calls it}"""
FAULTS_SHOWN = 5
"""Of a file that is no table. All of a thousand would say no more."""


class UnitList(Form):
    prefix = "list-"
    file = Upload(".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    text = Pasted()


class Agreement(Form):
    """What was seen of a list, or how far it was; both say what the next step is, and neither is typed."""

    agreed = Hidden()
    at = Hidden()


@part.get("/places/list")
@needs("places.manage", everywhere=True)
def index() -> str:
    return _page(UnitList())


@part.get("/places/list/example.csv")
@needs("places.manage", everywhere=True)
def example() -> Response:
    """A list to begin with, as a spreadsheet opens it."""
    return csv_file(lists.EXAMPLE, _("contoh-unit"))


@part.post("/places/list")
@needs("places.manage", everywhere=True)
@takes(LARGEST)
def check() -> str | tuple[str, int]:
    """Shows what each row of the list would do, and does nothing."""
    form = UnitList.sent()
    try:
        found = lists.read_list(form.file or form.text.encode())
    except ListError as error:
        told = {
            "empty": _("Daftar kosong."),
            "columns": _("Baris pertama harus menyebut kolom: paling sedikit code dan name."),
            "long": _("Paling banyak %(most)s baris sekali kirim.", most=whole(MOST_ROWS)),
        }[str(error)]
        return _page(form.refuse("file" if form.file else "text", told)), 422
    except GridError as error:
        told = "; ".join(tables.fault(fault) for fault in error.faults[:FAULTS_SHOWN])
        return _page(form.refuse("file" if form.file else "text", told)), 422
    rows = lists.judged(found.rows, _today())
    may_be_done = any(row.deeds for row in rows) and not any(row.wrong for row in rows)
    kept = founding.keep(rows, g.person.name, now()) if may_be_done else None
    return _page(form, rows, kept, readings=[tables.reading(each) for each in found.readings])


@part.get("/places/list/<int:number>")
@needs("places.manage", everywhere=True)
def show(number: int) -> str:
    """How far a list is, with the button that goes on; a script presses it."""
    found = _list_or_404(number)
    if not found.begun:
        return _page(UnitList(), founding.as_it_stands(found, _today()), found)
    return render_template("panel/places/saving.html", found=found, form=Agreement({"at": found.done}))


@part.post("/places/list/<int:number>/steps")
@needs("places.manage", everywhere=True)
def go_on(number: int) -> AnyResponse | str:
    """The next step of a list; the first one only if what was seen of it is still what would happen."""
    form, found = Agreement.sent(), _list_or_404(number)
    if not founding.begin(found, form.agreed, _today()):
        # Somebody else has moved or renamed a unit meanwhile.
        changed = _("Susunan berubah sejak Anda memeriksanya. Lihat sekali lagi, lalu simpan.")
        return _page(UnitList(), founding.as_it_stands(found, _today()), found, changed=changed)
    at = int(form.at) if form.at.isascii() and form.at.isdigit() and len(form.at) < 9 else 0
    with writing():
        did = founding.step(found, at, _today(), DEFAULT_INSTRUMENT, DEFAULT_PLAN)
        for deed, unit, about in did.deeds:
            acts.note(KINDS[deed], g.person.name, now(), unit, about)
    if not found.is_over or found.left_out:
        return redirect(url_for("panel.unit_lists.show", number=found.id), code=303)
    flash(ngettext("%(num)s unit disimpan.", "%(num)s unit disimpan.", found.changed))
    return redirect(url_for("panel.places.index"), code=303)


def _page(
    form: UnitList, rows: list[Row] | None = None, kept: ListOfUnits | None = None, *, changed: str = "", readings: list[str] | None = None
) -> str:
    """The page with the form, and what a list would do; `kept` where it can be agreed to."""
    return render_template(
        "panel/places/list.html",
        form=form,
        rows=rows,
        agreement=Agreement({"agreed": lists.fingerprint(rows), "at": 0}) if rows and kept else None,
        kept=kept,
        changed=changed,
        readings=readings or [],
        unfinished=founding.unfinished(),
        most=MOST_ROWS,
    )


def _list_or_404(number: int) -> ListOfUnits:
    return founding.kept(number) or abort(404)


def _today() -> date:
    return latest_day(now())
