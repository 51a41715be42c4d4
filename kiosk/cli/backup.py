"""`loket backup`: one archive with all that a new machine needs except the signing key. It is verified before it counts."""

import argparse
import dataclasses
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kiosk import files, proof
from kiosk.cli.archive import BESIDE, STORE, pack, unfinished
from kiosk.config import Settings
from kiosk.evidence import Vault
from kiosk.proof.verify import Finding, Kept, Report, verify
from kiosk.refusals import Refusal
from kiosk.running.session import opened, opened_as_is, settings_for
from kiosk.running.streams import say
from kiosk.store import engine
from kiosk.store.backup import copy_store
from kiosk.store.opening import database_url, sqlite_url
from kiosk.web import doubt, now
from kiosk.words import in_language
from kiosk.words.findings import finding

NAME = "loket-{:%Y%m%dT%H%M%SZ}.tar"
PATTERN = "loket-*T*Z.tar"
ARCHIVE = "archive.tar"
KEPT_BACKUPS = 14


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="DIR", type=Path, help="folder for backups (default: backups/ in the data folder)")
    parser.add_argument(
        "--keep", type=int, default=KEPT_BACKUPS, metavar="N", help=f"keep the newest N there (default {KEPT_BACKUPS}; 0: all)"
    )
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    settings = settings_for(asked)
    folder = asked.to or settings.data / "backups"
    try:
        files.make_folder(folder)
        with opened(settings), unfinished(folder) as place:
            made = _archive(settings, place)
            file = _unused(folder, now())
            files.move(made, file)
            # By a clock that is not believed the newest could be the oldest by its name.
            most = 0 if doubt() else asked.keep
    except OSError as error:
        raise Refusal(f"the backup could not be written to {folder}: {error.strerror}") from error
    for old in sorted(folder.glob(PATTERN))[: -most or None] if most > 0 else ():
        old.unlink()
    print(file)
    say(f"Copy it away from this machine. The signing key is not in it: keep a copy of {settings.data / 'keys'} in a safe place, once.")
    return 0


def _unused(folder: Path, at: datetime) -> Path:
    """A name for a backup. While the clock is not believed, that of the last one may come again."""
    while (file := folder / NAME.format(at)).exists():
        at += timedelta(seconds=1)
    return file


def _archive(settings: Settings, place: Path) -> Path:
    """The finished archive in `place`. Raises Refusal if its content does not verify."""
    dialect = engine().dialect.name
    copy = place / STORE[dialect]
    # Before the store: a seal that is made meanwhile may be in the store but not here, never the other way round.
    for name in BESIDE:
        if (settings.data / name).exists():
            files.copy(settings.data / name, place / name)
    copy_store(engine(), copy)
    report = verified(settings, copy) if dialect == "sqlite" else verify(database_url(settings), proof.units_with_ledger())
    if not report.is_sound:
        raise Refusal(f"the ledger does not verify, so this is no good backup: {first(report)} (loket verify says all; nothing was kept)")
    say_doubts(report)
    file = place / ARCHIVE
    pack(place, Vault(settings.data), file)
    return file


def verified(settings: Settings, copy: Path, kept: Sequence[Kept] = ()) -> Report:
    url = sqlite_url(copy)
    with opened_as_is(dataclasses.replace(settings, database_url=url)):
        return verify(url, proof.units_with_ledger(), kept=kept)


def say_doubts(report: Report) -> None:
    """A doubt stops no backup: anybody who holds a tablet could end them all, and what changed without an act stays so for good."""
    if report.doubts:
        doubt = _in_english(report.doubts[0])
        say(f"This backup is doubtful ({len(report.doubts)}): {doubt} (loket verify says all)")


def first(report: Report) -> str:
    return _in_english(report.findings[0])


def _in_english(found: Finding) -> str:
    with in_language("en"):
        return finding(found)
