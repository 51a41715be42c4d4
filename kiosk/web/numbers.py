"""Numbers in addresses: a number that no row can have is not found, and the database (which would overflow) is not asked for it."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

GREATEST = 2**31 - 1
"""What an INTEGER of PostgreSQL holds."""


class Number(IntegerConverter):
    """<int:…> in a route; an address with a greater number is not ours."""

    def __init__(self, url_map: Any, *args: Any, **more: Any) -> None:
        super().__init__(url_map, *args, **{"max": GREATEST, **more})


def read(app: Flask) -> None:
    app.url_map.converters["int"] = Number


def number(text: str) -> int | None:
    """A number from a query or a form; None for anything else, or a number greater than that of any row."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(GREATEST)) else GREATEST + 1
    return found if found <= GREATEST else None
