"""The whole application: teaches Flask what all doors share, and hangs the doors."""

from flask import Flask, Response, jsonify
from flask_wtf import CSRFProtect
from htmx_flask import Htmx
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

import kiosk
from kiosk import counter, documents, panel, phone, public, recording
from kiosk.clock import Clock, system_clock
from kiosk.config import Settings, read_settings
from kiosk.folders import PACKAGE, STATIC, TEMPLATES
from kiosk.places import installation
from kiosk.store import disk
from kiosk.store.disk import Writer
from kiosk.store.session import can_write
from kiosk.web import addresses, assets, bodies, compressing, doubt, errors, filters, headers, languages, mounting, numbers
from kiosk.web.bare import without_doors
from kiosk.web.hooks import hung_at
from kiosk.web.inline import inline_script
from kiosk.web.sessions import OfThoseWhoBringOne
from kiosk.web.templates import Templates


def create_app(settings: Settings | None = None, clock: Clock = system_clock) -> Flask:
    """Raises what `without_doors` does."""
    settings = settings or read_settings()
    app = without_doors(settings, clock)
    configure(app, settings)
    app.extensions["outlines"] = documents.outlines(settings.data / documents.OWN)
    furnish(app, settings)
    for door in (counter.door, phone.door, phone.ticket_door, public.door, panel.door, panel.wall_door):
        app.register_blueprint(door)
    panel.check_needs(app)
    with hung_at(app, *panel.BEHIND_SIGN_IN):
        CSRFProtect(app)
        panel.guard_with_sign_in(app)
    mounting.mount(app, settings)
    return app


def configure(app: Flask, settings: Settings) -> None:
    """What Flask and its extensions are told."""
    app.config.update(
        MAX_CONTENT_LENGTH=bodies.LARGEST,
        SESSION_COOKIE_NAME=f"{mounting.cookie_prefix(settings)}loket",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.public_url.startswith("https://"),
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = OfThoseWhoBringOne()
    app.jinja_environment = Templates
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.i18n")


def furnish(app: Flask, settings: Settings) -> None:
    """Everything that all doors share."""
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        # Not its prefix: proxies hand on what a visitor sent as one, and a QR code would lead there. Below which path we stand the
        # public address says (mounting.py).
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    app.before_request(bodies.allow_largest)
    app.before_request(errors.no_nul)
    numbers.read(app)
    Htmx(app)
    assets.serve(app, STATIC, TEMPLATES, PACKAGE / "translations", PACKAGE / "instruments")
    languages.speak(app)
    filters.teach(app)
    # The last to be registered is the first to see an answer.
    compressing.compress(app)
    headers.send(app)
    errors.answer(app)
    app.add_url_rule("/healthz", "healthz", _health)
    addresses.lead_on(app)
    app.jinja_env.globals.update(
        is_demo=installation.is_demo, version=kiosk.__version__, inline_script=inline_script, own_path=mounting.own_path
    )


STOPPED = {Writer.STRANGER: "open links", Writer.GUEST: "open links, tickets and hand-overs", Writer.TABLET: "everything"}
"""What does not write any more, where the disk has too little room for this one."""


def _health() -> tuple[Response, int]:
    scarce, found = disk.scarce(), doubt()
    full = {"disk": f"nearly full: {STOPPED[scarce]} stopped"} if scarce else {}
    if scarce != Writer.TABLET and can_write() and not recording.has_just_failed():
        # Still 200: ratings are taken, and a balancer that turned them away would lose them.
        clock = {"clock": {"says": found.says.isoformat(), "believed": found.present.isoformat()}} if found else {}
        return jsonify(status="ok", version=kiosk.__version__, **full, **clock), 200
    if full:
        return jsonify(status="disk full", version=kiosk.__version__, **full), 503
    return jsonify(status="store cannot be written", version=kiosk.__version__), 503
