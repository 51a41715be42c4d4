"""The body of a request that is JSON: an object, or nothing that can be used."""

import json
from collections.abc import Mapping
from typing import Any

from flask import request


def json_body() -> Mapping[str, Any] | None:
    """The object that was sent; None for anything that is no JSON object, however deeply it is nested."""
    try:
        body = request.get_json(force=True, silent=True)
    except RecursionError:
        return None
    return body if isinstance(body, dict) and not _is_torn(body) else None


def _is_torn(body: Mapping[str, Any]) -> bool:
    r"""Whether a text in it holds half a character (\ud83d without its other half): JSON can say that, and no store takes it."""
    if b"\\u" not in request.get_data():
        return False
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False
