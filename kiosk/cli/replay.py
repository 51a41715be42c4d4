"""`loket simulate replay`: visits of a table played to the product, day by day, into a folder of their own."""

import argparse
from datetime import datetime
from pathlib import Path

from flask import Flask

from kiosk import places, proof
from kiosk.app import create_app
from kiosk.cli.demo import PERSON, found_demo, password
from kiosk.clock import system_clock
from kiosk.demo import Visits, play, read_served, read_visits
from kiosk.grids import GridError
from kiosk.instruments import DEFAULT_INSTRUMENT, load_all
from kiosk.places import Unit, installation
from kiosk.refusals import Refusal
from kiosk.reports import verdicts
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import instruments, now
from kiosk.words import tables


def run(asked: argparse.Namespace) -> int:
    if not asked.data:
        raise Refusal("give a new folder for the visits: --data DIR")
    try:
        visits = Visits(
            read_visits(asked.visits, load_all().current(DEFAULT_INSTRUMENT), system_clock()),
            read_served(asked.served) if asked.served else {},
        )
    except GridError as error:
        for fault in error.faults:
            say(tables.fault(fault))
        return 2
    settings = settings_for(asked)
    with opened(settings, make=create_app) as app:
        if installation.founded() or places.units():
            raise Refusal(f"{settings.data} is in use already; visits are played into a new folder")
        _fill(app, settings.data, visits)
    say(f"Look at it with: loket start --data {settings.data}   (user {PERSON}, password {password(settings.data)})")
    return 0


def _fill(app: Flask, data: Path, visits: Visits) -> None:
    """In one transaction: what is interrupted leaves nothing behind."""
    with writing():
        signer = proof.open_signer(data, now())

        def close(unit: Unit, night: datetime) -> None:
            proof.seal_unit(unit, signer, data, night)

        for unit in play(visits, instruments(), close, say):
            verdicts.bring_up(unit, instruments())
        found_demo(app, data)
    say(f"{len(visits.taps)} ratings of {len({tap.unit for tap in visits.taps})} units recorded.")
