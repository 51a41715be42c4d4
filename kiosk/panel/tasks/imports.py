"""Past surveys: tables are looked at first and then stored in steps, and results of old reports are typed. By the regional office, never
by the rated unit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk.clock import service_day
from kiosk.figures import Figures, of_visits
from kiosk.grids import Fault, Limits, Reading, row_numbers
from kiosk.instruments import DEFAULT_INSTRUMENT, Index, Instrument
from kiosk.panel.guard import acting, needs
from kiosk.past import drafts, surveys, typed
from kiosk.past.drafts import SurveyDraft
from kiosk.past.surveys import LONGEST_NOTE, Standing, Table
from kiosk.past.typed import LONGEST_SOURCE, Typed, TypedError
from kiosk.places import Unit
from kiosk.recording import surveys as bringing
from kiosk.recording.surveys import SurveyError
from kiosk.reports import past
from kiosk.responses import Days, Responses, ResponsesError, read_responses
from kiosk.responses.dates import ORDERS
from kiosk.web import instruments, now
from kiosk.web.bodies import takes
from kiosk.web.fields import Choice, Day, DayIfAny, DecimalIfAny, Field, Flag, Hidden, Text, Upload, Whole
from kiosk.web.fields import Typed as Sent
from kiosk.web.forms import WHOLE, Form
from kiosk.words import imports as words
from kiosk.words import tables
from kiosk.words.catalogue import gettext as _

part = Blueprint("imports", __name__)

LARGEST = 8 * 1024 * 1024
"""Bytes of a table; one with 20,000 respondents and all that a form asks beside is five million."""
LIMITS = Limits(bytes=LARGEST, rows=20_200, columns=120, unzipped=48 * 1024 * 1024)
"""Two hundred rows more than respondents: titles, sums, notes. Larger ones go in by `loket import`."""
SHOWN = 200
"""Faults and readings that a page lists; all of thousands would say no more."""
STEPS = 4
"""Steps of one request: a thousand respondents, some two seconds on a small machine."""
PREFERRED = "skm-2017"
"""What most old surveys asked."""


class Rows(Field[tuple[int, ...]]):
    """Numbers of rows: 34, 36-38; or nothing."""

    def read(self, typed: Sent) -> tuple[int, ...]:
        text = typed.get(self.name, "")
        if len(text) > LONGEST_NOTE:
            raise self._wrong(_("Tulis nomor baris seperti 34, 36-38."))
        try:
            return row_numbers(text)
        except ValueError:
            raise self._wrong(_("Tulis nomor baris seperti 34, 36-38.")) from None

    def attributes(self) -> Mapping[str, object]:
        return {"maxlength": LONGEST_NOTE, "autocomplete": "off", "placeholder": "34, 36-38"}


class SurveyTable(Form):
    prefix = "table-"
    file = Upload(".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    instrument = Choice()
    day = DayIfAny()
    dates = Choice(("", *ORDERS), needed=False)
    order = Choice(("list", "form"))
    skipped = Rows()
    summaries = Rows()
    respondents = Rows()
    beside = Flag()
    note = Text(LONGEST_NOTE)


class Agreement(Form):
    """What was seen of a table, and how far it is; neither is typed."""

    agreed = Hidden()


class Withdrawal(Form):
    reason = Text(LONGEST_NOTE, needed=True)


class OldReport(Form):
    """What an old report says of an index. The elements depend on the questionnaire (`asking`)."""

    prefix = "report-"
    of = Hidden()
    first = Day()
    last = Day()
    answered = Whole(1, typed.MOST)
    value = DecimalIfAny(25, 100)
    source = Text(LONGEST_SOURCE, needed=True)


class Questionnaire(Form):
    """The questionnaire of an old report: the page is asked for again, with its elements."""

    prefix = "choose-"
    of = Choice()


@dataclass(frozen=True)
class Seen:
    """What was understood of a table."""

    responses: Responses
    table: Table
    there: Standing | None
    others: Sequence[Standing]

    @cached_property
    def figures(self) -> Figures:
        """Of the table itself, before anything of it is stored: for the one who holds it."""
        return of_visits([said for _day, said in self.table.lines], self.table.instrument)

    @property
    def unanswered(self) -> int:
        return len(self.responses.respondents) - len(self.table.lines)


def asking(instrument: Instrument) -> dict[str, Field[Any]]:
    index = instrument.leading
    return {f"element-{unsur}": DecimalIfAny(1, 100) for unsur in (instrument.elements(index.key) if index else ())}


# ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────


@part.get("/units/<unit_code>/imports")
@needs("imports.write")
def index(unit: Unit) -> str:
    return _page(unit)


@part.post("/units/<unit_code>/imports")
@needs("imports.write")
@takes(LARGEST)
def check(unit: Unit) -> str | tuple[str, int]:
    """Shows what was understood of the table and what would be stored, and stores nothing."""
    form = SurveyTable.sent()
    instrument = _with_indices().get(form.shows("instrument"))
    if instrument is None:
        form.refuse("instrument", _("Pilih satu dari daftar."))
    if not form.value_of("file"):
        form.refuse("file", _("Pilih berkas CSV atau XLSX."))
    if form.errors or instrument is None:
        return _page(unit, form), 422
    try:
        found = _read(form, instrument, service_day(now(), unit.zone))
    except ResponsesError as error:
        return _page(unit, form, faults=error.faults), 422
    table = Table(instrument, [(each.day, each.answers) for each in found.respondents if each.day and each.answers])
    there = surveys.same(unit, table) if table.lines else None
    others = surveys.of_same_days(unit, table) if table.lines and not there else []
    seen = Seen(found, table, there, others)
    if others and not form.beside:
        return _page(unit, form, faults=[Fault("same-days", found=words.listed(others))], seen=seen), 422
    if not table.lines:
        return _page(unit, form.refuse("file", words.refusal("empty"))), 422
    file = request.files["file"].filename or ""
    kept = None if there and there.is_whole else drafts.keep(unit, table, file, form.note, g.person, now())
    return _page(unit, form, seen=seen, kept=kept)


@part.get("/units/<unit_code>/imports/drafts/<int:number>")
@needs("imports.write")
def show(unit: Unit, number: int) -> str:
    """How far a table is, with the button that goes on; a script presses it."""
    return _progress(unit, _draft_or_404(unit, number))


@part.post("/units/<unit_code>/imports/drafts/<int:number>/steps")
@needs("imports.write")
def go_on(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    """The next steps of a table; the first ones only if it is the one that was seen."""
    form, draft = Agreement.sent(), _draft_or_404(unit, number)
    table = drafts.table_of(draft, instruments())
    if form.agreed != table.digest:
        return _page(unit, SurveyTable().refuse(WHOLE, _("Tabel ini bukan yang Anda periksa. Periksa sekali lagi."))), 422
    try:
        found = bringing.begin_draft(unit, draft, table, g.person, now())
        at = found.stored
        for _n in range(STEPS):
            if at < found.row.respondents:
                at = bringing.step(unit, found.row, table, at, now())
    except SurveyError as error:
        if str(error) == "gone":
            drafts.end(draft)
        return _page(unit, SurveyTable().refuse(WHOLE, words.refusal(str(error)))), 409
    if at < found.row.respondents:
        return redirect(url_for("panel.imports.show", unit_code=unit.code, number=number), code=303)
    drafts.end(draft)
    flash(words.told(found.row.respondents, found.row.respondents, 0, False))
    return redirect(url_for("panel.imports.index", unit_code=unit.code), code=303)


@part.post("/units/<unit_code>/imports/<int:number>/withdrawal")
@needs("imports.write")
def withdraw(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    found = surveys.numbered(unit, number) or abort(404)
    form = Withdrawal.sent(prefix=f"withdrawal-{number}-")
    if not form.ok:
        return _page(unit, withdrawal=(number, form)), 422
    bringing.withdraw(unit, found, form.reason, g.person, now())
    flash(_("Impor %(number)s ditarik. Entrinya tetap di buku penilaian, tetapi tidak dihitung lagi.", number=number))
    return redirect(url_for("panel.imports.index", unit_code=unit.code), code=303)


# ── results of old reports ────────────────────────────────────────────────────────────────────────────────────────


@part.post("/units/<unit_code>/imports/typed")
@needs("imports.write")
def type_in(unit: Unit) -> AnyResponse | tuple[str, int]:
    instrument = _asked_for(OldReport.sent().of)
    form = OldReport.sent(more=asking(instrument))
    index = instrument.leading or abort(404)
    if not form.ok:
        return _page(unit, report=form, of=instrument), 422
    try:
        result = _typed(form, instrument, index)
        with acting("imports.type", unit, f"{result.first} – {result.last}: {result.value}, n={result.respondents}"):
            typed.type_in(unit, result, g.person.name, now(), service_day(now(), unit.zone))
    except TypedError as error:
        where = {"days": "last", "differs": "value"}.get(str(error), WHOLE)
        return _page(unit, report=form.refuse(where, _wrong(str(error))), of=instrument), 422
    flash(_("Hasil laporan lama tersimpan, bertanda diketik."))
    return redirect(url_for("panel.imports.index", unit_code=unit.code, of=instrument.key), code=303)


@part.post("/units/<unit_code>/imports/typed/<int:number>/withdrawal")
@needs("imports.write")
def take_back(unit: Unit, number: int) -> AnyResponse:
    found = next((each for each in typed.results_of(unit) if each.number == number), None) or abort(404)
    with acting("imports.untype", unit, f"{found.first} – {found.last}: {found.value}, n={found.respondents}"):
        typed.take_back(unit, found, g.person.name, now())
    flash(_("Hasil laporan lama ditarik."))
    return redirect(url_for("panel.imports.index", unit_code=unit.code), code=303)


def _typed(form: OldReport, instrument: Instrument, index: Index) -> Typed:
    """Raises TypedError."""
    given = {unsur: form.value_of(f"element-{unsur}") for unsur in instrument.elements(index.key)}
    elements = {unsur: _mean(value) for unsur, value in given.items() if value is not None}
    value = typed.value_of(instrument, index, elements, form.value)
    return Typed(instrument.name, index.key, form.first, form.last, form.answered, value, form.source, elements)


def _mean(value: Decimal) -> Decimal:
    """On 1–4, whichever scale the report gives an element on. Raises TypedError for what is on neither."""
    if 4 < value < 25:
        raise TypedError("element")
    return value if value <= 4 else (value / 25).quantize(Decimal("0.001"))


def _wrong(error: str) -> str:
    told = {
        "days": _("Hari terakhir tidak boleh sebelum hari pertama, dan tidak di masa depan."),
        "value": _("Isi nilai indeks, atau nilai semua unsurnya."),
        "element": _("Nilai unsur adalah NRR 1 sampai 4, atau nilai konversi 25 sampai 100."),
        "differs": _("Nilai indeks ini tidak cocok dengan nilai unsurnya."),
    }
    return str(told[error])


# ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _read(form: SurveyTable, instrument: Instrument, today: date) -> Responses:
    """Raises ResponsesError."""
    return read_responses(
        form.file,
        instrument,
        form_order=form.order == "form",
        respondents=form.respondents,
        summaries=form.summaries,
        skipped=form.skipped,
        days=Days(today, form.day, form.dates),
        limits=LIMITS,
    )


def _with_indices() -> Mapping[str, Instrument]:
    return {key: each for key, each in instruments().items() if each.indices}


def _asked_for(key: str) -> Instrument:
    """The questionnaire with this key, or the one that most old surveys asked."""
    choices = _with_indices()
    return choices.get(key) or choices.get(PREFERRED) or choices[DEFAULT_INSTRUMENT]


def _draft_or_404(unit: Unit, number: int) -> SurveyDraft:
    return drafts.numbered(unit, number) or abort(404)


def _progress(unit: Unit, draft: SurveyDraft) -> str:
    table = drafts.table_of(draft, instruments())
    found = surveys.same(unit, table)
    return render_template(
        "panel/imports/saving.html",
        unit=unit,
        draft=draft,
        done=found.stored if found else 0,
        size=len(table.lines),
        form=Agreement({"agreed": table.digest}),
    )


def _page(
    unit: Unit,
    form: SurveyTable | None = None,
    *,
    faults: Sequence[Fault] = (),
    seen: Seen | None = None,
    kept: SurveyDraft | None = None,
    withdrawal: tuple[int, Withdrawal] | None = None,
    report: OldReport | None = None,
    of: Instrument | None = None,
) -> str:
    of = of or _asked_for(request.args.get("of", ""))
    refused = next((each for each in (form, withdrawal and withdrawal[1], report) if each and each.errors), None)
    standing = surveys.of_unit(unit)
    blank = {each.number: Withdrawal(prefix=f"withdrawal-{each.number}-") for each in standing}
    readings: Sequence[Reading] = seen.responses.readings if seen else ()
    return render_template(
        "panel/imports/index.html",
        unit=unit,
        form=refused,
        table=form or SurveyTable({"instrument": _asked_for("").key, "order": "list", "dates": ""}),
        withdrawals=blank | ({withdrawal[0]: withdrawal[1]} if withdrawal else {}),
        refused_withdrawal=withdrawal[0] if withdrawal else None,
        report=report or OldReport({"of": of.key}, more=asking(of)),
        questionnaire=Questionnaire({"of": of.key}),
        of=of,
        choices=_with_indices(),
        faults=[(fault, tables.fault(fault)) for fault in faults[:SHOWN]],
        more_faults=max(0, len(faults) - SHOWN),
        readings=[tables.reading(each) for each in readings[:SHOWN]],
        doubts=[tables.fault(each) for each in (seen.responses.doubts[:SHOWN] if seen else ())],
        seen=seen,
        kept=kept,
        agreement=Agreement({"agreed": seen.table.digest}) if seen and kept else None,
        standing=list(reversed(standing)),
        results=past.of_unit(unit, instruments()),
        typed=typed.results_of(unit),
        unfinished=drafts.unfinished(unit),
        today=service_day(now(), unit.zone),
    )
