"""The report on several units over one span: what the regional office of the source document took to its two units.

Each unit's figures are those of its own reports; nothing is ranked, and no unit is told from another but by a test (Bandingkan does that).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from kiosk.documents import drawn
from kiosk.documents.filed import Filed
from kiosk.documents.outline import Vocabulary
from kiosk.documents.pieces import Pieces
from kiosk.documents.tables import MISSING, element_name, of_index
from kiosk.figures import IndexFigure
from kiosk.filings import inputs_of
from kiosk.followups import Action
from kiosk.indices.grades import HIGHEST, LOWEST
from kiosk.indices.periods import Period
from kiosk.instruments import Catalogue
from kiosk.places import Unit, letterheads, tree
from kiosk.places.letterheads import Letterhead
from kiosk.printing.documents import Bar, Bars, Block, Column, DataTable, Gap, Listing, Signature
from kiosk.words import followups as said
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import in_text
from kiosk.words.dates import between, day
from kiosk.words.figures import basis, listed
from kiosk.words.numbers import decimals, whole
from kiosk.words.periods import period as period_title
from kiosk.words.periods import quarter

DASH = "–"


@dataclass(frozen=True)
class Monitored:
    """`office`: whose report it is, under whose letterhead; `units`: each as its own report has it, in the order that was asked for."""

    office: Unit
    units: Sequence[Filed]
    period: Period
    today: date

    @classmethod
    def of(cls, units: Sequence[Unit], period: Period, today: date, catalogue: Catalogue, office: Unit | None = None) -> "Monitored":
        """`office`: that above the first of the units, unless it is said."""
        filed = [Filed(unit, period, today, catalogue, inputs_of(unit, period)) for unit in units]
        return cls(office or tree.parent_at(units[0], today) or units[0], filed, period, today)

    @cached_property
    def letterhead(self) -> Letterhead | None:
        return letterheads.in_force(self.office, self.today)

    @property
    def until(self) -> date:
        return min(each.report.until for each in self.units)

    @property
    def known(self) -> Sequence[tuple[Filed, IndexFigure]]:
        """Those whose leading index may be shown."""
        return [(each, each.leading) for each in self.units if each.leading]


class MonitoredContents(Pieces):
    def __init__(self, monitored: Monitored) -> None:
        self.monitored = monitored

    @property
    def unit(self) -> Unit:
        return self.monitored.office

    @property
    def letterhead(self) -> Letterhead | None:
        return self.monitored.letterhead

    @cached_property
    def values(self) -> Mapping[str, str]:
        return {name: say(self.monitored) or MISSING for name, say in VALUES.items()}

    @cached_property
    def facts(self) -> frozenset[str]:
        return frozenset(name for name, holds in FACTS.items() if holds(self.monitored))

    def block(self, kind: str, name: str, caption: str) -> Block | None:
        return FIGURES[kind][name](self.monitored, caption)


def _units(found: Monitored, caption: str) -> DataTable:
    rows = []
    for number, each in enumerate(found.units, 1):
        figures = [*([each.leading] if each.leading else []), *each.others]
        part = each.report.participation
        rows.append(
            (
                str(number),
                each.unit.name,
                whole(each.report.counts.visits),
                f"{decimals(part.rate, 1)} %" if part and part.rate is not None else DASH,
                *_of(figures[0] if figures else None),
                *_of(each.others[0] if each.others else None),
            )
        )
    columns = [
        Column(_("No.")),
        Column(_("Unit"), wide=True),
        Column(_("menilai"), "end"),
        Column(_("dari yang dilayani"), "end"),
        Column("IKM", "end"),
        Column(_("mutu")),
        Column("IPK", "end"),
        Column(_("mutu")),
    ]
    note = _("Perkiraan bila belum 30 kuesioner lengkap; – berarti belum cukup jawaban atau belum diisi.")
    return DataTable(caption, columns, rows, note=note)


def _of(figure: IndexFigure | None) -> tuple[str, str]:
    return (decimals(figure.value), of_index(figure)) if figure else (DASH, DASH)


def _sure(found: Monitored, caption: str) -> DataTable | None:
    rows = [
        (
            each.unit.name,
            in_text(figure.index.short),
            decimals(figure.value),
            decimals(figure.low),
            decimals(figure.high),
            whole(figure.n),
            basis(figure),
        )
        for each in found.units
        for figure in filter(None, (each.leading, *each.others))
    ]
    columns = [
        Column(_("Unit"), wide=True),
        Column(_("Indeks")),
        Column(_("nilai"), "end"),
        Column(_("terendah"), "end"),
        Column(_("tertinggi"), "end"),
        Column(_("responden"), "end"),
        Column(_("dasar")),
    ]
    return DataTable(caption, columns, rows, note=_("Terendah sampai tertinggi: selang kepercayaan 95 %.")) if rows else None


def _elements(found: Monitored, caption: str, place: int) -> DataTable | None:
    """Rows are elements, columns units: of the leading index (0) or the next one (1)."""
    figures = [(each, ([each.leading, *each.others] if each.leading else [None, *each.others])) for each in found.units]
    of_units = [(each, own[place]) for each, own in figures if len(own) > place and own[place]]
    if not of_units:
        return None
    by_unit = [(each.unit.short_name, {line.code: line for line in Filed.elements(figure)}) for each, figure in of_units if figure]
    names = {code: in_text(line.name) for _unit, lines in by_unit for code, line in lines.items()}
    rows = [(name, *(decimals(lines[code].value) if code in lines else DASH for _unit, lines in by_unit)) for code, name in names.items()]
    return DataTable(caption, [Column(_("Unsur"), wide=True), *(Column(unit, "end", wide=True) for unit, _lines in by_unit)], rows)


def _conclusions(found: Monitored, _caption: str) -> Listing | None:
    lines = []
    for each, figure in found.known:
        lowest, highest = each.lowest(figure), each.highest(figure)
        lines.append(
            _(
                "%(unit)s: %(index)s %(value)s (%(grade)s); terendah %(lowest)s; tertinggi %(highest)s.",
                unit=each.unit.name,
                index=in_text(figure.index.short),
                value=decimals(figure.value),
                grade=of_index(figure),
                lowest=listed(f"{in_text(line.name).lower()} ({decimals(line.value)})" for line in lowest[:2]),
                highest=listed(f"{in_text(line.name).lower()} ({decimals(line.value)})" for line in highest[:2]),
            )
        )
    return Listing(lines, "a") if lines else None


def _plans(found: Monitored, caption: str) -> DataTable | None:
    rows = [
        (
            each.unit.short_name,
            element_name(each, action),
            action.plan.action,
            action.plan.responsible,
            quarter(action.due),
            _state(each, action),
        )
        for each in found.units
        for action in each.planned
    ]
    columns = [
        Column(_("Unit"), wide=True),
        Column(_("Prioritas unsur"), wide=True),
        Column(_("Program/kegiatan"), wide=True),
        Column(_("Penanggung jawab"), wide=True),
        Column(_("Waktu")),
        Column(_("Status")),
    ]
    return DataTable(caption, columns, rows) if rows else None


def _state(each: Filed, action: Action) -> str:
    return _("lewat waktu") if action.overdue(each.today) else said.status(action.status.status)


def _quality(found: Monitored, caption: str) -> DataTable:
    rows = [
        (
            each.unit.name,
            whole(each.report.counts.answers),
            whole(each.report.counts.set_aside),
            whole(each.population.minimum) if each.population else DASH,
            whole(each.respondents),
        )
        for each in found.units
    ]
    columns = [
        Column(_("Unit"), wide=True),
        Column(_("jawaban"), "end"),
        Column(_("disisihkan"), "end"),
        Column(_("responden minimum"), "end"),
        Column(_("responden"), "end"),
    ]
    return DataTable(caption, columns, rows)


def _bars(found: Monitored, caption: str) -> Bars | None:
    """In the order that was asked for: no league table."""
    if not found.known:
        return None
    bars = [Bar(each.unit.short_name, float(figure.value), decimals(figure.value)) for each, figure in found.known]
    table = found.known[0][1].table
    note = _("Sumbu dimulai dari 25, nilai terendah yang mungkin. Huruf di atas: batas mutu menurut %(source)s.", source=table.source)
    return Bars(
        caption, listed(f"{bar.name} {bar.text}" for bar in bars), bars, float(LOWEST), float(HIGHEST), drawn.bounds_of(table), note=note
    )


def _signature(found: Monitored, _caption: str) -> Signature:
    return drawn.signed_by(found.letterhead, drawn.place_and_day(found.letterhead, None))


def _gap_signatory(found: Monitored, _caption: str) -> Gap | None:
    return drawn.nobody_signs(found.letterhead)


VALUES: Mapping[str, Callable[[Monitored], str]] = {
    "unit": lambda found: found.office.name,
    "units": lambda found: listed(each.unit.name for each in found.units),
    "count": lambda found: whole(len(found.units)),
    "period": lambda found: period_title(found.period),
    "days": lambda found: between(found.period.first, found.period.last),
    "until": lambda found: day(found.until),
    "today": lambda found: day(found.today),
    "visits": lambda found: whole(sum(each.report.counts.visits for each in found.units)),
}
FACTS: Mapping[str, Callable[[Monitored], bool]] = {
    "known": lambda found: bool(found.known),
    "all_known": lambda found: len(found.known) == len(found.units),
    "plans": lambda found: any(each.planned for each in found.units),
    "runs": lambda found: found.until < found.period.last,
}
FIGURES: Mapping[str, Mapping[str, Callable[[Monitored, str], Block | None]]] = {
    "table": {
        "units": _units,
        "sure": _sure,
        "elements": lambda found, caption: _elements(found, caption, 0),
        "integrity": lambda found, caption: _elements(found, caption, 1),
        "conclusions": _conclusions,
        "plans": _plans,
        "quality": _quality,
    },
    "chart": {"units": _bars},
    "gap": {"signatory": _gap_signatory},
    "signature": {"head": _signature},
}
MONITORED = Vocabulary(VALUES, FACTS, {kind: tuple(names) for kind, names in FIGURES.items()})
"""What outlines of reports on several units may name."""
