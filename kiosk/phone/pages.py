"""What the phone's pages are made of. Plain forms and plain addresses: all of it works without JavaScript."""

from uuid import UUID, uuid4

from flask import Response, g, make_response, render_template, url_for

from kiosk.handoffs import Continued
from kiosk.instruments import Instrument, Plan, Question, after, parse_codes, parse_plan
from kiosk.ledger import new_id, receipt_code
from kiosk.phone.guard import here
from kiosk.web import instruments, language, now


def instrument() -> Instrument:
    return instruments().current(g.place.counter.instrument)


def plan() -> Plan:
    return parse_plan(g.place.counter.plan, instrument())


def codes_of(visit: UUID) -> tuple[str, ...]:
    """The questions of this visit: those drawn on the tablet where it began, else our own."""
    return parse_codes(g.link.plan, instrument()) if isinstance(g.link, Continued) else plan().draw(visit)


def opening_page() -> Response:
    """A new visit with its first question. Never cached, so that everyone who opens the link has a visit of her own."""
    visit = new_id(now())
    return question_page(instrument().need(plan().draw(visit)[0]), visit)


def question_page(question: Question, visit: UUID) -> Response:
    """The question's page. `form` is new each time: the answer's id is derived from it and the score (see answers.create)."""
    codes = codes_of(visit)
    page = render_template(
        "phone/question.html",
        place=g.place,
        question=question,
        visit=visit,
        form_id=uuid4(),
        codes=codes,
        here=here(visit=visit, language=language()),
        skip=next_address(codes, question.code, visit),
        starts=question.code == codes[0],
    )
    return make_response(page)


def thanks_page(visit: UUID) -> Response:
    return make_response(
        render_template("phone/thanks.html", place=g.place, receipt=receipt_code(visit), here=here(visit=visit, language=language()))
    )


def next_address(codes: tuple[str, ...], question: str, visit: UUID) -> str:
    """The page that follows a question in this visit."""
    following = after(codes, question)
    values = here(visit=visit, language=language())
    if following:
        return url_for("phone.questions.show", question_code=following, **values)
    return url_for("phone.thanks.show", **values)
