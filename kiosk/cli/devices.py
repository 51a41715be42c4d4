"""`loket devices`: pairing codes and tokens for tablets, and revoking them."""

import argparse

from kiosk import devices, places
from kiosk.refusals import Refusal
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.web import now


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(title="verbs", required=True, metavar="VERB")
    pair = verbs.add_parser("pair", parents=[common], help="print a pairing code for a counter (valid for an hour, one tablet)")
    pair.add_argument("counter", metavar="COUNTER", help="code of the counter (see loket places)")
    pair.add_argument("--token", action="store_true", help="make a device at once; the last line of stdout is its bearer token")
    pair.set_defaults(run=run_pair)


def run_pair(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        place = places.place_by_counter_code(asked.counter)
        if place is None:
            raise Refusal(f"there is no counter {asked.counter!r}; `loket places` lists them")
        if asked.token:
            say(f"A device at {place.unit.name}, {place.counter.names['id']}; its token:")
            print(devices.pair_by_token(place.counter, now()))
        else:
            say(f"Open /tablet on the tablet for {place.unit.name}, {place.counter.names['id']}, and type within an hour:")
            print(devices.begin_pairing(place.counter, now()))
    return 0
