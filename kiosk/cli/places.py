"""`loket places`: units and their counters; adding, closing and reopening them."""

import argparse
import json

from kiosk import places
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN, default_plan, parse_plan
from kiosk.places import service_points
from kiosk.refusals import Refusal
from kiosk.running.session import opened, settings_for
from kiosk.running.streams import say
from kiosk.store import writing
from kiosk.web import instruments, now

BY = "loket places"
"""Who the record of acts says it was: somebody at the server's command line."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run_list)
    verbs = parser.add_subparsers(title="verbs", metavar="VERB")
    unit = verbs.add_parser("add-unit", parents=[common], help="add a unit")
    unit.add_argument("code", metavar="CODE")
    unit.add_argument("name", metavar="NAME")
    unit.add_argument("--zone", default="Asia/Jakarta", help="Asia/Jakarta, Asia/Makassar or Asia/Jayapura")
    unit.set_defaults(run=run_add_unit)
    counter = verbs.add_parser("add-counter", parents=[common], help="add a counter to a unit")
    counter.add_argument("unit", metavar="UNIT")
    counter.add_argument("code", metavar="CODE")
    counter.add_argument("name", metavar="NAME")
    counter.add_argument("--name-en", default="", help="its English name")
    counter.add_argument("--instrument", default=DEFAULT_INSTRUMENT)
    counter.add_argument("--plan", help=f"default: one element of each index, e.g. {DEFAULT_PLAN}")
    counter.add_argument("--no-qr", action="store_true", help="show no QR code on its tablet")
    counter.set_defaults(run=run_add_counter)
    close = verbs.add_parser("close-counter", parents=[common], help="close a counter in the register")
    close.add_argument("code", metavar="CODE")
    close.add_argument("--reason", required=True)
    close.set_defaults(run=run_close)
    reopen = verbs.add_parser("reopen-counter", parents=[common], help="reopen a closed counter")
    reopen.add_argument("code", metavar="CODE")
    reopen.set_defaults(run=run_reopen)


def run_list(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        listed = [(unit, places.counters(unit)) for unit in places.units()]
        if asked.json:
            print(
                json.dumps(
                    [
                        {"code": u.code, "name": u.name, "counters": [{"code": c.code, "name": c.names["id"]} for c in cs]}
                        for u, cs in listed
                    ],
                    ensure_ascii=False,
                    indent=2,
                )
            )
            return 0
        if not listed:
            say("No unit yet: `loket start` asks for the first one.")
        for unit, counters in listed:
            print(f"{unit.code}\t{unit.name}")
            for counter in counters:
                print(f"  {counter.code}\t{counter.names['id']}")
    return 0


def run_add_unit(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        with writing():
            unit = places.found_unit(asked.code, asked.name, zone=asked.zone)
            _note("places.create", None, unit.code)
        print(unit.code)
    return 0


def run_add_counter(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        unit = places.unit_by_code(asked.unit)
        if unit is None:
            raise Refusal(f"there is no unit {asked.unit!r}; `loket places` lists them")
        if asked.instrument not in instruments():
            raise Refusal(f"there is no instrument {asked.instrument!r}; there are {', '.join(instruments())}")
        instrument = instruments().current(asked.instrument)
        plan = asked.plan or default_plan(instrument)
        parse_plan(plan, instrument)
        with writing():
            counter = places.open_counter(
                unit, asked.code, {"id": asked.name, "en": asked.name_en}, instrument=asked.instrument, plan=plan, shows_qr=not asked.no_qr
            )
            _note("counters.create", unit, counter.names["id"])
        print(counter.code)
    return 0


def run_close(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        found = _place(asked.code)
        with writing():
            service_points.close_counter(found.counter, now(), asked.reason)
            _note("counters.close", found.unit, f"{found.counter.names['id']}: {asked.reason}")
        say(f"{asked.code} is closed; what was tapped before is still taken.")
    return 0


def run_reopen(asked: argparse.Namespace) -> int:
    with opened(settings_for(asked)):
        found = _place(asked.code)
        with writing():
            service_points.reopen_counter(found.counter, now())
            _note("counters.reopen", found.unit, found.counter.names["id"])
        say(f"{asked.code} is open.")
    return 0


def _note(kind: str, unit: places.Unit | None, about: str) -> None:
    """Leave a line in the record of acts."""
    from kiosk.people import acts  # with all that signs people in: for what changes something, not for the list

    acts.note(kind, BY, now(), unit, about)


def _place(code: str) -> places.Place:
    place = places.place_by_counter_code(code)
    if place is None:
        raise Refusal(f"there is no counter {code!r}; `loket places` lists them")
    return place
