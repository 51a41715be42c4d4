"""Laporan · Publikasi: what the unit shows to everybody, seen first as the public will see it; and where else it told of its results."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import evidence, filings, proof, publishing
from kiosk.clock import service_day
from kiosk.documents import Filed
from kiosk.evidence import EvidenceError, VaultError
from kiosk.evidence import tables as evidence_tables
from kiosk.evidence.accepting import ACCEPTED_PICTURES, PICTURES
from kiosk.followups import Unchanged
from kiosk.followups.tables import LONGEST_LINK
from kiosk.indices.periods import Period, around
from kiosk.instruments import Instrument
from kiosk.panel.figures import spans
from kiosk.panel.guard import acting, may, needs
from kiosk.places import Unit
from kiosk.publishing import PublishingError, media, notes, results, shown
from kiosk.publishing.content import DONE, PARTICIPATION
from kiosk.publishing.tables import LONGEST_PLACE, LONGEST_REASON
from kiosk.store import writing
from kiosk.visitors import once
from kiosk.web import instruments, now, whole_address
from kiosk.web.bodies import takes
from kiosk.web.current import evidence_desk, vault
from kiosk.web.fields import Choice, Day, Hidden, Once, Text, Upload
from kiosk.web.files import inert_file
from kiosk.web.forms import WHOLE, Form
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.codes import channel
from kiosk.words.dates import between
from kiosk.words.evidence import refusal
from kiosk.words.numbers import whole

part = Blueprint("publications", __name__)


class NewResult(Form):
    """`parts`: those that are shown, by a space; `seen`: the SHA-256 of what the person was shown."""

    parts = Hidden()
    seen = Hidden()
    reason = Text(LONGEST_REASON)


class NewNote(Form):
    form = Once()
    period = Choice(told=lambda: _("Pilih periode yang hasilnya diumumkan."))
    medium = Choice(media.media().keys())
    day = Day()
    place = Text(LONGEST_PLACE)
    link = Text(LONGEST_LINK, type="url", inputmode="url")
    photo = Upload(ACCEPTED_PICTURES)


class NewPhoto(Form):
    prefix = "new-"
    photo = Upload(ACCEPTED_PICTURES)


class PhotoWithdrawal(Form):
    prefix = "photo-"
    reason = Text(evidence_tables.LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya."))


class Retraction(Form):
    reason = Text(LONGEST_REASON, needed=True)


class Withdrawal(Form):
    reason = Text(LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya; pengunjung membacanya."))


@part.get("/units/<unit_code>/publications")
@needs("figures.read")
def index(unit: Unit) -> str:
    return _index(unit)


@part.post("/units/<unit_code>/publications/notes")
@needs("results.publish")
@takes(evidence.LARGEST)
def enter(unit: Unit) -> AnyResponse | tuple[str, int]:
    """Note where else a result was told, and what shows it: both or neither."""
    form, today = NewNote.sent(), service_day(now(), unit.zone)
    period = next((each for each in _periods(today) if form.ok and _key(each) == form.period), None)
    if form.ok and period is None:
        form.refuse("period", _("Pilih periode yang hasilnya diumumkan."))
    if not form.ok or period is None:
        return _index(unit, form), 422
    about = f"{in_text(media.media()[form.medium].name)}, {between(period.first, period.last)}"
    try:
        with suppress(Unchanged), writing():
            with acting("publications.note", unit, about):
                if not once.first_time(form.form, today):
                    raise Unchanged
                number = notes.note(unit, period, form.medium, form.day, form.place, form.link, g.person.name, now(), today)
            if form.photo:
                _hand_in(unit, number, form.photo, about)
    except EvidenceError as wrong:
        return _index(unit, form.refuse("photo", refusal(str(wrong)))), 422
    except PublishingError as wrong:
        return _index(unit, form.refuse(str(wrong), _note_fault(str(wrong)))), 422
    flash(_("Tercatat."))
    return redirect(url_for("panel.publications.index", unit_code=unit.code), code=303)


@part.get("/units/<unit_code>/publications/notes/<int:number>")
@needs("figures.read")
def note(unit: Unit, number: int) -> str:
    return _note(unit, number)


@part.post("/units/<unit_code>/publications/notes/<int:number>/retraction")
@needs("results.publish")
def retract(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form, found = Retraction.sent(), notes.note_of(unit, number) or abort(404)
    if not form.ok:
        return _note(unit, number, form), 422
    try:
        with acting("publications.retract", unit, in_text(found.medium.name)):
            notes.retract(unit, number, form.reason, g.person.name, now())
        flash(_("Catatan dibatalkan; tetap terlihat di daftar."))
    except PublishingError:
        flash(_("Catatan ini sudah dibatalkan."))
    return redirect(url_for("panel.publications.index", unit_code=unit.code), code=303)


@part.post("/units/<unit_code>/publications/notes/<int:number>/photo")
@needs("results.publish")
@takes(evidence.LARGEST)
def add_photo(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form, found = NewPhoto.sent(), notes.note_of(unit, number) or abort(404)
    try:
        if not found.wants_photo:  # before a file is kept
            raise PublishingError("again")
        _hand_in(unit, number, form.photo, _about(found))
        flash(_("Foto tersimpan."))
    except EvidenceError as wrong:
        return _note(unit, number, photo=form.refuse("photo", refusal(str(wrong)))), 422
    except PublishingError:
        flash(_("Catatan ini sudah berfoto, atau sudah dibatalkan."))
    return _noted(unit, number)


@part.get("/units/<unit_code>/publications/notes/<int:number>/photo/file")
@needs("figures.read")
def photo(unit: Unit, number: int) -> Response:
    """The photograph, to be saved."""
    found = _photo(unit, number)
    return _file(found.sha256, found.media, f"{unit.code}-{number}{found.suffix}")


@part.get("/units/<unit_code>/publications/notes/<int:number>/photo/thumbnail")
@needs("figures.read")
def thumbnail(unit: Unit, number: int) -> Response:
    """The same, drawn small, for the note's page."""
    found = _photo(unit, number)
    return _file(found.thumbnail or abort(404), evidence.Media.JPEG, f"{unit.code}-{number}-small.jpg")


