"""Style sheets, scripts, fonts, pictures: served under the digest of all of them, so that a browser may keep them a year."""

import hashlib
from pathlib import Path

from flask import Flask, Response, send_from_directory, url_for

A_YEAR = 365 * 24 * 3600


def serve(app: Flask, folder: Path) -> None:
    """Serve `folder` below /static/<digest>/; templates ask for an address with `asset("css/base.css")`."""
    digest = _digest(folder)

    def static(edition: str, path: str) -> Response:
        answer = send_from_directory(folder, path, max_age=A_YEAR if edition == digest else 0)
        if edition == digest:
            answer.cache_control.immutable = True
            answer.cache_control.public = True
        return answer

    def asset(path: str) -> str:
        return url_for("static", edition=digest, path=path)

    app.add_url_rule("/static/<edition>/<path:path>", "static", static)
    app.jinja_env.globals["asset"] = asset


def _digest(folder: Path) -> str:
    """Ten hexadecimal digits over names and bytes of all files."""
    total = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        total.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:10]
