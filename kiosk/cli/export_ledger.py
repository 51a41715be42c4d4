"""`loket export-ledger`: a ledger's hashes for anybody who wants to check it, or its opened rows for an auditor."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from flask_security import verify_password

from kiosk import files, people
from kiosk.app import create_app
from kiosk.cli.people import ask_once
from kiosk.cli.seals import units_asked
from kiosk.clock import latest_day
from kiosk.places import Unit
from kiosk.proof import export
from kiosk.refusals import Refusal
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import now


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("unit", metavar="UNIT", help="code of the unit (see loket places)")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="default: stdout")
    parser.add_argument("--rows", action="store_true", help="instead, every entry opened, as CSV; for an auditor, with --as")
    parser.add_argument("--as", dest="auditor", metavar="NAME", help="the auditor's user name; the password is asked for")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked), make=create_app), ExitStack() as stack:
        (unit,) = units_asked(asked.unit)
        if asked.rows:
            _must_be_auditor(asked, unit)
            n = export.export_rows(unit, stack.enter_context(_as_text(asked.output)) if asked.output else sys.stdout)
        else:
            n = export.export_hashes(unit, stack.enter_context(_whole(asked.output)) if asked.output else sys.stdout.buffer, now())
    say(f"{n} rows of {unit.code} written" if asked.rows else f"{n} hashes of {unit.code} written; deploy/verify_ledger.py checks them")
    return 0


def _whole(file: Path) -> AbstractContextManager[BinaryIO]:
    """The file that was asked for, there when it is whole; what is no file, such as a pipe, is written as it comes."""
    if file.exists() and not file.is_file():
        return file.open("wb")
    return files.drafted(file, mode=0o666)


@contextmanager
def _as_text(file: Path) -> Iterator[TextIO]:
    with _whole(file) as opened:
        text = io.TextIOWrapper(opened, encoding="utf-8", newline="")
        yield text
        text.flush()
        text.detach()


def _must_be_auditor(asked: argparse.Namespace, unit: Unit) -> None:
    if not asked.auditor:
        raise Refusal("opened rows are for an auditor: --as NAME (loket people add … --role auditor)")
    person = people.by_name(asked.auditor)
    password = ask_once()
    right = person is not None and person.active and verify_password(password, person.password)
    if person is None or not right or not people.sight(person, latest_day(now())).may("entries.export", unit):
        raise Refusal(f"{asked.auditor!r} with this password is no auditor of {unit.code}")
