"""What the tablet's screens are made of. Visit, plan and language stand outside them, so a kept screen serves any visit."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any
from uuid import UUID

from flask import Response, g, render_template, request, url_for
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from kiosk.clock import service_day
from kiosk.counter.edition import edition
from kiosk.followups import notices
from kiosk.instruments import Instrument, Plan, PlanError, Question, parse_codes, parse_plan, wish
from kiosk.ledger import receipt_code
from kiosk.places import Place, channels, links
from kiosk.store.texts import Texts
from kiosk.web import Malformed, as_part, instruments, is_part, language, now, page_or_part, public_url
from kiosk.web.answers import read_uuid
from kiosk.web.assets import asset_or_none
from kiosk.web.languages import offered_by
from kiosk.web.qr import qr_svg
from kiosk.words import in_language

Spoken = tuple[tuple[str, str], ...]
"""Languages: (code, its own name), in the order in which they are offered."""


def instrument() -> Instrument:
    """The instrument of the counter where this device stands."""
    return instruments().current(g.place.counter.instrument)


def plan() -> Plan:
    return parse_plan(g.place.counter.plan, instrument())


def opening() -> Question:
    """The question of the start screen."""
    return instrument().need(plan().openings[0])


def show_question(question: Question, *, starts: bool = False) -> Response:
    """The question's screen: the part for htmx, else the whole page around it."""
    if is_part() and not starts:
        return as_part(_following(question))
    return page_or_part("counter/visit.html", "counter/_question.html", **_asks(question, starts=starts), **_frame())


def _asks(question: Question, *, starts: bool) -> dict[str, Any]:
    answers = wish.answers(instrument()) if question.is_wish else ()
    return {"question": question, "answers": answers, "starts": starts, "qr": qr() if starts else None, "audio": _audio(question)}


def _following(question: Question) -> str:
    return _part(question, language(), _names(), spoken(), by_phone(), request.script_root)


@lru_cache(maxsize=1000)
def _part(question: Question, _language: str, _names: tuple[str, str], spoken: Spoken, by_phone: bool, _root: str) -> str:
    """What follows a tap. Everything in it is among the arguments, so that it is made once and not at each tap."""
    around: dict[str, Any] = {"place": g.place, "spoken": spoken, "by_phone": by_phone, "told": None}
    return render_template("counter/_question.html", **_asks(question, starts=False), **around)


def show_thanks() -> Response:
    if is_part() and not request.args:
        return as_part(_thanking())
    return page_or_part("counter/visit.html", "counter/_thanks.html", **_gives_thanks(), **_frame())


def _gives_thanks() -> dict[str, Any]:
    return {"audio": None, "cek": _where_receipts_are_checked(), "kanal": _where_channels_are(), "channels": to_call(g.place)}


def _thanking() -> str:
    pages = _where_receipts_are_checked(), _where_channels_are()
    return _thanks(language(), _names(), spoken(), pages, to_call(g.place), _told(), request.script_root)


@lru_cache(maxsize=100)
def _thanks(
    _language: str,
    _names: tuple[str, str],
    spoken: Spoken,
    pages: tuple[str | None, str | None],
    to_call: tuple[str, ...],
    told: Texts | None,
    _root: str,
) -> str:
    """What follows the last tap; its receipt is the tablet's to write. Made once, as `_part` is."""
    cek, kanal = pages
    around: dict[str, Any] = {"place": g.place, "spoken": spoken, "by_phone": cek is not None, "receipt": "", "told": told}
    return render_template("counter/_thanks.html", audio=None, cek=cek, kanal=kanal, channels=to_call, **around)


def _names() -> tuple[str, str]:
    """Whose screen it is: what the unit and the counter are called."""
    return g.place.unit.name, g.place.counter.names.in_(language())


def _told() -> Texts | None:
    """The notice of today."""
    found = notices.shown_on(g.place.unit, service_day(now(), g.place.unit.zone))
    return found.texts if found else None


def _where_receipts_are_checked() -> str | None:
    """What the code of a receipt begins with, where phones may be used at all; the page adds the receipt's own."""
    return f"{public_url()}{url_for('public.receipts.index')}/" if by_phone() else None


