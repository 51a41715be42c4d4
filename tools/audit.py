"""`loket audit`: what Lighthouse says of a phone's pages, on its mobile settings (a slow phone on slow 4G). Needs node and a Chromium.

Without an address it serves an installation of its own on 127.0.0.1, and looks at a visit's pages and the public ones.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kiosk import places
from kiosk.app import create_app
from kiosk.config import read_settings
from kiosk.instruments import DEFAULT_INSTRUMENT, DEFAULT_PLAN
from kiosk.places import installation, links
from kiosk.refusals import Refusal
from kiosk.running.session import prepare_store
from kiosk.running.streams import say
from kiosk.web import now

LIGHTHOUSE = "lighthouse@12.8.2"
"""13 wants node 22.19."""
CATEGORIES = ("performance", "accessibility", "best-practices")
LEAST = 99
BROWSERS = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")
OPTIONS = "--headless=new --no-sandbox --disable-dev-shm-usage"
FIRST_RUN = 600
"""Seconds: the first time npx fetches 185 MB."""


def add_to(parser: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    parser.add_argument("addresses", metavar="URL", nargs="*", help="pages to look at (default: those of an installation of its own)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(asked: argparse.Namespace) -> int:
    tools = _tools()
    with _own() if not asked.addresses else _given(asked.addresses) as addresses:
        found = {address: _look_at(address, tools) for address in addresses}
    print(json.dumps(found, indent=2) if asked.json else _written(found))
    return 0 if all(score >= LEAST for scores in found.values() for score in scores.values()) else 1


def _tools() -> tuple[str, str]:
    """npx and a browser, or a refusal that says what is missing."""
    npx = shutil.which("npx")
    browser = next((path for name in (os.environ.get("KIOSK_CHROMIUM"), *BROWSERS) if name and (path := shutil.which(name))), None)
    if npx is None or browser is None:
        raise Refusal(f"{'npx' if npx is None else 'a Chromium'} not found (Debian: apt-get install npm chromium)")
    return npx, browser


def _look_at(address: str, tools: tuple[str, str]) -> dict[str, int]:
    """{category: 0–100}"""
    say(f"looking at {address}")
    npx, browser = tools
    with TemporaryDirectory(prefix="loket-audit-") as folder:
        report = Path(folder) / "report.json"
        command = [npx, "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={OPTIONS}"]
        command.append(f"--only-categories={','.join(CATEGORIES)}")
        environment = os.environ | {"CHROME_PATH": browser}
        try:
            # Our own list of words, and no shell.
            subprocess.run(command, env=environment, check=True, capture_output=True, text=True, timeout=FIRST_RUN)  # noqa: S603
            read = json.loads(report.read_text(encoding="utf-8"))
        except (subprocess.SubprocessError, OSError, ValueError) as error:
            raise Refusal(f"Lighthouse could not look at {address}: {_reason(error)}") from error
    return {category: round(100 * (read["categories"][category]["score"] or 0)) for category in CATEGORIES}


def _reason(error: Exception) -> str:
    said = str(getattr(error, "stderr", None) or error).strip().splitlines()
    return said[-1] if said else type(error).__name__


def _written(found: dict[str, dict[str, int]]) -> str:
    lines = ["| page | " + " | ".join(CATEGORIES) + " |", "| --- |" + " ---: |" * len(CATEGORIES)]
    for address, scores in found.items():
        page = re.sub(r"^https?://[^/]+|\?.*$", "", address)
        lines.append(f"| {page} | " + " | ".join(str(scores[category]) for category in CATEGORIES) + " |")
    return "\n".join(lines)


@contextmanager
def _given(addresses: Sequence[str]) -> Iterator[Sequence[str]]:
    if wrong := [address for address in addresses if not address.startswith(("http://", "https://"))]:
        raise Refusal(f"{wrong[0]!r} is no address of a page")
    yield addresses


class _Silent(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Only the figures are of interest."""


@contextmanager
def _own() -> Iterator[Sequence[str]]:
    """Pages of an installation that lives as long as they are looked at."""
    with TemporaryDirectory(prefix="loket-audit-") as folder:
        app = create_app(read_settings({}, data=folder))
        with app.app_context():
            prepare_store(app)
            installation.found(now(), demo=False)
            paths = _pages(app)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield [f"http://127.0.0.1:{server.server_port}{path}" for path in paths]
        finally:
            server.shutdown()
            thread.join()


def _pages(app: Flask) -> list[str]:
    """A visit's pages, found by walking it, and the public ones."""
    unit = places.found_unit("kanim", "Kantor Imigrasi Kelas II TPI Tanjungpandan")
    counter = places.open_counter(unit, "kanim-1", "Loket 1", instrument=DEFAULT_INSTRUMENT, plan=DEFAULT_PLAN)
    start = f"/q/{links.link_of(counter, 'poster').code}"
    visitor = app.test_client()
    opened = visitor.get(start, headers={"Accept-Language": "id"}).get_data(as_text=True)
    here = re.search(r'data-here="([^"]+)"', opened)
    if here is None:
        raise Refusal("the first page of a visit does not say where it is")
    question = here[1].replace("&amp;", "&")
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', opened))
    visitor.post(f"{start}/answers", data={**fields, "score": "4"})
    others = [question.replace("/questions/S0", f"/{name}") for name in ("thanks", "about", "words")]
    return [start, question.replace("/S0", "/I0"), *others, "/privasi", "/kanal", "/cek"]
