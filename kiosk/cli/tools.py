"""`loket bench`, `loket audio`, `loket audit`, `loket catalogues`: commands of tools/, which a checkout has and an installation lacks."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from kiosk.folders import ROOT
from kiosk.refusals import Refusal

FOLDER = ROOT / "tools"
COMMANDS = {
    "bench": ("tools.bench.commands", "measure taps, batches, a slow disk, figures: in a temporary folder"),
    "audio": ("tools.audio", "make the files that Dengarkan plays (needs espeak-ng and opusenc)"),
    "audit": ("tools.audit", "Lighthouse over a phone's pages: at least 99 in everything"),
    "catalogues": ("tools.catalogues", "bring the translations' catalogues up to date"),
}


def add_to(commands: Any, common: argparse.ArgumentParser, typed: Sequence[str]) -> None:
    there = _load_package(FOLDER / "__init__.py")
    for name, (module, does) in COMMANDS.items():
        if not there:
            _add_absent(commands, name)
            continue
        command = commands.add_parser(name, parents=[common], help=does)
        if name in typed:
            import_module(module).add_to(command, common)


def _load_package(file: Path) -> bool:
    """Make `tools` ours, by its path: an installed package of that name must never be taken for it."""
    if not file.is_file():
        return False
    if getattr(sys.modules.get("tools"), "__file__", None) == str(file):
        return True
    spec = spec_from_file_location("tools", file, submodule_search_locations=[str(file.parent)])
    if spec is None or spec.loader is None:  # a file that ends in .py has both
        raise ImportError(f"{file} is no package")
    package = module_from_spec(spec)
    sys.modules["tools"] = package
    spec.loader.exec_module(package)
    return True


def _add_absent(commands: Any, name: str) -> None:
    # No character begins an option, so that all that follows is taken and the answer is the sentence, not a complaint about options.
    parser = commands.add_parser(name, help="only in a checkout", add_help=False, prefix_chars="\0")
    parser.add_argument("ignored", nargs="*")
    parser.set_defaults(run=_refuse, name=name)


def _refuse(asked: argparse.Namespace) -> int:
    raise Refusal(f"`{asked.name}` builds or measures the product and is not installed with it; call ./loket {asked.name} in a checkout")
