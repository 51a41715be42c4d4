"""The codes of a unit: posters to print, tickets, the way to the ministry's survey, and which way visits came."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask import Blueprint, Response, abort, flash, g, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places, printing
from kiosk.clock import service_day
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Counter, Unit, installation, links, served, steps
from kiosk.quality import rules
from kiosk.reports import arrivals
from kiosk.visitors import surveys, tickets
from kiosk.visitors.tickets import TicketBatch
from kiosk.web import now, page_or_part, public_url
from kiosk.web.fields import Choice, Day, Once, Text, Whole
from kiosk.web.files import pdf_file
from kiosk.web.forms import Form, beside
from kiosk.web.qr import qr_svg
from kiosk.words.catalogue import gettext as _

part = Blueprint("codes", __name__)

WINDOW = timedelta(days=30)
USUAL_SHEET = 42
"""Tickets that fit on a few sheets of paper."""


class SurveyAddress(Form):
    address = Text(surveys.LONGEST, inputmode="url", spellcheck="false")


class NewTickets(Form):
    form = Once()
    counter = Choice(needed=False)
    count = Whole(tickets.FEWEST, tickets.MOST)
    valid_from = Day()
    valid_until = Day()


@part.get("/units/<unit_code>/codes")
@needs("counters.read")
def index(unit: Unit) -> Response:
    return codes_page(unit)


@part.get("/units/<unit_code>/poster")
@part.get("/units/<unit_code>/counters/<counter_code>/poster")
@needs("counters.read")
def moved(unit: Unit, counter_code: str = "") -> AnyResponse:
    """The posters' former addresses."""
    return redirect(url_for("panel.codes.index", unit_code=unit.code), code=303)


@part.get("/units/<unit_code>/posters/<paper>.pdf")
@needs("counters.read")
def unit_poster(unit: Unit, paper: str) -> Response:
    return _poster(unit, None, links.link_of_unit(unit).code, paper)


@part.get("/units/<unit_code>/counters/<counter_code>/posters/<paper>.pdf")
@needs("counters.read")
def counter_poster(unit: Unit, counter_code: str, paper: str) -> Response:
    counter = counter_or_404(unit, counter_code)
    return _poster(unit, counter, links.link_of(counter, "poster").code, paper)


@part.post("/units/<unit_code>/official-survey")
@needs("counters.keep")
def set_survey(unit: Unit) -> AnyResponse:
    form = SurveyAddress.sent()
    if not form.ok:
        return codes_page(unit, form)
    try:
        with acting("survey.address", unit, form.address):
            surveys.set_address(unit, form.address)
    except surveys.SurveyError:
        told = _("Tulis alamat lengkap yang dimulai dengan https://, paling panjang 300 huruf.")
        return codes_page(unit, form.refuse("address", told))
    flash(_("Tersimpan."))
    return redirect(url_for("panel.codes.index", unit_code=unit.code), code=303)


def codes_page(unit: Unit, sent: Form | None = None) -> Response:
    """Posters, tickets and the survey; `sent`: the form of this page that was refused."""
    today, survey = service_day(now(), unit.zone), surveys.address(unit) or ""
    counters, posters = {counter.id: counter for counter in places.counters(unit)}, links.links_of_counters(unit, "poster")
    usual = {"form": None, "count": USUAL_SHEET, "valid_from": today, "valid_until": today}
    return page_or_part(
        "panel/codes/index.html",
        "panel/codes/_codes.html",
        422 if sent else 200,
        **beside(sent, tickets=NewTickets(usual), survey=SurveyAddress({"address": survey})),
        unit=unit,
        today=today,
        links=[(counter, posters[counter.id].code) for counter in counters.values()],
        unit_link=links.link_of_unit(unit).code,
        has_address=bool(public_url()),
        papers={code: _(paper.name) for code, paper in printing.PAPERS.items()},
        batches=(batches := [(batch, counters[batch.counter_id]) for batch in tickets.batches(unit)]),
        served=_served(unit, [batch for batch, _counter in batches], today),
        cap=rules.MOST_PER_HOUR,
        survey=survey,
        arrivals=arrivals.of_arrivals(unit, today - WINDOW + timedelta(days=1), today) if may("figures.read", unit) else None,
    )


def _served(unit: Unit, batches: Sequence[TicketBatch], today: date) -> dict[int, tuple[int, int, int]]:
    """{batch: (how many the unit served on its days up to today, on how many days that was entered, how many those days are)}"""
    if not batches:
        return {}
    counts = served.of_days(unit, min(batch.valid_from for batch in batches), today)
    found = {}
    for batch in batches:
        last = min(batch.valid_until, today)
        own = [count.count for day, count in counts.items() if batch.valid_from <= day <= last]
        if own:
            found[batch.id] = sum(own), len(own), (last - batch.valid_from).days + 1
    return found


def counter_or_404(unit: Unit, code: str) -> Counter:
    return next((counter for counter in places.counters(unit) if counter.code == code), None) or abort(404)


def typed_address() -> str:
    """Where codes are typed, as printed on paper: loket.example/q."""
    return (public_url() + url_for("public.codes.show")).partition("://")[2]


def _poster(unit: Unit, counter: Counter | None, code: str, paper: str) -> Response:
    if paper not in printing.PAPERS or not public_url():
        abort(404)
    made = printing.Poster(
        unit=unit.name,
        counter_id=counter.names["id"] if counter else "",
        counter_en=counter.names.in_("en") if counter else "",
        address=typed_address(),
        code=code,
        qr=qr_svg(public_url() + url_for("phone.start.index", code=code)),
        is_demo=installation.is_demo(),
    )
    steps.note(unit, "poster", g.person.name, now())
    return pdf_file(printing.poster(made, paper), f"poster-{counter.code if counter else unit.code}-{paper}")
