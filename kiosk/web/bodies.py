"""The body of a request that is JSON: an object, or nothing that can be used."""

from collections.abc import Mapping
from typing import Any

from flask import request


def json_body() -> Mapping[str, Any] | None:
    """The object that was sent; None for anything that is no JSON object, however deeply it is nested."""
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:
        return None
    return body if isinstance(body, dict) else None
