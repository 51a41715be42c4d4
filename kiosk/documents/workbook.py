"""A report as a workbook: real numbers, and formulas beside them, so that an auditor can recompute each value from the counts.

A formula carries the value that we computed, which is what a reader without recalculation sees. Source: reports.md 1 (data sheet: NRR, NRR
tertimbang, × 25); weights are exact (1/7), not 0,14.
"""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from kiosk.documents.filed import Filed, FiledElement
from kiosk.documents.issuing import Issue
from kiosk.documents.tables import element_name, grade_of, of_index
from kiosk.figures import IndexFigure
from kiosk.words import imports
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language
from kiosk.words.codes import channel
from kiosk.words.dates import between
from kiosk.words.figures import basis
from kiosk.words.periods import period as period_title
from kiosk.words.periods import quarter

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | float | None
FACTS_HEIGHT = 6
"""Rows above the table of a sheet: what it is about."""


def workbook(filed: Filed, title: str, issue: Issue | None = None) -> bytes:
    import xlsxwriter  # 60 ms, and only exporting needs it

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        written = _Written(book, filed, title, issue)
        for figure in (each for each in filed.report.indices.values() if each):
            written.index(figure)
        written.respondents()
        written.trend()
        written.plans()
        if not book.worksheets():
            written.nothing()
    return out.getvalue()