def _where_channels_are() -> str | None:
    """The public page of the official channels, where phones may be used at all."""
    return f"{public_url()}{url_for('public.complaints.show')}" if by_phone() else None


def to_call(place: Place) -> tuple[str, ...]:
    """The official channels that can be called or written to today, as one line names them: the same for every visitor."""
    return tuple(each.reach for each in channels.shown_on(service_day(now(), place.unit.zone)) if each.phone)


def _around(visit: UUID | None = None) -> dict[str, Any]:
    """What a screen says beside what it asks: who is being rated, and what visitors are told today."""
    return {
        "place": g.place,
        "spoken": spoken(),
        "by_phone": by_phone(),
        "receipt": receipt_code(visit) if visit else "",
        "told": _told(),
    }


def _frame() -> dict[str, Any]:
    """What surrounds the screen: that, and in a page the visit so far (in an address of our own)."""
    visit, codes = _visit_in(request.args)
    around = _around(visit)
    if is_part():
        return around
    return around | {
        "device": g.device,
        "opening": opening(),
        "steps": [{"elements": step.elements, "count": step.count} for step in plan().steps],
        "visit": visit or "",
        "codes": " ".join(codes),
        "edition": edition(g.place),
        "pieces": [(code, _pieces(code)) for code, _name in spoken()],
    }


def _pieces(code: str) -> Markup:
    """What may be shown over any screen, in one language."""
    with in_language(code):
        return Markup(render_template("counter/_pieces.html", by_phone=by_phone()))  # noqa: S704  # our own template


def spoken() -> Spoken:
    """The languages in which this counter's questions can be asked, with their own names."""
    return tuple(offered_by(instrument()).items())


def by_phone() -> bool:
    """Whether a visitor may go on with her phone: there is an address for it, and phones are allowed here."""
    return bool(public_url()) and g.place.counter.shows_qr


def _audio(question: Question) -> str | None:
    """The address of the question read aloud in the language of this answer, if it is there to be heard."""
    return asset_or_none(f"audio/{question.audio(language())}")


def _visit_in(args: MultiDict[str, str]) -> tuple[UUID | None, tuple[str, ...]]:
    try:
        return read_uuid(args, "visit"), parse_codes(args.get("plan", ""), instrument())
    except (Malformed, PlanError):
        return None, ()


def qr() -> str | None:
    """The address of the QR code "rate on your phone", if there is one to show."""
    if not by_phone():
        return None
    return url_for("phone.qr.show", code=links.link_of(g.place.counter, "screen").code)


def qr_picture() -> str:
    """What is at that address."""
    return qr_svg(public_url() + url_for("phone.start.index", code=links.link_of(g.place.counter, "screen").code)).decode()


def screens() -> dict[str, str]:
    """{address: screen} of every one a visit can need, in every language, each as its address gives it to htmx; the start first."""
    around, found = _around(), {}
    for address, asked, question, starts in _needed():
        with in_language(asked):
            if question is None:
                found[address] = _thanking()
            elif starts:
                found[address] = render_template("counter/_question.html", **_asks(question, starts=True), **around)
            else:
                found[address] = _following(question)
    return found


def _needed() -> Iterator[tuple[str, str, Question | None, bool]]:
    """(address, language, the question or None for the thank-you, whether a visit starts with it)"""
    for asked, _name in sorted(spoken(), key=lambda each: each[0] != language()):
        for code in plan().openings:
            yield url_for("counter.questions.show", code=code, language=asked, starts=1), asked, instrument().need(code), True
        for code in plan().codes:
            yield url_for("counter.questions.show", code=code, language=asked), asked, instrument().need(code), False
        yield url_for("counter.thanks.show", language=asked), asked, None, False


def recordings() -> list[str]:
    """Every file that *Dengarkan* can play here."""
    questions = [instrument().need(code) for code in plan().codes]
    files = (asset_or_none(f"audio/{question.audio(code)}") for question in questions for code, _name in spoken())
    return [file for file in files if file]
