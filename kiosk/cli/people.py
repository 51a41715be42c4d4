"""`loket people`: accounts, for the server's operator. Passwords are typed twice, or read as one line where there is no terminal."""

import argparse
import getpass
import sys

from flask_security import hash_password

from kiosk import people, places
from kiosk.app import create_app
from kiosk.people import acts, invitations, passwords
from kiosk.refusals import Refusal
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import now

BY = "loket people"
"""Who the record of acts says it was: somebody at the server's command line."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    password = verbs.add_parser("password", parents=[common], help="set a new password for the one who lost it")
    password.add_argument("name", metavar="NAME")
    password.set_defaults(run=run_password)
    add = verbs.add_parser("add", parents=[common], help="add an account")
    add.add_argument("name", metavar="NAME")
    add.add_argument("--role", choices=tuple(people.ROLES), default="head")
    add.add_argument("--unit", metavar="UNIT", help="code of the unit; without it, all units")
    add.set_defaults(run=run_add)


def run_password(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked), make=create_app):
        person = people.by_name(asked.name)
        if person is None:
            raise Refusal(f"there is no account {asked.name!r}")
        hashed = hash_password(ask_password(person.name))
        with writing():
            people.set_password(person, hashed)
            invitations.void(person)
            acts.note("people.password", BY, now(), about=person.name, of=person)
        say(f"New password set; every session of {person.name} has ended.")
    return 0


def run_add(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked), make=create_app):
        unit = places.unit_by_code(asked.unit) if asked.unit else None
        if asked.unit and unit is None:
            raise Refusal(f"there is no unit {asked.unit!r}; `loket places` lists them")
        if people.by_name(asked.name):
            raise Refusal(f"there is an account {asked.name!r} already")
        hashed = hash_password(ask_password(asked.name))
        with writing():
            people.add(asked.name, hashed, asked.role, unit, must_change=True)
            acts.note("people.create", BY, now(), unit, f"{asked.name}: {asked.role}")
        say(f"{asked.name} can sign in, and then chooses a password of their own.")
    return 0


def ask_password(name: str) -> str:
    """A password, typed twice without showing it, or the first line of standard input."""
    if not sys.stdin.isatty():
        return check_password(sys.stdin.readline().rstrip("\n"), name)
    first = check_password(getpass.getpass("Password: "), name)
    if getpass.getpass("Once more: ") != first:
        raise Refusal("the two passwords differ; nothing was changed")
    return first


def ask_once() -> str:
    """An existing password, typed without showing it, or the first line of standard input."""
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def check_password(password: str, name: str) -> str:
    told = {
        "short": f"a password needs at least {passwords.LEAST} characters",
        "long": f"a password has {passwords.MOST} characters at most",
        "easy": "this password is among those that are tried first (three words that have nothing to do with each other are not)",
    }
    if fault := passwords.fault(password, name):
        raise Refusal(f"{told[fault]}; nothing was changed")
    return password
