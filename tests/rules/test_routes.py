"""Addresses are a promise: they stand on stickers and in saved links."""

import re
from pathlib import Path

from flask import Flask

from kiosk.panel.account.sign_in import OURS

PROMISED = Path(__file__).parent / "routes.txt"
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+)?")


def routes(app: Flask) -> set[str]:
    """Every address with its methods: "GET /counter/"."""
    found = set()
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("security.") and rule.endpoint not in OURS:
            continue  # Flask-Security's own, which answer nobody
        methods = " ".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        found.add(f"{methods} {rule.rule}")
    return found


def test_no_promised_address_is_gone(app: Flask) -> None:
    promised = set(PROMISED.read_text().splitlines())
    assert promised, "the list must hold something"
    gone = sorted(promised - routes(app))
    assert not gone, (
        f"{gone} are gone. Somebody has them printed or saved: keep them, or redirect from them and change tests/rules/routes.txt"
    )


def test_every_new_address_is_promised(app: Flask) -> None:
    new = sorted(routes(app) - set(PROMISED.read_text().splitlines()))
    assert not new, f"{new} are new. Add them to tests/rules/routes.txt: from now on they are kept"


def test_addresses_are_kebab_case(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("security.") and rule.endpoint not in OURS:
            continue  # Flask-Security's own, which answer nobody
        for part in rule.rule.strip("/").split("/"):
            if part and not part.startswith("<"):
                assert KEBAB.fullmatch(part), f"{rule.rule}: write {part!r} in small letters with hyphens"
