"""Reading an answer from a form, the same rules on every channel: what is missing or malformed is named, with the reason."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from kiosk.instruments import Instrument, PlanError, Question, parse_codes, wish
from kiosk.ledger import Channel, Rating
from kiosk.places import Place, Service
from kiosk.words.catalogue import DEFAULT
from kiosk.words.catalogue import gettext as _

# RFC 9562: version 1 to 8 in the 13th digit, variant 10 in the 17th.
UUID_FORM = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE)
# A date, a time, and Z or an offset; Python's reader takes more forms of ISO 8601 than these, all of them well defined.
LONGEST_MOMENT = 40


class Malformed(Exception):
    """A field that is missing or cannot be used; `sentence` says which and why, in the reader's language."""

    def __init__(self, field: str, reason: str) -> None:
        self.sentence = f"{field}: {reason}"
        super().__init__(self.sentence)


def read_answer(
    form: Mapping[str, str],
    place: Place,
    instrument: Instrument,
    channel: Channel,
    *,
    given_at: datetime | None = None,
    answer: UUID | None = None,
    assisted: bool = False,
    marks: tuple[str, ...] = (),
    ticket: tuple[int, int] | None = None,
) -> tuple[Rating, tuple[str, ...] | None]:
    """The rating in a form, and the plan if it was sent along. Raises Malformed.

    Fields: visit, answer, question, score, given_at; optional plan, language, service. A door that mints the answer's id or
    knows the moment itself hands them over.
    """
    question = _question(form, instrument)
    rating = Rating(
        place=place,
        answer=answer or read_uuid(form, "answer"),
        visit=read_uuid(form, "visit"),
        question=question,
        score=_score(form, question),
        language=_language(form, instrument),
        channel=channel,
        given_at=given_at or read_moment(form, "given_at"),
        service=_service(form, place),
        assisted=assisted,
        marks=marks,
        ticket=ticket,
    )
    return rating, _plan(form, instrument)


class WishRead(NamedTuple):
    """What should improve, as a form has it."""

    visit: UUID
    chosen: tuple[str, ...]
    language: str
    codes: tuple[str, ...] | None


def read_wish(form: Mapping[str, str], instrument: Instrument) -> WishRead | None:
    """What a form says should improve; None: its question is another one. Raises Malformed.

    Fields: visit, question; optional plan, language; and for each answer that was chosen a field of its name, with 1.
    """
    if instrument.wish is None or form.get("question") != instrument.wish.code:
        return None
    return WishRead(read_uuid(form, "visit"), wish.chosen(form, instrument), _language(form, instrument), _plan(form, instrument))


def read_uuid(form: Mapping[str, str], field: str) -> UUID:
    text = _needed(form, field)
    if not UUID_FORM.fullmatch(text):
        raise Malformed(field, _("bukan UUID (RFC 9562)."))
    return UUID(text)


def _needed(form: Mapping[str, str], field: str) -> str:
    text = form.get(field, "")
    if not text:
        raise Malformed(field, _("belum diisi."))
    return text


def _question(form: Mapping[str, str], instrument: Instrument) -> Question:
    question = instrument.question(_needed(form, "question"))
    if question is None:
        raise Malformed("question", _("tidak ada dalam instrumen %(name)s.", name=instrument.name))
    return question


def _score(form: Mapping[str, str], question: Question) -> int:
    text = _needed(form, "score")
    allowed = {str(score): score for score in question.scores}
    if text not in allowed:
        raise Malformed("score", _("harus bilangan %(least)s sampai %(most)s.", least=min(question.scores), most=max(question.scores)))
    return allowed[text]


def read_moment(form: Mapping[str, str], field: str) -> datetime:
    """An aware moment in ISO 8601. Raises Malformed."""
    text = _needed(form, field)
    try:
        moment = datetime.fromisoformat(text if len(text) <= LONGEST_MOMENT and text.isascii() else "")
    except ValueError:
        moment = None
    # Years at the edge of the calendar overflow in other zones; no tap comes from there.
    if moment is None or not 1970 <= moment.year < 9998:
        raise Malformed(field, _("bukan waktu ISO 8601, misalnya 2026-11-22T09:30:00+07:00."))
    if moment.tzinfo is None:
        raise Malformed(field, _("tanpa selisih zona waktu; tambahkan misalnya +07:00."))
    return moment


def _language(form: Mapping[str, str], instrument: Instrument) -> str:
    text = form.get("language") or DEFAULT
    if text not in instrument.languages:
        raise Malformed("language", _("bahasa ini tidak tersedia."))
    return text


def _service(form: Mapping[str, str], place: Place) -> Service | None:
    code = form.get("service")
    if not code:
        return None
    for service in place.services:
        if service.code == code:
            return service
    raise Malformed("service", _("bukan layanan loket ini."))


def _plan(form: Mapping[str, str], instrument: Instrument) -> tuple[str, ...] | None:
    text = form.get("plan")
    if not text:
        return None
    try:
        return parse_codes(text, instrument)
    except PlanError:
        raise Malformed("plan", _("harus kode pertanyaan dari instrumen, dipisahkan spasi, masing-masing sekali.")) from None
