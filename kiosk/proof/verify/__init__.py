"""Verification: whether the ledger is what it was. Says what it checked, and exactly which entry, seal or figure is wrong.

Entries are checked in spans between seals and tallies unit by unit, on all cores; each in one state of the store, so a
server may go on writing meanwhile. Some units come after others, so memory does not grow with their number.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from kiosk import record
from kiosk.ledger import rows
from kiosk.places import Unit
from kiosk.proof import beside
from kiosk.proof.given_up import GivenUpSeal
from kiosk.proof.given_up import of_unit as given_up
from kiosk.proof.keys import keys
from kiosk.proof.seal import Seal, fingerprint, key_id
from kiosk.proof.seals import NEVER_WRITTEN, Stored, readable_seals
from kiosk.proof.standing import GROWING
from kiosk.proof.units import units_with_ledger
from kiosk.proof.verify import history, spans, structure, triggers, versions
from kiosk.proof.verify.findings import NOTES, Finding
from kiosk.proof.verify.history import Kept, KeptError, kept_seal, read_copy, read_kept
from kiosk.proof.verify.work import Plan, Progress, UnitReport, Work
from kiosk.proof.witnesses import of_unit as witnesses
from kiosk.store import Direct, see_anew
from kiosk.store.direct import snapshot
from kiosk.store.failures import database_says, is_of_database

__all__ = ["NOTES", "Finding", "Kept", "KeptError", "Report", "UnitReport", "kept_seal", "read_copy", "read_kept", "verify"]

MOST_SEALS = 5_000
"""About this many are in hand at once, at 1.4 kB each."""

Seals = Mapping[Unit, tuple[Sequence[Stored], list[int]]]
"""The seals of each unit, and the numbers of those that cannot be read."""
First = dict[str, beside.Difference]
"""{statement of what belongs to all units: its first seal by the time of making that does not hold}"""


@dataclass(slots=True)
class Report:
    units: list[UnitReport] = field(default_factory=list)
    triggers: int = 0
    keys: int = 0
    kept: int = 0
    witnesses: int = 0
    """Seals that tablets were shown and reported back."""
    findings: list[Finding] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)
    """What tablets say against it and nobody has dismissed: their word, which anybody who holds a tablet can give. And what stands
    beside the ledger and changed without an act."""
    notes: list[Finding] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        """Nothing in the store, and no seal that was kept, speaks against it."""
        return not self.findings

    @property
    def is_clean(self) -> bool:
        """Sound, and nothing is in doubt."""
        return not self.findings and not self.doubts


def verify(
    url: str, units: Sequence[Unit], *, since: int = 0, kept: Sequence[Kept] = (), progress: Progress = lambda done, all_: None
) -> Report:
    """Verify the units' ledgers in the store at `url`, which is also the one of the application's context.

    `since` is the number of a seal: only what came after it is checked (without tallies, which hold everything). `kept` are
    seals that were kept elsewhere; those that tablets report are compared too. Changes nothing.
    """
    see_anew()
    report, reports = Report(kept=len(kept)), dict[str, UnitReport]()
    first, fingerprints = First(), set[str]()
    findings = _look_at_store(url, report)
    with snapshot(url) as direct:
        sizes = _sizes(direct, units)
    # What takes longest comes first, so that no process is left alone with it.
    by_size = sorted(units, key=lambda unit: -_number(sizes[unit.id]))
    with Work(url, sum(map(_number, sizes.values())), progress) as work:
        for every in _some_seals(by_size):
            # The seals first: what is added meanwhile makes a ledger longer than they say, and never shorter.
            with snapshot(url) as direct:
                known, sizes = spans.codes(direct), _sizes(direct, [*every])
            plans = [_planned(unit, found, sizes[unit.id], since, findings) for unit, (found, _) in every.items()]
            reports |= {plan.unit.code: plan.report for plan in plans}
            work.begin(plans, known, {key.number: key.public for key in keys()})
            # While other processes look at entries, this one looks at what the rest says of them.
            _look_beside(url, {unit: [stored.seal for stored in found] for unit, (found, _) in every.items()}, report, findings, first)
            _look_at_seals(url, every, plans, kept, report, findings)
            if any(each.unit is None for each in kept):
                fingerprints |= {fingerprint(stored.seal) for found, _ in every.values() for stored in found}
        findings += [*map(_finding, first.values()), *work.done()]
    report.units = [reports[unit.code] for unit in units]
    looked_at = [unit.code for unit in units]
    beyond = [unit for unit in units_with_ledger() if unit.code not in looked_at]
    if any(each.unit is None for each in kept):
        fingerprints |= {fingerprint(stored.seal) for unit in beyond for stored in readable_seals(unit)[0]}
        findings += history.nowhere(kept, fingerprints)
    for finding in history.foreign(kept, looked_at, [unit.code for unit in beyond]):
        (report.notes if finding.kind in NOTES else findings).append(finding)
    report.findings = sorted(findings, key=lambda f: f.unit)
    return report


def _look_at_store(url: str, report: Report) -> list[Finding]:
    """What all units share: triggers, tables, instruments and keys."""
    with snapshot(url) as direct:
        report.triggers, findings = triggers.check(direct)
        findings += versions.check(direct)
    findings += structure.check()
    found = keys()
    report.keys = len(found)
    for finding in history.check_keys(found):
        (report.notes if finding.kind in NOTES else findings).append(finding)
    return findings


def _some_seals(units: Iterable[Unit]) -> Iterator[Seals]:
    """The units' seals, of some units at a time: those of all units were half of what every process had in memory."""
    every: dict[Unit, tuple[Sequence[Stored], list[int]]] = {}
    for unit in units:
        every[unit] = readable_seals(unit)
        if sum(len(found) for found, _ in every.values()) >= MOST_SEALS:
            yield every
            every = {}
    if every:
        yield every


