"""`loket start`: the real thing. The first run asks for what it needs; nothing has a default secret or password."""

import argparse
import secrets
import sys
from pathlib import Path

from flask import Flask
from flask_security import hash_password

from kiosk import files, people, places, proof
from kiosk.app import create_app
from kiosk.cli.people import ask_password, check_password
from kiosk.config import SETTINGS_FILE, Settings, read_settings, settings_text
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.places import installation, tables
from kiosk.proof.sealing import COPY
from kiosk.refusals import Refusal
from kiosk.running.belief import told
from kiosk.running.serving import authority, must_be_free, serve
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import doubt, now
from kiosk.web.secret import must_be_the_stores


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (default 127.0.0.1)")
    parser.add_argument("--port", help="port to listen on (default 8000)")
    parser.add_argument("--workers", help="server processes (default 2)")
    parser.add_argument("--public-url", help='address that QR codes carry, e.g. https://loket.example.go.id; "" for none')
    parser.add_argument(
        "--new-secret", action="store_true", help="work with this folder's secret.key from now on: every password and one-time code ends"
    )
    first = parser.add_argument_group("first run (asked for at a terminal where not given)")
    first.add_argument("--admin", metavar="NAME", help="user name of the first administrator")
    first.add_argument(
        "--admin-password-file", metavar="FILE", type=Path, help="file whose first line is the password; else it is asked for or drawn"
    )
    first.add_argument("--unit", metavar="CODE", help="code of the first unit, e.g. kanim-tanjungpandan")
    first.add_argument("--unit-name", metavar="NAME", help="its full name")
    first.add_argument("--zone", help="its time zone: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)")
    first.add_argument("--counter-name", metavar="NAME", help="name of its first counter")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    settings = settings_for(asked)
    must_be_free(settings)
    with opened(settings, make=create_app, new_secret=asked.new_secret) as app:
        there = installation.founded()
        if there and there.demo:
            raise Refusal(f"{settings.data} holds demo data, and real ratings never share a folder with it. Give another one: --data DIR")
        if there is None:
            _set_up(asked, settings, app)
        # Made at the first start; a wrong one is refused before anything is served.
        proof.open_signer(settings.data, now())
        if found := doubt():
            say(told(found))
        counters = [(unit, counter) for unit in places.units() for counter in places.counters(unit)]
    if there is None:
        # Once more, with the public address that it was told.
        settings = settings_for(asked)
        app = create_app(settings)
    here = settings.public_url or f"http://{authority(settings.host, settings.port)}"
    lines = [f"Suara Loket: {here}/panel/"]
    lines += [f"  tablet for {u.name}, {c.names['id']}: loket devices pair {c.code}" for u, c in counters[:5]]
    return serve(app, settings, lambda: print("\n".join(lines), flush=True))


def _set_up(asked: argparse.Namespace, settings: Settings, app: Flask) -> None:
    """Ask for what is not given, check all of it, then write all of it or nothing."""
    if (settings.data / COPY).exists():
        raise Refusal(
            f"{settings.data} holds the seals of an installation ({COPY}), but its database is empty. Put a backup back "
            "(loket restore FILE); to begin anew, give another folder: --data DIR"
        )
    say("First run: a few questions, then it starts.")
    public_url = asked.public_url
    if public_url is None and not settings.public_url:
        public_url = _ask("Public address for QR codes (empty: none)", "")
    admin = asked.admin or _ask("User name of the first administrator", None)
    code = asked.unit or _ask("Code of the first unit (small letters, digits, hyphens)", None)
    name = asked.unit_name or _ask("Full name of the unit", None)
    zone = asked.zone or _ask("Time zone", "Asia/Jakarta")
    counter_name = asked.counter_name or _ask("Name of its first counter", "Loket 1")
    password, drawn = _password(asked, admin)
    if public_url:
        read_settings({}, data=settings.data, public_url=public_url)
    try:
        with writing():
            # First, so that when two start at once, one waits here for the other.
            installation.found(now(), demo=False)
            unit = places.found_unit(code, name, zone=zone)
            places.open_counter(unit, f"{code}-1"[: tables.LONGEST_CODE], counter_name, instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN)
            people.add(admin, hash_password(password), "admin")
            must_be_the_stores(app)
    except installation.AlreadyFounded:
        say("Another start has set this up meanwhile; its answers stand.")
        return
    if public_url:
        files.write(settings.data / SETTINGS_FILE, settings_text(settings.data, public_url=public_url.rstrip("/")))
    if drawn:
        print(f"Password of {admin} (shown this once): {password}", flush=True)


def _password(asked: argparse.Namespace, name: str) -> tuple[str, bool]:
    """The administrator's password, and whether it was drawn here (no terminal to ask at)."""
    if asked.admin_password_file:
        try:
            return check_password(asked.admin_password_file.read_text(encoding="utf-8-sig").splitlines()[0], name), False
        except (OSError, IndexError, UnicodeDecodeError) as error:
            raise Refusal(f"cannot read a password from {asked.admin_password_file}: {error}") from error
    if sys.stdin.isatty():
        return ask_password(name), False
    return secrets.token_urlsafe(12), True


def _ask(question: str, default: str | None) -> str:
    if not sys.stdin.isatty():
        if default is None:
            raise Refusal(f"the first run needs: {question}. Give it as an option (loket start --help), or run at a terminal.")
        return default
    print(f"{question}{f' [{default}]' if default else ''}: ", end="", file=sys.stderr, flush=True)
    answer = sys.stdin.readline().strip() or default
    if answer is None or (answer == "" and default is None):
        raise Refusal(f"the first run needs: {question}")
    return answer
