"""`loket demo`: a demonstration with data of two units, served at once."""

import argparse
import dataclasses
import secrets
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from flask import Flask, url_for
from flask_security import hash_password

from kiosk import devices, files, people, places, proof
from kiosk.app import create_app
from kiosk.config import Settings
from kiosk.demo import Stage, build, follow_up, publish, rate
from kiosk.devices import examples
from kiosk.places import installation, links
from kiosk.refusals import Refusal
from kiosk.reports import verdicts
from kiosk.running.serving import authority, must_be_free, network_address, serve
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import instruments, now
from kiosk.web.current import clock_says, timekeeper
from kiosk.web.qr import qr_terminal
from kiosk.web.secret import must_be_the_stores

PERSON = "kepala"
PASSWORD_FILE = "demo.password"  # noqa: S105  # a file's name; what is in it is drawn at random
SHOWN_COUNTER = "kanim-2"
OFFICE, CONTACT = "Kanwil Ditjen Imigrasi Kepulauan Bangka Belitung (demonstrasi)", "privasi@kanwil.example"


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="address to listen on (0.0.0.0: other machines too)")
    parser.add_argument("--port", help="port to listen on (default 8000)")
    parser.add_argument("--public-url", help="address that QR codes carry (default: where it listens)")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    settings = _reachable(settings_for(asked))
    must_be_free(settings)
    with opened(settings, make=create_app) as app:
        _fill_if_empty(settings.data, app)
        with app.test_request_context(base_url=settings.public_url):
            words = _what_to_open(settings)
    return serve(app, settings, lambda: print(words, flush=True))


def _reachable(settings: Settings) -> Settings:
    """QR codes of a demonstration lead to where it listens, unless told otherwise; an invented office answers for what it holds."""
    office, contact = settings.privacy_office or OFFICE, settings.privacy_contact or CONTACT
    settings = dataclasses.replace(settings, privacy_office=office, privacy_contact=contact)
    if settings.public_url:
        return settings
    host = settings.host
    if host in ("0.0.0.0", "::", "[::]"):  # noqa: S104  # asked for by the operator
        host = network_address() or "127.0.0.1"
    return dataclasses.replace(settings, public_url=f"http://{authority(host, settings.port)}")


def _fill_if_empty(data: Path, app: Flask) -> None:
    there = installation.founded()
    if there and not there.demo:
        raise Refusal(f"{data} holds real data, and a demonstration never shares a folder with it. Give another one: --data DIR")
    if there:
        # A demonstration is started after weeks, and nothing hangs on its days.
        timekeeper().accept(clock_says())
        return
    if places.units():
        raise Refusal(f"{data} holds an unfinished installation. Give an empty folder: --data DIR")
    say("Filling the demonstration with ratings (about a minute, once) …")
    # One transaction: an interrupted first start leaves nothing behind.
    with writing():
        stages = build()
        signer = proof.open_signer(data, now())
        taps = sum(_live(stage, partial(proof.seal_unit, stage.unit, signer, data)) for stage in stages)
        for stage in stages:
            verdicts.bring_up(stage.unit, instruments())
        examples.speak(now())
        found_demo(app, data)
    say(f"{taps} ratings recorded.")


def found_demo(app: Flask, data: Path) -> None:
    """Say that this store is a demonstration's, and give it the one account that sees all of it."""
    person = people.add(PERSON, hash_password(password(data)), "kanwil")
    for role in ("operator", "admin"):
        people.grant(person, role)
    installation.found(now(), demo=True)
    must_be_the_stores(app)


def _live(stage: Stage, seal: Callable[[datetime], object]) -> int:
    """The days of a unit of the demonstration: its visitors, what its head does about them, a seal each night. How many taps."""
    ahead = deque(follow_up(stage, now(), instruments()))

    def close(night: datetime) -> None:
        while ahead and ahead[0].at <= night:
            ahead.popleft().take()
        seal(night)

    taps = rate(stage, now(), instruments(), close, say)
    for step in (*ahead, *publish(stage, now(), instruments())):
        step.take()
    return taps


def password(data: Path) -> str:
    """The demonstration's password, drawn once and kept in the data folder; no default."""
    file = data / PASSWORD_FILE
    files.write_once(file, "-".join(secrets.token_hex(2) for _ in range(3)))
    return file.read_text(encoding="utf-8")


def _what_to_open(settings: Settings) -> str:
    place = places.place_by_counter_code(SHOWN_COUNTER)
    if place is None:
        raise Refusal(
            f"the demonstration in {settings.data} is damaged: counter {SHOWN_COUNTER} is missing. Empty the folder and start again."
        )
    code = devices.begin_pairing(place.counter, now(), lasts=timedelta(days=7), reusable=True)
    phone = url_for("phone.start.index", code=links.link_of(place.counter, "poster").code, _external=True)
    return "\n".join(
        (
            "",
            "Suara Loket – demonstrasi / demo",
            "",
            f"  Tablet  {url_for('counter.pairing.follow', code=code, _external=True)}",
            f"          {place.unit.name}, {place.counter.names['id']}",
            f"  HP      {phone}",
            f"  Panel   {url_for('panel.home.index', _external=True)}",
            f"          nama / user: {PERSON}   kata sandi / password: {password(settings.data)}",
            "",
            qr_terminal(phone),
            "Ctrl-C menghentikan / stops.",
        )
    )
