"""Meja Kanwil: the words that wait in all units of a moderator, in one queue, oldest first, and the way to type any unit's paper forms.

A paper form waits nowhere: it is known once it is typed, on its unit's page, and then its words stand in this queue like all others.
What a person did last is remembered in her session, so that it can be taken back without a search; the record of acts holds all of it.
"""

from collections import Counter
from datetime import date
from typing import Any, NamedTuple

from flask import Blueprint, Response, flash, g, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import latest_day
from kiosk.panel.guard import acting, needs
from kiosk.panel.tasks.words import judged
from kiosk.places import Unit, tree
from kiosk.visitors import comments
from kiosk.visitors.comments import PASS, WITHHOLD, Comment
from kiosk.web import now, page_or_part
from kiosk.web.fields import Hidden, Text
from kiosk.web.forms import Form
from kiosk.words import acts
from kiosk.words.catalogue import gettext as _

part = Blueprint("desk", __name__)

AHEAD = 5
"""How many are listed behind the one that is read."""
LISTED = 15
"""Units listed beside the queue, those with the most first."""
REMEMBERED = 20
"""How many of her last verdicts a person can take back one after the other."""
CHOSEN = 60
"""Up to so many units are offered to type a form for; above it, the unit is found by the search of all units."""


class Verdict(Form):
    """The verdict on the message that is read: which button was pressed, and why. The rest says where in the queue to go on."""

    verdict = Hidden()
    why = Hidden()
    reason = Text(comments.LONGEST_REASON)
    under = Hidden()
    after = Hidden()


class Turn(NamedTuple):
    """Where in whose queue somebody is: below one office or unit (its code; empty: all), behind the message of this number."""

    under: str
    after: int

    @classmethod
    def asked(cls, under: str, after: str) -> "Turn":
        return cls(under, int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0)

    def behind(self, number: int) -> "Turn":
        return self._replace(after=number)

    @property
    def address(self) -> str:
        return url_for("panel.desk.index", under=self.under or None, after=self.after or None)


@part.get("/desk")
@needs("words.moderate")
def index() -> Response:
    return _page(Turn.asked(request.args.get("under", ""), request.args.get("after", "")))


@part.post("/units/<unit_code>/desk/<int:number>/verdict")
@needs("words.moderate")
def judge(unit: Unit, number: int) -> AnyResponse:
    form = Verdict.sent()
    turn = Turn.asked(form.shows("under"), form.shows("after"))
    why = reasons().get(form.shows("why"), "")
    verdict = WITHHOLD if why else form.shows("verdict")
    reason = why or form.shows("reason").strip()
    if form.ok and not (verdict == PASS or (verdict == WITHHOLD and reason)):
        form.refuse("reason", _("Pilih alasannya, atau tulis sendiri."))
    if not form.ok:
        return _page(turn.behind(number - 1), form)
    if judged(unit, number, verdict, reason):
        session["judged"] = [*session.get("judged", []), (unit.code, number)][-REMEMBERED:]
    else:
        _tell_of_the_first(comments.comment(unit, number))
    return redirect(turn.address, code=303)


def _tell_of_the_first(found: Comment | None) -> None:
    """Somebody was quicker; but her own verdict, sent twice, is no news."""
    if found is None or not found.verdict:
        flash(_("Pesan itu sudah tidak ada."))
    elif not found.was_read_by(g.person.name):
        flash(_("%(name)s lebih dahulu: pesan itu %(verdict)s.", name=found.read_by, verdict=acts.verdict(found.verdict)))


