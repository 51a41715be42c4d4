"""Every component of the panel in every state, with invented figures: what builders look at first, and axe too."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from flask import Blueprint, render_template

from kiosk import indices
from kiosk.figures import IndexFigure
from kiosk.indices import GRADE_TABLES, Estimate, intervals
from kiosk.indices.comparisons import Lowest
from kiosk.indices.grades import IKM_2017
from kiosk.instruments import Index
from kiosk.instruments.definitions import SATISFACTION
from kiosk.panel.figures.charts import effect_chart, elements_chart, funnel_chart, grade_bands, hours_chart, run_chart
from kiosk.panel.guard import needs
from kiosk.places import Unit
from kiosk.reports import Effect, Region
from kiosk.reports.changes import Change
from kiosk.reports.effects import Side
from kiosk.reports.elements import ElementLine
from kiosk.reports.hours import Hour
from kiosk.reports.region import UnitLine
from kiosk.reports.today import DayShare
from kiosk.reports.withholding import Share
from kiosk.web import instruments
from kiosk.web.fields import Choice, Day, Flag, Lines, Text
from kiosk.web.forms import Form
from kiosk.words.catalogue import gettext as _

part = Blueprint("patterns", __name__)


class Pattern(Form):
    """A field of each kind; nobody sends it."""

    prefix = "p-"
    text = Text(80, needed=True)
    day = Day()
    note = Lines(400)
    unit = Choice()
    tick = Flag()


FIRST = date(2026, 10, 20)
NAMES = ("Akses informasi", "Persyaratan", "Prosedur/alur", "Waktu penyelesaian")


@part.get("/patterns")
@needs("places.manage")
def show() -> str:
    return render_template(
        "panel/patterns/show.html",
        pattern=Pattern({"text": "Loket 1", "tick": True}).refuse("day", _("Isi tanggal mulai.")),
        runs={name: run_chart(run) for name, run in _runs().items()},
        hours={name: hours_chart(hours) for name, hours in _hours().items()},
        elements={name: elements_chart(lines) for name, lines in _elements().items()},
        effects={name: effect_chart(effect) for name, effect in _effects().items()},
        funnels={name: funnel_chart(region) for name, region in _funnels().items()},
        grade_bands=grade_bands,
        indices=[(index, figure) for index in instruments().indices for figure in (_index(index), None)],
        bands=grade_bands(IKM_2017),
        scales=[(25, 25, 40), (43.2, 40, 46), (64.9, 60, 70), (81.6, 80, 83), (100, 96, 100)],
        grades=[
            table.shown(low, high, n)
            for table in GRADE_TABLES.values()
            for low, high, n in ((30, 35, 90), (70, 75, 90), (80, 90, 90), (90, 99, 90), (90, 99, 9))
        ],
        changes=_changes(),
    )


def _share(satisfied: int, n: int) -> Share:
    return Share(satisfied, n, *indices.wilson(satisfied, n))


def _runs() -> Mapping[str, Sequence[DayShare]]:
    def days(*shares: Share | None) -> list[DayShare]:
        return [DayShare(FIRST + timedelta(days=n), share) for n, share in enumerate(shares)]

    return {
        "typical": days(*(_share(30 + n * 7 % 11, 44) for n in range(30))),
        "flat": days(*(_share(44, 44) for _ in range(30))),
        "gaps": days(*(_share(4, 5) if n % 4 == 0 else None for n in range(30))),
        "extreme": days(*(_share(n % 2 * 5, 5) for n in range(30))),
        "empty": days(None, _share(4, 5), None),
    }


def _hours() -> Mapping[str, Sequence[Hour]]:
    return {
        "typical": [Hour(8 + n, (3, 9, 14, 11, 4, 6, 5, 2)[n], 6.0 + n % 3, n in (2, 3)) for n in range(8)],
        "empty": [Hour(8 + n, 0, None) for n in range(8)],
        "extreme": [Hour(n, 1200 if n == 11 else 1, None) for n in range(24)],
    }


def _estimate(mean: Fraction, around: float, n: int) -> Estimate:
    low, high = max(1.0, float(mean) - around), min(4.0, float(mean) + around)
    return Estimate(mean, low, high, n, {"U1": n}, intervals.Rule.T, around / 2, 2.0, float(n))


def _index(index: Index) -> IndexFigure:
    return IndexFigure(index, (), _estimate(Fraction(3264, 1000), 0.06, 514), complete=0)


def _elements() -> Mapping[str, Sequence[ElementLine]]:
    def lines(*means: float, lowest: int | None = None, around: float = 0.12) -> list[ElementLine]:
        test = None if lowest is None else Lowest(f"U{lowest + 1}", Fraction(means[lowest]), Fraction(13, 4), 0.001)
        return [
            ElementLine(f"U{n + 1}", {"id": name, "en": name}, _estimate(Fraction(mean), around, 80), 80, lambda: test)
            for n, (name, mean) in enumerate(zip(NAMES, means, strict=False))
        ]

    return {
        "lowest": lines(3.3, 3.2, 3.1, 2.6, lowest=3),
        "alike": lines(3.2, 3.2, 3.2, 3.2),
        "extreme": lines(1.0, 4.0, 2.5, 3.9, around=1.2),
        "one": lines(3.4),
        "empty": [],
    }


def _effects() -> Mapping[str, Effect]:
    def effect(before: float | None, after: float | None) -> Effect:
        sides = [Side(FIRST, FIRST, _estimate(Fraction(mean), 0.15, 60) if mean else None) for mean in (before, after)]
        return Effect(sides[0], sides[1], None, None)

    return {"up": effect(2.8, 3.3), "alike": effect(3.1, 3.1), "waiting": effect(3.1, None)}


def _funnels() -> Mapping[str, Region]:
    def region(*shares: tuple[str, int, int, bool]) -> Region:
        lines = [_line(name, _share(satisfied, n), unlike) for name, satisfied, n, unlike in shares]
        together = _share(sum(s for _, s, _, _ in shares), sum(n for _, _, n, _ in shares)) if shares else None
        return Region(FIRST, FIRST + timedelta(days=29), lines, together, (), {})

    return {
        "unlike": region(("Unit A", 380, 400, True), ("Unit B", 200, 300, True), ("Unit C", 82, 100, False), ("Unit D", 9, 10, False)),
        "alike": region(("Unit A", 82, 100, False), ("Unit B", 41, 50, False), ("Unit C", 160, 200, False)),
        "empty": region(("Unit A", 5, 5, False)),
    }


def _line(name: str, share: Share, unlike: bool) -> UnitLine:
    unit = Unit(code=name.lower().replace(" ", "-"), name=name, short_name=name, kind="unit", zone="Asia/Jakarta", closed_on=None)
    return UnitLine(unit, share.n, share, (), {}, participation=None, month=0, silent=None, lost=0, unlike=unlike)


def _changes() -> Sequence[Change]:
    lowest: dict[str, Any] = {"kind": instruments().indices[0].key, "element": None}
    return [
        Change(**lowest, value=2.3, low=0.4, high=4.2, p=0.01),
        Change(**lowest, value=-2.3, low=-4.2, high=-0.4, p=0.01),
        Change(**lowest, value=0.3, low=-1.4, high=2.0, p=0.7),
        Change(**lowest),
        Change(SATISFACTION, None, -12.0, -20.0, -4.0, 0.001),
    ]
