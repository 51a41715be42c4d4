"""Below a path of the public address, such as https://kantor.example/loket: there all addresses, cookies and redirections begin with it.

It is one way for proxies that take the path away and for those that leave it on.
"""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, has_request_context, request

from kiosk.config import SettingError, Settings


def cookie_prefix(settings: Settings) -> str:
    """What the names of our own cookies begin with, so that a browser takes them from us alone, by HTTPS, and from no sister site.

    `__Host-` where we have the whole of an HTTPS host, `__Secure-` below a path of it, nothing by HTTP. Source: RFC 6265bis, 4.1.3.
    """
    if not settings.public_url.startswith("https://"):
        return ""
    return "__Host-" if has_host(settings) else "__Secure-"


def has_host(settings: Settings) -> bool:
    """Whether the public address is a host of our own, and no path of another site."""
    return bool(settings.public_url) and not urlsplit(settings.public_url).path.strip("/")


def mount(app: Flask, settings: Settings) -> None:
    """Let the application stand below the path of its public address; without one it stands at the root, or where the proxy's header says.

    After all doors are hung. SettingError for a path that begins an address of our own: what comes could be meant either way.
    """
    app.response_class = _Answer
    path = urlsplit(settings.public_url).path.rstrip("/")
    if not path:
        return
    if any(rule.rule == path or rule.rule.startswith(f"{path}/") for rule in app.url_map.iter_rules()):
        raise SettingError(f"public_url ends in {path}, which is an address of Suara Loket's own: choose another path")
    inner = app.wsgi_app

    def mounted(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        asked = str(environ.get("PATH_INFO", ""))
        if asked == path or asked.startswith(f"{path}/"):
            environ["PATH_INFO"] = asked[len(path) :] or "/"
        environ["SCRIPT_NAME"] = path
        return inner(environ, start)

    app.wsgi_app = mounted  # type: ignore[method-assign, assignment]


def own_path() -> str:
    """The path of this request as the browser knows it, to be linked or compared with what url_for makes."""
    return f"{request.script_root}{request.path}"


class _Answer(Response):
    """Its cookies go to the paths below which we stand: doors name them as if that were the root."""

    def set_cookie(self, key: str, value: str = "", **others: Any) -> None:  # type: ignore[override]  # ours name what they give
        root = request.script_root if has_request_context() else ""
        super().set_cookie(key, value, **others | {"path": f"{root}{others.get('path') or '/'}"})
