"""Laporan monitoring: the report on several units over one span, as paper and as a table; of many units it is ordered, and waits here."""

from collections.abc import Sequence
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import documents
from kiosk.clock import latest_day
from kiosk.documents import Monitored, Outline
from kiosk.filings import orders
from kiosk.filings.orders import ReportOrder
from kiosk.indices.periods import Period
from kiosk.panel.figures import spans
from kiosk.panel.guard import admitted, needs
from kiosk.places import Unit
from kiosk.web import instruments, is_part, now
from kiosk.web.current import settings, vault
from kiosk.web.fields import Several
from kiosk.web.files import pdf_file, xlsx_file
from kiosk.web.forms import Form
from kiosk.words.catalogue import language

part = Blueprint("monitoring", __name__)

MOST = 30
"""Units of a report that is made while somebody waits: 60 ms each at ten million entries. One of more is made beside the server."""


class Ordering(Form):
    unit = Several()


@part.get("/monitoring")
@needs("figures.read", refusal=404)
def show() -> str | tuple[str, int]:
    choices = _choices()
    units, period, error = _asked(choices)
    page = _page(choices, units, period, error)
    return (page, 422) if error else page


def _page(choices: Sequence[Unit], units: Sequence[Unit], period: Period, error: str) -> str:
    return render_template(
        "panel/monitoring/show.html",
        choices=choices,
        chosen=units,
        at_once=len(units) <= MOST,
        orders=_orders(),
        zone=_zone(),
        **spans.frame_on(latest_day(now()), period, error),
    )


@part.get("/monitoring.pdf", defaults={"suffix": ".pdf"})
@part.get("/monitoring.xlsx", defaults={"suffix": ".xlsx"})
@needs("figures.read", refusal=404)
def download(suffix: str) -> Response:
    units, period, error = _asked(_choices())
    if error or len(units) > MOST:
        abort(404)
    monitored = Monitored.of(units, period, latest_day(now()), instruments())
    outline = cast(dict[str, Outline], current_app.extensions["outlines"])[documents.MONITORING]
    return _file(documents.made_of_several(monitored, outline, suffix, vault()), period, suffix)


def _file(made: bytes, period: Period, suffix: str) -> Response:
    name = f"monitoring-{period.first.isoformat()}-{period.last.isoformat()}"
    return pdf_file(made, name) if suffix == ".pdf" else xlsx_file(made, name)


@part.post("/monitoring/orders")
@needs("figures.read", refusal=404)
def order() -> AnyResponse | tuple[str, int]:
    """Have a report made; pressed twice, or by two people who see the same units, it is one."""
    choices = _choices()
    units, period, error = _asked(choices, Ordering.sent().unit)
    if error:
        return _page(choices, units, period, error), 422
    orders.place(units, period, language(), g.person.name, now(), latest_day(now()))
    return _started(period)


@part.post("/monitoring/orders/<digest>")
@needs("figures.read", refusal=404)
def renew(digest: str) -> AnyResponse:
    found = _ordered(digest)
    orders.renew(digest)
    return _started(found.period)


@part.get("/monitoring/orders")
@needs("figures.read", refusal=404)
def index() -> str | AnyResponse:
    """How far they have come; the page asks again and again while one is being made."""
    found = _orders()
    if not is_part():
        return redirect(url_for("panel.monitoring.show", _anchor="orders"))
    return render_template("panel/monitoring/_orders.html", orders=found, zone=_zone())


@part.get("/monitoring/orders/<digest>.<suffix>")
@needs("figures.read", refusal=404)
def ready(digest: str, suffix: str) -> Response:
    found = _ordered(digest)
    if not found.made_at or f".{suffix}" not in orders.SUFFIXES:
        abort(404)
    try:
        made = orders.file_of(settings().data, digest, f".{suffix}").read_bytes()
    except FileNotFoundError:
        abort(404)  # somebody emptied the folder; the page has a button to make it again
    return _file(made, found.period, f".{suffix}")


def _started(period: Period) -> AnyResponse:
    if beside := current_app.extensions.get("beside"):
        beside.start()
    here: dict[str, Any] = spans.address(period)
    return redirect(url_for("panel.monitoring.show", **here, _anchor="orders"), code=303)


def _orders() -> Sequence[ReportOrder]:
    return orders.latest(frozenset(unit.code for unit in _choices()))


def _zone() -> str:
    """In which a page of several units tells the time: that of the first."""
    return _choices()[0].zone


def _ordered(digest: str) -> ReportOrder:
    return next((each for each in _orders() if each.digest == digest), None) or abort(404)


def _choices() -> Sequence[Unit]:
    """All units that the person sees; a page of several is there for nobody who sees one."""
    choices: Sequence[Unit] = g.sight.units("figures.read", with_counters=True)
    return choices if len(choices) > 1 else abort(404)


def _asked(choices: Sequence[Unit], codes: Sequence[str] | None = None) -> tuple[Sequence[Unit], Period, str]:
    """The units of these codes (?unit=, several), else all that the person sees; the semester that is over, unless a span is asked for."""
    wanted = dict.fromkeys(request.args.getlist("unit") if codes is None else codes)
    period, error = spans.asked_on(latest_day(now()))
    return [admitted("figures.read", code) for code in wanted] or choices, period or spans.semester_over(latest_day(now())), error
