"""The tables of a report, each from what is filed; None where there is nothing to put into one. In the language that is spoken."""

from collections.abc import Sequence
from fractions import Fraction

from kiosk import followups
from kiosk.documents.filed import Filed, FiledElement
from kiosk.figures import IndexFigure
from kiosk.followups import Action
from kiosk.indices import Grade, krejcie_morgan
from kiosk.printing.documents import Column, DataTable
from kiosk.reports.past import Past
from kiosk.words import imports
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text, language
from kiosk.words.codes import channel
from kiosk.words.dates import between, day_month
from kiosk.words.figures import grade
from kiosk.words.followups import effect, status
from kiosk.words.numbers import decimals, percent, rounded, whole
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


def sample(filed: Filed, caption: str) -> DataTable:
    population = filed.population
    minimum, told = (whole(population.minimum), verdict(filed)) if population else (MISSING, MISSING)
    rows = [
        (_("Populasi"), whole(population.count) if population else MISSING, population_of(filed)),
        (_("Responden minimum"), minimum, "Krejcie–Morgan"),
        (_("Responden"), whole(filed.respondents), told),
    ]
    return _table(caption, [_wide(_("Jumlah responden")), _number(_("orang")), _wide(_("keterangan"))], rows)


def verdict(filed: Filed) -> str:
    return {True: _("Sesuai"), False: _("Belum sesuai"), None: MISSING}[filed.enough]


def sample_sizes(_filed: Filed, caption: str) -> DataTable:
    """The published table of Krejcie and Morgan."""
    height = len(PUBLISHED) // TABLE_COLUMNS
    columns = [PUBLISHED[n * height : (n + 1) * height] for n in range(TABLE_COLUMNS)]
    rows = [[text for n in row for text in (whole(n), whole(krejcie_morgan(n)))] for row in zip(*columns, strict=True)]
    return _table(caption, [_number(text) for _n in range(TABLE_COLUMNS) for text in (_("Populasi"), _("Sampel"))], rows)


def times(filed: Filed, caption: str) -> DataTable:
    rows = [
        (_("Pengumpulan data"), between(filed.period.first, filed.report.until), whole(len(filed.report.days))),
        (_("Pengolahan data"), _("tiap malam, setelah hari layanan tutup"), "–"),
    ]
    columns = [_wide(_("Kegiatan")), _wide(_("Waktu pelaksanaan")), _number(_("hari dengan nilai"))]
    return _table(caption, columns, rows)


def respondents(filed: Filed, caption: str) -> DataTable | None:
    rows: list[Sequence[str]] = []
    for number, line in enumerate(filed.report.profile, 1):
        for place, score in enumerate(line.question.scores):
            first = (str(number), in_text(line.question.name)) if not place else ("", "")
            labels = line.question.labels[language()]
            rows.append((*first, labels[place], whole(line.scores.get(score, 0)), f"{percent(line.share(score))} %"))
    columns = [_text(_("No.")), _wide(_("Karakteristik")), _wide(_("Indikator")), _number(_("Jumlah")), _number(_("Persentase"))]
    note = _("Diisi sukarela di HP atau kertas, tidak terhubung dengan nilai siapa pun; bulan utuh yang sudah lewat.")
    return _table(caption, columns, rows, note=note) if rows else None


def ways(filed: Filed, caption: str) -> DataTable | None:
    report = filed.report
    total = sum(report.channels.values())
    rows = [(channel(each), whole(n), f"{percent(Fraction(n, total))} %") for each, n in report.channels.items()]
    return _table(caption, [_wide(_("Cara menilai")), _number(_("kunjungan")), _number(_("Persentase"))], rows) if rows else None


def elements(filed: Filed, caption: str) -> DataTable | None:
    return _elements(filed, caption, filed.leading)


def integrity(filed: Filed, caption: str) -> DataTable | None:
    return _elements(filed, caption, next(iter(filed.others), None))


def _elements(filed: Filed, caption: str, figure: IndexFigure | None) -> DataTable | None:
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
            with_words(each.grade),
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
        of_index(figure),
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
    strong = frozenset(n for n, each in enumerate(found) if each.code == filed.behind and figure is filed.leading)
    return _table(caption, columns, rows, total, strong, _weights(found, figure))


def _weights(found: Sequence[FiledElement], figure: IndexFigure) -> str:
    notes = [_("NRR: nilai rata-rata, 1 sampai 4. Bobot tiap unsur %(weight)s, dihitung tanpa pembulatan.", weight=found[0].weight)]
    if older := figure.as_on_older_sheets:
        weight, value = (decimals(each) for each in older[1:])
        notes.append(_("Dengan bobot %(weight)s seperti lembar lama: %(value)s.", weight=weight, value=value))
    if not figure.official:
        notes.append(_("Perkiraan: pertanyaan digilir, sehingga jumlah jawaban tiap unsur berbeda."))
    return " ".join(notes)


