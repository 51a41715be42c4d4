"""What a server does by itself, minute by minute: it seals the days that have closed, and forgets what must not be kept.

Only one of all workers does it.
"""

import os
import secrets
from datetime import timedelta
from threading import Event, Thread

from flask import Flask

from kiosk import proof
from kiosk.jobs import lease
from kiosk.store import disk
from kiosk.store.session import forget_log
from kiosk.visitors import comments, handoffs, once, tickets
from kiosk.web import now
from kiosk.web.log import log

EVERY = timedelta(minutes=1)
TO_FORGET = timedelta(minutes=10)
"""What ties a ticket to its moment is wiped at least twice within the half hour that is promised, however long a round takes."""
# Longer than a round, so that a lease is kept; short enough that another worker soon takes over from a dead one.
LEASE = timedelta(minutes=3)
TELLING = ("ticket_batch", "comment", "comment_box", "form_once", "profile_tally")
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
    comments.forget(now().date())
    if not forget_log(TELLING):
        log.info("the log of the store is in use; it is cut in the next round")


def work(app: Flask, holder: str) -> None:
    """One round. What fails is logged and tried again in the next."""
    data = app.extensions["settings"].data
    if disk.scarce():
        log.error("the disk is nearly full", megabytes=disk.free() // 1024**2, floor=app.extensions["settings"].disk_floor)
    try:
        tickets.forget_visits()  # no lease: each machine has a memory of its own
    except Exception:
        log.exception("memory still ties tickets to visits; the next round tries again")
    try:
        if lease.take("timed-work", holder, now(), LEASE):
            handoffs.forget(now())
            # A new name each time: anybody who asks while it lasts is refused, this server too.
            if lease.take("forgetting", secrets.token_hex(8), now(), TO_FORGET):
                forget()
            for seal in proof.seal_all(proof.open_signer(data, now()), data, now()):
                log.info("sealed", unit=seal.unit, number=seal.number, day=seal.day.isoformat(), entries=seal.size)
    except Exception:
        log.exception("timed work failed; the next round tries again")
