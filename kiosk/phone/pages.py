"""What the phone's pages are made of. Plain forms and plain addresses: all of it works without JavaScript."""

from collections.abc import Hashable
from datetime import datetime, timedelta
from math import ceil
from uuid import UUID, uuid4

from flask import Response, abort, g, make_response, redirect, render_template, request, url_for
from markupsafe import escape

from kiosk.clock import service_day
from kiosk.followups import notices
from kiosk.instruments import Instrument, Plan, Question, parse_codes, parse_plan, wish
from kiosk.ledger import new_id, receipt_code, visits
from kiosk.ledger.visits import Beginning, SoFar
from kiosk.phone.guard import STEPS, WISH, having_done, here
from kiosk.places import channels
from kiosk.places.channels import ComplaintChannel
from kiosk.quality.rules import OPEN_CHANNELS
from kiosk.store.remembered import Remembered
from kiosk.visitors import surveys
from kiosk.visitors.handoffs import Continued
from kiosk.web import Malformed, instruments, language, now
from kiosk.web.answers import read_uuid
from kiosk.web.assets import code_edition
from kiosk.web.inline import allow_scripts, script_hashes

CONTROL = "control"
FRESH = timedelta(minutes=60)
"""How long after its first tap a visit may be continued or corrected from a phone. A saved address changes no past day."""
SECONDS_A_QUESTION = 8
"""How long a visitor takes, reading included; used only to say how long the rest will last."""


def instrument() -> Instrument:
    return instruments().current(g.place.counter.instrument)


def plan() -> Plan:
    return parse_plan(g.place.counter.plan, instrument())


def codes_of(visit: UUID) -> tuple[str, ...]:
    """The questions of this visit: those drawn on the tablet where it began, else our own; and the rest where she goes on to it."""
    drawn = parse_codes(g.link.plan, instrument()) if isinstance(g.link, Continued) else plan().draw(visit)
    return (*drawn, *rest(drawn)) if g.full else drawn


def rest(drawn: tuple[str, ...]) -> tuple[str, ...]:
    """What the full questionnaire asks beyond the questions drawn: the other questions of its indices, and the control question."""
    asked = [code for index in instrument().indices for code in instrument().codes(index.key) if code not in drawn]
    return (*asked, *instruments().current(CONTROL).codes(CONTROL))


def question(code: str) -> Question:
    """A question of the counter's instrument, or the control question. 404 if it is neither."""
    return instrument().asked(code) or instruments().current(CONTROL).question(code) or abort(404)


def visit() -> UUID:
    """The visit that the address names, at a counter. 404 if it names none."""
    if g.place is None:
        abort(404)
    try:
        return read_uuid(request.values, "visit")
    except Malformed:
        abort(404)


def so_far(visit: UUID) -> SoFar:
    """What the visit has said, asked once for a page."""
    kept: dict[UUID, SoFar] = g.setdefault("so_far", {})
    if visit not in kept:
        kept[visit] = visits.so_far(g.place.unit, visit)
    return kept[visit]


def rated_visit() -> UUID:
    """The same, for a visit that has something in the ledger; else she is led to the first question: there is nothing to thank for yet.

    A visit handed over from a tablet may still wait there.
    """
    own = visit()
    if isinstance(g.link, Continued) and own != g.link.visit:
        abort(404)
    if not isinstance(g.link, Continued) and so_far(own).begun is None:
        abort(redirect(url_for("phone.start.index", **here(language=language())), code=303))
    return own


def fresh_visit(own: UUID) -> UUID:
    """The visit, if more may be said in it; else the page that says that it is finished."""
    if not is_fresh(so_far(own).begun, now()):
        abort(finished_page(own))
    return own


def is_fresh(begun: Beginning | None, moment: datetime) -> bool:
    """Whether a tap at that moment may still belong to a visit; None: the visit begins with it."""
    return begun is None or moment - begun.given_at <= FRESH


def finished_page(visit: UUID) -> Response:
    """Why this visit can no longer be changed, with its receipt, and how to rate anew where that is possible."""
    can_begin = g.link.channel in OPEN_CHANNELS
    page = render_template(
        "phone/finished.html",
        place=g.place,
        receipt=receipt_code(visit),
        here=here(visit=visit, language=language()),
        first=codes_of(visit)[0],
        anew=url_for("phone.start.index", **here(language=language(), instead_of=visit.hex)) if can_begin else "",
        channels=_to_call(),
    )
    return make_response(page, 410)


def opening_page(token: str = "") -> Response:
    """A new visit with its first question: everyone who opens the link has a visit of her own. `token`: the ticket that it spends."""
    visit = new_id(now())
    return question_page(instrument().need(plan().draw(visit)[0]), visit, token)


