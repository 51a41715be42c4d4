"""What is said of a unit in a list: what needs somebody there."""

from collections.abc import Iterator

from kiosk.findings import Kind
from kiosk.reports.region import Reason, UnitLine
from kiosk.words.catalogue import N_, ngettext
from kiosk.words.catalogue import gettext as _
from kiosk.words.verdicts import verdict


def needs(line: UnitLine | None, long: bool = False) -> str:
    """What somebody must look after, in few words, or `long` ones; a unit without counters has no line."""
    return ", ".join(_needs(line, long)) if line else _("belum ada loket")


REASONS = {
    Kind.LASTING_FALL: N_("kepuasan turun"),
    Kind.PARTICIPATION: N_("yang menilai berkurang"),
    Kind.SILENT: N_("tidak ada penilaian"),
}
"""Why somebody should go to a unit; the page says it at length on top."""


def reason(found: Reason) -> tuple[str, str]:
    """A reason in words, and what goes with it."""
    if found.finding:
        return verdict(found.finding).rstrip("."), ""
    n = found.n
    if found.kind == "silent":
        return ngettext("%(num)s hari tanpa penilaian", "%(num)s hari tanpa penilaian", n), ""
    if found.kind == "never":
        return _("belum ada penilaian"), _("loket sudah ada")
    if found.kind == "lost":
        return ngettext("%(num)s tablet diam", "%(num)s tablet diam", n), _("lebih dari setengah jam selama buka")
    if found.kind == "overdue":
        return ngettext("%(num)s tindak lanjut lewat waktu", "%(num)s tindak lanjut lewat waktu", n), ""
    return ngettext("%(num)s pesan menunggu dibaca", "%(num)s pesan menunggu dibaca", n), ""


def _needs(line: UnitLine, long: bool) -> Iterator[str]:
    for found in line.found:
        yield _(REASONS[found.kind])
    if line.silent and long:
        yield ngettext("%(num)s hari tanpa penilaian", "%(num)s hari tanpa penilaian", line.silent)
    elif line.silent:
        yield ngettext("%(num)s hari diam", "%(num)s hari diam", line.silent)
    if line.never:
        yield _("belum ada penilaian")
    if line.lost:
        yield ngettext("%(num)s tablet diam", "%(num)s tablet diam", line.lost)
    if line.overdue:
        yield ngettext("%(num)s tindak lanjut lewat waktu", "%(num)s tindak lanjut lewat waktu", line.overdue)
    if line.unread:
        yield ngettext("%(num)s pesan menunggu dibaca", "%(num)s pesan menunggu dibaca", line.unread)
