"""Style sheets, scripts, fonts, pictures: served under the digest of all of them, so that a browser may keep them a year."""

import hashlib
import os
import re
from pathlib import Path
from typing import NamedTuple, cast

from flask import Flask, Response, current_app, g, send_from_directory, url_for
from werkzeug.security import safe_join

from kiosk.folders import INSTALLED
from kiosk.web.joining import joined

A_YEAR = 365 * 24 * 3600
# What is compiled from sources. A wheel has the catalogues in this form alone.
MADE = (".pyc",) if INSTALLED else (".pyc", ".mo")

JOINED = ("js/counter/main.js",)
"""Scripts that are served with all that they import. No browser can ask for others: what is joined is made at the start."""

IMPORT = re.compile(r'^@import "([\w./-]+)";$', re.MULTILINE)


class Assets(NamedTuple):
    folder: Path
    digest: str
    edition: str


def serve(app: Flask, folder: Path, *others: Path) -> None:
    """Serve `folder` below /static/<digest>/; templates ask for an address with `asset("css/base.css")`.

    `others` are the folders of what pages are made of beside these (see `code_edition`). ValueError where scripts cannot be joined.
    """
    digest = _digest(folder)
    scripts = {path: joined(folder / path) for path in JOINED}
    app.extensions["assets"] = Assets(folder, digest, "".join(map(_digest, (folder, *others))))

    def static(edition: str, path: str) -> Response:
        script = scripts.get(path)
        answer = Response(script, mimetype="text/javascript") if script else _sheet(folder, path) or send_from_directory(folder, path)
        answer.cache_control.max_age = A_YEAR if edition == digest else 0
        if edition == digest:
            # Flask says it of every file, and a browser then asks each time whatever else we say.
            answer.cache_control.no_cache = None
            answer.cache_control.immutable = True
            answer.cache_control.public = True
        return answer

    def asset(path: str) -> str:
        # A page has twenty; the way to them is made once.
        if "assets" not in g:
            g.assets = url_for("static", edition=digest, path=path).removesuffix(path)
        return f"{g.assets}{path}"

    app.add_url_rule("/static/<edition>/<path:path>", "static", static)
    app.jinja_env.globals.update(asset=asset, code_edition=code_edition)


def _sheet(folder: Path, path: str) -> Response | None:
    """A style sheet that is made of others, as one, because each request counts: it contains what it imports. None: no such sheet."""
    where = safe_join(str(folder), path)
    if where is None or not path.endswith(".css") or not os.path.isfile(where):
        return None
    whole = IMPORT.sub(lambda found: (Path(where).parent / found[1]).read_text(encoding="utf-8"), Path(where).read_text(encoding="utf-8"))
    return Response(whole, mimetype="text/css")


def asset_addresses(beginnings: tuple[str, ...], endings: tuple[str, ...]) -> list[str]:
    """The addresses of all assets whose paths begin and end in one of these ways, in order of their paths."""
    return list(_files(beginnings, endings))


def asset_texts(beginnings: tuple[str, ...], endings: tuple[str, ...]) -> dict[str, str]:
    """{address: what is in it} of the same, where it is text."""
    return {address: file.read_text(encoding="utf-8") for address, file in _files(beginnings, endings).items()}


def _files(beginnings: tuple[str, ...], endings: tuple[str, ...]) -> dict[str, Path]:
    kept = _assets()
    paths = sorted(p.relative_to(kept.folder).as_posix() for p in kept.folder.rglob("*") if p.is_file())
    chosen = [path for path in paths if path.startswith(beginnings) and path.endswith(endings)]
    return {url_for("static", edition=kept.digest, path=path): kept.folder / path for path in chosen}


def asset_or_none(path: str) -> str | None:
    """The address of an asset that need not exist."""
    kept = _assets()
    return url_for("static", edition=kept.digest, path=path) if (kept.folder / path).is_file() else None


def asset_file(path: str) -> Path:
    """Where an asset lies."""
    return _assets().folder / path


def asset_response(path: str) -> Response:
    """An asset under an address that does not change with it: a browser asks each time whether it is new."""
    answer = send_from_directory(_assets().folder, path, max_age=0)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def code_edition() -> str:
    """What changes as soon as anything that pages are made of changes: style, scripts, templates, words, questions."""
    return _assets().edition


def _assets() -> Assets:
    return cast(Assets, current_app.extensions["assets"])


def _digest(folder: Path) -> str:
    """Ten hexadecimal digits over names and bytes of all files."""
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix not in MADE):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:10]
