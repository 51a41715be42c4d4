"""`loket restore`: a backup put back.

Going back to before a seal is refused unless the person who does it names that seal, and so has seen what will be lost.
"""

import argparse
import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import DatabaseError

from kiosk import files, ledger, proof
from kiosk.cli.archive import BESIDE, STORE, unfinished, unpack
from kiosk.cli.backup import first, say_doubts, verified
from kiosk.clock import system_clock
from kiosk.config import Settings
from kiosk.evidence import Vault
from kiosk.people import acts
from kiosk.places import Unit
from kiosk.proof.given_up import give_up
from kiosk.proof.given_up import of_unit as given_up_of
from kiosk.proof.seal import Printed
from kiosk.proof.sealing import COPY
from kiosk.proof.seals import of_unit
from kiosk.proof.verify import Kept, KeptError, Report, kept_seal, read_copy, read_kept, verify
from kiosk.refusals import Refusal
from kiosk.running.belief import told
from kiosk.running.session import bring_up_to_date, opened_as_is, settings_for
from kiosk.running.streams import say
from kiosk.store import StoreError, engine, writing
from kiosk.store.backup import check_copy, on_trial, put_back
from kiosk.store.opening import close_connections, database_url, open_alone, sqlite_url
from kiosk.store.schema import NoCopy, has_schema
from kiosk.web import doubt, now
from kiosk.web.bare import without_doors
from kiosk.web.current import timekeeper

BY = "loket restore"
UNSEALED = "unsealed"
"""Names, for --give-up, what no seal tells of."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path)
    parser.add_argument("--against", action="append", default=[], metavar="FILE", help="seals kept elsewhere (see loket verify)")
    parser.add_argument(
        "--give-up",
        action="append",
        default=[],
        metavar="FINGERPRINT",
        help="go back behind this newest seal of a unit (of a unit without seals: its code); "
        f"{UNSEALED}: what came after the newest seals and cannot be looked at; may be repeated",
    )
    parser.set_defaults(run=run)


class State(NamedTuple):
    """How far a unit's ledger goes: entries, the newest seal's number and its line for people (empty: none)."""

    entries: int
    seal: int
    line: str
    fingerprints: frozenset[str] = frozenset()
    """Those of all its seals."""


class Known(NamedTuple):
    """What is known here: how far each unit goes, and every seal that anything is known of."""

    states: dict[str, State]
    kept: list[Kept]
    unsealed: bool
    """Whether there may be entries after the newest seals that nobody can look at: the store is damaged, or another database."""
    gone: Sequence[Printed] = ()
    """What earlier restores gave up."""


def run(asked: argparse.Namespace) -> int:
    with ExitStack() as stack:
        try:
            # Before the account that owns the data folder is taken on: it need not be one that may read these.
            archive = stack.enter_context(asked.file.open("rb"))
            kept = [each for file in asked.against for each in read_kept(file)]
        except OSError as error:
            raise Refusal(f"{asked.file} cannot be read as a backup: {error.strerror}") from error
        except KeptError as error:
            raise Refusal(str(error)) from error
        settings = settings_for(asked)
        stack.enter_context(open_alone(settings))
        place = stack.enter_context(unfinished(settings.data))
        unpack(archive, asked.file, place)
        if (place / STORE["sqlite"]).exists():
            _restore_sqlite(asked, settings, place, kept)
        elif (place / STORE["postgresql"]).exists():
            _restore_postgresql(asked, settings, place, kept)
        else:
            raise Refusal(f"{asked.file} holds no store")
    say(f"Restored from {asked.file}. What was there before lies in {settings.data}/before-restore-…")
    with opened_as_is(settings):
        # An old backup knows of no later time than its own.
        timekeeper().learn()
        if found := doubt():
            say(told(found))
    return 0


def _restore_sqlite(asked: argparse.Namespace, settings: Settings, place: Path, kept: Sequence[Kept]) -> None:
    if settings.database_url:
        raise Refusal("this backup is of an SQLite store: take LOKET_DATABASE_URL away for it")
    copy = place / STORE["sqlite"]
    try:
        check_copy(copy)
        _bring_up_to_date(dataclasses.replace(settings, database_url=sqlite_url(copy)))
        _must_be_clean(verified(settings, copy))
        with opened_as_is(dataclasses.replace(settings, database_url=sqlite_url(copy))):
            then = _states()
    except DatabaseError as error:
        raise Refusal(f"the store in this backup is damaged: {error.orig}") from error
    here = _known_now(settings, kept)
    _must_not_go_back(here, then, asked.give_up)
    _must_be_one_history(here.kept, then, asked.give_up)
    _note_given_up(dataclasses.replace(settings, database_url=sqlite_url(copy)), here, then)
    aside = _aside(settings)
    with _application(settings):
        put_back(engine(), copy, aside)
    _put_files_aside(settings, place, aside)


def _restore_postgresql(asked: argparse.Namespace, settings: Settings, place: Path, kept: Sequence[Kept]) -> None:
    if not settings.database_url:
        raise Refusal("this backup is of a PostgreSQL store: let LOKET_DATABASE_URL name a new, empty database")
    with on_trial(database_url(settings)):
        with _application(settings):
            put_back(engine(), place / STORE["postgresql"], place)
        _bring_up_to_date(settings)
        with opened_as_is(settings):
            report, then = verify(database_url(settings), proof.units_with_ledger()), _states()
        _must_be_clean(report)
        # The database that was in use is another one, which may be gone: what is known of it is the copy of its seals.
        here = _of_kept([*_copied(settings), *kept], settings)
        _must_not_go_back(here, then, asked.give_up)
        _must_be_one_history(here.kept, then, asked.give_up)
        _note_given_up(settings, here, then)
    _put_files_aside(settings, place, _aside(settings))


def _bring_up_to_date(settings: Settings, copies: Path | None = None) -> None:
    """Convert an older store. A backup's store needs no copy in `copies`: the backup is one."""
    with _application(settings):
        if has_schema():
            bring_up_to_date(copies)


