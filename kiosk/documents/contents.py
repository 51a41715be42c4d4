"""What an outline of a report may name: the values of its texts, the facts that blocks stand on, its tables, charts and gaps.

In the language that is spoken. A value that is missing is "……", as on a form, and never made up.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from kiosk.documents.filed import Filed, FiledElement
from kiosk.documents.outline import Vocabulary
from kiosk.figures import IndexFigure
from kiosk.followups import Action
from kiosk.indices import Grade, krejcie_morgan
from kiosk.indices.grades import HIGHEST, LOWEST
from kiosk.printing.documents import Bar, Bars, Block, Column, DataTable, Gap, Run, Signature
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language
from kiosk.words.codes import channel
from kiosk.words.dates import between, day, day_month
from kiosk.words.figures import grade, listed
from kiosk.words.followups import effect, status
from kiosk.words.numbers import decimals, nearest, percent, rounded, whole
from kiosk.words.periods import period as period_title
from kiosk.words.periods import quarter

MISSING = "……"
PUBLISHED = (
    *range(10, 100, 5),
    *range(100, 300, 10),
    *range(300, 500, 20),
    *range(500, 1000, 50),
    *range(1000, 2000, 100),
    *range(2000, 3000, 200),
    *range(3000, 5000, 500),
    *range(5000, 10000, 1000),
    *(10000, 15000, 20000, 30000, 40000, 50000, 75000, 1000000),
)
"""The populations of the published table of Krejcie and Morgan: 90 rows."""
TABLE_COLUMNS = 3
"""Pairs of population and sample side by side. Source: reports.md 1 (2.5)."""
QUARTERS = ("I", "II", "III", "IV")


class Contents:
    """All of a report, each piece by its name: `values`, `facts`, and `table`, `chart`, `gap`, `signature` of a name."""

    def __init__(self, filed: Filed) -> None:
        self.filed = filed

    # ── values ────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def values(self) -> Mapping[str, str]:
        return {name: say(self) or MISSING for name, say in VALUES.items()}

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset(name for name, holds in FACTS.items() if holds(self.filed))

    @property
    def figure(self) -> IndexFigure | None:
        return self.filed.leading

    def of_figure(self, say: Callable[[IndexFigure], str]) -> str:
        return say(self.figure) if self.figure else ""

    def short_of_next(self) -> str:
        """How far the index lies below the next grade; "" at the best one."""
        if self.figure is None:
            return ""
        above = next((each for each in self.figure.table.grades if each.lowest > self.figure.value), None)
        return decimals(above.lowest - self.figure.value) if above else ""

    def next_grade(self) -> str:
        if self.figure is None:
            return ""
        above = next((each for each in self.figure.table.grades if each.lowest > self.figure.value), None)
        return _with_words(above) if above else ""

    def named(self, elements: Sequence[FiledElement]) -> str:
        """waktu penyelesaian (74,20), konsultasi/pengaduan (81,83) dan prosedur/alur (82,10)"""
        return listed(f"{in_text(each.name).lower()} ({decimals(each.value)})" for each in elements) if elements else ""

    def older(self, which: int) -> str:
        older = self.figure.as_on_older_sheets if self.figure else None
        return decimals((older[1], older[2])[which]) if older else ""

    def population_of(self) -> str:
        population = self.filed.population
        if population is None:
            return ""
        if population.of is None:
            return _("menurut isian unit")
        return _("menurut jumlah yang dilayani, %(period)s", period=between(population.of.first, population.of.last))

    # ── tables ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def block(self, kind: str, name: str, caption: str) -> Block | None:
        """The table, chart, gap or signature of that name; None where there is nothing to put into it."""
        return FIGURES[kind][name](self, caption)

    def sample(self, caption: str) -> DataTable:
        population = self.filed.population
        minimum, verdict = (whole(population.minimum), self.verdict()) if population else (MISSING, MISSING)
        rows = [
            (_("Populasi"), whole(population.count) if population else MISSING, self.population_of()),
            (_("Responden minimum"), minimum, "Krejcie–Morgan"),
            (_("Responden"), whole(self.filed.respondents), verdict),
        ]
        return _table(caption, [_wide(_("Jumlah responden")), _number(_("orang")), _wide(_("keterangan"))], rows)

    def verdict(self) -> str:
        return {True: _("Sesuai"), False: _("Belum sesuai"), None: MISSING}[self.filed.enough]

    def krejcie_morgan(self, caption: str) -> DataTable:
        height = len(PUBLISHED) // TABLE_COLUMNS
        columns = [PUBLISHED[n * height : (n + 1) * height] for n in range(TABLE_COLUMNS)]
        rows = [[text for n in row for text in (whole(n), whole(krejcie_morgan(n)))] for row in zip(*columns, strict=True)]
        return _table(caption, [_number(text) for _n in range(TABLE_COLUMNS) for text in (_("Populasi"), _("Sampel"))], rows)

    def times(self, caption: str) -> DataTable:
        filed = self.filed
        rows = [
            (_("Pengumpulan data"), between(filed.period.first, filed.report.until), whole(len(filed.report.days))),
            (_("Pengolahan data"), _("tiap malam, setelah hari layanan tutup"), "–"),
        ]
        columns = [_wide(_("Kegiatan")), _wide(_("Waktu pelaksanaan")), _number(_("hari dengan nilai"))]
        return _table(caption, columns, rows)

    def respondents(self, caption: str) -> DataTable | None:
        rows: list[Sequence[str]] = []
        for number, line in enumerate(self.filed.report.profile, 1):
            for place, score in enumerate(line.question.scores):
                first = (str(number), in_text(line.question.name)) if not place else ("", "")
                labels = line.question.labels[language()]
                rows.append((*first, labels[place], whole(line.scores.get(score, 0)), f"{percent(line.share(score))} %"))
        columns = [_text(_("No.")), _wide(_("Karakteristik")), _wide(_("Indikator")), _number(_("Jumlah")), _number(_("Persentase"))]
        note = _("Diisi sukarela di HP atau kertas, tidak terhubung dengan nilai siapa pun; bulan utuh yang sudah lewat.")
        return _table(caption, columns, rows, note=note) if rows else None

    def ways(self, caption: str) -> DataTable | None:
        report = self.filed.report
        total = sum(report.channels.values())
        rows = [(channel(each), whole(n), f"{percent(Fraction(n, total))} %") for each, n in report.channels.items()]
        return _table(caption, [_wide(_("Cara menilai")), _number(_("kunjungan")), _number(_("Persentase"))], rows) if rows else None

    def elements(self, caption: str) -> DataTable | None:
        return self._elements(caption, self.figure)

    def integrity(self, caption: str) -> DataTable | None:
        return self._elements(caption, next(iter(self.filed.others), None))

    def _elements(self, caption: str, figure: IndexFigure | None) -> DataTable | None:
        if figure is None:
            return None
        found, name = Filed.elements(figure), in_text(figure.index.short)
        rows = [
            (
                str(number),
                in_text(each.name),
                whole(each.n),
                rounded(each.nrr, 3),
                rounded(each.weighted, 4),
                decimals(each.value),
                _with_words(each.grade),
            )
            for number, each in enumerate(found, 1)
        ]
        n = whole(sum(each.n for each in found))
        total = (
            "",
            _("Nilai %(index)s unit pelayanan", index=name),
            n,
            "",
            decimals(figure.mean, 4),
            decimals(figure.value),
            _of_index(figure),
        )
        columns = [
            _text(_("No.")),
            _wide(_("Unsur pelayanan")),
            _number(_("Jumlah jawaban")),
            _number("NRR"),
            _number(_("NRR tertimbang")),
            _number(_("Nilai %(index)s konversi", index=name)),
            _text(_("Mutu pelayanan")),
        ]
        strong = frozenset(n for n, each in enumerate(found) if each.code == self.filed.behind and figure is self.figure)
        return _table(caption, columns, rows, total, strong, self._weights(found, figure))

    def _weights(self, found: Sequence[FiledElement], figure: IndexFigure) -> str:
        notes = [_("NRR: nilai rata-rata, 1 sampai 4. Bobot tiap unsur %(weight)s, dihitung tanpa pembulatan.", weight=found[0].weight)]
        if older := figure.as_on_older_sheets:
            weight, value = (decimals(each) for each in older[1:])
            notes.append(_("Dengan bobot %(weight)s seperti lembar lama: %(value)s.", weight=weight, value=value))
        if not figure.official:
            notes.append(_("Perkiraan: pertanyaan digilir, sehingga jumlah jawaban tiap unsur berbeda."))
        return " ".join(notes)

    def data_sheet(self, caption: str) -> DataTable | None:
        """How often each answer was given: what the means are made of."""
        figures = [each for each in (self.figure, *self.filed.others) if each]
        scores = sorted({score for figure in figures for each in Filed.elements(figure) for score in each.scores})
        rows = [
            (each.code, in_text(each.name), *(whole(each.scores.get(score, 0)) for score in scores), whole(each.n), rounded(each.nrr, 4))
            for figure in figures
            for each in Filed.elements(figure)
        ]
        columns = [_text(_("Kode")), _wide(_("Unsur")), *(_number(str(score)) for score in scores), _number(_("Jumlah")), _number("NRR")]
        note = _("Banyaknya jawaban 1 sampai 4. NRR = jumlah nilai ÷ jumlah jawaban. Lembar XLSX memuat rumusnya.")
        return _table(caption, columns, rows, note=note) if rows else None

    def trend(self, caption: str) -> DataTable | None:
        rows = [
            (
                period_title(period),
                decimals(figure.value),
                f"{decimals(figure.low)}–{decimals(figure.high)}",
                _of_index(figure),
                whole(figure.n),
            )
            for period, figure in self.filed.trend
        ]
        index = self.filed.instrument.leading
        name = _("Nilai %(index)s", index=in_text(index.short) if index else "")
        columns = [_wide(_("Periode")), _number(name), _number(_("kira-kira")), _text(_("Mutu")), _number(_("orang"))]
        return _table(caption, columns, rows) if rows else None

    def thresholds(self, caption: str) -> DataTable | None:
        """Each index beside what the integrity zone asks of it. A number that was not read in its source is not printed."""
        rows = []
        for figure, asked in self.filed.thresholds:
            named, mean, away = f"{asked.survey} {asked.award}", figure.estimate.mean, asked.distance(figure.estimate.mean)
            points = f"{rounded(asked.points_of(mean))} / {rounded(asked.weight)}"
            if not asked.verified:
                rows.append((named, "–", rounded(mean), "–", points, _("ambang belum diperiksa")))
                continue
            told = _("tercapai") if away >= 0 else _("kurang %(away)s", away=rounded(-away))
            rows.append((named, rounded(asked.mean), rounded(mean), told, points, asked.source))
        columns = [
            _text(_("Survei dan predikat")),
            _number(_("ambang (1–4)")),
            _number(_("nilai (1–4)")),
            _text(_("jarak")),
            _number(_("poin")),
            _wide(_("keterangan")),
        ]
        note = _("Poin = nilai ÷ 4 × bobot, dihitung lurus; belum pasti apakah penilai memakai cara bertingkat.")
        return _table(caption, columns, rows, note=note) if rows else None

    def plans(self, caption: str) -> DataTable | None:
        rows = []
        for number, each in enumerate(self.filed.planned, 1):
            found = self._element_name(each.instrument, each.element)
            marks = ["■" if roman == each.due.roman else "" for roman in QUARTERS]
            rows.append((str(number), found, each.plan.action, *marks, str(each.due.year), each.plan.responsible))
        columns = [
            _text(_("No.")),
            _wide(_("Prioritas unsur")),
            _wide(_("Program/kegiatan")),
            *(Column(_("TW %(quarter)s", quarter=roman), "center", False) for roman in QUARTERS),
            _number(_("Tahun")),
            _wide(_("Penanggung jawab")),
        ]
        return _table(caption, columns, rows) if rows else None

    def progress(self, caption: str) -> DataTable | None:
        """What became of each plan: how far it is, since when, what shows it, and whether visitors rate the element otherwise since."""
        filed = self.filed
        rows = [
            (
                str(number),
                self._element_name(each.instrument, each.element),
                each.plan.action,
                each.plan.responsible,
                quarter(each.due),
                self._status(each),
                "; ".join(filter(None, (text for row in each.evidence for text in (row.words, row.link)))) or "–",
                effect(filed.effects[each.id]) if each.id in filed.effects else "–",
            )
            for number, each in enumerate(filed.planned, 1)
        ]
        columns = [
            _text(_("No.")),
            _wide(_("Prioritas unsur")),
            _wide(_("Program/kegiatan")),
            _wide(_("Penanggung jawab")),
            _text(_("Waktu")),
            _text(_("Status")),
            _wide(_("Bukti dukung")),
            _text(_("Nilai sesudahnya")),
        ]
        return _table(caption, columns, rows) if rows else None

    def _status(self, action: Action) -> str:
        if action.finished_on:
            return _("selesai %(day)s", day=day_month(action.finished_on))
        return _("lewat waktu") if action.overdue(self.filed.today) else status(action.status.status)

    def _element_name(self, instrument: str, code: str) -> str:
        found = next((each for each in self.filed.catalogue.all() if each.name == instrument), None)
        for index in found.indices if found else ():
            if found and (questions := found.elements(index.key).get(code)):
                return in_text(found.need(questions[0]).name)
        return code

    # ── charts, gaps, the signature ───────────────────────────────────────────────────────────────────────────────────

    def element_bars(self, caption: str) -> Bars | None:
        figure = self.figure
        if figure is None:
            return None
        found = Filed.elements(figure)
        bars = [Bar(in_text(each.name), float(each.value), decimals(each.value), each.code == self.filed.behind) for each in found]
        bounds = [(float(max(each.lowest, LOWEST)), decimals(max(each.lowest, LOWEST)), each.letter) for each in figure.table.grades]
        told = _("Nilai unit %(value)s", value=decimals(figure.value))
        note = _(
            "Sumbu dimulai dari 25, nilai terendah yang mungkin. Huruf di atas: batas mutu menurut %(source)s.", source=figure.table.source
        )
        alt = listed(f"{bar.name} {bar.text}" for bar in bars)
        return Bars(caption, alt, bars, float(LOWEST), float(HIGHEST), bounds, (float(figure.value), told), note)

    def trend_run(self, caption: str) -> Run | None:
        points = [(period_title(period), float(figure.value), decimals(figure.value)) for period, figure in self.filed.trend]
        if len(points) < 2:
            return None
        alt = listed(f"{label} {text}" for label, _value, text in points)
        values = [value for _label, value, _text in points]
        least, most = (min(values) - 5) // 5 * 5, min(-(-(max(values) + 2) // 5) * 5, 100.0)
        least = max(least, float(LOWEST))
        return Run(caption, alt, points, least, most, _("Sumbu dari %(least)s sampai %(most)s.", least=nearest(least), most=nearest(most)))

    def gap_population(self, _caption: str) -> Gap | None:
        return None if self.filed.population else Gap(_("Belum diisi: populasi (jumlah yang dilayani), untuk jumlah responden minimum."))

    def gap_forum(self, _caption: str) -> Gap | None:
        return None if self.filed.inputs.forum_on else Gap(_("Belum diisi: tanggal Forum Konsultasi Publik (FKP)."))

    def gap_signatory(self, _caption: str) -> Gap | None:
        head = self.filed.letterhead
        return None if head and head.signatory else Gap(_("Belum diisi: nama dan jabatan penanda tangan (Pengaturan unit, Kop surat)."))

    def head(self, _caption: str) -> Signature:
        head, signed = self.filed.letterhead, self.filed.inputs.signed_on
        place = f"{head.city if head and head.city else MISSING}, {day(signed) if signed else MISSING}"
        position = [line for line in (head.position if head else "").splitlines() if line] or [MISSING]
        number = head.number if head else ""
        return Signature(place, position, (head.signatory if head else "") or MISSING, _("NIP %(number)s", number=number) if number else "")


def _of_index(figure: IndexFigure) -> str:
    """The grade of its value, as the regulation wants it; with fewer than 30 there is none."""
    return _with_words(figure.grade) if figure.shown else grade(())


def _with_words(found: Grade) -> str:
    return grade([found])


def _table(
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    total: Sequence[str] | None = None,
    strong: frozenset[int] = frozenset(),
    note: str = "",
) -> DataTable:
    return DataTable(caption, columns, rows, total, strong, note)


def _wide(title: str) -> Column:
    return Column(title, "start", True)


def _text(title: str) -> Column:
    return Column(title, "start", False)


def _number(title: str) -> Column:
    return Column(title, "end", False)


VALUES: Mapping[str, Callable[[Contents], str]] = {
    "unit": lambda c: c.filed.unit.name,
    "period": lambda c: period_title(c.filed.period),
    "days": lambda c: between(c.filed.period.first, c.filed.period.last),
    "year": lambda c: str(c.filed.period.last.year),
    "until": lambda c: day(c.filed.report.until),
    "questionnaire": lambda c: in_text(c.filed.instrument.title),
    "legal_basis": lambda c: c.filed.instrument.legal_basis,
    "visits": lambda c: whole(c.filed.report.counts.visits),
    "answers": lambda c: whole(c.filed.report.counts.answers),
    "set_aside": lambda c: whole(c.filed.report.counts.set_aside),
    "ways": lambda c: listed(channel(each) for each in c.filed.report.channels) if c.filed.report.channels else "",
    "index": lambda c: in_text(c.filed.instrument.leading.short) if c.filed.instrument.leading else "",
    "index_name": lambda c: in_text(c.filed.instrument.leading.name) if c.filed.instrument.leading else "",
    "elements": lambda c: c.of_figure(lambda figure: whole(len(Filed.elements(figure)))),
    "value": lambda c: c.of_figure(lambda figure: decimals(figure.value)),
    "low": lambda c: c.of_figure(lambda figure: decimals(figure.low)),
    "high": lambda c: c.of_figure(lambda figure: decimals(figure.high)),
    "mean": lambda c: c.of_figure(lambda figure: decimals(figure.mean, 4)),
    "grade": lambda c: c.of_figure(lambda figure: _with_words(figure.grade)),
    "respondents": lambda c: whole(c.filed.respondents),
    "short": Contents.short_of_next,
    "next_grade": Contents.next_grade,
    "lowest": lambda c: c.of_figure(lambda figure: c.named(c.filed.lowest(figure))),
    "highest": lambda c: c.of_figure(lambda figure: c.named(c.filed.highest(figure))),
    "behind": lambda c: c.of_figure(lambda figure: c.named([each for each in Filed.elements(figure) if each.code == c.filed.behind])),
    "population": lambda c: whole(c.filed.population.count) if c.filed.population else "",
    "population_of": Contents.population_of,
    "minimum": lambda c: whole(c.filed.population.minimum) if c.filed.population else "",
    "verdict": Contents.verdict,
    "older_weight": lambda c: c.older(0),
    "older_value": lambda c: c.older(1),
    "forum_on": lambda c: day(c.filed.inputs.forum_on) if c.filed.inputs.forum_on else "",
    "plans": lambda c: whole(len(c.filed.planned)),
    "done": lambda c: whole(len(c.filed.done)),
    "done_share": lambda c: f"{percent(c.filed.done_share)} %" if c.filed.done_share is not None else "",
    "overdue": lambda c: whole(len(c.filed.overdue)),
    "months": lambda c: whole(c.filed.months_since),
    "today": lambda c: day(c.filed.today),
    "others": lambda c: (
        listed(f"{in_text(figure.index.short)} {decimals(figure.value)} ({_of_index(figure)})" for figure in c.filed.others)
        if c.filed.others
        else ""
    ),
}

FACTS: Mapping[str, Callable[[Filed], bool]] = {
    "known": lambda filed: filed.leading is not None,
    "official": lambda filed: bool(filed.leading and filed.leading.official),
    "graded": lambda filed: bool(filed.leading and filed.leading.shown),
    "crosses": lambda filed: bool(filed.leading and len(filed.leading.shown) > 1),
    "few": lambda filed: bool(filed.leading and not filed.leading.shown),
    "estimate": lambda filed: bool(filed.leading and not filed.leading.official),
    "runs": lambda filed: filed.report.runs,
    "best": lambda filed: bool(filed.leading and filed.leading.grade is filed.leading.table.grades[-1]),
    "behind": lambda filed: bool(filed.behind),
    "others": lambda filed: bool(filed.others),
    "profile": lambda filed: bool(filed.report.profile),
    "population": lambda filed: filed.population is not None,
    "enough": lambda filed: filed.enough is True,
    "forum": lambda filed: filed.inputs.forum_on is not None,
    "plans": lambda filed: bool(filed.planned),
    "thresholds": lambda filed: bool(filed.thresholds),
    "all_done": lambda filed: bool(filed.planned) and len(filed.done) == len(filed.planned),
    "overdue": lambda filed: bool(filed.overdue),
    "trend": lambda filed: len(filed.trend) > 1,
    "set_aside": lambda filed: filed.report.counts.set_aside > 0,
    "apart": lambda filed: any(filed.report.apart.values()),
    "older": lambda filed: bool(filed.leading and filed.leading.as_on_older_sheets),
}

FIGURES: Mapping[str, Mapping[str, Callable[[Contents, str], Block | None]]] = {
    "table": {
        "sample": Contents.sample,
        "krejcie-morgan": Contents.krejcie_morgan,
        "times": Contents.times,
        "respondents": Contents.respondents,
        "ways": Contents.ways,
        "elements": Contents.elements,
        "integrity": Contents.integrity,
        "data-sheet": Contents.data_sheet,
        "trend": Contents.trend,
        "plans": Contents.plans,
        "progress": Contents.progress,
        "thresholds": Contents.thresholds,
    },
    "chart": {"elements": Contents.element_bars, "trend": Contents.trend_run},
    "gap": {"population": Contents.gap_population, "forum": Contents.gap_forum, "signatory": Contents.gap_signatory},
    "signature": {"head": Contents.head},
}

VOCABULARY = Vocabulary(VALUES, FACTS, {kind: tuple(names) for kind, names in FIGURES.items()})
"""What outlines of a unit's reports may name."""
