"""What a server does by itself, minute by minute: it seals the days that have closed, forgets what must not be kept, passes words on.

Only one of all workers does it. While the clock is not believed it seals nothing, and forgets by the time that is believed: that is
never later than the truth, so what must go within the half hour goes, and nothing goes early.
"""

import os
import secrets
from datetime import timedelta
from threading import Event, Thread

from flask import Flask

from kiosk import places, proof
from kiosk.devices import examples, reports
from kiosk.filings import orders
from kiosk.jobs import lease
from kiosk.people import acts
from kiosk.places import installation
from kiosk.proof import seals
from kiosk.reports import verdicts
from kiosk.store import disk, writing
from kiosk.store.session import forget_log
from kiosk.timekeeping import LEAST_WITNESSES
from kiosk.visitors import comments, handoffs, once, tickets, wishes
from kiosk.web import doubt, instruments, now
from kiosk.web.current import clock_says, timekeeper
from kiosk.web.log import log

EVERY = timedelta(minutes=1)
TO_FORGET = timedelta(minutes=10)
"""What ties a ticket to its moment is wiped at least twice within the half hour that is promised, however long a round takes."""
# Longer than a round, so that a lease is kept; short enough that another worker soon takes over from a dead one.
LEASE = timedelta(minutes=3)
TO_TELL = timedelta(hours=1)
SERVER = "server"
"""Who believes its clock, in the record of acts, when tablets agree."""
WRITTEN = "%Y-%m-%d %H:%M UTC"
TELLING = ("ticket_batch", "comment", "comment_box", "form_once", "profile_tally", "wish_tally")
"""Tables whose rows could be matched in time with the ratings."""


class TimedWork(Thread):
    """The thread of one worker process. It dies with the process, wherever it is: each task is a transaction."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="timed-work", daemon=True)
        self._app = app
        self._holder = f"{os.uname().nodename[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self._never = Event()

    def run(self) -> None:
        while True:
            with self._app.app_context():
                work(self._app, self._holder)
            self._never.wait(EVERY.total_seconds())


def forget() -> None:
    """Erase what could join a ticket or a form to the moment at which it came, and words whose time is over."""
    tickets.forget(now().date())
    once.forget(now().date())
    wishes.forget(now().date())
    comments.forget(now().date())
    if not forget_log(TELLING):
        log.info("the log of the store is in use; it is cut in the next round")


def keep_examples_alive() -> None:
    """A demonstration's tablets have no one to speak for them."""
    there = installation.founded()
    if there and there.demo:
        examples.speak(now())


def tell_time() -> None:
    """Write down how far time has come; a clock that is not believed is held against those of the tablets."""
    found = doubt()
    if found and found.is_ahead:
        same, other = reports.clocks(now(), found.says)
        if same >= LEAST_WITNESSES and same > other:
            with writing():
                timekeeper().accept(found.says)
                acts.note("clock.agree", SERVER, now(), about=f"{found.present:{WRITTEN}} → {found.says:{WRITTEN}} · {same}")
            log.info("tablets show the same time as the clock: it is believed", clock=found.says.isoformat(), tablets=same)
            return
    timekeeper().move_on(clock_says())
    if found and lease.take("clock-told", secrets.token_hex(8), now(), TO_TELL):
        log.error(
            "the clock is not believed, so nothing is sealed: set it right, or if it is right: loket clock accept",
            clock=found.says.isoformat(),
            believed=found.present.isoformat(),
        )


_looked_at: set[tuple[int, bytes]] = set()
"""(unit, root of its newest seal) that this process has looked at: between two nights a round asks one question, however many units."""


_with_sheets: set[tuple[int, bytes]] = set()
"""The same of those for whose sheets it has started the process beside."""


def find() -> None:
    """Look at the days that have been sealed since the last time. One unit that fails does not hold up the others."""
    sealed = set(seals.newest_roots())
    new = {unit for unit, _ in sealed - _looked_at}
    for unit in (unit for unit in places.units() if unit.id in new):
        try:
            verdicts.bring_up(unit, instruments())
        except Exception:
            log.exception("nothing could be found of a unit's days; the next round tries again", unit=unit.code)
            sealed = {each for each in sealed if each[0] != unit.id}
    _looked_at.clear()
    _looked_at.update(sealed)


def have_papers_made(app: Flask) -> None:
    """Start the process beside (a server has one), where a report was ordered, or a day was sealed since this process looked last."""
    sealed, beside = set(seals.newest_roots()), app.extensions.get("beside")
    if beside and (orders.waiting() or sealed - _with_sheets):
        beside.start()
    _with_sheets.clear()
    _with_sheets.update(sealed)


def work(app: Flask, holder: str) -> None:
    """One round. What fails is logged and tried again in the next."""
    data = app.extensions["settings"].data
    if disk.scarce():
        log.error("the disk is nearly full", megabytes=disk.free() // 1024**2, floor=app.extensions["settings"].disk_floor)
    try:
        timekeeper().learn()
        tickets.forget_visits()  # no lease: each machine has a memory of its own
    except Exception:
        log.exception("memory may still tie tickets to visits; the next round tries again")
    try:
        if lease.take("timed-work", holder, now(), LEASE):
            tell_time()
            keep_examples_alive()
            handoffs.forget(now())
            # A new name each time: anybody who asks while it lasts is refused, this server too.
            if lease.take("forgetting", secrets.token_hex(8), now(), TO_FORGET):
                forget()
                comments.pass_on(now().date())
            if doubt():
                return
            for seal in proof.seal_all(proof.open_signer(data, now()), data, now()):
                log.info("sealed", unit=seal.unit, number=seal.number, day=seal.day.isoformat(), entries=seal.size)
            find()
            have_papers_made(app)
    except Exception:
        log.exception("timed work failed; the next round tries again")
