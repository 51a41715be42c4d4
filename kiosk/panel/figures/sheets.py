"""A page's content as rows of a spreadsheet: the very figures of the page, from the same report."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from flask import Response

from kiosk import indices, proof
from kiosk.figures import IndexFigure
from kiosk.ledger import Channel
from kiosk.places import Unit, installation
from kiosk.printing.spreadsheets import Cell, Sheet, to_csv, to_xlsx
from kiosk.reports import PeriodReport, Region, Results, Today
from kiosk.reports.changes import Change
from kiosk.reports.elements import ElementLine
from kiosk.reports.past import Past
from kiosk.reports.wishes import Wished
from kiosk.reports.withholding import Share
from kiosk.web import language
from kiosk.web.files import csv_file, xlsx_file
from kiosk.words import figures, imports, periods, results, units, verdicts
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, pgettext
from kiosk.words.changes import change as change_words
from kiosk.words.codes import channel as way
from kiosk.words.dates import between, weekday, weekday_of
from kiosk.words.figures import index_name
from kiosk.words.numbers import nearest, rounded
from kiosk.words.periods import period as period_title
from kiosk.words.wishes import influence

Row = Sequence[Cell]


def download(sheet: Sheet, suffix: str, name: str) -> Response:
    """The sheet as a file: `suffix` is csv or xlsx."""
    return csv_file(to_csv(sheet, language()), name) if suffix == "csv" else xlsx_file(to_xlsx(sheet), name)


def of_today(today: Today) -> Sheet:
    days, leading = _("30 hari"), today.instrument.leading
    usual = today.usual_satisfaction
    rows = [
        *_counts(today.visits, today.response.served.count if today.response.served else None, _rate(today)),
        (_("Jawaban"), _("tercatat"), today.answers, None, None, None, ""),
        (_("Jawaban"), _("disisihkan"), today.set_aside, None, None, None, ""),
        (_("Jawaban"), _("kunjungan yang dibantu mengisi"), today.assisted, None, None, None, ""),
        *((_("Cara menilai"), way(channel), n, None, None, None, "") for channel, n in today.channels.items()),
        _share(_("Kepuasan"), _("puas, sangat puas (%)"), today.satisfaction),
        (_("Kepuasan"), _("biasanya (%)"), None if usual is None else _percent(usual), None, None, None, weekday(today.day)),
        *_run(today),
        *((f"{row[0]}, {days}", *row[1:]) for row in _indices(today.indices, {leading.key: today.elements} if leading else {})),
        *(_change(_("dibanding 30 hari sebelumnya"), change) for change in today.changes.values() if change.is_real),
        *_crowds(today),
    ]
    if today.usual_visits is not None:
        rows.insert(3, (_("Kunjungan"), _("biasanya"), indices.half_up(today.usual_visits, 1), None, None, None, weekday(today.day)))
    if today.seal:
        rows.append((_("Segel"), proof.fingerprint(today.seal), today.seal.size, None, None, None, _("entri")))
    facts: list[tuple[str, Cell]] = [(_("Unit"), today.unit.name), (_("Hari"), today.day)]
    if today.verdict:
        facts += [(_("Temuan"), said) for said in verdicts.said(today.verdict, today.names_with_plans)]
    return _sheet(facts, rows)


def of_period(found: Results) -> Sheet:
    """What the page says first, the report, how it ran, where and when, and the changes against each of the earlier periods."""
    report = found.report
    facts: list[tuple[str, Cell]] = [
        (_("Unit"), report.unit.name),
        (_("Periode"), period_title(report.period)),
        (pgettext("first day", "dari"), report.period.first),
        (_("sampai"), report.period.last),
    ]
    if report.runs:
        facts.append((_("nilai sampai"), report.until))
    facts += [(_("Temuan"), said) for said in results.verdict(found)]
    rows = [*_of_report(report), *_past(found.past), *_asked(found.asked), *_of_course(found), *_of_where(found)]
    for earlier, changes in found.compared:
        against = _("dibanding %(what)s", what=period_title(earlier.period))
        rows += [_change(against, change) for change in changes]
    return _sheet(facts, rows)


def of_comparison(first: PeriodReport, second: PeriodReport, changes: Sequence[Change], names: Sequence[str]) -> Sheet:
    """Both sides by their `names`, and how the second differs from the first."""
    facts: list[tuple[str, Cell]] = [
        (_("Periode"), period_title(first.period)),
        (pgettext("first day", "dari"), min(first.period.first, second.period.first)),
        (_("sampai"), max(first.period.last, second.period.last)),
        (_("Temuan"), results.side_by_side(changes, *names)),
    ]
    rows = [(f"{name}: {row[0]}", *row[1:]) for name, each in zip(names, (first, second), strict=True) for row in _of_report(each)]
    against = _("%(unit)s dibanding %(other)s", unit=names[1], other=names[0])
    return _sheet(facts, [*rows, *(_change(against, change, beside=True) for change in changes)])


def of_region(found: Region) -> Sheet:
    """A row for each unit and figure, as on the page of all units; then all of them together."""
    facts: list[tuple[str, Cell]] = [
        (_("Unit"), len(found.lines)),
        (pgettext("first day", "dari"), found.first),
        (_("sampai"), found.last),
    ]
    facts += [(_("Temuan"), said) for said in (units.side_by_side(found) if found.is_past else units.to_visit(found))]
    rows: list[Row] = []
    for line in found.lines:
        name, part = line.unit.name, line.participation
        rows.append((name, _("kunjungan"), line.visits, None, None, None, "" if found.is_past else units.needs(line, long=True)))
        if not found.is_past:
            rows.append((name, _("menilai, bulan lalu (%)"), part.rate if part else None, None, None, None, ""))
        rows.append(_share(name, _("puas, sangat puas (%)"), line.satisfaction))
        rows += [_index(name, index.key, line.indices.get(index.key)) for index in found.indices]
        if not found.is_past:
            rows.append((name, _("tindak lanjut terbuka"), line.open, None, None, None, ""))
    rows.append(_share(_("Semua unit"), _("puas, sangat puas (%)"), found.together))
    for index in found.indices:
        if whole := found.indices_together.get(index.key):
            numbers = (indices.half_up(each, 2) for each in (whole.value, whole.low, whole.high))
            said = _("ditimbang menurut kunjungan; bila tiap unit sama berat: %(value)s", value=rounded(whole.by_units))
            rows.append((_("Semua unit"), index_name(index.key), *numbers, whole.units, said))
    return _sheet(facts, rows)


def _of_course(found: Results) -> Iterator[Row]:
    for piece in found.pieces:
        name = periods.piece(piece.period)
        yield _("Perjalanan: kunjungan"), name, piece.visits, None, None, None, ""
        yield _share(_("Perjalanan: kepuasan"), name, piece.satisfaction)
        for index, figure in piece.indices.items():
            section, *rest = _index(_("Perjalanan: %(index)s", index=index_name(index)), index, figure)
            yield section, name, *rest[1:]
    for event in found.events:
        yield _("Yang berubah"), event.day.isoformat(), None, None, None, None, results.event(event)


def _of_where(found: Results) -> Iterator[Row]:
    for (day, hour), share in sorted(found.where.cells.items()):
        yield _share(_("Menurut hari dan jam"), f"{weekday_of(day)} {hour:02}.00", share)
    sections = (
        (_("Menurut cara"), found.where.ways(found.report.shown)),
        (_("Menurut loket"), found.where.counters),
        (_("Menurut layanan"), found.where.services),
    )
    for section, lines in sections:
        for line in lines:
            yield _share(section, way(line.of) if isinstance(line.of, Channel) else line.of.names.in_(language()), line.share)


def _sheet(facts: Sequence[tuple[str, Cell]], rows: Sequence[Row]) -> Sheet:
    demo = [(_("Contoh – bukan data sebenarnya"), "")] if installation.is_demo() else []
    notes = [
        _("Angka yang sama dengan di halaman. – atau kosong berarti belum cukup jawaban."),
        _(
            "Nilai tampil per kelompok tetap setelah hari tutup: paling sedikit 5 jawaban kepuasan dan 10 jawaban integritas tiap "
            "pertanyaan, supaya tidak ada jawaban satu orang yang terbaca."
        ),
        _("Rentang: 95 %, menurut kunjungan. Berbeda hanya dikatakan bila uji mendukungnya."),
    ]
    columns = [_("Bagian"), _("Ukuran"), _("Nilai"), _("Terendah"), _("Tertinggi"), "n", _("Keterangan")]
    return Sheet(_("Angka"), [*demo, *facts], columns, rows, pgettext("notes", "Catatan"), notes)


def _of_report(report: PeriodReport) -> Iterator[Row]:
    part = report.participation
    yield from _counts(report.counts.visits, part.served if part else None, part.rate if part else None)
    if part and part.entered < part.rated:
        said = _("diisi pada %(n)s dari %(m)s hari", n=part.entered, m=part.rated)
        yield _("Kunjungan"), _("menilai, pada hari yang diisi"), part.visits, None, None, None, said
    yield _("Jawaban"), _("tercatat"), report.counts.answers, None, None, None, ""
    yield _("Jawaban"), _("disisihkan"), report.counts.set_aside, None, None, None, ""
    for channel, n in report.channels.items():
        yield _("Cara menilai"), way(channel), n, None, None, None, ""
    yield _share(_("Kepuasan"), _("puas, sangat puas (%)"), report.satisfaction)
    yield from _indices(report.indices, report.elements)
    for index, figure in report.apart.items():
        if figure:
            yield _index(_("Dari kertas"), index, figure)
    for line in report.profile:
        for score, label in zip(line.question.scores, line.question.labels[language()], strict=True):
            said = f"{_percent(line.share(score))} %"
            yield f"{_('Yang menjawab')}: {line.question.name[language()]}", label, line.scores.get(score, 0), None, None, line.n, said


def _past(found: Sequence[Past]) -> Iterator[Row]:
    for each in found:
        low, high = (each.figure.low, each.figure.high) if each.figure else (None, None)
        said = f"{imports.origin(each.number)}: {each.source}; {in_text(each.instrument.title)}"
        name = f"{index_name(each.index)}, {between(each.first, each.last)}"
        yield _("Dari survei terdahulu"), name, each.value, low, high, each.respondents, said


def _asked(asked: Wished | None) -> Iterator[Row]:
    for line in asked.lines if asked else ():
        name = line.name.get(language()) or line.name["id"]
        yield _("Yang diminta diperbaiki (%)"), name, _percent(line.share), _percent(line.low), _percent(line.high), line.n, ""
    if asked and asked.influence:
        found = asked.influence
        numbers = (indices.half_up(each, 2) for each in (found.difference.value, found.difference.low, found.difference.high))
        yield _("Sejak R0 ditanyakan"), in_text(found.index.short), *numbers, None, influence(found)


def _counts(visits: int, served: int | None, rate: Decimal | None) -> Iterator[Row]:
    yield _("Kunjungan"), _("menilai"), visits, None, None, None, ""
    yield _("Kunjungan"), _("dilayani"), served, None, None, None, "" if served is not None else _("belum diisi")
    yield _("Kunjungan"), _("bagian yang menilai (%)"), rate, None, None, None, ""


def _rate(today: Today) -> Decimal | None:
    return None if today.response.impossible else today.response.rate


def _indices(figures: Mapping[str, IndexFigure | None], lines: Mapping[str, Sequence[ElementLine]]) -> Iterator[Row]:
    for index, figure in figures.items():
        yield _index(_("Indeks"), index, figure)
        yield from (_element(index, line) for line in lines.get(index, ()))


def _index(section: str, index: str, figure: IndexFigure | None) -> Row:
    if figure is None:
        return section, index_name(index), None, None, None, None, _("belum cukup jawaban")
    said = f"{figures.graded(figure)}, {figures.basis(figure)}"
    if figure.index.also_on_four:
        said += f"; {rounded(figure.estimate.mean)} {_('dari 4')}"
    return section, index_name(index), figure.value, figure.low, figure.high, figure.n, said


def _element(index: str, line: ElementLine) -> Row:
    said = _("tertinggal dari unsur lain") if line.lowest else ""
    return _("Unsur %(index)s, NRR", index=index_name(index)), _in_text(line), line.mean, line.low, line.high, line.n, said


def _in_text(line: ElementLine) -> str:
    return line.name.get(language()) or line.name["id"]


def _share(section: str, name: str, share: Share | None) -> Row:
    if share is None:
        return section, name, None, None, None, None, _("belum cukup penilaian")
    return section, name, _percent(share.value), _percent(share.low), _percent(share.high), share.n, ""


def _percent(share: Fraction | float) -> Decimal:
    return indices.half_up(100 * share, 0)


def _crowds(today: Today) -> Iterator[Row]:
    """Visits by hour and counter, beside the usual."""
    lines = [(_("Menurut jam"), f"{hour.hour:02}.00", hour.visits, hour.usual) for hour in today.hours]
    lines += [(_("Menurut loket"), line.counter.names.in_(language()), line.visits, line.usual) for line in today.counters]
    for section, name, n, usual in lines:
        said = _("kunjungan; biasanya %(n)s", n=nearest(usual)) if usual is not None else _("kunjungan")
        yield section, name, n, None, None, None, said


def _run(today: Today) -> Iterator[Row]:
    """Satisfaction of each day of the window that has a batch."""
    for each in today.run:
        if each.share:
            yield _share(_("Kepuasan, tiap hari"), each.day.isoformat(), each.share)


def _change(against: str, change: Change, beside: bool = False) -> Row:
    places = 2 if change.kind != "satisfaction" else 0
    name = _in_text(change.element) if change.element else index_name(change.kind)
    numbers = (None if each is None else indices.half_up(each, places) for each in (change.value, change.low, change.high))
    return against, name, *numbers, None, change_words(change, beside)


def file_name(unit: Unit, first: date, last: date) -> str:
    """Named for somebody who finds it in a folder a year later."""
    return f"{unit.code}-{first.isoformat()}" + (f"-{last.isoformat()}" if last != first else "")
