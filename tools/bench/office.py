"""The installation that the bench loads: one unit, four counters with tablets and more for phones, copied fresh for every measurement."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kiosk import devices, places, tallies
from kiosk.config import SETTINGS_FILE, Settings, read_settings, settings_text
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.ledger import Channel, answers, extent
from kiosk.ledger.tables import EntryRow
from kiosk.places import installation, links
from kiosk.running.session import opened
from kiosk.store import reading, writing
from kiosk.store.tables import db
from kiosk.web import now
from tools.bench import databases
from tools.bench.databases import Database
from tools.bench.measures import StoreCheck
from tools.bench.naive import NaiveRating, NaiveTally, naive_engine

COUNTERS = 4
LINKS = 24
"""Counters at which phones rate: each takes 300 visits an hour by its link (kiosk.recording.bounds)."""


@dataclass(frozen=True, slots=True)
class Office:
    """A data folder, and the tokens of the tablets in it."""

    folder: Path
    tokens: tuple[str, ...]
    links: tuple[str, ...]
    """The codes on the posters of other counters than those of the tablets."""
    database: Database | None = None
    """None: its store is a file in the folder."""

    def copied(self, folder: Path) -> "Office":
        """The same office, whose ledger is empty."""
        shutil.copytree(self.folder, folder)
        return Office(folder, self.tokens, self.links, _kept_in(folder, self.database.copied()) if self.database else None)

    def close(self) -> None:
        """Leave nothing of it."""
        shutil.rmtree(self.folder)
        if self.database:
            self.database.drop()


def found_office(folder: Path, server: str = "") -> Office:
    """Found it in a new folder; `server`: the address of a PostgreSQL that is to hold its store. Refusal if that makes no database."""
    database = databases.make(server) if server else None
    if database:
        folder.mkdir()
        _kept_in(folder, database)
    with opened(settings_of(folder)):
        with writing():
            unit = places.found_unit("bench", "Kantor Uji Beban", zone="Asia/Jakarta")
            counters = [
                places.open_counter(unit, f"bench-{n}", f"Loket {n}", instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN)
                for n in range(1, COUNTERS + LINKS + 1)
            ]
            tokens = tuple(devices.pair_by_token(counter, now()) for counter in counters[:COUNTERS])
            posters = tuple(links.link_of(counter, Channel.POSTER).code for counter in counters[COUNTERS:])
            installation.found(now(), demo=False)
        # The last connection to leave puts the whole store into its one file, so that it can be copied.
        db.session.remove()
        db.engine.dispose()
    return Office(folder, tokens, posters, database)


def _kept_in(folder: Path, database: Database) -> Database:
    (folder / SETTINGS_FILE).write_text(settings_text(folder, database_url=database.url), encoding="utf-8")
    return database


def settings_of(folder: Path, **given: object) -> Settings:
    """Settings that owe nothing to this machine's environment."""
    return read_settings({}, data=folder, **given)


def check_store(office: Office, variant: str, acknowledged: Collection[UUID]) -> StoreCheck:
    """After the server has ended: is every acknowledged answer there, and do the tallies agree with what stands?

    No visit of the bench answers a question twice, so every entry stands.
    """
    check = _check_naive if variant == "C" else _check_ours
    return check(office, acknowledged)


def _check_ours(office: Office, acknowledged: Collection[UUID]) -> StoreCheck:
    with opened(settings_of(office.folder)):
        stored = set(reading().scalars(select(EntryRow.answer)))
        missing = sum(answer.bytes not in stored for answer in acknowledged)
        standing = tallied = 0
        for unit in places.units():
            if days := extent.days_with_answers(unit):
                standing += len(answers.of_days(unit, *days))
                tallied += tallies.of_unit(unit, *days).answers()
        db.session.remove()
        db.engine.dispose()
    return StoreCheck(len(acknowledged), len(stored), missing, standing, tallied)


def _check_naive(office: Office, acknowledged: Collection[UUID]) -> StoreCheck:
    engine = naive_engine(settings_of(office.folder))
    with Session(engine) as session:
        stored = set(session.scalars(select(NaiveRating.answer)))
        tallied = session.scalar(select(func.sum(NaiveTally.n))) or 0
    engine.dispose()
    return StoreCheck(len(acknowledged), len(stored), len(set(acknowledged) - stored), standing=len(stored), tallied=tallied)
