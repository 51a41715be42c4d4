"""The one script that stands in a page instead of beside it, where each request counts. The policy allows it by its hash (CSP 3)."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from flask import g
from markupsafe import Markup

from kiosk.web.assets import asset_file


def inline_script(path: str) -> Markup:
    """The text of an asset, for a <script> element, and leave for the browser to run it in this answer."""
    text, digest = _read(asset_file(path))
    g.setdefault("script_hashes", set()).add(digest)
    return Markup(text)  # noqa: S704  # our own file


def script_hashes() -> frozenset[str]:
    """The scripts that stand in this answer."""
    return frozenset(g.get("script_hashes", ()))


def allow_scripts(hashes: frozenset[str]) -> None:
    """These stand in this answer, whose text was made before."""
    g.setdefault("script_hashes", set()).update(hashes)


def policy_of_scripts() -> str:
    """What the policy of this answer says of scripts beyond our own files: " 'sha256-…'"; mostly nothing."""
    return "".join(f" '{digest}'" for digest in sorted(g.get("script_hashes", ())))


@lru_cache(maxsize=4)
def _read(file: Path) -> tuple[str, str]:
    text = file.read_text(encoding="utf-8")
    return text, "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
