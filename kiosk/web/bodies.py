"""The body of a request: how large it may be, and one that is JSON: an object, or nothing that can be used."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask import current_app, request

View = TypeVar("View", bound=Callable[..., Any])
_largest: dict[Callable[..., Any], int] = {}


def takes(largest: int) -> Callable[[View], View]:
    """Declares that the route above takes a body of so many bytes, where all others take what `create_app` says."""

    def declare(view: View) -> View:
        _largest[view] = largest
        return view

    return declare


def allow_largest() -> None:
    """Before anything reads the body: the limit of this route, if it has one of its own."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view in _largest:
        # What goes round a file, and a token.
        request.max_content_length = _largest[view] + 16 * 1024
        request.max_form_memory_size = request.max_content_length


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
