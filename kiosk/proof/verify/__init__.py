"""Verification: whether the ledger is what it was. Says what it checked, and exactly which entry, seal or figure is wrong.

Entries are checked in spans between seals and tallies unit by unit, on all cores; each in one state of the store, so a
server may go on writing meanwhile.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from kiosk import record
from kiosk.ledger import rows
from kiosk.places import Unit
from kiosk.proof import beside
from kiosk.proof.given_up import GivenUpSeal
from kiosk.proof.given_up import of_unit as given_up
from kiosk.proof.keys import keys
from kiosk.proof.seal import Seal, fingerprint
from kiosk.proof.seals import NEVER_WRITTEN, Stored, readable_seals
from kiosk.proof.standing import GROWING
from kiosk.proof.units import units_with_ledger
from kiosk.proof.verify import derived, hashing, history, spans, structure, triggers, versions
from kiosk.proof.verify.findings import NOTES, Finding
from kiosk.proof.verify.history import Kept, KeptError, kept_seal, read_copy, read_kept
from kiosk.proof.verify.spans import Span
from kiosk.proof.witnesses import of_unit as witnesses
from kiosk.store import Direct, see_anew
from kiosk.store.direct import snapshot
from kiosk.store.failures import database_says, is_of_database

__all__ = ["NOTES", "Finding", "Kept", "KeptError", "Report", "UnitReport", "kept_seal", "read_copy", "read_kept", "verify"]

ENTRIES_A_SPAN = 50_000
"""About this many entries go to a process at once."""
FEW_ENTRIES = 20_000
"""Fewer than this are checked in this process: others take longer to start."""


@dataclass(slots=True)
class UnitReport:
    """What was checked of a unit: entries up to `until`, of which `sealed` are under a seal."""

    unit: str
    until: int
    entries: int = 0
    seals: int = 0
    sealed: int = 0
    cells: int | None = None
    """Cells of tallies; None: not compared."""
    latest: Seal | None = None


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


@dataclass(slots=True)
class _Plan:
    """What is to be done for a unit: its spans, and whether its tallies are compared."""

    unit: Unit
    report: UnitReport
    spans: list[Span]
    tallies: bool


Progress = Callable[[int, int], None]
"""progress(entries checked, entries in all)"""


def verify(
    url: str, units: Sequence[Unit], *, since: int = 0, kept: Sequence[Kept] = (), progress: Progress = lambda done, all_: None
) -> Report:
    """Verify the units' ledgers in the store at `url`, which is also the one of the application's context.

    `since` is the number of a seal: only what came after it is checked (without tallies, which hold everything). `kept` are
    seals that were kept elsewhere; those that tablets report are compared too. Changes nothing.
    """
    see_anew()
    report = Report(kept=len(kept))
    # The seals first: what is added meanwhile makes a ledger longer than they say, and never shorter.
    every = {unit.code: readable_seals(unit) for unit in units}
    found_keys = keys()
    with snapshot(url) as direct:
        known = spans.codes(direct)
        report.triggers, findings = triggers.check(direct)
        findings += versions.check(direct)
        sizes: dict[int, Any] = dict(rows.last_numbers(direct))
    findings += structure.check()
    _look_beside(url, {unit: [stored.seal for stored in every[unit.code][0]] for unit in units}, report, findings)
    report.keys = len(found_keys)
    for finding in history.check_keys(found_keys):
        (report.notes if finding.kind in NOTES else findings).append(finding)
    publics = {key.number: key.public for key in found_keys}
    plans = []
    for unit in units:
        found, unreadable = every[unit.code]
        findings += (Finding("seal-unreadable", unit.code, {"seal": number}) for number in unreadable)
        reported = history.reported(witnesses(unit))
        report.witnesses += len(reported)
        findings += history.compare(unit.code, found, kept)
        gone, told = _given_up(url, unit, findings)
        report.notes += history.given_up(unit.code, gone, found[-1].seal.number + 1 if found else 1)
        findings += history.unstated(unit.code, found, gone, told)
        report.doubts += history.compare(unit.code, found, history.expected(reported, gone))
        if since and all(stored.seal.number != since for stored in found):
            findings.append(Finding("seal-missing", unit.code, {"seal": since, "found": found[-1].seal.number if found else 0}))
        size = sizes.get(unit.id, 0)
        if not isinstance(size, int):
            # SQLite takes text for a number, and counts it above all numbers.
            findings.append(Finding("unreadable", unit.code, {"what": "entries", "error": f"number {size!r}"}))
            size = found[-1].seal.size if found else 0
        plan = _plan(unit, [s for s in found if s.seal.number >= since], size, since)
        findings += history.check(unit.code, found, publics, since)
        report.notes += history.late(unit.code, found, since)
        if plan.report.sealed > plan.report.until:
            values = {"seal": found[-1].seal.number, "size": plan.report.sealed, "found": plan.report.until}
            findings.append(Finding("entries-short", unit.code, values))
        plans.append(plan)
    report.units = [plan.report for plan in plans]
    findings += _run(url, plans, known, progress)
    looked_at = [unit.code for unit in units]
    beyond = [unit for unit in units_with_ledger() if unit.code not in looked_at]
    if any(each.unit is None for each in kept):
        all_seals = [*(found for found, _ in every.values()), *(readable_seals(unit)[0] for unit in beyond)]
        findings += history.nowhere(kept, {fingerprint(stored.seal) for found in all_seals for stored in found})
    for finding in history.foreign(kept, looked_at, [unit.code for unit in beyond]):
        (report.notes if finding.kind in NOTES else findings).append(finding)
    report.findings = sorted(findings, key=lambda f: f.unit)
    return report


def _look_beside(url: str, seals: Mapping[Unit, Sequence[Seal]], report: Report, findings: list[Finding]) -> None:
    """What lies beside the ledger against what seals say of it. What changed or was added without an act is a doubt: it cannot be put
    right any more, and stops no backup."""

    def look(unit: str, ask: Callable[[Direct], Iterable[beside.Difference]]) -> None:
        try:
            with snapshot(url) as direct:  # one of its own: after a statement that failed, PostgreSQL answers no other
                differences = list(ask(direct))
        except Exception as error:
            if not isinstance(error, NEVER_WRITTEN) and not is_of_database(error):
                raise
            what = {"what": "what lies beside the ledger", "error": f"{type(error).__name__}: {database_says(error)}"}
            findings.append(Finding("unreadable", unit, what))
            return
        for name, seal, until in differences:
            values = {"seal": seal.number, "day": str(seal.day), **({"until": until.number} if until else {})}
            found = Finding(f"beside-{name}-between" if until else f"beside-{name}", seal.unit, values)
            (findings if name in (beside.ACTS, beside.INSTRUMENTS, *GROWING) else report.doubts).append(found)

    look("", lambda direct: beside.differing(direct, [seal for own in seals.values() for seal in own]))
    for unit, own in seals.items():
        look(unit.code, partial(beside.differing_of, unit=unit.id, seals=own))


def _given_up(url: str, unit: Unit, findings: list[Finding]) -> tuple[Sequence[GivenUpSeal], set[str]]:
    """The seals that restores gave up, and what the acts of that were about."""
    try:
        with snapshot(url) as direct:
            return given_up(unit), record.abouts(direct, "restore.give-up", unit.id)
    except NEVER_WRITTEN as error:
        findings.append(Finding("unreadable", unit.code, {"what": "seals that were given up", "error": f"{type(error).__name__}: {error}"}))
        return (), set()


def _plan(unit: Unit, found: Sequence[Stored], until: int, since: int) -> _Plan:
    after = [stored for stored in found if stored.seal.number > since]
    start = next((stored for stored in found if stored.seal.number == since), None)
    report = UnitReport(unit.code, until, seals=len(after), latest=found[-1].seal if found else None)
    report.sealed = report.latest.size if report.latest else 0
    return _Plan(unit, report, list(_spans(unit, start, after, until)), tallies=since == 0)


def _spans(unit: Unit, start: Stored | None, after: Sequence[Stored], until: int) -> Iterator[Span]:
    """Cut at seals whose frontier holds, so that each span can begin by itself."""
    batch: list[Stored] = []
    for stored in after:
        batch.append(stored)
        began = start.seal.size if start else 0
        if stored.seal.size - began >= ENTRIES_A_SPAN and stored.seal.size <= until and history.frontier_holds(stored):
            yield Span(unit.id, unit.code, start, batch, stored.seal.size)
            start, batch = stored, []
    yield Span(unit.id, unit.code, start, batch, until)


def _run(url: str, plans: Sequence[_Plan], known: hashing.Codes, progress: Progress) -> list[Finding]:
    """Do all the work, on all cores if that is worth it."""
    total = sum(plan.report.until - (plan.spans[0].start.seal.size if plan.spans[0].start else 0) for plan in plans)
    done = 0
    findings: list[Finding] = []
    with _executor(total) as executor:
        for future, plan in _submitted(executor, url, plans, known):
            try:
                result = future.result()
            except NEVER_WRITTEN as error:
                findings.append(
                    Finding("unreadable", plan.unit.code, {"what": "entries or tallies", "error": f"{type(error).__name__}: {error}"})
                )
                continue
            if isinstance(result, spans.Checked):
                plan.report.entries += result.entries
                done += result.entries
                findings += result.findings
                progress(done, total)
            else:
                plan.report.cells, more = result
                findings += more
    return findings


def _submitted(
    executor: Executor, url: str, plans: Sequence[_Plan], known: hashing.Codes
) -> Iterator["tuple[Future[spans.Checked | tuple[int, list[Finding]]], _Plan]"]:
    """The results as they come. Tallies first: a big unit's are one long task."""
    of: dict[Future[spans.Checked | tuple[int, list[Finding]]], _Plan] = {}
    for plan in plans:
        if plan.tallies:
            of[executor.submit(derived.check, url, plan.unit.id, plan.unit.code)] = plan
    for plan in plans:
        for span in plan.spans:
            of[executor.submit(spans.check, url, span, known)] = plan
    for future in as_completed(of):
        yield future, of[future]


class _Here(Executor):
    """Runs at once what is submitted."""

    def submit(self, function, /, *given, **named):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        try:
            future.set_result(function(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future


def _executor(entries: int) -> Executor:
    return _Here() if entries <= FEW_ENTRIES else ProcessPoolExecutor(os.cpu_count())