@part.post("/units/<unit_code>/desk/<int:number>/taking-back")
@needs("words.moderate")
def take_back(unit: Unit, number: int) -> AnyResponse:
    """The message waits again, and is the next one to be read."""
    form = Verdict.sent()
    turn = Turn.asked(form.shows("under"), form.shows("after"))
    session["judged"] = [each for each in session.get("judged", []) if tuple(each) != (unit.code, number)]
    try:
        with acting("words.take-back", unit, str(number)):
            if not comments.take_back(unit, number, g.person.name):
                raise comments.CommentError("late")
    except comments.CommentError:
        flash(_("Tidak dapat diurungkan lagi: pesan itu sudah sampai di unitnya, sudah diurungkan, atau sudah dihapus."))
        return redirect(turn.address, code=303)
    return redirect(turn.behind(number - 1).address, code=303)


@part.get("/desk/papers")
@needs("papers.type")
def papers() -> AnyResponse:
    """The page on which forms of the chosen unit are typed; the desk, if none was chosen that she types for."""
    code = request.args.get("unit", "")
    unit = next((each for each in g.sight.units("papers.type") if each.code == code), None)
    if unit is None:
        return redirect(url_for("panel.desk.index"), code=303)
    return redirect(url_for("panel.papers.index", unit_code=unit.code), code=303)


def reasons() -> dict[str, str]:
    """{key to press: why a message is not passed on}, as the words that are kept say it."""
    return {"1": _("Menyebut orang"), "2": _("Menghina"), "3": _("Menunjukkan siapa penulisnya")}


def _page(turn: Turn, sent: Verdict | None = None) -> Response:
    mine = {unit.id: unit for unit in g.sight.units("words.moderate")}
    chosen, shown = _below(turn.under, mine)
    turn = turn._replace(under=chosen.code if chosen else "")
    queue = comments.queue(shown, AHEAD + 1, turn.after)
    if not queue and turn.after:
        # What was skipped comes again, once all others are read.
        turn = turn.behind(0)
        queue = comments.queue(shown, AHEAD + 1)
    unread = Counter({unit_id: n for unit_id, n in comments.unread().items() if unit_id in mine})
    return page_or_part(
        "panel/desk/index.html",
        "panel/desk/_desk.html",
        422 if sent else 200,
        form=sent or Verdict({"under": turn.under, "after": turn.after or ""}),
        turn=turn,
        queue=[(each, mine[each.unit_id], date(each.month // 100, each.month % 100, 1)) for each in queue],
        skip=turn.behind(queue[0].id).address if queue else "",
        waiting=sum(unread[unit_id] for unit_id in shown),
        chosen=chosen,
        listed=[(mine[unit_id], n) for unit_id, n in unread.most_common(LISTED)],
        others=max(0, len(unread) - LISTED),
        offices=_offices(mine, unread),
        all_waiting=unread.total(),
        reasons=reasons(),
        batch=comments.BATCH,
        last=_last(),
        typed_for=found if len(found := g.sight.units("papers.type")) <= CHOSEN else (),
    )


def _below(code: str, mine: dict[int, Unit]) -> tuple[Unit | None, set[int]]:
    """The office or unit of that code with hers at or below it (numbers); with all of hers, if there is none of hers there."""
    chosen = next((each for each in tree.known().units if code and each.code == code), None)
    below = tree.subtree({chosen.id}, latest_day(now())) & mine.keys() if chosen else set()
    return (chosen, below) if below else (None, set(mine))


def _offices(mine: dict[int, Unit], unread: Counter[int]) -> list[tuple[Unit, int]]:
    """The offices above her units, with how many wait below each."""
    today = latest_day(now())
    found = []
    for office in tree.known().above(list(mine.values()), today):
        below = tree.known().below([office.id], today)
        found.append((office, sum(n for unit_id, n in unread.items() if unit_id in below)))
    return found


def _last() -> dict[str, Any] | None:
    """Her last verdict that can still be taken back, with its unit."""
    for code, number in reversed(session.get("judged", [])):
        unit = next((each for each in g.sight.units("words.moderate") if each.code == code), None)
        found = comments.comment(unit, number) if unit else None
        if unit and found and found.verdict and not found.passed_on and found.was_read_by(g.person.name):
            return {"comment": found, "unit": unit, "verdict": acts.verdict(found.verdict)}
    return None