def workbook_of_several(units: Sequence[Filed], title: str) -> bytes:
    """A row for each unit and index, and a row for each of its elements: what a pivot table reads."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold, head = book.add_format({"bold": True}), book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        two = book.add_format({"num_format": "0.00"})
        sheet = book.add_worksheet(_("Nilai"))
        sheet.write_string(0, 0, title, bold)
        names = [
            _("Unit"),
            _("Indeks"),
            _("nilai"),
            _("mutu"),
            _("terendah"),
            _("tertinggi"),
            _("responden"),
            _("dasar"),
            _("menilai"),
            _("disisihkan"),
        ]
        for place, name in enumerate(names):
            sheet.write_string(2, place, name, head)
        sheet.freeze_panes(3, 2)
        row = 3
        for each in units:
            for key, figure in each.report.indices.items():
                sheet.write_string(row, 0, each.unit.name)
                sheet.write_string(row, 1, in_text(figure.index.short) if figure else key.upper())
                if figure:
                    sheet.write_number(row, 2, float(figure.value), two)
                    sheet.write_string(row, 3, of_index(figure))
                    sheet.write_number(row, 4, float(figure.low), two)
                    sheet.write_number(row, 5, float(figure.high), two)
                    sheet.write_number(row, 6, figure.n)
                    sheet.write_string(row, 7, basis(figure))
                sheet.write_number(row, 8, each.report.counts.visits)
                sheet.write_number(row, 9, each.report.counts.set_aside)
                row += 1
        sheet.set_column(0, 0, 44)
        _elements_of_several(book, units, head, two)
    return out.getvalue()


def _elements_of_several(book: "Workbook", units: Sequence[Filed], head: Any, two: Any) -> None:
    sheet = book.add_worksheet(_("Unsur"))
    for place, name in enumerate((_("Unit"), _("Indeks"), _("Kode"), _("Unsur"), _("responden"), "NRR", _("nilai"))):
        sheet.write_string(0, place, name, head)
    sheet.freeze_panes(1, 2)
    lines = [(each, figure, line) for each in units for figure in each.report.indices.values() if figure for line in Filed.elements(figure)]
    for row, (each, figure, line) in enumerate(lines, 1):
        for place, text in enumerate((each.unit.name, in_text(figure.index.short), line.code, in_text(line.name))):
            sheet.write_string(row, place, text)
        sheet.write_number(row, 4, line.n)
        sheet.write_number(row, 5, float(line.nrr))
        sheet.write_number(row, 6, float(line.value), two)
    sheet.set_column(0, 0, 44)
    sheet.set_column(3, 3, 32)


class _Written:
    def __init__(self, book: "Workbook", filed: Filed, title: str, issue: Issue | None) -> None:
        self._book, self._filed = book, filed
        self._facts = [title, filed.unit.name, f"{filed.period.first.isoformat()} – {filed.report.until.isoformat()}"]
        self._facts.append(issue.said if issue else _("KONSEP"))
        self._bold = book.add_format({"bold": True})
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._places = {n: book.add_format({"num_format": f"0.{'0' * n}"}) for n in (2, 4)}

    def index(self, figure: IndexFigure) -> None:
        """Counts of answers, and from them by formula: n, NRR, weighted NRR, converted value; the index in the last row."""
        found, name = Filed.elements(figure), in_text(figure.index.short)
        scores = sorted({score for each in found for score in each.scores})
        first = 2  # the column of the lowest score, after code and name
        n, _mean, weight, weighted, value, mutu = (first + len(scores) + place for place in range(6))
        heads = [_("Kode"), _("Unsur"), *(_("jawaban %(score)s", score=score) for score in scores)]
        heads += [_("Jumlah"), "NRR", _("bobot"), _("NRR tertimbang"), _("Nilai konversi"), _("Mutu")]
        page, top = self._page(name, heads)
        for row, each in enumerate(found, top):
            page.write(row, 0, each.code)
            page.write(row, 1, in_text(each.name))
            for column, score in enumerate(scores, first):
                page.write_number(row, column, each.scores.get(score, 0))
            self._element(page, row, each, scores, first)
        last, total = top + len(found) - 1, top + len(found)
        page.write(total, 1, _("Nilai %(index)s unit pelayanan", index=name), self._bold)
        page.write_formula(total, n, f"=SUM({_range(top, last, n)})", None, sum(each.n for each in found))
        page.write_formula(total, weight, f"=SUM({_range(top, last, weight)})", self._places[4], 1)
        page.write_formula(total, weighted, f"=SUM({_range(top, last, weighted)})", self._places[4], float(figure.mean))
        page.write_formula(total, value, f"=ROUND({_at(total, weighted)}*25,2)", self._places[2], float(figure.value))
        page.write(total, mutu, of_index(figure), self._bold)
        rest = [
            (_("kira-kira"), float(figure.low), float(figure.high)),
            (_("dasar"), basis(figure), None),
            (_("orang"), figure.n, None),
        ]
        for row, (label, low, high) in enumerate(rest, total + 2):
            page.write(row, 1, label)
            page.write(row, 2, low)
            page.write(row, 3, high)

    def _element(self, page: "Worksheet", row: int, each: FiledElement, scores: Sequence[int], first: int) -> None:
        n, mean, weight, weighted, value, mutu = (first + len(scores) + place for place in range(6))
        counts = f"{_at(row, first)}:{_at(row, n - 1)}"
        marks = ",".join(str(score) for score in scores)
        page.write_formula(row, n, f"=SUM({counts})", None, each.n)
        page.write_formula(row, mean, f"=SUMPRODUCT({counts},{{{marks}}})/{_at(row, n)}", self._places[4], float(each.nrr))
        page.write_formula(row, weight, f"={each.weight}", self._places[4], float(each.weight))
        page.write_formula(row, weighted, f"={_at(row, mean)}*{_at(row, weight)}", self._places[4], float(each.weighted))
        page.write_formula(row, value, f"=ROUND({_at(row, mean)}*25,2)", self._places[2], float(each.value))
        page.write(row, mutu, each.grade.letter)

    def respondents(self) -> None:
        rows: list[Sequence[Cell]] = [(_("Cara menilai"), channel(way), n, None) for way, n in self._filed.report.channels.items()]
        for line in self._filed.report.profile:
            labels = line.question.labels[language()]
            for place, score in enumerate(line.question.scores):
                rows.append((in_text(line.question.name), labels[place], line.scores.get(score, 0), float(line.share(score))))
        self._table(_("Responden"), [_("Karakteristik"), _("Indikator"), _("Jumlah"), _("Bagian")], rows)

    def trend(self) -> None:
        rows: list[Sequence[Cell]] = [
            (period_title(period), float(figure.value), float(figure.low), float(figure.high), of_index(figure), figure.n)
            for period, figure in self._filed.trend
        ]
        for each in self._filed.past:
            ends = (float(each.figure.low), float(each.figure.high)) if each.figure else (None, None)
            value = None if each.value is None else float(each.value)
            title = f"{between(each.first, each.last)} ({imports.origin(each.number)})"
            rows.append((title, value, *ends, grade_of(each), each.respondents))
        self._table(_("Tren"), [_("Periode"), _("Nilai"), _("paling rendah"), _("paling tinggi"), _("Mutu"), _("orang")], rows)

    def plans(self) -> None:
        rows: list[Sequence[Cell]] = [
            (number, element_name(self._filed, each), each.plan.action, quarter(each.due), each.plan.responsible)
            for number, each in enumerate(self._filed.planned, 1)
        ]
        heads = [_("No."), _("Unsur"), _("Program/kegiatan"), _("Waktu"), _("Penanggung jawab")]
        self._table(_("Tindak lanjut"), heads, rows)

    def nothing(self) -> None:
        self._page(_("Nilai"), [_("Belum cukup jawaban untuk ditampilkan.")])

    def _table(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        found = list(rows)
        if not found:
            return
        page, top = self._page(name, heads)
        for row, cells in enumerate(found, top):
            for column, cell in enumerate(cells):
                page.write(row, column, cell, self._places[2] if isinstance(cell, float) else None)

    def _page(self, name: str, heads: Sequence[str]) -> tuple["Worksheet", int]:
        """A sheet with its facts and heads, frozen below them; and the row where its table begins."""
        page = self._book.add_worksheet(name[:31])
        for row, fact in enumerate(self._facts):
            page.write(row, 0, fact, self._bold if not row else None)
        for column, head in enumerate(heads):
            page.write(FACTS_HEIGHT - 1, column, head, self._head)
        page.set_column(0, 0, 14)
        page.set_column(1, 1, 34)
        page.set_column(2, len(heads), 12)
        page.freeze_panes(FACTS_HEIGHT, 0)
        page.repeat_rows(FACTS_HEIGHT - 1)
        page.set_landscape()
        page.set_paper(9)  # A4
        page.fit_to_pages(1, 0)
        return page, FACTS_HEIGHT


def _at(row: int, column: int) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    return str(xl_rowcol_to_cell(row, column))


def _range(first: int, last: int, column: int) -> str:
    return f"{_at(first, column)}:{_at(last, column)}"
