"""Forms on paper: to print, and to type in when they are filled. The regional office types them, never the rated unit."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import places, printing
from kiosk.clock import service_day
from kiosk.instruments import Instrument, Question, wish
from kiosk.ledger.entry import Access
from kiosk.panel.guard import acting, needs
from kiosk.panel.setup.codes import counter_or_404
from kiosk.places import Counter, Place, Unit, installation
from kiosk.recording import paper as paperforms
from kiosk.recording.paper import PaperFormError
from kiosk.reports import figures
from kiosk.visitors import comments, profiles, wishes
from kiosk.web import Malformed, instruments, now, page_or_part
from kiosk.web.answers import read_uuid
from kiosk.web.fields import Choice, Day, Digit, Digits, Field, Hidden, Lines, Once
from kiosk.web.files import pdf_file
from kiosk.web.forms import WHOLE, Form
from kiosk.words.catalogue import gettext as _

part = Blueprint("papers", __name__)


class Whose(Form):
    """The counter that a form is typed for: the page is asked for again, with its questions."""

    prefix = "choose-"
    counter = Choice()
    filled_on = Hidden()


class Entry(Form):
    """A filled form as it is typed. Its questions depend on the counter (`asking`).

    `edition` is 1 to 999 on a page that puts a form right, else 0: what a form has beside the answers comes with the first one only.
    """

    form = Once()
    beside = Once(refusal=None)
    edition = Hidden()
    counter = Choice(needed=False)
    filled_on = Day(told=lambda: _told("day"))
    service = Choice(needed=False)
    words = Lines(comments.LONGEST, measure=comments.length)

    @property
    def corrects(self) -> int:
        text = self.edition
        return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0


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
        questions=_asked_at(counter),
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
    return _page(unit, number)


@part.post("/units/<unit_code>/papers")
@needs("papers.type")
def create(unit: Unit) -> AnyResponse:
    place = places.place(counter_or_404(unit, Entry.sent().counter).id)
    asked = _asked_at(place.counter)
    form = Entry.sent(more=asking([*asked, *_profile().questions]))
    if not form.ok:
        return _page(unit, form.form, form)
    answers = {question: score for question in asked if not question.is_wish and (score := form.value_of(question.code)) is not None}
    service = {each.code: each for each in place.services}.get(form.service)
    try:
        with acting("papers.enter", unit, place.counter.code):
            paperforms.enter(place, answers, form.filled_on, form.form, g.person, now(), service, edition=form.corrects)
    except PaperFormError as error:
        where = "filled_on" if str(error) == "day" and not form.corrects else WHOLE
        return _page(unit, form.form, form.refuse(where, _told(str(error))))
    flash(
        _("Formulir tersimpan.")
        if form.corrects or _others(unit, form, place.counter)
        else _("Formulir tersimpan, tetapi pesannya tidak: kotak pesan penuh atau pesan terlalu panjang.")
    )
    kept: dict[str, Any] = {name: form.shows(name) for name in ("counter", "filled_on", "service") if form.shows(name)}
    return redirect(url_for("panel.papers.index", unit_code=unit.code, entered=form.form, **kept), code=303)


def asking(questions: Sequence[Question]) -> dict[str, Field[Any]]:
    return {question.code: _answer(question) for question in questions}


def _answer(question: Question) -> Field[Any]:
    if question.is_wish:
        return Digits(question.keys, told=lambda: _("%(code)s: ketik semua angka kotak yang disilang.", code=question.code))
    return Digit(question.scores, told=lambda: _("Jawaban %(code)s: ketik angka kotak yang disilang.", code=question.code))


def _others(unit: Unit, form: Entry, counter: Counter) -> bool:
    """What a form has beside its answers goes where it would go from a phone, under numbers that the answers do not have.

    False: the words could not be kept.
    """
    today = service_day(now(), unit.zone)
    profiles.add(unit, form.typed, _profile(), Access.COUNTER, form.beside, today)
    _add_wish(unit, form, counter, today)
    try:
        if form.words:
            comments.write(unit, form.words, "id", UUID(int=form.beside.int ^ 1), today)
    except comments.CommentError:
        return False
    return True


def _add_wish(unit: Unit, form: Entry, counter: Counter, today: date) -> None:
    """What should improve. Who types it has read it: it helps nobody over a threshold, as what comes by open links does not."""
    instrument = instruments().current(counter.instrument)
    if instrument.wish is None or not wish.asks(counter.plan, instrument):
        return
    typed = form.value_of(instrument.wish.code)
    given = {answer: "1" for answer, key in zip(wish.answers(instrument), instrument.wish.keys, strict=True) if key in typed}
    wishes.add(unit, wish.chosen(given, instrument), instrument, Access.OPEN, UUID(int=form.beside.int ^ 2), today)


def _page(unit: Unit, number: UUID | None, sent: Entry | None = None) -> Response:
    """The page to type a form. One that is put right keeps its counter, service and day, and asks for answers alone."""
    counters = places.counters(unit)
    kept = paperforms.kept(unit, number) if number else None
    wanted = sent.counter if sent else request.args.get("counter")
    chosen = next((c for c in counters if c.code == wanted), counters[0])
    place = places.place(kept.counter_id if kept else chosen.id)
    questions, today = [each for each in _asked_at(place.counter) if not (kept and each.is_wish)], service_day(now(), unit.zone)
    first = today - timedelta(days=29)
    fixed = {
        "counter": place.counter.code,
        "filled_on": kept.filled_on if kept else request.args.get("filled_on") or today,
        "service": _service_of(place, kept) if kept else request.args.get("service", ""),
    }
    # Another number each time that a form is put right: typed back again, an answer is new.
    drawn = {"form": number, "beside": None, "edition": 1 + int(now().timestamp()) % 999 if kept else 0}
    form = sent or Entry({**fixed, **drawn}, more=asking([*questions, *_profile().questions]))
    if kept:
        form.fill({**fixed, "edition": drawn["edition"]})
    return page_or_part(
        "panel/papers/index.html",
        "panel/papers/_papers.html",
        422 if sent else 200,
        form=form,
        whose=Whose({"counter": place.counter.code, "filled_on": form.shows("filled_on")}),
        unit=unit,
        counters=counters,
        chosen=place,
        questions=questions,
        profile=_profile().questions,
        kept=kept,
        entered=request.args.get("entered"),
        today=today,
        by_me=paperforms.entered_by(g.person, unit, now() - timedelta(days=1)),
        apart=figures.apart(unit, first, today, instruments()),
    )


def _service_of(place: Place, kept: paperforms.Kept) -> str:
    return next((each.code for each in place.services if each.id == kept.service_id), "")


def _told(error: str) -> str:
    told = {
        "day": _("Tanggal formulir harus dalam setahun terakhir, dan tidak di masa depan."),
        "empty": _("Isi sedikitnya satu jawaban."),
        "closed": _("Loket ditutup pada tanggal itu."),
        "moved": _(
            "Formulir ini sudah disimpan untuk unit, loket, layanan, atau tanggal lain, dan itu tidak dapat diubah. "
            "Hanya jawabannya yang dapat diperbaiki."
        ),
        "conflict": _("Nomor formulir ini sudah dipakai untuk jawaban lain. Ketik ulang sebagai formulir baru."),
        "failed": _("Server tidak dapat menyimpan formulir ini; alasannya ada di catatan server."),
        "late": _("Formulir ini sudah disimpan lebih dari 10 menit lalu, atau oleh orang lain; tidak dapat diubah lagi."),
    }
    return str(told[error])


def _questions(instrument: Instrument) -> list[Question]:
    """What a form asks: both pulses, then the indices in the order of the printed form, then the control question."""
    codes = (*instrument.codes("pulse"), *(code for code in instrument.form_order if instrument.need(code).of_index))
    return [*(instrument.need(code) for code in codes), *instruments().current("control").questions]


def _asked_at(counter: Counter) -> list[Question]:
    """The same, with what should improve right after the first where the counter asks it."""
    instrument = instruments().current(counter.instrument)
    asked = _questions(instrument)
    return [*asked[:1], instrument.wish, *asked[1:]] if instrument.wish and wish.asks(counter.plan, instrument) else asked


def _profile() -> Instrument:
    return instruments().current(profiles.INSTRUMENT)
