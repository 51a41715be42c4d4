"""Which of her units somebody looks for on the page of all of them, and in which order: as the page's address says."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, Self

from kiosk.instruments import Index
from kiosk.panel.paging import Shown, turned_to
from kiosk.places import Unit, tree
from kiosk.reports import side_by_side
from kiosk.reports.region import UnitLine
from kiosk.reports.side_by_side import IndexTogether
from kiosk.reports.withholding import Share
from kiosk.web.numbers import number

FOLDED_FROM = 30
"""So many units stand below their offices, each of which opens, unless somebody looks for one."""


LAST = "\U0010ffff"
"""After every name."""


class Row(NamedTuple):
    """A unit with its line of figures; without counters it has none, and needs somebody to open one."""

    unit: Unit
    line: UnitLine | None

    @property
    def needs(self) -> int:
        return self.line.needs if self.line else 1


def _figure(of: Callable[[UnitLine], Any], without: float) -> Callable[[Row], Any]:
    """A sort key of a figure; `without` is its value for a unit that has none yet, and puts it after all others."""
    return lambda row: without if row.line is None or (found := of(row.line)) is None else found


def _index(key: str) -> Callable[[Row], Any]:
    return _figure(lambda line: figure.value if (figure := line.indices.get(key)) else None, 101)


SORTS: Mapping[str, Callable[[Row], Any]] = {
    "name": lambda row: row.unit.short_name.casefold(),
    "satisfaction": _figure(lambda line: line.satisfaction.value if line.satisfaction else None, 2),
    "progress": _figure(lambda line: line.month / line.target if line.target else None, 1e9),
    "needs": lambda row: -row.needs,
}
"""What needs a look comes first: the lowest figure, the farthest from its target, the most that needs a person."""


class Fold(NamedTuple):
    """Units of one office as one row; None: they have none."""

    office: Unit | None
    rows: Sequence[Row]

    @property
    def satisfaction(self) -> Share | None:
        return side_by_side.share_together(row.line.satisfaction for row in self.rows if row.line and row.line.satisfaction)

    def index_of(self, key: str) -> IndexTogether | None:
        return side_by_side.index_together(figure for row in self.rows if row.line and (figure := row.line.indices.get(key)))

    @property
    def visits(self) -> int:
        return sum(row.line.visits for row in self.rows if row.line)

    @property
    def needing(self) -> int:
        """How many of them need a person."""
        return sum(bool(row.needs) for row in self.rows)

    def place(self, sort: str) -> Any:
        """Where it comes in that order: what needs a look first, what has no figure last."""
        if sort == "satisfaction":
            return share.value if (share := self.satisfaction) else 2
        if sort == "needs":
            return -self.needing
        if sort in SORTS:
            return self.office.short_name.casefold() if self.office else LAST
        return found.value if (found := self.index_of(sort)) else 101


@dataclass(frozen=True, slots=True)
class Search:
    """`words` of a unit's name or code, one of the `offices` above it, only what needs a person; `sort`: a key of SORTS, or an index.

    `page`: which of their pages, from 1.
    """

    words: str
    office: Unit | None
    needs_only: bool
    sort: str
    page: int
    flat: bool = False
    """Every unit in one list, without folding them."""

    @classmethod
    def asked(cls, args: Mapping[str, str], offices: Sequence[Unit], indices: Collection[Index]) -> Self:
        """What the address asks for; what is unknown is left out."""
        office = next((each for each in offices if each.code == args.get("office")), None)
        sort = args.get("sort", "name")
        return cls(
            args.get("q", "").strip(),
            office,
            args.get("needs") == "1",
            sort if sort in {*SORTS, *(index.key for index in indices)} else "name",
            number(args.get("page", "")) or 1,
            args.get("flat") == "1",
        )

    @property
    def kept(self) -> dict[str, str]:
        """What an address repeats that sorts the same units, or shows another page of them."""
        asked = {"q": self.words, "office": self.office.code if self.office else "", "needs": "1" if self.needs_only else ""}
        return {name: value for name, value in {**asked, "flat": "1" if self.flat else ""}.items() if value}

    def folds(self, rows: Collection[Row], today: date) -> Sequence[Fold]:
        """All units by their offices, in the order asked for; none where they are few, of one office, or somebody looks for some."""
        if self.words or self.office or self.needs_only or self.flat or len(rows) < FOLDED_FROM:
            return ()
        of = tree.known().offices(today)
        below: dict[Unit | None, list[Row]] = {}
        for row in rows:
            below.setdefault(of.get(row.unit.id), []).append(row)
        found = [Fold(office, own) for office, own in below.items()]
        return sorted(found, key=lambda each: each.place(self.sort)) if len(found) > 1 else ()

    def shown(self, rows: Collection[Row], today: date) -> Shown[Row]:
        return turned_to(self.page, self._among(rows, today))

    def _among(self, rows: Collection[Row], today: date) -> list[Row]:
        inside = tree.known().below({self.office.id}, today) if self.office else None

        def is_asked_for(row: Row) -> bool:
            named = self.words.casefold() in f"{row.unit.name} {row.unit.code}".casefold()
            return named and (inside is None or row.unit.id in inside) and bool(row.needs or not self.needs_only)

        return sorted(filter(is_asked_for, rows), key=SORTS.get(self.sort) or _index(self.sort))