def question_page(question: Question, visit: UUID, token: str = "") -> Response:
    """The question's page. `form` is new each time: the answer's id is derived from it and the score (see answers.create).

    `token`: that of a ticket for this answer to spend.
    """
    codes = codes_of(visit)
    skip, change = next_address(codes, question.code, visit), former_address(codes, question.code, visit)
    if token:
        page = _question(question, visit, str(uuid4()), codes, skip, change, token)
    else:
        page = _kept_question(question, codes, change=bool(change))
        for stands_in, for_it in ((str(VISIT), str(visit)), (FORM, str(uuid4())), (SKIP, str(escape(skip))), (CHANGE, str(escape(change)))):
            page = page.replace(stands_in, for_it)
    answer = make_response(page)
    # Back shows this very page again, with its ids: what is chosen there is a correction, and no new visit.
    answer.headers["Cache-Control"] = "private, no-cache"
    return answer


VISIT, FORM, SKIP, CHANGE = uuid4(), str(uuid4()), f"/{uuid4()}", f"/{uuid4()}"
"""What stands in a page that is kept, for what each visit has of its own."""
_pages: Remembered[tuple[Hashable, ...], tuple[str, frozenset[str]]] = Remembered(lambda _found: (), keeps_none=True, most=200)


def _kept_question(question: Question, codes: tuple[str, ...], *, change: bool) -> str:
    """The page without what a visit has of its own. All else is in the key, or in the register: so it is made once, and not at each tap."""
    position = codes.index(question.code) if question.code in codes else -1
    around = (
        tuple(here(visit=VISIT, language=language()).items()),
        tuple(g.offered),
        g.place.counter.id,
        request.script_root,
        code_edition(),
    )

    def make() -> tuple[str, frozenset[str]]:
        made = _question(question, VISIT, FORM, codes, SKIP, CHANGE if change else "")
        return made, script_hashes()

    page, scripts = _pages.get((question, position, len(codes), change, *around), make)
    allow_scripts(scripts)
    return page


def _question(question: Question, visit: UUID, form: str, codes: tuple[str, ...], skip: str, change: str, token: str = "") -> str:
    return render_template(
        "phone/question.html",
        place=g.place,
        question=question,
        visit=visit,
        form_id=form,
        codes=codes,
        answers=wish.answers(instrument()) if question.is_wish else (),
        here=here(visit=visit, language=language()),
        # A ticket's visit has no address of its own before it has begun.
        address="" if token else _address(question.code, visit),
        action=_action(question, token),
        token=token,
        skip=skip,
        change=change,
        starts=question.code == codes[0],
    )


def _action(question: Question, token: str) -> str:
    """Where the question's form goes. What should improve is never first, so no ticket pays for it."""
    if question.is_wish:
        return url_for("phone.wishes.create", code=g.link.code)
    return url_for("tickets.answers.create", token=token) if token else url_for("phone.answers.create", code=g.link.code)


def thanks_page(visit: UUID) -> Response:
    drawn = codes_of(visit) if not g.full else ()
    fresh = is_fresh(so_far(visit).begun, now())
    return make_response(
        render_template(
            "phone/thanks.html",
            place=g.place,
            receipt=receipt_code(visit),
            here=here(visit=visit, language=language()),
            more=len(rest(drawn)) if drawn else 0,
            minutes=max(1, ceil(len(rest(drawn)) * SECONDS_A_QUESTION / 60)) if drawn else 0,
            change=_address(open_to_change(codes_of(visit))[-1], visit) if fresh else "",
            # What may be added is offered as long as it is accepted.
            done=g.done if fresh else STEPS,
            said="words" in g.done,
            survey=surveys.address(g.place.unit),
            notice=notices.shown_on(g.place.unit, service_day(now(), g.place.unit.zone)),
            channels=_to_call(),
        )
    )


def _to_call() -> list[ComplaintChannel]:
    """The official channels that a phone can call or write to: every visitor is shown them, whatever she answered."""
    return [each for each in channels.shown_on(service_day(now(), g.place.unit.zone)) if each.phone]


def former_address(codes: tuple[str, ...], question: str, visit: UUID) -> str:
    """The page of the question before, to change what she said there; empty before her first one on this phone.

    What was answered on the tablet stays, as the tablet said when it handed over.
    """
    if question not in codes or question == codes[0] or (isinstance(g.link, Continued) and question == g.link.question):
        return ""
    before = open_to_change(codes[: codes.index(question)])
    return _address(before[-1], visit) if before else ""


def open_to_change(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Without what should improve, once she has said it: that is added up, and nobody can find it again."""
    return tuple(code for code in codes if WISH not in g.done or not question(code).is_wish)


def _address(question: str, visit: UUID) -> str:
    return url_for("phone.questions.show", question_code=question, **here(visit=visit, language=language()))


def next_address(codes: tuple[str, ...], question: str, visit: UUID) -> str:
    """The page that follows a question in this visit."""
    following = next(iter(open_to_change(codes[codes.index(question) + 1 :])), None) if question in codes else None
    if following:
        return _address(following, visit)
    if g.full:
        return url_for("phone.about.show", **having_done("full", visit))
    return url_for("phone.thanks.show", **here(visit=visit, language=language()))
