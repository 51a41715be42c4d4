"""Forms on paper: to print, and to type in when they are filled. Typed by the regional office, never by the rated unit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places, printing
from kiosk.clock import service_day
from kiosk.instruments import Instrument, Question
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.codes import counter_or_404
from kiosk.places import Place, Unit, installation
from kiosk.recording import paper as paperforms
from kiosk.recording.paper import PaperFormError
from kiosk.reports import figures
from kiosk.visitors import comments, profiles
from kiosk.web import Malformed, instruments, now, page_or_part
from kiosk.web.answers import read_uuid
from kiosk.web.files import pdf_file
from kiosk.words.catalogue import gettext as _

part = Blueprint("papers", __name__)


@part.get("/units/<unit_code>/counters/<counter_code>/forms/<kind>.pdf")
@needs("counters.read")
def form(unit: Unit, counter_code: str, kind: str) -> Response:
    """The empty form, plain or in big print."""
    counter = counter_or_404(unit, counter_code)
    if kind not in ("a4", "large"):
        abort(404)
    made = printing.PaperForm(
        unit=unit.name,
        counter=counter.names["id"],
        counter_en=counter.names.in_("en"),
        questions=_questions(instruments().current(counter.instrument)),
        profile=_profile().questions,
        large=kind == "large",
        is_demo=installation.is_demo(),
    )
    return pdf_file(printing.questionnaire(made), f"formulir-{counter.code}-{kind}")


@part.get("/units/<unit_code>/papers")
@needs("papers.type")
def index(unit: Unit) -> Response:
    """The page to type a form; with ?form= the one just typed, to put it right."""
    try:
        number: UUID | None = read_uuid(request.args, "form")
    except Malformed:
        number = None
    return _page(unit, number or uuid4())


@part.post("/units/<unit_code>/papers")
@needs("papers.type")
def create(unit: Unit) -> AnyResponse:
    place = places.place(counter_or_404(unit, request.form.get("counter", "")).id)
    try:
        number = read_uuid(request.form, "form")
    except Malformed:
        abort(404)
    try:
        with acting("papers.enter", unit, place.counter.code):
            _enter(place, number)
    except PaperFormError as error:
        return _page(unit, number, 422, _told(str(error)))
    flash(
        _("Formulir tersimpan.")
        if _edition() or _others(unit)
        else _("Formulir tersimpan, tetapi pesannya tidak: kotak pesan penuh atau pesan terlalu panjang.")
    )
    kept: dict[str, Any] = {name: request.form[name] for name in ("counter", "filled_on", "service") if request.form.get(name)}
    return redirect(url_for("panel.papers.index", unit_code=unit.code, entered=number, **kept), code=303)


def _enter(place: Place, number: UUID) -> None:
    asked = instruments().current(place.counter.instrument)
    answers = _answers(_questions(asked))
    _answers(_profile().questions)  # what cannot be is said before anything is stored
    service = {each.code: each for each in place.services}.get(request.form.get("service", ""))
    paperforms.enter(place, dict(answers), _day(), number, g.person, now(), service, edition=_edition())


def _edition() -> int:
    """Of a page that puts a form right: 1 to 999; else 0. What stands beside the answers comes with the first one only."""
    text = request.form.get("edition", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


def _others(unit: Unit) -> bool:
    """What stands on a form beside its answers goes where it would go from a phone, by numbers that the answers do not have.

    False: the words could not be kept.
    """
    today = service_day(now(), unit.zone)
    try:
        beside = read_uuid(request.form, "beside")
    except Malformed:
        beside = uuid4()
    profiles.add(unit, request.form, _profile(), beside, today)
    words = request.form.get("words", "")
    try:
        if words.strip():
            comments.write(unit, words, "id", UUID(int=beside.int ^ 1), today)
    except comments.CommentError:
        return False
    return True


def _answers(questions: Sequence[Question]) -> list[tuple[Question, int]]:
    found = []
    for question in questions:
        text = request.form.get(question.code, "").strip()
        if text and text not in map(str, question.scores):
            raise PaperFormError(f"score {question.code}")
        if text:
            found.append((question, int(text)))
    return found


def _page(unit: Unit, number: UUID, status: int = 200, error: str = "") -> Response:
    """The page to type a form. One that is put right keeps its counter, service and day, and is asked for answers alone."""
    counters = places.counters(unit)
    kept = paperforms.kept(unit, number)
    chosen = next((c for c in counters if c.code == request.values.get("counter")), counters[0])
    place = places.place(kept.counter_id if kept else chosen.id)
    today = service_day(now(), unit.zone)
    first = today - timedelta(days=29)
    return page_or_part(
        "panel/papers/index.html",
        "panel/papers/_papers.html",
        status,
        unit=unit,
        counters=counters,
        chosen=place,
        questions=_questions(instruments().current(place.counter.instrument)),
        profile=_profile().questions,
        form_id=number,
        beside=request.form.get("beside") or uuid4(),
        # Another number each time that a form is put right: typed back again, an answer is new.
        edition=1 + int(now().timestamp()) % 999 if kept else 0,
        kept=kept,
        entered=request.args.get("entered"),
        today=today,
        typed=request.form,
        filled_on=kept.filled_on.isoformat() if kept else request.values.get("filled_on") or today.isoformat(),
        service=_service_of(place, kept) if kept else request.values.get("service", ""),
        error=error,
        longest=comments.LONGEST,
        by_me=paperforms.entered_by(g.person, unit, now() - timedelta(days=1)),
        apart=figures.apart(unit, first, today, instruments()),
    )


def _service_of(place: Place, kept: paperforms.Kept) -> str:
    return next((each.code for each in place.services if each.id == kept.service_id), "")


def _told(error: str) -> str:
    kind, _space, code = error.partition(" ")
    told = {
        "day": _("Tanggal formulir harus dalam setahun terakhir, dan tidak di masa depan."),
        "empty": _("Isi sedikitnya satu jawaban."),
        "score": _("Jawaban %(code)s: ketik angka kotak yang disilang.", code=code),
        "closed": _("Loket ditutup pada tanggal itu."),
        "moved": _(
            "Formulir ini sudah disimpan untuk unit, loket, layanan, atau tanggal lain, dan itu tidak dapat diubah. "
            "Hanya jawabannya yang dapat diperbaiki."
        ),
        "conflict": _("Nomor formulir ini sudah dipakai untuk jawaban lain. Ketik ulang sebagai formulir baru."),
        "failed": _("Server tidak dapat menyimpan formulir ini; alasannya ada di catatan server."),
        "late": _("Formulir ini sudah disimpan lebih dari 10 menit lalu, atau oleh orang lain; tidak dapat diubah lagi."),
    }
    return str(told[kind])


def _questions(instrument: Instrument) -> list[Question]:
    """What a form asks: both pulses, then the indices in the order of the printed form, then the control question."""
    codes = (*instrument.codes("pulse"), *(code for code in instrument.form_order if instrument.need(code).of_index))
    return [*(instrument.need(code) for code in codes), *instruments().current("control").questions]


def _profile() -> Instrument:
    return instruments().current(profiles.INSTRUMENT)


def _day() -> date:
    try:
        return date.fromisoformat(request.form.get("filled_on", ""))
    except ValueError:
        raise PaperFormError("day") from None
