"""Laporan · Laporan berkala · Terbitkan: a report is frozen with its figures; the signed paper is added to it later."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from kiosk import documents, evidence, filings, proof
from kiosk.clock import service_day
from kiosk.documents import Filed, Issue
from kiosk.evidence import EvidenceError, VaultError
from kiosk.evidence.tables import LONGEST_REASON
from kiosk.filings import Frozen, IssuedReport, IssueError, issued
from kiosk.panel.figures import sheets, spans
from kiosk.panel.guard import acting, may, needs
from kiosk.panel.tasks import filings as drafts
from kiosk.places import Unit
from kiosk.web import now, public_url, whole_address
from kiosk.web.bodies import takes
from kiosk.web.current import evidence_desk, vault
from kiosk.web.fields import Flag, Hidden, Lines, Text, Upload
from kiosk.web.files import inert_file, json_file, pdf_file, xlsx_file
from kiosk.web.forms import WHOLE, Form
from kiosk.web.qr import qr_svg
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import language
from kiosk.words.evidence import refusal

part = Blueprint("issued", __name__)


class Issuing(Form):
    version = Hidden()
    open = Flag()
    reason = Lines(issued.LONGEST_REASON)


class Scan(Form):
    prefix = "scan-"
    file = Upload(evidence.ACCEPTED)


class ScanWithdrawal(Form):
    prefix = "withdrawal-"
    reason = Text(LONGEST_REASON, needed=True, told=lambda: _("Tulis alasannya."))


@part.get("/units/<unit_code>/reports/<report>")
@needs("figures.read")
def show(unit: Unit, report: str) -> str:
    """A kind of report of a period: what it still wants, its versions, and the way to issue one."""
    return _page(_filed(unit, report), report)


@part.post("/units/<unit_code>/reports/<report>")
@needs("filings.issue")
def create(unit: Unit, report: str) -> AnyResponse | tuple[str, int]:
    form, filed = Issuing.sent(), _filed(unit, report)
    place = issued.place_for(unit, report, filed.period, filed.today)
    if form.ok and form.version.isdigit() and int(form.version) < place.version:
        return _shown(filed, report)  # pressed twice
    if not _may_be_issued(form, filed, place).ok:
        return _page(filed, report, form), 422
    issue = _issue(filed, place, form.reason if place.version > 1 else "")
    try:
        with acting("filings.issue", unit, f"{report} {issue.number}"):
            issued.issue(
                unit,
                report,
                filed.period,
                place,
                _frozen(filed, report, issue),
                vault(),
                title=documents.title(filed, drafts.outline_of(report)),
                language=language(),
                seal=issue.seal,
                open_to_all=form.open,
                reason=issue.reason,
                by=g.person.name,
                now=now(),
            )
    except IssueError as wrong:
        told = refusal("room") if str(wrong) == "room" else _("Laporan lain baru saja terbit. Periksa, lalu kirim lagi.")
        return _page(filed, report, form.refuse(WHOLE, told)), 409
    flash(_("Terbit: %(number)s.", number=issue.number))
    return _shown(filed, report)


@part.get("/units/<unit_code>/reports/issued/<int:number>.<suffix>")
@needs("figures.read")
def download(unit: Unit, number: int, suffix: str) -> Response:
    """A file as it was frozen."""
    found = _issued(unit, number)
    digest = {"pdf": found.pdf, "xlsx": found.xlsx, "json": found.figures}.get(suffix)
    if not digest:
        abort(404)
    return frozen_file(found, unit, suffix, digest)


@part.post("/units/<unit_code>/reports/issued/<int:number>/scans")
@needs("filings.issue")
@takes(evidence.LARGEST)
def add_scan(unit: Unit, number: int) -> AnyResponse | tuple[str, int]:
    form, found = Scan.sent(), _issued(unit, number)
    filed = _filed_as(unit, found)
    try:
        if form.ok:
            with acting("filings.scan", unit, issued.number(unit, found)):
                issued.add_scan(found, evidence.hand_in(unit, form.file, evidence_desk(), by=g.person.name, now=now()))
            flash(_("Pindaian tersimpan."))
            return _shown(filed, found.kind)
    except EvidenceError as wrong:
        form.refuse("file", refusal(str(wrong)))
    return _page(filed, found.kind, scan=(found.id, form)), 422


@part.get("/units/<unit_code>/reports/issued/<int:number>/scans/<int:scan>")
@needs("figures.read")
def scan(unit: Unit, number: int, scan: int) -> Response:
    """The signed paper. It is saved and never shown inline: somebody else made it."""
    found = _scan(unit, number, scan)
    try:
        return inert_file(vault().read(found.sha256), found.media, f"{unit.code}-{number}-{scan}{found.suffix}")
    except VaultError:
        abort(404)


@part.post("/units/<unit_code>/reports/issued/<int:number>/scans/<int:scan>/withdrawal")
@needs("filings.issue")
def withdraw_scan(unit: Unit, number: int, scan: int) -> AnyResponse | tuple[str, int]:
    form, found = ScanWithdrawal.sent(), _scan(unit, number, scan)
    report = _issued(unit, number)
    filed = _filed_as(unit, report)
    if not form.ok:
        return _page(filed, report.kind, withdrawal=(scan, form)), 422
    with acting("filings.scan-withdrawal", unit, issued.number(unit, report)):
        evidence.withdraw(found, reason=form.reason, by=g.person.name, now=now())
    evidence.erase(found, vault())
    flash(_("Pindaian ditarik. Catatan dan hash-nya tetap ada."))
    return _shown(filed, report.kind)


def frozen_file(found: IssuedReport, unit: Unit, suffix: str, digest: str) -> Response:
    name = f"{found.kind}-{sheets.file_name(unit, found.first, found.last)}-v{found.version}"
    try:
        content = vault().read(digest)
    except VaultError:
        abort(404)
    return {"pdf": pdf_file, "xlsx": xlsx_file, "json": json_file}[suffix](content, name)


def _filed(unit: Unit, report: str) -> Filed:
    if report not in documents.FROZEN:
        abort(404)
    period, error = drafts.asked_period(unit)
    if error:
        abort(404)
    return drafts.filed_of(unit, period)


def _filed_as(unit: Unit, found: IssuedReport) -> Filed:
    return drafts.filed_of(unit, found.period)


def _issued(unit: Unit, number: int) -> IssuedReport:
    return issued.find(unit, number) or abort(404)


def _scan(unit: Unit, number: int, scan: int) -> evidence.Evidence:
    """One that was not withdrawn."""
    found = issued.scans([_issued(unit, number)]).get(number, ())
    return next((each.file for each in found if each.file.id == scan and not each.withdrawn), None) or abort(404)


def _may_be_issued(form: Issuing, filed: Filed, place: filings.Numbered) -> Issuing:
    """Refuses what would freeze a report that is not whole."""
    if form.ok and filed.report.runs:
        form.refuse(WHOLE, _("Periode ini belum selesai."))
    if form.ok and not (filed.letterhead and filed.letterhead.signatory):
        form.refuse(WHOLE, _("Isi dahulu nama dan jabatan penanda tangan: Pengaturan unit, Kop surat."))
    if form.ok and place.version > 1 and not form.reason:
        form.refuse("reason", _("Tulis apa yang diperbaiki dibanding versi sebelumnya."))
    return form


def _frozen(filed: Filed, report: str, issue: Issue) -> Frozen:
    """The files, all of the same moment."""
    outline, told = drafts.outline_of(report), {"number": issue.number, "version": issue.version, "code": issue.code}
    return Frozen(
        documents.made(filed, outline, ".pdf", vault(), issue),
        documents.made(filed, outline, ".xlsx", vault(), issue) if report in documents.WITH_WORKBOOK else None,
        _json(documents.as_json(filed, outline) | {"issued": told}),
    )


def _issue(filed: Filed, place: filings.Numbered, reason: str) -> Issue:
    seal = proof.latest_seal(filed.unit)
    address = whole_address("public.reports.show", code=place.code) if public_url() else ""
    return Issue(
        number=issued.number(filed.unit, place),
        version=place.version,
        code=place.code,
        issued_on=service_day(now(), filed.unit.zone),
        address=address.partition("://")[2],
        qr=qr_svg(address).decode() if address else "",
        seal=proof.fingerprint(seal) if seal else "",
        reason=reason,
    )


def _json(figures: Mapping[str, Any]) -> bytes:
    return json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _shown(filed: Filed, report: str) -> AnyResponse:
    of: dict[str, Any] = spans.address(filed.period)
    return redirect(url_for("panel.issued.show", unit_code=filed.unit.code, report=report, **of), code=303)


def _page(
    filed: Filed,
    report: str,
    form: Form | None = None,
    *,
    scan: tuple[int, Form] | None = None,
    withdrawal: tuple[int, Form] | None = None,
) -> str:
    """`scan`, `withdrawal`: a form that was refused, with the number of what it is about."""
    unit = filed.unit
    found = [each for each in issued.of_unit(unit) if (each.kind, each.period) == (report, filed.period)]
    next_version = found[0].version + 1 if found else 1
    return render_template(
        "panel/issued/show.html",
        unit=unit,
        filed=filed,
        report=report,
        title=documents.title(filed, drafts.outline_of(report)),
        versions=found,
        scans=issued.scans(found),
        number=lambda each: issued.number(unit, each),
        may_issue=may("filings.issue", unit),
        with_workbook=report in documents.WITH_WORKBOOK,
        form=next(filter(None, (form, scan and scan[1], withdrawal and withdrawal[1])), None) or Issuing(),
        issuing=form or Issuing({"version": next_version, "open": bool(found) and found[0].open}),
        scan_form=lambda of: scan[1] if scan and scan[0] == of else Scan(prefix=f"scan-{of}-"),
        withdrawal_form=lambda of: withdrawal[1] if withdrawal and withdrawal[0] == of else ScanWithdrawal(prefix=f"withdrawal-{of}-"),
        **spans.frame(unit, filed.period, ""),
    )
