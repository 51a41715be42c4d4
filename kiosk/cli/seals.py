"""`loket seals`: the seals of the ledger, to be kept elsewhere; making those that are due; a new key."""

import argparse
import json
from collections.abc import Sequence

from kiosk import places, proof
from kiosk.places import Unit
from kiosk.proof import keys, seals
from kiosk.proof.seal import to_json
from kiosk.proof.seals import Stored
from kiosk.refusals import Refusal
from kiosk.running.belief import must_be_believed
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import now


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", metavar="UNIT", help="code of one unit (default: all)")
    parser.add_argument("--all", action="store_true", help="every seal (default: the newest of each unit)")
    parser.add_argument("--json", action="store_true", help="print JSON: the whole seals, for loket verify --against")
    parser.add_argument("--qr", action="store_true", help="with a QR code below each line")
    parser.set_defaults(run=run_list)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    make = verbs.add_parser("make", parents=[common], help="seal the closed days that have no seal yet; a server does so by itself")
    make.set_defaults(run=run_make)
    new_key = verbs.add_parser("new-key", parents=[common], help="put a new signing key in force")
    new_key.add_argument("--reason", required=True, help="why; it is shown to anybody who verifies")
    new_key.set_defaults(run=run_new_key)


def run_list(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        found = [(each, stored) for each in units_asked(asked.unit) for stored in _chosen(each, asked.all)]
    if asked.json:
        print(json.dumps([to_json(stored.seal, stored.signature) for _, stored in found], indent=1))
        return 0
    for _, stored in found:
        print(proof.printed(stored.seal))
        if asked.qr:
            # Only here: it stands on a library for pictures.
            from kiosk.web.qr import qr_terminal

            print(qr_terminal(proof.printed(stored.seal)))
    if not found:
        say("no seal yet: the first is made after the close of the first service day")
    return 0


def run_make(asked: argparse.Namespace) -> int:
    settings = settings_for(asked)
    with opened(settings):
        must_be_believed()
        made = proof.seal_all(proof.open_signer(settings.data, now()), settings.data, now())
    for seal in made:
        print(proof.printed(seal))
    if not made:
        say("nothing to seal: every closed day has its seal")
    return 0


def run_new_key(asked: argparse.Namespace) -> int:
    settings = settings_for(asked)
    with opened(settings):
        signer = keys.renew(settings.data, now(), asked.reason)
    say(f"Key {signer.number} is in force. Keep a copy of {settings.data / 'keys'} in a safe place, and the seals elsewhere.")
    return 0


def units_asked(code: str | None) -> Sequence[Unit]:
    """The unit of that code, or all that have counters."""
    if code is None:
        return proof.units_with_ledger()
    unit = places.unit_by_code(code)
    if unit is None:
        raise Refusal(f"there is no unit {code!r}; `loket places` lists them")
    return [unit]


def _chosen(unit: Unit, every: bool) -> Sequence[Stored]:
    found = seals.of_unit(unit)
    return found if every else found[-1:]
