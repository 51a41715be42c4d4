"""The `loket` command. Results go to stdout, chatter to stderr; what cannot be done is said in one sentence, with exit code 2."""

import argparse
import os
import sys
from collections.abc import Sequence

import kiosk
from kiosk.cli import backup, compute, demo, devices, export, figures, people, places, seals, simulate, start, tools, verify
from kiosk.config import SettingError
from kiosk.instruments import InstrumentError, PlanError
from kiosk.people import PersonError
from kiosk.places import PlaceError
from kiosk.proof import KeyProblem
from kiosk.running.refusals import Refusal
from kiosk.running.streams import plain_output
from kiosk.store import StoreError
from kiosk.store.opening import DATABASE_ERRORS, database_says
from kiosk.words.catalogue import DEFAULT, in_language

COMMANDS = (demo, start, devices, figures, people, places, compute, seals, verify, export, backup, simulate, tools)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    parser = argparse.ArgumentParser(prog="loket", description="Suara Loket: ratings at the counters of public service units.")
    parser.add_argument("--version", action="version", version=f"loket {kiosk.__version__}")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: $LOKET_DATA or instance/); made if absent")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    # The same option after the subcommand; without SUPPRESS its default would undo one given before.
    common.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="data folder; made if absent")
    for command in COMMANDS:
        command.add_to(commands, common)
    with plain_output():
        return _run(parser, arguments)


def _run(parser: argparse.ArgumentParser, arguments: Sequence[str] | None) -> int:
    try:
        asked = parser.parse_args(arguments)
        with in_language(getattr(asked, "language", DEFAULT)):
            return int(asked.run(asked) or 0)
    except (SettingError, StoreError, InstrumentError, PlanError, PlaceError, PersonError, KeyProblem, Refusal) as error:
        return _refused(str(error))
    except EOFError:
        return _refused("the answers ended early; nothing was changed")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        return _refused(f"{error.filename or 'the system'}: {error.strerror or error}")
    except UnicodeEncodeError:
        return _refused("what was typed holds letters that this machine's locale cannot tell; set LC_ALL=C.UTF-8")
    except DATABASE_ERRORS as error:
        return _refused(f"the database cannot be used: {database_says(error)}")
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _refused(sentence: str) -> int:
    print(f"loket: {sentence}", file=sys.stderr)
    return 2
