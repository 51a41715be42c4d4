"""`loket clock`: whether the machine's clock is believed, and a person's word that it is right."""

import argparse

from kiosk.people import acts
from kiosk.running.belief import WRITTEN, told
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import doubt, now
from kiosk.web.current import clock_says, timekeeper

BY = "loket clock"
"""Who accepts a clock, in the record of acts. The machine knows no more: anybody who may call the command owns the data."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.set_defaults(run=run)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    accept = verbs.add_parser("accept", parents=[common], help="say that the clock is right; it is believed from now on")
    accept.set_defaults(run=run_accept)


def run(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        found, says = doubt(), clock_says()
    print(told(found) if found else f"The clock says {says:{WRITTEN}}, and is believed.")
    return 1 if found else 0


def run_accept(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        if (found := doubt()) is None:
            say(f"There is nothing to accept: the clock says {now():{WRITTEN}}, and is believed.")
            return 0
        with writing():
            timekeeper().accept(found.says)
            acts.note("clock.accept", BY, found.says, about=f"{found.present:{WRITTEN}} → {found.says:{WRITTEN}}")
    say(f"From now on the clock is believed: {found.says:{WRITTEN}}. A server that runs knows within a minute.")
    return 0
