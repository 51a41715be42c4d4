"""Displays on the wall: the page that makes and ends their addresses, and what such an address shows to anybody who opens it."""

import hashlib
import hmac
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, g, make_response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import reports, tallies
from kiosk.clock import service_day
from kiosk.devices import walls
from kiosk.devices.walls import LONGEST_NAME, MOST, WallError
from kiosk.panel.figures.charts import hours_chart
from kiosk.panel.guard import acting, needs
from kiosk.places import Unit, served
from kiosk.web import choose_language, instruments, now, page_or_part, whole_address
from kiosk.web.errors import refused
from kiosk.web.fields import Choice, Once, Text
from kiosk.web.forms import WHOLE, Form
from kiosk.web.languages import PANEL_LANGUAGES
from kiosk.web.pages import Box, box, each_alone
from kiosk.words.catalogue import gettext as _

part = Blueprint("walls", __name__)
door = Blueprint("wall", __name__, url_prefix="/wall")
"""No sign-in: anybody who has the address sees this one screen."""

SHOWN = "wall"
"""In the session: (unit, code) of the address just made, to be shown until another page of displays is opened."""
FIRST = (box("panel/walls/_visits.html"), box("panel/walls/_satisfaction.html"))
HOURS = box("panel/walls/_hours.html")
VERDICT = box("panel/walls/_verdict.html")
WAITING = (box("panel/walls/_waiting.html"),)
"""Shown instead of all of them where operators look and no day's number served is entered yet."""


class NewWall(Form):
    form = Once()
    name = Text(LONGEST_NAME, needed=True, told=lambda: _("Isi nama layar, paling panjang %(most)s huruf.", most=LONGEST_NAME))
    runs = Choice(("1",), needed=False)


@part.get("/units/<unit_code>/walls")
@needs("walls.keep")
def index(unit: Unit) -> str:
    return _index(unit)


@part.post("/units/<unit_code>/walls")
@needs("walls.keep")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    form = NewWall.sent()
    if not form.ok:
        return _index(unit, form), 422
    try:
        with acting("walls.create", unit, form.name):
            # Pressed twice: both answers show the one address, whichever of them the browser keeps.
            _wall, code = walls.put_up(unit, form.name, form.runs == "1", g.person.name, now(), _drawn(form.form))
    except WallError:
        told = _("Sudah ada %(most)s layar. Akhiri dahulu yang tidak dipakai.", most=MOST)
        return _index(unit, form.refuse(WHOLE, told)), 422
    session[SHOWN] = [unit.code, code]
    return redirect(url_for("panel.walls.index", unit_code=unit.code), code=303)


@part.post("/units/<unit_code>/walls/<int:number>/end")
@needs("walls.keep")
def end(unit: Unit, number: int) -> AnyResponse:
    wall = walls.of_number(unit, number) or abort(404)
    if wall.ended_at is None:
        with acting("walls.end", unit, wall.name):
            walls.end(wall, now())
    flash(_("Layar “%(name)s” diakhiri. Alamatnya tidak menampilkan apa pun lagi.", name=wall.name))
    return redirect(url_for("panel.walls.index", unit_code=unit.code), code=303)


def _drawn(form: UUID) -> bytes:
    """What only this server makes of the number of a form, which the browser knows."""
    return hmac.digest(str(current_app.config["SECRET_KEY"]).encode(), b"wall " + form.bytes, hashlib.sha256)


def _index(unit: Unit, form: NewWall | None = None) -> str:
    of, code = session.get(SHOWN, ("", ""))
    if of == unit.code and request.method == "GET":
        session.pop(SHOWN)
    return render_template(
        "panel/walls/index.html",
        unit=unit,
        walls=walls.of_unit(unit),
        made=whole_address("wall.show", code=code) if of == unit.code else "",
        form=form or NewWall({"form": None, "runs": ""}),
    )


@door.get("/<code>")
def show(code: str) -> Response:
    """One screen of a day's figures: counts, and what may be shown of scores; no name, no words."""
    asked = request.args.get("language")
    choose_language(asked if asked in PANEL_LANGUAGES else None, default="id")
    if (found := walls.wall(code)) is None:
        return refused(404, _("Layar ini tidak ada atau sudah diakhiri"), _("Mintalah alamat baru kepada kepala unit."))
    wall, unit = found
    running = service_day(now(), unit.zone)
    day = running if wall.runs else _last_day(unit, running)
    today = reports.of_today(unit, day or running - timedelta(days=1), now(), instruments())
    frame: dict[str, Any] = {"today": today, "unit": unit, "now": now()}
    indices = (Box("panel/walls/_index.html", {"index": index}, index.key) for index in today.instrument.indices)
    boxes = each_alone((*FIRST, *indices, HOURS) if day else WAITING, "panel/walls/_failed.html", hours_chart=hours_chart, **frame)
    # Made only of what is on the screen: somebody who polls the ledger's size would see when a visitor answers what.
    (verdict,) = each_alone([VERDICT], "panel/walls/_no_verdict.html", **frame)
    screen = f"{today.day} {int(now().timestamp()) // 60} {verdict} {''.join(boxes)}"
    seen = hashlib.sha256(screen.encode()).hexdigest()[:16]
    if request.args.get("seen") == seen:
        return make_response("", 204)
    answer = page_or_part("panel/walls/wall.html", "panel/walls/_wall.html", boxes=boxes, verdict=verdict, seen=seen, code=code, **frame)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _last_day(unit: Unit, running: date) -> date | None:
    """The last day within a fortnight that is over and had visits, and whose number served was entered; yesterday if none had visits.

    None: there were visits, but no such day's number served is entered.
    """
    yesterday = running - timedelta(days=1)
    span = yesterday - timedelta(days=13), yesterday
    rated = {day for day, n in tallies.visits_by_day(unit, *span).items() if n}
    return max(rated & served.of_days(unit, *span).keys(), default=None) if rated else yesterday
