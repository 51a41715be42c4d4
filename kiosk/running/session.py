"""What every command needs: the settings, an open store with its newest schema, and words for the operator."""

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask

from kiosk.clock import Clock, system_clock
from kiosk.config import Settings, data_folder, read_settings
from kiosk.instruments import Catalogue
from kiosk.ledger.versions import note_instruments
from kiosk.recording import refill
from kiosk.refusals import Refusal
from kiosk.running.owner import become_owner, must_be_usable
from kiosk.running.streams import say
from kiosk.store import StoreError, engine
from kiosk.store.backup import must_not_be_on_trial
from kiosk.store.failures import database_says, is_of_database
from kiosk.store.opening import close_connections
from kiosk.store.schema import is_migrated, migrate_store, one_at_a_time
from kiosk.web.bare import without_doors
from kiosk.web.current import timekeeper
from kiosk.web.secret import must_be_the_stores


def settings_for(asked: argparse.Namespace) -> Settings:
    """The settings in force for this command line; from now on as the account that owns the data folder (see `become_owner`)."""
    folder = data_folder(given=asked.data)
    become_owner(folder)
    must_be_usable(folder)
    names = ("data", "host", "port", "public_url", "workers")
    given: dict[str, Any] = {name: getattr(asked, name, None) for name in names}
    return read_settings(**given)


@contextmanager
def opened(
    settings: Settings, clock: Clock = system_clock, *, make: Callable[[Settings, Clock], Flask] = without_doors, new_secret: bool = False
) -> Iterator[Flask]:
    """The application with its store at the newest schema and its instruments registered, within its context. No doors, unless `make` has.

    Refuses a data folder whose secret.key is not the store's, unless it is to be the new one: no password set with it would be right.
    """
    app = make(settings, clock)
    with app.app_context():
        try:
            prepare_store(app)
            must_be_the_stores(app, renew=new_secret)
            timekeeper().learn()
            yield app
        finally:
            close_connections()


@contextmanager
def opened_as_is(settings: Settings) -> Iterator[Flask]:
    """The same without changing anything: for anybody who examines a store. Refuses one that is not of the newest schema."""
    app = without_doors(settings)
    with app.app_context():
        try:
            if not is_migrated():
                raise Refusal("there is no ledger here, or it is of an older version; `loket start` brings it up to date")
            yield app
        finally:
            close_connections()


def prepare_store(app: Flask) -> None:
    """Migrate, refuse instruments whose used versions have changed, and make the tallies of ledgers that had none."""
    try:
        with one_at_a_time():
            _prepare(app)
    except Exception as error:
        if not is_of_database(error):
            raise
        raise StoreError(f"cannot use the database: {database_says(error)}") from error


def bring_up_to_date(copies: Path | None) -> None:
    """Migrate; a store with entries is copied to `copies` before, if that is given. Make the tallies of ledgers that have none."""
    if copy := migrate_store(copies):
        say(f"the store was brought up to date; as it was before, it lies in {copy}")
    if units := refill.fill():
        say(f"tallies made for the ledgers of {len(units)} units")


def _prepare(app: Flask) -> None:
    must_not_be_on_trial(engine())
    bring_up_to_date(app.extensions["settings"].data)
    catalogue: Catalogue = app.extensions["instruments"]
    try:
        note_instruments((i.name, i.digest, i.parts) for i in catalogue.all())
    except ValueError as error:
        raise StoreError(str(error)) from error