def data_sheet(filed: Filed, caption: str) -> DataTable | None:
    """How often each answer was given: what the means are made of."""
    figures = [each for each in (filed.leading, *filed.others) if each]
    scores = sorted({score for figure in figures for each in Filed.elements(figure) for score in each.scores})
    rows = [
        (each.code, in_text(each.name), *(whole(each.scores.get(score, 0)) for score in scores), whole(each.n), rounded(each.nrr, 4))
        for figure in figures
        for each in Filed.elements(figure)
    ]
    columns = [_text(_("Kode")), _wide(_("Unsur")), *(_number(str(score)) for score in scores), _number(_("Jumlah")), _number("NRR")]
    note = _("Banyaknya jawaban 1 sampai 4. NRR = jumlah nilai ÷ jumlah jawaban. Lembar XLSX memuat rumusnya.")
    return _table(caption, columns, rows, note=note) if rows else None


def trend(filed: Filed, caption: str) -> DataTable | None:
    """By days: the unit's own values, and those from before, each marked for where it is from."""
    own = [
        (
            period.first,
            (
                period_title(period),
                decimals(figure.value),
                f"{decimals(figure.low)}–{decimals(figure.high)}",
                of_index(figure),
                whole(figure.n),
            ),
        )
        for period, figure in filed.trend
    ]
    rows = [row for _first, row in sorted([*own, *((each.first, _past(each)) for each in filed.past)])]
    index = filed.instrument.leading
    name = _("Nilai %(index)s", index=in_text(index.short) if index else "")
    columns = [_wide(_("Periode")), _number(name), _number(_("kira-kira")), _text(_("Mutu")), _number(_("orang"))]
    note = _("Yang diimpor atau diketik berasal dari survei terdahulu, terpisah dari nilai lain; kuesionernya dapat berbeda.")
    return _table(caption, columns, rows, note=note if filed.past else "") if rows else None


def _past(each: Past) -> tuple[str, str, str, str, str]:
    title = f"{between(each.first, each.last)} ({imports.origin(each.number)})"
    value = decimals(each.value) if each.value is not None else "–"
    around = f"{decimals(each.figure.low)}–{decimals(each.figure.high)}" if each.figure else "–"
    return title, value, around, grade_of(each), whole(each.respondents)


def grade_of(each: Past) -> str:
    """As of any index where there are answers; of a typed one that of its value, as its report had it."""
    if each.figure:
        return of_index(each.figure)
    return with_words(each.instrument.index(each.index).table.grade(each.value)) if each.value is not None else "–"


def thresholds(filed: Filed, caption: str) -> DataTable | None:
    """Each index beside what the integrity zone asks of it. A number that was not read in its source is not printed."""
    rows = []
    for figure, asked in filed.thresholds:
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


def plans(filed: Filed, caption: str) -> DataTable | None:
    rows = []
    for number, each in enumerate(filed.planned, 1):
        found = element_name(filed, each)
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


def progress(filed: Filed, caption: str) -> DataTable | None:
    """What became of each plan: how far it is, since when, what shows it, and whether visitors rate the element otherwise since."""
    rows = [
        (
            str(number),
            element_name(filed, each),
            each.plan.action,
            each.plan.responsible,
            quarter(each.due),
            _status(filed, each),
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


def _status(filed: Filed, action: Action) -> str:
    if action.finished_on:
        return _("selesai %(day)s", day=day_month(action.finished_on))
    return _("lewat waktu") if action.overdue(filed.today) else status(action.status.status)


def element_name(filed: Filed, action: Action) -> str:
    """What a follow-up's element is called; its code where no questionnaire knows it any more."""
    found = followups.element(filed.catalogue, action.instrument, action.element)
    return in_text(found.name) if found else action.element


def population_of(filed: Filed) -> str:
    """Where the number of the population is from; "" where it is not known."""
    population = filed.population
    if population is None:
        return ""
    if population.of is None:
        return _("menurut isian unit")
    return _("menurut jumlah yang dilayani, %(period)s", period=between(population.of.first, population.of.last))


def of_index(figure: IndexFigure) -> str:
    """The grade of its value, as the regulation wants it; with fewer than 30 there is none."""
    return with_words(figure.grade) if figure.shown else grade(())


def with_words(found: Grade) -> str:
    """B – Baik"""
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
