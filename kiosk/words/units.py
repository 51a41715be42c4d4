"""What is said of a unit in a list: what needs somebody there."""

from collections.abc import Iterator, Sequence

from kiosk.findings import Kind
from kiosk.reports.region import Reason, Region, UnitLine
from kiosk.words.catalogue import N_, ngettext
from kiosk.words.catalogue import gettext as _
from kiosk.words.figures import listed
from kiosk.words.numbers import percent
from kiosk.words.verdicts import verdict

MOST_TOLD = 4
"""Units that one sentence names."""


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


def to_visit(region: Region) -> list[str]:
    """What was found at which unit, worst first."""
    found = [reason for reason in region.reasons if reason.finding]
    return [_("%(unit)s: %(said)s", unit=each.line.unit.short_name, said=verdict(each.finding)) for each in found if each.finding]


def side_by_side(region: Region) -> list[str]:
    """How units stand beside each other over the days that were asked for: who is clearly below, who above; else that nobody is."""
    known = [line for line in region.lines if line.satisfaction]
    if not region.together:
        return [_("Belum ada unit yang penilaiannya cukup dalam hari-hari ini.")]
    whole = percent(region.together.value)
    if len(known) == 1:
        return [_("Kepuasan %(unit)s %(share)s %%; unit lain belum cukup penilaiannya.", unit=known[0].unit.short_name, share=whole)]
    below = region.below
    above = [_with_share(line) for line in reversed(region.unlike) if line not in below]
    found = []
    if below and below[0].satisfaction:
        found.append(
            _(
                "Kepuasan %(unit)s %(share)s %%, semua unit bersama %(all)s %%: jelas di bawah yang lain.",
                unit=below[0].unit.short_name,
                share=percent(below[0].satisfaction.value),
                all=whole,
            )
        )
    if below[1:]:
        found.append(_("Jelas di bawah juga: %(units)s.", units=few([_with_share(line) for line in below[1:]])))
    if above:
        found.append(_("Jelas di atas yang lain: %(units)s.", units=few(above)))
    return found or [_("Kepuasan semua unit bersama %(share)s %%; perbedaan antarunit masih dalam batas kebetulan.", share=whole)]


def _with_share(line: UnitLine) -> str:
    return f"{line.unit.short_name} ({percent(line.satisfaction.value)} %)" if line.satisfaction else line.unit.short_name


def few(names: Sequence[str]) -> str:
    """The first of them, and how many more there are."""
    if len(names) <= MOST_TOLD:
        return listed(names)
    more = len(names) - MOST_TOLD
    return listed([*names[:MOST_TOLD], ngettext("%(num)s lain", "%(num)s lain", more)])


SHARED = {
    "silent": N_("tiga hari atau lebih tanpa penilaian"),
    "never": N_("belum ada penilaian"),
    "lost": N_("tablet diam"),
    "overdue": N_("tindak lanjut lewat waktu"),
    "unread": N_("pesan menunggu dibaca"),
}
"""What several units have in common."""


def reasons(found: Sequence[Reason]) -> tuple[str, str]:
    """The reason that several units share, and some of their names."""
    return _(SHARED[found[0].kind]), few([each.line.unit.short_name for each in found])


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
