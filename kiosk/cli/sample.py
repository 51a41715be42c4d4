"""`loket sample`: how many respondents to ask."""

import argparse
import json

from kiosk import indices
from kiosk.cli.results import add_language
from kiosk.words import figures


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    add_language(parser)
    parser.add_argument("population", metavar="N", type=population, help="people served in the period, 1 or more")
    parser.set_defaults(run=run)


def population(text: str) -> int:
    """A number of people as argparse takes it: digits only, so that 2.360 is not two and a bit."""
    if not (text.isascii() and text.isdigit() and len(text) <= 12) or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is no population; write digits only, 1 or more, e.g. 2360")
    return int(text)


def run(asked: argparse.Namespace) -> int:
    needed = indices.krejcie_morgan(asked.population)
    if asked.json:
        print(json.dumps({"population": asked.population, "sample": needed}))
    else:
        print(figures.sample(asked.population, needed))
    return 0
