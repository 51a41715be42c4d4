"""The body of a request: how large it may be, and one that is JSON: an object, or nothing that can be used."""

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

LARGEST = 64 * 1024
"""Bytes that a route takes if it does not say otherwise. A tap is a few hundred, and the panel's forms are small too."""
ROUND_IT = 16 * 1024
"""Bytes of what goes round a file, and of a token."""

View = TypeVar("View", bound=Callable[..., Any])
_largest: dict[Callable[..., Any], int] = {}


def takes(largest: int) -> Callable[[View], View]:
    """Declares that the route above takes a body of so many bytes, where all others take LARGEST."""

    def declare(view: View) -> View:
        _largest[view] = largest
        return view

    return declare


def allow_largest() -> None:
    """Before anything reads the body: the limit of this route, if it has one of its own."""
    view = current_app.view_functions.get(request.endpoint or "")
    if view in _largest:
        request.max_content_length = request.max_form_memory_size = _largest[view] + ROUND_IT


def largest_at(app: Flask, head: bytes) -> int:
    """Bytes of the largest body that is taken at the address in a request's first line, for a server that has not read it yet."""
    method, _, target = head.partition(b"\r\n")[0].decode("latin-1").partition(" ")
    path = unquote(target.partition(" ")[0].partition("?")[0])
    below = urlsplit(app.extensions["settings"].public_url).path.rstrip("/")
    try:
        endpoint, _values = app.url_map.bind("").match(path.removeprefix(below) or "/", method)
    except (HTTPException, RequestRedirect):
        return LARGEST
    view = app.view_functions[endpoint]
    return _largest[view] + ROUND_IT if view in _largest else LARGEST


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
