"""The `loket` command. Results go to stdout, chatter to stderr; what cannot be done is said in one sentence, with exit code 2."""

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import kiosk
from kiosk.cli import tools
from kiosk.config import SettingError
from kiosk.refusals import Refusal
from kiosk.running.streams import plain_output
from kiosk.words.catalogue import DEFAULT, in_language

COMMANDS = {
    "demo": "fill an empty data folder with demo data and serve it",
    "start": "serve a real installation; the first run sets it up",
    "devices": "pair tablets with counters",
    "figures": "print the figures of one unit, of a day or a period",
    "report": "make a report as units file it, as PDF, XLSX or JSON",
    "findings": "what differs from the usual, at a unit or in a table of days",
    "people": "add accounts, set passwords",
    "places": "list, add, close units and counters",
    "compute": "compute the indices (IKM, IPK) from a table of responses",
    "import": "bring the table of a past survey into a unit's ledger",
    "sample": "how many respondents a population needs (Krejcie–Morgan)",
    "clock": "say whether the clock is believed; accept it",
    "seals": "print the seals of the ledger, to be kept elsewhere",
    "verify": "check that nothing in the ledger was changed",
    "export-ledger": "write a ledger's hashes, to be checked by anybody",
    "backup": "make a verified backup while the server runs",
    "restore": "put a backup back; the server must be stopped",
    "simulate": "measure what intervals and findings promise",
}
"""Each is a module of this folder, which has the command's options and all that it stands on: two seconds' worth, for some."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    # While modules are imported nothing can be collected: looking every 10,000 objects, and not every 700, is an eighth of a command.
    gc.set_threshold(10_000, 20, 20)
    typed = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="loket", description="Suara Loket: ratings at the counters of public service units.")
    parser.add_argument("--version", action="version", version=f"loket {kiosk.__version__}")
    parser.add_argument("--data", metavar="DIR", help="data folder (default: $LOKET_DATA or instance/); made if absent")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = argparse.ArgumentParser(add_help=False)
    # The same option after the subcommand; without SUPPRESS its default would undo one given before.
    common.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="data folder; made if absent")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, parents=[common], help=does)
        # Of the others the name is enough. A folder that is called as a command is costs only the time to import that one too.
        if name in typed:
            import_module(f"{__name__}.{name.replace('-', '_')}").add_to(command, common)
    tools.add_to(commands, common, typed)
    with plain_output():
        return _run(parser, typed)


def _run(parser: argparse.ArgumentParser, typed: Sequence[str]) -> int:
    try:
        asked = parser.parse_args(typed)
        with in_language(getattr(asked, "language", DEFAULT)):
            return int(asked.run(asked) or 0)
    except (SettingError, Refusal) as error:
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
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except Exception as error:
        return _refused(f"the database cannot be used: {_database_says(error)}")


def _database_says(error: Exception) -> str:
    """What the database says of an error that is its own; any other is raised again."""
    # Only now: most of what fails has asked no database, and its drivers take longer to import than all of the above.
    from kiosk.store.failures import database_says, is_of_database

    if not is_of_database(error):
        raise error
    return database_says(error)


def _refused(sentence: str) -> int:
    print(f"loket: {sentence}", file=sys.stderr)
    return 2
