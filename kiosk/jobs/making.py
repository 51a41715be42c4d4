"""Papers that are made beside the server: the reports that were ordered, and each unit's sheet of the day that was sealed last.

They are made by another process than those that take ratings: no tap waits for a report, and what typesetting needs of memory goes with
it. Only one does it at a time (`lease`); what it leaves undone, the next one makes.
"""

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

from kiosk import documents, files, places, proof
from kiosk.clock import service_day
from kiosk.documents import Filed, Monitored, Outline
from kiosk.evidence import Vault
from kiosk.filings import inputs_of, orders
from kiosk.filings.orders import ReportOrder
from kiosk.indices.periods import around
from kiosk.jobs import lease
from kiosk.places import Unit
from kiosk.store.session import see_anew
from kiosk.web import instruments, now
from kiosk.web.log import log
from kiosk.words import in_language
from kiosk.words.catalogue import DEFAULT

PAPERS = "papers"
LEASE = timedelta(minutes=2)
"""Longer than a unit's figures and a report's papers take; short enough that a restarted server soon goes on."""
SHEETS = "sheets"
"""In the data folder: `<day>/<unit>.pdf`."""
SHEETS_KEPT = timedelta(days=60)


class Beside:
    """Starts the process, unless that which this one started is still at work."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if self._process and self._process.poll() is None:
            return
        command = [sys.executable, "-m", "kiosk", "--data", str(self._data), "report", "--waiting"]
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  # ourselves

    def wait(self) -> None:
        """Until the process has ended, if there is one."""
        if self._process:
            self._process.wait()


def make_waiting(data: Path, outlines: Mapping[str, Outline]) -> tuple[int, int]:
    """Make what is ordered and the sheets that are missing: how many of each. Nothing, while another process does so.

    A report that fails is logged; the next time tries it again.
    """
    holder, parent = f"{os.uname().nodename[:40]}:{os.getpid()}:{secrets.token_hex(4)}", os.getppid()

    def alive() -> bool:
        """Whether the work may go on: nobody else has the lease, and the server that asked for it is still there."""
        return os.getppid() == parent and lease.take(PAPERS, holder, now(), LEASE)

    if not alive():
        return 0, 0
    try:
        orders.forget(data, now())
        return _make_orders(data, outlines[documents.MONITORING], alive), _make_sheets(data, outlines["harian"], alive)
    finally:
        lease.give_back(PAPERS, holder, now())


def _make_orders(data: Path, outline: Outline, alive: Callable[[], bool]) -> int:
    made, tried = 0, set[str]()
    while order := next((each for each in orders.waiting() if each.digest not in tried), None):
        if not alive():
            break
        tried.add(order.digest)
        made += _made(order, data, outline, alive)
        see_anew()
    return made


def _made(order: ReportOrder, data: Path, outline: Outline, alive: Callable[[], bool]) -> bool:
    digest = order.digest
    if not orders.begin(digest):
        log.error("a report was tried several times and could not be made", order=digest[:12])
        return False
    try:
        with in_language(order.language):
            return _finished(order, data, outline, alive)
    except Exception:
        log.exception("a report could not be made; the next round tries again", order=digest[:12])
        return False


def _finished(order: ReportOrder, data: Path, outline: Outline, alive: Callable[[], bool]) -> bool:
    """False: another process goes on with it, or the next server does."""
    digest, units = order.digest, list(orders.units_of(order))
    monitored = Monitored.of(units, order.period, service_day(now(), units[0].zone), instruments())
    for done, filed in enumerate(monitored.units, 1):
        documents.as_json(filed, outline)  # each figure is found once and kept in `filed`; the papers below are made of the same
        if not alive():
            return False
        orders.step(digest, done)
    for suffix in orders.SUFFIXES:
        orders.keep(data, digest, suffix, documents.made_of_several(monitored, outline, suffix, Vault(data)))
    orders.finish(digest, now())
    return True


def _make_sheets(data: Path, outline: Outline, alive: Callable[[], bool]) -> int:
    """Each unit's daily sheet, in Indonesian: for whom a printer waits, or a mail of the office's own."""
    made, oldest = 0, now().date() - SHEETS_KEPT
    for unit in places.units():
        seal = proof.latest_seal(unit)
        if seal is None or seal.day < oldest or (file := sheet_of(data, unit, seal.day)).exists():
            continue
        if not alive():
            return made
        try:
            made += _make_sheet(unit, seal.day, file, outline, Vault(data))
        except Exception:
            log.exception("a daily sheet could not be made; the next round tries again", unit=unit.code)
    _forget_sheets(data / SHEETS, oldest)
    return made


def _make_sheet(unit: Unit, day: date, file: Path, outline: Outline, vault: Vault) -> bool:
    period = around("day", day)
    filed = Filed(unit, period, service_day(now(), unit.zone), instruments(), inputs_of(unit, period))
    if filed.day is None:
        return False
    files.make_folder(file.parent)
    with in_language(DEFAULT):
        files.write(file, documents.made(filed, outline, ".pdf", vault))
    return True


def sheet_of(data: Path, unit: Unit, day: date) -> Path:
    return data / SHEETS / day.isoformat() / f"{unit.code}.pdf"


def _forget_sheets(folder: Path, before: date) -> None:
    for day in folder.glob("????-??-??"):
        if day.name < before.isoformat():
            for file in day.iterdir():
                file.unlink(missing_ok=True)
            day.rmdir()
