"""Making the Flask application and furnishing it: settings, templates, languages, headers, errors, the health check."""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, current_app, jsonify, url_for
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import kiosk
from kiosk import installation
from kiosk.clock import Clock
from kiosk.config import Settings
from kiosk.folders import PACKAGE, STATIC, TEMPLATES
from kiosk.instruments import Catalogue
from kiosk.store import can_write
from kiosk.web import addresses, assets, compressing, errors, headers, languages, numbers, words
from kiosk.web.inline import inline_script

SECRET_FILE = "secret.key"  # noqa: S105  # a file's name

# A tap is a few hundred bytes; the panel's forms are small too. Two megabytes of emoji are refused before they are read.
LARGEST_BODY = 64 * 1024


def make_flask(settings: Settings, clock: Clock) -> Flask:
    """A bare application with our templates; the store comes next, then `furnish`."""
    app = Flask("kiosk", static_folder=None, template_folder=str(TEMPLATES))
    app.extensions["clock"] = clock
    app.extensions["settings"] = settings
    app.config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        SESSION_COOKIE_NAME="loket",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")
    return app


def furnish(app: Flask, settings: Settings) -> None:
    """Everything that all doors share."""
    app.config["SECRET_KEY"] = _secret_key(settings.data / SECRET_FILE)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count, x_prefix=count)  # type: ignore[method-assign]
    app.before_request(errors.no_nul)
    numbers.read(app)
    Htmx(app)
    CSRFProtect(app)
    assets.serve(app, STATIC, TEMPLATES, PACKAGE / "translations", PACKAGE / "instruments")
    languages.speak(app)
    words.teach(app)
    # The last to be registered is the first to see an answer.
    compressing.compress(app)
    headers.send(app)
    errors.answer(app)
    app.add_url_rule("/healthz", "healthz", _health)
    addresses.lead_on(app)
    app.jinja_env.globals.update(is_demo=installation.is_demo, version=kiosk.__version__, inline_script=inline_script)


def now() -> datetime:
    """The present moment, by the application's clock."""
    return cast(Clock, current_app.extensions["clock"])()


def instruments() -> Catalogue:
    return cast(Catalogue, current_app.extensions["instruments"])


def public_url() -> str:
    """Where QR codes point to, without a slash at the end; empty: show none."""
    return cast(Settings, current_app.extensions["settings"]).public_url


def whole_address(endpoint: str, **values: Any) -> str:
    """An address of ours to be typed or scanned elsewhere: below the public one, else below that of this request."""
    return f"{public_url()}{url_for(endpoint, **values)}" if public_url() else url_for(endpoint, _external=True, **values)


def _health() -> tuple[Response, int]:
    if can_write():
        return jsonify(status="ok", version=kiosk.__version__), 200
    return jsonify(status="store cannot be written", version=kiosk.__version__), 503


def _secret_key(file: Path) -> str:
    """The key that signs sessions, made at the first start, readable by the service alone."""
    try:
        with file.open("x") as made:
            file.chmod(0o600)
            made.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return file.read_text()
