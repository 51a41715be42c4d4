"""What stands where in the panel: the groups of a unit's pages, in the same place on every page. A new page is one line here.

A person is offered what she may open, and nothing else. The address, the tab and the title of a page use one name.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from flask import request, url_for

from kiosk.panel.figures import spans
from kiosk.panel.guard import entrances, may_compare, may_open
from kiosk.places import Unit
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import pgettext

FEW, MOST = 8, 60
"""Up to the first number, units are simply listed; above it there is a search, above the second only on the page of all units. People who
have no such page find all their units in the list, however many."""
PART_OF = {
    "panel.cards": "panel.today",
    "panel.counters": "panel.settings",
    "panel.first_steps": "panel.settings",
    "panel.issued": "panel.filings",
    "panel.pairings": "panel.devices",
    "panel.tickets": "panel.codes",
}
"""{blueprint: the one whose page it is part of}"""
OF_PERIODS = {
    "panel.periods.show",
    "panel.elements.show",
    "panel.where.show",
    "panel.filings.index",
    "panel.issued.show",
    "panel.pekppp.show",
}
ICONS = {
    "panel.home.index": "today",
    "panel.comparison.show": "results",
    "panel.people.index": "helped",
    "panel.served.index": "helped",
    "panel.desk.index": "improve",
    "panel.devices.index": "phone",
    "panel.fleet.index": "phone",
}
"""{page: its icon (macros/picture.html) on a phone's bar}; any other has its group's."""


class Page(NamedTuple):
    """A page that the person may open."""

    name: str
    address: str
    here: bool
    icon: str


class Group(NamedTuple):
    """Pages that belong together; a group leads to the first of them."""

    name: str
    icon: str
    pages: Sequence[Page]

    @property
    def here(self) -> bool:
        return any(page.here for page in self.pages)


class Ways(NamedTuple):
    """Every link from a page to others."""

    units: Sequence[Page]
    """One for each unit that she may enter, unless they are too many to list."""
    searches: bool
    """They are too many to be found by looking."""
    groups: Sequence[Group]
    """Groups of the open unit's pages; one without any page for this person is not shown."""
    region: Sequence[Page]
    kept: Sequence[Page]
    thumb: Sequence[Page]
    """At most three places for a thumb at the bottom of a phone; all others are behind the fourth."""


def ways(unit: Unit | None) -> Ways:
    """Where the person can go from here, with the open unit or none. Made once for all bars of a page: addresses and names add up."""
    entered = entrances()
    groups, region, kept = _groups_of(unit) if unit else [], _region(entered.values()), _kept()
    listed = entered.items() if len(entered) <= MOST or not region else ()
    units = [_page(endpoint, each.short_name, each == unit, unit=each) for each, endpoint in listed]
    thumb = _thumb(unit, groups) if unit else (region or kept)[:3]
    return Ways(units, len(entered) > FEW, groups, region, kept, thumb)


def _groups_of(unit: Unit) -> list[Group]:
    found = []
    for name, icon, pages in _groups():
        may = [(endpoint, said) for endpoint, said in pages if may_open(endpoint, unit)]
        found.append(Group(name, icon, [_page(endpoint, said, _is_here(endpoint), icon, unit) for endpoint, said in may]))
    return [group for group in found if group.pages]


def _groups() -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
    yield _("Hari ini"), "today", [("panel.today.show", _("Hari ini"))]
    yield (
        _("Hasil"),
        "results",
        [
            ("panel.periods.show", _("Periode")),
            ("panel.elements.show", _("Unsur")),
            ("panel.where.show", _("Loket dan layanan")),
            ("panel.marks.index", _("Mutu data")),
        ],
    )
    yield (
        _("Perbaikan"),
        "improve",
        [
            ("panel.followups.index", _("Tindak lanjut")),
            ("panel.words.index", _("Pesan pengunjung")),
            ("panel.notices.index", _("Kamu bilang, kami lakukan")),
        ],
    )
    yield (
        _("Laporan"),
        "print",
        [
            ("panel.filings.index", _("Laporan berkala")),
            ("panel.publications.index", _("Publikasi")),
            ("panel.pekppp.show", "PEKPPP"),
        ],
    )
    yield (
        pgettext("several", "Loket"),
        "counters",
        [
            ("panel.served.index", _("Yang dilayani")),
            ("panel.devices.index", pgettext("several", "Tablet")),
            ("panel.codes.index", _("QR dan kartu")),
            ("panel.papers.index", _("Formulir kertas")),
            ("panel.imports.index", _("Survei terdahulu")),
            ("panel.walls.index", _("Layar dinding")),
            ("panel.settings.show", _("Pengaturan")),
        ],
    )


def _region(entered: Collection[str]) -> list[Page]:
    """The pages of all the person's units."""
    if not may_compare():
        return []
    pages = [("panel.home.index", _("Ringkasan"))]
    if may_open("panel.comparison.show") and sum(endpoint == "panel.today.show" for endpoint in entered) > 1:
        pages.append(("panel.comparison.show", _("Bandingkan")))
    if may_open("panel.desk.index"):
        pages.append(("panel.desk.index", _("Meja Kanwil")))
    if may_open("panel.fleet.index"):
        pages.append(("panel.fleet.index", pgettext("several", "Tablet")))
    # Last: once in half a year, and a phone's bar has room for the first three.
    if may_open("panel.monitoring.show") and sum(endpoint == "panel.today.show" for endpoint in entered) > 1:
        pages.append(("panel.monitoring.show", _("Laporan monitoring")))
    return [_page(endpoint, name, _is_here(endpoint) or request.endpoint == endpoint) for endpoint, name in pages]


def _kept() -> list[Page]:
    """The pages that belong to no unit: where offices, people and the record of acts are looked after."""
    pages = (
        ("panel.places.index", _("Kantor dan unit")),
        ("panel.people.index", _("Orang")),
        ("panel.acts.index", _("Catatan tindakan")),
    )
    return [_page(endpoint, name, _is_here(endpoint)) for endpoint, name in pages if may_open(endpoint)]


def _thumb(unit: Unit, groups: Sequence[Group]) -> Sequence[Page]:
    """The first groups for those who see figures; to all others the pages of the counters are nearer."""
    if not may_open("panel.today.show", unit):
        return groups[-1].pages[:3] if groups else []
    return [group.pages[0]._replace(name=group.name, here=group.here, icon=group.icon) for group in groups[:3]]


def _page(endpoint: str, name: str, here: bool, icon: str = "counters", unit: Unit | None = None) -> Page:
    # A period goes along from page to page of the results.
    kept: dict[str, Any] = spans.kept() if {endpoint, request.endpoint} <= OF_PERIODS else {}
    address = url_for(endpoint, unit_code=unit.code, **kept) if unit else url_for(endpoint)
    return Page(name, address, here, ICONS.get(endpoint, icon))


def _is_here(endpoint: str) -> bool:
    blueprint = request.blueprint or ""
    return PART_OF.get(blueprint, blueprint) == endpoint.rpartition(".")[0]


def in_every_page() -> dict[str, object]:
    """What the layout asks for."""
    return {"ways": ways}