def _sizes(direct: Direct, units: Iterable[Unit]) -> dict[int, object]:
    """{number of the unit: the highest number of its entries}"""
    return {unit.id: rows.last_number(direct, unit.id) for unit in units}


def _number(size: object) -> int:
    """SQLite takes text for a number, which counts for none here."""
    return size if isinstance(size, int) else 0


def _look_at_seals(
    url: str,
    every: Seals,
    plans: Sequence[Plan],
    kept: Sequence[Kept],
    report: Report,
    findings: list[Finding],
) -> None:
    """The seals of each unit against those that were kept elsewhere, that tablets report, that were given up."""
    for plan in plans:
        unit, since = plan.unit, plan.since
        found, unreadable = every[unit]
        findings += (Finding("seal-unreadable", unit.code, {"seal": number}) for number in unreadable)
        reported = history.reported(witnesses(unit))
        report.witnesses += len(reported)
        # SQLite takes a number for a key, which is another finding's.
        known = [key_id(key.public) for key in keys() if isinstance(key.public, bytes)]
        findings += history.compare(unit.code, found, kept, known)
        gone, told = _given_up(url, unit, findings)
        report.notes += history.given_up(unit.code, gone, found[-1].seal.number + 1 if found else 1)
        findings += history.unstated(unit.code, found, gone, told)
        report.doubts += history.compare(unit.code, found, history.expected(reported, gone))
        if since and all(stored.seal.number != since for stored in found):
            findings.append(Finding("seal-missing", unit.code, {"seal": since, "found": found[-1].seal.number if found else 0}))
        report.notes += history.late(unit.code, found, since)
        if plan.report.sealed > plan.report.until:
            values = {"seal": found[-1].seal.number, "size": plan.report.sealed, "found": plan.report.until}
            findings.append(Finding("entries-short", unit.code, values))


def _look_beside(url: str, seals: Mapping[Unit, Sequence[Seal]], report: Report, findings: list[Finding], first: First) -> None:
    """What lies beside the ledger against what seals say of it. What changed or was added without an act is a doubt: it cannot be put
    right any more, and stops no backup. Of what belongs to all units only the first seal that does not hold is named: `first` so far."""
    of_all = _differing(url, "", lambda direct: beside.differing(direct, [seal for own in seals.values() for seal in own]), findings)
    for difference in of_all:
        before = first.setdefault(difference.name, difference)
        first[difference.name] = min(before, difference, key=lambda each: each.seal.made_at)
    for unit, own in seals.items():
        for difference in _differing(url, unit.code, partial(beside.differing_of, unit=unit.id, seals=own), findings):
            (findings if difference.name in GROWING else report.doubts).append(_finding(difference))


def _differing(
    url: str, unit: str, ask: Callable[[Direct], Iterable[beside.Difference]], findings: list[Finding]
) -> Sequence[beside.Difference]:
    try:
        with snapshot(url) as direct:  # one of its own: after a statement that failed, PostgreSQL answers no other
            return list(ask(direct))
    except Exception as error:
        if not isinstance(error, NEVER_WRITTEN) and not is_of_database(error):
            raise
        what = {"what": "what lies beside the ledger", "error": f"{type(error).__name__}: {database_says(error)}"}
        found = Finding("unreadable", unit, what)
        findings += [found] if found not in findings else []
        return []


def _finding(difference: beside.Difference) -> Finding:
    name, seal, until = difference
    values = {"seal": seal.number, "day": str(seal.day), **({"until": until.number} if until else {})}
    return Finding(f"beside-{name}-between" if until else f"beside-{name}", seal.unit, values)


def _given_up(url: str, unit: Unit, findings: list[Finding]) -> tuple[Sequence[GivenUpSeal], set[str]]:
    """The seals that restores gave up, and what the acts of that were about."""
    try:
        with snapshot(url) as direct:
            return given_up(unit), record.abouts(direct, "restore.give-up", unit.id)
    except NEVER_WRITTEN as error:
        findings.append(Finding("unreadable", unit.code, {"what": "seals that were given up", "error": f"{type(error).__name__}: {error}"}))
        return (), set()


def _planned(unit: Unit, found: Sequence[Stored], size: object, since: int, findings: list[Finding]) -> Plan:
    """What is to be done for a unit whose entries reach up to number `size`."""
    if not isinstance(size, int):
        # SQLite takes text for a number, and counts it above all numbers.
        findings.append(Finding("unreadable", unit.code, {"what": "entries", "error": f"number {size!r}"}))
        size = found[-1].seal.size if found else 0
    found = [stored for stored in found if stored.seal.number >= since]
    after = sum(stored.seal.number > since for stored in found)
    latest = found[-1].seal if found else None
    report = UnitReport(unit.code, size, seals=after, sealed=latest.size if latest else 0, latest=latest)
    return Plan(unit, report, found, since)