@part.post("/units/<unit_code>/publications/notes/<int:number>/photo/withdrawal")
@needs("results.publish")
def withdraw_photo(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form, found = PhotoWithdrawal.sent(), _photo(unit, number)
    note = notes.note_of(unit, number) or abort(404)
    if not form.ok:
        return _note(unit, number, withdrawal=form), 422
    with acting("publications.photo-withdrawal", unit, _about(note)):
        evidence.withdraw(found, reason=form.reason, by=g.person.name, now=now())
    evidence.erase(found, vault())
    flash(_("Foto ditarik. Catatan dan hash-nya tetap ada."))
    return _noted(unit, number)


@part.get("/units/<unit_code>/publications/preview")
@needs("figures.read")
def preview(unit: Unit) -> str | tuple[str, int]:
    """The page as everybody would see it, with the parts that are asked for (?part=, all of them at first)."""
    period, error = _asked(unit)
    page = _preview(unit, period, error=error)
    return (page, 422) if error else page


@part.post("/units/<unit_code>/publications")
@needs("results.publish")
def create(unit: Unit) -> AnyResponse | tuple[str, int]:
    form, (period, error) = NewResult.sent(), _asked(unit)
    if error:
        abort(404)
    filed = _filed(unit, period)
    parts = [each for each in publishing.parts_of(filed.instrument) if each in form.parts.split()]
    content = publishing.composed(filed, parts, proof.latest_seal(unit))
    if form.ok and form.seen != hashlib.sha256(content).hexdigest():
        form.refuse(WHOLE, _("Angkanya berubah sejak Anda melihat pratinjau. Periksa lagi di bawah, lalu terbitkan."))
    if not form.ok:
        return _preview(unit, period, parts, form), 422
    today = service_day(now(), unit.zone)
    try:
        with acting("results.publish", unit, between(period.first, period.last)):
            number = results.publish(unit, period, parts, content, form.reason, g.person.name, now(), today)
    except PublishingError as wrong:
        if str(wrong) == "again":
            flash(_("Hasil ini sudah terbit, persis sama."))
            return redirect(url_for("panel.publications.index", unit_code=unit.code), code=303)
        return _preview(unit, period, parts, form.refuse(*_fault(str(wrong)))), 422
    flash(_("Terbit, sebagai terbitan %(n)s.", n=number))
    return redirect(url_for("panel.publications.index", unit_code=unit.code), code=303)


@part.get("/units/<unit_code>/publications/<int:number>")
@needs("figures.read")
def show(unit: Unit, number: int) -> str:
    return _show(unit, number)


@part.post("/units/<unit_code>/publications/<int:number>/withdrawal")
@needs("results.publish")
def withdraw(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form, edition = Withdrawal.sent(), results.edition(unit, number) or abort(404)
    if not form.ok:
        return _show(unit, number, form), 422
    try:
        with acting("results.withdraw", unit, between(edition.result.first, edition.result.last)):
            results.withdraw(unit, number, form.reason, g.person.name, now())
        flash(_("Ditarik. Halaman publik menyebut tanggal dan alasannya."))
    except PublishingError:
        flash(_("Terbitan ini sudah ditarik."))
    return redirect(url_for("panel.publications.index", unit_code=unit.code), code=303)


def _index(unit: Unit, form: NewNote | None = None) -> str:
    today = service_day(now(), unit.zone)
    offered = [around(kind, today).before() for kind in results.KINDS]
    return render_template(
        "panel/publications/index.html",
        unit=unit,
        may_publish=may("results.publish", unit),
        address=whole_address("public.units.show", unit_code=unit.code),
        held=publishing.held(unit),
        editions=publishing.editions(unit),
        offered=[(period, spans.address(period)) for period in offered],
        notes=notes.of_unit(unit),
        media=media.media().values(),
        periods=[(_key(each), each) for each in _periods(today)],
        form=form or NewNote({"form": None, "day": today, "period": _key(spans.semester_over(today))}),
    )


def _periods(today: date) -> Iterator[Period]:
    """Those whose results may have been told lately: of each kind the last three that are over."""
    for kind in reversed(results.KINDS):
        period = around(kind, today)
        for _step in range(3):
            period = period.before()
            yield period


def _key(period: Period) -> str:
    """As a form names it: semester:2026-01-01."""
    return f"{period.kind}:{period.first}"


def _note(
    unit: Unit,
    number: int,
    form: Retraction | None = None,
    *,
    photo: NewPhoto | None = None,
    withdrawal: PhotoWithdrawal | None = None,
) -> str:
    """The forms: those that were refused."""
    return render_template(
        "panel/publications/note.html",
        unit=unit,
        note=notes.note_of(unit, number) or abort(404),
        may_publish=may("results.publish", unit),
        form=form or photo or withdrawal or Retraction(),
        retraction_form=form or Retraction(),
        photo_form=photo or NewPhoto(),
        withdrawal_form=withdrawal or PhotoWithdrawal(),
    )


def _noted(unit: Unit, number: int) -> AnyResponse:
    return redirect(url_for("panel.publications.note", unit_code=unit.code, number=number), code=303)


def _about(found: notes.Note) -> str:
    """What an act says of a note."""
    return f"{in_text(found.medium.name)}, {between(found.row.first, found.row.last)}"


def _hand_in(unit: Unit, number: int, raw: bytes, about: str) -> None:
    """Raises EvidenceError, PublishingError."""
    with acting("publications.photo", unit, about):
        desk = evidence_desk()
        kept = evidence.hand_in(unit, raw, desk, by=g.person.name, now=now(), only=PICTURES)
        notes.add_photo(unit, number, kept)


def _photo(unit: Unit, number: int) -> evidence.Evidence:
    """One that was not withdrawn."""
    found = notes.note_of(unit, number)
    return (found.photo if found else None) or abort(404)


def _file(digest: str, media: str, name: str) -> Response:
    """Never run or shown as a page of its own: somebody else made it."""
    try:
        return inert_file(vault().read(digest), media, name)
    except VaultError:
        abort(404)


def _note_fault(name: str) -> str:
    return {
        "day": _("Isi hari sesudah periode berakhir, tidak lewat hari ini."),
        "place": _("Isi tempatnya, atau alamat webnya."),
        "link": _("Isi alamat lengkap yang dimulai dengan https:// atau http://."),
        "medium": _("Pilih satu dari daftar."),
    }[name]


def _asked(unit: Unit) -> tuple[Period, str]:
    """The semester that is over, unless another period is asked for."""
    today = service_day(now(), unit.zone)
    period, error = spans.asked_on(today)
    return period or spans.semester_over(today), error


def _filed(unit: Unit, period: Period) -> Filed:
    return Filed(unit, period, service_day(now(), unit.zone), instruments(), filings.inputs_of(unit, period))


def _preview(unit: Unit, period: Period, chosen: Sequence[str] | None = None, form: NewResult | None = None, *, error: str = "") -> str:
    filed, today = _filed(unit, period), service_day(now(), unit.zone)
    offered = publishing.parts_of(filed.instrument)
    asked = request.args.getlist("part") or ([] if "chosen" in request.args else offered)
    parts = [each for each in offered if each in (asked if chosen is None else chosen)]
    content = publishing.composed(filed, parts, proof.latest_seal(unit))
    found = shown.read(content)
    seen = hashlib.sha256(content).hexdigest()
    form = form or NewResult()
    form.fill({"parts": " ".join(parts), "seen": seen})
    before = [each for each in publishing.editions(unit) if (each.result.first, each.result.last) == (period.first, period.last)]
    return render_template(
        "panel/publications/preview.html",
        unit=unit,
        shown=found,
        ways=[f"{channel(each)} {whole(n)}" for each, n in found.channels.items()],
        form=form,
        parts=parts,
        offered=[(each, _part_name(filed.instrument, each)) for each in offered],
        before=before[0] if before else None,
        may_publish=may("results.publish", unit),
        can_be_published=results.can_be_published(period, today),
        **{f"of_{name}": value for name, value in spans.frame(unit, period, error).items()},
    )


def _show(unit: Unit, number: int, form: Withdrawal | None = None) -> str:
    edition = results.edition(unit, number) or abort(404)
    named = {index.key: in_text(index.in_full) for index in instruments().indices}
    return render_template(
        "panel/publications/show.html",
        unit=unit,
        edition=edition,
        form=form or Withdrawal(),
        parts=[named.get(each) or _of_all(each) for each in edition.parts],
        may_publish=may("results.publish", unit),
        address=whole_address("public.units.version", unit_code=unit.code, number=number),
    )


def _part_name(instrument: Instrument, code: str) -> str:
    return {index.key: in_text(index.in_full) for index in instrument.indices}.get(code) or _of_all(code)


def _of_all(code: str) -> str:
    """What the parts are called that every questionnaire has."""
    return {PARTICIPATION: _("Berapa yang dilayani"), DONE: _("Kamu bilang, kami lakukan")}.get(code, code)


def _fault(name: str) -> tuple[str, str]:
    """(input, what is wrong with it)"""
    return {
        "reason": ("reason", _("Periode ini sudah pernah terbit. Tulis mengapa diganti; pengunjung membacanya.")),
        "parts": (WHOLE, _("Pilih sedikitnya satu bagian.")),
        "period": (WHOLE, _("Yang dapat diterbitkan: bulan, triwulan, semester, atau tahun yang sudah selesai.")),
    }[name]
