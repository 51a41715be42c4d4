"""What a unit has published, for everybody: as a page, for programs, and as a badge. Nothing else of its figures is here."""

import csv
import io
import re
from typing import Any

from flask import Blueprint, Response, abort, make_response, render_template

from kiosk import proof, publishing
from kiosk.clock import service_day
from kiosk.filings import issued
from kiosk.places import Unit, channels, installation, tree
from kiosk.publishing import open_data, results, shown
from kiosk.publishing.shown import ShownResult
from kiosk.web import now
from kiosk.web.files import if_changed, open_json, opened
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.codes import channel
from kiosk.words.figures import grade
from kiosk.words.numbers import decimals, percent, whole
from kiosk.words.periods import period as period_title

part = Blueprint("units", __name__)

INDENT = re.compile(r"\n\s+")


def _unit(code: str) -> Unit:
    return tree.unit_by_code(code) or abort(404)


@part.get("/u/<unit_code>")
def show(unit_code: str) -> Response:
    """The unit's page; of an office, its units."""
    unit = _unit(unit_code)
    return _kept(_office(unit) if unit.is_office else _page(unit))


def _page(unit: Unit) -> str:
    held, today = publishing.held(unit), service_day(now(), unit.zone)
    found = _read(held.newest)
    return render_template(
        "public/units/show.html",
        unit=unit,
        held=held,
        edition=held.newest,
        shown=found,
        ways=ways(found),
        seal=proof.latest_seal(unit),
        channels=channels.shown_on(today),
        standing=_standing(held),
        **_reports(unit),
    )


def _reports(unit: Unit) -> dict[str, Any]:
    """The issued reports that the unit lets anybody read, and how each is numbered."""
    return {"reports": issued.open_to_all(unit), "number": lambda each: issued.number(unit, each)}


def _standing(held: results.Held) -> set[int]:
    """The numbers of those that nothing has corrected."""
    return {each.number for each in (held.newest, *held.others) if each}


def _office(unit: Unit) -> str:
    known, today = tree.known(), service_day(now(), unit.zone)
    below = [each for each in known.units if each.id in known.below([unit.id], today) and each.id != unit.id and not each.closed_on]
    newest = results.newest_of_units(below)
    return render_template(
        "public/units/office.html",
        unit=unit,
        below=[(each, newest.get(each.id)) for each in sorted(below, key=lambda each: (each.name.casefold(), each.code))],
        offices={each.code for each in below if each.is_office},
        **_reports(unit),
    )


@part.get("/u/<unit_code>/editions")
def editions(unit_code: str) -> Response:
    """All that the unit ever published, the newest first: the unit's page has room for a few."""
    unit = _unit(unit_code)
    standing = _standing(publishing.held(unit))
    return _kept(render_template("public/units/editions.html", unit=unit, editions=publishing.editions(unit), standing=standing))


@part.get("/u/<unit_code>/reports")
def reports(unit_code: str) -> Response:
    """All issued reports that anybody may read, the newest first."""
    unit = _unit(unit_code)
    return _kept(render_template("public/units/reports.html", unit=unit, **_reports(unit)))


@part.get("/u/<unit_code>/<int:number>")
def version(unit_code: str, number: int) -> Response:
    """A version as it was published; one that was withdrawn says so, and nothing of its figures."""
    unit = _unit(unit_code)
    edition = results.edition(unit, number) or abort(404)
    found = _read(edition)
    page = render_template("public/units/version.html", unit=unit, edition=edition, shown=found, ways=ways(found))
    return _kept(page, 200 if found else 410)


@part.get("/u/<unit_code>/<int:number>.json")
def version_json(unit_code: str, number: int) -> Response:
    """The very bytes of a version, so that anybody can compare their SHA-256 with the page's."""
    edition = results.edition(_unit(unit_code), number) or abort(404)
    if edition.withdrawal:
        abort(410)
    return opened(Response(edition.result.content, mimetype="application/json"))


@part.get("/u/<unit_code>.json")
def as_json(unit_code: str) -> Response:
    unit = _unit(unit_code)
    return open_json(open_data.as_json(unit, publishing.held(unit), issued.open_to_all(unit)))


@part.get("/u/<unit_code>.csv")
def as_csv(unit_code: str) -> Response:
    text = io.StringIO()
    csv.writer(text).writerows(open_data.as_rows(publishing.held(_unit(unit_code))))
    return opened(Response(text.getvalue(), mimetype="text/csv"))


@part.get("/u/<unit_code>/badge.svg")
def badge(unit_code: str) -> Response:
    """For a page of another site: the first value that was published, on what basis, and of when."""
    unit = _unit(unit_code)
    value, basis = _in_brief(_read(publishing.held(unit).newest))
    title = _("Contoh – bukan data sebenarnya") if installation.is_demo() else _("Kata pengunjung")
    picture = render_template("public/units/badge.svg", unit=unit, title=title, value=value, basis=basis)
    return opened(Response(picture, mimetype="image/svg+xml"))


def _in_brief(found: ShownResult | None) -> tuple[str, str]:
    """What a badge says: a value, and what stands behind it."""
    if found is None:
        return _("belum ada hasil yang dipublikasikan"), ""
    period = period_title(found.period)
    for index in found.told:
        if index.figure:
            value = f"{in_text(index.short)} {decimals(index.figure.value)} · {grade(index.figure.grades)}"
            basis = _("resmi") if index.figure.official else _("perkiraan")
            return value, _("%(basis)s, %(n)s orang, %(period)s", basis=basis, n=whole(index.figure.n), period=period)
    if found.satisfaction:
        n = whole(found.satisfaction.n)
        return _("%(share)s dari 100 puas", share=percent(found.satisfaction.value)), _("%(n)s orang, %(period)s", n=n, period=period)
    return _("belum cukup jawaban"), period


def ways(found: ShownResult | None) -> list[str]:
    """By which ways visitors rated, and how many: Tablet 5.904."""
    return [f"{channel(each)} {whole(n)}" for each, n in found.channels.items()] if found else []


def _read(edition: results.Edition | None) -> ShownResult | None:
    return shown.read(edition.result.content) if edition and not edition.withdrawal else None


def _kept(page: str, status: int = 200) -> Response:
    """A page that a browser keeps, and asks each time whether it is new; without the templates' indents, a fifth of its bytes."""
    answer = make_response(INDENT.sub("\n", page), status)
    answer.headers["Cache-Control"] = "no-cache"
    return if_changed(answer) if status == 200 else answer
