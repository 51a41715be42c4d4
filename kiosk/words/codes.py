"""What the codes in the store are called: channels, roles, plans, browsers. An unknown one is called by its code."""

import re

from kiosk.ledger import Channel
from kiosk.words.catalogue import N_
from kiosk.words.catalogue import gettext as _

ROLES = {
    "admin": (N_("Administrator"), N_("mengatur unit, orang, tablet")),
    "kanwil": (N_("Kantor wilayah"), N_("semua angka di bawahnya, memeriksa, menindaklanjuti")),
    "auditor": (N_("Auditor"), N_("membaca semua, memeriksa buku")),
    "head": (N_("Kepala"), N_("angka unitnya sendiri")),
    "operator": (N_("Operator"), N_("loket, tablet, kartu; tanpa hasil")),
}
"""{role: (what it is called, what it is there for)}"""

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Android", "Android"),
    ("iPhone|iPad", "iOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)
"""First match wins: browsers name those that they resemble too."""


def channel(found: Channel) -> str:
    """How an answer came in."""
    return {
        Channel.TABLET: _("Tablet"),
        Channel.SCREEN: _("QR di layar tablet"),
        Channel.POSTER: _("QR di poster"),
        Channel.HANDOFF: _("Dilanjutkan di HP"),
        Channel.TICKET: _("Kartu"),
        Channel.PAPER: _("Kertas"),
        Channel.IMPORT: _("Impor"),
    }[found]


def role(code: str) -> str:
    """What a role is called."""
    return _(ROLES[code][0]) if code in ROLES else code


def role_at_length(code: str) -> str:
    """The same with what it is there for: Kepala: angka unitnya sendiri."""
    return f"{role(code)}: {_(ROLES[code][1])}" if code in ROLES else code


def plan(name: str) -> str:
    """What a plan that is offered by name (`named_plans`) asks."""
    return {
        "short": _("Singkat: kepuasan, integritas, dan satu unsur bergilir dari tiap indeks"),
        "tap": _("Satu ketukan: kepuasan saja"),
        "satisfaction": _("Kuesioner kepuasan lengkap, tanpa integritas"),
        "full": _("Kuesioner lengkap, dengan integritas"),
    }.get(name, name)


def browser(user_agent: str) -> str:
    """ "Mozilla/5.0 (Windows NT 10.0…) … Chrome/131…" → "Chrome, Windows"."""
    found = [next((name for sign, name in signs if re.search(sign, user_agent)), "") for signs in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, found)) or _("Peramban lain")


def tablets(kind: str) -> str:
    """How tablets are, where one kind of them is chosen."""
    return {
        "all": _("Semua"),
        "look": _("Perlu dilihat"),
        "lost": _("Hilang kabar"),
        "quiet": _("Diam"),
        "new": _("Belum ada kabar"),
        "paused": _("Dijeda"),
        "alive": _("Hidup"),
    }.get(kind, kind)
