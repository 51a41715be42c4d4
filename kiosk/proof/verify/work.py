"""The work of a verification that takes long: seals, tallies and entries, on all cores if that is worth it.

The one that asks goes on meanwhile. What was found comes in the order of the work, whichever process was first.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from types import TracebackType
from typing import ParamSpec, Self, TypeVar

from kiosk.places import Unit
from kiosk.proof.seal import Seal
from kiosk.proof.seals import NEVER_WRITTEN, Stored
from kiosk.proof.verify import derived, history, spans
from kiosk.proof.verify.findings import Finding
from kiosk.proof.verify.hashing import Codes
from kiosk.proof.verify.spans import Span

ENTRIES_A_SPAN = 50_000
"""At most about this many entries go to a process at once …"""
SPANS_A_CORE = 8
"""… and so few that each has eight spans: then none waits for another for longer than an eighth of its work …"""
LEAST_A_SPAN = 2_000
"""… but as many as take longer to check, 20 ms, than a process takes to open the store."""
AT_ONCE = 2
"""How often what was begun with may be under way: while one is done, the next one waits already."""
FEW_ENTRIES = 20_000
"""Fewer than this are checked in this process: others take longer to start."""

Progress = Callable[[int, int], None]
"""progress(entries checked, entries in all)"""
Result = spans.Checked | tuple[int, list[Finding]] | list[Finding]
"""Of a span, of a unit's tallies (cells, findings), of a unit's seals."""

P = ParamSpec("P")
R = TypeVar("R")


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
class Plan:
    """What is to be checked of a unit: what came after the seal with number `since`; its tallies only if that is 0."""

    unit: Unit
    report: UnitReport
    seals: Sequence[Stored]
    """From that one on."""
    since: int

    @property
    def start(self) -> Stored | None:
        return next((stored for stored in self.seals if stored.seal.number == self.since), None)

    @property
    def entries(self) -> int:
        return self.report.until - (self.start.seal.size if self.start else 0)


Asked = list[tuple[Future[Result], Plan]]


class Work:
    """What is begun with begins at once, in a `with`; `done` waits for the rest."""

    def __init__(self, url: str, total: int, progress: Progress) -> None:
        """`total`: about how many entries there are in all."""
        self._url, self._total, self._progress = url, total, progress
        self._cores, self._checked = os.cpu_count() or 1, 0
        self._executor = _Here() if total <= FEW_ENTRIES else ProcessPoolExecutor(self._cores, initializer=_begin)
        self._under_way: deque[Asked] = deque()
        self._findings: list[Finding] = []

    def __enter__(self) -> Self:
        return self

    def begin(self, plans: Sequence[Plan], known: Codes, keys: Mapping[int, bytes]) -> None:
        """Begin with these units, the largest first; waits for all but those begun with last, so that few seals are held."""
        submit, asked = self._executor.submit, Asked()
        self._total -= sum(plan.report.until - plan.entries for plan in plans)
        # What takes longest comes first, so that no process is left alone with it: a unit's tallies are one long task.
        for plan in plans:
            if not plan.since:
                asked.append((submit(_swept, derived.check, self._url, plan.unit.id, plan.unit.code), plan))
        for plan in plans:
            asked.append((submit(_seals, plan.unit.code, plan.seals, keys, plan.since), plan))
        at_once = max(LEAST_A_SPAN, min(ENTRIES_A_SPAN, self._total // (SPANS_A_CORE * self._cores)))
        for plan in plans:
            asked += [(submit(_swept, spans.check, self._url, span, known), plan) for span in _spans(plan, at_once)]
        self._under_way.append(asked)
        while len(self._under_way) > AT_ONCE:
            self._finish(self._under_way.popleft())

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._executor.shutdown(cancel_futures=True)

    def done(self) -> list[Finding]:
        """What was found; the units' reports say how much was checked."""
        while self._under_way:
            self._finish(self._under_way.popleft())
        return self._findings

    def _finish(self, asked: Asked) -> None:
        for future in as_completed([future for future, _ in asked]):
            if not future.exception() and isinstance(result := future.result(), spans.Checked):
                self._checked += result.entries
                self._progress(self._checked, self._total)
        self._findings += [finding for future, plan in asked for finding in _found(future, plan)]


def _begin() -> None:
    """In a process of its own: looking for circles among half a million sums took a sixth of the time that tallies take."""
    gc.freeze()
    gc.disable()


def _swept(check: Callable[P, R], *given: P.args, **named: P.kwargs) -> R:
    try:
        return check(*given, **named)
    finally:
        if not gc.isenabled():
            gc.collect()  # what an engine leaves behind, once a task


def _found(future: Future[Result], plan: Plan) -> list[Finding]:
    try:
        result = future.result()
    except NEVER_WRITTEN as error:
        what = {"what": "entries or tallies", "error": f"{type(error).__name__}: {error}"}
        return [Finding("unreadable", plan.unit.code, what)]
    if isinstance(result, spans.Checked):
        plan.report.entries += result.entries
        return result.findings
    if isinstance(result, tuple):
        plan.report.cells, findings = result
        return findings
    return result


def _seals(unit: str, seals: Sequence[Stored], keys: Mapping[int, bytes], since: int) -> list[Finding]:
    """Each takes 130 µs, most of it for the signature: as much as thirty entries."""
    return list(history.check(unit, seals, keys, since))


def _spans(plan: Plan, at_once: int) -> Iterator[Span]:
    """Cut at seals whose frontier holds, so that each span can begin by itself."""
    start, until, unit = plan.start, plan.report.until, plan.unit
    batch: list[Stored] = []
    for stored in plan.seals:
        if stored.seal.number <= plan.since:
            continue
        batch.append(stored)
        began = start.seal.size if start else 0
        if stored.seal.size - began >= at_once and stored.seal.size <= until and history.frontier_holds(stored):
            yield Span(unit.id, unit.code, start, batch, stored.seal.size)
            start, batch = stored, []
    yield Span(unit.id, unit.code, start, batch, until)


class _Here(Executor):
    """Runs at once what is submitted."""

    def submit(self, function, /, *given, **named):  # type: ignore[no-untyped-def]
        future: Future[object] = Future()
        try:
            future.set_result(function(*given, **named))
        except Exception as error:
            future.set_exception(error)
        return future
