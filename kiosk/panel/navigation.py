"""What stands where in the panel: the groups of a unit's pages, in the same place on every page. A new page is one line here.

A person is offered what she may open, and nothing else. The address, the tab and the title of a page use one name.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import request

from kiosk.panel.guard import entrances, may_compare, may_open
from kiosk.places import Unit
from kiosk.words.catalogue import gettext as _
from kiosk.words.catalogue import pgettext

FEW = 8
"""So many units are listed as they are; of more, somebody searches."""
PART_OF = {
    "panel.cards": "panel.today",
    "panel.counters": "panel.settings",
    "panel.first_steps": "panel.settings",
    "panel.pairings": "panel.devices",
    "panel.tickets": "panel.codes",
}
"""{blueprint: the one whose page it is part of}"""
ICONS = {
    "panel.home.index": "today",
    "panel.periods.compare": "results",
    "panel.people.index": "helped",
    "panel.served.index": "helped",
    "panel.devices.index": "phone",
}
"""{page: its icon (macros/picture.html) on a phone's bar}; any other has its group's."""


class Page(NamedTuple):
    """A page that the person may open."""

    endpoint: str
    name: str
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


def groups(unit: Unit) -> list[Group]:
    """The groups of a unit's pages; one without any page for this person is not shown."""
    found = [
        Group(name, icon, [_page(endpoint, said, _is_here(endpoint), icon) for endpoint, said in pages if may_open(endpoint, unit)])
        for name, icon, pages in _groups()
    ]
    return [group for group in found if group.pages]


def _groups() -> Iterator[tuple[str, str, Sequence[tuple[str, str]]]]:
    yield _("Hari ini"), "today", [("panel.today.show", _("Hari ini"))]
    yield _("Hasil"), "results", [("panel.periods.show", _("Periode")), ("panel.marks.index", _("Mutu data"))]
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
        pgettext("several", "Loket"),
        "counters",
        [
            ("panel.served.index", _("Yang dilayani")),
            ("panel.devices.index", pgettext("several", "Tablet")),
            ("panel.codes.index", _("QR dan kartu")),
            ("panel.papers.index", _("Formulir kertas")),
            ("panel.walls.index", _("Layar dinding")),
            ("panel.settings.show", _("Pengaturan")),
        ],
    )


def region() -> list[Page]:
    """The pages of all the person's units."""
    if not may_compare():
        return []
    pages = [("panel.home.index", _("Ringkasan"))]
    if may_open("panel.periods.compare") and sum(endpoint == "panel.today.show" for endpoint in entrances().values()) > 1:
        pages.append(("panel.periods.compare", _("Bandingkan")))
    return [_page(endpoint, name, request.endpoint == endpoint) for endpoint, name in pages]


def kept() -> list[Page]:
    """The pages that belong to no unit: where offices, people and the record of acts are looked after."""
    pages = (
        ("panel.places.index", _("Kantor dan unit")),
        ("panel.people.index", _("Orang")),
        ("panel.acts.index", _("Catatan tindakan")),
    )
    return [_page(endpoint, name, _is_here(endpoint)) for endpoint, name in pages if may_open(endpoint)]


def thumb(unit: Unit | None) -> list[Page]:
    """At most three places for a thumb at the bottom of a phone; all others are behind the fourth.

    The first groups for those who see figures; to all others the pages of the counters are nearer.
    """
    if unit is None:
        return (region() or kept())[:3]
    found = groups(unit)
    if not may_open("panel.today.show", unit):
        return list(found[-1].pages[:3]) if found else []
    return [Page(group.pages[0].endpoint, group.name, group.here, group.icon) for group in found[:3]]


def _page(endpoint: str, name: str, here: bool, icon: str = "counters") -> Page:
    return Page(endpoint, name, here, ICONS.get(endpoint, icon))


def _is_here(endpoint: str) -> bool:
    blueprint = request.blueprint or ""
    return PART_OF.get(blueprint, blueprint) == endpoint.rpartition(".")[0] and request.endpoint != "panel.periods.compare"


def in_every_page() -> dict[str, object]:
    """What the layout asks for."""
    return {"groups": groups, "region_pages": region, "kept_pages": kept, "thumb_pages": thumb, "few_units": FEW}