def _must_be_clean(report: Report) -> None:
    if not report.is_sound:
        raise Refusal(f"this backup does not verify, and is not put back: {first(report)}")
    say_doubts(report)


def _known_now(settings: Settings, kept: Sequence[Kept]) -> Known:
    """All that can be known here: from the store in use, the copy of its seals, and kept seals."""
    seals = [*_copied(settings), *kept]
    known = _of_kept(seals, settings)
    if not (settings.data / STORE["sqlite"]).exists():
        return known
    try:
        _bring_up_to_date(settings, settings.data)
        with opened_as_is(settings):
            states, gone = _states(), [each for unit in proof.units_with_ledger() for each in _gone(unit)]
            seals += [kept_seal(stored.seal) for unit in proof.units_with_ledger() for stored in of_unit(unit)]
    except NoCopy:
        raise  # it can be read; without room nothing is given up unseen
    except (Refusal, StoreError, DatabaseError, ValueError) as error:
        say(f"the store that is there cannot be read ({error}); only seals kept outside of it are compared")
        return known._replace(unsealed=True)
    newer = {unit: state for unit, state in states.items() if state.seal >= known.states.get(unit, state).seal}
    return Known(known.states | newer, seals, unsealed=False, gone=gone)


def _gone(unit: Unit) -> list[Printed]:
    return [Printed(unit.code, each.number, None, each.fingerprint) for each in given_up_of(unit)]


def _copied(settings: Settings) -> list[Kept]:
    """The seals of the copy beside the store. A line that was torn by a power cut is passed over, and said."""
    file = settings.data / COPY
    found, torn = read_copy(file) if file.is_file() else ([], [])
    for line in torn:
        say(f"{file}: this line is no seal, and is passed over: {line[:60]}")
    return found


def _of_kept(kept: list[Kept], settings: Settings) -> Known:
    """What seals tell by themselves. Where their copy lies there was a store, with entries after them."""
    newest: dict[str, State] = {}
    for each in kept:
        if each.unit and each.number and each.number > newest.get(each.unit, State(0, 0, "")).seal:
            newest[each.unit] = State(0, each.number, each.line)
    return Known(newest, kept, unsealed=(settings.data / COPY).is_file())


