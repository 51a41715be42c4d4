"""Numbers in addresses: what no row can have as its number is not there, and is not asked of the database (which would overflow)."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

GREATEST = 2**31 - 1
"""What an INTEGER of PostgreSQL holds."""


class Number(IntegerConverter):
    """<int:…> in a route; an address with a greater number is none of ours."""

    def __init__(self, url_map: Any, *args: Any, **more: Any) -> None:
        super().__init__(url_map, *args, **{"max": GREATEST, **more})


def read(app: Flask) -> None:
    app.url_map.converters["int"] = Number


def number(text: str) -> int | None:
    """A number from a query or a form; None of anything that is none, or greater than the number of any row."""
    found = int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(GREATEST)) else GREATEST + 1
    return found if found <= GREATEST else None