def _states() -> dict[str, State]:
    found = {}
    for unit in proof.units_with_ledger():
        seal = proof.latest_seal(unit)
        fingerprints = frozenset(proof.fingerprint(stored.seal) for stored in of_unit(unit))
        found[unit.code] = State(ledger.size(unit), seal.number if seal else 0, proof.printed(seal) if seal else "", fingerprints)
    return found


def _must_not_go_back(here: Known, then: dict[str, State], given_up: Sequence[str]) -> None:
    """Refuse to lose what is there now, unless its newest seal is named; and what nobody can look at, unless that is said."""
    said = {fingerprint.fingerprint if (fingerprint := proof.read_printed(text)) else text for text in given_up}
    losses = []
    for unit, state in here.states.items():
        back = then.get(unit, State(0, 0, ""))
        read = proof.read_printed(state.line)
        name = read.fingerprint if read else unit
        if (state.seal > back.seal or state.entries > back.entries) and name not in said:
            is_here = f"{state.line or 'no seal'}, {state.entries or 'unknown'} entries"
            there = f"seal {back.seal}, {back.entries} entries"
            losses.append(f"\n  {unit}: here {is_here}; in the backup {there}. To give that up: --give-up {name}")
    if here.unsealed and UNSEALED not in said:
        losses.append(f"\n  ratings after the newest seals that are known here cannot be compared. To give them up: --give-up {UNSEALED}")
    if losses:
        raise Refusal("the backup may be older than what was here; what came after it would be lost:" + "".join(losses))


def _must_be_one_history(kept: Sequence[Kept], then: dict[str, State], given_up: Sequence[str]) -> None:
    """Refuse a backup of another history: it reaches far enough to hold a seal that is known here, but does not hold it."""
    said = {fingerprint.fingerprint if (fingerprint := proof.read_printed(text)) else text for text in given_up}
    everywhere = _all_fingerprints(then)
    strange = []
    for each in {each.fingerprint: each for each in kept}.values():
        back = then.get(each.unit or "")
        goes_so_far = each.unit is None or (back is not None and each.number is not None and each.number <= back.seal)
        if goes_so_far and each.fingerprint not in (back.fingerprints if back else everywhere) and each.fingerprint not in said:
            strange.append(f"\n  {each.line}. To give that up: --give-up {each.fingerprint}")
    if strange:
        raise Refusal("the backup is of another history than these seals, which are known here:" + "".join(strange))


def _note_given_up(settings: Settings, here: Known, then: dict[str, State]) -> None:
    """Write into what is put back which seals it does not hold: tablets were shown them. Each unit that goes back is an act."""
    known = [*here.gone, *(read for each in here.kept if (read := proof.read_printed(each.line)))]
    lost = {(each.unit, each.number, each.fingerprint) for each in known if each.fingerprint not in _all_fingerprints(then)}
    with _application(settings), writing():
        timekeeper().learn()
        for unit in proof.units_with_ledger():
            if own := sorted((number, fingerprint) for of, number, fingerprint in lost if of == unit.code and number):
                give_up(unit, own, now())
                acts.note("restore.give-up", BY, now(), unit, "{} {}".format(*own[-1]))


def _all_fingerprints(states: dict[str, State]) -> frozenset[str]:
    return frozenset[str]().union(*(state.fingerprints for state in states.values()))


def _aside(settings: Settings) -> Path:
    """A new folder for what was there before."""
    aside = settings.data / f"before-restore-{system_clock():%Y%m%dT%H%M%SZ}"
    files.make_folder(aside)
    return aside


def _put_files_aside(settings: Settings, place: Path, aside: Path) -> None:
    """Move settings, secret and copied seals away, and put those of the backup there."""
    for name in BESIDE:
        if (settings.data / name).exists():
            files.move(settings.data / name, aside / name)
        if (place / name).exists():
            files.copy(place / name, settings.data / name)
    # Files are named by their hash, so those that are here already are the same ones, and what came since may stay.
    put_back, kept = Vault(place), Vault(settings.data)
    for digest in put_back.all():
        kept.keep(put_back.read(digest))


@contextmanager
def _application(settings: Settings) -> Iterator[None]:
    with without_doors(settings).app_context():
        try:
            yield
        finally:
            close_connections()
